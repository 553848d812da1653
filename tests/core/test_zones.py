"""Zones, local times and the days that time is split into, held against zoneinfo."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.core.zone_cases import DAY, ZONES, at, instants
from tracker_tui.core.clock import (
    Moment,
    add_days,
    day_text,
    midnight,
    moment_at,
    moment_in,
    moments_at,
    offset_at,
    offset_fits,
    parse_moment,
    split_by_day,
    zone_of,
)
from tracker_tui.core.errors import Refused, Usage

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
