"""What the Today screen shows: timers, the day as rows and as a strip, day and week by target."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import add_days
from tracker_tui.core.day import (
    Gap,
    Piece,
    Targets,
    day_rows,
    find_day_gaps,
    pieces_by_day,
    targets_of,
    week_of,
    worked_seconds,
)
from tracker_tui.core.day_strip import make_strip
from tracker_tui.core.daysplit import zone_at_start
from tracker_tui.services.listing import price_months
from tracker_tui.services.timers import parked_timers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from tracker_tui.core.clock import Moment
    from tracker_tui.core.day_strip import Strip
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.views import PricedEntry
    from tracker_tui.services.timers import Parked
    from tracker_tui.store.workspace import Workspace


class DayLine(NamedTuple):
    """A row of the day: a piece of an entry with its price, or a gap.

    `priced` is None for a gap. Its amount is the whole entry's and belongs to the day on which the
    entry starts: a piece that began before shows none.
    """

    key: str
    row: Piece | Gap
    priced: PricedEntry | None = None


class WeekDay(NamedTuple):
    """A day of the week with the time that was worked in it."""

    day: str
    seconds: int


class Today(NamedTuple):
    """One person's day. Overlapping time counts once in `seconds` and in the week.

    The piece of a line has its entry as it was written, `priced` the one with the present name of
    its project. Timers are there whatever day is looked at: of `running` the newest is first, of
    `parked` what `back` returns to. `amounts` are those of the entries that start in the day.
    """

    person: str
    day: str
    now: Moment
    zone: str
    running: tuple[PricedEntry, ...]
    parked: tuple[Parked, ...]
    lines: tuple[DayLine, ...]
    strip: Strip
    seconds: int
    amounts: dict[str, Decimal]
    week: tuple[WeekDay, ...]
    targets: Targets

    @property
    def is_today(self) -> bool:
        """Whether the day that is looked at is this one."""
        return self.day == self.now.day

    @property
    def week_seconds(self) -> int:
        """What was worked in the week."""
        return sum(day.seconds for day in self.week)


def read_today(workspace: Workspace, day: str = "") -> Today:
    """The day (by default this one) of the person who works here."""
    now = workspace.now()
    day = day or now.day
    week = week_of(day)
    priced = {one.entry.id: one for one in price_months(workspace, [day[:7]], running=True)}
    mine = [one.entry for one in priced.values() if one.entry.person == workspace.person]
    pieces = pieces_by_day([*mine, *_entries_around(workspace, week, day[:7])], now.utc)
    today = pieces.get(day, [])
    _price_the_rest(workspace, today, priced)
    running = [priced[entry.id] for entry in reversed(mine) if entry.running]
    here = now.utc if day == now.day else None
    zone = workspace.zone if here is not None else _zone_of_day(today) or workspace.zone
    gaps = find_day_gaps(today, zone, here if not running else None)
    lines = tuple(_line(row, priced) for row in day_rows(today, gaps))
    return Today(
        workspace.person,
        day,
        now,
        workspace.zone_name,
        tuple(running),
        tuple(reversed(parked_timers(workspace))),
        lines,
        make_strip(day, zone, today, gaps, here),
        worked_seconds(today),
        _amounts(lines),
        tuple(WeekDay(one, worked_seconds(pieces.get(one, []))) for one in week),
        targets_of(workspace.people().get(workspace.person)),
    )


def _entries_around(workspace: Workspace, week: Sequence[str], known: str) -> list[Entry]:
    """The finished entries of the months of the week and of the one before, which may reach in.

    The month that is `known` already is left out.
    """
    before = add_days(f"{week[0][:7]}-01", -1)
    found: list[Entry] = []
    for month in {one[:7] for one in (before, week[0], week[-1])} - {known}:
        found += workspace.entries(workspace.person, month)
    return found


def _price_the_rest(
    workspace: Workspace, pieces: Sequence[Piece], priced: dict[str, PricedEntry]
) -> None:
    """Adds the prices of the pieces whose entries began in an earlier month."""
    months = {one.entry.day[:7] for one in pieces if one.entry.id not in priced}
    if months:
        priced.update((one.entry.id, one) for one in price_months(workspace, months))


def _line(row: Piece | Gap, priced: Mapping[str, PricedEntry]) -> DayLine:
    if isinstance(row, Gap):
        return DayLine(row.key, row)
    return DayLine(row.entry.id, row, priced[row.entry.id])


def _amounts(lines: Sequence[DayLine]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in lines:
        priced = line.priced
        if isinstance(line.row, Gap) or line.row.before or priced is None:
            continue
        if priced.amount is not None:
            found[priced.currency] = found.get(priced.currency, 0) + priced.amount
    return dict(sorted(found.items()))


def _zone_of_day(pieces: Sequence[Piece]) -> ZoneInfo | None:
    """Where a day that is past is drawn: where the first of its entries was recorded."""
    zones = (zone_at_start(piece.entry) for piece in pieces)
    return next((zone for zone in zones if zone is not None), None)
