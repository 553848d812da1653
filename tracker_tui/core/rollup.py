"""Reports from roll-ups: the entries of a month as columns of numbers, without their words.

A roll-up holds no money: what an entry is worth follows from the terms of today, by the same
pricing as anywhere else, only once for many entries.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import day_number, day_text
from tracker_tui.core.query import Place
from tracker_tui.core.reports import BY_DATE, date_key, place_key
from tracker_tui.core.rollup_terms import PlaceTerms, bill_bundle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker_tui.core.pricing import Billing, Price, Terms
    from tracker_tui.core.query import Query
    from tracker_tui.core.reports import Report, Tally

    Parts = list[tuple[str, int]]


class Bundle(NamedTuple):
    """The finished entries of one project and task in one month of one person, by start.

    `name` is project, task, and whether the entries say of themselves that they are billable;
    `begin` and `end` are their places in the columns of the file. By place in the bundle: `rates`
    of entries that have their own, and `parts`, the raw seconds by day of those that are not all of
    the day of their start.
    """

    name: tuple[str, str, bool]
    begin: int
    end: int
    rates: list[tuple[int, str]]
    parts: list[tuple[int, Parts]]


class MonthFile(NamedTuple):
    """One person's month: bundles, and by entry the day of the month, raw seconds and id.

    The ids are parted by spaces.
    """

    person: str
    bundles: Sequence[Bundle]
    days: Sequence[int]
    seconds: Sequence[int]
    ids: str


class RollupTally:
    """Counts months of roll-ups into a tally, exactly as their entries would be counted.

    `present_name` tells the present name of a project that has been renamed.
    """

    def __init__(
        self, tally: Tally, query: Query, terms: Terms, present_name: Callable[[str], str]
    ) -> None:
        self._tally = tally
        self._query = query
        self._terms = terms
        self._present_name = present_name
        self._places: dict[tuple[str, str, bool], PlaceTerms] = {}
        self._workers: dict[str, dict[tuple[str, str, bool], _Worker]] = {}
        self._alike: dict[tuple[PlaceTerms, str], _Worker] = {}
        asked = any(one.field == "person" for one in query.conditions)
        self._people_matter = asked or tally.by == "person"
        self._renamed = False
        self._heaps: dict[tuple[str, str, Price | None, bool], _Heap] = {}
        self._heaps_by_day: dict[tuple[str | None, str, Price | None], list[_Heap | None]] = {}

    def count(
        self, month: str, files: Sequence[MonthFile], billings: Mapping[str, Billing]
    ) -> bool:
        """Counts everybody's files of a month, `billings` being those of the month.

        False, and nothing is counted, where they say too little: surcharges need the hours of day,
        and what is rounded together must be in one bundle.
        """
        work = [(file, self._workers_of(file), _taken(file, billings)) for file in files]
        if not all(self._says_enough(*one, alone=len(files) == 1) for one in work):
            return False
        days = _days_of(month)
        first, last, period = days[0], days[-1], self._tally.period
        whole = period.contains(first) and period.contains(last)
        whole = whole and self._tally.by not in ("day", "week")
        self._heaps_by_day.clear()
        for file, workers, taken in work:
            for bundle, worker in zip(file.bundles, workers, strict=True):
                if not worker.wanted:
                    continue
                steady = worker.since <= first and last < worker.until
                if whole and not bundle.rates and (steady or self._settle(worker, days)):
                    self._count_whole(file, bundle, worker, taken)
                else:
                    self._count_each(file, bundle, worker, taken, days)
        return True

    def report(self) -> Report:
        """The report of what was counted so far."""
        for (key, currency, price, _), heap in self._heaps.items():
            if heap.seconds:
                raw, billed = sum(heap.seconds), sum(heap.billed)
                worth = {} if price is None else {currency: price.total(heap.billed)}
                self._tally.add_sum(key, raw, billed, worth)
        self._heaps.clear()
        return self._tally.report()

    # Who worked where

    def _workers_of(self, file: MonthFile) -> list[_Worker]:
        known = self._workers.setdefault(file.person, {})
        for name in {one.name for one in file.bundles} - known.keys():
            known[name] = self._make_worker(*name, file.person)
        return [known[one.name] for one in file.bundles]

    def _make_worker(self, project: str, task: str, billable: bool, person: str) -> _Worker:
        """A worker for one person at a place, or for all where nothing tells them apart."""
        present = self._present_name(project)
        self._renamed = self._renamed or present != project
        place = self._places.get((present, task, billable))
        if place is None:
            place = PlaceTerms(present, task, billable, self._terms)
            self._places[present, task, billable] = place
        who = place.who(person)
        alike = (place, person if self._people_matter else who)
        worker = self._alike.get(alike)
        if worker is None:
            by = self._tally.by
            key = None if by in BY_DATE else place_key(by, present, task, person)
            worker = self._alike[alike] = _Worker(place, who, key)
            worker.wanted = self._query.fits(Place(present, task, person, place.billable))
        return worker

    def _says_enough(
        self, file: MonthFile, workers: list[_Worker], taken: list[int | None], *, alone: bool
    ) -> bool:
        if all(map(_IS_SIMPLE, workers)) and not self._renamed:
            return True
        for bundle, worker in zip(file.bundles, workers, strict=True):
            place = worker.place
            if place.is_simple:
                continue
            if place.has_surcharges or (place.rule.scope == "line" and not alone):
                return False
            if not bundle.name[-1] and any(
                done is not None for done in taken[bundle.begin : bundle.end]
            ):
                return False
        return not self._renamed or len(set(map(id, workers))) == len(workers)

    # Adding up

    def _settle(self, worker: _Worker, days: list[str]) -> bool:
        """Whether one price holds through the month; then `worker.heap` is where it goes."""
        first, last = days[0], days[-1]
        span = worker.place.span_at(worker.who, first)
        if span.end <= last:
            return False
        by_month = worker.key is None
        worker.since, worker.until = first, f"{last}~" if by_month else span.end
        key = date_key(self._tally.by, first) if worker.key is None else worker.key
        worker.heap_key = key
        worker.price = span.price
        worker.heap = self._heap(key, worker.place.currency, span.price, worker.place.bills_raw)
        return True

    def _count_whole(
        self, file: MonthFile, bundle: Bundle, worker: _Worker, taken: list[int | None]
    ) -> None:
        """Counts a bundle of one row and one price, all of it begun in the period."""
        place, heap, raw = worker.place, worker.heap, file.seconds[bundle.begin : bundle.end]
        if taken and place.bills_raw:
            heap = self._heap(worker.heap_key, place.currency, worker.price, False)
        heap.seconds.extend(raw)
        if heap.billed is not heap.seconds and (taken or place.billable):
            done = taken[bundle.begin : bundle.end]
            heap.billed.extend(bill_bundle(place, _days(file, bundle), raw, done))
        for at, parts in bundle.parts:
            inside = self._tally.count_parts(parts, True)
            if worker.key is None or len(inside) < len(parts):
                self._tally.add_sum(worker.heap_key, -raw[at], 0, {})
                self._add_parts(worker, inside)

    def _count_each(
        self,
        file: MonthFile,
        bundle: Bundle,
        worker: _Worker,
        taken: list[int | None],
        days: list[str],
    ) -> None:
        """Counts a bundle entry by entry."""
        place, raw, numbers = (
            worker.place,
            file.seconds[bundle.begin : bundle.end],
            _days(file, bundle),
        )
        billed = bill_bundle(place, numbers, raw, taken[bundle.begin : bundle.end])
        parts, rates = dict(bundle.parts), dict(bundle.rates)
        span = place.span_at(worker.who, days[0])
        steady = self._by_day(worker, span.price, days) if days[-1] < span.end else None
        for at, day in enumerate(numbers):
            if steady is None or at in rates:
                price = place.span_at(worker.who, days[day - 1]).price
                if at in rates:
                    price = place.own_price(rates[at])
                heap = self._by_day(worker, price, days)[day - 1]
            else:
                heap = steady[day - 1]
            if at in parts:
                self._add_parts(worker, self._tally.count_parts(parts[at], heap is not None))
            if heap is not None:
                heap.seconds.append(0 if at in parts else raw[at])
                heap.billed.append(billed[at])

    def _by_day(self, worker: _Worker, price: Price | None, days: list[str]) -> list[_Heap | None]:
        """The heap of each day of the month; None where the day is outside the period."""
        currency = worker.place.currency
        found = self._heaps_by_day.get((worker.key, currency, price))
        if found is None:
            found = self._heaps_by_day[worker.key, currency, price] = [
                self._heap(self._key(worker, day), currency, price, False)
                if self._tally.period.contains(day)
                else None
                for day in days
            ]
        return found

    def _heap(self, key: str, currency: str, price: Price | None, raw_is_billed: bool) -> _Heap:
        name = (key, currency, price, raw_is_billed)
        found = self._heaps.get(name)
        if found is None:
            seconds: list[int] = []
            found = self._heaps[name] = _Heap(seconds, seconds if raw_is_billed else [])
        return found

    def _key(self, worker: _Worker, day: str) -> str:
        return date_key(self._tally.by, day) if worker.key is None else worker.key

    def _add_parts(self, worker: _Worker, parts: Sequence[tuple[str, int]]) -> None:
        """Counts the raw time of an entry that is not all of the day of its start."""
        for day, length in parts:
            self._tally.add_sum(self._key(worker, day), length, 0, {})


class _Heap(NamedTuple):
    """Raw and billed seconds of entries of one row and one price, to be added up at the end.

    Both are the same list where nothing is rounded.
    """

    seconds: list[int]
    billed: list[int]


_IS_SIMPLE = attrgetter("is_simple")


class _Worker:
    """Somebody at a place: whether the query wants it, its row (None: by date), and where the
    entries of a month go as long as one price holds: from `since` to before `until`."""

    def __init__(self, place: PlaceTerms, who: str, key: str | None) -> None:
        self.place = place
        self.who = who
        self.key = key
        self.is_simple = place.is_simple
        self.wanted = True
        self.since = self.until = ""
        self.heap = _Heap([], [])
        self.heap_key = ""
        self.price: Price | None = None


def _days_of(month: str) -> list[str]:
    first = day_number(f"{month}-01")
    days = [day_text(first + number) for number in range(31)]
    return [day for day in days if day[:7] == month]


def _days(file: MonthFile, bundle: Bundle) -> Sequence[int]:
    return file.days[bundle.begin : bundle.end]


def _taken(file: MonthFile, billings: Mapping[str, Billing]) -> list[int | None]:
    """What documents billed of every entry of the file; empty where they took none."""
    if not billings:
        return []
    found = [billings.get(entry_id) for entry_id in file.ids.split(" ")]
    return [billing and billing.billed_seconds for billing in found] if any(found) else []
