"""A day as rows: what was worked when, what lies between, what happens twice; and targets.

An entry lies in the local days of its own zone, as in reports; time that two entries share counts
once. Instants are UTC seconds, lengths are whole seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import add_days, day_number, moment_in
from tracker_tui.core.daysplit import day_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from tracker_tui.core.business import Person
    from tracker_tui.core.clock import Moment
    from tracker_tui.core.entry import Entry

LEAST_GAP = 60
"""A shorter pause between two entries is no gap."""

WORKDAYS = 5
"""Over how many days a week's target is spread."""


class Piece(NamedTuple):
    """What an entry spends in one day; without `start` and `end` it is by duration only.

    `before`: it began on an earlier day; `after`: it goes on in a later one. `shared` of its
    seconds are counted already by the pieces before it.
    """

    entry: Entry
    seconds: int
    start: int | None = None
    end: int | None = None
    before: bool = False
    after: bool = False
    shared: int = 0


class Gap(NamedTuple):
    """A pause within the day's work; `open_`: it lasts until now."""

    start: Moment
    end: Moment
    open_: bool = False

    @property
    def seconds(self) -> int:
        """How long it is."""
        return self.end.utc - self.start.utc

    @property
    def key(self) -> str:
        """What names it: `gap:START/END`, both as ISO 8601 with the offset."""
        return f"gap:{self.start.iso()}/{self.end.iso()}"


class Targets(NamedTuple):
    """Seconds that a person means to work; 0: no target."""

    day: int = 0
    week: int = 0


def pieces_by_day(entries: Iterable[Entry], now: int) -> dict[str, list[Piece]]:
    """What the entries of one person spend in each day, by start, with what they share.

    Running entries last until `now`. The pieces of a day without their shared seconds add up to
    the time that was worked in it.
    """
    found: dict[str, list[Piece]] = {}
    for entry in entries:
        for day, piece in _pieces(entry, now):
            found.setdefault(day, []).append(piece)
    return {day: _with_shared(pieces) for day, pieces in found.items()}


def _pieces(entry: Entry, now: int) -> Iterator[tuple[str, Piece]]:
    parts = day_parts(entry, now)
    if entry.start is None:
        yield entry.day, Piece(entry, entry.seconds)
        return
    at = entry.start.utc
    for number, (day, seconds) in enumerate(parts):
        before, after = number > 0, number < len(parts) - 1
        yield day, Piece(entry, seconds, at, at + seconds, before, after)
        at += seconds


def _with_shared(pieces: list[Piece]) -> list[Piece]:
    pieces.sort(key=lambda piece: (piece.start or 0, piece.entry.id))
    found, covered = [], 0
    for piece in pieces:
        if piece.start is not None and piece.end is not None:
            shared = min(piece.end, covered) - piece.start
            covered = max(covered, piece.end)
            if shared > 0:
                piece = piece._replace(shared=shared)
        found.append(piece)
    return found


def worked_seconds(pieces: Iterable[Piece]) -> int:
    """The time that was worked in a day; what entries share counts once."""
    return sum(piece.seconds - piece.shared for piece in pieces)


def worked_spans(pieces: Iterable[Piece]) -> list[tuple[int, int]]:
    """When somebody worked: stretches from start to end in order, none of which touch."""
    return merged(
        (one.start, one.end) for one in pieces if one.start is not None and one.end is not None
    )


def shared_spans(pieces: Iterable[Piece]) -> list[tuple[int, int]]:
    """When two pieces or more, given by start, run at once."""
    return merged((one.start, one.start + one.shared) for one in pieces if one.start is not None)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches with those that touch or overlap put together; empty ones are left out."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def find_day_gaps(pieces: Sequence[Piece], zone: ZoneInfo, until: int | None = None) -> list[Gap]:
    """The gaps between a day's first start and its last end, or `until` where that is later.

    They are told in the clock of `zone`.
    """
    spans = worked_spans(pieces)
    starts = [start for start, _ in spans[1:]]
    pauses = list(zip((end for _, end in spans), starts, strict=False))
    gaps = [Gap(moment_in(start, zone), moment_in(end, zone)) for start, end in pauses]
    if spans and until is not None and until > spans[-1][1]:
        gaps.append(Gap(moment_in(spans[-1][1], zone), moment_in(until, zone), open_=True))
    return [gap for gap in gaps if gap.seconds >= LEAST_GAP]


def day_rows(pieces: Sequence[Piece], gaps: Iterable[Gap]) -> list[Piece | Gap]:
    """Pieces and gaps in the order of their start; what is by duration only comes first."""
    placed: list[tuple[int, int, Piece | Gap]] = [
        (piece.start or 0, at, piece) for at, piece in enumerate(pieces)
    ]
    placed += [(gap.start.utc, -1, gap) for gap in gaps]
    return [row for _, _, row in sorted(placed, key=lambda one: one[:2])]


def week_of(day: str) -> list[str]:
    """The seven days, from Monday, of the week of a day."""
    weekday = (day_number(day) - 4) % 7  # 1970-01-05 was a Monday
    return [add_days(day, number - weekday) for number in range(7)]


def targets_of(person: Person | None) -> Targets:
    """A person's targets; the day's follows from the week's, or the week's from the day's."""
    if person is None:
        return Targets()
    day, week = person.daily_hours, person.weekly_hours
    if day is None and week is not None:
        day = week / WORKDAYS
    if week is None and day is not None:
        week = day * WORKDAYS
    return Targets(int((day or 0) * 3600), int((week or 0) * 3600))
