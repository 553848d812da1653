"""Reports from roll-ups: the entries of a month as columns of numbers, without their words.

A roll-up holds no money: what an entry is worth follows from the terms of today, by the same
pricing as anywhere else, only once for many entries.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import Moment
from tracker_tui.core.entry import Entry
from tracker_tui.core.pricing import Price, bill_group, price_of
from tracker_tui.core.query import Place
from tracker_tui.core.reports import BY_DATE, date_key, place_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from tracker_tui.core.pricing import Billing, Terms
    from tracker_tui.core.query import Query
    from tracker_tui.core.reports import Tally
    from tracker_tui.core.rounding import Rounding


class Bundle(NamedTuple):
    """The finished entries of one project and task in one month of one person, by start.

    `days` are days of the month, `ids` are parted by spaces. By place in these columns: `free`
    which are not billable of their own, `rates` own rates, `parts` raw seconds by day of those that
    are not all of the day of their start.
    """

    project: str
    task: str
    days: list[int]
    seconds: list[int]
    ids: str
    free: list[int]
    rates: list[tuple[int, str]]
    parts: list[tuple[int, list[tuple[str, int]]]]


class MonthFile(NamedTuple):
    """One person's month as bundles."""

    person: str
    bundles: Sequence[Bundle]


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
        self._pricers: dict[tuple[str, str, str], _Pricer] = {}

    def can_count(self, files: Sequence[MonthFile]) -> bool:
        """Whether the files of everybody's month say enough; surcharges need the hours of day."""
        for file in files:
            names = set()
            for bundle in file.bundles:
                pricer = self._pricer(bundle, file.person)
                names.add((pricer.project, bundle.task))
                if pricer.has_surcharges or (pricer.rule.scope == "line" and len(files) > 1):
                    return False
            if len(names) < len(file.bundles):
                return False
        return True

    def count(
        self, month: str, files: Sequence[MonthFile], billings: Mapping[str, Billing]
    ) -> None:
        """Counts everybody's files of a month; `billings` are those of the month."""
        days = [f"{month}-{day:02d}" for day in range(32)]
        for file in files:
            for bundle in file.bundles:
                self._count_bundle(bundle, self._pricer(bundle, file.person), days, billings)

    def _pricer(self, bundle: Bundle, person: str) -> _Pricer:
        name = (bundle.project, bundle.task, person)
        found = self._pricers.get(name)
        if found is None:
            project = self._present_name(bundle.project)
            found = self._pricers[name] = _Pricer(project, bundle.task, person, self._terms)
        return found

    def _count_bundle(
        self, bundle: Bundle, pricer: _Pricer, days: list[str], billings: Mapping[str, Billing]
    ) -> None:
        places = self._chosen(bundle, pricer)
        if not places:
            return
        tally = self._tally
        work = _Work(bundle, pricer, days, _bill(bundle, pricer, billings))
        ends = days[min(bundle.days)], days[max(bundle.days)]
        within = all(map(tally.period.contains, ends))
        if len(places) < len(bundle.days) or not within or tally.by in ("day", "week"):
            self._count_by_day(work, places)
            return
        key = self._key(work, days[1])
        seconds = sum(bundle.seconds)
        for at, parts in bundle.parts:
            seconds -= bundle.seconds[at]
            self._count_parts(work, parts, True)
        tally.add_sum(key, seconds, sum(work.billed), work.worth(places))

    def _count_by_day(self, work: _Work, places: Sequence[int]) -> None:
        bundle, parts = work.bundle, dict(work.bundle.parts)
        by_day: dict[int, list[int]] = {}
        for at in places:
            by_day.setdefault(bundle.days[at], []).append(at)
        for day, some in by_day.items():
            begins = self._tally.period.contains(work.days[day])
            for at in some if parts else ():
                if at in parts:
                    self._count_parts(work, parts[at], begins)
            if begins:
                raw = sum([bundle.seconds[at] for at in some if at not in parts])
                billed = sum([work.billed[at] for at in some])
                key = self._key(work, work.days[day])
                self._tally.add_sum(key, raw, billed, work.worth(some))

    def _count_parts(self, work: _Work, parts: Sequence[tuple[str, int]], begins: bool) -> None:
        """Counts the raw time of an entry that is not all of the day of its start."""
        for day, length in self._tally.count_parts(parts, begins):
            self._tally.add_sum(self._key(work, day), length, 0, {})

    def _key(self, work: _Work, day: str) -> str:
        by, pricer = self._tally.by, work.pricer
        if by in BY_DATE:
            return date_key(by, day)
        return place_key(by, pricer.project, pricer.task, pricer.person)

    def _chosen(self, bundle: Bundle, pricer: _Pricer) -> Sequence[int]:
        """The places of the entries that fit the query."""
        all_, fits = range(len(bundle.days)), self._query.fits
        place = Place(pricer.project, pricer.task, pricer.person, pricer.billable)
        others = fits(place._replace(billable=False))
        if not pricer.billable or not bundle.free or fits(place) == others:
            return all_ if fits(place) else ()
        free = set(bundle.free)
        return [at for at in all_ if (at in free) == others]


class _Pricer:
    """What decides the worth of one person's work at one project and task."""

    def __init__(self, project: str, task: str, person: str, terms: Terms) -> None:
        sample = Entry("", person, "", 0, "", Moment(0, 0), Moment(0, 0), project, task)
        client, own = terms.client_of(sample), terms.project_of(sample)
        kind = terms.task_of(sample)
        self.project = project
        self.task = task
        self.person = person
        self.rule: Rounding = terms.rounding_of(sample)
        self.billable = terms.billable(sample)
        self.has_surcharges = bool(terms.surcharges_of(sample))
        self.currency = client.currency if client is not None else ""
        self._terms = terms
        self._sample = sample
        places = [terms.business.rates]
        places += [place.rates for place in (client, own, kind) if place is not None]
        self._turns = sorted({rate.since for rates in places for rate in rates})
        self._prices: dict[tuple[int, str], Price | None] = {}

    def is_steady(self, days: list[str]) -> bool:
        """Whether one price holds through the month."""
        return bisect_right(self._turns, days[1]) == bisect_right(self._turns, days[31])

    def price(self, day: str, own_rate: str = "") -> Price | None:
        """The price of billable work on a day; no rate turns between days of the same place."""
        name = (bisect_right(self._turns, day), own_rate)
        if name not in self._prices:
            rate = self._terms.rate_of(self._sample._replace(day=day, rate=_number(own_rate))).rate
            self._prices[name] = price_of(rate, self.currency) if rate is not None else None
        return self._prices[name]


def _number(text: str) -> Decimal | None:
    from decimal import Decimal

    return Decimal(text) if text else None


class _Work:
    """A bundle with its billed seconds and prices; `days` are the month's days by number."""

    def __init__(self, bundle: Bundle, pricer: _Pricer, days: list[str], billed: list[int]) -> None:
        self.bundle = bundle
        self.pricer = pricer
        self.days = days
        self.billed = billed
        self._steady = not bundle.rates and not bundle.free and pricer.is_steady(days)
        self._prices = [] if self._steady else self._price_each()

    def worth(self, places: Sequence[int]) -> dict[str, int]:
        """What the entries at these places are worth in minor units, by currency."""
        pricer, billed = self.pricer, self.billed
        by_price: dict[Price | None, list[int]] = {}
        if self._steady:
            by_price[pricer.price(self.days[1])] = [billed[at] for at in places]
        else:
            for at in places:
                by_price.setdefault(self._prices[at], []).append(billed[at])
        sums = [price.total(some) for price, some in by_price.items() if price is not None]
        return {pricer.currency: sum(sums)} if sums else {}

    def _price_each(self) -> list[Price | None]:
        bundle, price = self.bundle, self.pricer.price
        by_day = {day: price(self.days[day]) for day in set(bundle.days)}
        prices = [by_day[day] for day in bundle.days]
        for at, rate in bundle.rates:
            prices[at] = price(self.days[bundle.days[at]], rate)
        for at in bundle.free:
            prices[at] = None
        return prices


def _bill(bundle: Bundle, pricer: _Pricer, billings: Mapping[str, Billing]) -> list[int]:
    """Billed seconds of every entry of the bundle."""
    rule, raw = pricer.rule, bundle.seconds
    taken: list[int | None] = [None] * len(raw)
    if billings:
        found = [billings.get(entry_id) for entry_id in bundle.ids.split(" ")]
        taken = [one.billed_seconds if one is not None else None for one in found]
    settled = {at for at, done in enumerate(taken) if done is not None}
    if not pricer.billable and not settled:
        return [0] * len(raw)
    if not settled and not bundle.free and not rule.minutes and not rule.minimum:
        return raw
    unpaid = set(bundle.free) if pricer.billable else set(range(len(raw)))
    unpaid -= settled
    groups: dict[int, list[int]] = {}
    for at, day in enumerate(bundle.days):
        if at not in unpaid:
            groups.setdefault({"entry": at, "day-task": day}.get(rule.scope, 0), []).append(at)
    billed = [0] * len(raw)
    alone: dict[int, int] = {}
    for group in groups.values():
        first = group[0]
        if len(group) == 1 and taken[first] is None:
            if raw[first] not in alone:
                alone[raw[first]] = bill_group(rule, [raw[first]], [None])[0]
            billed[first] = alone[raw[first]]
            continue
        some = bill_group(rule, [raw[at] for at in group], [taken[at] for at in group])
        for at, seconds in zip(group, some, strict=True):
            billed[at] = seconds
    return billed
