"""Lengths of time as people write them; inside the program they are whole seconds."""

from __future__ import annotations

import re

from tracker_tui.core.clock import quoted
from tracker_tui.core.errors import Usage

MOST_HOURS = 1000

_UNIT_SECONDS = {"h": 3600, "m": 60, "s": 1}
_HOURS, _MINUTES, _SECONDS = r"h(?:(?:ou)?rs?)?", r"m(?:in(?:ute)?s?)?", r"s(?:ec(?:ond)?s?)?"
_CLOCK = r"([0-9]+):([0-9]{2})(?::([0-9]{2}))?"
_FRACTION = rf"([0-9]*)[.,]([0-9]+) ?({_HOURS}|{_MINUTES})"
_PARTS = (
    rf"(?:([0-9]+) ?{_HOURS})? ?(?:([0-9]+) ?{_MINUTES})? ?(?:([0-9]+) ?{_SECONDS})?"
    rf"|([0-9]+) ?{_HOURS} ?([0-9]+)"
)


def parse_duration(text: str) -> int:
    """Seconds of `1h30`, `1h30m15s`, `1:30`, `1:30:15`, `90m`, `45s`, `1.5h` or `1,5h`.

    A fraction that is not whole seconds is rounded to the nearest, half up. Raises Usage for a
    number without a unit and for anything that is not above zero or is over 1000 hours.
    """
    words = " ".join(text.lower().split())
    short = len(words) <= 40
    if short and re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", words):
        raise Usage(f"{quoted(text)} has no unit: write {words}h or {words}m")
    seconds = _seconds_of(words) if short else None
    if seconds is None:
        if re.match(r"[-\u2212] ?[0-9]", words):
            raise Usage(f"{quoted(text)} is negative: a duration must be longer than zero")
        raise Usage(f"{quoted(text)} is not a duration: write it like 1h30, 1:30, 90m or 1.5h")
    if seconds == 0:
        raise Usage(f"{quoted(text)} is nothing: a duration must be longer than zero")
    if seconds > MOST_HOURS * 3600:
        raise Usage(f"{quoted(text)} is too long: the most is {MOST_HOURS} hours")
    return seconds


def _seconds_of(words: str) -> int | None:
    """The seconds that the words say, None where they say none."""
    if match := re.fullmatch(_FRACTION, words):
        whole, fraction, unit = match.groups()
        scale: int = 10 ** len(fraction)
        return (int(whole + fraction) * _UNIT_SECONDS[unit[0]] * 2 + scale) // (scale * 2)
    if match := re.fullmatch(_CLOCK, words):
        parts = list(match.groups())
    elif words and (match := re.fullmatch(_PARTS, words)):
        parts = [match[1] or match[4], match[2] or match[5], match[3]]
    else:
        return None
    hours, minutes, seconds = (int(part) if part else 0 for part in parts)
    if (parts[0] and minutes > 59) or ((parts[0] or parts[1]) and seconds > 59):
        return None
    return hours * 3600 + minutes * 60 + seconds


def format_duration(seconds: int, with_seconds: bool = False) -> str:
    """`2:38`, or `1:24:07` with seconds; without them a part of a minute is cut off.

    Hours go past 24; a negative length has a minus in front.
    """
    unit = 1 if with_seconds else 60
    rest = abs(seconds) // unit * unit
    sign = "-" if seconds < 0 < rest else ""
    text = f"{sign}{rest // 3600}:{rest // 60 % 60:02d}"
    return f"{text}:{rest % 60:02d}" if with_seconds else text
