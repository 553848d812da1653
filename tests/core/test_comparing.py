"""A report beside the one of the period before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracker_tui.core.comparing import compare_reports, key_before
from tracker_tui.core.period_steps import step
from tracker_tui.core.periods import Period, parse_period
from tracker_tui.core.reports import Report, ReportRow


def period(label: str) -> Period:
    return parse_period(label, "2026-11-20")


def row(key: str, seconds: int, **amounts: str) -> ReportRow:
    return ReportRow(
        key, seconds, seconds, {code: Decimal(amount) for code, amount in amounts.items()}
    )


def test_rows_stand_beside_those_of_the_period_before() -> None:
    now = Report(
        "client",
        (row("acme", 7200, EUR="200.00"), row("beta", 3600, USD="10.00")),
        row("", 10_800, EUR="200.00", USD="10.00"),
    )
    then = Report(
        "client",
        (row("acme", 9000, EUR="230.50", CHF="1.00"), row("old", 60)),
        row("", 9060, EUR="230.50", CHF="1.00"),
    )
    found = compare_reports(now, period("2026-11"), then, period("2026-10"))
    acme, beta = found.rows
    assert (acme.share, beta.share) == (67, 33)
    assert acme.before == then.rows[0]
    assert acme.change == row("acme", -1800, CHF="-1.00", EUR="-30.50")
    assert beta.before == row("beta", 0)
    assert beta.change == now.rows[1]
    assert found.totals.change == row("", 1740, CHF="-1.00", EUR="-30.50", USD="10.00")
    assert found.gone == ("old",)


def test_without_a_period_before_there_are_shares_alone() -> None:
    now = Report("client", (row("acme", 3),), row("", 3))
    found = compare_reports(now, period("all"), None, None)
    assert (found.rows[0].before, found.rows[0].change, found.totals.change) == (None, None, None)
    assert (found.rows[0].share, found.totals.share, found.gone) == (100, 100, ())
    assert compare_reports(Report("client", (), row("", 0)), period("all"), None, None).rows == ()


@pytest.mark.parametrize(
    ("by", "key", "here", "before"),
    [
        ("client", "acme", "2026-11", "acme"),
        ("day", "2026-11-20", "2026-11", "2026-10-20"),
        ("day", "2026-03-31", "2026-03", ""),
        ("day", "2028-02-29", "2028-02", "2028-01-29"),
        ("day", "2028-02-29", "2028", "2027-02-29"),
        ("day", "2026-11-20", "2026-W47", "2026-11-13"),
        ("day", "2027-01-01", "2026-W53", "2026-12-25"),
        ("day", "2026-11-20", "2026-11-20", "2026-11-19"),
        ("day", "2026-05-02", "2026-Q2", "2026-02-02"),
        ("day", "2026-11-04", "2026-11-03..2026-11-05", "2026-11-01"),
        ("week", "2026-W47", "2026-W47", "2026-W46"),
        ("week", "2026-W45", "2026-11", "2026-W41"),
        ("week", "2026-W53", "2026", "2026-W01"),  # 2025 has 52 weeks and some days of this one
        ("week", "2026-W01", "2026", "2025-W01"),
        ("month", "2026-11", "2026", "2025-11"),
        ("month", "2026-01", "2026-Q1", "2025-10"),
        ("month", "2026-11", "2026-11", "2026-10"),
    ],
)
def test_days_weeks_and_months_stand_beside_those_in_the_same_place(
    by: str, key: str, here: str, before: str
) -> None:
    assert key_before(by, key, period(here), step(period(here), -1)) == before
