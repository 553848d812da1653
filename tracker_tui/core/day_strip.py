"""A day as a line of cells: worked, shared, paused, at their place by elapsed time.

A day that the clocks change in has 23 or 25 hours: each hour of it is as wide as any other, the one
that happens twice stands there twice, and the one that is skipped is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import midnight, moments_at, offset_at
from tracker_tui.core.day import shared_spans, worked_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from tracker_tui.core.day import Gap, Piece

HOUR, QUARTER = 3600, 900
FIRST_HOUR, LAST_HOUR = 6, 20
"""The hours that every day's strip shows; it widens to what the day holds."""

FULL = 8
"""A cell is measured in eighths."""

Span = tuple[int, int]


class Strip(NamedTuple):
    """From `start` to `end` in UTC seconds: what was worked, shared and paused between.

    `hours` are the full hours of the local clock, each with its two digits; `now` is None where it
    is not within.
    """

    start: int
    end: int
    worked: tuple[Span, ...] = ()
    shared: tuple[Span, ...] = ()
    gaps: tuple[Span, ...] = ()
    hours: tuple[tuple[int, str], ...] = ()
    now: int | None = None

    def place(self, utc: int, cells: int) -> int:
        """The cell, of so many, in which an instant lies."""
        return (utc - self.start) * cells // (self.end - self.start)


class StripCell(NamedTuple):
    """One cell: kind "" (nothing), "worked", "shared" or "gap"; so many eighths are worked."""

    kind: str = ""
    eighths: int = 0


def make_strip(
    day: str, zone: ZoneInfo, pieces: Sequence[Piece], gaps: Iterable[Gap], now: int | None = None
) -> Strip:
    """The strip of a local day of the zone; `now` (only where it is that day) is kept in sight."""
    worked, shared = worked_spans(pieces), shared_spans(pieces)
    paused = [(gap.start.utc, gap.end.utc) for gap in gaps]
    inside = [instant for span in (*worked, *paused) for instant in span]
    if now is not None:
        inside.append(now)
    start = min([_at_hour(day, FIRST_HOUR, zone), *(_full_hour(one, zone, 0) for one in inside)])
    end = max([_at_hour(day, LAST_HOUR, zone), *(_full_hour(one, zone, 1) for one in inside)])
    hours = _full_hours(start, end, zone)
    return Strip(start, end, tuple(worked), tuple(shared), tuple(paused), tuple(hours), now)


def strip_cells(strip: Strip, count: int) -> list[StripCell]:
    """The strip in so many cells of the same length."""
    length = strip.end - strip.start
    borders = [strip.start + length * at // count for at in range(count + 1)]
    return [_cell(strip, borders[at], borders[at + 1]) for at in range(count)]


def _cell(strip: Strip, start: int, end: int) -> StripCell:
    worked = _common(strip.worked, start, end)
    eighths = max((worked * FULL * 2 + end - start) // ((end - start) * 2), 1) if worked else 0
    if worked and _common(strip.shared, start, end):
        return StripCell("shared", eighths)
    if worked:
        return StripCell("worked", eighths)
    return StripCell("gap" if _common(strip.gaps, start, end) else "")


def _common(spans: Iterable[Span], start: int, end: int) -> int:
    """The seconds of the stretches, which do not overlap, between two instants."""
    return sum(max(min(last, end) - max(first, start), 0) for first, last in spans)


def _at_hour(day: str, hour: int, zone: ZoneInfo) -> int:
    """An hour of the local day; by elapsed time where the clocks do not show it."""
    found = moments_at(day, hour * HOUR, zone)
    return found[0].utc if found else midnight(day, zone) + hour * HOUR


def _full_hour(utc: int, zone: ZoneInfo, up: int) -> int:
    """The full local hour at or before (`up` 0), or at or after (1), an instant."""
    past = (utc + offset_at(utc, zone)) % HOUR
    return utc - past + (HOUR if up and past else 0)


def _full_hours(start: int, end: int, zone: ZoneInfo) -> list[tuple[int, str]]:
    """Every full local hour from `start` to `end`; a midnight at the end is 24."""
    found = []
    for utc in range(start, end + 1, QUARTER):  # offsets change by half hours too
        hour, past = divmod(utc + offset_at(utc, zone), HOUR)
        if not past:
            last = utc == end and hour % 24 == 0
            found.append((utc, "24" if last else f"{hour % 24:02d}"))
    return found
