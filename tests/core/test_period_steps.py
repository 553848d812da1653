"""Stepping through periods, held against the calendar of the standard library."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.period_steps import (
    KINDS,
    kind_of,
    next_kind,
    period_around,
    row_period,
    step,
)
from tracker_tui.core.periods import Period, parse_period

TODAY = "2026-11-20"
DAYS = st.dates(date(1971, 1, 1), date(2198, 12, 31))


def period(label: str) -> Period:
    return parse_period(label, TODAY)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("2026-11-20", "day"),
        ("2026-W47", "week"),
        ("2026-11", "month"),
        ("2026-Q4", "quarter"),
        ("2026", "year"),
        ("all", "all"),
        ("2026-11-03..2026-11-05", "span"),
        ("2026-11..", "span"),
        ("..2026", "span"),
        ("2025..2026", "span"),
    ],
)
def test_a_period_has_a_kind(label: str, kind: str) -> None:
    assert kind_of(period(label)) == kind


@pytest.mark.parametrize(
    ("label", "before", "after"),
    [
        ("2026-03-01", "2026-02-28", "2026-03-02"),
        ("2028-03-01", "2028-02-29", "2028-03-02"),
        ("2026-01", "2025-12", "2026-02"),
        ("2028-03", "2028-02", "2028-04"),
        ("2026-Q1", "2025-Q4", "2026-Q2"),
        ("2026-W53", "2026-W52", "2027-W01"),
        ("2027-W01", "2026-W53", "2027-W02"),
        ("2026-W01", "2025-W52", "2026-W02"),
        ("2026", "2025", "2027"),
        ("2026-11-03..2026-11-05", "2026-10-31..2026-11-02", "2026-11-06..2026-11-08"),
        ("2026-10..2026-11", "2026-08-01..2026-09-30", "2026-12-01..2027-01-31"),
        ("all", "all", "all"),
        ("2026-11..", "2026-11-01..", "2026-11-01.."),
        ("1970-01-01", "1970-01-01", "1970-01-02"),
        ("1970", "1970", "1971"),
        ("2199", "2198", "2199"),
        ("2199-12-31", "2199-12-30", "2199-12-31"),
    ],
)
def test_a_period_has_neighbours(label: str, before: str, after: str) -> None:
    assert step(period(label), -1).label == before
    assert step(period(label), 1).label == after


@given(DAYS, st.sampled_from(KINDS[:-1]))
def test_a_step_there_and_back_is_none_and_leaves_no_gap(day: date, kind: str) -> None:
    here = period_around(kind, day.isoformat())
    after = step(here, 1)
    assert here.contains(day.isoformat())
    assert kind_of(here) == kind_of(after) == kind
    assert date.fromisoformat(after.first) == date.fromisoformat(here.last) + timedelta(days=1)
    assert step(after, -1) == here


@given(DAYS)
def test_months_and_quarters_end_with_their_last_day(day: date) -> None:
    month, quarter = (period_around(kind, day.isoformat()) for kind in ("month", "quarter"))
    assert month.last == f"{day:%Y-%m}-{monthrange(day.year, day.month)[1]:02}"
    last_month = (day.month + 2) // 3 * 3
    assert quarter.last == f"{day.year}-{last_month:02}-{monthrange(day.year, last_month)[1]}"


@pytest.mark.parametrize(
    ("label", "following"),
    [
        ("2026-11-20", "2026-W47"),
        ("2026-W47", "2026-11"),
        ("2026-11", "2026-Q4"),
        ("2026-Q4", "2026"),
        ("2026", "all"),
        ("all", "2026-11-20"),
        ("2026-W01", "2025-12"),
        ("2024-02", "2024-Q1"),
        ("2024", "all"),
        ("2026-11-03..2026-11-05", "2026-W45"),
        ("2026-11-07..2026-11-11", "2026-11"),
        ("2025-12-30..2026-01-02", "2026-W01"),
        ("2025-11-30..2026-03-02", "all"),
        ("2026-11..", "all"),
    ],
)
def test_the_next_kind_is_the_longer_one_around_the_same_day(label: str, following: str) -> None:
    assert next_kind(period(label), TODAY).label == following


def test_the_kinds_go_round() -> None:
    here = period("2026-11-20")
    seen = []
    for _ in KINDS:
        seen.append(kind_of(here))
        here = next_kind(here, TODAY)
    assert tuple(seen) == KINDS
    assert here == period("2026-11-20")


@pytest.mark.parametrize(
    ("by", "key", "here", "days"),
    [
        ("client", "acme", "2026-11", "2026-11"),
        ("day", "2026-11-20", "2026-11", "2026-11-20"),
        ("week", "2026-W44", "2026-11", "2026-11-01"),
        ("week", "2026-W45", "2026-11", "2026-W45"),
        ("week", "2026-W53", "2027", "2027-01-01..2027-01-03"),
        ("week", "2026-W53", "all", "2026-W53"),
        ("month", "2026-11", "2026-11-03..", "2026-11-03..2026-11-30"),
        ("month", "2026-11", "..2026-11-03", "2026-11-01..2026-11-03"),
        ("month", "2026-02", "2026", "2026-02"),
    ],
)
def test_a_row_has_the_days_of_its_own_that_lie_in_the_period(
    by: str, key: str, here: str, days: str
) -> None:
    assert row_period(by, key, period(here)).label == days
