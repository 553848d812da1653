"""Clients, projects and tasks as somebody would type them: what a form begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.services.client_fields import ADDRESS_TYPED, ClientFields
from tracker_tui.services.project_admin import ProjectFields
from tracker_tui.services.projects import known_client, known_project
from tracker_tui.services.tasks import TaskFields, known_task
from tracker_tui.services.wording import money, plain

if TYPE_CHECKING:
    from tracker_tui.store.workspace import Workspace


def client_as_typed(workspace: Workspace, client_id: str) -> ClientFields:
    """A client's own fields; what the business says in its place is empty.

    Address and tax are those that hold today.
    """
    client, today = known_client(workspace, client_id), workspace.today
    address, tax = client.address_on(today), client.tax_on(today)
    held = address.fields if address is not None else {}
    return ClientFields(
        **{key: held.get(key, "") for key in ADDRESS_TYPED},
        name=client.name,
        currency=client.currency,
        language=client.language,
        terms_days="" if client.terms_days is None else str(client.terms_days),
        tax=tax.category if tax is not None else "",
        tax_rate=(plain(tax.rate) or "") if tax is not None and tax.rate else "",
        tax_reason=tax.reason if tax is not None else "",
        rounding=_rule(client.rounding),
        quantity=client.quantity,
        group_by=client.group_by,
        since="",
        withholding=plain(client.withholding) or "",
        discount=plain(client.discount) or "",
        require=", ".join(client.require),
    )


def project_as_typed(workspace: Workspace, typed: str) -> ProjectFields:
    """A project's own fields."""
    client, project_id = known_project(workspace, typed)
    project, currency = client.projects[project_id], client.currency
    budget, fee = project.budget_amount, project.fixed_fee
    return ProjectFields(
        project.name,
        plain(project.budget_hours) or "",
        "" if budget is None else money(budget, currency),
        "" if fee is None else money(fee, currency),
        _rule(project.rounding),
        project.billable,
    )


def task_as_typed(workspace: Workspace, typed: str) -> TaskFields:
    """A task's own fields."""
    task = known_task(workspace, typed)[2]
    return TaskFields(task.name, plain(task.estimate_hours) or "", task.billable)


def _rule(rounding: object) -> str:
    return "" if rounding is None else str(rounding)
