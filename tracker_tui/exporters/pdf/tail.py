"""What stands below the table, and at the foot of every sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.exporters.pdf.head import STRIP, draw_facts, draw_strip

if TYPE_CHECKING:
    from tracker_tui.exporters.page.model import Notes, Page, Payment, Total, Totals
    from tracker_tui.exporters.pdf.sheets import Sheets, Style

FOOTER_GAP = 6.0
"""Between the text of a sheet and its footer."""
READING_WIDTH = 132.0
"""Running text is easier to read where its lines are not as wide as the sheet."""
LEAST_TOTALS = 78.0
ABOVE_TOTALS = 1.5


class TotalsDrawer:
    """Draws the figures below a table, aligned with its last column."""

    def __init__(self, sheets: Sheets, block: Totals) -> None:
        self.sheets = sheets
        self.block = block
        tails = [self._measure(row, row.figure.fraction + row.figure.unit) for row in block.rows]
        figures = [self._measure(row, row.figure.text) for row in block.rows]
        widest = max(self._measure(row, row.label) for row in block.rows)
        self.figure_width = max(figures)
        self.tail = max(tails)
        fitting = widest + 8 + self.figure_width
        self.width = min(max(fitting, LEAST_TOTALS), sheets.width)
        self.left = sheets.right - self.width
        self.label_width = self.width - self.figure_width - 6

    def _style(self, row: Total) -> Style:
        size = self.sheets.paper.text_size
        if row.strong:
            return self.sheets.strong._replace(size=size + 1.5)
        return self.sheets.text

    def _measure(self, row: Total, text: str) -> float:
        style = self._style(row)
        return self.sheets.measure(text, style.size, style.bold)

    def _lines(self, row: Total) -> list[str]:
        return self.sheets.wrap(row.label, self.label_width, self._style(row))

    @property
    def height(self) -> float:
        """Height of the whole block."""
        return ABOVE_TOTALS + sum(self._row_height(row) for row in self.block.rows)

    def _row_height(self, row: Total) -> float:
        line = self.sheets.line_height(self._style(row))
        return len(self._lines(row)) * line + (6.5 if row.strong else 0.9)

    def draw(self) -> None:
        """Label and figure, one below the other."""
        self.sheets.need(min(self.height, self.sheets.full_room))
        self.sheets.y += ABOVE_TOTALS
        for row in self.block.rows:
            self.sheets.need(self._row_height(row))
            self._draw_row(row)

    def _draw_row(self, row: Total) -> None:
        sheets, style = self.sheets, self._style(row)
        if row.strong:
            sheets.y += 1.5
            sheets.rule(self.left, self.width, 0.5, sheets.paper.accent_colour)
            sheets.y += 1.8
        top = sheets.y
        label = style if row.strong else style._replace(colour=sheets.muted.colour)
        for line in self._lines(row):
            sheets.write(self.left, sheets.y, line, label)
            sheets.y += sheets.line_height(style)
        point = sheets.right - self.tail
        if not row.strong:
            point = sheets.right - self._plain_tail()
        x = point - self._measure(row, row.figure.whole)
        sheets.write(x, top, row.figure.text, style)
        sheets.y += 3.2 if row.strong else 0.9

    def _plain_tail(self) -> float:
        return max(
            self._measure(row, row.figure.fraction) for row in self.block.rows if not row.strong
        )


def draw_payment(sheets: Sheets, block: Payment) -> None:
    """Sentences, then the account; kept together."""
    line = sheets.line_height(sheets.text)
    strip = sheets.paper.facts == "strip"
    lines = 2 * -(-len(block.facts) // STRIP) if strip else len(block.facts)
    sheets.y += 7
    sheets.need(min((len(block.sentences) + lines) * line + 4, sheets.full_room))
    sheets.stack(sheets.left, block.sentences, READING_WIDTH, sheets.text)
    sheets.y += 1.5
    if strip:
        draw_strip(sheets, block.facts)
    else:
        draw_facts(sheets, block.facts, sheets.left, READING_WIDTH)


def draw_notes(sheets: Sheets, block: Notes) -> None:
    """Paragraphs."""
    sheets.y += 4
    for text in block.texts:
        sheets.stack(sheets.left, [text], READING_WIDTH, sheets.text)
        sheets.y += 2


class Footer:
    """The columns at the foot of every sheet, the number of the sheet at their right.

    Takes its height from the room of the sheets.
    """

    def __init__(self, sheets: Sheets, page: Page) -> None:
        self.sheets = sheets
        self.page = page
        longest = page.page_of.format(page=999, pages=999)
        free = sheets.width - sheets.measure(longest, sheets.small.size, False) - 6
        gap = 5.0
        count = max(1, len(page.footer))
        self.step = (free + gap) / count
        self.columns = [
            [part for line in column for part in sheets.wrap(line, self.step - gap, sheets.small)]
            for column in page.footer
        ]

        lines = max([1, *(len(column) for column in self.columns)])
        height = lines * sheets.line_height(sheets.small)
        self.top = sheets.paper.height - sheets.paper.bottom - height
        sheets.bottom = self.top - FOOTER_GAP

    def draw(self) -> None:
        """On every sheet there is."""
        sheets = self.sheets
        for number, sheet in enumerate(sheets.sheets, start=1):
            sheets.sheet = sheet
            text = self.page.page_of.format(page=number, pages=len(sheets.sheets))
            sheets.write_right(sheets.right, self.top, text, sheets.small)
            for at, column in enumerate(self.columns):
                for line, part in enumerate(column):
                    y = self.top + line * sheets.line_height(sheets.small)
                    sheets.write(sheets.left + at * self.step, y, part, sheets.small)
