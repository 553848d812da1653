"""Reports over many months without reading every entry again.

Each month's file has a roll-up in `.tracker/rollup/` that holds as long as the file's size, time
and inode do. A month of which a roll-up says too little is counted entry by entry.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.reports import Tally
from tracker_tui.core.rollup import Bundle, MonthFile, RollupTally
from tracker_tui.core.views import price_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tracker_tui.core.entry import Entry
    from tracker_tui.core.periods import Period
    from tracker_tui.core.pricing import Billing, Terms
    from tracker_tui.core.query import Query
    from tracker_tui.core.reports import Report

FOLDER = ".tracker/rollup"
VERSION = 1

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
        self._scan: Callable[[bytes, str], list[Bundle]] | None = None

    def report(self, sources: Sources, by: str, period: Period, query: Query) -> Report:
        """The report that `report_rows` would make of all entries of the files and the timers."""
        import gc

        collecting = gc.isenabled()
        gc.disable()  # nothing here refers to itself, and looking for that costs a third
        try:
            try:
                tally = self._count(sources, Tally(by, period), query)
            except _Misplaced:
                tally = Tally(by, period)
                _count_entries(sources, tally, query, sources.files)
        finally:
            if collecting:
                gc.enable()
        for one in price_entries(
            _renamed(sources, sources.running), sources.terms, {}, sources.now
        ):
            if query.matches(one):
                tally.add(one, sources.now)
        return tally.report()

    def _count(self, sources: Sources, tally: Tally, query: Query) -> Tally:
        rolled = RollupTally(tally, query, sources.terms, sources.present_name)
        enough = query.needs_only_rollup and tally.by != "tag"
        for month, files in _by_month(sources.files):
            found = self._months(files) if enough else None
            billings = sources.billings(month) if found is not None else {}
            if found is not None and rolled.can_count(found, billings):
                rolled.count(month, found, billings)
            else:
                _count_entries(sources, tally, query, files)
        return tally

    def _months(self, files: Sequence[tuple[str, str, str]]) -> list[MonthFile] | None:
        """Everybody's roll-up of a month; None: one of the files needs the careful reader."""
        from tracker_tui.store.monthscan import OddMonth

        try:
            return [MonthFile(file[0], self._bundles(*file)) for file in files]
        except (OddMonth, OSError):
            return None

    def _bundles(self, person: str, month: str, path: str) -> list[Bundle]:
        found = os.stat(path)
        stamp = [VERSION, found.st_size, found.st_mtime_ns, found.st_ino]
        kept = os.path.join(self._folder, f"{person}-{month}.json") if self._folder else ""
        bundles = _read(kept, stamp) if kept else None
        if bundles is None:
            with open(path, "rb") as file:
                data = file.read()
            bundles = self._scanner()(data, month)
            if kept and len(data) == found.st_size and _is_settled(found.st_mtime_ns):
                _write(kept, stamp, bundles)
        return bundles

    def _scanner(self) -> Callable[[bytes, str], list[Bundle]]:
        if self._scan is None:
            from tracker_tui.store.monthscan import make_scanner

            self._scan = make_scanner()
        return self._scan


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


def _renamed(sources: Sources, entries: Iterable[Entry]) -> list[Entry]:
    name = sources.present_name
    return [entry._replace(project=name(entry.project)) for entry in entries]


def _is_settled(mtime_ns: int) -> bool:
    import time

    return time.time_ns() - mtime_ns > _SETTLED_NS


def _read(path: str, stamp: list[int]) -> list[Bundle] | None:
    import json

    try:
        with open(path, "rb") as file:
            record = json.loads(file.read())
        if record["stamp"] != stamp:
            return None
        return [Bundle(*row) for row in record["rows"]]
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write(path: str, stamp: list[int], bundles: Sequence[Bundle]) -> None:
    """Replaces a roll-up in one step; where nothing can be written there is none."""
    from msgspec.json import encode  # loaded already by whoever made the bundles

    record: dict[str, Any] = {"stamp": stamp, "rows": [tuple(bundle) for bundle in bundles]}
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as file:
            file.write(encode(record))
        os.replace(temporary, path)
    except OSError:
        return
