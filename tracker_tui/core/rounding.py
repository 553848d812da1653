"""Rounding raw time to billed time, and spreading a group's rounded time over its entries."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import FieldError, Usage
from tracker_tui.core.record import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.core.record import Record

INCREMENTS = (1, 5, 6, 10, 15, 30, 60)
MODES = ("up", "nearest", "down")
SCOPES = ("entry", "day-task", "line")


class Rounding(NamedTuple):
    """A rule: increment in minutes (0: none), mode, scope, least minutes of a group with any."""

    minutes: int = 0
    mode: str = "up"
    scope: str = "entry"
    minimum: int = 0

    def apply(self, seconds: int) -> int:
        """The rounded seconds of one group of raw seconds."""
        if seconds <= 0:
            return seconds
        step = self.minutes * 60
        if step and self.mode == "up":
            seconds = -(-seconds // step) * step
        elif step and self.mode == "down":
            seconds = seconds // step * step
        elif step:
            seconds = (2 * seconds + step) // (2 * step) * step
        return max(seconds, self.minimum * 60)

    def __str__(self) -> str:
        """The rule in the words of the command line, such as `15:up:entry`."""
        if not self.minutes and not self.minimum:
            return "none"
        least = f":{self.minimum}" if self.minimum else ""
        return f"{self.minutes}:{self.mode}:{self.scope}{least}"


NO_ROUNDING = Rounding()


def read_rounding(record: "Record") -> Rounding:
    """A rule from its table in a client's or project's file."""
    reader = Reader(record)
    minutes = reader.whole("minutes")
    if minutes and minutes not in INCREMENTS:
        raise FieldError("minutes", f"{minutes} is not one of {', '.join(map(str, INCREMENTS))}")
    return Rounding(
        minutes,
        reader.choice("mode", MODES, "up"),
        reader.choice("scope", SCOPES, "entry"),
        reader.whole("minimum", high=24 * 60),
    )


def write_rounding(rule: Rounding) -> "Record":
    """The rule as its table in a file."""
    record: Record = {"minutes": rule.minutes, "mode": rule.mode, "scope": rule.scope}
    return {**record, "minimum": rule.minimum} if rule.minimum else record


def parse_rounding(text: str) -> Rounding:
    """`15:up:entry`, `6:nearest:day-task:30` (least minutes last) or `none`, as typed."""
    if text == "none":
        return NO_ROUNDING
    parts = text.split(":")
    wrong = Usage(
        f'"{text}" is not a rounding: write MINUTES:MODE:SCOPE such as 15:up:entry '
        f"(minutes {', '.join(map(str, INCREMENTS))}; {', '.join(MODES)}; {', '.join(SCOPES)})"
    )
    numbers = [parts[0], *parts[3:]]
    if len(parts) > 4 or not all(part.isdecimal() and part.isascii() for part in numbers):
        raise wrong
    record: Record = {"minutes": int(parts[0])}
    record.update(zip(("mode", "scope"), parts[1:3], strict=False))
    if len(parts) == 4:
        record["minimum"] = int(parts[3])
    try:
        return read_rounding(record)
    except FieldError:
        raise wrong from None


def spread(target: int, raw: "Sequence[int]") -> list[int]:
    """The raw seconds of a group's entries, changed so that they add up to `target`.

    The difference goes to the last entry; what the last cannot give is taken from those before it,
    so that no entry falls below nothing.
    """
    billed = list(raw)
    difference = target - sum(billed)
    for at in range(len(billed) - 1, -1, -1):
        if difference >= 0:
            break
        given = min(billed[at], -difference)
        billed[at] -= given
        difference += given
    if billed and difference > 0:
        billed[-1] += difference
    return billed


def round_group(
    rule: Rounding, raw: "Sequence[int]", billed_raw: int = 0, billed: int = 0
) -> list[int]:
    """Billed seconds of each unbilled entry of a group, in the order of their start.

    `billed_raw` and `billed` are the raw and billed seconds of the entries of the same group that
    are billed already: the group is rounded as a whole and what was billed is subtracted, so that
    drafting twice never charges more than drafting once.
    """
    whole = rule.apply(billed_raw + sum(raw))
    return spread(max(whole - billed, 0), raw)
