"""Tasks, the kinds of work within a project: add, edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.ids import check_name, shown
from tracker_tui.services.changes import Made
from tracker_tui.services.project_admin import hours_value
from tracker_tui.services.projects import known_project
from tracker_tui.services.wording import line_of_text, plain
from tracker_tui.store import layout
from tracker_tui.store.records import Change, value_at

if TYPE_CHECKING:
    from tracker_tui.core.client import Client, Task
    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace


class TaskFields(NamedTuple):
    """A task's fields as typed; None leaves one as it is, an empty text empties it."""

    name: str | None = None
    estimate_hours: str | None = None
    billable: bool | None = None


def add_task(workspace: Workspace, typed: str, fields: TaskFields) -> Made:
    """Adds a task, as `client/project@task`."""
    where, task_id = split_task(typed)
    with workspace.locked():
        client, project_id = known_project(workspace, where)
        full = f"{client.id}/{project_id}@{task_id}"
        if task_id in client.projects[project_id].tasks:
            raise Refused(f"task {full} is there already")
        record = {
            key: value
            for key, value in {"name": task_id, **_values(fields)}.items()
            if value is not None
        }
        label = f"Added task {full}"
        workspace.commit(
            label, [Change(layout.client_file(client.id), _path(project_id, task_id), None, record)]
        )
        return Made(label, (full,), _record(workspace, full))


def edit_task(workspace: Workspace, typed: str, fields: TaskFields) -> Made:
    """Changes a task's name, its estimate, or whether it is billable."""
    with workspace.locked():
        client, project_id, task = known_task(workspace, typed)
        full, file = f"{client.id}/{project_id}@{task.id}", layout.client_file(client.id)
        path = _path(project_id, task.id)
        before = value_at(workspace.store.toml(file), path)
        changes = [
            Change(file, (*path, key), before.get(key), value)
            for key, value in _values(fields).items()
            if before.get(key) != value
        ]
        if not changes:
            return Made(f"Nothing to change on task {full}", (), _record(workspace, full))
        label = f"Edited task {full}"
        workspace.commit(label, changes)
        return Made(label, (), _record(workspace, full))


def split_task(typed: str) -> tuple[str, str]:
    """`client/project` and the task of `client/project@task`."""
    where, at, task_id = typed.partition("@")
    if not at or "/" not in where:
        raise Usage(f"{shown(typed)} is not a task: write client/project@task")
    check_name(task_id, "task")
    return where, task_id


def known_task(workspace: Workspace, typed: str) -> tuple[Client, str, Task]:
    """A task that must be there, with its client and the id of its project."""
    where, task_id = split_task(typed)
    client, project_id = known_project(workspace, where)
    task = client.projects[project_id].tasks.get(task_id)
    if task is None:
        raise Refused(f"project {client.id}/{project_id} has no task {task_id}")
    return client, project_id, task


def _path(project_id: str, task_id: str) -> tuple[str, ...]:
    return ("projects", project_id, "tasks", task_id)


def _values(fields: TaskFields) -> Record:
    """The values of the fields that were given; None where one is emptied."""
    found: Record = {}
    if fields.name is not None:
        found["name"] = line_of_text(fields.name, "name")
        if not found["name"]:
            raise Usage("a task has a name: it cannot be emptied")
    if fields.billable is not None:
        found["billable"] = None if fields.billable else False
    if fields.estimate_hours is not None:
        found["estimate_hours"] = hours_value(fields.estimate_hours, "an estimate")
    return found


def _record(workspace: Workspace, full: str) -> Record:
    client, project_id, task = known_task(workspace, full)
    return {
        "task": full,
        "name": task.name,
        "project": f"{client.id}/{project_id}",
        "billable": task.billable,
        "estimate_hours": plain(task.estimate_hours),
    }
