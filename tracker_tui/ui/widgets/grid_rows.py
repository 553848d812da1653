"""What a grid shows: rows of cells under columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

TONES = (
    "muted",
    "strong",
    "running",
    "parked",
    "free",
    "draft",
    "sent",
    "paid",
    "overdue",
    "warning",
    "error",
    "accent",
    "gap",
)
"""What the words of a cell may be coloured as; the words say it too."""


class Cell(NamedTuple):
    """A text with its tone, one of `TONES` or empty."""

    text: str
    tone: str = ""


class GridRow(NamedTuple):
    """A line: `kind` is row, group, total or note (its first cell takes the whole line).

    In all but a plain row a text runs on over the empty cells at its right.
    """

    key: str
    cells: tuple[str | Cell, ...]
    kind: str = "row"

    def text(self) -> str:
        """Its words, as find-as-you-type looks through them."""
        return " ".join([cell if isinstance(cell, str) else cell.text for cell in self.cells])


class Rows(Protocol):
    """Rows that are asked for when they come into view, so there may be 100,000 of them.

    Keys are unique among all rows, groups and totals included; `index` should be quick.
    """

    def __len__(self) -> int: ...
    def row(self, index: int) -> GridRow: ...
    def key(self, index: int) -> str: ...
    def index(self, key: str) -> int | None: ...


class ListRows:
    """Rows that are all there already."""

    def __init__(self, rows: Iterable[GridRow] = ()) -> None:
        self._rows = tuple(rows)
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> GridRow:
        """The row at `index`."""
        return self._rows[index]

    def key(self, index: int) -> str:
        """The key of the row at `index`."""
        return self._rows[index].key

    def index(self, key: str) -> int | None:
        """Where the row with this key is."""
        if self._places is None:
            self._places = {row.key: place for place, row in enumerate(self._rows)}
        return self._places.get(key)
