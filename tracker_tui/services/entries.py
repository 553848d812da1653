"""Finished entries: add, edit, split, join, remove."""

from typing import TYPE_CHECKING

from tracker_tui.core.clock import Moment, zone_of
from tracker_tui.core.durations import format_duration
from tracker_tui.core.entry import Entry
from tracker_tui.core.errors import Refused
from tracker_tui.services.changes import (
    Done,
    draft_note,
    entry_changes,
    handle,
    refuse_if_billed,
)
from tracker_tui.services.entry_fields import EntryEdit as EntryEdit
from tracker_tui.services.entry_fields import (
    check_time,
    edited,
    entry_title,
    entry_zone,
    moment_near,
    remarks,
)
from tracker_tui.services.finding import find_entries, find_entry
from tracker_tui.services.projects import find_or_make_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.core.grammar import Words
    from tracker_tui.store.records import Change
    from tracker_tui.store.workspace import Workspace


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
        check_time(workspace, entry)
        label = f"Added {format_duration(entry.seconds)} of {entry_title(entry)} on {entry.day}"
        workspace.commit(label, [*found.changes, *entry_changes(workspace, None, entry)])
    return Done(label, (entry,), (*found.notes, *remarks(workspace, entry)))


def edit_entry(workspace: "Workspace", which: str, edit: EntryEdit, insist: bool = False) -> Done:
    """Changes fields of an entry; refused with the document's number when it is billed."""
    return edit_entries(workspace, [which], edit, insist)


def edit_entries(
    workspace: "Workspace", which: "Sequence[str]", edit: "EntryEdit", insist: bool = False
) -> Done:
    """Changes the same fields of entries; refused as a whole when one of them is billed."""
    notes: list[str] = []
    changes: list[Change] = []
    with workspace.locked():
        found = find_entries(workspace, which)
        for entry in found:
            refuse_if_billed(workspace, entry, "edited")
        project = None
        if edit.project is not None:
            made = find_or_make_project(workspace, edit.project, edit.task or "", insist)
            project = made.project
            changes += made.changes
            notes += made.notes
        after = [edited(workspace, entry, edit, project) for entry in found]
        for one, other in zip(found, after, strict=True):
            changes += entry_changes(workspace, one, other)
            notes += draft_note(workspace, one)
        changed = [one for one, other in zip(after, found, strict=True) if one != other]
        if not changed:
            return Done(f"Nothing to change on {_named(found)}", tuple(found))
        label = f"Edited {_named(changed)}"
        if len(found) == 1:
            label = f"Edited {entry_title(after[0])} of {after[0].day}"
        workspace.commit(label, changes)
    notes += _remarks(workspace, changed, timed=len(found) == 1 or _is_about_time(edit))
    return Done(label, tuple(after), tuple(dict.fromkeys(notes)))


def _named(entries: "Sequence[Entry]") -> str:
    return handle(entries[0].id) if len(entries) == 1 else f"{len(entries)} entries"


def _is_about_time(edit: "EntryEdit") -> bool:
    return not edit.start is edit.end is edit.duration is None


def _remarks(workspace: "Workspace", changed: "Sequence[Entry]", timed: bool) -> list[str]:
    """Remarks on the time of entries, each with its handle where there are several."""
    if len(changed) == 1:
        return list(remarks(workspace, changed[0]))
    return [
        f"{handle(entry.id)}: {note}"
        for entry in (changed if timed else ())
        for note in remarks(workspace, entry)
    ]


# --- borders -----------------------------------------------------------------------------------


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
        label = f"Split {entry_title(entry)} at {border.iso()}"
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
        label = f"Joined two entries of {entry_title(first)} on {first.day}"
        changes = entry_changes(workspace, first, joined) + entry_changes(workspace, second, None)
        workspace.commit(label, changes)
    return Done(label, (joined,), draft_note(workspace, first))


def remove_entries(workspace: "Workspace", which: "Sequence[str]") -> Done:
    """Removes entries; refused as a whole when one of them is billed."""
    with workspace.locked():
        found = find_entries(workspace, which)
        changes = []
        for entry in found:
            refuse_if_billed(workspace, entry, "removed")
            changes += entry_changes(workspace, entry, None)
        what = entry_title(found[0]) if len(found) == 1 else f"{len(found)} entries"
        label = f"Removed {what}"
        workspace.commit(label, changes)
    notes = [note for entry in found for note in draft_note(workspace, entry)]
    return Done(label, tuple(found), tuple(dict.fromkeys(notes)))


def _within(at: str, entry: Entry, workspace: "Workspace") -> Moment:
    assert entry.start is not None and entry.end is not None
    zone = entry_zone(workspace, entry)
    for near in (entry.start, entry.end):
        border = moment_near(workspace, at, near, zone)
        if entry.start.utc < border.utc < entry.end.utc:
            return border
    raise Refused(
        f"{at} is not within entry {handle(entry.id)} ({entry.start.iso()} to {entry.end.iso()})"
    )


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
