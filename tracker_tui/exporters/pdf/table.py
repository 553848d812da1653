"""A table on sheets: widths of columns, breaks between rows, sums carried over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.exporters.page.model import Cell, Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker_tui.exporters.page.model import Column, Row, Table
    from tracker_tui.exporters.pdf.sheets import Sheets, Style

GUTTER = 4.0
LEAST_WIDE = 0.3
"""Least share of the width for the column that takes what the others leave."""
MOST_NARROW = 0.2
"""Largest share of the width for any other column of text."""
SMALLEST = 3.0
"""The letters shrink down to this size where the figures are too wide."""


class _Slot(NamedTuple):
    """Where a column stands; a figure's decimal sign stands at `point`."""

    column: Column
    left: float
    right: float
    point: float

    @property
    def width(self) -> float:
        return self.right - self.left


class TableDrawer:
    """Draws one table; `tail` is the height of what must not be parted from its last row."""

    def __init__(
        self, sheets: Sheets, table: Table, row_done: Callable[[], None], tail: float = 0
    ) -> None:
        self.sheets = sheets
        self.table = table
        self.row_done = row_done
        self.padding = 2.0 if sheets.paper.lines else 1.4
        self.tail = tail + self.padding if tail else 0
        self.style, self.slots = self._fit()
        self.small = sheets.small._replace(size=min(sheets.small.size, self.style.size))
        self.line = sheets.line_height(self.style)
        self.single = self.line + self.padding
        self.head = sheets.line_height(self.small) + 2.4

    def _fit(self) -> tuple[Style, list[_Slot]]:
        """Letters as large as the theme says, or as the widest figures allow.

        Columns of text are folded between words before any letter shrinks.
        """
        style, folded = self.sheets.text, False
        while True:
            slots, wide = self._slots(style, folded)
            if wide >= LEAST_WIDE * self.sheets.width or style.size <= SMALLEST:
                return style, slots
            if folded:
                style = style._replace(size=max(SMALLEST, style.size - 0.25))
            folded = True

    def _slots(self, style: Style, folded: bool) -> tuple[list[_Slot], float]:
        widths, tails = [], []
        for at, column in enumerate(self.table.columns):
            width, tail = self._widths(at, column, style, folded)
            widths.append(width)
            tails.append(tail)
        free = self.sheets.width - sum(widths) - GUTTER * (len(widths) - 1)
        slots, x = [], self.sheets.left
        for column, width, tail in zip(self.table.columns, widths, tails, strict=True):
            right = x + (max(free, 0) if column.wide else width)
            slots.append(_Slot(column, x, right, right - tail))
            x = right + GUTTER
        return slots, free

    def _widths(self, at: int, column: Column, style: Style, folded: bool) -> tuple[float, float]:
        """Width of a column (0 for the wide one) and how far its decimal sign is from its right."""
        if column.wide:
            return 0, 0

        def measure(text: str) -> float:
            return self.sheets.measure(text, style.size, style.bold)

        small = min(self.sheets.small.size, style.size)
        head = self.sheets.measure(column.head, small, False)
        cells = [row.cells[at] for row in self.table.rows]
        if not column.figures:
            texts = [_text(cell) for cell in cells]
            if folded:
                texts = [word for text in texts for word in text.split(" ")]
            widest = max(map(measure, texts), default=0)
            return max(head, min(widest, MOST_NARROW * self.sheets.width)), 0
        bold = style._replace(bold=True)
        figures = [cell for cell in cells if isinstance(cell, Figure)]
        if at == len(self.table.columns) - 1:
            figures += [row.carried for row in self.table.rows if row.carried]
        whole = max((measure(one.whole) for one in figures), default=0)
        tail = max((measure(one.fraction + one.unit) for one in figures), default=0)
        plain = max((measure(cell) for cell in cells if isinstance(cell, str)), default=0)
        if self.table.sums and isinstance(total := self.table.sums[at], Figure):
            whole = max(whole, self.sheets.measure(total.whole, bold.size, True))
            tail = max(tail, self.sheets.measure(total.fraction + total.unit, bold.size, True))
        return max(head, whole + tail, plain), tail

    @property
    def least_height(self) -> float:
        """Height of the heads and the first row: a table does not begin with less."""
        rows = self.table.rows
        first = self._height(rows[0]) + self._reserve(0) if rows else 0
        return min(self.head + first, self.sheets.full_room)

    def draw(self) -> None:
        """All rows from the present height on."""
        rows = self.table.rows
        self.sheets.need(self.least_height)
        self._draw_heads()
        fresh = True
        for at, row in enumerate(rows):
            height = self._height(row)
            if not fresh and self.sheets.room < height + self._reserve(at):
                self._turn(rows[at - 1])
            self._draw_row(row, height)
            fresh = False
            self.row_done()
        if rows and self.sheets.room < self.tail and self.tail <= self.sheets.full_room:
            self._turn(rows[-1])
        if self.table.sums:
            if self.sheets.room < self.single + self.padding:
                self._turn(rows[-1])
            self._end_rule()
            self._draw_cells([[_text(cell)] for cell in self.table.sums], self.table.sums, True)
            self.sheets.y += self.single
        elif rows:
            self._end_rule()

    def _end_rule(self) -> None:
        self.sheets.rule(self.sheets.left, self.sheets.width)
        self.sheets.y += self.padding / 2

    def _reserve(self, at: int) -> float:
        """Height that must stay free below a row: the carried sum, or what belongs to the last."""
        if at < len(self.table.rows) - 1:
            return self.single if self.table.carried_over else 0
        own = self.single + self.padding if self.table.sums else 0
        rest = self.tail + own
        together = self._height(self.table.rows[at]) + rest + self.head + self.single
        return rest if together <= self.sheets.full_room else 0

    def _turn(self, last: Row) -> None:
        """To the next sheet, with the sum of the rows so far at the end of this one."""
        self._draw_carried(last, self.table.carried_over)
        self.sheets.next_sheet()
        self._draw_heads()
        self._draw_carried(last, self.table.brought_forward)

    def _draw_carried(self, row: Row, label: str) -> None:
        if not label or row.carried is None:
            return
        muted = self.style._replace(colour=self.sheets.muted.colour)
        wide = next(slot for slot in self.slots if slot.column.wide)
        self.sheets.write(wide.left, self.sheets.y, label, muted)
        self._draw_figure(self.slots[-1], row.carried, self.sheets.y, muted)
        self.sheets.y += self.single

    def _draw_heads(self) -> None:
        for slot in self.slots:
            if slot.column.figures:
                self.sheets.write_right(slot.right, self.sheets.y, slot.column.head, self.small)
            else:
                self.sheets.write(slot.left, self.sheets.y, slot.column.head, self.small)
        self.sheets.y += self.head - 1.4
        self.sheets.rule(self.sheets.left, self.sheets.width, 0.25, self.sheets.paper.muted_colour)
        self.sheets.y += 1.4

    def _wrapped(self, row: Row) -> list[list[str]]:
        return [
            [_text(cell)]
            if isinstance(cell, Figure) or not cell
            else self.sheets.wrap(cell, slot.width, self.style)
            for slot, cell in zip(self.slots, row.cells, strict=True)
        ]

    def _height(self, row: Row) -> float:
        return max(len(lines) for lines in self._wrapped(row)) * self.line + self.padding

    def _draw_row(self, row: Row, height: float) -> None:
        """A row; one that is taller than a sheet goes on by lines, its figures on the first."""
        lines = self._wrapped(row)
        cells: tuple[Cell, ...] = row.cells
        body = self.sheets.full_room - self.head - 2 * self.single
        while height > body and height > self.sheets.room - self.single:
            fitting = int((self.sheets.room - self.padding - self.single) / self.line)
            fitting = max(1, min(fitting, max(len(column) for column in lines) - 1))
            self._draw_cells([column[:fitting] for column in lines], cells)
            self.sheets.y += fitting * self.line + self.padding
            lines = [column[fitting:] for column in lines]
            cells = tuple("" for _ in cells)
            height = max(len(column) for column in lines) * self.line + self.padding
            self._turn(row)
        self._draw_cells(lines, cells)
        self.sheets.y += height
        if self.sheets.paper.lines and row is not self.table.rows[-1]:
            self.sheets.y -= self.padding / 2
            self.sheets.rule(self.sheets.left, self.sheets.width, 0.1)
            self.sheets.y += self.padding / 2

    def _draw_cells(
        self, lines: Sequence[Sequence[str]], cells: Sequence[Cell], bold: bool = False
    ) -> None:
        style = self.style._replace(bold=bold)
        for slot, column, cell in zip(self.slots, lines, cells, strict=True):
            for number, text in enumerate(column):
                y = self.sheets.y + number * self.line
                if isinstance(cell, Figure):
                    self._draw_figure(slot, cell, y, style)
                elif slot.column.figures:
                    self.sheets.write_right(slot.right, y, text, style)
                else:
                    self.sheets.write(slot.left, y, text, style)

    def _draw_figure(self, slot: _Slot, figure: Figure, y: float, style: Style) -> None:
        start = slot.point - self.sheets.measure(figure.whole, style.size, style.bold)
        self.sheets.write(start, y, figure.text, style)


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Figure) else cell
