"""Moments, spans and days as people type them.

`now` and the zone interpret the words. The forms that are typed all day are read here directly;
weekdays, names of months and "3 days ago" go through pendulum.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import (
    DAY,
    Moment,
    add_days,
    moment_at,
    moment_in,
    moments_at,
    offset_fits,
    parse_offset,
    quoted,
    typed_day,
)
from tracker_tui.core.durations import MOST_HOURS, parse_duration
from tracker_tui.core.errors import Usage

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_YEAR = "(?:1[0-9]{3}|2[0-9]{3})"
_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAY = (
    f"{_ISO_DAY}|today|yesterday|tomorrow"
    "|(?:last )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
    "|[0-9]{1,3} (?:day|week|month)s? ago"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4})?"
    f"|[0-9]{{1,2}} {_MONTH}(?: {_YEAR})?|{_MONTH} [0-9]{{1,2}}(?:,? {_YEAR})?"
)
_CLOCK = "[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
_TIME = f"(?:[0-9]{{4}}|(?:[0-9]{{1,2}}|{_CLOCK})(?: ?[ap]m)?)"
_OFFSET = "(?:z|[+-][0-9]{2}:?[0-9]{2})"
_EASTERN = r"(?:z|\+[0-9]{2}:?[0-9]{2})"  # without a date, the minus in 09:00-11:30 is no offset
_LENGTH = "[0-9.,][0-9.,: ]*[hms].*"


class Span(NamedTuple):
    """A stretch of time; without `start` and `end` it is so many seconds somewhere in the day."""

    start: Moment | None
    end: Moment | None
    day: str
    seconds: int


class _Time(NamedTuple):
    """A time of day in seconds since midnight (at most 24:00), with the offset written after it."""

    second: int
    offset: int | None


# --- moments and days ------------------------------------------------------------------------


def parse_when(text: str, now: Moment, zone: "ZoneInfo") -> Moment:
    """The moment of `now`, `9:00`, `9`, `10m` (ago), `yesterday 17:30`, `monday 9:00` or ISO 8601.

    A time of day alone is today's; a weekday is the last one before today. Raises Usage.
    """
    words = _tidy(text)
    if words == "now":
        return moment_in(now.utc, zone)
    day, rest = _split_day(words)
    if _is_time(rest, any_offset=_is_iso(day)):
        time = _read_time(rest)
        if time.second == DAY:
            raise Usage("24:00 is not a time of day: write 0:00 of the next day")
        return _moment(_day_of(day or "today", now, zone), time, zone)
    if not day and re.fullmatch(f"-? ?{_LENGTH}", rest):
        length = parse_duration(rest.removeprefix("-").removesuffix("ago"))
        return moment_in(now.utc - length, zone)
    if day and not rest:
        raise Usage(f"{quoted(text)} needs a time of day, like {day} 9:00")
    raise Usage(
        f"{quoted(text)} is not a time: write 9:00, 10m (ago), yesterday 17:30 or 2026-11-20 09:02"
    )


def parse_day(text: str, now: Moment, zone: "ZoneInfo") -> str:
    """The ISO day of `today`, `yesterday`, `monday` (the last before today), `20 nov` or ISO.

    A date without a year is the latest that is not after today. Raises Usage.
    """
    day, rest = _split_day(_tidy(text))
    if not day or rest:
        raise Usage(f"{quoted(text)} is not a day: write 2026-11-20, today, yesterday or monday")
    return _day_of(day, now, zone)


def _tidy(text: str) -> str:
    """Lower case, single spaces, and every dash and minus sign as `-`."""
    dashes = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"}
    words = " ".join(text.translate(dashes).lower().split())
    if len(words) > 80:
        raise Usage(f"{quoted(text)} is too long for a time")
    return words


def _split_day(words: str) -> tuple[str, str]:
    """The day at the front of the words, empty where they have none, and the rest."""
    if match := re.match(rf"({_ISO_DAY})t(?=[0-9])|({_DAY})(?: |$)", words):
        return match[1] or match[2], words[match.end() :]
    return "", words


def _day_of(word: str, now: Moment, zone: "ZoneInfo") -> str:
    steps = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if word in steps:
        return add_days(moment_in(now.utc, zone).day, steps[word])
    if _is_iso(word):
        return typed_day(word)
    return typed_day(_day_by_calendar(word, moment_in(now.utc, zone).day))


def _day_by_calendar(words: str, today: str) -> str:
    """The day of a weekday, "3 weeks ago" or a date with the name or the number of its month."""
    import pendulum

    base = pendulum.Date.fromisoformat(today)
    if match := re.fullmatch("([0-9]+) (day|week|month)s? ago", words):
        return base.subtract(**{f"{match[2]}s": int(match[1])}).to_date_string()
    name = words.removeprefix("last ")
    for weekday, full in zip(pendulum.WeekDay, WEEKDAYS, strict=True):
        if full.startswith(name):
            return base.previous(weekday).to_date_string()
    date = words.replace(",", "").title()
    has_year = re.search("[0-9]{4}$", date) is not None
    for year in [""] if has_year else [today[:4], f"{int(today[:4]) - 1}"]:
        dated = f"{date}{year}" if date.endswith(".") else f"{date} {year}".strip()
        for form in ("D MMM YYYY", "D MMMM YYYY", "MMM D YYYY", "MMMM D YYYY", "D.M.YYYY"):
            try:
                day = pendulum.from_format(dated, form).to_date_string()
            except ValueError:
                continue
            if has_year or day <= today:
                return day
    raise Usage(f"{quoted(words)} is not a day of the calendar")


def _is_iso(day: str) -> bool:
    return re.fullmatch(_ISO_DAY, day) is not None


def _is_time(text: str, any_offset: bool) -> bool:
    offset = _OFFSET if any_offset else _EASTERN
    return re.fullmatch(f"{_TIME}|{_CLOCK}{offset}", text) is not None


def _read_time(text: str) -> _Time:
    """The time of day of text that `_is_time`; Usage where no clock shows it."""
    shape = re.fullmatch(
        f"([0-9]+)(?::([0-9]+))?(?::([0-9]+)[0-9.,]*)? ?([ap]m)?({_OFFSET})?", text
    )
    assert shape is not None
    hours, minutes, seconds, half, offset = shape.groups()
    if len(hours) == 4:
        hours, minutes = hours[:2], hours[2:]
    hour, minute, second = int(hours), int(minutes or 0), int(seconds or 0)
    known = minute < 60 and second < 60 and (not half or 1 <= hour <= 12)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    since_midnight = hour * 3600 + minute * 60 + second
    if not known or since_midnight > DAY:
        raise Usage(f"{text} is not a time of day: expected 0:00 to 23:59")
    try:
        return _Time(since_midnight, parse_offset(offset.upper()) if offset else None)
    except ValueError as problem:
        raise Usage(str(problem)) from None


def _moment(day: str, time: _Time, zone: "ZoneInfo") -> Moment:
    """The moment, the first of two; Usage where the time of day is skipped."""
    minutes, second = divmod(time.second % DAY, 60)
    day = add_days(day, time.second // DAY)
    return moment_at(day, minutes // 60, minutes % 60, second, zone, time.offset)


def _moments(day: str, time: _Time, zone: "ZoneInfo") -> list[Moment]:
    """Every moment that fits: none where the time of day is skipped, two where it is repeated."""
    if time.offset is not None:
        return [_moment(day, time, zone)]
    return moments_at(add_days(day, time.second // DAY), time.second % DAY, zone)


# --- spans -----------------------------------------------------------------------------------


def parse_span(text: str, now: Moment, zone: "ZoneInfo") -> Span:
    """The span of `9-11:30`, `yesterday 22:00-06:30`, `9:00 1h30`, `today 1h30` or ISO/ISO.

    An end before its start is the next day's; an end that happens twice is the first occurrence
    after the start. A length alone, `1h30` or `1:30`, has no clock times. Raises Usage.
    """
    words = _tidy(text)
    sides = re.split(" ?/ ?| - | to ", words)
    if len(sides) == 2:
        return _between(sides[0], sides[1], now, zone)
    day, rest = _split_day(words)
    point = f"{_TIME}|{_CLOCK}{_EASTERN}"
    if match := re.fullmatch(f"({point}) ?- ?({point}|now)", rest):
        return _between(f"{day} {match[1]}", match[2], now, zone)
    point = f"{_TIME}|{_CLOCK}{_OFFSET}"
    if match := (
        re.fullmatch(rf"({point}) (?:\+ ?|for )(.+)", rest)
        or re.fullmatch(rf"({point})[ +]({_LENGTH})", rest)
    ):
        start = parse_when(f"{day} {match[1]}", now, zone)
        end = _at_home(start.utc + parse_duration(match[2]), start, zone)
        return _span(start, end)
    length = rest.removeprefix("+").strip()
    if re.fullmatch(_CLOCK, length) or re.fullmatch(_LENGTH, length):
        return Span(None, None, _day_of(day or "today", now, zone), parse_duration(length))
    if _is_time(rest, any_offset=True):
        raise Usage(
            f"{quoted(text)} needs an end or a length: write 9:00-11:30, 9:00 1h30 or,"
            " for a length alone, 1h30"
        )
    raise Usage(
        f"{quoted(text)} is not a span of time: write 9-11:30, 9:00 1h30, today 1h30"
        " or 2026-11-20 22:00-06:30"
    )


def _between(left: str, right: str, now: Moment, zone: "ZoneInfo") -> Span:
    start = parse_when(left, now, zone)
    if right == "now":
        return _span(start, _at_home(now.utc, start, zone))
    day, rest = _split_day(right)
    if not _is_time(rest, any_offset=_is_iso(day) or _is_iso(_split_day(_tidy(left))[0])):
        raise Usage(f"{quoted(right)} is not the end of a span: write a time like 11:30")
    time = _read_time(rest)
    if time.offset is None and not offset_fits(start, zone):
        time = time._replace(offset=start.offset)
    if day:
        return _span(start, _end_on(_day_of(day, now, zone), time, start, zone))
    if not any(moment > start for moment in _moments(start.day, time, zone)):
        clock = (start.utc + start.offset) % DAY
        if time.second == clock:
            raise Usage(f"a span from {start.clock()} to {start.clock()} is empty")
        if time.second < clock:
            return _span(start, _moment(add_days(start.day, 1), time, zone))
    return _span(start, _end_on(start.day, time, start, zone))


def _end_on(day: str, time: _Time, start: Moment, zone: "ZoneInfo") -> Moment:
    """The first moment after the start; the only one where none is; Usage where it is skipped."""
    after = [moment for moment in _moments(day, time, zone) if moment > start]
    return after[0] if after else _moment(day, time, zone)


def _at_home(utc: int, start: Moment, zone: "ZoneInfo") -> Moment:
    """The instant in the zone, or with the offset of the start where that is foreign to it."""
    return moment_in(utc, zone) if offset_fits(start, zone) else Moment(utc, start.offset)


def _span(start: Moment, end: Moment) -> Span:
    seconds = end.utc - start.utc
    if seconds <= 0:
        raise Usage(f"the end {_dated(end)} is not after the start {_dated(start)}")
    if seconds > MOST_HOURS * 3600:
        raise Usage(
            f"from {_dated(start)} to {_dated(end)} is too long: the most is {MOST_HOURS} hours"
        )
    return Span(start, end, start.day, seconds)


def _dated(moment: Moment) -> str:
    return f"{moment.day} {moment.clock()}"
