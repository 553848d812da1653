"""Entries and reports as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.cli.output import cut, display_width, pad
from tracker_tui.core.durations import format_duration
from tracker_tui.core.entry_text import clock_times, words_of
from tracker_tui.core.ids import HANDLE_LENGTH
from tracker_tui.core.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from tracker_tui.core.views import PricedEntry

WIDE = 100
"""From so many columns on, the log shows everything."""

NARROW_PROJECT = 16
"""Columns of a project below that."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def log_lines(rows: Sequence[PricedEntry], width: int = 0) -> list[str]:
    """The log by day, each day with its total, and the totals of all; raw time → billed time.

    People are named where several are listed. In a terminal of few columns (0: no terminal) billed
    time and state give way to the words.
    """
    if not rows:
        return []
    days: dict[str, list[PricedEntry]] = {}
    for row in rows:
        days.setdefault(row.entry.day, []).append(row)
    several = len({row.entry.person for row in rows}) > 1
    narrow = 0 < width < WIDE
    cells = {row.entry.id: _cells(row, several, narrow) for row in rows}
    widths = [max(map(display_width, column)) for column in zip(*cells.values(), strict=True)]
    lines = []
    for day, group in days.items():
        lines += ["", f"{_weekday(day)} {day}  {_sums(group)}"]
        lines += [_line(cells[row.entry.id], widths) for row in group]
    if len(days) > 1:
        lines += ["", f"Total  {_sums(rows)}"]
    return lines[1:]


def _standing(row: PricedEntry) -> str:
    """The state in a word, or the document that took the entry."""
    if row.state == "draft":
        return f"draft {row.document[-HANDLE_LENGTH:]}"
    return row.document or row.state


_RIGHT = (2, 3, 4)
"""The columns that end aligned: duration, billed, amount."""


def _cells(row: PricedEntry, several: bool, narrow: bool) -> list[str]:
    entry = row.entry
    billed = row.billed_seconds != row.seconds and row.state != "free" and not narrow
    money = "" if row.amount is None or row.state == "free" else f"{row.amount:f} {row.currency}"
    cells = [
        entry.id[-HANDLE_LENGTH:],
        clock_times(entry, exact=False),
        format_duration(row.seconds),
        f"→{format_duration(row.billed_seconds)}" if billed else "",
        money,
        "" if narrow else _standing(row),
        entry.person if several else "",
        cut(entry.project or "-", NARROW_PROJECT) if narrow else entry.project or "-",
        words_of(entry),
    ]
    return [one_line(cell) for cell in cells]


def _line(cells: list[str], widths: list[int]) -> str:
    parts = [
        pad(cell, width, at in _RIGHT)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        if width
    ]
    return ("  " + "  ".join(parts)).rstrip()


def _sums(rows: Iterable[PricedEntry]) -> str:
    """Raw time, billed time where it differs, and money by currency."""
    rows = list(rows)
    raw = sum(row.seconds for row in rows)
    priced = [row for row in rows if row.state != "free"]
    billed = sum(row.billed_seconds for row in priced)
    parts = [format_duration(raw)]
    if priced and billed != raw:
        parts.append(f"billed {format_duration(billed)}")
    totals: dict[str, Decimal] = {}
    for row in priced:
        if row.amount is not None:
            totals[row.currency] = totals.get(row.currency, 0 * row.amount) + row.amount
    return "  ".join([*parts, *(f"{amount:f} {code}" for code, amount in sorted(totals.items()))])


def _weekday(day: str) -> str:
    from tracker_tui.core.clock import day_number

    return WEEKDAYS[(day_number(day) + 3) % 7]
