"""Finding entries by the handles that people type."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.ids import ALPHABET, find_by_handle, made_on, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    if len(wanted) == WHOLE:
        found = _find_ids(workspace, {wanted})
        return found[find_by_handle(typed, found)]
    found = {}
    for person in workspace.time_people():
        for entry in workspace.running(person):
            found[entry.id] = entry
        for month in workspace.months(person):
            if _holds(workspace, person, month, wanted):
                found.update((one.id, one) for one in workspace.entries(person, month))
    return found[find_by_handle(typed, found)]


def find_entries(workspace: Workspace, typed: Iterable[str]) -> list[Entry]:
    """The entries of several handles in that order, each once; whole ids cost one pass together."""
    typed = list(typed)
    whole = {one.upper() for one in typed if len(one) == WHOLE}
    known = _find_ids(workspace, whole)
    found = [known.get(one.upper()) or find_entry(workspace, one) for one in typed]
    return list({entry.id: entry for entry in found}.values())


WHOLE = 26
"""Characters of an id."""


def _find_ids(workspace: Workspace, wanted: set[str]) -> dict[str, Entry]:
    """Those of the entries that are there; the months in which they were made are read first."""
    found: dict[str, Entry] = {}
    people = workspace.time_people() if wanted else []
    for person in people:
        found.update((one.id, one) for one in workspace.running(person) if one.id in wanted)
    near = {made_on(one)[:7] for one in wanted}
    files = [(month, person) for person in people for month in workspace.months(person)]
    files.sort(key=lambda file: (file[0] in near, file[0]), reverse=True)
    for month, person in files:
        missing = wanted - found.keys()
        if not missing:
            break
        if any(_holds(workspace, person, month, one) for one in missing):
            entries = workspace.entries(person, month)
            found.update((one.id, one) for one in entries if one.id in missing)
    return found


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
