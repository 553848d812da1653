"""Zones whose clocks do odd things, and instants near their changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tracker_tui.core.clock import (
    day_number,
)

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
