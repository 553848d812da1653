"""What is typed into the entry line, kept until it is done or given up: no crash loses it.

Each process notes its own line; one that a dead process left is taken over at the next start.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import Moment, parse_moment
from tracker_tui.store import layout
from tracker_tui.store.caches import read_cache, write_cache

if TYPE_CHECKING:
    from tracker_tui.store.workspace import Workspace


class Pending(NamedTuple):
    """An unfinished line: what it was to do, when its clock began, and what was typed so far."""

    kind: str
    moment: Moment
    text: str
    person: str = ""


def note_pending(workspace: Workspace, pending: Pending) -> None:
    """Notes the line of this process; nothing is waited for, and a failure is no problem."""
    record = {
        "kind": pending.kind,
        "moment": pending.moment.iso(),
        "text": pending.text,
        "person": workspace.person,
    }
    write_cache(_file(workspace, os.getpid()), record)


def drop_pending(workspace: Workspace) -> None:
    """Forgets the line of this process: it was done, or given up."""
    with suppress(OSError):
        os.unlink(_file(workspace, os.getpid()))


def take_pending(workspace: Workspace) -> Pending | None:
    """The newest line of this person that a process left when it died, and the last to ask for it.

    It belongs to this process from now on; older ones are forgotten.
    """
    found = []
    for number in _left(workspace):
        pending = _read(read_cache(_file(workspace, number)))
        if pending is None:
            _forget(workspace, number)
        elif pending.person == workspace.person:
            found.append((pending.moment.utc, number, pending))
    if not found:
        return None
    *older, (_, number, newest) = sorted(found)
    for _, other, _ in older:
        _forget(workspace, other)
    note_pending(workspace, newest)
    _forget(workspace, number)
    return newest


def _folder(workspace: Workspace) -> str:
    return os.path.join(workspace.root, layout.MACHINE, "pending")


def _file(workspace: Workspace, process: int) -> str:
    return os.path.join(_folder(workspace), f"{process}.json")


def _forget(workspace: Workspace, process: int) -> None:
    if process != os.getpid():
        with suppress(OSError):
            os.unlink(_file(workspace, process))


def _left(workspace: Workspace) -> list[int]:
    """The processes that noted a line and are gone; this one counts, since it asks at its start."""
    try:
        names = os.listdir(_folder(workspace))
    except OSError:
        return []
    numbers = [int(stem) for name in names if (stem := name.removesuffix(".json")).isdecimal()]
    return [number for number in numbers if number == os.getpid() or not _lives(number)]


def _lives(process: int) -> bool:
    """Whether a process is there; where the system has no way to tell, it is not."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


def _read(record: dict[str, object]) -> Pending | None:
    texts = [record.get(key) for key in ("kind", "moment", "text", "person")]
    kind, moment, text, person = (one if isinstance(one, str) else "" for one in texts)
    try:
        return Pending(kind, parse_moment(moment), text, person) if kind else None
    except ValueError:
        return None
