"""The forms of the Clients screen: their fields, and what is done with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.client import GROUPINGS, QUANTITIES
from tracker_tui.core.taxes import CATEGORIES
from tracker_tui.services.client_fields import ClientFields
from tracker_tui.services.project_admin import ProjectFields
from tracker_tui.services.tasks import TaskFields
from tracker_tui.ui.dialogs.form import Field, FormDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.services.client_overview import PlaceLine
    from tracker_tui.ui.host import Host

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl")
ROUNDING = "minutes:mode:scope, such as 15:up:day-task; none"


def head(label: str) -> Field:
    """A heading between fields."""
    return Field("", label, kind="head")


def choice(
    name: str, label: str, value: str, known: Sequence[str], hint: str, none: str = ""
) -> Field:
    """One of what is known; what the file has besides is among it, and so is nothing."""
    choices = tuple(dict.fromkeys(("", *known, value)))
    words = tuple(one or none for one in choices)
    return Field(name, label, value, "choice", choices, hint, words=words)


def _texts(typed: ClientFields | ProjectFields | TaskFields) -> dict[str, str]:
    """What stands in the fields of a form; flags have no text of their own."""
    return {name: text or "" for name, text in typed._asdict().items() if name != "billable"}


# Clients


def client_fields(now: ClientFields) -> tuple[Field, ...]:
    """The fields of a client."""

    def text(name: str, label: str, hint: str, kind: str = "text") -> Field:
        return Field(name, label, getattr(now, name) or "", kind, hint=hint)

    return (
        text("name", "Name", "the name on invoices"),
        text("currency", "Currency", "such as EUR"),
        choice("language", "Language", now.language or "", LANGUAGES, "of its documents"),
        text("terms_days", "Terms, days", "days to pay", "whole"),
        head("Address"),
        text("contact", "Contact", "the person to write to"),
        text("street", "Street", "street and number"),
        text("zip", "Zip", "postal code"),
        text("city", "City", "city"),
        text("country", "Country", "in two letters, such as DE"),
        text("vat_id", "VAT id", "such as DE123456789"),
        text("email", "E-mail", "where invoices go"),
        text("buyer_reference", "Buyer reference", "what the client wants on every invoice"),
        head("Tax"),
        choice("tax", "Tax", now.tax or "", tuple(CATEGORIES), _tax_hint()),
        text("tax_rate", "Tax rate", "in percent, such as 19", "amount"),
        text("tax_reason", "Tax reason", "why it is exempt, as the invoice says it"),
        text("since", "From", "the day from which address and tax hold; today; always", "day"),
        head("Billing"),
        text("rounding", "Rounding", ROUNDING),
        choice("quantity", "Quantity", now.quantity or "", QUANTITIES, "whole minutes, or hours"),
        choice("group_by", "Group by", now.group_by or "", GROUPINGS, "what makes a line"),
        text("withholding", "Withholding", "percent of tax that the client keeps back", "amount"),
        text("discount", "Discount", "percent on every document", "amount"),
        text("require", "Require", "before issuing, such as order, email"),
    )


def _tax_hint() -> str:
    return ", ".join(f"{code} {words}" for code, words in CATEGORIES.items())


def new_client_form(host: Host) -> FormDialog:
    """Adds a client; dismissed with what was made."""
    from tracker_tui.services.clients import add_client

    business = host.workspace.business()
    now = ClientFields(currency=business.currency)
    fields = (
        Field("client", "Client", hint="its short name: small letters, such as acme"),
        *client_fields(now),
    )

    def add(values: dict[str, str]) -> object:
        client_id = values.pop("client").strip()
        typed = {name: text for name, text in values.items() if text.strip()}
        return host.change(add_client, client_id, ClientFields(**typed))

    return FormDialog("New client", fields, add)


def edit_client_form(host: Host, line: PlaceLine) -> FormDialog:
    """Edits a client, or completes one that was made in passing."""
    from tracker_tui.services.as_typed import client_as_typed
    from tracker_tui.services.clients import edit_client

    now = client_as_typed(host.workspace, line.place)

    def read() -> dict[str, str]:
        return _texts(client_as_typed(host.workspace, line.place))

    def edit(values: dict[str, str]) -> object:
        typed = {name: text for name, text in values.items() if text != getattr(now, name)}
        if not typed and not line.provisional:
            return None
        return host.change(edit_client, line.place, ClientFields(**typed))

    title = f"{'Complete' if line.provisional else 'Edit'} client {line.place}"
    return FormDialog(title, client_fields(now), edit, now=read)


# Projects and tasks


def _project_fields(now: ProjectFields, currency: str) -> tuple[Field, ...]:
    def text(name: str, label: str, hint: str, kind: str = "text") -> Field:
        return Field(name, label, getattr(now, name) or "", kind, hint=hint)

    return (
        text("name", "Name", "the name on invoices"),
        text("budget_hours", "Budget hours", "hours that are agreed", "amount"),
        text("budget_amount", "Budget amount", f"money that is agreed, in {currency}", "amount"),
        text("fixed_fee", "Fixed fee", f"in {currency}, in the place of hours", "amount"),
        text("rounding", "Rounding", ROUNDING),
        Field("billable", "Billable", "" if now.billable is False else "yes", "flag"),
    )


def new_project_form(host: Host, client_id: str) -> FormDialog:
    """Adds a project to a client."""
    from tracker_tui.services.project_admin import add_project

    currency = _currency(host, client_id)
    fields = (
        Field("project", "Project", hint="its short name, such as api"),
        *_project_fields(ProjectFields(), currency),
    )

    def add(values: dict[str, str]) -> object:
        project = f"{client_id}/{values.pop('project').strip()}"
        billable = bool(values.pop("billable"))
        typed = {name: text for name, text in values.items() if text.strip()}
        return host.change(add_project, project, ProjectFields(**typed, billable=billable))

    return FormDialog(f"New project of {client_id}", fields, add)


def edit_project_form(host: Host, line: PlaceLine) -> FormDialog:
    """Edits a project."""
    from tracker_tui.services.as_typed import project_as_typed
    from tracker_tui.services.project_admin import edit_project

    now = project_as_typed(host.workspace, line.place)

    def read() -> dict[str, str]:
        return _texts(project_as_typed(host.workspace, line.place))

    def edit(values: dict[str, str]) -> object:
        billable = bool(values.pop("billable"))
        typed = {name: text for name, text in values.items() if text != getattr(now, name)}
        turned = None if billable == now.billable else billable
        if not typed and turned is None:
            return None
        return host.change(edit_project, line.place, ProjectFields(**typed, billable=turned))

    title = f"Edit project {line.place}"
    fields = _project_fields(now, _currency(host, line.client))
    return FormDialog(title, fields, edit, now=read)


def _currency(host: Host, client_id: str) -> str:
    client = host.workspace.client(client_id)
    return client.currency if client is not None else ""


def _task_fields(now: TaskFields) -> tuple[Field, ...]:
    estimate = now.estimate_hours or ""
    return (
        Field("name", "Name", now.name or "", hint="the name on invoices"),
        Field("estimate_hours", "Estimate, hours", estimate, "amount", hint="how long it may take"),
        Field("billable", "Billable", "" if now.billable is False else "yes", "flag"),
    )


def new_task_form(host: Host, project: str) -> FormDialog:
    """Adds a task to a project."""
    from tracker_tui.services.tasks import add_task

    fields = (
        Field("task", "Task", hint="its short name, such as review"),
        *_task_fields(TaskFields()),
    )

    def add(values: dict[str, str]) -> object:
        name, estimate = (values[key].strip() or None for key in ("name", "estimate_hours"))
        task = f"{project}@{values['task'].strip()}"
        return host.change(add_task, task, TaskFields(name, estimate, bool(values["billable"])))

    return FormDialog(f"New task of {project}", fields, add)


def edit_task_form(host: Host, line: PlaceLine) -> FormDialog:
    """Edits a task."""
    from tracker_tui.services.as_typed import task_as_typed
    from tracker_tui.services.tasks import edit_task

    now = task_as_typed(host.workspace, line.place)

    def read() -> dict[str, str]:
        return _texts(task_as_typed(host.workspace, line.place))

    def edit(values: dict[str, str]) -> object:
        billable = bool(values.pop("billable"))
        typed = {name: text for name, text in values.items() if text != getattr(now, name)}
        turned = None if billable == now.billable else billable
        if not typed and turned is None:
            return None
        return host.change(edit_task, line.place, TaskFields(**typed, billable=turned))

    return FormDialog(f"Edit task {line.place}", _task_fields(now), edit, now=read)


# Rates, expenses, names


def rate_form(host: Host, line: PlaceLine | None) -> FormDialog:
    """Sets a rate of a place, of one above it, or of all."""
    from tracker_tui.services.rates import explain_place, set_rate

    workspace = host.workspace
    targets = ["default"]
    for place in _up(line):
        targets.insert(-1, place)
    people = tuple(dict.fromkeys((*workspace.person_ids(), *workspace.time_people())))
    fields = (
        Field("target", "For", targets[0], "choice", tuple(targets), "whose work it is for"),
        Field("amount", "Amount", "", "amount", hint="for an hour, such as 95"),
        Field("since", "From", "", "day", hint="the first day it holds: today unless said; always"),
        choice("person", "Person", "", people, "for all, or for one", none="all"),
        Field("daily", "Daily", "", "flag", hint="the amount is for a day"),
        Field("hours", "Hours", "", hint="how many hours such a day has; 8 unless said"),
    )

    def save(values: dict[str, str]) -> object:
        whose = f"+{values['person']}" if values["person"] else ""
        return host.change(
            set_rate,
            values["target"] + whose,
            values["amount"],
            values["since"],
            bool(values["daily"]),
            values["hours"],
        )

    lines = (explain_place(workspace, line.place)["rule"],) if line is not None else ()
    return FormDialog("Set a rate", fields, save, lines=lines, start="amount")


def _up(line: PlaceLine | None) -> list[str]:
    """A place and those that hold it, from narrow to wide."""
    if line is None:
        return []
    project = line.place.partition("@")[0]
    return list(dict.fromkeys((line.place, project, line.client)))


def expense_form(host: Host, line: PlaceLine) -> FormDialog:
    """Adds an expense for a client or project."""
    from tracker_tui.services.expenses import add_expense

    places = tuple(one for one in _up(line) if "@" not in one)
    currency = _currency(host, line.client)
    fields = (
        Field("where", "For", places[0], "choice", places),
        Field("amount", "Amount", "", "amount", hint=f"in {currency}, without tax"),
        Field("date", "Date", "", "day", hint="the day it was spent; today unless said"),
        Field("description", "Description", "", hint="the words on the invoice"),
        Field("tax_rate", "Tax rate", "", "amount", hint="another rate of tax than the client's"),
        Field("receipt", "Receipt", "", hint="a file, which is copied into the workspace"),
        Field("free", "Free", "", "flag", hint="not billed to the client"),
    )

    def add(values: dict[str, str]) -> object:
        billable = not values.pop("free")
        made = host.change(add_expense, **values, billable=billable)
        return made._replace(ids=())  # it is no place of the tree

    return FormDialog("Add an expense", fields, add, start="amount")


def rename_form(host: Host, line: PlaceLine) -> FormDialog:
    """Gives a client or project another name."""
    from tracker_tui.services.clients import rename_client
    from tracker_tui.services.project_admin import move_project

    service = move_project if line.level else rename_client
    what = "project" if line.level else "client"
    fields = (Field("new", "New name", line.place, hint="unbilled time goes along"),)

    def rename(values: dict[str, str]) -> object:
        new = values["new"].strip()
        if new == line.place:
            return None
        host.change(service, line.place, new)
        return new

    return FormDialog(f"Rename {what} {line.place}", fields, rename)
