"""Entries in words: on a line of their own, their clock times, and what was typed of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.durations import format_duration
from tracker_tui.core.ids import HANDLE_LENGTH

if TYPE_CHECKING:
    from tracker_tui.core.entry import Entry


def entry_line(entry: Entry) -> str:
    """One entry on a line of its own: handle, day, clock times, duration, words."""
    duration = "running" if entry.running else format_duration(entry.seconds)
    parts = [entry.id[-HANDLE_LENGTH:], entry.day, clock_times(entry), duration]
    parts += [entry.project, words_of(entry), "" if entry.billable else "(free)"]
    return "  ".join(part for part in parts if part)


def clock_times(entry: Entry, exact: bool = True) -> str:
    """`09:02-11:40`; `+1` marks an end on the next day; empty for an entry without clock times.

    Seconds are left out unless `exact`.
    """
    start, end = start_and_end(entry, exact)
    return f"{start}-{end}" if start else ""


def start_and_end(entry: Entry, exact: bool = True) -> tuple[str, str]:
    """The two clock times of an entry, empty where it has none."""
    if entry.start is None:
        return "", ""
    most = None if exact else len("00:00")
    start = entry.start.clock()[:most]
    if entry.end is None:
        return start, ""
    from tracker_tui.core.clock import day_number

    days = day_number(entry.end.day) - day_number(entry.start.day)
    later = f"+{days}" if days else ""
    return start, f"{entry.end.clock()[:most]}{later}"


def words_of(entry: Entry) -> str:
    """Note, task, tags and reference as they are typed."""
    task = [f"@{entry.task}"] if entry.task else []
    ref = [f"({entry.ref})"] if entry.ref else []
    return " ".join(
        [text for text in (entry.note, *task, *(f"+{tag}" for tag in entry.tags), *ref) if text]
    )
