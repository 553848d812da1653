"""Surcharges: which part of an entry they hold for."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.clock import Moment, moment_in, parse_moment, zone_of
from tracker_tui.core.entry import Entry
from tracker_tui.core.errors import FieldError
from tracker_tui.core.surcharges import WEEKDAYS, Surcharge, read_surcharge, split_for_pricing

NIGHT = read_surcharge({"name": "night", "percent": 25, "hours": "22:00-06:00"})
SUNDAY = read_surcharge({"name": "Sunday", "percent": 50, "weekdays": ["sun"]})
HOLIDAY = read_surcharge({"name": "holiday", "percent": 100, "days": ["2026-12-25"]})
SATURDAY_NIGHT = read_surcharge(
    {
        "name": "late",
        "percent": 75,
        "hours": "20:00-04:00",
        "weekdays": ["sat"],
        "from": "2026-01-01",
    }
)


def clocked(start: str, end: str, zone: str = "Europe/Berlin") -> Entry:
    begin, until = parse_moment(start), parse_moment(end)
    return Entry("E", "ada", begin.day, until.utc - begin.utc, zone, begin, until)


def split(entry: Entry, billed: int, *surcharges: Surcharge) -> list[tuple[int, str]]:
    portions = split_for_pricing(entry, billed, surcharges)
    return [(one.seconds, one.surcharge.name if one.surcharge else "") for one in portions]


@pytest.mark.parametrize(
    ("start", "end", "surcharges", "expected"),
    [
        ("2026-11-20T20:00+01:00", "2026-11-20T21:00+01:00", (NIGHT,), [(3600, "")]),
        (
            "2026-11-20T21:00+01:00",
            "2026-11-21T07:00+01:00",
            (NIGHT,),
            [(7200, ""), (28800, "night")],
        ),
        # The night of the change has nine hours in autumn and seven in spring.
        (
            "2026-10-24T21:00+02:00",
            "2026-10-25T07:00+01:00",
            (NIGHT,),
            [(7200, ""), (32400, "night")],
        ),
        (
            "2026-03-28T21:00+01:00",
            "2026-03-29T07:00+02:00",
            (NIGHT,),
            [(7200, ""), (25200, "night")],
        ),
        # The first that fits a moment wins.
        (
            "2026-11-21T23:00+01:00",
            "2026-11-22T07:00+01:00",
            (SUNDAY, NIGHT),
            [(3600, "night"), (25200, "Sunday")],
        ),
        (
            "2026-11-21T23:00+01:00",
            "2026-11-22T07:00+01:00",
            (NIGHT, SUNDAY),
            [(25200, "night"), (3600, "Sunday")],
        ),
        # What begins on a Saturday evening lasts into Sunday; before its day it does not hold.
        (
            "2026-11-21T23:00+01:00",
            "2026-11-22T05:00+01:00",
            (SATURDAY_NIGHT,),
            [(18000, "late"), (3600, "")],
        ),
        ("2025-11-22T21:00+01:00", "2025-11-22T22:00+01:00", (SATURDAY_NIGHT,), [(3600, "")]),
        ("2026-12-25T10:00+01:00", "2026-12-25T11:00+01:00", (HOLIDAY,), [(3600, "holiday")]),
    ],
)
def test_the_hours_and_days_of_the_place_decide(
    start: str, end: str, surcharges: tuple[Surcharge, ...], expected: list[tuple[int, str]]
) -> None:
    entry = clocked(start, end)
    assert split(entry, entry.seconds, *surcharges) == expected


def test_time_is_rounded_first_and_split_in_proportion() -> None:
    entry = clocked("2026-11-20T21:50+01:00", "2026-11-20T22:20+01:00")
    assert split(entry, 2700, NIGHT) == [(900, ""), (1800, "night")]
    assert split(entry, 1, NIGHT) == [(1, "night")]
    assert split(entry, 0, NIGHT) == [(0, "")]


def test_time_without_a_clock_has_no_hours_of_day() -> None:
    entry = Entry("E", "ada", "2026-12-25", 3600, "Europe/Berlin")
    assert split(entry, 3600, NIGHT, HOLIDAY) == [(3600, "holiday")]
    assert split(entry, 3600, NIGHT) == [(3600, "")]


@pytest.mark.parametrize("zone", ["", "Mars/Base", "Asia/Tokyo"])
def test_where_zone_and_written_offset_part_the_offset_counts(zone: str) -> None:
    entry = clocked("2026-11-20T21:00+01:00", "2026-11-21T07:00+01:00", zone)
    assert split(entry, entry.seconds, NIGHT) == [(7200, ""), (28800, "night")]


HOURS = st.sampled_from(("", "22:00-06:00", "00:00-08:00", "12:00-24:00", "18:00-20:00"))
SURCHARGES = st.lists(
    st.builds(
        lambda hours, weekdays, name: read_surcharge(
            {"percent": 10, "hours": hours, "weekdays": list(weekdays), "name": str(name)}
        ),
        HOURS,
        st.sets(st.sampled_from(WEEKDAYS)),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one.name,
)
ZONES = st.sampled_from(
    ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
)
STARTS = st.sampled_from(  # around changes of the clocks
    [
        int(datetime(2026, *day, tzinfo=UTC).timestamp())
        for day in ((3, 8), (3, 29), (4, 5), (10, 25))
    ]
)


@given(
    SURCHARGES, ZONES, STARTS, st.integers(0, 90_000), st.integers(1, 130_000), st.integers(0, 9999)
)
def test_portions_follow_the_clock_on_the_wall(
    surcharges: list[Surcharge], zone: str, day: int, shift: int, seconds: int, billed: int
) -> None:
    start, end = (
        moment_in(day + shift, zone_of(zone)),
        moment_in(day + shift + seconds, zone_of(zone)),
    )
    entry = Entry("E", "ada", start.day, seconds, zone, start, end)
    portions = split_for_pricing(entry, billed, surcharges)
    raw = on_the_wall(start, end, zone, surcharges)
    assert sum(one.seconds for one in portions) == billed
    for one in portions:
        name = one.surcharge.name if one.surcharge else ""
        assert abs(one.seconds - Fraction(billed * raw[name], seconds)) < 1


def on_the_wall(start: Moment, end: Moment, zone: str, surcharges: list[Surcharge]) -> Counter[str]:
    """Raw seconds by the surcharge that fits, a quarter of an hour after the other."""
    found: Counter[str] = Counter()
    at = start.utc
    while at < end.utc:
        until = min(at - at % 900 + 900, end.utc)
        local = datetime.fromtimestamp(at, ZoneInfo(zone))
        found[next((one.name for one in surcharges if fits(one, local)), "")] += until - at
        at = until
    return found


def fits(one: Surcharge, local: datetime) -> bool:
    hour, begin, end = local.hour, one.begin // 3600, one.end // 3600
    late = begin <= hour < end if begin < end else hour >= begin
    early = begin >= end and hour < end
    counted = local - timedelta(days=1) if early else local
    days = [WEEKDAYS[counted.weekday()]]
    return (late or early) and (not one.weekdays or bool(set(days) & set(one.weekdays)))


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({}, "percent"),
        ({"percent": -101}, "percent"),
        ({"percent": 5, "weekdays": ["Sunday"]}, "weekdays"),
        ({"percent": 5, "hours": "22-6"}, "hours"),
        ({"percent": 5, "hours": "22:00-22:00"}, "hours"),
        ({"percent": 5, "hours": "22:00-24:01"}, "hours"),
        ({"percent": 5, "from": "now"}, "from"),
    ],
)
def test_a_wrong_surcharge_names_its_key(record: dict[str, Any], key: str) -> None:
    with pytest.raises(FieldError) as refused:
        read_surcharge(record)
    assert refused.value.key == key


def test_a_surcharge_without_a_name_is_called_by_its_percentage() -> None:
    assert read_surcharge({"percent": Decimal("12.5")}).name == "+12.5 %"
