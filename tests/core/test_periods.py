"""Periods of days, held against the calendar of the standard library."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.clock import add_days
from tracker_tui.core.errors import Usage
from tracker_tui.core.periods import WORDS, Period, looks_like_period, parse_period

TODAY = "2026-11-20"
DAYS = st.dates(date(1971, 1, 1), date(2198, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("today", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("yesterday", "2026-11-19", "2026-11-19", "2026-11-19"),
        ("week", "2026-11-16", "2026-11-22", "2026-W47"),
        ("last-week", "2026-11-09", "2026-11-15", "2026-W46"),
        ("month", "2026-11-01", "2026-11-30", "2026-11"),
        ("last-month", "2026-10-01", "2026-10-31", "2026-10"),
        ("quarter", "2026-10-01", "2026-12-31", "2026-Q4"),
        ("last-quarter", "2026-07-01", "2026-09-30", "2026-Q3"),
        ("year", "2026-01-01", "2026-12-31", "2026"),
        ("last-year", "2025-01-01", "2025-12-31", "2025"),
        ("all", "", "", "all"),
        ("Last-Month", "2026-10-01", "2026-10-31", "2026-10"),
        ("2026-11", "2026-11-01", "2026-11-30", "2026-11"),
        ("2028-02", "2028-02-01", "2028-02-29", "2028-02"),
        ("2026-W47", "2026-11-16", "2026-11-22", "2026-W47"),
        ("2026-w1", "2025-12-29", "2026-01-04", "2026-W01"),
        ("2026-W53", "2026-12-28", "2027-01-03", "2026-W53"),
        ("2026-Q1", "2026-01-01", "2026-03-31", "2026-Q1"),
        ("2026-q4", "2026-10-01", "2026-12-31", "2026-Q4"),
        ("2026", "2026-01-01", "2026-12-31", "2026"),
        ("2026-11-20", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("2026-11-01..2026-11-15", "2026-11-01", "2026-11-15", "2026-11-01..2026-11-15"),
        ("2026-11-01..", "2026-11-01", "", "2026-11-01.."),
        ("..2026-11-15", "", "2026-11-15", "..2026-11-15"),
        ("2026-11..", "2026-11-01", "", "2026-11-01.."),
        ("2026-Q1..2026-10", "2026-01-01", "2026-10-31", "2026-01-01..2026-10-31"),
        ("yesterday..today", "2026-11-19", "2026-11-20", "2026-11-19..2026-11-20"),
        ("2026-11-20..2026-11-20", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("2026-11-01..2026-11-30", "2026-11-01", "2026-11-30", "2026-11"),
        ("2026-10..2026-12", "2026-10-01", "2026-12-31", "2026-Q4"),
        ("2026-11..2027-01", "2026-11-01", "2027-01-31", "2026-11-01..2027-01-31"),
        ("2026-08..2026-10", "2026-08-01", "2026-10-31", "2026-08-01..2026-10-31"),
        ("2026-11-16..2026-11-22", "2026-11-16", "2026-11-22", "2026-W47"),
        ("2026-11-17..2026-11-23", "2026-11-17", "2026-11-23", "2026-11-17..2026-11-23"),
        ("2026-01-01..2026-12-31", "2026-01-01", "2026-12-31", "2026"),
    ],
)
def test_a_period_is_read(text: str, first: str, last: str, label: str) -> None:
    assert looks_like_period(text)
    assert parse_period(text, TODAY) == (first, last, label)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-13", "2026-13 is not a month: expected 2026-01 to 2026-12"),
        ("2026-00", "2026-00 is not a month: expected 2026-01 to 2026-12"),
        ("2026-Q5", "2026-Q5 is not a quarter: expected Q1 to Q4"),
        ("2026-q0", "2026-Q0 is not a quarter: expected Q1 to Q4"),
        ("2025-W53", "the year 2025 has no week 53"),
        ("2026-W00", "the year 2026 has no week 00"),
        ("2026-02-30", "2026-02-30 is not a day of the calendar"),
        ("1900-01", "1900-01-01 is out of range: expected a year from 1970 to 2199"),
        ("9999-W10", "9999-01-01 is out of range: expected a year from 1970 to 2199"),
        ("9999-12-31", "9999-01-01 is out of range: expected a year from 1970 to 2199"),
        ("2026-11-15..2026-11-01", "the period 2026-11-15..2026-11-01 ends before it begins"),
        ("2026-11-01..2026-11-31", "2026-11-31 is not a day of the calendar"),
    ],
)
def test_a_wrong_period_is_refused_with_the_reason(text: str, sentence: str) -> None:
    assert looks_like_period(text)
    with pytest.raises(Usage) as refused:
        parse_period(text, TODAY)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "text",
    [
        *("", "..", "...", "fix", "fix..me", "days", "weekly", "client:acme", "all..2026"),
        *("4711", "1900", "٢٠٢٦", "2026-1", "20261120", "2026-W475", "2026-11-20T09:00"),
        "2026-01..2026-02..2026-03",
    ],
)
def test_other_words_do_not_look_like_a_period(text: str) -> None:
    assert not looks_like_period(text)
    with pytest.raises(Usage) as refused:
        parse_period(text, TODAY)
    assert str(refused.value) == (
        f'"{text}" is not a period: write today, week, last-month, 2026-11, 2026-W47,'
        " 2026-Q4, 2026 or 2026-11-01..2026-11-15"
    )


@given(DAYS)
def test_the_periods_of_a_day_are_those_of_the_calendar(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    begin = day.month - (day.month - 1) % 3
    month_end = day.replace(day=monthrange(day.year, day.month)[1])
    quarter_end = date(day.year, begin + 2, monthrange(day.year, begin + 2)[1])
    expected = {
        "today": (day, day, day.isoformat()),
        "week": (monday, monday + timedelta(days=6), f"{year}-W{week:02d}"),
        "month": (day.replace(day=1), month_end, f"{day.year}-{day.month:02d}"),
        "quarter": (date(day.year, begin, 1), quarter_end, f"{day.year}-Q{begin // 3 + 1}"),
        "year": (date(day.year, 1, 1), date(day.year, 12, 31), f"{day.year}"),
    }
    for word, (first, last, label) in expected.items():
        period = parse_period(word, day.isoformat())
        assert period == (first.isoformat(), last.isoformat(), label)
        assert parse_period(label, TODAY) == period
        before = "yesterday" if word == "today" else f"last-{word}"
        assert parse_period(before, day.isoformat()) == period.previous()


@st.composite
def bounded(draw: st.DrawFn) -> Period:
    """A word's period or a range of days or months."""
    day = draw(DAYS)
    shape = draw(st.sampled_from(["word", "days", "months"]))
    if shape == "word":
        word = draw(st.sampled_from([word for word in WORDS if word != "all"]))
        return parse_period(word, day.isoformat())
    other = draw(st.dates(day, min(day + timedelta(days=800), date(2198, 12, 31))))
    length = 10 if shape == "days" else 7
    return parse_period(f"{day.isoformat()[:length]}..{other.isoformat()[:length]}", TODAY)


def is_whole_months(period: Period) -> bool:
    return period.first.endswith("-01") and add_days(period.last, 1).endswith("-01")


@given(bounded())
def test_neighbours_touch_and_lead_back(period: Period) -> None:
    before, after = period.previous(), period.next()
    assert add_days(before.last, 1) == period.first
    assert add_days(period.last, 1) == after.first
    if is_whole_months(before) == is_whole_months(period):
        assert before.next() == period
    if is_whole_months(after) == is_whole_months(period):
        assert after.previous() == period


@given(bounded(), DAYS)
def test_a_period_holds_the_days_from_its_first_to_its_last(period: Period, day: date) -> None:
    assert period.contains(period.first) and period.contains(period.last)
    assert not period.contains(add_days(period.first, -1))
    assert not period.contains(add_days(period.last, 1))
    inside = date.fromisoformat(period.first) <= day <= date.fromisoformat(period.last)
    assert period.contains(day.isoformat()) is inside
    assert (day.isoformat()[:7] in period.months()) or not inside


@given(bounded())
def test_a_period_names_every_month_once(period: Period) -> None:
    first, last = date.fromisoformat(period.first), date.fromisoformat(period.last)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    assert period.months() == sorted({day.isoformat()[:7] for day in days})


@given(bounded())
def test_a_label_is_read_as_the_same_period(period: Period) -> None:
    assert parse_period(period.label, TODAY) == period
    assert len(period.label) <= len("2026-11-01..2026-11-15")


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("2026-11", "2026-10", "2026-12"),
        ("2026-01", "2025-12", "2026-02"),
        ("2026-W01", "2025-W52", "2026-W02"),
        ("2026-Q1", "2025-Q4", "2026-Q2"),
        ("2026", "2025", "2027"),
        ("2026-03-01", "2026-02-28", "2026-03-02"),
        (
            "2026-11-01..2026-11-15",
            "2026-10-17..2026-10-31",
            "2026-11-16..2026-11-30",
        ),
        ("2026-01..2026-02", "2025-11-01..2025-12-31", "2026-03-01..2026-04-30"),
    ],
)
def test_the_neighbours_of_a_period_have_its_kind(text: str, before: str, after: str) -> None:
    period = parse_period(text, TODAY)
    assert period.previous().label == before
    assert period.next().label == after


@pytest.mark.parametrize("text", ["all", "2026-11-01..", "..2026-11-15"])
def test_an_open_period_has_no_neighbours_and_no_list_of_months(text: str) -> None:
    period = parse_period(text, TODAY)
    assert period.previous() == period == period.next()
    with pytest.raises(ValueError, match="has no end to list months up to"):
        period.months()


def test_an_open_period_holds_every_day_on_its_open_side() -> None:
    assert parse_period("all", TODAY).contains("1970-01-01")
    assert parse_period("2026-11-01..", TODAY).contains("2199-12-31")
    assert not parse_period("2026-11-01..", TODAY).contains("2026-10-31")
    assert parse_period("..2026-11-15", TODAY).contains("1970-01-01")
    assert not parse_period("..2026-11-15", TODAY).contains("2026-11-16")
