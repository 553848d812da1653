"""Reports over many months without reading every entry again.

Each month's file has a roll-up in `.tracker/rollup/` that holds as long as the file's size, time
and inode do. A month of which the roll-ups say too little is counted entry by entry.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.reports import Tally
from tracker_tui.core.rollup import MonthFile, RollupTally
from tracker_tui.core.views import price_entries
from tracker_tui.store.monthscan import OddMonth, make_scanner
from tracker_tui.store.rollup_file import YearFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tracker_tui.core.entry import Entry
    from tracker_tui.core.periods import Period
    from tracker_tui.core.pricing import Billing, Terms
    from tracker_tui.core.query import Query
    from tracker_tui.core.reports import Report

FOLDER = ".tracker/rollup"

_SETTLED_NS = 10**9
"""A file that changed within this time may change again without another time stamp."""


class Sources(NamedTuple):
    """Where a report takes its figures from.

    `files` are (person, month, path); `billings` and `entries` read a month's; `present_name` tells
    what a project that was renamed is called now. `running` timers count up to `now` (UTC seconds).
    """

    files: Sequence[tuple[str, str, str]]
    terms: Terms
    billings: Callable[[str], Mapping[str, Billing]]
    entries: Callable[[str, str], list[Entry]]
    present_name: Callable[[str], str] = str
    running: Sequence[Entry] = ()
    now: int = 0


class RollupCache:
    """The roll-ups of a workspace; without a root they are made anew each time."""

    def __init__(self, root: str = "") -> None:
        self._folder = os.path.join(root, FOLDER) if root else ""
        self._scan: Callable[[bytes, str, str], MonthFile] | None = None
        self._years: dict[tuple[str, str], YearFile] = {}

    def report(self, sources: Sources, by: str, period: Period, query: Query) -> Report:
        """The report that `report_rows` would make of all entries of the files and the timers."""
        import gc

        collecting = gc.isenabled()
        gc.disable()  # nothing here refers to itself, and looking for that costs a third
        try:
            return self._report(sources, Tally(by, period), query)
        except _Misplaced:
            tally = Tally(by, period)
            _count_entries(sources, tally, query, sources.files)
            _count_timers(sources, tally, query)
            return tally.report()
        finally:
            if collecting:
                gc.enable()

    def open_months(
        self,
        files: Iterable[tuple[str, str, str]],
        is_billable: Callable[[str, str], bool],
        billed: Callable[[str], set[str]],
    ) -> set[str]:
        """The months in which anybody has billable work that is not among the `billed` entries.

        `is_billable` tells whether work at a project and task is. Among them are the months that
        need the careful reader.
        """
        found = set()
        for month, some in _by_month(files):
            rollups = self._months(some)
            ids = billed(month)
            if rollups is None or any(_is_open(one, is_billable, ids) for one in rollups):
                found.add(month)
        self._save()
        return found

    def _report(self, sources: Sources, tally: Tally, query: Query) -> Report:
        rolled = RollupTally(tally, query, sources.terms, sources.present_name)
        enough = query.needs_only_rollup and tally.by != "tag"
        for month, files in _by_month(sources.files):
            found = self._months(files) if enough else None
            if found is None or not rolled.count(month, found, sources.billings(month)):
                _count_entries(sources, tally, query, files)
        self._save()
        _count_timers(sources, tally, query)
        return rolled.report()

    def _months(self, files: Sequence[tuple[str, str, str]]) -> list[MonthFile] | None:
        """Everybody's roll-up of a month; None: one of the files needs the careful reader."""
        try:
            return [self._month(*file) for file in files]
        except (OddMonth, OSError):
            return None

    def _month(self, person: str, month: str, path: str) -> MonthFile:
        found = os.stat(path)
        stamp = (found.st_size, found.st_mtime_ns, found.st_ino)
        year = self._year(person, month[:4])
        rollup = year.get(person, month, stamp) if year is not None else None
        if rollup is None:
            with open(path, "rb") as file:
                data = file.read()
            self._scan = self._scan or make_scanner()
            rollup = self._scan(data, person, month)
            if year is not None and len(data) == stamp[0] and _is_settled(found.st_mtime_ns):
                year.put(month, stamp, rollup)
        return rollup

    def _year(self, person: str, year: str) -> YearFile | None:
        """The roll-ups of a person's year; those of other years are done with."""
        if not self._folder:
            return None
        if (person, year) not in self._years:
            if any(other != year for _, other in self._years):
                self._save()
            path = os.path.join(self._folder, f"{person}-{year}")
            self._years[person, year] = YearFile(path)
        return self._years[person, year]

    def _save(self) -> None:
        for year in self._years.values():
            year.save()
        self._years.clear()


def _is_open(file: MonthFile, is_billable: Callable[[str, str], bool], billed: set[str]) -> bool:
    ids = file.ids.split(" ")
    return any(
        not billed.issuperset(ids[bundle.begin : bundle.end])
        for bundle in file.bundles
        if bundle.name[-1] and is_billable(*bundle.name[:2])
    )


class _Misplaced(Exception):
    """An entry lies in the file of another month, with which it may have to be rounded."""


def _by_month(
    files: Iterable[tuple[str, str, str]],
) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    months: dict[str, list[tuple[str, str, str]]] = {}
    for file in files:
        months.setdefault(file[1], []).append(file)
    yield from sorted(months.items())


def _count_entries(
    sources: Sources, tally: Tally, query: Query, files: Sequence[tuple[str, str, str]]
) -> None:
    """Counts files entry by entry: the months of these files must be whole."""
    months = {month for _, month, _ in files}
    entries = [entry for person, month, _ in files for entry in sources.entries(person, month)]
    strays = {entry.day[:7] for entry in entries} - months
    if strays and len(files) < len(sources.files):
        raise _Misplaced
    billings: dict[str, Billing] = {}
    for month in months | strays:
        billings.update(sources.billings(month))
    for one in price_entries(_renamed(sources, entries), sources.terms, billings, sources.now):
        if query.matches(one):
            tally.add(one, sources.now)


def _count_timers(sources: Sources, tally: Tally, query: Query) -> None:
    running = _renamed(sources, sources.running)
    for one in price_entries(running, sources.terms, {}, sources.now):
        if query.matches(one):
            tally.add(one, sources.now)


def _renamed(sources: Sources, entries: Iterable[Entry]) -> list[Entry]:
    name = sources.present_name
    return [entry._replace(project=name(entry.project)) for entry in entries]


def _is_settled(mtime_ns: int) -> bool:
    import time

    return time.time_ns() - mtime_ns > _SETTLED_NS
