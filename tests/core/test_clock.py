"""Moments and days, held against datetime as a second implementation."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.zone_cases import DAY
from tests.program import ROOT
from tracker_tui.core.clock import (
    add_days,
    day_number,
    day_text,
    parse_moment,
    parse_offset,
    quoted,
    typed_day,
)
from tracker_tui.core.errors import Usage


def loaded_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded when it has run the code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


# Reading and writing


@pytest.mark.parametrize(
    ("text", "utc", "offset"),
    [
        ("1970-01-01T00:00:00+00:00", 0, 0),
        ("1970-01-01T00:00:00Z", 0, 0),
        ("1970-01-01 01:00+01:00", 0, 3600),
        ("1969-12-31T19:00:00-05:00", 0, -18000),
        ("2026-11-20T09:02:00+01:00", 1795161720, 3600),
        ("2026-11-20T09:02+01:00", 1795161720, 3600),
        ("2026-11-20 09:02:00+01:00", 1795161720, 3600),
        ("2026-11-20T09:02:00+0100", 1795161720, 3600),
        ("2026-11-20T09:02:00+01", 1795161720, 3600),
        ("2026-11-20T08:02:00.999Z", 1795161720, 0),
        ("2026-11-20T08:02:00,5+00:00", 1795161720, 0),
        ("2026-11-20T09:02:00.50+01", 1795161720, 3600),  # 25 characters, but not the usual form
        ("2026-11-20T13:47:00+05:45", 1795161720, 20700),
        ("1969-12-31T23:59:59.9Z", -1, 0),
        ("1971-06-01T00:00:00-00:44:30", 44582400 + 2670, -2670),  # Monrovia until 1972
        ("0001-01-01T00:00:00+00:00", -62135596800, 0),
        ("9999-12-31T23:59:59+00:00", 253402300799, 0),
        ("0001-01-01T00:00:00+14:00", -62135596800 - 50400, 50400),
    ],
)
def test_a_written_moment_is_read(text: str, utc: int, offset: int) -> None:
    assert tuple(parse_moment(text)) == (utc, offset)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", " is not a day of the calendar"),
        ("yesterday", "yesterday is not a day of the calendar"),
        ("2026-02-30T09:00:00+01:00", "2026-02-30 is not a day of the calendar"),
        ("2026-13-01T09:00:00+01:00", "2026-13-01 is not a day of the calendar"),
        ("2026-00-01T09:00:00+01:00", "2026-00-01 is not a day of the calendar"),
        ("2026-01-00T09:00:00+01:00", "2026-01-00 is not a day of the calendar"),
        ("0000-01-01T09:00:00+01:00", "0000-01-01 is not a day of the calendar"),
        ("20261120T090200+0100", "20261120T0 is not a day of the calendar"),
        ("2026-11-20", "the time of day is missing"),
        ("2026-11-20T", "the time of day is missing"),
        ("2026-11-20T+01:00", "the time of day is missing"),
        ("2026-11-20x09:02:00+01:00", "the time of day is missing"),
        ("2026-11-20T24:00:00+01:00", "24:00:00 is not a time of day"),
        ("2026-11-20T09:60:00+01:00", "09:60:00 is not a time of day"),
        ("2026-11-20T09:00:60+01:00", "09:00:60 is not a time of day"),
        ("2026-11-20T9:00:00+01:00", "9:00:00 is not a time of day"),
        ("2026-11-20T 9:00:00+01:00", " 9:00:00 is not a time of day"),
        ("2026-11-20T09+01:00", "09 is not a time of day"),
        ("2026-11-20T09:02.5+01:00", "09:02.5 is not a time of day"),
        ("2026-11-20T09:02:00.+01:00", "09:02:00. is not a time of day"),
        ("2026-11-20T٠٩:02:00+01:00", "٠٩:02:00 is not a time of day"),
        ("2026-11-20T09:02:00", "the UTC offset is missing"),
        ("2026-11-20T09:02:00+24:00", "+24:00 is not a UTC offset"),
        ("2026-11-20T09:02:00+1:00", "+1:00 is not a UTC offset"),
        ("2026-11-20T09:02:00+01:60", "+01:60 is not a UTC offset"),
        ("2026-11-20T09:02:00+01:0", "+01:0 is not a UTC offset"),
        ("2026-11-20T09:02:00+010:0", "+010:0 is not a UTC offset"),
        ("2026-11-20T09:02:00Zulu", "Zulu is not a UTC offset"),
    ],
)
def test_what_is_not_a_moment_is_named(text: str, problem: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_moment(text)
    assert str(refused.value) == (
        f'"{text}" is not a moment: {problem}; expected like 2026-11-20T09:02:00+01:00'
    )


def test_what_was_written_is_quoted_on_one_line() -> None:
    assert quoted("x" * 40) == '"' + "x" * 40 + '"'
    assert quoted("x" * 41) == '"' + "x" * 39 + '…"'
    assert quoted("a\nb\x1b[2J") == r'"a\nb\x1b[2J"'


@given(
    st.integers(day_number("0001-01-03") * DAY, day_number("9999-12-29") * DAY),
    st.integers(-DAY + 1, DAY - 1) | st.integers(-56, 56).map(lambda quarter: quarter * 900),
)
@example(1795165320, 3600)
def test_moments_agree_with_datetime_and_survive_writing(local: int, offset: int) -> None:
    place = timezone(timedelta(seconds=offset))
    aware = datetime(1970, 1, 1, tzinfo=place) + timedelta(seconds=local)
    moment = parse_moment(aware.isoformat())
    assert moment == (local - offset, offset)
    assert timedelta(seconds=moment.utc) == aware - datetime(1970, 1, 1, tzinfo=UTC)
    assert moment.iso() == aware.isoformat()
    assert parse_moment(moment.iso()) == moment
    assert moment.day == aware.date().isoformat()
    assert moment.date() == aware.date()
    assert moment.clock() == aware.time().isoformat("seconds" if aware.second else "minutes")


def test_the_clock_shows_seconds_only_where_there_are_some() -> None:
    assert parse_moment("2026-11-20T09:02:00+01:00").clock() == "09:02"
    assert parse_moment("2026-11-20T09:00:30+01:00").clock() == "09:00:30"
    assert parse_moment("2026-11-20T00:00:00+01:00").clock() == "00:00"


def test_moments_are_ordered_by_the_instant_alone() -> None:
    summer = parse_moment("2026-10-25T02:30:00+02:00")
    winter = parse_moment("2026-10-25T02:30:00+01:00")
    same = parse_moment("2026-10-25T01:30:00Z")
    assert summer < winter and winter > summer and not winter < summer
    assert winter <= same and same <= winter
    assert winter >= same and same >= winter
    assert not winter < same and not winter > same
    assert not same < winter and not same > winter
    assert winter != same
    assert sorted([winter, summer]) == [summer, winter]


@pytest.mark.parametrize(
    "text", ["", "+", "-", "z", "01:00", "+1", "+001", "+01:00:00:00", "+-1:00"]
)
def test_what_is_not_an_offset_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a UTC offset"):
        parse_offset(text)


def test_reading_and_writing_moments_loads_neither_datetime_nor_zones() -> None:
    loaded = loaded_after(
        "from tracker_tui.core.clock import parse_moment\n"
        "parse_moment('2026-11-20T09:02:00+01:00').iso()"
    )
    assert "tracker_tui.core.clock" in loaded
    assert loaded.isdisjoint({"datetime", "zoneinfo", "difflib", "decimal", "pendulum"})


# Days


@given(st.dates())
@example(date(2000, 2, 29))
@example(date.min)
@example(date.max)
def test_days_are_numbered_as_the_calendar_does(day: date) -> None:
    number = day.toordinal() - date(1970, 1, 1).toordinal()
    assert day_number(day.isoformat()) == number
    assert day_text(number) == day.isoformat()


@given(st.integers(0, 10_000), st.integers(0, 13), st.integers(0, 32))
def test_exactly_the_days_of_the_calendar_are_known(year: int, month: int, day: int) -> None:
    text = f"{year:04d}-{month:02d}-{day:02d}"
    try:
        expected = date(year, month, day).toordinal() - date(1970, 1, 1).toordinal()
    except ValueError:
        with pytest.raises(ValueError, match="is not a day of the calendar"):
            day_number(text)
    else:
        assert day_number(text) == expected


@pytest.mark.parametrize(
    "text", ["2026-1-20", "2026/11/20", "20261120", "2026-W47-5", "٢٠٢٦-11-20"]
)
def test_a_day_is_written_in_one_way(text: str) -> None:
    with pytest.raises(ValueError, match=f"{text} is not a day of the calendar"):
        day_number(text)


def test_days_past_the_calendar_are_refused() -> None:
    with pytest.raises(ValueError, match="outside the calendar"):
        add_days("9999-12-31", 1)
    with pytest.raises(ValueError, match="outside the calendar"):
        add_days("0001-01-01", -1)


def test_days_are_added_over_months_and_leap_days() -> None:
    assert add_days("2026-12-31", 1) == "2027-01-01"
    assert add_days("2028-03-01", -1) == "2028-02-29"
    assert add_days("2026-11-20", 0) == "2026-11-20"


def test_a_typed_day_has_a_plausible_year() -> None:
    assert typed_day("1970-01-01") == "1970-01-01"
    assert typed_day("2199-12-31") == "2199-12-31"
    for text in ("1969-12-31", "2200-01-01", "9999-12-31"):
        with pytest.raises(
            Usage, match=f"{text} is out of range: expected a year from 1970 to 2199"
        ):
            typed_day(text)
    with pytest.raises(Usage, match="2026-02-30 is not a day of the calendar"):
        typed_day("2026-02-30")
