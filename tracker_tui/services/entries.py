"""Finished entries: add, edit, split, join, remove."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import Moment, zone_of
from tracker_tui.core.durations import format_duration
from tracker_tui.core.entry import Entry
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.services.changes import (
    Done,
    draft_note,
    entry_changes,
    handle,
    refuse_if_billed,
)
from tracker_tui.services.finding import find_entry
from tracker_tui.services.projects import find_or_make_project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from tracker_tui.core.grammar import Words
    from tracker_tui.store.records import Change
    from tracker_tui.store.workspace import Workspace

DAY_SECONDS = 24 * 3600


class EntryEdit(NamedTuple):
    """What to change of an entry; None leaves a field as it is, empty text empties it."""

    start: str | None = None
    end: str | None = None
    duration: str | None = None
    project: str | None = None
    task: str | None = None
    note: str | None = None
    tags: tuple[str, ...] | None = None
    ref: str | None = None
    billable: bool | None = None


def add_entry(
    workspace: "Workspace",
    when: str,
    words: "Words",
    zone: str = "",
    billable: bool = True,
    insist: bool = False,
) -> Done:
    """Adds a finished entry, clocked or by duration only."""
    from tracker_tui.core.when import parse_span

    place = zone_of(zone) if zone else workspace.zone
    now = workspace.now()
    span = parse_span(when, now, place)
    with workspace.locked():
        found = find_or_make_project(workspace, words.project, words.task, insist)
        entry = Entry(
            workspace.new_id(),
            workspace.person,
            span.day,
            span.seconds,
            zone or workspace.zone_name,
            span.start,
            span.end,
            found.project,
            words.task,
            words.note,
            words.tags,
            billable=billable,
            created=now.iso(),
        )
        _check_time(workspace, entry)
        label = f"Added {format_duration(entry.seconds)} of {_title(entry)} on {entry.day}"
        workspace.commit(label, [*found.changes, *entry_changes(workspace, None, entry)])
    return Done(label, (entry,), (*found.notes, *_remarks(workspace, entry)))


def edit_entry(workspace: "Workspace", which: str, edit: EntryEdit, insist: bool = False) -> Done:
    """Changes fields of an entry; refused with the document's number when it is billed."""
    with workspace.locked():
        before = find_entry(workspace, which)
        refuse_if_billed(workspace, before, "edited")
        notes = draft_note(workspace, before)
        changes: tuple[Change, ...] = ()
        after = _with_time(workspace, before, edit)
        if edit.project is not None:
            found = find_or_make_project(workspace, edit.project, edit.task or "", insist)
            after = after._replace(project=found.project)
            changes, notes = found.changes, (*found.notes, *notes)
        after = _with_words(after, edit)
        _check_time(workspace, after)
        if after == before:
            return Done(f"Nothing to change on {handle(before.id)}", (before,))
        label = f"Edited {_title(after)} of {after.day}"
        workspace.commit(label, [*changes, *entry_changes(workspace, before, after)])
    return Done(label, (after,), (*notes, *_remarks(workspace, after)))


def split_entry(workspace: "Workspace", which: str, at: str) -> Done:
    """Splits a finished, clocked entry in two at a moment within it."""
    with workspace.locked():
        entry = find_entry(workspace, which)
        refuse_if_billed(workspace, entry, "split")
        if entry.start is None or entry.end is None:
            raise Refused(f"entry {handle(entry.id)} has no start and end to split between")
        border = _within(at, entry, workspace)
        first = entry._replace(end=border, seconds=border.utc - entry.start.utc)
        second = entry._replace(
            id=workspace.new_id(),
            start=border,
            day=border.day,
            seconds=entry.end.utc - border.utc,
            source="",
        )
        label = f"Split {_title(entry)} at {border.iso()}"
        changes = entry_changes(workspace, entry, first) + entry_changes(workspace, None, second)
        workspace.commit(label, changes)
    return Done(label, (first, second), draft_note(workspace, entry))


def join_entries(workspace: "Workspace", one: str, other: str) -> Done:
    """Joins two finished entries of the same project and task into the earlier one.

    Clocked entries must meet, so that no time is invented or lost; notes and tags are put together.
    """
    with workspace.locked():
        pair = sorted(
            (find_entry(workspace, one), find_entry(workspace, other)), key=lambda e: e.order
        )
        first, second = pair
        for entry in pair:
            refuse_if_billed(workspace, entry, "joined")
        _check_joinable(first, second)
        notes = [text for text in dict.fromkeys((first.note, second.note)) if text]
        joined = first._replace(
            end=second.end,
            seconds=first.seconds + second.seconds,
            note="; ".join(notes),
            tags=tuple(dict.fromkeys((*first.tags, *second.tags))),
        )
        label = f"Joined two entries of {_title(first)} on {first.day}"
        changes = entry_changes(workspace, first, joined) + entry_changes(workspace, second, None)
        workspace.commit(label, changes)
    return Done(label, (joined,), draft_note(workspace, first))


def remove_entries(workspace: "Workspace", which: "Sequence[str]") -> Done:
    """Removes entries; refused as a whole when one of them is billed."""
    with workspace.locked():
        found = list({one.id: one for one in (find_entry(workspace, w) for w in which)}.values())
        changes = []
        for entry in found:
            refuse_if_billed(workspace, entry, "removed")
            changes += entry_changes(workspace, entry, None)
        what = _title(found[0]) if len(found) == 1 else f"{len(found)} entries"
        label = f"Removed {what}"
        workspace.commit(label, changes)
    notes = [note for entry in found for note in draft_note(workspace, entry)]
    return Done(label, tuple(found), tuple(dict.fromkeys(notes)))


def _with_time(workspace: "Workspace", entry: Entry, edit: EntryEdit) -> Entry:
    """The entry with its new start, end or duration; only two of these can be given."""
    from tracker_tui.core.durations import parse_duration

    if edit.start is None and edit.end is None and edit.duration is None:
        return entry
    if edit.start is not None and edit.end is not None and edit.duration is not None:
        raise Usage("give --start and --end, or one of them with --duration, not all three")
    seconds = None if edit.duration is None else parse_duration(edit.duration)
    if entry.start is None:
        if edit.start is not None or edit.end is not None or seconds is None:
            raise Refused(f"entry {handle(entry.id)} is by duration only: edit its --duration")
        return entry._replace(seconds=seconds)
    zone = zone_of(entry.zone) if entry.zone else workspace.zone
    start = _clock(workspace, edit.start, entry.start, zone) or entry.start
    end = _clock(workspace, edit.end, entry.end or entry.start, zone) or entry.end
    if seconds is not None:
        from tracker_tui.core.clock import moment_in

        if edit.end is not None and end is not None:
            start = moment_in(end.utc - seconds, zone)
        else:
            end = moment_in(start.utc + seconds, zone)
    if end is None:
        return entry._replace(start=start, day=start.day)
    if end.utc < start.utc:
        raise Refused(f"the end {end.iso()} would be before the start {start.iso()}")
    return entry._replace(start=start, end=end, day=start.day, seconds=end.utc - start.utc)


def _clock(
    workspace: "Workspace", text: str | None, near: Moment, zone: "ZoneInfo"
) -> Moment | None:
    """A moment as typed; a bare time of day means the day on which the entry had it."""
    from tracker_tui.core.when import parse_when

    if text is None:
        return None
    if ":" in text and set(text) <= set("0123456789:"):
        text = f"{near.day} {text}"
    return parse_when(text, workspace.now(), zone)


def _within(at: str, entry: Entry, workspace: "Workspace") -> Moment:
    assert entry.start is not None and entry.end is not None
    zone = zone_of(entry.zone) if entry.zone else workspace.zone
    candidates = [_clock(workspace, at, entry.start, zone), _clock(workspace, at, entry.end, zone)]
    for border in candidates:
        if border is not None and entry.start.utc < border.utc < entry.end.utc:
            return border
    raise Refused(
        f"{at} is not within entry {handle(entry.id)} ({entry.start.iso()} to {entry.end.iso()})"
    )


def _with_words(entry: Entry, edit: EntryEdit) -> Entry:
    from tracker_tui.core.grammar import check_note, check_tag
    from tracker_tui.core.ids import check_name

    if edit.task is not None:
        entry = entry._replace(task=check_name(edit.task, "task") if edit.task else "")
    if edit.note is not None:
        entry = entry._replace(note=check_note(edit.note))
    if edit.tags is not None:
        tags = tuple(dict.fromkeys(check_tag(tag) for tag in edit.tags if tag))
        entry = entry._replace(tags=tags)
    if edit.ref is not None:
        entry = entry._replace(ref=check_note(edit.ref))
    if edit.billable is not None:
        entry = entry._replace(billable=edit.billable)
    return entry


def _check_joinable(first: Entry, second: Entry) -> None:
    if first.id == second.id:
        raise Refused("these are the same entry: join takes two")
    if first.running or second.running:
        raise Refused("a running timer cannot be joined: stop it first")
    same = ("person", "project", "task", "billable", "rate", "zone")
    for field in same:
        if getattr(first, field) != getattr(second, field):
            raise Refused(f"the two entries differ in {field}: edit one of them first")
    if (first.start is None) != (second.start is None):
        raise Refused("one entry has clock times and the other has none: they cannot be joined")
    if first.start is None and first.day != second.day:
        raise Refused("entries by duration only are joined within one day")
    if first.end is not None and second.start is not None and first.end.utc != second.start.utc:
        between = format_duration(abs(second.start.utc - first.end.utc))
        word = "a gap" if second.start.utc > first.end.utc else "an overlap"
        raise Refused(f"there is {word} of {between} between them: move a border first")


def _check_time(workspace: "Workspace", entry: Entry) -> None:
    now = workspace.now()
    if entry.start is not None and entry.start.utc > now.utc + DAY_SECONDS:
        raise Refused(f"{entry.start.iso()} is in the future: an entry says what was done")
    if entry.start is None and entry.day > now.day:
        raise Refused(f"{entry.day} is in the future: an entry says what was done")


def _remarks(workspace: "Workspace", entry: Entry) -> tuple[str, ...]:
    notes = []
    if entry.seconds > DAY_SECONDS:
        notes.append(f"that is {format_duration(entry.seconds)}: longer than a day")
    if entry.start is not None and entry.end is not None and entry.end.utc > workspace.now().utc:
        notes.append("its end is in the future")
    overlapping = _overlapping(workspace, entry)
    if overlapping:
        notes.append(f"it overlaps {' and '.join(handle(one.id) for one in overlapping[:3])}")
    return tuple(notes)


def _overlapping(workspace: "Workspace", entry: Entry) -> list[Entry]:
    """The person's other entries of the same month that share time with this one."""
    if entry.start is None or entry.end is None:
        return []
    return [
        one
        for one in workspace.entries(entry.person, entry.day[:7])
        if one.id != entry.id
        and one.start is not None
        and one.end is not None
        and one.start.utc < entry.end.utc
        and one.end.utc > entry.start.utc
    ]


def _title(entry: Entry) -> str:
    return entry.project or entry.note or f"entry {handle(entry.id)}"
