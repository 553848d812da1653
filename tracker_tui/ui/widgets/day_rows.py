"""The rows of a day for the grid: entries, gaps between them, and the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.day import Gap
from tracker_tui.core.entry_text import words_of
from tracker_tui.ui.figures import amount, amounts, hours, symbol, weekday, width
from tracker_tui.ui.widgets.grid_columns import Column
from tracker_tui.ui.widgets.grid_rows import Cell, GridRow

if TYPE_CHECKING:
    from tracker_tui.core.clock import Moment
    from tracker_tui.core.day import Piece
    from tracker_tui.core.views import PricedEntry
    from tracker_tui.services.today import Today

MINUTE = 60

TOTAL = "day:total"
"""The key of the last row; like those of gaps it has a colon, which ids of entries have not."""


def day_grid(today: Today, wide: bool) -> tuple[tuple[Column, ...], list[GridRow]]:
    """Columns as wide as the day needs them, a row for each entry and gap, and the total.

    The keys are ids of entries, `gap:START/END` and TOTAL. Where it is not `wide`, task and tags
    follow the note in its column.
    """
    currencies = {one.priced.currency for one in today.lines if one.priced and one.priced.amount}
    currency = currencies.pop() if len(currencies) == 1 else ""
    rows = []
    for line in today.lines:
        if isinstance(line.row, Gap):
            rows.append(_gap_row(line.row))
        elif line.priced is not None:
            rows.append(_entry_row(line.row, line.priced, currency, wide))
    widths = [max((_cell_width(row, at) for row in rows), default=0) for at in range(8)]
    total = _total(today)
    worth = max((_cell_width(row, 6) for row in (*rows, *total)), default=0)
    columns = (
        Column("start", "start", 5),
        Column("end", "end", 5),
        Column("time", "time", 5, align="right"),
        Column("project", "project", max(min(widths[3], 24 if wide else 14), 7)),
        Column("note", "note", shortest=14 if widths[7] else 28),
        *((Column("labels", "task, tags", max(min(widths[5], 24), 10)),) if wide else ()),
        Column("amount", currency or "amount", max(worth, 6), align="right"),
        *((Column("state", "", min(widths[7], 24 if wide else 16)),) if widths[7] else ()),
    )
    rows += total
    if not wide:
        rows = [row._replace(cells=row.cells[:5] + row.cells[6:]) for row in rows]
    return columns, rows


def same_place(today: Today, key: str) -> str:
    """The row that begins where a gap began: the longer gap, or what fills it now."""
    kind, _, moments = key.partition(":")
    start = moments.partition("/")[0]
    for line in today.lines if kind == "gap" else ():
        begins = line.row.start if isinstance(line.row, Gap) else line.row.entry.start
        if begins is not None and begins.iso() == start:
            return line.key
    return key


def _cell_width(row: GridRow, at: int) -> int:
    cell = row.cells[at]
    return width(cell.text if isinstance(cell, Cell) else cell)


def _gap_row(gap: Gap) -> GridRow:
    texts = (_clock(gap.start), "now" if gap.open_ else _clock(gap.end), hours(gap.seconds))
    words = ("(gap)", "", "", "", "")
    return GridRow(gap.key, tuple(Cell(text, "gap") for text in (*texts, *words)))


def _entry_row(piece: Piece, priced: PricedEntry, currency: str, wide: bool) -> GridRow:
    entry = priced.entry
    words = words_of(entry)
    labels = words.removeprefix(entry.note).strip()
    return GridRow(
        entry.id,
        (
            _start(piece, entry.start),
            _end(piece, entry.end),
            hours(piece.seconds),
            entry.project or Cell("no project yet", "muted"),
            entry.note if wide else words,
            Cell(labels, "muted"),
            _worth(piece, priced, currency),
            _state(piece, priced),
        ),
    )


def _start(piece: Piece, start: Moment | None) -> str:
    if start is None:
        return ""
    return "00:00" if piece.before else _clock(start)


def _end(piece: Piece, end: Moment | None) -> str | Cell:
    if piece.start is None:
        return ""
    if piece.after:
        return "24:00"
    return Cell("now", "running") if end is None else _clock(end)


def _clock(moment: Moment) -> str:
    """Hours and minutes; seconds are for the details."""
    return moment.clock()[:5]


def _worth(piece: Piece, priced: PricedEntry, currency: str) -> str | Cell:
    if piece.before:
        return ""  # it belongs to the day on which the entry starts
    if not priced.billable:
        return Cell("free", "free")
    if priced.amount is None:
        return Cell("no price" if priced.entry.project else "", "muted")
    return amount(priced.amount, "" if currency else priced.currency)


def _state(piece: Piece, priced: PricedEntry) -> Cell:
    """What is odd about it, then what was billed."""
    if piece.shared:
        length = f" {hours(piece.shared)}" if piece.shared >= MINUTE else ""
        return Cell(f"{symbol('warning')} overlaps{length}", "warning")
    start, end = priced.entry.start, priced.entry.end
    if piece.before and start is not None:
        return Cell(f"since {weekday(start.day)} {_clock(start)}", "muted")
    if piece.after:
        until = f"until {weekday(end.day)} {_clock(end)}" if end is not None else "runs on"
        return Cell(until, "muted")
    if priced.state == "draft":
        return Cell("draft", "draft")
    if priced.state == "billed":
        return Cell(priced.document or "billed", "paid")
    if priced.state == "unassigned":
        return Cell("unassigned", "warning")
    return Cell("")


def _total(today: Today) -> list[GridRow]:
    """Time and worth of the day; several currencies run on over the words."""
    if not today.lines:
        return []
    worth = amounts(today.amounts)
    several = len(today.amounts) > 1
    words = (worth, "", "", "") if several else ("", "", "", worth.partition(" ")[0])
    return [GridRow(TOTAL, ("total", "", hours(today.seconds), *words, ""), "total")]
