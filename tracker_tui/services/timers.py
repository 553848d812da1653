"""Running timers: start, stop, continue, cancel, interrupt and come back."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import Moment
from tracker_tui.core.durations import format_duration
from tracker_tui.core.entry import Entry
from tracker_tui.core.errors import Refused
from tracker_tui.core.ids import find_by_handle
from tracker_tui.core.record import compact
from tracker_tui.services.changes import Done, entry_changes, handle
from tracker_tui.services.projects import find_or_make_project
from tracker_tui.store import layout
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from tracker_tui.core.grammar import Words
    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace

LONG = 24 * 3600
"""An entry longer than this many seconds is worth a remark."""


class Parked(NamedTuple):
    """A parked timer: since when it waits, what it is, and the seconds worked on it before."""

    id: str
    since: Moment
    entry: Entry
    worked: int


def start_timer(
    workspace: "Workspace",
    words: "Words",
    at: str = "",
    keep: bool = False,
    billable: bool = True,
    insist: bool = False,
) -> Done:
    """Starts a timer; what runs is closed at the same second unless `keep`."""
    with workspace.locked():
        begin = _moment(workspace, at)
        found = find_or_make_project(workspace, words.project, words.task, insist)
        entry = Entry(
            workspace.new_id(),
            workspace.person,
            begin.day,
            0,
            workspace.zone_name,
            begin,
            project=found.project,
            task=words.task,
            note=words.note,
            tags=words.tags,
            billable=billable,
            created=workspace.now().iso() if at else "",
        )
        changes, stopped = ([], []) if keep else _close(workspace, workspace.running(), begin)
        changes += [*found.changes, *entry_changes(workspace, None, entry)]
        label = f"Started {_title(entry)}"
        workspace.commit(label, changes)
    notes = [f"stopped {_title(one)} after {format_duration(one.seconds)}" for one in stopped]
    return Done(label, (entry,), (*found.notes, *notes))


def stop_timer(workspace: "Workspace", which: str = "", at: str = "") -> Done:
    """Stops the newest running timer, or the one with that handle."""
    with workspace.locked():
        running = _pick(workspace, which)
        changes, stopped = _close(workspace, [running], _moment(workspace, at))
        label = f"Stopped {_title(stopped[0])} after {format_duration(stopped[0].seconds)}"
        workspace.commit(label, changes)
    return Done(label, tuple(stopped), _remarks(stopped[0]))


def cancel_timer(workspace: "Workspace", which: str = "") -> Done:
    """Drops the newest running timer (or that one) without keeping its time."""
    with workspace.locked():
        running = _pick(workspace, which)
        lost = format_duration(running.seconds_at(workspace.now().utc))
        label = f"Cancelled {_title(running)} after {lost}"
        workspace.commit(label, entry_changes(workspace, running, None))
    return Done(label, (running,))


def continue_timer(workspace: "Workspace", which: str = "") -> Done:
    """Starts again what an entry was about: the newest finished one, or the one named."""
    from tracker_tui.services.finding import find_entry, newest_entries

    if which:
        model = find_entry(workspace, which)
        if model.running:
            raise Refused(f"{_title(model)} runs already")
    else:
        newest = newest_entries(workspace, 1, finished=True)
        if not newest:
            raise Refused("there is nothing to continue yet: start PROJECT NOTE starts a timer")
        model = newest[0]
    with workspace.locked():
        changes, stopped = _close(workspace, workspace.running(), workspace.now())
        entry = _again(workspace, model)
        label = f"Continued {_title(entry)}"
        workspace.commit(label, [*changes, *entry_changes(workspace, None, entry)])
    notes = (f"stopped {_title(one)} after {format_duration(one.seconds)}" for one in stopped)
    return Done(label, (entry,), tuple(notes))


def interrupt_timer(
    workspace: "Workspace", words: "Words", insist: bool = False, at: str = ""
) -> Done:
    """Parks what runs and starts something else; `back` returns to it."""
    with workspace.locked():
        now = _moment(workspace, at)
        running = workspace.running()
        found = find_or_make_project(workspace, words.project, words.task, insist)
        changes, stopped = _close(workspace, running, now)
        parked = [_park(workspace, entry, now) for entry in stopped]
        model = Entry("", workspace.person, now.day, 0, workspace.zone_name, project=found.project)
        model = model._replace(task=words.task, note=words.note, tags=words.tags)
        entry = _again(workspace, model, now)._replace(created=workspace.now().iso() if at else "")
        changes += [*parked, *found.changes, *entry_changes(workspace, None, entry)]
        names = " and ".join(_title(one) for one in stopped)
        label = f"Interrupted {names} for {_title(entry)}" if names else f"Started {_title(entry)}"
        workspace.commit(label, changes)
    return Done(label, (entry,), found.notes)


def return_to_parked(workspace: "Workspace") -> Done:
    """Closes what runs and starts again what was parked last."""
    with workspace.locked():
        waiting = parked_timers(workspace)
        if not waiting:
            raise Refused("nothing is parked: interrupt parks what runs")
        latest = waiting[-1]
        now = workspace.now()
        changes, stopped = _close(workspace, workspace.running(), now)
        entry = _again(workspace, latest.entry)
        file = layout.running_file(workspace.person)
        record = workspace.parked()[latest.id]
        changes.append(Change(file, ("parked", latest.id), record, None))
        label = f"Back to {_title(entry)}"
        workspace.commit(label, [*changes, *entry_changes(workspace, None, entry)])
    notes = (f"stopped {_title(one)} after {format_duration(one.seconds)}" for one in stopped)
    return Done(label, (entry,), tuple(notes))


def parked_timers(workspace: "Workspace") -> list[Parked]:
    """The parked timers of this person, the one parked last at the end."""
    from tracker_tui.core.entry import read_entry

    found = []
    for record_id, record in workspace.parked().items():
        fields = {key: value for key, value in record.items() if key not in ("since", "worked")}
        entry = read_entry(
            record_id, workspace.person, {**fields, "start": record.get("since", "")}
        )
        assert entry.start is not None
        found.append(Parked(record_id, entry.start, entry, int(record.get("worked", 0))))
    return sorted(found, key=lambda one: (one.since.utc, one.id))


def _moment(workspace: "Workspace", at: str) -> Moment:
    now = workspace.now()
    if not at:
        return now
    from tracker_tui.core.when import parse_when

    moment = parse_when(at, now, workspace.zone)
    if moment.utc > now.utc:
        raise Refused(f"{at} is in the future ({moment.iso()}; it is {now.iso()})")
    return moment


def _pick(workspace: "Workspace", which: str) -> Entry:
    running = workspace.running()
    if not running:
        raise Refused("no timer runs: start PROJECT NOTE starts one")
    if not which:
        return running[-1]
    if which.startswith("%"):
        from tracker_tui.services.finding import find_entry

        which = find_entry(workspace, which).id
    wanted = find_by_handle(which, [entry.id for entry in running], "running timer")
    return next(entry for entry in running if entry.id == wanted)


def _close(
    workspace: "Workspace", running: list[Entry], end: Moment
) -> tuple[list[Change], list[Entry]]:
    changes: list[Change] = []
    stopped = []
    for entry in running:
        assert entry.start is not None
        if end.utc < entry.start.utc:
            raise Refused(
                f"{end.iso()} is before the start of the running {_title(entry)} at "
                f"{entry.start.iso()}: give a later time, or --keep to leave it running"
            )
        closed = entry._replace(end=end, seconds=end.utc - entry.start.utc)
        changes += entry_changes(workspace, entry, closed)
        stopped.append(closed)
    return changes, stopped


def _again(workspace: "Workspace", model: Entry, begin: Moment | None = None) -> Entry:
    now = begin or workspace.now()
    return Entry(
        workspace.new_id(),
        workspace.person,
        now.day,
        0,
        workspace.zone_name,
        now,
        project=model.project,
        task=model.task,
        note=model.note,
        tags=model.tags,
        ref=model.ref,
        rate=model.rate,
        billable=model.billable,
    )


def _park(workspace: "Workspace", entry: Entry, now: Moment) -> Change:
    record: Record = compact(
        {
            "since": now.iso(),
            "zone": entry.zone,
            "project": entry.project,
            "task": entry.task,
            "note": entry.note,
            "tags": list(entry.tags),
            "ref": entry.ref,
            "billable": None if entry.billable else False,
            "worked": entry.seconds,
        }
    )
    file = layout.running_file(workspace.person)
    return Change(file, ("parked", workspace.new_id()), None, record)


def _title(entry: Entry) -> str:
    return entry.project or entry.note or f"timer {handle(entry.id)}"


def _remarks(entry: Entry) -> tuple[str, ...]:
    if entry.seconds <= LONG:
        return ()
    long = format_duration(entry.seconds)
    return (f"that is {long}: if it was forgotten, edit {handle(entry.id)} --end mends it",)
