"""A workspace with a few entries to edit, and the log opened on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tests.services.small_workspace import make_workspace, write
from tests.ui.stage import NARROW, open_app, play, screen_lines, settle, type_in
from tracker_tui.core.grammar import parse_words
from tracker_tui.services.entries import add_entry

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.core.entry import Entry
    from tracker_tui.store.workspace import Workspace
    from tracker_tui.ui.app import TrackerApp
    from tracker_tui.ui.screens.log import Log

CLIENT = """\
name = "Acme"
currency = "EUR"
[[rates]]
hourly = 60.00
[[taxes]]
category = "S"
rate = 19
[projects.api]
name = "API"
[projects.ops]
name = "Operations"
"""

LATER = "2026-11-20T12:01:00+01:00"
"""When the log is opened: ids that are made then are others."""

DAYS = (
    ("2026-10-05 9-10", "acme/api Plan"),
    ("2026-11-19 9-10", "acme/api Fix @dev +bug"),
    ("2026-11-19 10-11:30", "acme/api Fix @dev"),
    ("2026-11-20 8-9", "acme/api First"),
    ("2026-11-20 9-9:45", "acme/ops Second"),
    ("2026-11-20 10:30-11:30", "acme/ops Third"),
)
"""What was done, when; it is noon of 20 November 2026."""


def make_days(root: Path) -> tuple[Workspace, list[Entry]]:
    """The workspace with these days, and its entries in their order."""
    write(root, "clients/acme.toml", CLIENT)
    workspace = make_workspace(root)
    entries = [
        add_entry(workspace, when, parse_words(words.split())).entries[0] for when, words in DAYS
    ]
    return workspace, entries


class Hands:
    """Presses keys in the log and looks at what became of it."""

    def __init__(self, app: TrackerApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.log = cast("Log", app.screen)
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Presses keys and waits until all is done."""
        await self.pilot.press(*keys)
        await settle(self.app, self.pilot)

    async def type(self, text: str) -> None:
        """Types a text and waits until all is done."""
        await type_in(self.pilot, text)
        await settle(self.app, self.pilot)

    async def open(self, **target: str) -> None:
        """Shows what is named, as other screens ask for it."""
        self.log.open(**target)
        await settle(self.app, self.pilot)

    async def go(self, key: str) -> None:
        """Puts the cursor on an entry."""
        assert self.log.grid.move_to(key)
        await self.pilot.pause()

    def says(self, words: str) -> None:
        """The status line says so."""
        assert words in self.app.said, self.app.said

    def lines(self) -> list[str]:
        """The screen, line by line."""
        return screen_lines(self.app)

    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines())

    def keys(self) -> list[str]:
        """The ids of the entries that are shown."""
        rows = self.log.grid.rows
        return [rows.key(at) for at in range(len(rows)) if ":" not in rows.key(at)]

    def editing(self) -> bool:
        """Whether the drawer is open; if it is not, the grid has the focus."""
        assert self.log.drawer.is_open or self.log.grid.has_focus
        return self.log.drawer.is_open

    def times(self, day: str = "2026-11-20") -> list[str]:
        """What a day has on disk, as `08:00-09:00 acme/api First`."""
        return [
            f"{one.start.clock()}-{one.end.clock()} {one.project} {one.note}".rstrip()
            for one in self.app.workspace.entries("me", day[:7])
            if one.day == day and one.start is not None and one.end is not None
        ]


def play_log(
    root: Path,
    scenario: Callable[[Hands], Awaitable[None]],
    size: tuple[int, int] = NARROW,
    app: TrackerApp | None = None,
) -> None:
    """Opens the log, waits until it is read, and goes on."""
    app = app or open_app(root, person="me", now=LATER)

    async def begin(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("2")
        await settle(app, pilot)
        await scenario(Hands(app, pilot))

    play(app, begin, size)
