"""Moments, spans and days as people type them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.program import ROOT
from tracker_tui.core.clock import moment_in, moments_at, parse_moment, zone_of
from tracker_tui.core.errors import Usage
from tracker_tui.core.when import parse_day, parse_span, parse_when

BERLIN = zone_of("Europe/Berlin")
NOW = parse_moment("2026-11-20T14:30:15+01:00")  # a Friday
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "Pacific/Apia"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2026-11-20T14:30:15+01:00"),
        ("9:00", "2026-11-20T09:00:00+01:00"),
        ("09:00", "2026-11-20T09:00:00+01:00"),
        ("9", "2026-11-20T09:00:00+01:00"),
        ("0", "2026-11-20T00:00:00+01:00"),
        ("9:00:30", "2026-11-20T09:00:30+01:00"),
        ("0900", "2026-11-20T09:00:00+01:00"),
        ("17:30", "2026-11-20T17:30:00+01:00"),
        ("5pm", "2026-11-20T17:00:00+01:00"),
        ("5:30 PM", "2026-11-20T17:30:00+01:00"),
        ("12am", "2026-11-20T00:00:00+01:00"),
        ("12pm", "2026-11-20T12:00:00+01:00"),
        ("2:30+02:00", "2026-11-20T02:30:00+02:00"),
        ("10m", "2026-11-20T14:20:15+01:00"),
        ("-10m", "2026-11-20T14:20:15+01:00"),
        ("10 min ago", "2026-11-20T14:20:15+01:00"),
        ("1h30", "2026-11-20T13:00:15+01:00"),
        ("1.5h", "2026-11-20T13:00:15+01:00"),
        ("45s", "2026-11-20T14:29:30+01:00"),
        ("1000h", "2026-10-09T23:30:15+02:00"),
        ("today 9:00", "2026-11-20T09:00:00+01:00"),
        ("Yesterday  17:30", "2026-11-19T17:30:00+01:00"),
        ("tomorrow 9", "2026-11-21T09:00:00+01:00"),
        ("monday 9:00", "2026-11-16T09:00:00+01:00"),
        ("thu 9", "2026-11-19T09:00:00+01:00"),
        ("friday 9:00", "2026-11-13T09:00:00+01:00"),
        ("last tues 9:00", "2026-11-17T09:00:00+01:00"),
        ("3 days ago 9:00", "2026-11-17T09:00:00+01:00"),
        ("20 nov 0900", "2026-11-20T09:00:00+01:00"),
        ("20 nov 2025 0900", "2025-11-20T09:00:00+01:00"),
        ("march 3, 2026 7:15", "2026-03-03T07:15:00+01:00"),
        ("12.10. 9:00", "2026-10-12T09:00:00+02:00"),
        ("2026-11-20 09:02", "2026-11-20T09:02:00+01:00"),
        ("2026-07-01T09:02", "2026-07-01T09:02:00+02:00"),
        ("2026-11-20T09:02:07", "2026-11-20T09:02:07+01:00"),
        ("2026-11-20T09:02:00+01:00", "2026-11-20T09:02:00+01:00"),
        ("2026-11-20 09:02:00-05:00", "2026-11-20T09:02:00-05:00"),
        ("2026-11-20T08:02:00.999Z", "2026-11-20T08:02:00+00:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 02:30+01:00", "2026-10-25T02:30:00+01:00"),
        ("1970-01-01 0:00", "1970-01-01T00:00:00+01:00"),
        ("2199-12-31 23:59", "2199-12-31T23:59:00+01:00"),
    ],
)
def test_a_typed_moment_is_read(text: str, expected: str) -> None:
    assert parse_when(text, NOW, BERLIN).iso() == expected


SHAPE_OF_WHEN = "is not a time: write 9:00, 10m (ago), yesterday 17:30 or 2026-11-20 09:02"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", f'"" {SHAPE_OF_WHEN}'),
        ("soon", f'"soon" {SHAPE_OF_WHEN}'),
        ("9:00-11:30", f'"9:00-11:30" {SHAPE_OF_WHEN}'),
        ("9:00-05:00", f'"9:00-05:00" {SHAPE_OF_WHEN}'),
        ("٩:00", f'"٩:00" {SHAPE_OF_WHEN}'),
        ("1000 days ago 9", f'"1000 days ago 9" {SHAPE_OF_WHEN}'),
        ("yesterday", '"yesterday" needs a time of day, like yesterday 9:00'),
        ("2026-11-20", '"2026-11-20" needs a time of day, like 2026-11-20 9:00'),
        ("25:00", "25:00 is not a time of day: expected 0:00 to 23:59"),
        ("9:60", "9:60 is not a time of day: expected 0:00 to 23:59"),
        ("13pm", "13pm is not a time of day: expected 0:00 to 23:59"),
        ("0am", "0am is not a time of day: expected 0:00 to 23:59"),
        ("2575", "2575 is not a time of day: expected 0:00 to 23:59"),
        ("24:00", "24:00 is not a time of day: write 0:00 of the next day"),
        ("9:00+99:00", "+99:00 is not a UTC offset"),
        ("2026-02-30 9:00", "2026-02-30 is not a day of the calendar"),
        ("1900-01-01 9:00", "1900-01-01 is out of range: expected a year from 1970 to 2199"),
        ("9999-12-31 9:00", "9999-12-31 is out of range: expected a year from 1970 to 2199"),
        ("999 months ago 9", "1943-08-20 is out of range: expected a year from 1970 to 2199"),
        ("monkey 9:00", '"monkey" is not a day of the calendar'),
        ("31 nov 9:00", '"31 nov" is not a day of the calendar'),
        ("31.2.2026 9:00", '"31.2.2026" is not a day of the calendar'),
        ("1001h", '"1001h" is too long: the most is 1000 hours'),
        ("0m", '"0m" is nothing: a duration must be longer than zero'),
        (
            "2026-03-29 02:30",
            "02:30 does not exist on 2026-03-29 in Europe/Berlin: the clocks go from 02:00 to"
            " 03:00; the nearest real time is 03:00",
        ),
        ("9" * 81, f'"{"9" * 39}…" is too long for a time'),
    ],
)
def test_what_is_no_moment_is_refused_in_one_line(text: str, sentence: str) -> None:
    with pytest.raises(Usage) as refused:
        parse_when(text, NOW, BERLIN)
    assert str(refused.value) == sentence


def test_today_is_the_day_of_the_zone() -> None:
    night = parse_moment("2026-11-20T23:30:00+00:00")
    assert parse_when("9:00", night, BERLIN).iso() == "2026-11-21T09:00:00+01:00"
    assert parse_when("now", night, BERLIN).iso() == "2026-11-21T00:30:00+01:00"
    assert parse_day("today", night, zone_of("America/New_York")) == "2026-11-20"
    assert parse_span("1h", night, BERLIN).day == "2026-11-21"


def test_an_hour_ago_is_an_hour_of_the_clock_that_runs() -> None:
    now = parse_moment("2026-10-25T02:10:00+01:00")
    assert parse_when("1h", now, BERLIN).iso() == "2026-10-25T02:10:00+02:00"
    now = parse_moment("2026-03-29T03:10:00+02:00")
    assert parse_when("20m", now, BERLIN).iso() == "2026-03-29T01:50:00+01:00"


@given(st.integers(86_400, 7_258_032_000), st.sampled_from(ZONES), st.integers(-56, 56))
def test_a_moment_of_a_file_is_read_as_it_is(utc: int, name: str, quarters: int) -> None:
    zone = zone_of(name)
    home = moment_in(utc, zone)
    abroad = home._replace(offset=quarters * 900)
    for moment in (home, abroad):
        assert parse_when(moment.iso(), NOW, zone) == moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-20"),
        ("yesterday", "2026-11-19"),
        ("tomorrow", "2026-11-21"),
        ("2026-11-20", "2026-11-20"),
        ("2028-02-29", "2028-02-29"),
        ("sat", "2026-11-14"),
        ("last saturday", "2026-11-14"),
        ("2 weeks ago", "2026-11-06"),
        ("1 month ago", "2026-10-20"),
        ("20 Nov", "2026-11-20"),
        ("21 nov", "2025-11-21"),
        ("December 24", "2025-12-24"),
        ("dec 24 2026", "2026-12-24"),
        ("24.12.", "2025-12-24"),
        ("24.12.2026", "2026-12-24"),
    ],
)
def test_a_typed_day_is_read(text: str, day: str) -> None:
    assert parse_day(text, NOW, BERLIN) == day


@pytest.mark.parametrize(
    "text", ["", "9:00", "today 9:00", "2026-11", "26-11-20", "11/20", "someday"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Usage) as refused:
        parse_day(text, NOW, BERLIN)
    assert str(refused.value) == (
        f'"{text}" is not a day: write 2026-11-20, today, yesterday or monday'
    )


@given(st.dates(date(1971, 1, 1), date(2199, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_last_one_before_today(today: date, weekday: int) -> None:
    now = parse_moment(f"{today}T12:00:00+00:00")
    name = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")[weekday]
    week_before = [today - timedelta(days=back) for back in range(1, 8)]
    expected = next(day for day in week_before if day.weekday() == weekday)
    for word in (name, name[:3], f"last {name}"):
        assert parse_day(word, now, zone_of("UTC")) == expected.isoformat()


# Spans


@pytest.mark.parametrize(
    ("text", "start", "end", "seconds"),
    [
        ("9-11:30", "2026-11-20T09:00:00+01:00", "2026-11-20T11:30:00+01:00", 9000),
        ("9:00-11:30", "2026-11-20T09:00:00+01:00", "2026-11-20T11:30:00+01:00", 9000),
        ("0900-1130", "2026-11-20T09:00:00+01:00", "2026-11-20T11:30:00+01:00", 9000),
        ("9:00 – 11:30", "2026-11-20T09:00:00+01:00", "2026-11-20T11:30:00+01:00", 9000),
        ("9 to 11:30", "2026-11-20T09:00:00+01:00", "2026-11-20T11:30:00+01:00", 9000),
        ("9am-5pm", "2026-11-20T09:00:00+01:00", "2026-11-20T17:00:00+01:00", 28_800),
        ("9-now", "2026-11-20T09:00:00+01:00", "2026-11-20T14:30:15+01:00", 19_815),
        ("10m - now", "2026-11-20T14:20:15+01:00", "2026-11-20T14:30:15+01:00", 600),
        ("yesterday 9-11:30", "2026-11-19T09:00:00+01:00", "2026-11-19T11:30:00+01:00", 9000),
        ("yesterday 9–11:30", "2026-11-19T09:00:00+01:00", "2026-11-19T11:30:00+01:00", 9000),
        ("mon 9-11:30", "2026-11-16T09:00:00+01:00", "2026-11-16T11:30:00+01:00", 9000),
        ("3 days ago 9-10", "2026-11-17T09:00:00+01:00", "2026-11-17T10:00:00+01:00", 3600),
        ("20 nov 9-10", "2026-11-20T09:00:00+01:00", "2026-11-20T10:00:00+01:00", 3600),
        ("9:00 1h30", "2026-11-20T09:00:00+01:00", "2026-11-20T10:30:00+01:00", 5400),
        ("9:00 +1h30", "2026-11-20T09:00:00+01:00", "2026-11-20T10:30:00+01:00", 5400),
        ("9:00+1h30", "2026-11-20T09:00:00+01:00", "2026-11-20T10:30:00+01:00", 5400),
        ("9:00 +1:30", "2026-11-20T09:00:00+01:00", "2026-11-20T10:30:00+01:00", 5400),
        ("9 for 90m", "2026-11-20T09:00:00+01:00", "2026-11-20T10:30:00+01:00", 5400),
        ("yesterday 23:00 2h", "2026-11-19T23:00:00+01:00", "2026-11-20T01:00:00+01:00", 7200),
        ("22-24", "2026-11-20T22:00:00+01:00", "2026-11-21T00:00:00+01:00", 7200),
        ("0-24", "2026-11-20T00:00:00+01:00", "2026-11-21T00:00:00+01:00", 86_400),
        ("22:00 - 06:30", "2026-11-20T22:00:00+01:00", "2026-11-21T06:30:00+01:00", 30_600),
        ("22:00 -06:30", "2026-11-20T22:00:00+01:00", "2026-11-21T06:30:00+01:00", 30_600),
        (
            "2026-11-20 22:00 - 2026-11-21 06:30",
            "2026-11-20T22:00:00+01:00",
            "2026-11-21T06:30:00+01:00",
            30_600,
        ),
        (
            "2026-11-20T09:00/2026-11-20T10:00",
            "2026-11-20T09:00:00+01:00",
            "2026-11-20T10:00:00+01:00",
            3600,
        ),
        (
            "2026-11-20T09:00:00Z/2026-11-20T10:00:00-05:00",
            "2026-11-20T09:00:00+00:00",
            "2026-11-20T10:00:00-05:00",
            21_600,
        ),
        ("2026-11-20T09:00/10:00", "2026-11-20T09:00:00+01:00", "2026-11-20T10:00:00+01:00", 3600),
    ],
)
def test_a_typed_span_has_a_start_and_an_end(text: str, start: str, end: str, seconds: int) -> None:
    span = parse_span(text, NOW, BERLIN)
    assert span.start is not None and span.end is not None
    assert (span.start.iso(), span.end.iso(), span.seconds) == (start, end, seconds)
    assert span.day == start[:10]


@pytest.mark.parametrize(
    ("text", "end", "seconds"),
    [
        # spring: 02:00 to 03:00 is skipped on 2026-03-29
        ("2026-03-28 22:00-06:30", "2026-03-29T06:30:00+02:00", 27_000),
        ("2026-03-29 1:30-3:30", "2026-03-29T03:30:00+02:00", 3600),
        ("2026-03-29 1:30 +1h", "2026-03-29T03:30:00+02:00", 3600),
        ("2026-03-29 3:30-2:30", "2026-03-30T02:30:00+02:00", 23 * 3600),
        # autumn: 02:00 to 03:00 happens twice on 2026-10-25
        ("2026-10-24 22:00-06:30", "2026-10-25T06:30:00+01:00", 34_200),
        ("2026-10-25 1:30-2:30", "2026-10-25T02:30:00+02:00", 3600),
        ("2026-10-25 1:30 +2h", "2026-10-25T02:30:00+01:00", 7200),
        ("2026-10-24 23-2:30", "2026-10-25T02:30:00+02:00", 12_600),
        ("2026-10-25 2:30-2:30", "2026-10-25T02:30:00+01:00", 3600),
        ("2026-10-25 2:50-2:10", "2026-10-25T02:10:00+01:00", 1200),
        ("2026-10-25 02:10+01:00-02:50", "2026-10-25T02:50:00+01:00", 2400),
        ("2026-10-25 02:10-02:50+01:00", "2026-10-25T02:50:00+01:00", 6000),
        ("2026-10-25 02:50 - 2026-10-25 02:10", "2026-10-25T02:10:00+01:00", 1200),
        (
            "2026-10-25T02:10:00+02:00/2026-10-25T02:10:00+01:00",
            "2026-10-25T02:10:00+01:00",
            3600,
        ),
        # an offset that is not the zone's counts for the end as well
        ("2026-11-20 09:00-05:00 - 10:00", "2026-11-20T10:00:00-05:00", 3600),
        ("2026-11-20 22:00-05:00 - 01:00-05:00", "2026-11-21T01:00:00-05:00", 10_800),
        ("2026-11-20 09:00-05:00 1h", "2026-11-20T10:00:00-05:00", 3600),
    ],
)
def test_a_span_over_a_change_of_the_clocks_is_as_long_as_it_took(
    text: str, end: str, seconds: int
) -> None:
    span = parse_span(text, NOW, BERLIN)
    assert span.end is not None
    assert (span.end.iso(), span.seconds) == (end, seconds)


def test_a_change_of_half_an_hour_counts_half_an_hour() -> None:
    zone = zone_of("Australia/Lord_Howe")
    assert parse_span("2026-10-03 22:00-06:00", NOW, zone).seconds == 7 * 3600 + 1800
    assert parse_span("2026-04-04 22:00-06:00", NOW, zone).seconds == 8 * 3600 + 1800


@pytest.mark.parametrize(
    ("text", "day", "seconds"),
    [
        ("1h30", "2026-11-20", 5400),
        ("+1h30", "2026-11-20", 5400),
        ("+1:30", "2026-11-20", 5400),
        ("1:30", "2026-11-20", 5400),
        ("today 9:00", "2026-11-20", 32400),
        ("90 min", "2026-11-20", 5400),
        ("today 1h30", "2026-11-20", 5400),
        ("today 1,5h", "2026-11-20", 5400),
        ("yesterday +1:30:15", "2026-11-19", 5415),
        ("mon 2 hours 5 min", "2026-11-16", 7500),
        ("2026-03-29 1h", "2026-03-29", 3600),
    ],
)
def test_a_length_alone_has_no_clock_times(text: str, day: str, seconds: int) -> None:
    assert parse_span(text, NOW, BERLIN) == (None, None, day, seconds)


SHAPE_OF_SPAN = (
    "is not a span of time: write 9-11:30, 9:00 1h30, today 1h30 or 2026-11-20 22:00-06:30"
)
NEEDS_END = "needs an end or a length: write 9:00-11:30, 9:00 1h30 or, for a length alone, 1h30"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", f'"" {SHAPE_OF_SPAN}'),
        ("soon", f'"soon" {SHAPE_OF_SPAN}'),
        ("yesterday", f'"yesterday" {SHAPE_OF_SPAN}'),
        ("9 11", f'"9 11" {SHAPE_OF_SPAN}'),
        ("9:00 11:30", f'"9:00 11:30" {SHAPE_OF_SPAN}'),
        ("9-11-12", f'"9-11-12" {SHAPE_OF_SPAN}'),
        ("9:00-11:30-12:00", f'"9:00-11:30-12:00" {SHAPE_OF_SPAN}'),
        ("9-1h30", f'"9-1h30" {SHAPE_OF_SPAN}'),
        ("9", f'"9" {NEEDS_END}'),
        ("2026-10-25 02:30+01:00", f'"2026-10-25 02:30+01:00" {NEEDS_END}'),
        ("9 - noon", '"noon" is not the end of a span: write a time like 11:30'),
        ("9-9", "a span from 09:00 to 09:00 is empty"),
        ("25:00-26:00", "25:00 is not a time of day: expected 0:00 to 23:59"),
        ("9-25", "25 is not a time of day: expected 0:00 to 23:59"),
        ("24-2", "24:00 is not a time of day: write 0:00 of the next day"),
        ("2026-02-30 9-10", "2026-02-30 is not a day of the calendar"),
        ("2026-02-30 1h", "2026-02-30 is not a day of the calendar"),
        ("1900-01-01 9-10", "1900-01-01 is out of range: expected a year from 1970 to 2199"),
        ("9999-12-31 1h", "9999-12-31 is out of range: expected a year from 1970 to 2199"),
        ("today 0h", '"0h" is nothing: a duration must be longer than zero'),
        ("9:00 2000h", '"2000h" is too long: the most is 1000 hours'),
        ("9:00 +90", '"90" has no unit: write 90h or 90m'),
        ("15-now", "the end 2026-11-20 14:30:15 is not after the start 2026-11-20 15:00"),
        (
            "2026-11-20 22:00 - 2026-11-20 06:30",
            "the end 2026-11-20 06:30 is not after the start 2026-11-20 22:00",
        ),
        (
            "2025-11-20T09:00/2026-11-20T10:00",
            "from 2025-11-20 09:00 to 2026-11-20 10:00 is too long: the most is 1000 hours",
        ),
        (
            "2026-03-29 1:30-2:30",
            "02:30 does not exist on 2026-03-29 in Europe/Berlin: the clocks go from 02:00 to"
            " 03:00; the nearest real time is 03:00",
        ),
        (
            "2026-03-28 22:00-2:30",
            "02:30 does not exist on 2026-03-29 in Europe/Berlin: the clocks go from 02:00 to"
            " 03:00; the nearest real time is 03:00",
        ),
    ],
)
def test_what_is_no_span_is_refused_in_one_line(text: str, sentence: str) -> None:
    with pytest.raises(Usage) as refused:
        parse_span(text, NOW, BERLIN)
    assert str(refused.value) == sentence


NIGHTS = [
    ("Europe/Berlin", "2026-03-28"),
    ("Europe/Berlin", "2026-03-29"),
    ("Europe/Berlin", "2026-10-24"),
    ("Europe/Berlin", "2026-10-25"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-10-31"),
    ("America/New_York", "2026-11-01"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Asia/Beirut", "2022-03-26"),
    ("Pacific/Apia", "2011-12-29"),
    ("Europe/Berlin", "2026-11-20"),
]


@given(st.sampled_from(NIGHTS), st.integers(0, 1439), st.integers(0, 1439))
def test_a_span_ends_the_first_time_that_the_clock_shows_its_end(
    night: tuple[str, str], first: int, last: int
) -> None:
    name, day = night
    zone = zone_of(name)
    begin, finish = (f"{minute // 60:02d}:{minute % 60:02d}" for minute in (first, last))
    started = moments_at(day, first * 60, zone)
    assume(started)
    start = started[0].utc
    clocks = [
        datetime.fromtimestamp(start + minute * 60, ZoneInfo(name)).strftime("%Y-%m-%d %H:%M")
        for minute in range(1, 26 * 60)
    ]
    next_day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    on_the_day = f"{day} {finish}"
    if on_the_day in clocks:
        expected = clocks.index(on_the_day) + 1
    elif last < first and f"{next_day} {finish}" in clocks:
        expected = clocks.index(f"{next_day} {finish}") + 1
    else:
        with pytest.raises(Usage, match="does not exist" if last != first else "is empty"):
            parse_span(f"{day} {begin}-{finish}", NOW, zone)
        return
    span = parse_span(f"{day} {begin}-{finish}", NOW, zone)
    assert span.start is not None and span.start.utc == start
    assert span.seconds == expected * 60
    assert span.end is not None and span.end.clock() == finish


@given(st.text(st.sampled_from("0129:-+/.hms tzamp\n–"), max_size=24) | st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused_in_one_line(text: str) -> None:
    for read in (parse_when, parse_span, parse_day):
        try:
            read(text, NOW, BERLIN)
        except Usage as refused:
            assert str(refused).count("\n") == 0
            assert len(str(refused)) < 200


def test_everyday_words_load_no_pendulum() -> None:
    code = (
        "from tracker_tui.core.clock import parse_moment, zone_of\n"
        "from tracker_tui.core.periods import parse_period\n"
        "from tracker_tui.core.when import parse_day, parse_span, parse_when\n"
        "now, zone = parse_moment('2026-11-20T09:02:00+01:00'), zone_of('Europe/Berlin')\n"
        "for words in ('now', '9:00', '10m', 'yesterday 17:30', '2026-11-20 09:02'):\n"
        "    parse_when(words, now, zone)\n"
        "for words in ('9-11:30', 'today 1h30', '2026-03-28 22:00-06:30'):\n"
        "    parse_span(words, now, zone)\n"
        "for words in ('today', 'month', 'last-month', 'year', 'all', '2026-11', '2026',\n"
        "              '2026-11-20', '2026-11-01..2026-11-15'):\n"
        "    parse_period(words, '2026-11-20').label\n"
        "import sys\n"
        "print(*sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "zoneinfo" in loaded
    assert loaded.isdisjoint({"pendulum", "decimal", "fractions", "dataclasses", "difflib"})


def test_other_years_changes_are_known_too() -> None:
    moment = parse_when("2037-10-25 02:30", NOW, BERLIN)
    assert datetime.fromtimestamp(moment.utc, UTC).hour == 0
