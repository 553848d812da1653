"""Taking actions back, and the history of what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker_tui.core.errors import Usage
from tracker_tui.services.changes import Made

if TYPE_CHECKING:
    from tracker_tui.store.workspace import Workspace

LONGEST = 100_000
"""How far back an action is looked for."""

MOST = 1000
"""How many actions one undo takes back at most."""


def undo(workspace: Workspace, count: int = 1) -> Made:
    """Takes back the last actions, the newest first; what can no longer be undone says why."""
    if not 1 <= count <= MOST:
        raise Usage(f"undo takes back 1 to {MOST} actions, not {count}")
    done = workspace.undo(count)
    return Made(f"Undid: {'; '.join(done)}", (), {"undone": done}, tuple(done))


def redo(workspace: Workspace) -> Made:
    """Does again what the last undo took back."""
    done = workspace.redo()
    return Made(f"Did again: {done}", (), {"redone": done}, (done,))


def list_history(workspace: Workspace, limit: int = 20) -> list[dict[str, Any]]:
    """The last actions, the newest first: when, who, what, and whether it stands."""
    return [
        {
            "id": action.id,
            "at": action.at,
            "person": action.person,
            "label": action.label,
            "kind": action.kind,
            "undone": action.undone,
            "final": action.final,
        }
        for action in workspace.history(limit)
    ]


MOST_LINES = 200
"""How many lines of an action's changes are shown."""


def action_lines(workspace: Workspace, action_id: str) -> list[str]:
    """What an action changed, for people: each record before and after, and why it is final."""
    action = next((one for one in workspace.history(LONGEST) if one.id == action_id), None)
    if action is None:
        return ["it is not in the history any more"]
    lines = [action.label, *([f"cannot be undone: {action.final}"] if action.final else [])]
    for change in action.changes:
        lines += ["", ": ".join((change.file, ".".join(map(str, change.path)))).rstrip(": ")]
        lines += _difference(change.before, change.after)
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"and {len(lines) - MOST_LINES} more lines"]
    return lines


def _difference(before: Any, after: Any) -> list[str]:
    """The fields that differ, `-` before and `+` after; the whole of what is no record."""
    if isinstance(before, dict | None) and isinstance(after, dict | None):
        old, new = before or {}, after or {}
        keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        return [
            f"{sign} {key} = {value[key]}"
            for key in keys
            for sign, value in (("-", old), ("+", new))
            if key in value
        ]
    return [
        f"{sign} {line}"
        for sign, text in (("-", before), ("+", after))
        if text is not None
        for line in str(text).splitlines()
    ]
