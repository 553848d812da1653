"""Taking actions back, and the history of what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker_tui.core.errors import Usage
from tracker_tui.services.changes import Made

if TYPE_CHECKING:
    from tracker_tui.store.workspace import Workspace

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
        }
        for action in workspace.history(limit)
    ]
