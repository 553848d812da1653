"""Priced entries by day, with their sums."""

from __future__ import annotations

from decimal import Decimal

from tracker_tui.core.entry import Entry
from tracker_tui.core.log_days import log_days, sum_up
from tracker_tui.core.views import PricedEntry


def priced(
    day: str, seconds: int, billed: int, amount: str = "", currency: str = "EUR"
) -> PricedEntry:
    """An entry of a day with what it is worth."""
    worth = Decimal(amount) if amount else None
    entry = Entry(f"{day}-{seconds}", "ada", day, seconds, "Europe/Berlin")
    return PricedEntry(entry, seconds, billed, None, "", worth, currency, "unbilled", "")


def test_days_follow_the_calendar_and_keep_the_order_within() -> None:
    rows = [priced("2026-11-02", 60, 60), priced("2026-11-01", 30, 30), priced("2026-11-02", 10, 0)]
    days = log_days(rows)
    assert [day.day for day in days] == ["2026-11-01", "2026-11-02"]
    assert days[1].entries == (rows[0], rows[2])
    assert days[1].sums == sum_up(days[1].entries)


def test_currencies_are_summed_apart_in_their_own_digits() -> None:
    rows = [
        priced("2026-11-02", 100, 120, "10.10"),
        priced("2026-11-02", 100, 120, "0.95"),
        priced("2026-11-02", 50, 0),
        priced("2026-11-02", 1, 1, "300", "JPY"),
        priced("2026-11-02", 1, 1, "1.50", "CHF"),
    ]
    sums = sum_up(rows)
    assert (sums.seconds, sums.billed_seconds) == (252, 242)
    assert {code: str(amount) for code, amount in sums.amounts.items()} == {
        "CHF": "1.50",
        "EUR": "11.05",
        "JPY": "300",
    }
    assert list(sums.amounts) == ["CHF", "EUR", "JPY"]


def test_nothing_sums_up_to_nothing() -> None:
    assert sum_up([]) == (0, 0, {})
    assert log_days([]) == ()
