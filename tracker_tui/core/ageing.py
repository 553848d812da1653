"""How long money has been owed: open amounts by the days that have passed since they were due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import day_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

SPANS = ("not due", "1-30 days", "31-60 days", "61-90 days", "over 90 days")
"""Names of the spans, from what is not due yet to what is owed longest."""

_LAST_DAYS = (0, 30, 60, 90)


class Owed(NamedTuple):
    """An open amount; without a day on which it is due it is due at once, on its `date`."""

    currency: str
    amount: Decimal
    date: str
    due: str


class Ageing(NamedTuple):
    """What is owed in one currency: `amounts` by SPANS, and their `total`."""

    currency: str
    amounts: tuple[Decimal, ...]
    total: Decimal


def span_of(due: str, today: str) -> int:
    """The place in SPANS of what was due on a day; on the day itself it is not late yet."""
    late = day_number(today) - day_number(due)
    return sum(late > last for last in _LAST_DAYS)


def age_amounts(owed: Iterable[Owed], today: str) -> list[Ageing]:
    """The ageing of each currency, by its code."""
    from decimal import Decimal

    found: dict[str, list[Decimal]] = {}
    for one in owed:
        amounts = found.setdefault(one.currency, [one.amount * 0 for _ in SPANS])
        amounts[span_of(one.due or one.date, today)] += one.amount
    return [
        Ageing(currency, tuple(amounts), sum(amounts, Decimal(0)))
        for currency, amounts in sorted(found.items())
    ]
