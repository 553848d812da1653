"""Tasks: what the client's file holds after each change, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.small_workspace import make_workspace, write
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.services.tasks import TaskFields, add_task, edit_task
from tracker_tui.services.undoing import undo

if TYPE_CHECKING:
    from pathlib import Path

ACME = """\
name = "Acme"
currency = "EUR"

[projects.api]
name = "API"  # ours
"""


def test_a_task_is_added_changed_and_taken_back(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    write(tmp_path, "clients/acme.toml", ACME)
    made = add_task(workspace, "acme/api@review", TaskFields("Code [review]", "12.5", False))
    assert made.ids == ("acme/api@review",)
    assert made.record["estimate_hours"] == "12.5"
    edit_task(workspace, "acme/api@review", TaskFields(estimate_hours="", billable=True))
    task = workspace.clients()["acme"].projects["api"].tasks["review"]
    assert (task.name, task.billable, task.estimate_hours) == ("Code [review]", True, None)
    again = edit_task(workspace, "acme/api@review", TaskFields("Code [review]"))
    assert again.label == "Nothing to change on task acme/api@review"
    undo(workspace, 2)
    assert (tmp_path / "clients/acme.toml").read_text().strip() == ACME.strip()


def test_what_cannot_be_a_task_is_refused(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    write(tmp_path, "clients/acme.toml", ACME)
    add_task(workspace, "acme/api@dev", TaskFields())
    for typed in ("acme/api", "acme@dev", "acme/api@", "acme/api@Dev"):
        with pytest.raises(Usage):
            add_task(workspace, typed, TaskFields())
    with pytest.raises(Refused, match="is there already"):
        add_task(workspace, "acme/api@dev", TaskFields())
    with pytest.raises(Refused, match="has no task review"):
        edit_task(workspace, "acme/api@review", TaskFields("x"))
    with pytest.raises(Usage, match="name"):
        edit_task(workspace, "acme/api@dev", TaskFields(" "))
    with pytest.raises(Usage, match="an estimate is a number of hours"):
        edit_task(workspace, "acme/api@dev", TaskFields(estimate_hours="-1"))
