"""The terms of one project and task, looked up once for many entries of a roll-up."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import Moment
from tracker_tui.core.entry import Entry
from tracker_tui.core.pricing import bill_group, price_of
from tracker_tui.core.rounding import round_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.core.pricing import Price, Terms
    from tracker_tui.core.rounding import Rounding


class Span(NamedTuple):
    """The price (None: none) up to the day on which a rate turns."""

    end: str
    price: Price | None


class PlaceTerms:
    """What decides the worth of work at one project and task.

    `billable` on the way in is what the entries say of themselves, afterwards what holds for them.
    """

    def __init__(self, project: str, task: str, billable: bool, terms: Terms) -> None:
        self._terms = terms
        self._sample = sample = Entry(
            "", "", "", 0, "", _EPOCH, _EPOCH, project, task, billable=billable
        )
        client = terms.client_of(sample)
        self.currency = client.currency if client is not None else ""
        self.billable = terms.billable(sample)
        self.rule: Rounding = terms.rounding_of(sample)
        self.has_surcharges = bool(terms.surcharges_of(sample))
        self.is_simple = self.rule.scope == "entry" and not self.has_surcharges
        rounds = self.rule.minutes or self.rule.minimum
        self.bills_raw = self.is_simple and self.billable and not rounds
        self.alone = _Alone(self.rule)
        rates = [rate for _, some in terms.rate_places(sample) for rate in some]
        self._turns = sorted({rate.since for rate in rates})
        self._people = {rate.person for rate in rates}
        self._spans: dict[tuple[str, int], Span] = {}

    def who(self, person: str) -> str:
        """The person, if a rate names them; empty: whoever it is, the price is the same."""
        return person if person in self._people else ""

    def span_at(self, who: str, day: str) -> Span:
        """The price on a day, and until when it holds."""
        turn = bisect_right(self._turns, day)
        found = self._spans.get((who, turn))
        if found is None:
            end = self._turns[turn] if turn < len(self._turns) else _NEVER
            price = self._price(self._sample._replace(person=who, day=day))
            found = self._spans[who, turn] = Span(end, price)
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


def bill_bundle(
    place: PlaceTerms, days: Sequence[int], raw: Sequence[int], taken: Sequence[int | None]
) -> Sequence[int]:
    """Billed seconds of one person's entries of a month at a place, in the order of their start.

    `taken` is what documents billed of each; empty where they took none.
    """
    if not place.billable:
        return [done or 0 for done in taken] if taken else [0] * len(raw)
    if place.rule.scope != "entry":
        return _bill_groups(place.rule, days, raw, taken)
    billed = raw if place.bills_raw else [place.alone[seconds] for seconds in raw]
    if not taken:
        return billed
    return [own if done is None else done for own, done in zip(billed, taken, strict=True)]


def _bill_groups(
    rule: Rounding, days: Sequence[int], raw: Sequence[int], taken: Sequence[int | None]
) -> list[int]:
    groups: dict[int, list[int]] = {}
    for at, day in enumerate(days):
        groups.setdefault(0 if rule.scope == "line" else day, []).append(at)
    billed = [0] * len(raw)
    for group in groups.values():
        some = [raw[at] for at in group]
        if taken:
            some = bill_group(rule, some, [taken[at] for at in group])
        else:
            some = round_group(rule, some)
        for at, seconds in zip(group, some, strict=True):
            billed[at] = seconds
    return billed
