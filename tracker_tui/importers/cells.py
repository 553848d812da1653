"""What vendors write into the cells of a time report: dates, clock times, durations, yes and no."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import FIRST_YEAR, LAST_YEAR
from tracker_tui.core.entry import MOST_SECONDS
from tracker_tui.core.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker_tui.importers.base import DateOrder

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?:\s*([ap])\.?m\.?)?", re.ASCII | re.I)
_DURATION = re.compile(r"(\d{1,6}):([0-5]\d):([0-5]\d)", re.ASCII)
_HOURS = re.compile(r"(\d{1,6})[.,](\d{1,6})(?:\s*h)?", re.ASCII)
_KEPT = 10_000  # a report repeats its dates and times
_YES, _NO = frozenset(("yes", "true", "1")), frozenset(("no", "false", "0"))


class BadCell(Exception):
    """A cell that cannot be read; the message is the sentence for the problem list."""


class Clock(NamedTuple):
    """A time of day as "09:00:00"; `rewritten` where it was a 12-hour time (10:30:34 AM)."""

    text: str
    rewritten: bool


class Duration(NamedTuple):
    """Seconds, and how the cell had them: HH:MM:SS, decimal hours, or a 12-hour time of day."""

    seconds: int
    form: str


@lru_cache(_KEPT)
def read_date(text: str, order: DateOrder | None = None) -> str:
    """A day as ISO 8601. Day and month in figures need `order`, but with dots the day is first."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    else:
        match = _YEAR_LAST.fullmatch(text)
        if not match:
            raise BadCell(f"{shown(text)} is not a date such as 2026-01-31")
        if match[2] == ".":
            order = "dmy"
        elif order is None:
            raise BadCell(f"{shown(text)} is not written like the first date of the file")
        first, second = int(match[1]), int(match[3])
        day, month = (first, second) if order == "dmy" else (second, first)
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    from datetime import date

    try:
        found = date(year, month, day)
    except ValueError:
        raise BadCell(f"{shown(text)} is a day that does not exist") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadCell(f"{shown(text)} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return found.isoformat()


def needs_date_order(text: str) -> bool:
    """Whether a date has its year last and no dots: 03/04/2024 or 03-04-2024."""
    match = _YEAR_LAST.fullmatch(text)
    return match is not None and match[2] != "."


def decide_date_order(texts: Iterable[str]) -> DateOrder:
    """Day first or month first, for a whole file; raises BadCell where it cannot be known."""
    day_first = month_first = ""
    low = high = ""
    for text in texts:
        if not needs_date_order(text):
            continue
        first, second = (int(part) for part in re.split(r"[-/]", text)[:2])
        day_first = day_first or (text if first > 12 else "")
        month_first = month_first or (text if second > 12 else "")
        low, high = low or text, text
    if day_first and month_first:
        raise BadCell(f"{day_first} has the day first and {month_first} the month: which is wrong?")
    if not day_first and not month_first:
        raise BadCell(_question(low, high))
    return "dmy" if day_first else "mdy"


def _question(low: str, high: str) -> str:
    try:
        day_first = " to ".join(read_date(text, "dmy") for text in (low, high))
        month_first = " to ".join(read_date(text, "mdy") for text in (low, high))
    except BadCell as error:
        return str(error)
    return (
        f"the dates can be day first ({day_first}) or month first ({month_first}): "
        "say which, or save them as 2026-01-31"
    )


@lru_cache(_KEPT)
def read_clock(text: str) -> Clock:
    """A time of day: 09:00:00, 9:00, 10:30:34 AM."""
    match = _CLOCK.fullmatch(text)
    hour = int(match[1]) if match else 24
    if match and match[4]:
        if not 1 <= hour <= 12:
            raise BadCell(f"{shown(text)} is not a time of day")
        hour = hour % 12 + (12 if match[4] in "pP" else 0)
    if not match or hour > 23:
        raise BadCell(f"{shown(text)} is not a time of day such as 09:30:00")
    return Clock(f"{hour:02}:{match[2]}:{match[3] or '00'}", bool(match[4]))


@lru_cache(_KEPT)
def read_duration(text: str) -> Duration:
    """A duration: 01:30:00, 1:30:00, decimal hours (1.50, 1,50 h), or a rewritten 01:30:00 AM."""
    match = _DURATION.fullmatch(text)
    if match:
        return _checked(int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3]), "clock", text)
    match = _HOURS.fullmatch(text)
    if match:
        scale = 10 ** len(match[2])
        hundredths = int(match[1] + match[2]) * 3600
        return _checked((2 * hundredths + scale) // (2 * scale), "decimal", text)
    match = _CLOCK.fullmatch(text)
    if match and match[4]:
        hours, minutes, seconds = read_clock(text).text.split(":")
        return Duration(int(hours) * 3600 + int(minutes) * 60 + int(seconds), "rewritten")
    raise BadCell(f"{shown(text)} is not a duration such as 01:30:00")


def _checked(seconds: int, form: str, text: str) -> Duration:
    if seconds > MOST_SECONDS:
        raise BadCell(f"{shown(text)} is longer than the {MOST_SECONDS // 3600} h of any entry")
    return Duration(seconds, form)


def read_yes_no(text: str) -> bool | None:
    """Yes, no, or None for an empty cell."""
    word = text.casefold()
    if not word:
        return None
    if word in _YES or word in _NO:
        return word in _YES
    raise BadCell(f"{shown(text)} is neither Yes nor No")


def read_tags(text: str) -> tuple[str, ...]:
    """Tags joined with commas in one cell, each once."""
    tags = (tag.strip() for tag in text.split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def shown(text: str) -> str:
    """A cell in quotes, short enough and safe for one line in a terminal."""
    return f'"{one_line(text if len(text) <= 40 else text[:39] + "…")}"'
