"""Reports: raw and billed time and amounts of a period, by client, day and so on.

Raw time is split at midnight of the entry's own zone and counts where it falls; billed time and
amounts belong to the day on which the entry starts. Currencies are never added together.
"""

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.daysplit import day_parts
from tracker_tui.core.errors import Usage
from tracker_tui.core.ids import shown
from tracker_tui.core.pricing import in_currency, in_minor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tracker_tui.core.entry import Entry
    from tracker_tui.core.periods import Period
    from tracker_tui.core.views import PricedEntry

GROUPINGS = ("client", "project", "task", "tag", "person", "day", "week", "month")
"""What a report can be made by."""

BY_DATE = ("day", "week", "month")
"""Groupings into which raw time falls by its own day."""


class ReportRow(NamedTuple):
    """One row; `amounts` by currency, only of what has a price."""

    key: str
    seconds: int
    billed_seconds: int
    amounts: dict[str, Decimal]


class Report(NamedTuple):
    """Rows by date, else by raw time; `notes` say in words where raw and billed time part."""

    by: str
    rows: tuple[ReportRow, ...]
    totals: ReportRow
    notes: tuple[str, ...] = ()


def report_rows(priced: "Iterable[PricedEntry]", by: str, period: "Period", now: int) -> Report:
    """The report of these entries; running ones count their raw time up to `now` (UTC seconds).

    Entries that started before the period belong among them when they reach into it.
    """
    tally = Tally(by, period)
    for one in priced:
        tally.add(one, now)
    return tally.report()


def date_key(by: str, day: str) -> str:
    """The row of a day in a report by day, week ("2026-W47") or month ("2026-11")."""
    if by == "month":
        return day[:7]
    return _week(day) if by == "week" else day


@lru_cache(maxsize=8192)
def _week(day: str) -> str:
    from datetime import date

    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year:04d}-W{week:02d}"


def place_key(by: str, project: str, task: str, person: str) -> str:
    """The row of work in a report by client, project, task or person."""
    if by == "client":
        return project.partition("/")[0]
    return {"project": project, "task": task, "person": person}[by]


class _Sums:
    """A row that is being added up; `minor` are amounts in minor units by currency."""

    __slots__ = ("billed_seconds", "minor", "seconds")

    def __init__(self) -> None:
        self.seconds = 0
        self.billed_seconds = 0
        self.minor: dict[str, int] = {}

    def bill(self, billed_seconds: int, minor: "Mapping[str, int]") -> None:
        """Adds billed time and amounts."""
        self.billed_seconds += billed_seconds
        for currency, amount in minor.items():
            self.minor[currency] = self.minor.get(currency, 0) + amount

    def row(self, key: str) -> ReportRow:
        """The row as it stands."""
        amounts = {
            currency: in_currency(amount, currency)
            for currency, amount in sorted(self.minor.items())
        }
        return ReportRow(key, self.seconds, self.billed_seconds, amounts)


class Tally:
    """Adds entries, or sums of entries, up to a report."""

    def __init__(self, by: str, period: "Period") -> None:
        if by not in GROUPINGS:
            raise Usage(f"a report is made by {', '.join(GROUPINGS)}, not by {shown(by)}")
        self.by = by
        self.period = period
        self.several_tags = 0
        self.across_rows = 0
        self.across_period = 0
        self.running = 0
        self._rows: dict[str, _Sums] = {}
        self._totals = _Sums()

    def add(self, priced: "PricedEntry", now: int) -> None:
        """Counts one entry."""
        entry = priced.entry
        begins = self.period.contains(entry.day)
        parts = self.count_parts(day_parts(entry, now), begins)
        if not parts and not begins:
            return
        amounts = {}
        if priced.amount is not None:
            amounts[priced.currency] = in_minor(priced.amount, priced.currency)
        seconds, billed = sum(length for _, length in parts), priced.billed_seconds
        self._add_total(seconds, begins, billed, amounts)
        if self.by in BY_DATE:
            for day, length in parts:
                self._row(date_key(self.by, day)).seconds += length
            if begins:
                self._row(date_key(self.by, entry.day)).bill(billed, amounts)
        else:
            keys = self._keys(entry)
            self.several_tags += len(keys) > 1
            for key in keys:
                row = self._row(key)
                row.seconds += seconds
                if begins:
                    row.bill(billed, amounts)
        self.running += entry.running

    def add_sum(
        self, key: str, seconds: int, billed_seconds: int, minor: "Mapping[str, int]"
    ) -> None:
        """Counts a sum of entries, or of their parts, in one row and in the totals.

        `minor` are the amounts in minor units by currency.
        """
        row = self._row(key)
        row.seconds += seconds
        row.bill(billed_seconds, minor)
        self._add_total(seconds, True, billed_seconds, minor)

    def count_parts(
        self, parts: "Sequence[tuple[str, int]]", begins: bool
    ) -> "Sequence[tuple[str, int]]":
        """The parts of an entry by day that lie in the period; remembers what the notes tell."""
        if len(parts) == 1 and begins:
            return parts
        inside = [part for part in parts if self.period.contains(part[0])]
        self.across_period += bool(inside) and len(inside) < len(parts)
        if self.by in BY_DATE:
            self.across_rows += len({date_key(self.by, day) for day, _ in inside}) > 1
        return inside

    def report(self) -> Report:
        """The report of what was counted so far."""
        rows = [sums.row(key) for key, sums in self._rows.items()]
        if self.by in BY_DATE:
            rows.sort(key=lambda row: row.key)
        else:
            rows.sort(key=lambda row: (-row.seconds, row.key))
        return Report(self.by, tuple(rows), self._totals.row(""), self._notes())

    def _row(self, key: str) -> _Sums:
        found = self._rows.get(key)
        if found is None:
            found = self._rows[key] = _Sums()
        return found

    def _add_total(
        self, seconds: int, begins: bool, billed: int, minor: "Mapping[str, int]"
    ) -> None:
        self._totals.seconds += seconds
        if begins:
            self._totals.bill(billed, minor)

    def _keys(self, entry: "Entry") -> tuple[str, ...]:
        if self.by == "tag":
            return tuple(dict.fromkeys(entry.tags)) or ("",)
        return (place_key(self.by, entry.project, entry.task, entry.person),)

    def _notes(self) -> tuple[str, ...]:
        border = {"day": "midnight", "week": "the end of a week", "month": "the end of a month"}
        split = "raw time is split there, billed time and amounts belong to the day of the start"
        notes = []
        if self.across_rows:
            notes.append(f"{_entries(self.across_rows)} across {border[self.by]}: {split}")
        if self.across_period:
            where = f"the border of the period {self.period.label}".rstrip()
            notes.append(f"{_entries(self.across_period)} across {where}: {split}")
        if self.several_tags:
            counted = "counted in the row of each, once in the totals"
            notes.append(f"{_entries(self.several_tags)} with several tags: {counted}")
        if self.running:
            timers = "1 running timer" if self.running == 1 else f"{self.running} running timers"
            notes.append(f"{timers} counted up to now")
        return tuple(notes)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
