"""A grid alone in an app, and what it asks of its rows and of the screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import App

from tracker_tui.ui.widgets.grid import Cell, Column, Grid, GridRow

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.geometry import Region
    from textual.pilot import Pilot
    from textual.strip import Strip

    from tracker_tui.ui.widgets.grid import Rows

COLUMNS = (
    Column("time", "time", 11),
    Column("hours", "hours", 6, align="right"),
    Column("text", "text"),
    Column("tags", "tags", 10, least=100),
    Column("amount", "amount", 12, align="right"),
    Column("state", "state", 11),
)


def entry(number: int, text: str = "") -> GridRow:
    """A row as in the log."""
    state = Cell("! overdue", "overdue") if number % 5 == 0 else Cell("✓ paid", "paid")
    words = text or f"Review the logic {number}"
    return GridRow(
        f"e{number}", ("09:02 11:40", "2:38", words, Cell("@x", "muted"), "250.17", state)
    )


class Lazy:
    """Rows made when asked for; counts how often that is."""

    def __init__(self, count: int, first: int = 0) -> None:
        self.count = count
        self.first = first
        self.asked = 0

    def __len__(self) -> int:
        return self.count

    def row(self, index: int) -> GridRow:
        """A row, counted."""
        self.asked += 1
        return entry(self.first + index)

    def key(self, index: int) -> str:
        """Its key."""
        return f"e{self.first + index}"

    def index(self, key: str) -> int | None:
        """Its place."""
        place = int(key[1:]) - self.first
        return place if 0 <= place < self.count else None


class SpiedGrid(Grid):
    """A grid that notes which of its lines it has painted anew, and whether it asks for layout."""

    DEFAULT_CSS = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.painted: list[int] = []
        self.whole = 0
        self.layouts = 0

    def refresh(self, *regions: Region, **options: Any) -> SpiedGrid:
        """Notes the lines."""
        self.painted += [y for region in regions for y in region.line_range]
        self.whole += not regions
        self.layouts += bool(options.get("layout"))
        super().refresh(*regions, **options)
        return self

    def forget(self) -> None:
        """Begins anew to take notes."""
        self.painted, self.whole, self.layouts = [], 0, 0

    def strips(self) -> list[Strip]:
        """Its lines as they are painted."""
        return self.render_lines(self.size.region)

    def lines(self) -> list[str]:
        """Its lines as text."""
        return [strip.text for strip in self.strips()]

    def numbers(self) -> list[int]:
        """The numbers of the marked entries."""
        return [int(key[1:]) for key in self.marked]

    def on_cursor(self) -> str:
        """The text of the line with the bar."""
        return next(line for line in self.lines() if line.startswith(("▌", "▏", ">", "|")))


class Stage(App[None]):
    """One grid, and the messages that it sent."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, rows: Rows, columns: Sequence[Column] = COLUMNS, **options: Any) -> None:
        super().__init__()
        self.grid = SpiedGrid(columns, **options)
        self.grid.show(rows)
        self.told: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield self.grid

    @on(Grid.Moved)
    @on(Grid.Chosen)
    @on(Grid.Sideways)
    @on(Grid.Marked)
    def note(self, message: Grid.Moved | Grid.Chosen | Grid.Sideways | Grid.Marked) -> None:
        """Keeps a message."""
        self.told.append((type(message).__name__, message.key))

    def heard(self) -> Iterator[str]:
        """The names of the messages since it was last asked."""
        told, self.told = self.told, []
        return (name for name, _ in told)


def act(
    stage: Stage,
    scenario: Callable[[SpiedGrid, Pilot[None]], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
) -> None:
    """Runs the stage in memory while the scenario presses keys and looks."""

    async def run() -> None:
        async with stage.run_test(size=size) as pilot:
            await pilot.pause()
            stage.grid.forget()
            await scenario(stage.grid, pilot)

    asyncio.run(run())
