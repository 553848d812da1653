"""The log as lists show it: priced entries by day, each day with its sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from tracker_tui.core.views import PricedEntry


class Sums(NamedTuple):
    """Raw and billed seconds, and amounts by currency of what has a price."""

    seconds: int
    billed_seconds: int
    amounts: dict[str, Decimal]


class LogDay(NamedTuple):
    """The entries that start on a day, by start, and their sums."""

    day: str
    entries: tuple[PricedEntry, ...]
    sums: Sums


def sum_up(priced: Iterable[PricedEntry]) -> Sums:
    """The sums of entries: the billed time of what is to be paid for, the raw time of all."""
    raw = billed = 0
    amounts: dict[str, Decimal] = {}
    for one in priced:
        raw += one.seconds
        billed += one.billed_seconds
        if one.amount is not None:
            amounts[one.currency] = amounts.get(one.currency, 0 * one.amount) + one.amount
    return Sums(raw, billed, dict(sorted(amounts.items())))


def log_days(priced: Sequence[PricedEntry]) -> tuple[LogDay, ...]:
    """Entries by the day of their start, the days in the order of the calendar."""
    days: dict[str, list[PricedEntry]] = {}
    for one in priced:
        days.setdefault(one.entry.day, []).append(one)
    return tuple(LogDay(day, tuple(days[day]), sum_up(days[day])) for day in sorted(days))
