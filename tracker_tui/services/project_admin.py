"""Projects: add, edit, list, show with budgets, move, archive."""

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.ids import shown, split_project
from tracker_tui.services.changes import Made, handle
from tracker_tui.services.client_time import Used, used_by_project
from tracker_tui.services.projects import former_name, known_client, known_project
from tracker_tui.services.wording import (
    line_of_text,
    many,
    money,
    plain,
    positive_amount,
    record_lines,
)
from tracker_tui.store import layout
from tracker_tui.store.records import Change, value_at

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker_tui.core.business import Business
    from tracker_tui.core.client import Client, Project
    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace


class ProjectFields(NamedTuple):
    """A project's fields as typed; None leaves one as it is, an empty text empties it."""

    name: str | None = None
    budget_hours: str | None = None
    budget_amount: str | None = None
    fixed_fee: str | None = None
    rounding: str | None = None
    billable: bool | None = None


# --- adding and editing ----------------------------------------------------------------------


def add_project(workspace: "Workspace", typed: str, fields: ProjectFields) -> Made:
    """Adds a project to a client."""
    client_id, project_id = split_project(typed)
    with workspace.locked():
        client = known_client(workspace, client_id)
        full = f"{client.id}/{project_id}"
        if client.archived:
            raise Refused(f"client {client.id} is archived: client archive --undo takes it back")
        if project_id in client.projects:
            raise Refused(f"project {full} exists: project edit {full} changes it")
        _refuse_former(workspace, full, "")
        values = {"name": project_id, **_values(fields, client.currency)}
        record = {key: value for key, value in values.items() if value is not None}
        change = Change(layout.client_file(client.id), ("projects", project_id), None, record)
        label = f"Added project {full}"
        workspace.commit(label, [change])
        return Made(label, (full,), _shown(workspace, full))


def edit_project(workspace: "Workspace", typed: str, fields: ProjectFields) -> Made:
    """Changes a project's name, budgets, fixed fee, rounding, or whether it is billable."""
    with workspace.locked():
        client, project_id = known_project(workspace, typed)
        full, file = f"{client.id}/{project_id}", layout.client_file(client.id)
        before = value_at(workspace.store.toml(file), ("projects", project_id))
        changes = [
            Change(file, ("projects", project_id, key), before.get(key), value)
            for key, value in _values(fields, client.currency).items()
            if before.get(key) != value
        ]
        if not changes:
            record = _shown(workspace, full)
            return Made(f"Nothing to change on project {full}", (), record, record_lines(record))
        label = f"Edited project {full}"
        workspace.commit(label, changes)
        record = _shown(workspace, full)
        notes = _fee_notes(workspace, full) if fields.fixed_fee else ()
        return Made(label, (), record, record_lines(record), notes)


def _values(fields: ProjectFields, currency: str) -> "Record":
    """The values of the fields that were given; None where one is emptied."""
    from tracker_tui.services.client_fields import rounding_value

    found: Record = {}
    if fields.name is not None:
        found["name"] = line_of_text(fields.name, "name")
        if not found["name"]:
            raise Usage("a project has a name: it cannot be emptied")
    if fields.billable is not None:
        found["billable"] = None if fields.billable else False
    if fields.budget_hours is not None:
        found["budget_hours"] = hours_value(fields.budget_hours, "a budget")
    for key in ("budget_amount", "fixed_fee"):
        typed = getattr(fields, key)
        if typed is not None:
            found[key] = _amount(typed, currency, key.replace("_", " "))
    if fields.rounding is not None:
        found["rounding"] = rounding_value(fields.rounding) if fields.rounding.strip() else None
    return found


def hours_value(typed: str, what: str) -> "Decimal | None":
    """A number of hours above nothing; `what` is "a budget", for the message."""
    from tracker_tui.core.currency import parse_amount

    if not typed.strip():
        return None
    hours = parse_amount(typed.strip().removesuffix("h"), decimals=2)
    if hours <= 0:
        raise Usage(f"{what} is a number of hours above 0, not {shown(typed)}")
    return hours


def _amount(typed: str, currency: str, what: str) -> "Decimal | None":
    if not typed.strip():
        return None
    return positive_amount(typed, currency, f"a {what}")


def _refuse_former(workspace: "Workspace", full: str, but: str) -> None:
    """A former name would mean two projects in what was billed under it."""
    former = former_name(workspace, full)
    if former not in (None, but):
        raise Refused(
            f"{full} is a former name of {former}, which older entries and documents still bear: "
            "choose another"
        )


def _fee_notes(workspace: "Workspace", full: str) -> tuple[str, ...]:
    from tracker_tui.services.rate_places import rate_places

    client, project_id = known_project(workspace, full)
    own = [place.name for place in rate_places(client, project_id) if place.rates]
    return tuple(f"the fixed fee stands instead of the rates of {name}" for name in own)


# --- listing and showing ---------------------------------------------------------------------


def list_projects(
    workspace: "Workspace", client_id: str | None = None, archived: bool = False
) -> "list[Record]":
    """The projects of one client or of all, with the archived ones if asked."""
    if client_id:
        clients = [known_client(workspace, client_id)]
    else:
        clients = list(workspace.clients().values())
    business = workspace.business()
    return [
        project_record(client, project, business)
        for client in clients
        for project in client.projects.values()
        if archived or not (project.archived or (client.archived and not client_id))
    ]


def show_project(workspace: "Workspace", typed: str) -> dict[str, Any]:
    """A project with its rates and tasks, and what went into it against its budgets.

    Seconds are whole numbers, hours and amounts text; `left` is below zero when over budget.
    """
    from tracker_tui.services.rates import list_rates

    client, project_id = known_project(workspace, typed)
    project, full = client.projects[project_id], f"{client.id}/{project_id}"
    used = used_by_project(workspace, client).get(project_id, Used())
    names = {full, *project.aka, *(f"{name}/{project_id}" for name in client.aka)}
    return {
        **project_record(client, project, workspace.business(), used),
        "fixed_fee_billed": not names.isdisjoint(workspace.index().fees_billed()),
        "tasks": [
            {"id": task.id, "name": task.name, "billable": task.billable}
            for task in project.tasks.values()
        ],
        "rates": list_rates(workspace, full),
    }


def project_record(
    client: "Client", project: "Project", business: "Business", used: Used | None = None
) -> dict[str, Any]:
    """A project's plain fields, and with `used` what went into it."""
    rounding = project.rounding or client.rounding or business.rounding
    currency = client.currency
    record = {
        "project": f"{client.id}/{project.id}",
        "name": project.name,
        "client": client.id,
        "currency": currency,
        "billable": project.billable,
        "archived": project.archived,
        "budget_hours": plain(project.budget_hours),
        "budget_amount": _money(project.budget_amount, currency),
        "fixed_fee": _money(project.fixed_fee, currency),
        "rounding": str(rounding) if rounding is not None else "none",
        "aka": list(project.aka),
    }
    return record if used is None else {**record, "used": _use(project, used, currency)}


def _money(amount: "Decimal | None", currency: str) -> str | None:
    return None if amount is None else money(amount, currency)


def _use(project: "Project", used: Used, currency: str) -> dict[str, Any]:
    from tracker_tui.core.durations import format_duration

    found: dict[str, Any] = {
        "seconds": used.seconds,
        "billed_seconds": used.billed_seconds,
        "hours": format_duration(used.seconds),
        "billed_hours": format_duration(used.billed_seconds),
        "amount": _money(used.amount, currency),
    }
    if project.budget_hours is not None:
        budget = int(project.budget_hours * 3600)
        found["hours_left"] = format_duration(budget - used.seconds)
        found["billed_hours_left"] = format_duration(budget - used.billed_seconds)
    if project.budget_amount is not None and used.amount is not None:
        found["amount_left"] = money(project.budget_amount - used.amount, currency)
    return found


def _shown(workspace: "Workspace", full: str) -> "Record":
    client, project_id = known_project(workspace, full)
    return project_record(client, client.projects[project_id], workspace.business())


# --- moving and archiving --------------------------------------------------------------------


def move_project(workspace: "Workspace", old: str, new: str) -> Made:
    """Gives a project another name, or another client of the same currency.

    Unbilled time, timers, expenses and drafts go along; what is billed keeps its words and is found
    through `aka`.
    """
    from tracker_tui.services.renaming import project_file_changes, reference_changes
    from tracker_tui.services.repricing import move_notes

    new_client, new_id = split_project(new)
    with workspace.locked():
        source, project_id = known_project(workspace, old)
        target = known_client(workspace, new_client)
        present, wanted = f"{source.id}/{project_id}", f"{target.id}/{new_id}"
        _check_move(workspace, source, target, present, wanted)
        moved = reference_changes(workspace, lambda word: wanted if word == present else word)
        changes = project_file_changes(workspace, source, project_id, target, new_id)
        notes = moved.notes(present, wanted)
        if source.id != target.id:
            notes += move_notes(workspace, moved.entries, source, target, project_id, new_id)
            notes += tuple(
                f"order {one.number} of {source.id} names {present}: look at it"
                for one in source.orders
                if one.project in (project_id, present)
            )
        label = f"Moved project {present} to {wanted}"
        workspace.commit(label, [*changes, *moved.changes])
        record = _shown(workspace, wanted)
        return Made(label, (), record, record_lines(record), notes)


def _check_move(
    workspace: "Workspace", source: "Client", target: "Client", present: str, wanted: str
) -> None:
    from tracker_tui.services.renaming import drafts_holding

    if present == wanted:
        raise Refused(f"project {present} has that name already")
    if wanted.partition("/")[2] in target.projects:
        raise Refused(f"project {wanted} exists: choose another name")
    _refuse_former(workspace, wanted, present)
    if source.id == target.id:
        return
    if target.archived:
        raise Refused(f"client {target.id} is archived: client archive --undo takes it back")
    if source.currency != target.currency:
        raise Refused(
            f"{source.id} is billed in {source.currency} and {target.id} in {target.currency}: "
            "a project moves within one currency"
        )
    drafts = drafts_holding(workspace, present)
    if drafts:
        raise Refused(
            f"draft {handle(drafts[0])} for {source.id} holds work of {present}: "
            f"issue or discard it first"
        )


def archive_project(workspace: "Workspace", typed: str, undo: bool = False) -> Made:
    """Takes a project out of the lists and of new time, or (`undo`) back into them."""
    with workspace.locked():
        client, project_id = known_project(workspace, typed)
        project, full = client.projects[project_id], f"{client.id}/{project_id}"
        record = project_record(client, project._replace(archived=not undo), workspace.business())
        if project.archived != undo:
            state = "archived already" if project.archived else "not archived"
            return Made(f"Project {full} is {state}", (), record, record_lines(record))
        file, path = layout.client_file(client.id), ("projects", project_id, "archived")
        before = value_at(workspace.store.toml(file), path)
        label = f"{'Took back' if undo else 'Archived'} project {full}"
        workspace.commit(label, [Change(file, path, before, None if undo else True)])
        running = [one for one in workspace.running() if one.project == full]
        notes = () if undo else still_running(len(running))
        return Made(label, (), record, record_lines(record), notes)


def still_running(count: int) -> tuple[str, ...]:
    """A remark where timers run on what was just archived."""
    if not count:
        return ()
    them = "it" if count == 1 else "them"
    return (f"{many(count, 'timer')} still running on it: stop ends {them}",)
