"""Finding entries by the handles that people type."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.ids import ALPHABET, find_by_handle, shown

if TYPE_CHECKING:
    from tracker_tui.core.entry import Entry
    from tracker_tui.store.workspace import Workspace


def newest_entries(workspace: Workspace, count: int, finished: bool = False) -> list[Entry]:
    """This person's newest entries, the newest first; running ones too unless `finished`."""
    found = [] if finished else workspace.running()
    for month in reversed(workspace.months(workspace.person)):
        if len(found) >= count:
            break
        found += workspace.entries(workspace.person, month)
    return sorted(found, key=lambda entry: entry.order, reverse=True)[:count]


def find_entry(workspace: Workspace, typed: str) -> Entry:
    """The entry that a handle means: an ending of its id, or %1 for this person's newest one."""
    if typed.startswith("%"):
        return _numbered(workspace, typed)
    wanted = typed.upper()
    if not wanted or not set(wanted) <= set(ALPHABET):
        raise Usage(f"{shown(typed)} is not the handle of an entry: log shows them")
    found = {}
    for person in workspace.time_people():
        for entry in workspace.running(person):
            found[entry.id] = entry
        for month in workspace.months(person):
            if _holds(workspace, person, month, wanted):
                found.update((one.id, one) for one in workspace.entries(person, month))
    return found[find_by_handle(typed, found)]


def _numbered(workspace: Workspace, typed: str) -> Entry:
    digits = typed[1:]
    if not (digits.isdecimal() and digits.isascii() and 0 < int(digits[:9]) <= 1000):
        raise Usage(f"{shown(typed)} is no handle: %1 is the newest entry, %2 the one before")
    found = newest_entries(workspace, int(digits))
    if len(found) < int(digits):
        raise Refused(f"there are only {len(found)} entries: {typed} is none of them")
    return found[-1]


def _holds(workspace: Workspace, person: str, month: str, ending: str) -> bool:
    """Whether a month's file has an id with that ending; told from its bytes, without parsing."""
    path = os.path.join(workspace.root, "time", person, f"{month}.json")
    try:
        with open(path, "rb") as file:
            return f'{ending}"'.encode() in file.read()
    except OSError:
        return False
