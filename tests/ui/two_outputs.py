"""An app painted twice at once: as Textual would and by differences, each into its own screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

import pyte
from pyte.modes import DECAWM
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size

from tracker_tui.ui.lean import LeanApp

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from pyte.screens import Char
    from rich.console import RenderableType
    from textual.pilot import Pilot
    from textual.screen import Screen

LINES_ON_BLANKS = ("underscore", "strikethrough", "reverse")


class Terminal:
    """What a terminal shows, and how many bytes it was sent."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.screen = pyte.Screen(*size)
        self.screen.reset_mode(DECAWM)
        self.stream = pyte.Stream(self.screen)
        self.received = 0

    def feed(self, text: str) -> None:
        self.received += len(text.encode())
        self.stream.feed(text.replace("\x1b[?2026h", "").replace("\x1b[?2026l", ""))

    def resize(self, size: tuple[int, int]) -> None:
        self.screen.resize(size[1], size[0])


def what_is_seen(cell: Char) -> tuple[object, ...]:
    """A cell as people see it: a blank has no ink."""
    lines = tuple(getattr(cell, name) for name in LINES_ON_BLANKS)
    if cell.data == " " and not any(lines):
        return (" ", cell.bg)
    return (cell.data, cell.fg, cell.bg, cell.bold, cell.italics, *lines)


def differing(one: Terminal, other: Terminal) -> Iterator[str]:
    """Where two terminals differ, and how."""
    for y in range(one.screen.lines):
        for x in range(one.screen.columns):
            cells = (one.screen.buffer[y][x], other.screen.buffer[y][x])
            if cells[0] != cells[1] and what_is_seen(cells[0]) != what_is_seen(cells[1]):
                yield f"line {y}, column {x}: {cells[0]} and {cells[1]}"


class TerminalInMemory(Driver):
    """A driver whose terminal is a `Terminal`."""

    def start_application_mode(self) -> None:
        assert self._size is not None
        self.tell_size(self._size)

    def tell_size(self, size: tuple[int, int]) -> None:
        self._app.post_message(events.Resize(Size(*size), Size(*size)))

    def write(self, data: str) -> None:
        assert isinstance(self._app, TwiceApp)
        self._app.leanly.feed(data)

    def disable_input(self) -> None:
        pass

    def stop_application_mode(self) -> None:
        pass


class TwiceApp(LeanApp, App[None]):
    """`stock` and `leanly` are the terminals; they are compared after every paint."""

    lean = True

    def begin(self, size: tuple[int, int]) -> None:
        self.stock, self.leanly = Terminal(size), Terminal(size)
        self.paints = 0
        self.differences: list[str] = []
        self.driver_class = TerminalInMemory

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        painted = self._running and not self._batch_count
        if painted and isinstance(renderable, LayoutUpdate | ChopsUpdate):
            self.stock.feed(renderable.render_segments(self.console))
        super()._display(screen, renderable)
        self.paints += painted
        if painted and not self.differences:
            found = list(differing(self.stock, self.leanly))
            self.differences = [f"paint {self.paints}: {one}" for one in found[:3]]

    def resize(self, size: tuple[int, int]) -> None:
        self.stock.resize(size)
        self.leanly.resize(size)
        assert isinstance(self._driver, TerminalInMemory)
        self._driver.tell_size(size)


async def wait_until(pilot: Pilot[object], met: Callable[[], bool]) -> None:
    """Wait for a paint that shows something, and not for ever."""
    for _ in range(200):
        if met():
            return
        await pilot.pause()
    raise AssertionError("waited in vain")


A = TypeVar("A", bound=TwiceApp)


def run_twice(
    app: A,
    scenario: Callable[[A, Pilot[object]], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
) -> A:
    """Plays a scenario; fails with whatever the scenario or the app fails with."""
    app.begin(size)
    failures: list[BaseException] = []

    async def play(pilot: Pilot[object]) -> None:
        try:
            await pilot.pause()
            await scenario(app, pilot)
            await pilot.pause()
        except BaseException as error:
            failures.append(error)
        app.exit()

    async def run() -> None:
        await app.run_async(size=size, auto_pilot=play)

    asyncio.run(run())
    if app._exception is not None:
        raise app._exception
    if failures:
        raise failures[0]
    return app
