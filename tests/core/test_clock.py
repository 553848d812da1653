"""Moments, days and zones, held against datetime and zoneinfo as a second implementation."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.program import ROOT
from tracker_tui.core.clock import (
    Moment,
    add_days,
    day_number,
    day_text,
    midnight,
    moment_at,
    moment_in,
    moments_at,
    offset_at,
    offset_fits,
    parse_moment,
    parse_offset,
    quoted,
    split_by_day,
    typed_day,
    zone_of,
)
from tracker_tui.core.errors import Refused, Usage

DAY = 86_400
ZONES = [
    "UTC",
    "Europe/Berlin",
    "Europe/Dublin",  # summer time is the standard, winter the exception
    "America/New_York",
    "America/Sao_Paulo",  # midnight skipped in spring until 2018
    "America/Havana",  # midnight skipped
    "America/St_Johns",  # changes at 00:01 until 2011: a day was left and entered again
    "Asia/Beirut",  # midnight skipped
    "Asia/Kathmandu",
    "Atlantic/Azores",
    "Australia/Lord_Howe",  # half an hour
    "Africa/Casablanca",
    "Antarctica/Troll",  # two hours
    "Pacific/Apia",  # 2011-12-30 did not happen
    "Pacific/Kwajalein",  # 1993-08-21 did not happen
    "Pacific/Chatham",
]


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


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


# Zones


def test_a_zone_is_made_once() -> None:
    assert zone_of("Europe/Berlin") is zone_of("Europe/Berlin")
    assert zone_of("Europe/Berlin").key == "Europe/Berlin"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("Europe/Belrin", "Europe/Berlin"),
        ("new york", "America/New_York"),
    ],
)
def test_an_unknown_zone_is_refused_with_the_near_one(name: str, near: str) -> None:
    with pytest.raises(Refused) as refused:
        zone_of(name)
    assert str(refused.value) == f'"{name}" is not a known time zone: did you mean {near}?'


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Qqq/Xyzzy",
        "America",
        "../etc/passwd",
        "/etc/localtime",
        "right/UTC",
        "posix/UTC",
        "x\0y",
    ],
)
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="is not a known time zone: "):
        zone_of(name)


@given(st.sampled_from(ZONES), st.integers(-3_000_000_000, 7_000_000_000))
def test_offsets_agree_with_zoneinfo(name: str, utc: int) -> None:
    zone = ZoneInfo(name)
    expected = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=utc)).astimezone(zone)
    moment = moment_in(utc, zone_of(name))
    assert moment.iso() == expected.isoformat()
    assert offset_fits(moment, zone)
    assert not offset_fits(moment._replace(offset=moment.offset + 60), zone)


@pytest.mark.parametrize("utc", [-62135596800, 253402300799])
def test_the_ends_of_the_calendar_have_an_offset(utc: int) -> None:
    assert offset_at(utc, zone_of("America/New_York")) in (-17762, -18000)
    assert offset_at(utc, zone_of("Pacific/Apia")) in (45184, 46800)


# Local times


@pytest.mark.parametrize(
    ("zone", "day", "clock", "offset", "expected"),
    [
        ("Europe/Berlin", "2026-11-20", (9, 2, 0), None, "2026-11-20T09:02:00+01:00"),
        ("Europe/Berlin", "2026-10-25", (2, 30, 0), None, "2026-10-25T02:30:00+02:00"),
        ("Europe/Berlin", "2026-10-25", (2, 30, 0), 3600, "2026-10-25T02:30:00+01:00"),
        ("Europe/Berlin", "2026-10-25", (3, 0, 0), None, "2026-10-25T03:00:00+01:00"),
        ("America/New_York", "2026-11-01", (1, 59, 59), None, "2026-11-01T01:59:59-04:00"),
        ("America/New_York", "2026-11-01", (1, 59, 59), -18000, "2026-11-01T01:59:59-05:00"),
        ("Australia/Lord_Howe", "2026-04-05", (1, 45, 0), None, "2026-04-05T01:45:00+11:00"),
        ("Australia/Lord_Howe", "2026-04-05", (1, 15, 0), None, "2026-04-05T01:15:00+11:00"),
        ("Europe/Berlin", "2026-11-20", (9, 0, 0), -18000, "2026-11-20T09:00:00-05:00"),
        ("Europe/Berlin", "2026-03-29", (2, 30, 0), 3600, "2026-03-29T02:30:00+01:00"),
    ],
)
def test_a_local_time_is_the_first_unless_an_offset_is_written(
    zone: str, day: str, clock: tuple[int, int, int], offset: int | None, expected: str
) -> None:
    assert moment_at(day, *clock, zone_of(zone), offset).iso() == expected


@pytest.mark.parametrize(
    ("zone", "day", "clock", "sentence"),
    [
        (
            "Europe/Berlin",
            "2026-03-29",
            (2, 30, 0),
            "02:30 does not exist on 2026-03-29 in Europe/Berlin: the clocks go from 02:00 to"
            " 03:00; the nearest real time is 03:00",
        ),
        (
            "America/New_York",
            "2026-03-08",
            (2, 0, 30),
            "02:00:30 does not exist on 2026-03-08 in America/New_York: the clocks go from 02:00"
            " to 03:00; the nearest real time is 03:00",
        ),
        (
            "Australia/Lord_Howe",
            "2026-10-04",
            (2, 15, 0),
            "02:15 does not exist on 2026-10-04 in Australia/Lord_Howe: the clocks go from 02:00"
            " to 02:30; the nearest real time is 02:30",
        ),
        (
            "America/Sao_Paulo",
            "2017-10-15",
            (0, 0, 0),
            "00:00 does not exist on 2017-10-15 in America/Sao_Paulo: the clocks go from 00:00"
            " to 01:00; the nearest real time is 01:00",
        ),
        (
            "Pacific/Apia",
            "2011-12-30",
            (12, 0, 0),
            "12:00 does not exist on 2011-12-30 in Pacific/Apia: the clocks go from 00:00 to"
            " 2011-12-31 00:00; the nearest real time is 2011-12-31 00:00",
        ),
    ],
)
def test_a_skipped_time_of_day_is_refused_with_the_nearest_real_one(
    zone: str, day: str, clock: tuple[int, int, int], sentence: str
) -> None:
    with pytest.raises(Usage) as refused:
        moment_at(day, *clock, zone_of(zone))
    assert str(refused.value) == sentence


def days_of_change(zone: ZoneInfo, year: int) -> list[int]:
    """The UTC days of a year in which the offset changes, by zoneinfo."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    offsets = [(first + timedelta(days=n)).astimezone(zone).utcoffset() for n in range(367)]
    return [day_number(f"{year}-01-01") + n for n in range(366) if offsets[n] != offsets[n + 1]]


@st.composite
def instants(draw: st.DrawFn) -> tuple[str, int]:
    """A zone and a whole minute in it, mostly within hours of a change of the clocks."""
    name = draw(st.sampled_from(ZONES))
    year = draw(st.integers(1985, 2036) | st.sampled_from([1993, 2010, 2011, 2017, 2022, 2026]))
    days = days_of_change(ZoneInfo(name), year)
    day = draw(st.sampled_from(days) if days else st.integers(5479, 24_472))
    return name, (day * 1440 + draw(st.integers(-2 * 1440, 2 * 1440))) * 60


@given(instants())
def test_every_local_time_near_a_change_is_none_one_or_two_instants(place: tuple[str, int]) -> None:
    name, local = place
    zone = ZoneInfo(name)
    shown = datetime.fromtimestamp(local, UTC).replace(tzinfo=None)
    nearby = range(local - 26 * 3600, local + 26 * 3600 + 1, 60)
    expected = [
        utc
        for utc in nearby
        if datetime.fromtimestamp(utc, zone).replace(tzinfo=None, fold=0) == shown
    ]
    found = moments_at(day_text(local // DAY), local % DAY, zone_of(name))
    assert [moment.utc for moment in found] == expected
    assert all(offset_fits(moment, zone) for moment in found)


@pytest.mark.parametrize(
    ("zone", "day", "begins"),
    [
        ("Europe/Berlin", "2026-03-29", "2026-03-29T00:00:00+01:00"),
        ("Europe/Berlin", "2026-03-30", "2026-03-30T00:00:00+02:00"),
        ("America/Sao_Paulo", "2017-10-15", "2017-10-15T01:00:00-02:00"),
        ("America/Sao_Paulo", "2018-02-18", "2018-02-18T00:00:00-03:00"),
        ("America/Havana", "2026-03-08", "2026-03-08T01:00:00-04:00"),
        ("America/Havana", "2026-11-01", "2026-11-01T00:00:00-04:00"),
        ("Asia/Beirut", "2022-03-27", "2022-03-27T01:00:00+03:00"),
        ("America/St_Johns", "2010-11-07", "2010-11-07T00:00:00-02:30"),
        ("Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00"),
        ("Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00"),
        ("Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00"),
        ("Pacific/Kwajalein", "1993-08-21", "1993-08-22T00:00:00+12:00"),
    ],
)
def test_a_day_begins_at_its_first_instant(zone: str, day: str, begins: str) -> None:
    assert moment_in(midnight(day, zone_of(zone)), zone_of(zone)).iso() == begins


@given(instants())
def test_before_midnight_it_is_an_earlier_day(place: tuple[str, int]) -> None:
    name, local = place
    zone = ZoneInfo(name)
    day = day_text(local // DAY)
    begins = midnight(day, zone_of(name))
    before = datetime.fromtimestamp(begins - 1, zone).date().isoformat()
    after = datetime.fromtimestamp(begins, zone).date().isoformat()
    skipped = not moments_at(day, 12 * 3600, zone_of(name))
    assert before < day < after if skipped else before < day == after


# Splitting


@pytest.mark.parametrize(
    ("zone", "start", "end", "parts"),
    [
        (
            "Europe/Berlin",
            "2026-11-20T09:02:00+01:00",
            "2026-11-20T11:40:00+01:00",
            [("2026-11-20", 9480)],
        ),
        (
            "Europe/Berlin",
            "2026-03-28T22:00:00+01:00",
            "2026-03-29T06:30:00+02:00",
            [("2026-03-28", 7200), ("2026-03-29", 5 * 3600 + 1800)],
        ),
        (
            "Europe/Berlin",
            "2026-10-24T22:00:00+02:00",
            "2026-10-25T06:30:00+01:00",
            [("2026-10-24", 7200), ("2026-10-25", 7 * 3600 + 1800)],
        ),
        (
            "Europe/Berlin",
            "2026-10-25T00:00:00+02:00",
            "2026-10-26T00:00:00+01:00",
            [("2026-10-25", 25 * 3600)],
        ),
        (
            "America/New_York",
            "2026-03-07T23:00:00-05:00",
            "2026-03-09T00:00:01-04:00",
            [("2026-03-07", 3600), ("2026-03-08", 23 * 3600), ("2026-03-09", 1)],
        ),
        (
            "America/New_York",
            "2026-10-31T23:00:00-04:00",
            "2026-11-02T00:00:00-05:00",
            [("2026-10-31", 3600), ("2026-11-01", 25 * 3600)],
        ),
        (
            "Australia/Lord_Howe",
            "2026-10-03T23:30:00+10:30",
            "2026-10-05T00:30:00+11:00",
            [("2026-10-03", 1800), ("2026-10-04", 84600), ("2026-10-05", 1800)],
        ),
        (
            "Australia/Lord_Howe",
            "2026-04-04T23:30:00+11:00",
            "2026-04-06T00:30:00+10:30",
            [("2026-04-04", 1800), ("2026-04-05", 88200), ("2026-04-06", 1800)],
        ),
        (
            "Pacific/Apia",
            "2011-12-29T23:00:00-10:00",
            "2011-12-31T02:00:00+14:00",
            [("2011-12-29", 3600), ("2011-12-31", 7200)],
        ),
        (
            "America/Sao_Paulo",
            "2017-10-14T23:00:00-03:00",
            "2017-10-15T02:00:00-02:00",
            [("2017-10-14", 3600), ("2017-10-15", 3600)],
        ),
        (
            "America/Sao_Paulo",
            "2018-02-17T22:00:00-02:00",
            "2018-02-18T01:00:00-03:00",
            [("2018-02-17", 3 * 3600), ("2018-02-18", 3600)],
        ),
        (
            "Asia/Beirut",
            "2022-03-26T23:00:00+02:00",
            "2022-03-27T02:00:00+03:00",
            [("2022-03-26", 3600), ("2022-03-27", 3600)],
        ),
        (
            "America/St_Johns",  # one minute of the 7th, an hour of the 6th again, then the 7th
            "2010-11-06T23:00:00-02:30",
            "2010-11-07T01:00:00-03:30",
            [("2010-11-06", 3600 + 3540), ("2010-11-07", 60 + 3600)],
        ),
        (  # a flight: the offsets are those of two places, the days those of the zone
            "Europe/Berlin",
            "2026-11-20T20:00:00+01:00",
            "2026-11-20T22:00:00-05:00",
            [("2026-11-20", 4 * 3600), ("2026-11-21", 4 * 3600)],
        ),
        (
            "Europe/Berlin",
            "2026-11-20T09:00:00+01:00",
            "2026-11-20T09:00:00+01:00",
            [("2026-11-20", 0)],
        ),
        (  # empty, at the change that skips the midnight
            "Asia/Beirut",
            "2022-03-27T01:00:00+03:00",
            "2022-03-27T01:00:00+03:00",
            [("2022-03-27", 0)],
        ),
    ],
)
def test_time_is_split_at_the_midnights_of_the_zone(
    zone: str, start: str, end: str, parts: list[tuple[str, int]]
) -> None:
    assert split_by_day(parse_moment(start), parse_moment(end), zone_of(zone)) == parts


@settings(max_examples=60)
@given(instants(), st.integers(0, 3 * 1440))
@example(("Pacific/Apia", at("2011-12-29T00:00:00-10:00")), 3 * 1440)
@example(("America/St_Johns", at("2010-11-07T00:00:00-02:30")), 2)
@example(("Pacific/Kwajalein", at("1993-08-20T00:00:00-12:00")), 3 * 1440)
def test_splitting_agrees_with_walking_minute_by_minute(
    place: tuple[str, int], minutes: int
) -> None:
    name, start = place
    zone = ZoneInfo(name)
    walked = Counter(
        datetime.fromtimestamp(start + minute * 60, zone).date().isoformat()
        for minute in range(minutes)
    )
    parts = split_by_day(Moment(start, 0), Moment(start + minutes * 60, 0), zone_of(name))
    assert [(day, seconds) for day, seconds in parts if seconds] == sorted(
        (day, count * 60) for day, count in walked.items()
    )


@given(st.sampled_from(ZONES), st.integers(-2_000_000_000, 7_000_000_000), st.integers(0, 40 * DAY))
def test_splitting_loses_no_second(name: str, start: int, seconds: int) -> None:
    zone = zone_of(name)
    parts = split_by_day(Moment(start, 0), Moment(start + seconds, 0), zone)
    days = [day for day, _ in parts]
    assert sum(part for _, part in parts) == seconds
    assert days == sorted(set(days))
    for day, part in parts:
        assert 0 <= part <= midnight(add_days(day, 1), zone) - midnight(day, zone) + 3600


def test_time_does_not_run_backwards() -> None:
    start, end = (
        parse_moment("2026-10-25T02:10:00+01:00"),
        parse_moment("2026-10-25T02:50:00+02:00"),
    )
    with pytest.raises(ValueError) as refused:
        split_by_day(start, end, zone_of("Europe/Berlin"))
    assert str(refused.value) == (
        "the end 2026-10-25T02:50:00+02:00 is before the start 2026-10-25T02:10:00+01:00"
    )
