"""Surcharges by weekday, holiday or hour of day: they multiply the rate of a part of an entry."""

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import FieldError
from tracker_tui.core.record import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.core.entry import Entry
    from tracker_tui.core.record import Record

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Surcharge(NamedTuple):
    """`percent` on top of the rate on these weekdays or days (either), between these hours of day.

    `begin` and `end` are seconds of the local day; an end before the begin is past midnight.
    """

    name: str
    percent: Decimal
    weekdays: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    begin: int = 0
    end: int = 24 * 3600
    since: str = ""


class Portion(NamedTuple):
    """A part of an entry's billed seconds with the surcharge (or None) that holds for it."""

    seconds: int
    surcharge: Surcharge | None


def read_surcharge(record: "Record") -> Surcharge:
    """A surcharge from its `[[surcharges]]` table: `hours = "20:00-06:00"`, `weekdays`, `days`."""
    reader = Reader(record)
    percent = reader.number("percent")
    if percent is None or not -100 <= percent <= 1000:
        raise FieldError("percent", "expected a percentage from -100 to 1000")
    weekdays = reader.texts("weekdays")
    for name in weekdays:
        if name not in WEEKDAYS:
            raise FieldError("weekdays", f'"{name}" is not one of {", ".join(WEEKDAYS)}')
    begin, end = _hours(reader.text("hours"))
    name = reader.text("name", f"{percent:+f} %")
    days = reader.texts("days")
    return Surcharge(name, percent, weekdays, days, begin, end, reader.day("from"))


def _hours(text: str) -> tuple[int, int]:
    if not text:
        return 0, 24 * 3600
    times = []
    for part in text.split("-"):
        hour, colon, minute = part.strip().partition(":")
        fits = colon and hour.isdecimal() and minute.isdecimal()
        if not fits or int(minute) > 59 or int(hour) * 60 + int(minute) > 24 * 60:
            raise FieldError("hours", f'"{text}" is not of the form 20:00-06:00')
        times.append(int(hour) * 3600 + int(minute) * 60)
    if len(times) != 2 or times[0] == times[1]:
        raise FieldError("hours", f'"{text}" is not of the form 20:00-06:00')
    return times[0], times[1]


def split_for_pricing(
    entry: "Entry", billed_seconds: int, surcharges: "Sequence[Surcharge]"
) -> list[Portion]:
    """The billed seconds of an entry by the surcharge that holds, in proportion to its raw time.

    The first surcharge of the list that fits a moment wins. Duration-only entries have no hours of
    day: only surcharges of whole days fit them.
    """
    if not surcharges or billed_seconds == 0:
        return [Portion(billed_seconds, None)]
    raw: dict[Surcharge | None, int] = {}
    if entry.start is None or entry.end is None:
        whole_day = [one for one in surcharges if one.begin == 0 and one.end == 24 * 3600]
        raw[_fitting(whole_day, entry.day, 0)] = billed_seconds
    else:
        for day, second, length in _pieces(entry, surcharges):
            fitting = _fitting(surcharges, day, second)
            raw[fitting] = raw.get(fitting, 0) + length
    return _in_proportion(billed_seconds, raw)


def _in_proportion(billed_seconds: int, raw: dict[Surcharge | None, int]) -> list[Portion]:
    total = sum(raw.values())
    if total == 0:
        return [Portion(billed_seconds, next(iter(raw), None))]
    portions, given, seen = [], 0, 0
    for surcharge, seconds in raw.items():
        seen += seconds
        upto = billed_seconds * seen // total
        portions.append(Portion(upto - given, surcharge))
        given = upto
    return [portion for portion in portions if portion.seconds]


def _pieces(entry: "Entry", surcharges: "Sequence[Surcharge]") -> list[tuple[str, int, int]]:
    """Pieces of the entry between borders of local days and hours: day, second of day, length."""
    from itertools import pairwise

    from tracker_tui.core.clock import day_number, midnight, offset_at
    from tracker_tui.core.daysplit import day_parts, zone_at_start

    assert entry.start is not None and entry.end is not None
    borders = sorted({edge for one in surcharges for edge in (one.begin, one.end)})
    zone, written = zone_at_start(entry), entry.start.offset

    def second_of_day(utc: int) -> int:
        return (utc + (offset_at(utc, zone) if zone is not None else written)) % 86400

    pieces, at = [], entry.start.utc
    for day, length in day_parts(entry, 0):
        stop = at + length
        first = midnight(day, zone) if zone is not None else day_number(day) * 86400 - written
        edges = {at, stop}
        for border in borders:
            for shift in (-3600, -1800, 0, 1800, 3600):
                moment = first + border + shift
                if second_of_day(moment) == border % 86400:
                    edges.add(min(max(moment, at), stop))
        for begin, end in pairwise(sorted(edges)):
            pieces.append((day, second_of_day(begin), end - begin))
        at = stop
    return pieces


def _fitting(surcharges: "Sequence[Surcharge]", day: str, second: int) -> Surcharge | None:
    from datetime import date, timedelta

    for one in surcharges:
        if day < one.since:
            continue
        past_midnight = one.end <= one.begin
        if past_midnight and second < one.end:
            counted = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        elif second >= one.begin and (past_midnight or second < one.end):
            counted = day
        else:
            continue
        if not one.weekdays and not one.days:
            return one
        if counted in one.days or WEEKDAYS[date.fromisoformat(counted).weekday()] in one.weekdays:
            return one
    return None
