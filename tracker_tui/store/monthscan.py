"""A month's file straight to a roll-up, column by column, without an `Entry` for each record.

Whatever is not as this program writes it is left to the careful reader, which says what is wrong.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter, lt, sub
from typing import TYPE_CHECKING, Any

from tracker_tui.core.clock import DAY, Moment, day_number, offset_at
from tracker_tui.core.daysplit import day_parts, known_zone
from tracker_tui.core.entry import MOST_SECONDS, Entry
from tracker_tui.core.errors import FieldError
from tracker_tui.core.record import decimal_of
from tracker_tui.core.rollup import Bundle, MonthFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, timedelta

    Parts = list[tuple[str, int]]


_place = attrgetter("project", "task", "billable")
_start, _end = attrgetter("start"), attrgetter("end")
_zone = attrgetter("zone")
_date, _size = attrgetter("date"), attrgetter("seconds")
_moved, _own_rate = attrgetter("moved"), attrgetter("rate")
_microsecond, _tzinfo = attrgetter("microsecond"), attrgetter("tzinfo")
_day, _days, _seconds = attrgetter("day"), attrgetter("days"), attrgetter("seconds")


_ODD = (AttributeError, TypeError, ValueError, ArithmeticError, RecursionError, FieldError)
"""What reading a strange file may raise: the first two where an end is missing."""


class OddMonth(ValueError):
    """The file needs the careful reader."""


def make_scanner() -> Callable[[bytes, str, str], MonthFile]:
    """A function from the bytes of a file, its person and its month ("2026-11"), or OddMonth.

    What it does not notice: the letters of a moment in lower case, and a key twice in one record.
    """
    import msgspec

    decode = _make_decoder()

    def scan(data: bytes, person: str, month: str) -> MonthFile:
        try:
            records = decode(data)
            _check_layout(data, len(records))
            if any(map(_moved, records.values())):
                records = {name: record for name, record in records.items() if not record.moved}
            return _month_file(person, month, list(records), list(records.values()))
        except (*_ODD, msgspec.MsgspecError):
            raise OddMonth(month) from None

    return scan


def _make_decoder() -> Callable[[bytes], dict[str, Any]]:
    """Every known field is declared, so that a value of the wrong kind is found."""
    from datetime import datetime
    from typing import Annotated

    import msgspec

    moment = Annotated[datetime, msgspec.Meta(tz=True)] | None
    kinds: dict[str, Any] = {
        **dict.fromkeys(("start", "end"), moment),
        **dict.fromkeys(("date", "zone", "project", "task", "note", "ref"), str | None),
        **dict.fromkeys(("billed_elsewhere", "source", "created"), str | None),
        **dict.fromkeys(("tags", "commits"), list[str] | None),
        "seconds": int | None,
        "billable": bool | None,
    }
    fields: list[Any] = [(name, kind, None) for name, kind in kinds.items()]
    raw = msgspec.Raw()
    fields += [("rate", msgspec.Raw, raw), ("moved", msgspec.Raw, raw)]
    record: Any = msgspec.defstruct("record", fields, gc=False)
    table: Any = ("entries", dict[str, record])
    decoder = msgspec.json.Decoder(msgspec.defstruct("file", [table], gc=False))
    entries = attrgetter("entries")
    return lambda data: dict(entries(decoder.decode(data)))


def _check_layout(data: bytes, count: int) -> None:
    """Refuses what may hold an id twice: one record on each line has as many lines as ids."""
    framed = data.startswith(b'{"entries": {\n') and data.endswith(b"\n}}\n")
    if data.count(b"\n") != count + 2 or not framed:
        raise OddMonth


def _month_file(person: str, month: str, ids: list[str], records: list[Any]) -> MonthFile:
    if not records:
        return MonthFile(person, [], [], [], "")
    starts, ends = _moments(records)
    _check_order(ids, starts, month)
    lengths = list(map(sub, ends, starts))
    days, seconds = list(map(_day, starts)), list(map(_seconds, lengths))
    parts = _split_at_midnight(days, starts, ends, lengths)
    for at in _special(records, starts, ends, lengths, month):
        seconds[at], parts[at] = _measure(starts[at], ends[at], records[at])
    groups: dict[tuple[str | None, str | None, bool | None], list[int]] = {}
    for at, place in enumerate(map(_place, records)):
        try:
            groups[place].append(at)
        except KeyError:
            groups[place] = [at]
    bundles: dict[tuple[str, str, bool], Bundle] = {}
    order: list[int] = []
    for place, group in groups.items():
        name = _name(*place)
        if name in bundles:
            raise OddMonth
        bundles[name] = Bundle(name, len(order), len(order) + len(group), [], [])
        order += group

    def whereabouts(at: int) -> tuple[Bundle, int]:
        place = _place(records[at])
        return bundles[_name(*place)], bisect_left(groups[place], at)

    _add_exceptions(records, parts, whereabouts)
    return MonthFile(
        person,
        list(bundles.values()),
        [days[at] for at in order],
        [seconds[at] for at in order],
        _joined([ids[at] for at in order]),
    )


def _name(project: str | None, task: str | None, billable: bool | None) -> tuple[str, str, bool]:
    client, slash, name = (project or "").partition("/")
    if project and not (client and slash and name and "/" not in name):
        raise OddMonth
    return project or "", task or "", billable is not False


def _add_exceptions(
    records: list[Any], parts: dict[int, Parts], whereabouts: Callable[[int], tuple[Bundle, int]]
) -> None:
    """What few entries have: a rate of their own, time on several days."""
    if any(map(_own_rate, records)):
        for at, rate in [(at, _rate(one.rate)) for at, one in enumerate(records) if one.rate]:
            bundle, place = whereabouts(at)
            if rate:
                bundle.rates.append((place, rate))
    for at, several in sorted(parts.items()):
        bundle, place = whereabouts(at)
        if len(several) > 1:
            bundle.parts.append((place, several))


def _moments(records: list[Any]) -> tuple[list[datetime], list[datetime]]:
    """Start and end of every record; those without a clock are put at midnight in UTC."""
    starts, ends = list(map(_start, records)), list(map(_end, records))
    if any(map(_date, records)) or any(map(_size, records)):
        for at, record in enumerate(records):
            if record.date is not None or record.seconds is not None:
                starts[at], ends[at] = _without_clock(record)
    if any(map(_microsecond, starts)) or any(map(_microsecond, ends)):
        raise OddMonth
    return starts, ends


def _without_clock(record: Any) -> tuple[datetime, datetime]:
    from datetime import UTC, datetime, timedelta

    if record.start is not None or record.end is not None or record.seconds is None:
        raise OddMonth
    if not 0 <= record.seconds <= MOST_SECONDS:
        raise OddMonth
    start = datetime.fromtimestamp(day_number(record.date) * DAY, UTC)
    return start, start + timedelta(seconds=record.seconds)


def _check_order(ids: list[str], starts: list[datetime], month: str) -> None:
    """Refuses what is not in the order of start, all in this month."""
    if not all(map(lt, starts, starts[1:])):
        order = list(zip(starts, ids, strict=True))
        if order != sorted(order):
            raise OddMonth
    one_offset = len({start.tzinfo for start in starts}) == 1
    seen = (starts[0], starts[-1]) if one_offset else starts
    if {(start.year, start.month) for start in seen} != {(int(month[:4]), int(month[5:]))}:
        raise OddMonth


def _split_at_midnight(
    days: list[int], starts: list[datetime], ends: list[datetime], lengths: list[timedelta]
) -> dict[int, Parts]:
    """Seconds by local day of what ends on another day than it starts, as written."""
    parts = {}
    for at in [at for at, day in enumerate(map(_day, ends)) if day != days[at]]:
        start, end = starts[at], ends[at]
        rest = end.hour * 3600 + end.minute * 60 + end.second
        split = [(_text(start), lengths[at].seconds - rest), (_text(end), rest)]
        parts[at] = split if rest else split[:1]
    return parts


def _special(
    records: list[Any],
    starts: list[datetime],
    ends: list[datetime],
    lengths: list[timedelta],
    month: str,
) -> Iterable[int]:
    """Where the offset changes in between, a day or more goes by, or the end is the earlier."""
    found: list[int] = []
    if any(map(_days, lengths)):
        found += [at for at, length in enumerate(lengths) if length.days]
    offsets, last_offsets = list(map(_tzinfo, starts)), list(map(_tzinfo, ends))
    if offsets != last_offsets:
        found += [at for at, offset in enumerate(offsets) if offset != last_offsets[at]]
    first = day_number(f"{month}-01")
    for change in [at for zone in set(map(_zone, records)) for at in _changes(zone or "", first)]:
        begin, until = bisect_right(starts, change - max(lengths)), bisect_left(starts, change)
        found += [at for at in range(begin, until) if ends[at] > change]
    return found


@lru_cache(maxsize=256)
def _changes(name: str, first: int) -> tuple[datetime, ...]:
    """When the clocks of a zone change in the month (and around it) that begins on a day."""
    from datetime import UTC, datetime

    # No zone changes twice within six days, see clock.offset_at.
    marks = [(first + day) * DAY for day in range(-2, 41, 6)]
    zone, found = known_zone(name), []
    for low, high in pairwise(marks) if zone is not None else ():
        assert zone is not None
        before = offset_at(low, zone)
        if before == offset_at(high, zone):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset_at(middle, zone) == before else (low, middle)
        found.append(datetime.fromtimestamp(high, UTC))
    return tuple(found)


def _measure(start: datetime, end: datetime, record: Any) -> tuple[int, Parts]:
    """Seconds in all and by local day, as `day_parts` tells them."""
    length = end - start
    if length.days < 0:
        raise OddMonth
    seconds = length.days * DAY + length.seconds
    if record.date is not None:
        return seconds, [(record.date, seconds)]
    begin = Moment(int(start.timestamp()), _offset(start))
    until = Moment(int(end.timestamp()), _offset(end))
    entry = Entry("", "", begin.day, seconds, record.zone or "", begin, until)
    return seconds, day_parts(entry, 0)


def _text(moment: datetime) -> str:
    return moment.isoformat()[:10]


def _offset(moment: datetime) -> int:
    shift = moment.utcoffset()
    return shift.days * DAY + shift.seconds if shift is not None else 0


def _joined(ids: list[str]) -> str:
    text = " ".join(ids)
    if text.count(" ") != len(ids) - 1:
        raise OddMonth
    return text


def _rate(raw: Any) -> str:
    """The entry's own rate as text, exactly; empty where it is null."""
    import json
    from decimal import Decimal

    value = json.loads(bytes(raw), parse_float=Decimal)
    return "" if value is None else format(decimal_of("rate", value), "f")
