"""Reports from roll-ups: the entries of a month as columns of numbers, without their words.

A roll-up holds no money: what an entry is worth follows from the terms of today, by the same
pricing as anywhere else, only once for many entries.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import Moment, day_number, day_text
from tracker_tui.core.entry import Entry
from tracker_tui.core.pricing import Price, bill_group, price_of
from tracker_tui.core.query import Place
from tracker_tui.core.reports import BY_DATE, date_key, place_key
from tracker_tui.core.rounding import round_group

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker_tui.core.pricing import Billing, Terms
    from tracker_tui.core.query import Query
    from tracker_tui.core.reports import Report, Tally
    from tracker_tui.core.rounding import Rounding

    Parts = list[tuple[str, int]]


class Bundle(NamedTuple):
    """The finished entries of one project and task in one month of one person, by start.

    `billable` is what the entries say of themselves. `begin` is the place of the first among all
    entries of the file; `days` are days of the month. By place in the bundle: `rates` of entries
    that have their own, and `parts`, the raw seconds by day of those that are not all of one day.
    """

    project: str
    task: str
    billable: bool
    begin: int
    days: Sequence[int]
    seconds: Sequence[int]
    rates: list[tuple[int, str]]
    parts: list[tuple[int, Parts]]


class MonthFile(NamedTuple):
    """One person's month; `ids` are those of all bundles in their order, parted by spaces."""

    person: str
    bundles: Sequence[Bundle]
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
        self._pricers: dict[tuple[str, str, bool, str], _Pricer] = {}
        self._alone: dict[Rounding, _Alone] = {}
        self._heaps: dict[tuple[str, str, Price | None], _Heap] = {}
        self._heaps_by_day: dict[tuple[str | None, str, Price | None], list[_Heap | None]] = {}

    def count(
        self, month: str, files: Sequence[MonthFile], billings: Mapping[str, Billing]
    ) -> bool:
        """Counts everybody's files of a month, `billings` being those of the month.

        False, and nothing is counted, where they say too little: surcharges need the hours of day,
        and what is rounded together must be in one bundle.
        """
        work = [
            (file, [self._pricer(one, file.person) for one in file.bundles], _taken(file, billings))
            for file in files
        ]
        if not all(_says_enough(*one, alone=len(files) == 1) for one in work):
            return False
        days = _days_of(month)
        period = self._tally.period
        whole = period.contains(days[0]) and period.contains(days[-1])
        whole = whole and self._tally.by not in ("day", "week")
        self._heaps_by_day.clear()
        for file, pricers, taken in work:
            for bundle, pricer in zip(file.bundles, pricers, strict=True):
                if not pricer.wanted:
                    continue
                span, billed = pricer.span_at(days[0]), _bill(bundle, pricer, taken)
                if whole and days[-1] < span.end and not bundle.rates:
                    self._count_whole(bundle, pricer, billed, span.price, days[0])
                else:
                    self._count_each(bundle, pricer, billed, days)
        return True

    def report(self) -> Report:
        """The report of what was counted so far."""
        for (key, currency, price), heap in self._heaps.items():
            if not heap.billed:
                continue
            worth = {} if price is None else {currency: price.total(heap.billed)}
            self._tally.add_sum(key, sum(heap.seconds), sum(heap.billed), worth)
        self._heaps.clear()
        return self._tally.report()

    def _pricer(self, bundle: Bundle, person: str) -> _Pricer:
        name = (bundle.project, bundle.task, bundle.billable, person)
        found = self._pricers.get(name)
        if found is None:
            present = (self._present_name(bundle.project), *name[1:])
            found = self._pricers[name] = self._pricers.get(present) or self._make_pricer(*present)
            self._pricers[present] = found
        return found

    def _make_pricer(self, project: str, task: str, billable: bool, person: str) -> _Pricer:
        made, by = _Pricer(project, task, billable, person, self._terms), self._tally.by
        made.alone = self._alone.setdefault(made.rule, made.alone)
        made.wanted = self._query.fits(made.place)
        made.key = None if by in BY_DATE else place_key(by, project, task, person)
        return made

    def _key(self, pricer: _Pricer, day: str) -> str:
        return date_key(self._tally.by, day) if pricer.key is None else pricer.key

    def _heap(self, key: str, currency: str, price: Price | None) -> _Heap:
        found = self._heaps.get((key, currency, price))
        if found is None:
            found = self._heaps[key, currency, price] = _Heap([], [])
        return found

    def _count_whole(
        self, bundle: Bundle, pricer: _Pricer, billed: Sequence[int], price: Price | None, day: str
    ) -> None:
        """Counts a bundle of one row and one price, all of it begun in the period."""
        key = self._key(pricer, day)
        heap = self._heap(key, pricer.currency, price)
        heap.seconds.extend(bundle.seconds)
        heap.billed.extend(billed)
        for at, parts in bundle.parts:
            inside = self._tally.count_parts(parts, True)
            if pricer.key is None or len(inside) < len(parts):
                heap.seconds.append(-bundle.seconds[at])
                self._add_parts(pricer, inside)

    def _count_each(
        self, bundle: Bundle, pricer: _Pricer, billed: Sequence[int], days: list[str]
    ) -> None:
        """Counts a bundle entry by entry."""
        parts, rates = dict(bundle.parts), dict(bundle.rates)
        span = pricer.span_at(days[0])
        steady = self._by_day(pricer, span.price, days) if days[-1] < span.end else None
        for at, day in enumerate(bundle.days):
            if steady is None or at in rates:
                price = pricer.span_at(days[day - 1]).price
                if at in rates:
                    price = pricer.own_price(rates[at])
                heap = self._by_day(pricer, price, days)[day - 1]
            else:
                heap = steady[day - 1]
            if at in parts:
                self._add_parts(pricer, self._tally.count_parts(parts[at], heap is not None))
            if heap is not None:
                heap.seconds.append(0 if at in parts else bundle.seconds[at])
                heap.billed.append(billed[at])

    def _by_day(self, pricer: _Pricer, price: Price | None, days: list[str]) -> list[_Heap | None]:
        """The heap of each day of the month; None where the day is outside the period."""
        name = (pricer.key, pricer.currency, price)
        found = self._heaps_by_day.get(name)
        if found is None:
            found = self._heaps_by_day[name] = [
                self._heap(self._key(pricer, day), pricer.currency, price)
                if self._tally.period.contains(day)
                else None
                for day in days
            ]
        return found

    def _add_parts(self, pricer: _Pricer, parts: Sequence[tuple[str, int]]) -> None:
        """Counts the raw time of an entry that is not all of the day of its start."""
        for day, length in parts:
            self._tally.add_sum(self._key(pricer, day), length, 0, {})


def _days_of(month: str) -> list[str]:
    first = day_number(f"{month}-01")
    days = [day_text(first + number) for number in range(31)]
    return [day for day in days if day[:7] == month]


class _Heap(NamedTuple):
    """Raw and billed seconds of entries of one row and one price, to be added up at the end."""

    seconds: list[int]
    billed: list[int]


class _Span(NamedTuple):
    """The price up to the day on which a rate turns."""

    end: str
    price: Price | None


class _Pricer:
    """What decides the worth of one person's work at one project and task."""

    wanted = True
    key: str | None = None

    def __init__(self, project: str, task: str, billable: bool, person: str, terms: Terms) -> None:
        self._terms = terms
        self._sample = sample = Entry(
            "", person, "", 0, "", _EPOCH, _EPOCH, project, task, billable=billable
        )
        client, own, kind = terms.client_of(sample), terms.project_of(sample), terms.task_of(sample)
        self.place = Place(project, task, person, terms.billable(sample))
        self.rule: Rounding = terms.rounding_of(sample)
        self.alone = _Alone(self.rule)
        self.has_surcharges = bool(terms.surcharges_of(sample))
        self.currency = client.currency if client is not None else ""
        rates = [terms.business.rates]
        rates += [place.rates for place in (client, own, kind) if place is not None]
        self._turns = sorted({rate.since for some in rates for rate in some})
        self._spans: dict[int, _Span] = {}

    def span_at(self, day: str) -> _Span:
        """The price on a day, and until when it holds."""
        turn = bisect_right(self._turns, day)
        found = self._spans.get(turn)
        if found is None:
            end = self._turns[turn] if turn < len(self._turns) else _NEVER
            found = self._spans[turn] = _Span(end, self._price(self._sample._replace(day=day)))
        return found

    def own_price(self, rate: str) -> Price | None:
        """The price of an entry with a rate of its own."""
        from decimal import Decimal

        return self._price(self._sample._replace(rate=Decimal(rate)))

    def _price(self, entry: Entry) -> Price | None:
        rate = self._terms.rate_of(entry).rate
        return price_of(rate, self.currency) if rate is not None else None


_EPOCH = Moment(0, 0)
_NEVER = "~"
"""Sorts after every day."""


class _Alone(dict[int, int]):
    """Billed seconds by raw seconds of an entry that is rounded by itself."""

    def __init__(self, rule: Rounding) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, seconds: int) -> int:
        self[seconds] = round_group(self._rule, (seconds,))[0]
        return self[seconds]


def _says_enough(
    file: MonthFile, pricers: list[_Pricer], taken: list[int | None], *, alone: bool
) -> bool:
    renamed = False
    for bundle, pricer in zip(file.bundles, pricers, strict=True):
        renamed = renamed or pricer.place.project != bundle.project
        if pricer.has_surcharges or (pricer.rule.scope == "line" and not alone):
            return False
        apart = taken and not bundle.billable and pricer.rule.scope != "entry"
        if apart and any(done is not None for done in _slice(bundle, taken)):
            return False
    return not renamed or len(set(map(id, pricers))) == len(pricers)


def _taken(file: MonthFile, billings: Mapping[str, Billing]) -> list[int | None]:
    """What documents billed of every entry of the file; empty where they took none."""
    if not billings:
        return []
    found = [billings.get(entry_id) for entry_id in file.ids.split(" ")]
    return [billing and billing.billed_seconds for billing in found] if any(found) else []


def _slice(bundle: Bundle, taken: list[int | None]) -> list[int | None]:
    return taken[bundle.begin : bundle.begin + len(bundle.days)]


def _bill(bundle: Bundle, pricer: _Pricer, taken: list[int | None]) -> Sequence[int]:
    """Billed seconds of every entry of the bundle."""
    raw, rule, done = bundle.seconds, pricer.rule, _slice(bundle, taken)
    if not pricer.place.billable:
        return [one or 0 for one in done] if done else [0] * len(raw)
    if rule.scope != "entry":
        return _bill_groups(bundle, pricer, done)
    billed: Sequence[int] = raw
    if rule.minutes or rule.minimum:
        billed = [pricer.alone[seconds] for seconds in raw]
    if not done:
        return billed
    return [own if one is None else one for own, one in zip(billed, done, strict=True)]


def _bill_groups(bundle: Bundle, pricer: _Pricer, taken: list[int | None]) -> list[int]:
    groups: dict[int, list[int]] = {}
    whole_line, raw = pricer.rule.scope == "line", bundle.seconds
    for at, day in enumerate(bundle.days):
        groups.setdefault(0 if whole_line else day, []).append(at)
    billed = [0] * len(raw)
    for group in groups.values():
        some = [raw[at] for at in group]
        if taken:
            some = bill_group(pricer.rule, some, [taken[at] for at in group])
        else:
            some = round_group(pricer.rule, some)
        for at, seconds in zip(group, some, strict=True):
            billed[at] = seconds
    return billed
