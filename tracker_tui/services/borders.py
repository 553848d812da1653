"""Neighbours in time: a border that two share, the entry that follows, a gap that is filled."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import Moment, add_days, moment_in, offset_fits
from tracker_tui.core.entry import Entry
from tracker_tui.core.errors import Refused
from tracker_tui.services.changes import (
    Done,
    draft_note,
    entry_changes,
    handle,
    refuse_if_billed,
)
from tracker_tui.services.entry_fields import (
    check_time,
    entry_title,
    entry_zone,
)
from tracker_tui.services.finding import find_entry
from tracker_tui.services.projects import find_or_make_project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker_tui.core.grammar import Words
    from tracker_tui.store.workspace import Workspace


class Border(NamedTuple):
    """An instant (UTC seconds) at which entries of one person end and others begin."""

    utc: int
    ending: tuple[Entry, ...]
    beginning: tuple[Entry, ...]


def move_border(workspace: "Workspace", which: str, minutes: int, side: str = "") -> Done:
    """Moves the border that an entry shares with its neighbour, later or (below zero) earlier.

    `side` is "end" or "start" of the entry; without one it is the end if a neighbour begins there,
    else the start. Both entries keep at least a second.
    """
    with workspace.locked():
        border = _border(workspace, find_entry(workspace, which), side)
        utc = border.utc + minutes * 60
        before = (*border.ending, *border.beginning)
        for entry in before:
            refuse_if_billed(workspace, entry, "changed")
        after = [
            *(_ending(workspace, entry, utc) for entry in border.ending),
            *(_beginning(workspace, entry, utc) for entry in border.beginning),
        ]
        changes = []
        for one, other in zip(before, after, strict=True):
            changes += entry_changes(workspace, one, other)
        moved = _at(workspace, border.ending[0], utc)
        names = dict.fromkeys(entry_title(entry) for entry in before)
        label = f"Moved the border of {' and '.join(names)} to {moved.clock()}"
        workspace.commit(label, changes)
    notes = [note for entry in before for note in draft_note(workspace, entry)]
    return Done(label, tuple(after), tuple(dict.fromkeys(notes)))


def _border(workspace: "Workspace", entry: Entry, side: str) -> Border:
    if entry.start is None:
        raise Refused(f"entry {handle(entry.id)} has no clock times, so no border to move")
    sides = {"end": entry.end, "start": entry.start}
    for moment in [sides[side]] if side else sides.values():
        if moment is None:
            continue
        near = [entry, *_others(workspace, entry, moment.day)]
        ending = [one for one in near if one.end is not None and one.end.utc == moment.utc]
        beginning = [one for one in near if one.start is not None and one.start.utc == moment.utc]
        if ending and beginning and not set(_ids(ending)) & set(_ids(beginning)):
            return Border(moment.utc, tuple(ending), tuple(beginning))
    raise Refused(f"nothing begins or ends where {entry_title(entry)} does: edit its times instead")


def _ids(entries: "Iterable[Entry]") -> list[str]:
    return [entry.id for entry in entries]


def _others(workspace: "Workspace", entry: Entry, day: str) -> list[Entry]:
    """The person's other entries with clock times about a day, by start; running ones too."""
    months = dict.fromkeys((add_days(day[:8] + "01", -1)[:7], day[:7], add_days(day, 1)[:7]))
    found = [one for month in months for one in workspace.entries(entry.person, month)]
    found += workspace.running(entry.person)
    found.sort(key=lambda one: one.order)
    return [one for one in found if one.start is not None and one.id != entry.id]


def _ending(workspace: "Workspace", entry: Entry, utc: int) -> Entry:
    assert entry.start is not None
    if utc <= entry.start.utc:
        raise Refused(f"nothing would be left of {entry_title(entry)} from {entry.start.clock()}")
    end = _at(workspace, entry, utc)
    return entry._replace(end=end, seconds=utc - entry.start.utc)


def _beginning(workspace: "Workspace", entry: Entry, utc: int) -> Entry:
    last = workspace.now().utc if entry.end is None else entry.end.utc
    if utc >= last:
        until = "now" if entry.end is None else entry.end.clock()
        raise Refused(f"nothing would be left of {entry_title(entry)} until {until}")
    start = _at(workspace, entry, utc)
    seconds = 0 if entry.end is None else last - utc
    return entry._replace(start=start, day=start.day, seconds=seconds)


def _at(workspace: "Workspace", entry: Entry, utc: int) -> Moment:
    """An instant by the entry's clock; with the offset of its start where that is foreign."""
    zone = entry_zone(workspace, entry)
    if entry.start is None or offset_fits(entry.start, zone):
        return moment_in(utc, zone)
    return Moment(utc, entry.start.offset)


def find_next(workspace: "Workspace", which: str) -> Entry:
    """The person's finished entry that follows one: by the clock, or without clock times too."""
    entry = find_entry(workspace, which)
    near = _others(workspace, entry, entry.end.day if entry.end else entry.day)
    if entry.start is None:
        near = [
            one
            for one in workspace.entries(entry.person, entry.day[:7])
            if one.start is None and one.day == entry.day
        ]
    for one in near:
        if one.order > entry.order and not one.running:
            return one
    raise Refused(f"nothing follows {entry_title(entry)}")


def join_next(workspace: "Workspace", which: str) -> Done:
    """Joins an entry with the one that follows it."""
    from tracker_tui.services.entries import join_entries

    return join_entries(workspace, which, find_next(workspace, which).id)


def middle_of(entry: Entry) -> Moment:
    """The full minute in the middle of a finished, clocked entry, by the clock of its start."""
    if entry.start is None or entry.end is None:
        raise Refused(f"entry {handle(entry.id)} has no start and end to split between")
    half = (entry.end.utc - entry.start.utc) // 2
    utc = entry.start.utc + (half // 60 * 60 or half)
    return Moment(utc, entry.start.offset)


# --- gaps --------------------------------------------------------------------------------------


class Gap(NamedTuple):
    """Free time of a day between two entries, and the id of the entry before it."""

    start: Moment
    end: Moment
    before: str


def find_gap(workspace: "Workspace", which: str) -> Gap:
    """The free time from the end of an entry to the next one of its day; refused without any."""
    entry = find_entry(workspace, which)
    if entry.end is None:
        raise Refused(f"{entry_title(entry)} has no end after which there could be a gap")
    end = entry.end
    later = [
        one
        for one in _others(workspace, entry, end.day)
        if one.start is not None and (one.end is None or one.end.utc > end.utc)
    ]
    following = next((one.start for one in later if one.start is not None), None)
    if following is None or following.day != end.day:
        raise Refused(f"nothing follows {entry_title(entry)} on {end.day}: there is no gap to fill")
    if following.utc <= end.utc:
        raise Refused(f"there is no gap after {entry_title(entry)}: the next one begins at once")
    return Gap(end, _at(workspace, entry, following.utc), entry.id)


def fill_gap_after(workspace: "Workspace", which: str) -> Done:
    """Fills the free time between an entry and the next one with the project of the first."""
    return fill_gap(workspace, *find_gap(workspace, which))


def fill_gap(workspace: "Workspace", start: Moment, end: Moment, like: "str | Words" = "") -> Done:
    """Adds an entry that fills free time: with words, or with the project of another entry.

    `like` is that entry's handle; without one it is the last that ended before, on the same day.
    """
    from tracker_tui.core.grammar import Words

    with workspace.locked():
        blank = _blank(workspace, start, end)
        model = blank
        if isinstance(like, str):
            model = find_entry(workspace, like) if like else _before(workspace, blank)
            like = Words(model.project, model.task)
        found = find_or_make_project(workspace, like.project, like.task)
        entry = blank._replace(
            project=found.project,
            task=like.task,
            note=like.note,
            tags=like.tags,
            rate=model.rate,
            billable=model.billable,
        )
        check_time(workspace, entry)
        _refuse_if_taken(workspace, entry)
        label = f"Filled {start.clock()}-{end.clock()} with {entry_title(entry)}"
        workspace.commit(label, [*found.changes, *entry_changes(workspace, None, entry)])
    return Done(label, (entry,), found.notes)


def _blank(workspace: "Workspace", start: Moment, end: Moment) -> Entry:
    if end.utc <= start.utc:
        raise Refused(f"there is no time between {start.iso()} and {end.iso()}")
    return Entry(
        workspace.new_id(),
        workspace.person,
        start.day,
        end.utc - start.utc,
        workspace.zone_name,
        start,
        end,
        created=workspace.now().iso(),
    )


def _before(workspace: "Workspace", gap: Entry) -> Entry:
    assert gap.start is not None
    ended = [
        one
        for one in _others(workspace, gap, gap.day)
        if one.end is not None and one.end.utc <= gap.start.utc and one.end.day == gap.day
    ]
    if not ended:
        raise Refused(f"nothing was done on {gap.day} before {gap.start.clock()}: add the entry")
    return max(ended, key=lambda one: (one.end or gap.start, one.id))


def _refuse_if_taken(workspace: "Workspace", entry: Entry) -> None:
    assert entry.start is not None and entry.end is not None
    for one in _others(workspace, entry, entry.day):
        assert one.start is not None
        if one.start.utc < entry.end.utc and (one.end is None or one.end.utc > entry.start.utc):
            raise Refused(f"{entry_title(one)} lies in this gap since {one.start.clock()}")
