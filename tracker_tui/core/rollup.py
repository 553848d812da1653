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

    Entries that say themselves that they are not billable are in a bundle of their own. `days` are
    days of the month, `ids` are parted by spaces. By place in these columns: own `rates`, and in
    `parts` the raw seconds by day of those that are not all of the day of their start.
    """

    project: str
    task: str
    billable: bool
    days: list[int]
    seconds: list[int]
    ids: str
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
        self._pricers: dict[tuple[str, str, bool, str], _Pricer] = {}

    def can_count(self, files: Sequence[MonthFile], billings: Mapping[str, Billing]) -> bool:
        """Whether everybody's files of a month say enough, `billings` being those of the month.

        Surcharges need the hours of day; what is rounded together must be in one bundle.
        """
        for file in files:
            names = set()
            for bundle in file.bundles:
                pricer = self._pricer(bundle, file.person)
                names.add((pricer.project, bundle.task, bundle.billable))
                scope = pricer.rule.scope
                if pricer.has_surcharges or (scope == "line" and len(files) > 1):
                    return False
                if billings and not bundle.billable and scope != "entry":
                    if any(map(billings.__contains__, bundle.ids.split(" "))):
                        return False
            if len(names) < len(file.bundles):
                return False
        return True

    def count(
        self, month: str, files: Sequence[MonthFile], billings: Mapping[str, Billing]
    ) -> None:
        """Counts everybody's files of a month."""
        days = [f"{month}-{day:02d}" for day in range(32)]
        for file in files:
            for bundle in file.bundles:
                pricer = self._pricer(bundle, file.person)
                if self._query.fits(pricer.place):
                    self._count_bundle(_Work(bundle, pricer, days, billings))

    def _pricer(self, bundle: Bundle, person: str) -> _Pricer:
        name = (bundle.project, bundle.task, bundle.billable, person)
        found = self._pricers.get(name)
        if found is None:
            project = self._present_name(bundle.project)
            found = _Pricer(project, bundle.task, bundle.billable, person, self._terms)
            self._pricers[name] = found
        return found

    def _count_bundle(self, work: _Work) -> None:
        bundle, tally = work.bundle, self._tally
        ends = work.days[min(bundle.days)], work.days[max(bundle.days)]
        if tally.by in ("day", "week") or not all(map(tally.period.contains, ends)):
            self._count_by_day(work)
            return
        seconds = sum(bundle.seconds)
        for at, parts in bundle.parts:
            seconds -= bundle.seconds[at]
            self._count_parts(work, parts, True)
        tally.add_sum(self._key(work, ends[0]), seconds, sum(work.billed), work.worth())

    def _count_by_day(self, work: _Work) -> None:
        bundle, parts = work.bundle, dict(work.bundle.parts)
        by_day: dict[int, list[int]] = {}
        for at, day in enumerate(bundle.days):
            by_day.setdefault(day, []).append(at)
        for day, places in by_day.items():
            begins = self._tally.period.contains(work.days[day])
            for at in places if parts else ():
                if at in parts:
                    self._count_parts(work, parts[at], begins)
            if begins:
                raw = sum([bundle.seconds[at] for at in places if at not in parts])
                billed = sum([work.billed[at] for at in places])
                key = self._key(work, work.days[day])
                self._tally.add_sum(key, raw, billed, work.worth(places))

    def _count_parts(self, work: _Work, parts: Sequence[tuple[str, int]], begins: bool) -> None:
        """Counts the raw time of an entry that is not all of the day of its start."""
        for day, length in self._tally.count_parts(parts, begins):
            self._tally.add_sum(self._key(work, day), length, 0, {})

    def _key(self, work: _Work, day: str) -> str:
        by, place = self._tally.by, work.pricer.place
        if by in BY_DATE:
            return date_key(by, day)
        return place_key(by, place.project, place.task, place.person)


class _Work:
    """A bundle with its billed seconds and prices; `days` are the month's days by number."""

    def __init__(
        self, bundle: Bundle, pricer: _Pricer, days: list[str], billings: Mapping[str, Billing]
    ) -> None:
        self.bundle = bundle
        self.pricer = pricer
        self.days = days
        self.billed = _bill(bundle, pricer, billings)
        self._prices: list[Price | None] = []
        if bundle.rates or not pricer.is_steady(days):
            self._prices = [pricer.price(days[day]) for day in bundle.days]
            for at, rate in bundle.rates:
                self._prices[at] = pricer.price(days[bundle.days[at]], rate)

    def worth(self, places: Sequence[int] | None = None) -> dict[str, int]:
        """What the entries at these places (or all) are worth in minor units, by currency."""
        billed, currency = self.billed, self.pricer.currency
        if not self._prices:
            price = self.pricer.price(self.days[1])
            some = billed if places is None else [billed[at] for at in places]
            return {} if price is None else {currency: price.total(some)}
        by_price: dict[Price, list[int]] = {}
        for at in range(len(billed)) if places is None else places:
            price = self._prices[at]
            if price is not None:
                by_price.setdefault(price, []).append(billed[at])
        sums = [price.total(some) for price, some in by_price.items()]
        return {currency: sum(sums)} if sums else {}


class _Pricer:
    """What decides the worth of one person's work at one project and task."""

    def __init__(self, project: str, task: str, billable: bool, person: str, terms: Terms) -> None:
        self._terms = terms
        self._sample = sample = Entry(
            "", person, "", 0, "", _EPOCH, _EPOCH, project, task, billable=billable
        )
        client, own, kind = terms.client_of(sample), terms.project_of(sample), terms.task_of(sample)
        self.project = project
        self.place = Place(project, task, person, terms.billable(sample))
        self.rule: Rounding = terms.rounding_of(sample)
        self.alone = _Alone(self.rule)
        self.has_surcharges = bool(terms.surcharges_of(sample))
        self.currency = client.currency if client is not None else ""
        rates = [terms.business.rates]
        rates += [place.rates for place in (client, own, kind) if place is not None]
        self._turns = sorted({rate.since for some in rates for rate in some})
        self._prices: dict[tuple[int, str], Price | None] = {}

    def is_steady(self, days: list[str]) -> bool:
        """Whether one price holds through the month."""
        return bisect_right(self._turns, days[1]) == bisect_right(self._turns, days[31])

    def price(self, day: str, own_rate: str = "") -> Price | None:
        """The price on a day; it is the same from one turn of any rate to the next."""
        name = (bisect_right(self._turns, day), own_rate)
        if name not in self._prices:
            entry = self._sample._replace(day=day, rate=_number(own_rate))
            rate = self._terms.rate_of(entry).rate
            self._prices[name] = price_of(rate, self.currency) if rate is not None else None
        return self._prices[name]


_EPOCH = Moment(0, 0)


class _Alone(dict[int, int]):
    """Billed seconds by raw seconds of an entry that is rounded by itself."""

    def __init__(self, rule: Rounding) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, seconds: int) -> int:
        self[seconds] = bill_group(self._rule, [seconds], [None])[0]
        return self[seconds]


def _number(text: str) -> Decimal | None:
    from decimal import Decimal

    return Decimal(text) if text else None


def _bill(bundle: Bundle, pricer: _Pricer, billings: Mapping[str, Billing]) -> list[int]:
    """Billed seconds of every entry of the bundle."""
    rule, raw = pricer.rule, bundle.seconds
    taken: list[int | None] = []
    if billings:
        found = [billings.get(entry_id) for entry_id in bundle.ids.split(" ")]
        if any(found):
            taken = [one.billed_seconds if one is not None else None for one in found]
    if not pricer.place.billable:
        return [done or 0 for done in taken] or [0] * len(raw)
    if rule.scope != "entry":
        return _bill_groups(bundle, pricer, taken)
    rounds = rule.minutes or rule.minimum
    billed = [pricer.alone[seconds] for seconds in raw] if rounds else raw
    if not taken:
        return billed
    return [own if done is None else done for own, done in zip(billed, taken, strict=True)]


def _bill_groups(bundle: Bundle, pricer: _Pricer, taken: Sequence[int | None]) -> list[int]:
    groups: dict[int, list[int]] = {}
    whole_line = pricer.rule.scope == "line"
    for at, day in enumerate(bundle.days):
        groups.setdefault(0 if whole_line else day, []).append(at)
    raw = bundle.seconds
    billed = [0] * len(raw)
    for group in groups.values():
        if len(group) == 1 and not taken:
            billed[group[0]] = pricer.alone[raw[group[0]]]
            continue
        some = [taken[at] for at in group] if taken else [None] * len(group)
        for at, seconds in zip(
            group, bill_group(pricer.rule, [raw[at] for at in group], some), strict=True
        ):
            billed[at] = seconds
    return billed
