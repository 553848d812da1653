"""Dated rates, and the one that holds for a piece of work."""

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import FieldError
from tracker_tui.core.record import Reader, compact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker_tui.core.record import Record

DAY_HOURS = "8"
"""Hours of a day where a daily rate does not say."""


class Rate(NamedTuple):
    """What an hour (or a day of `hours`) costs from a day on; `person` empty: for all."""

    since: str
    amount: Decimal
    daily: bool = False
    hours: Decimal | None = None
    person: str = ""
    currency: str = ""

    @property
    def base_minutes(self) -> Decimal:
        """Minutes of work that the amount pays for: 60, or those of the stated day."""
        from decimal import Decimal

        return (self.hours or Decimal(DAY_HOURS)) * 60 if self.daily else Decimal(60)

    def __str__(self) -> str:
        from decimal import Decimal

        per = f"{(self.hours or Decimal(DAY_HOURS)):f} h" if self.daily else "h"
        return f"{self.amount:f}/{per}"


class ChosenRate(NamedTuple):
    """The rate that holds (None: missing) and the rule that chose it, in words."""

    rate: Rate | None
    rule: str


def read_rate(record: "Record") -> Rate:
    """A rate from its `[[rates]]` table: `hourly` or `daily`, with `from`, `person`, `currency`."""
    reader = Reader(record)
    hourly, daily = reader.number("hourly"), reader.number("daily")
    amount = hourly if daily is None else daily
    if amount is None or (hourly is not None and daily is not None):
        raise FieldError("hourly", "a rate has either hourly or daily, with a number")
    hours = reader.number("hours")
    if hours is not None and not 0 < hours <= 24:
        raise FieldError("hours", f"a day has more than 0 and at most 24 hours, not {hours}")
    if amount < 0:
        raise FieldError("hourly", f"a rate is not below zero: {amount}")
    return Rate(
        reader.day("from"),
        amount,
        daily is not None,
        hours,
        reader.text("person"),
        reader.text("currency"),
    )


def write_rate(rate: Rate) -> "Record":
    """The rate as its table, amounts as numbers with the digits given."""
    from datetime import date

    return compact(
        {
            "from": date.fromisoformat(rate.since) if rate.since else None,
            "person": rate.person,
            "daily" if rate.daily else "hourly": rate.amount,
            "hours": rate.hours,
            "currency": rate.currency,
        }
    )


def latest_rate(rates: "Iterable[Rate]", person: str, day: str, currency: str) -> Rate | None:
    """Of one place: the person's own before that for all; of these the latest on or before `day`.

    A rate of another currency than the client's does not apply.
    """
    for wanted in (person, "") if person else ("",):
        fitting = [
            rate
            for rate in rates
            if rate.person == wanted
            and rate.since <= day
            and (not rate.currency or rate.currency == currency)
        ]
        if fitting:
            return max(fitting, key=lambda rate: rate.since)
    return None


def choose_rate(
    places: "Iterable[tuple[str, Iterable[Rate]]]", person: str, day: str, currency: str
) -> ChosenRate:
    """The rate of the most specific place that has one; `places` go from narrow to wide.

    A place is a name for people ("project acme/api") and its rates. No later rate ever changes what
    was worked before its `from`.
    """
    tried = []
    for name, rates in places:
        rate = latest_rate(rates, person, day, currency)
        if rate is not None:
            whose = f" for {rate.person}" if rate.person else ""
            since = f" since {rate.since}" if rate.since else ""
            return ChosenRate(rate, f"{name}{whose}{since}: {rate}")
        tried.append(name)
    return ChosenRate(None, f"no rate in {currency} on {day} at {', '.join(tried)}")
