"""Moments, local days and time zones.

An instant is whole UTC seconds since 1970; the offset written beside it is in seconds east of
UTC. A day is its ISO text, "2026-11-20". Instants are compared and subtracted in UTC only. Local
times follow PEP 495: one that happens twice means the first unless an offset is written.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Refused, Usage

if TYPE_CHECKING:
    import datetime
    from zoneinfo import ZoneInfo

DAY = 86_400
FIRST_YEAR, LAST_YEAR = 1970, 2199  # what a person may type; files may hold any year from 1 to 9999


class Moment(NamedTuple):
    """An instant with the UTC offset it was written in.

    Moments are ordered by the instant alone; they are equal only when the offset is the same too.
    """

    utc: int
    offset: int

    def __lt__(self, other: tuple[int, ...], /) -> bool:
        return self.utc < other[0]

    def __le__(self, other: tuple[int, ...], /) -> bool:
        return self.utc <= other[0]

    def __gt__(self, other: tuple[int, ...], /) -> bool:
        return self.utc > other[0]

    def __ge__(self, other: tuple[int, ...], /) -> bool:
        return self.utc >= other[0]

    @property
    def day(self) -> str:
        """The local day by the written offset."""
        return day_text((self.utc + self.offset) // DAY)

    def date(self) -> "datetime.date":
        """The local day as a date."""
        from datetime import date

        return date.fromisoformat(self.day)

    def clock(self) -> str:
        """The local time of day: "09:02", or "09:02:30" where the seconds are not zero."""
        text = _clock_text((self.utc + self.offset) % DAY)
        return text[:5] if text.endswith(":00") else text

    def iso(self) -> str:
        """The text that files hold: "2026-11-20T09:02:00+01:00"."""
        day, second = divmod(self.utc + self.offset, DAY)
        return f"{day_text(day)}T{_clock_text(second)}{_offset_text(self.offset)}"


# --- reading ---------------------------------------------------------------------------------


def parse_moment(text: str) -> Moment:
    """Read ISO 8601 with an offset, exact to the second.

    `Z`, a space for the `T` and missing seconds are accepted, a fraction of a second is cut off.
    Raises ValueError with a sentence that names what is wrong.
    """
    try:
        if len(text) == 25 and text[10] == "T" and text[19] in "+-":
            offset = parse_offset(text[19:])
            return Moment(day_number(text[:10]) * DAY + _seconds(text[11:19]) - offset, offset)
        return _parse_variant(text)
    except ValueError as problem:
        raise ValueError(
            f"{quoted(text)} is not a moment: {problem}; expected like 2026-11-20T09:02:00+01:00"
        ) from None


def _parse_variant(text: str) -> Moment:
    day = day_number(text[:10])
    if text[10:11] not in ("T", " "):
        raise ValueError("the time of day is missing")
    rest = text[11:]
    cut = next((at for at, letter in enumerate(rest) if letter in "Z+-"), len(rest))
    whole, mark, fraction = rest[:cut].replace(",", ".").partition(".")
    if mark and not (len(whole) == 8 and _is_number(fraction)):
        raise ValueError(f"{rest[:cut]} is not a time of day")
    second = _seconds(whole)
    if cut == len(rest):
        raise ValueError("the UTC offset is missing")
    offset = parse_offset(rest[cut:])
    return Moment(day * DAY + second - offset, offset)


@lru_cache(maxsize=256)
def parse_offset(text: str) -> int:
    """Seconds east of UTC of `Z`, `+01:00`, `+0100`, `+01` or `-00:44:30`; raises ValueError."""
    if text == "Z":
        return 0
    sign, digits = text[:1], text[1:].replace(":", "")
    pairs = [digits[at : at + 2] for at in range(0, len(digits), 2)]
    written_well = text[1:] in (digits, ":".join(pairs)) and len(digits) in (2, 4, 6)
    if sign in ("+", "-") and written_well and _is_number(digits):
        hours, minutes, seconds = (int(pair) for pair in [*pairs, "0", "0"][:3])
        if hours < 24 and minutes < 60 and seconds < 60:
            return (-1 if sign == "-" else 1) * (hours * 3600 + minutes * 60 + seconds)
    raise ValueError(f"{text} is not a UTC offset")


@lru_cache(maxsize=8192)
def _seconds(text: str) -> int:
    """Seconds since midnight of "09:02" or "09:02:30"."""
    parts = text.split(":")
    if len(parts) in (2, 3) and all(len(part) == 2 and _is_number(part) for part in parts):
        hour, minute, second = (int(part) for part in [*parts, "0"][:3])
        if hour < 24 and minute < 60 and second < 60:
            return hour * 3600 + minute * 60 + second
    raise ValueError(f"{text} is not a time of day" if text else "the time of day is missing")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def quoted(text: str) -> str:
    """What a person wrote, in quotes and fit for one line of a message."""
    from tracker_tui.core.plain import one_line

    return f'"{one_line(text if len(text) <= 40 else text[:39] + "…")}"'


# --- the calendar ----------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def day_number(day: str) -> int:
    """Days from 1970-01-01 to an ISO day; raises ValueError for a day that does not exist."""
    year, month, date = day[:4], day[5:7], day[8:]
    if len(day) == 10 and day[4] == day[7] == "-" and _is_number(year + month + date):
        first = _first_of_month(int(year), int(month))
        length = _first_of_month(int(year), int(month) + 1) - first
        if int(year) and 1 <= int(month) <= 12 and 1 <= int(date) <= length:
            return first + int(date) - 1
    raise ValueError(f"{day} is not a day of the calendar")


def _first_of_month(year: int, month: int) -> int:
    """Days from 1970-01-01 to the first of a month (1 to 13), counted in years from March."""
    if month < 3:
        year, month = year - 1, month + 12
    return year * 365 + year // 4 - year // 100 + year // 400 + (month * 153 - 457) // 5 - 719_468


@lru_cache(maxsize=8192)
def day_text(number: int) -> str:
    """The ISO day that is so many days after 1970-01-01; the reverse of `day_number`."""
    era, day = divmod(number + 719_468, 146_097)
    year = (day - day // 1460 + day // 36_524 - day // 146_096) // 365
    day -= year * 365 + year // 4 - year // 100
    month = (day * 5 + 2) // 153
    day -= (month * 153 + 2) // 5
    year += era * 400 + month // 10
    if not 1 <= year <= 9999:
        raise ValueError(f"day {number} is outside the calendar of the years 1 to 9999")
    return f"{year:04d}-{(month + 2) % 12 + 1:02d}-{day + 1:02d}"


def add_days(day: str, days: int) -> str:
    """The day so many days later (earlier where negative)."""
    return day_text(day_number(day) + days)


def typed_day(text: str) -> str:
    """An ISO day that a person typed; raises Usage unless it exists and its year is plausible."""
    try:
        day_number(text)
    except ValueError as problem:
        raise Usage(str(problem)) from None
    if not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise Usage(f"{text} is out of range: expected a year from {FIRST_YEAR} to {LAST_YEAR}")
    return text


@lru_cache(maxsize=8192)
def _clock_text(second: int) -> str:
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


@lru_cache(maxsize=256)
def _offset_text(offset: int) -> str:
    text = ("-" if offset < 0 else "+") + _clock_text(abs(offset))
    return text.removesuffix(":00") if offset % 60 == 0 else text


# --- zones -----------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def zone_of(name: str) -> "ZoneInfo":
    """The zone of an IANA name; an unknown name is refused with the nearest known."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    # These depend on the machine, and right/ counts leap seconds.
    if not name.startswith(("posix/", "right/")) and name not in ("localtime", "posixrules"):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    from zoneinfo import available_timezones

    from tracker_tui.core.near import nearest

    near = nearest(name.strip().replace(" ", "_"), available_timezones())
    hint = f"did you mean {near}?" if near else "expected a name like Europe/Berlin"
    raise Refused(f"{quoted(name)} is not a known time zone: {hint}")


def offset_at(utc: int, zone: "ZoneInfo") -> int:
    """Seconds east of UTC in a zone at an instant."""
    steady = _steady_offset(utc // DAY, zone)
    return _offset_by_table(utc, zone) if steady is None else steady


@lru_cache(maxsize=4096)
def _steady_offset(day: int, zone: "ZoneInfo") -> int | None:
    """The offset of a whole UTC day; None where the clocks change within it.

    Relies on changes being days apart: the nearest two that any zone knows are a week apart.
    """
    first = _offset_by_table(day * DAY, zone)
    return first if first == _offset_by_table(day * DAY + DAY - 1, zone) else None


def _offset_by_table(utc: int, zone: "ZoneInfo") -> int:
    from datetime import datetime, timedelta

    # Two days inside what a datetime can hold, so that the local time can be held too.
    since = min(max(utc, -62_135_596_800 + 2 * DAY), 253_402_300_799 - 2 * DAY)
    shifted = zone.fromutc(datetime(1970, 1, 1, tzinfo=zone) + timedelta(seconds=since))
    return _whole_seconds(shifted.utcoffset())


def _whole_seconds(delta: "datetime.timedelta | None") -> int:
    return delta.days * DAY + delta.seconds if delta is not None else 0


def offset_fits(moment: Moment, zone: "ZoneInfo") -> bool:
    """Whether the written offset is the one that held in the zone at that instant."""
    return offset_at(moment.utc, zone) == moment.offset


def moment_in(utc: int, zone: "ZoneInfo") -> Moment:
    """The instant as the clocks of a zone show it."""
    return Moment(utc, offset_at(utc, zone))


def moments_at(day: str, second: int, zone: "ZoneInfo") -> list[Moment]:
    """Every instant at which a zone's clocks show a time of day: none, one or two, in order."""
    from datetime import datetime, timedelta

    local = day_number(day) * DAY + second
    shown = datetime(1970, 1, 1, tzinfo=zone) + timedelta(seconds=local)
    offsets = [_whole_seconds(shown.replace(fold=fold).utcoffset()) for fold in (0, 1)]
    found = [Moment(local - offset, offset) for offset in dict.fromkeys(offsets)]
    return [moment for moment in found if offset_fits(moment, zone)]


def moment_at(
    day: str, hour: int, minute: int, second: int, zone: "ZoneInfo", offset: int | None = None
) -> Moment:
    """The instant of a local time of day; a written offset is taken as it is.

    Without one a repeated time means the first, and a skipped one raises Usage with the nearest.
    """
    seconds = hour * 3600 + minute * 60 + second
    if offset is not None:
        return Moment(day_number(day) * DAY + seconds - offset, offset)
    found = moments_at(day, seconds, zone)
    if found:
        return found[0]
    after = _end_of_gap(day_number(day) * DAY + seconds, zone)
    before = Moment(after.utc, offset_at(after.utc - 1, zone))
    clocks = [
        moment.clock() if moment.day == day else f"{moment.day} {moment.clock()}"
        for moment in (before, after)
    ]
    raise Usage(
        f"{Moment(seconds, 0).clock()} does not exist on {day} in {zone}: the clocks go from"
        f" {clocks[0]} to {clocks[1]}; the nearest real time is {clocks[1]}"
    )


def _change_between(low: int, high: int, zone: "ZoneInfo") -> int:
    """The first instant after `low` whose offset is another; `high` is known to have another."""
    before = offset_at(low, zone)
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(middle, zone) == before:
            low = middle
        else:
            high = middle
    return high


def _end_of_gap(local: int, zone: "ZoneInfo") -> Moment:
    """The first instant after the skipped stretch of local seconds that holds `local`."""
    return moment_in(_change_between(local - DAY, local + DAY, zone), zone)


def midnight(day: str, zone: "ZoneInfo") -> int:
    """The UTC second at which a local day begins.

    Where its midnight is skipped that is the change of the clocks; a day that is skipped as a
    whole begins, and ends, where the next one begins.
    """
    found = moments_at(day, 0, zone)
    return found[0].utc if found else _end_of_gap(day_number(day) * DAY, zone).utc


def split_by_day(start: Moment, end: Moment, zone: "ZoneInfo") -> list[tuple[str, int]]:
    """The seconds that a stretch of time spends in each local day of a zone, in order of day.

    They add up to end minus start; an empty stretch spends 0 seconds in the day of its start.
    Raises ValueError where the end is before the start.
    """
    if end.utc < start.utc:
        raise ValueError(f"the end {end.iso()} is before the start {start.iso()}")
    seconds: dict[str, int] = {}
    at = start.utc
    while at < end.utc or not seconds:
        offset = offset_at(at, zone)
        number, since_midnight = divmod(at + offset, DAY)
        until = min(at + DAY - since_midnight, end.utc)
        if until > at and offset_at(until - 1, zone) != offset:
            until = _change_between(at, until - 1, zone)
        day = day_text(number)
        seconds[day] = seconds.get(day, 0) + until - at
        at = until
    return sorted(seconds.items())
