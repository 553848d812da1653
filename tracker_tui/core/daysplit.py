"""The local days that an entry lies in, by its own zone or else by its written offset."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker_tui.core.clock import DAY, Moment, day_text, offset_fits, split_by_day, zone_of
from tracker_tui.core.errors import Refused

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from tracker_tui.core.entry import Entry


def day_parts(entry: Entry, now: int) -> list[tuple[str, int]]:
    """The entry's raw seconds in each local day of its own zone, in order of day.

    Where the offset written at the start is not the zone's, or the zone is unknown, the written
    offset counts, so that the first part is always of the entry's day.
    """
    start = entry.start
    if start is None:
        return [(entry.day, entry.seconds)]
    end = Moment(start.utc + entry.seconds_at(now), start.offset)
    zone = zone_at_start(entry)
    return split_by_day(start, end, zone) if zone is not None else _split_by_offset(start, end.utc)


def zone_at_start(entry: Entry) -> ZoneInfo | None:
    """The entry's zone; None where it is unknown or its offset is not the one written at start."""
    zone = known_zone(entry.zone)
    fits = zone is not None and entry.start is not None and offset_fits(entry.start, zone)
    return zone if fits else None


@lru_cache(maxsize=64)
def known_zone(name: str) -> ZoneInfo | None:
    """The zone of a name; None where there is no such zone."""
    try:
        return zone_of(name) if name else None
    except Refused:
        return None


def _split_by_offset(start: Moment, end: int) -> list[tuple[str, int]]:
    parts, at = [], start.utc
    while True:
        day = (at + start.offset) // DAY
        until = min((day + 1) * DAY - start.offset, end)
        parts.append((day_text(day), until - at))
        at = until
        if at >= end:
            return parts
