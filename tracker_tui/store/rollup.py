"""Reports over many months without reading every entry again.

Each month's file has a roll-up in `.tracker/rollup/` that holds as long as the file's size, time
and inode do. A month of which a roll-up says too little is counted entry by entry.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.reports import Tally
from tracker_tui.core.rollup import Bundle, MonthFile, RollupTally
from tracker_tui.core.views import price_entries
from tracker_tui.store.monthscan import OddMonth, make_scanner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tracker_tui.core.entry import Entry
    from tracker_tui.core.periods import Period
    from tracker_tui.core.pricing import Billing, Terms
    from tracker_tui.core.query import Query
    from tracker_tui.core.reports import Report

FOLDER = ".tracker/rollup"
VERSION = 1

_SECONDS = "I"
"""Type of the array of seconds: whole numbers of four bytes."""

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

    def _report(self, sources: Sources, tally: Tally, query: Query) -> Report:
        rolled = RollupTally(tally, query, sources.terms, sources.present_name)
        enough = query.needs_only_rollup and tally.by != "tag"
        for month, files in _by_month(sources.files):
            found = self._months(files) if enough else None
            if found is None or not rolled.count(month, found, sources.billings(month)):
                _count_entries(sources, tally, query, files)
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
        stamp = [VERSION, sys.byteorder, found.st_size, found.st_mtime_ns, found.st_ino]
        kept = os.path.join(self._folder, f"{person}-{month}") if self._folder else ""
        rollup = _read(kept, stamp, person) if kept else None
        if rollup is None:
            with open(path, "rb") as file:
                data = file.read()
            self._scan = self._scan or make_scanner()
            rollup = self._scan(data, person, month)
            if kept and len(data) == found.st_size and _is_settled(found.st_mtime_ns):
                _write(kept, stamp, rollup)
        return rollup


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


# --- the file of a roll-up: one line of JSON, then seconds, days and ids as they are in memory ---


def _read(path: str, stamp: Sequence[object], person: str) -> MonthFile | None:
    import json
    from array import array
    from binascii import crc32

    try:
        with open(path, "rb") as file:
            data = file.read()
        line = data.index(b"\n") + 1
        head = json.loads(data[:line])
        if head["stamp"] != list(stamp) or head["check"] != crc32(data[line:]):
            return None
        count, seconds = head["count"], array(_SECONDS)
        end = line + count * seconds.itemsize
        seconds.frombytes(data[line:end])
        bundles, begin = [], 0
        for project, task, billable, size, rates, parts in head["bundles"]:
            until = begin + size
            days = data[end + begin : end + until]
            span = seconds[begin:until]
            bundles.append(Bundle(project, task, billable, begin, days, span, rates, parts))
            begin = until
        return MonthFile(person, bundles, data[end + count :].decode())
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write(path: str, stamp: Sequence[object], month: MonthFile) -> None:
    """Replaces a roll-up in one step; where nothing can be written there is none."""
    from array import array
    from binascii import crc32
    from itertools import chain

    from msgspec.json import encode  # loaded already by the scanner

    rows = [
        (one.project, one.task, one.billable, len(one.days), one.rates, one.parts)
        for one in month.bundles
    ]
    days = b"".join([bytes(one.days) for one in month.bundles])
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        seconds = array(_SECONDS, chain.from_iterable(one.seconds for one in month.bundles))
        tail = seconds.tobytes() + days + month.ids.encode()
        head = {"stamp": stamp, "check": crc32(tail), "count": len(days), "bundles": rows}
        with open(_new_file(temporary), "wb") as file:
            file.write(encode(head) + b"\n" + tail)
        os.replace(temporary, path)
    except (OSError, OverflowError):
        return


def _new_file(path: str) -> int:
    """A descriptor of a file that belongs to its owner alone, in a folder that may be new."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        return os.open(path, flags, 0o600)
