"""A page as lines of a terminal, and the places on it where a cursor can rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.exporters.page.model import (
    Addressee,
    Annex,
    Facts,
    Letterhead,
    Notes,
    Paragraph,
    Payment,
    Table,
    Title,
    Totals,
)
from tracker_tui.ui.cells import width
from tracker_tui.ui.widgets.page_view_table import TableLines
from tracker_tui.ui.widgets.page_view_text import Ink, Inks, beside, rule, stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.exporters.page.model import Block, Fact, Page, Total

LEAST_SIDE, USUAL_SIDE, MOST_SIDE = 40, 46, 58
"""Percent of the width for letterhead and facts, which stand at the right."""
LEAST_SIDES = 64
"""Below so many cells nothing stands beside anything else."""
READING = 78
"""Running text is easier to read where its lines are not longer."""
GAP = 3


class Stop(NamedTuple):
    """A place for the cursor: what it is, which of its kind (from 1 on), and its lines.

    `kind` is letterhead, facts, title, text, line, totals, payment, note, annex or entry; of an
    entry `number` is that of its annex and `row` that of the entry in it.
    """

    kind: str
    number: int
    row: int
    first: int
    last: int

    @property
    def name(self) -> tuple[str, int, int]:
        """What it is called on this page and the next one."""
        return (self.kind, self.number, self.row)


class Sheet(NamedTuple):
    """The lines of a page, and its stops from the top down."""

    lines: tuple[Inks, ...]
    stops: tuple[Stop, ...]


def lay_out(page: Page, cells: int) -> Sheet:
    """The page in so many cells. Nothing of it is left out but what repeats on further sheets."""
    return _Typesetter(page, cells).sheet()


class _Typesetter:
    def __init__(self, page: Page, cells: int) -> None:
        self.page = page
        self.cells = max(20, cells)
        self.has_sides = cells >= LEAST_SIDES
        self.side = self._side() if self.has_sides else self.cells
        self.side_at = self.cells - self.side
        self.lines: list[Inks] = []
        self.stops: list[Stop] = []
        self.numbers: dict[str, int] = {}

    def sheet(self) -> Sheet:
        for block in self.page.blocks:
            self._set(block)
        self._footer()
        return Sheet(tuple(self.lines), tuple(self.stops))

    def _side(self) -> int:
        """Cells for the facts: what they need, as long as the address has enough."""
        facts, address = [0], [0]
        for block in self.page.blocks:
            if isinstance(block, Facts):
                facts += [width(row.value) for row in block.rows]
                facts = [max(facts) + max((width(row.label) for row in block.rows), default=0) + 2]
            elif isinstance(block, Addressee):
                address += map(width, block.lines)
        least, usual, most = (
            self.cells * share // 100 for share in (LEAST_SIDE, USUAL_SIDE, MOST_SIDE)
        )
        free = max(usual, self.cells - GAP - max(address))
        return max(least, min(max(facts), most, free))

    # Stops

    def _space(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append(())

    def _stop(self, kind: str, lines: Sequence[Inks], number: int = 0, row: int = 0) -> None:
        """Lines on which the cursor can rest; without a number it is the next of its kind."""
        if not lines:
            return
        if not number:
            number = self.numbers[kind] = self.numbers.get(kind, 0) + 1
        first = len(self.lines)
        self.lines += lines
        self.stops.append(Stop(kind, number, row, first, len(self.lines) - 1))

    # Blocks

    def _set(self, block: Block) -> None:
        if isinstance(block, Letterhead):
            self._letterhead(block)
        elif isinstance(block, Addressee):
            self._addressee(block)
        elif isinstance(block, Title):
            self._space()
            lines = stack([block.text], 0, self.cells, "accent")
            lines += stack([block.subject], 0, self.cells, "muted") if block.subject else []
            self._stop("title", lines)
            self._space()
        elif isinstance(block, Paragraph):
            self._space()
            self._stop("text", stack([block.text], 0, min(READING, self.cells)))
            self._space()
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Totals):
            self._stop("totals", self._totals(block.rows))
        elif isinstance(block, Payment):
            self._space()
            self._stop("payment", self._payment(block))
        elif isinstance(block, Notes):
            for text in block.texts:
                self._space()
                self._stop("note", stack([text], 0, min(READING, self.cells)))
        elif isinstance(block, Annex):
            self._annex(block)

    def _letterhead(self, block: Letterhead) -> None:
        lines = stack([block.name], self.side_at, self.side, "accent")
        lines += stack(block.address, self.side_at, self.side, "muted")
        lines += stack(block.contact, self.side_at, self.side, "muted")
        self._stop("letterhead", lines)
        self._space()

    def _addressee(self, block: Addressee) -> None:
        """The address, with the facts beside it."""
        facts = next((one for one in self.page.blocks if isinstance(one, Facts)), Facts(()))
        room = self.cells - self.side - GAP if self.has_sides else self.cells
        sender = stack([block.sender], 0, self.cells, "muted") if block.sender else []
        address = stack(block.lines, 0, room)
        rows = self._facts(facts.rows, self.side_at, self.side)
        sender += [()] if sender else []
        below = beside(address, rows) if self.has_sides else [*address, (), *rows]
        self._stop("facts", [*sender, *below])

    def _facts(self, rows: Sequence[Fact], x: int, cells: int) -> list[Inks]:
        """Labels and values in two columns."""
        if not rows:
            return []
        indent = min(max(width(row.label) for row in rows), cells // 2) + 2
        found: list[Inks] = []
        for row in rows:
            labels = stack([row.label], x, indent - 2, "muted")
            found += beside(labels, stack([row.value], x + indent, cells - indent))
        return found

    def _table(self, block: Table) -> None:
        table = TableLines(block, self.cells)
        self._space()
        self.lines += table.heads()
        for row in block.rows:
            self._stop("line", table.row(row.cells))
        self.lines += table.end()

    def _totals(self, rows: Sequence[Total]) -> list[Inks]:
        """Labels, and figures on one decimal sign below those of the table."""
        figures = max(width(row.figure.text) for row in rows)
        tail = max(width(row.figure.fraction + row.figure.unit) for row in rows)
        whole = max(width(row.figure.whole) for row in rows)
        room = max(figures, whole + tail) + GAP
        labels = min(max(width(row.label) for row in rows), max(10, self.cells - room))
        left = max(0, self.cells - room - labels)
        found: list[Inks] = []
        for row in rows:
            tone = "strong" if row.strong else ""
            if row.strong:
                found.append((rule(left, self.cells - left),))
            lines = stack([row.label], left, labels, tone or "muted")
            x = max(0, self.cells - tail - width(row.figure.whole))
            figure = [(Ink(x, row.figure.text, tone),)]
            found += beside(lines, figure) if x > left + labels else [*lines, *figure]
        return found

    def _payment(self, block: Payment) -> list[Inks]:
        cells = min(READING, self.cells)
        lines = stack(block.sentences, 0, cells)
        return [*lines, *self._facts(block.facts, 0, cells)]

    def _annex(self, block: Annex) -> None:
        self._space()
        self.lines.append(())
        number = self.numbers["annex"] = self.numbers.get("annex", 0) + 1
        heading = stack([block.title], 0, self.cells, "strong")
        heading += stack([block.subject], 0, self.cells, "muted")
        self._stop("annex", heading, number)
        table = TableLines(block.table, self.cells)
        self.lines += table.heads()
        for at, row in enumerate(block.table.rows, 1):
            self._stop("entry", table.row(row.cells), number, at)
        self.lines += table.end()

    def _footer(self) -> None:
        """What every sheet of paper ends with, once."""
        columns = self.page.footer
        if not columns:
            return
        self._space()
        self.lines.append((rule(0, self.cells),))
        if not self.has_sides or len(columns) == 1:
            for column in columns:
                self.lines += stack(column, 0, self.cells, "muted")
            return
        found: list[Inks] = []
        x = 0
        for column, room in zip(columns, _shares(columns, self.cells), strict=True):
            found = beside(found, stack(column, x, room, "muted"))
            x += room + GAP
        self.lines += found


def _shares(columns: Sequence[Sequence[str]], cells: int) -> list[int]:
    """Cells for columns of text beside each other: no word is broken that need not be."""
    room = cells - GAP * (len(columns) - 1)
    words = [max(width(word) for line in column for word in line.split(" ")) for column in columns]
    wanted = [max(map(width, column)) for column in columns]
    free, need = room - sum(words), sum(wanted) - sum(words)
    if free < 0:
        return [room // len(columns)] * len(columns)
    if need <= free:
        return wanted
    return [word + (want - word) * free // need for word, want in zip(words, wanted, strict=True)]
