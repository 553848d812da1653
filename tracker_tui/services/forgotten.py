"""Timers that were forgotten, and where they can be cut.

A timer counts as forgotten when it has run longer than the usual day of its person: ten hours, or
one and a half times the day's target where that is more. One that runs past five in the morning of
a later day than it began on counts as forgotten as soon as it is longer than the day's target
(eight hours where there is none). So a night shift is not asked about, an evening's timer is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import add_days, midnight, moment_in
from tracker_tui.core.day import pieces_by_day, targets_of, worked_seconds, worked_spans

if TYPE_CHECKING:
    from tracker_tui.core.clock import Moment
    from tracker_tui.core.entry import Entry
    from tracker_tui.services.changes import Done
    from tracker_tui.store.workspace import Workspace

HOUR = 3600
LONGEST_DAY = 10 * HOUR
USUAL_DAY = 8 * HOUR
MORNING = 5 * HOUR


class Cut(NamedTuple):
    """Where a timer can end: key "now", "activity", "entry" or "target", the words, the moment."""

    key: str
    words: str
    moment: Moment


class Forgotten(NamedTuple):
    """A timer that was forgotten, how long it runs, and where it can be cut, the latest first."""

    entry: Entry
    seconds: int
    cuts: tuple[Cut, ...]


def forgotten_timers(workspace: Workspace, activity: int | None = None) -> list[Forgotten]:
    """The forgotten timers of the person who works here, the newest first.

    `activity` is the UTC second of the last key press, where that is known.
    """
    running = workspace.running()
    if not running:
        return []
    target = targets_of(workspace.people().get(workspace.person)).day
    now = workspace.now()
    return [
        Forgotten(entry, entry.seconds_at(now.utc), _cuts(workspace, entry, target, activity))
        for entry in reversed(running)
        if is_forgotten(workspace, entry, target)
    ]


def is_forgotten(workspace: Workspace, entry: Entry, target: int) -> bool:
    """Whether a running timer is; `target` is that of the day in seconds, 0: none."""
    assert entry.start is not None
    now = workspace.now()
    seconds = entry.seconds_at(now.utc)
    if seconds > max(LONGEST_DAY, target * 3 // 2):
        return True
    morning = midnight(add_days(entry.day, 1), workspace.zone) + MORNING
    return now.utc > morning and seconds > (target or USUAL_DAY)


def cut_timer(workspace: Workspace, which: str, cut: Cut) -> Done:
    """Stops a forgotten timer where it was chosen to end."""
    from tracker_tui.services.timers import stop_timer

    return stop_timer(workspace, which, at="" if cut.key == "now" else cut.moment.iso())


def _cuts(workspace: Workspace, entry: Entry, target: int, activity: int | None) -> tuple[Cut, ...]:
    assert entry.start is not None
    now, zone = workspace.now(), workspace.zone
    found = [Cut("now", "now", now)]
    if activity is not None:
        words = "when I last typed in any of my terminals"
        found.append(Cut("activity", words, moment_in(activity, zone)))
    same_day = _finished_on(workspace, entry.day)
    ends = [one.end for one in same_day if one.end is not None]
    if ends:
        found.append(Cut("entry", "at the end of the day's last entry", max(ends)))
    met = _target_met(workspace, entry, target, same_day)
    if met is not None:
        found.append(Cut("target", "when the day's target was met", moment_in(met, zone)))
    inside = [cut for cut in found if entry.start.utc < cut.moment.utc <= now.utc]
    return tuple(sorted(inside, key=lambda cut: -cut.moment.utc))


def _finished_on(workspace: Workspace, day: str) -> list[Entry]:
    """The person's finished entries that began on a day."""
    return [one for one in workspace.entries(workspace.person, day[:7]) if one.day == day]


def _target_met(
    workspace: Workspace, entry: Entry, target: int, same_day: list[Entry]
) -> int | None:
    """The UTC second at which the timer completed the target of its first day, if it did."""
    assert entry.start is not None
    now, at = workspace.now().utc, entry.start.utc
    others = pieces_by_day(same_day, now).get(entry.day, [])
    missing = target - worked_seconds(others)
    if missing <= 0:
        return None
    for start, end in worked_spans(others):  # what was worked beside the timer counts once
        if start - at >= missing:
            break
        missing -= max(start - at, 0)
        at = max(at, end)
    met = moment_in(at + missing, workspace.zone)
    return met.utc if met.day == entry.day else None
