"""Finding the project that somebody means, and making it in passing."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.ids import check_name, is_name, split_project
from tracker_tui.store import layout
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker_tui.core.client import Client
    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace


class Found(NamedTuple):
    """The project's id as `client/project`, the changes that make it, and remarks."""

    project: str
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


def find_or_make_project(
    workspace: "Workspace", typed: str, task: str = "", insist: bool = False
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
    client = workspace.client_record(client_id)
    project = _table(client, "projects").get(project_id)
    if client is None or project is None:
        renamed = former_name(workspace, typed)
        if renamed is not None:
            return Found(renamed, notes=(f"{typed} is now {renamed}",))
        return _make(workspace, client, client_id, project_id, insist)
    if client.get("archived") is True or _flag(project, "archived"):
        what = f"project {typed}" if _flag(project, "archived") else f"client {client_id}"
        raise Refused(f"{what} is archived: take it back with {what.split()[0]} archive --undo")
    return Found(typed)


def _table(record: "Record | None", key: str) -> "Record":
    value = (record or {}).get(key)
    return value if isinstance(value, dict) else {}


def _flag(record: object, key: str) -> bool:
    return isinstance(record, dict) and record.get(key) is True


def known_project(workspace: "Workspace", typed: str) -> "tuple[Client, str]":
    """A client and the id of its project, both of which must exist; refused with the near name."""
    client_id, project_id = split_project(typed)
    client = known_client(workspace, client_id)
    if client.id == client_id and project_id in client.projects:
        return client, project_id
    renamed = former_name(workspace, typed)
    if renamed is not None:
        return known_project(workspace, renamed)
    raise Refused(_unknown("project", typed, [f"{client_id}/{one}" for one in client.projects]))


def known_client(workspace: "Workspace", client_id: str) -> "Client":
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


def former_name(workspace: "Workspace", typed: str) -> str | None:
    """The present name of a project that once was called so."""
    client_id, _, project_id = typed.partition("/")
    clients = workspace.clients().values()
    for client in clients:
        for project in client.projects.values():
            if typed in project.aka:
                return f"{client.id}/{project.id}"
    for client in clients:
        if client_id in client.aka and project_id in client.projects:
            return f"{client.id}/{project_id}"
    return None


def present_names(workspace: "Workspace", names: "Iterable[str]") -> dict[str, str]:
    """What clients and projects are called now; a name that nothing knows stands for itself."""
    return {name: present_name(workspace, name) for name in names}


def present_name(workspace: "Workspace", name: str) -> str:
    """What a client or client/project is called now; what nothing knows stands for itself."""
    client_id, slash, project_id = name.partition("/")
    client = workspace.client_record(client_id) if is_name(client_id) else None
    if client is not None and (not slash or project_id in _table(client, "projects")):
        return name
    if slash:
        return former_name(workspace, name) or name
    for one in workspace.clients().values():
        if client_id in one.aka:
            return one.id
    return name


def _make(
    workspace: "Workspace", client: "Record | None", client_id: str, project_id: str, insist: bool
) -> Found:
    typed = f"{client_id}/{project_id}"
    if not insist:
        _guard_against_typo(workspace, client, client_id, project_id)
    file = layout.client_file(client_id)
    project = {"name": project_id}
    if client is not None:
        change = Change(file, ("projects", project_id), None, project)
        return Found(typed, (change,), (f"made the project {typed}",))
    record = {"name": client_id, "provisional": True, "projects": {project_id: project}}
    note = f"made the client {client_id} (complete it with client edit) and the project {typed}"
    return Found(typed, (Change(file, (), None, record),), (note,))


def _guard_against_typo(
    workspace: "Workspace", client: "Record | None", client_id: str, project_id: str
) -> None:
    from tracker_tui.core.near import nearest

    typed, meant = f"{client_id}/{project_id}", ""
    if client is not None:
        known = [f"{client_id}/{one}" for one in _table(client, "projects")]
        meant = nearest(typed, known) or ""
    elif near := nearest(client_id, workspace.client_ids()):
        projects = _table(workspace.client_record(near), "projects")
        same = project_id if project_id in projects else nearest(project_id, projects)
        meant = f"{near}/{same or project_id}"
    if meant:
        raise Refused(f"unknown project {typed}; did you mean {meant}? --new creates it")
