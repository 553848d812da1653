"""The app without a terminal, on a workspace in a folder, at a moment that stands still."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from tracker_tui.core.clock import parse_moment
from tracker_tui.services.demo import EXAMPLE_NOW
from tracker_tui.services.places import shipped
from tracker_tui.services.preferences import Preferences
from tracker_tui.store.workspace import Workspace
from tracker_tui.ui.app import TrackerApp

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

NARROW, WIDE = (80, 24), (140, 45)


def copy_studio(folder: Path) -> Path:
    """A copy of the example workspace."""
    root = folder / "studio"
    shutil.copytree(shipped("examples", "studio"), root)
    return root


class Now:
    """UTC seconds that stand still until somebody sets them."""

    def __init__(self, now: str = EXAMPLE_NOW) -> None:
        self.utc = parse_moment(now).utc

    def __call__(self) -> int:
        return self.utc


def open_app(
    root: Path,
    person: str = "ada",
    now: str | Now = EXAMPLE_NOW,
    zone: str = "Europe/Berlin",
    preferences: Preferences | None = None,
) -> TrackerApp:
    """The app on a workspace; its ids are counted up, so that they are the same each time."""
    clock = now if isinstance(now, Now) else Now(now)
    count = iter(range(1, 10**6))

    def random(size: int) -> bytes:
        return next(count).to_bytes(size, "big")

    workspace = Workspace(str(root), person, zone, clock, random)
    return TrackerApp(workspace, preferences or Preferences(), str(root))


def play(
    app: TrackerApp,
    scenario: Callable[[TrackerApp, Pilot[int]], Awaitable[None]],
    size: tuple[int, int] = NARROW,
) -> None:
    """Runs the app in memory while the scenario presses keys and looks."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await settle(app, pilot)
            await scenario(app, pilot)
            await settle(app, pilot)

    asyncio.run(run())


async def settle(app: TrackerApp, pilot: Pilot[int]) -> None:
    """Waits until messages and work in threads are done."""
    from textual.worker import WorkerCancelled

    await pilot.pause()
    with suppress(WorkerCancelled):  # work that later work of the same name overtook
        await app.workers.wait_for_complete()
    await pilot.pause()


async def type_in(pilot: Pilot[int], text: str) -> None:
    """Types a text, letter by letter."""
    from textual.keys import _character_to_key

    await pilot.press(*(_character_to_key(letter) for letter in text))


def screen_lines(app: TrackerApp) -> list[str]:
    """The screen as lines of text, without the spaces at their ends."""
    _, height = app.size
    strips = app.screen._compositor.render_strips()
    lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
    return lines[:height]


def screen_text(app: TrackerApp) -> str:
    """The screen as one text."""
    return "\n".join(screen_lines(app))


def picture(app: TrackerApp, path: Path) -> None:
    """Writes the screen as an SVG picture."""
    path.write_text(app.export_screenshot(), encoding="utf-8")
