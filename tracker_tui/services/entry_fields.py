"""What can be changed of an entry, the rules that it keeps to, and what is remarked about it."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import moment_in, zone_of
from tracker_tui.core.durations import format_duration
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.services.changes import handle

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from tracker_tui.core.clock import Moment
    from tracker_tui.core.entry import Entry
    from tracker_tui.store.workspace import Workspace

DAY_SECONDS = 24 * 3600


class EntryEdit(NamedTuple):
    """What to change of an entry; None leaves a field as it is, empty text empties it.

    Tags take the place of those that it has, or with `+` and `-` before each are added and removed.
    """

    start: str | None = None
    end: str | None = None
    duration: str | None = None
    project: str | None = None
    task: str | None = None
    note: str | None = None
    tags: tuple[str, ...] | None = None
    ref: str | None = None
    billable: bool | None = None


def edited(workspace: "Workspace", entry: "Entry", edit: EntryEdit, project: str | None) -> "Entry":
    """The entry after an edit, `project` being the id that the edit's project means."""
    after = _with_words(_with_time(workspace, entry, edit), edit)
    if project is not None:
        after = after._replace(project=project)
    check_time(workspace, after)
    return after


def _with_time(workspace: "Workspace", entry: "Entry", edit: EntryEdit) -> "Entry":
    """The entry with its new start, end or duration; only two of these can be given."""
    from tracker_tui.core.durations import parse_duration

    if edit.start is None and edit.end is None and edit.duration is None:
        return entry
    if edit.start is not None and edit.end is not None and edit.duration is not None:
        raise Usage("give start and end, or one of them with the duration, not all three")
    seconds = None if edit.duration is None else parse_duration(edit.duration)
    if entry.start is None:
        if edit.start is not None or edit.end is not None or seconds is None:
            raise Refused(f"entry {handle(entry.id)} is by duration only: edit its duration")
        return entry._replace(seconds=seconds)
    zone = entry_zone(workspace, entry)
    start = _moment(workspace, edit.start, entry.start, zone) or entry.start
    end = _moment(workspace, edit.end, entry.end or entry.start, zone) or entry.end
    if seconds is not None:
        if edit.end is not None and end is not None:
            start = moment_in(end.utc - seconds, zone)
        else:
            end = moment_in(start.utc + seconds, zone)
    if end is None:
        return entry._replace(start=start, day=start.day)
    if end.utc < start.utc:
        raise Refused(f"the end {end.iso()} would be before the start {start.iso()}")
    return entry._replace(start=start, end=end, day=start.day, seconds=end.utc - start.utc)


def entry_zone(workspace: "Workspace", entry: "Entry") -> "ZoneInfo":
    """The zone in which the entry's clock times are meant."""
    return zone_of(entry.zone) if entry.zone else workspace.zone


def _moment(
    workspace: "Workspace", text: str | None, near: "Moment", zone: "ZoneInfo"
) -> "Moment | None":
    return None if text is None else moment_near(workspace, text, near, zone)


def moment_near(workspace: "Workspace", text: str, near: "Moment", zone: "ZoneInfo") -> "Moment":
    """A moment as typed; a bare time of day means the day on which the entry had it."""
    from tracker_tui.core.when import parse_when

    if ":" in text and set(text) <= set("0123456789:"):
        text = f"{near.day} {text}"
    return parse_when(text, workspace.now(), zone)


def _with_words(entry: "Entry", edit: EntryEdit) -> "Entry":
    from tracker_tui.core.grammar import check_note
    from tracker_tui.core.ids import check_name

    if edit.task is not None:
        entry = entry._replace(task=check_name(edit.task, "task") if edit.task else "")
    if edit.note is not None:
        entry = entry._replace(note=check_note(edit.note))
    if edit.tags is not None:
        entry = entry._replace(tags=_with_tags(entry.tags, edit.tags))
    if edit.ref is not None:
        entry = entry._replace(ref=check_note(edit.ref))
    if edit.billable is not None:
        entry = entry._replace(billable=edit.billable)
    return entry


def _with_tags(tags: tuple[str, ...], typed: tuple[str, ...]) -> tuple[str, ...]:
    from tracker_tui.core.grammar import check_tag

    typed = tuple(tag for tag in typed if tag)
    if not typed or not all(tag[0] in "+-" for tag in typed):
        return tuple(dict.fromkeys(check_tag(tag) for tag in typed))
    added = [check_tag(tag[1:]) for tag in typed if tag[0] == "+"]
    gone = {check_tag(tag[1:]) for tag in typed if tag[0] == "-"}
    return tuple(tag for tag in dict.fromkeys((*tags, *added)) if tag not in gone)


def check_time(workspace: "Workspace", entry: "Entry") -> None:
    """Refused when the entry lies in the future."""
    now = workspace.now()
    if entry.start is not None and entry.start.utc > now.utc + DAY_SECONDS:
        raise Refused(f"{entry.start.iso()} is in the future: an entry says what was done")
    if entry.start is None and entry.day > now.day:
        raise Refused(f"{entry.day} is in the future: an entry says what was done")


def remarks(workspace: "Workspace", entry: "Entry") -> tuple[str, ...]:
    """What is odd about an entry's time, though allowed."""
    notes = []
    if entry.seconds > DAY_SECONDS:
        notes.append(f"that is {format_duration(entry.seconds)}: longer than a day")
    if entry.start is not None and entry.end is not None and entry.end.utc > workspace.now().utc:
        notes.append("its end is in the future")
    found = overlapping(workspace, entry)
    if found:
        notes.append(f"it overlaps {' and '.join(handle(one.id) for one in found[:3])}")
    return tuple(notes)


def overlapping(workspace: "Workspace", entry: "Entry") -> "list[Entry]":
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


def entry_title(entry: "Entry") -> str:
    """An entry in a sentence: its project, else its note, else its handle."""
    return entry.project or entry.note or f"entry {handle(entry.id)}"
