"""Finding the project that somebody means, and making it in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.ids import check_name, split_project
from tracker_tui.store import layout
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from tracker_tui.core.client import Client
    from tracker_tui.store.workspace import Workspace


class Found(NamedTuple):
    """The project's id as `client/project`, the changes that make it, and remarks."""

    project: str
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


def find_or_make_project(
    workspace: Workspace, typed: str, task: str = "", insist: bool = False
) -> Found:
    """The project that `typed` names, by id or a former name; made on the spot when it is new.

    A new name that is near a known one is refused with the suggestion, unless `insist`. A client
    made so is provisional: its time counts, but nothing is issued to it until it is completed.
    """
    if not typed:
        return Found("")
    client_id, project_id = split_project(typed)
    if task:
        check_name(task, "task")
    client = workspace.client(client_id)
    if client is None or project_id not in client.projects:
        renamed = former_name(workspace, typed)
        if renamed is not None:
            return Found(renamed, notes=(f"{typed} is now {renamed}",))
        return _make(workspace, client, client_id, project_id, insist)
    project = client.projects[project_id]
    if client.archived or project.archived:
        what = f"client {client_id}" if client.archived else f"project {typed}"
        raise Refused(f"{what} is archived: take it back with {what.split()[0]} archive --undo")
    return Found(typed)


def known_project(workspace: Workspace, typed: str) -> tuple[Client, str]:
    """A client and the id of its project, both of which must exist; refused with the near name."""
    client_id, project_id = split_project(typed)
    client = known_client(workspace, client_id)
    if project_id in client.projects:
        return client, project_id
    renamed = former_name(workspace, typed)
    if renamed is not None:
        return known_project(workspace, renamed)
    raise Refused(_unknown("project", typed, [f"{client_id}/{one}" for one in client.projects]))


def known_client(workspace: Workspace, client_id: str) -> Client:
    """A client that must exist, by id or former id; refused with the near name."""
    if "/" in client_id:
        raise Usage(f"{client_id} names a project: say the client, {client_id.partition('/')[0]}")
    check_name(client_id, "client")
    client = workspace.client(client_id)
    if client is not None:
        return client
    for one in workspace.clients().values():
        if client_id in one.aka:
            return one
    raise Refused(_unknown("client", client_id, workspace.client_ids()))


def _unknown(what: str, typed: str, known: list[str]) -> str:
    from tracker_tui.core.near import nearest

    near = nearest(typed, known)
    hint = f"did you mean {near}?" if near else f"{what} list shows them"
    return f"unknown {what} {typed}; {hint}"


def former_name(workspace: Workspace, typed: str) -> str | None:
    """The present name of a project that once was called so."""
    client_id, _, project_id = typed.partition("/")
    for client in workspace.clients().values():
        for project in client.projects.values():
            if typed in project.aka:
                return f"{client.id}/{project.id}"
        if client_id in client.aka and project_id in client.projects:
            return f"{client.id}/{project_id}"
    return None


def _make(
    workspace: Workspace, client: Client | None, client_id: str, project_id: str, insist: bool
) -> Found:
    typed = f"{client_id}/{project_id}"
    if not insist:
        _guard_against_typo(workspace, client, client_id, typed)
    file = layout.client_file(client_id)
    project = {"name": project_id}
    if client is not None:
        change = Change(file, ("projects", project_id), None, project)
        return Found(typed, (change,), (f"made the project {typed}",))
    record = {"name": client_id, "provisional": True, "projects": {project_id: project}}
    note = f"made the client {client_id} (complete it with client edit) and the project {typed}"
    return Found(typed, (Change(file, (), None, record),), (note,))


def _guard_against_typo(
    workspace: Workspace, client: Client | None, client_id: str, typed: str
) -> None:
    from tracker_tui.core.near import nearest

    if client is not None:
        near = nearest(typed, [f"{client.id}/{one}" for one in client.projects])
        if near:
            raise Refused(f"unknown project {typed}; did you mean {near}? --new creates it")
        return
    near = nearest(client_id, workspace.client_ids())
    if near is None:
        return
    project_id = typed.partition("/")[2]
    other = workspace.client(near)
    project_near = nearest(project_id, list(other.projects)) if other is not None else None
    exact = other is not None and project_id in other.projects
    meant = f"{near}/{project_id if exact else project_near or project_id}"
    raise Refused(f"unknown project {typed}; did you mean {meant}? --new creates it")
