"""A table of a page in columns of a terminal: figures stand on their decimal sign."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.exporters.page.model import Figure
from tracker_tui.ui.cells import width
from tracker_tui.ui.widgets.page_view_text import Ink, Inks, rule, stack, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tracker_tui.exporters.page.model import Cell, Column, Table

GUTTER, INDENT = 2, 2
LEAST_WIDE = 0.3
"""Least share of the width for the column that takes what the others leave."""
MOST_NARROW = {False: 0.2, True: 0.4}
"""Largest share of the width for any other column of text, beside the wide one and without it."""
WAYS = ((False, False), (False, True), (True, False), (True, True))
"""What is tried: whether the wide column has lines of its own, whether the others are folded."""


class _Slot(NamedTuple):
    """Where a column stands; a figure's decimal sign stands at `point`."""

    at: int
    column: Column
    left: int
    right: int
    point: int

    @property
    def cells(self) -> int:
        return self.right - self.left


class TableLines:
    """The lines of a table in so many cells.

    Where the widest column would get too little, the others are folded between words; where that is
    not enough either, it gets lines of its own, above the others or below them as it stands among
    them; and where these are too wide for the screen, each is on its own line behind its head.
    """

    def __init__(self, table: Table, cells: int) -> None:
        self.table = table
        self.cells = cells
        self.wide = next(at for at, column in enumerate(table.columns) if column.wide)
        self.above = self.wide < 2
        self.listed = False
        for self.stacked, self.folded in WAYS:
            narrow = [one for one in table.columns if not (self.stacked and one.wide)]
            self.slots = self._slots(narrow)
            if self._fits():
                return
        self.listed = True

    def _fits(self) -> bool:
        if self.stacked:
            return max(slot.right for slot in self.slots) <= self.cells
        return self._wide_cells() >= LEAST_WIDE * self.cells

    def _wide_cells(self) -> int:
        return sum(slot.cells for slot in self.slots if slot.column.wide)

    # Columns

    def _slots(self, columns: Iterable[Column]) -> list[_Slot]:
        chosen = [(at, one) for at, one in enumerate(self.table.columns) if one in columns]
        sizes = [self._size(at, column) for at, column in chosen]
        free = self.cells - sum(size for size, _ in sizes) - GUTTER * (len(sizes) - 1)
        slots: list[_Slot] = []
        without = not any(column.wide for _, column in chosen)
        x = max(0, free) if without and self.above else 0
        for (at, column), (size, tail) in zip(chosen, sizes, strict=True):
            right = x + (max(free, 0) if column.wide else size)
            slots.append(_Slot(at, column, x, right, right - tail))
            x = right + GUTTER
        if without and not self.above and not slots[-1].column.figures:
            slots[-1] = slots[-1]._replace(right=max(slots[-1].right, self.cells))
        return slots

    def _size(self, at: int, column: Column) -> tuple[int, int]:
        """Cells of a column (0 of the wide one), and those from a decimal sign on."""
        if column.wide:
            return 0, 0
        cells = [row.cells[at] for row in self.table.rows]
        cells += [self.table.sums[at]] if self.table.sums else []
        head = _longest(column.head.split(" ") if self.folded else [column.head])
        texts = [cell for cell in cells if isinstance(cell, str)]
        if not column.figures:
            parts = [part for text in texts for part in text.split("\n")]
            if self.folded:
                parts = [word for part in parts for word in part.split(" ")]
            return max(head, min(_longest(parts), int(MOST_NARROW[self.stacked] * self.cells))), 0
        figures = [cell for cell in cells if isinstance(cell, Figure)]
        whole = _longest(one.whole for one in figures)
        tail = _longest(one.fraction + one.unit for one in figures)
        return max(head, whole + tail, _longest(texts)), tail

    # Lines

    def heads(self) -> list[Inks]:
        """The heads, the last line of each on the same one, and the rule below."""
        if self.listed:
            return [(rule(0, self.cells),)]
        columns = [list(self._head(slot)) for slot in self.slots]
        height = max(map(len, columns))
        found = []
        for number in range(height):
            inks = [
                column[number - height + len(column)]
                for column in columns
                if number >= height - len(column)
            ]
            found.append(tuple(inks))
        found = self._with_wide(found, self.table.columns[self.wide].head, "muted")
        return [*found, (rule(0, self.cells),)]

    def _with_wide(self, lines: list[Inks], text: str, tone: str) -> list[Inks]:
        """The lines with the text that has lines of its own, if one has."""
        if not (self.stacked and text):
            return lines
        x = 0 if self.above else INDENT
        own = stack([text], x, self.cells - x, tone)
        return [*own, *lines] if self.above else [*lines, *own]

    def _head(self, slot: _Slot) -> Iterator[Ink]:
        for line in wrap(slot.column.head, slot.cells):
            x = slot.right - width(line) if slot.column.figures else slot.left
            yield Ink(x, line, "muted")

    def row(self, cells: Sequence[Cell], tone: str = "") -> list[Inks]:
        """The lines of one row."""
        if self.listed:
            return self._listed(cells, tone)
        columns = [list(self._cell(slot, cells[slot.at], tone)) for slot in self.slots]
        lines = [tuple(ink for ink in line if ink) for line in zip_longest(*columns)]
        return self._with_wide(lines, _text(cells[self.wide]), tone)

    def _cell(self, slot: _Slot, cell: Cell, tone: str) -> Iterator[Ink]:
        if isinstance(cell, Figure):
            yield Ink(slot.point - width(cell.whole), cell.text, tone)
            return
        for line in wrap(cell, slot.cells) if cell else ():
            x = slot.right - width(line) if slot.column.figures else slot.left
            yield Ink(x, line, tone)

    def _listed(self, cells: Sequence[Cell], tone: str) -> list[Inks]:
        found: list[Inks] = []
        for column, cell in zip(self.table.columns, cells, strict=True):
            head = column.head
            lines = wrap(f"{head} {_text(cell)}" if cell else head, self.cells)
            found += [(Ink(0, line, tone),) for line in lines]
        return found

    def end(self) -> list[Inks]:
        """The rule below the rows, and the sums where the table has any."""
        found: list[Inks] = [(rule(0, self.cells),)] if self.table.rows else []
        if self.table.sums:
            found += self.row(self.table.sums, "strong")
        return found


def _longest(texts: Iterable[str]) -> int:
    return max(map(width, texts), default=0)


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Figure) else cell
