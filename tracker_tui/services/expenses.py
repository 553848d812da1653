"""Expenses: money spent for a client, with its receipt."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from tracker_tui.core.errors import Refused
from tracker_tui.core.expense import Expense, write_expense
from tracker_tui.core.ids import shown
from tracker_tui.services.changes import Made, handle
from tracker_tui.services.projects import known_client, known_project, present_names
from tracker_tui.services.wording import (
    line_of_text,
    money,
    percentage,
    plain,
    positive_amount,
    typed_day,
)
from tracker_tui.store import layout
from tracker_tui.store.records import Change, blob_value

if TYPE_CHECKING:
    from tracker_tui.core.client import Client
    from tracker_tui.core.periods import Period
    from tracker_tui.core.pricing import Billing
    from tracker_tui.store.workspace import Workspace

MOST_BYTES = 20_000_000
"""How large a receipt may be."""

MOST_NAME = 100
"""How much of the name of a receipt is kept, in bytes."""


def add_expense(
    workspace: Workspace,
    where: str,
    amount: str,
    date: str = "",
    description: str = "",
    tax_rate: str = "",
    receipt: str = "",
    billable: bool = True,
) -> Made:
    """Records an expense, net and in the client's currency, for a client or client/project.

    The receipt is copied beside the year's expenses.
    """
    with workspace.locked():
        client, place = _find_place(workspace, where)
        expense = Expense(
            workspace.new_id(),
            typed_day(workspace, date),
            place,
            positive_amount(amount, client.currency, "an expense"),
            client.currency,
            line_of_text(description, "description"),
            percentage(tax_rate, "tax rate") if tax_rate else None,
            "",
            billable,
            workspace.person,
            workspace.now().iso(),
        )
        expense, changes, blobs = _with_receipt(workspace, expense, receipt)
        table = layout.expenses_file(expense.date)
        changes.append(Change(table, ("expenses", expense.id), None, write_expense(expense)))
        label = f"Added an expense of {_cost(expense)} for {place} on {expense.date}"
        workspace.commit(label, changes, blobs)
    record = expense_record(expense, place, None)
    return Made(label, (handle(expense.id),), record, (), _remarks(workspace, client, expense))


def _with_receipt(
    workspace: Workspace, expense: Expense, receipt: str
) -> tuple[Expense, list[Change], dict[str, bytes]]:
    """The expense with its receipt, the change that copies that, and its bytes."""
    if not receipt:
        return expense, [], {}
    data = _read_receipt(receipt)
    expense = expense._replace(receipt=_receipt_file(workspace, expense, receipt))
    value = blob_value(data)
    return expense, [Change(expense.receipt, (), None, value)], {value["blob"]: data}


def _cost(expense: Expense) -> str:
    return f"{money(expense.amount, expense.currency)} {expense.currency}"


def _find_place(workspace: Workspace, where: str) -> tuple[Client, str]:
    """The client that pays, and the expense's `project`: the client or one of its projects."""
    if "/" not in where:
        client = known_client(workspace, where)
        place = client.id
        archived = client.archived
    else:
        client, project_id = known_project(workspace, where)
        place = f"{client.id}/{project_id}"
        archived = client.archived or client.projects[project_id].archived
    if archived:
        raise Refused(f"{place} is archived: archive --undo takes it back")
    return client, place


def _remarks(workspace: Workspace, client: Client, expense: Expense) -> tuple[str, ...]:
    notes = []
    if expense.date > workspace.today:
        notes.append(f"{expense.date} is in the future")
    tax = client.tax_on(expense.date) or workspace.business().tax_on(expense.date)
    if expense.tax_rate and (tax is None or tax.category != "S"):
        category = tax.category if tax is not None else "O"
        notes.append(
            f"{client.id} has tax category {category}: no tax of {expense.tax_rate:f} % is charged"
        )
    return tuple(notes)


# --- receipts --------------------------------------------------------------------------------


def _read_receipt(typed: str) -> bytes:
    path = os.path.expanduser(typed)
    try:
        if not os.path.isfile(path):
            raise Refused(f"receipt {shown(typed)} is not a file")
        size = os.path.getsize(path)
        if size > MOST_BYTES:
            raise Refused(
                f"receipt {shown(typed)} has {size / 1_000_000:.1f} MB: at most "
                f"{MOST_BYTES // 1_000_000} MB are kept"
            )
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused(f"receipt {shown(typed)} cannot be read: {reason}") from None
    if not data:
        raise Refused(f"receipt {shown(typed)} is empty")
    return data


def _receipt_file(workspace: Workspace, expense: Expense, typed: str) -> str:
    """Where the copy goes: the expense's handle tells receipts of the same name apart."""
    folder = f"expenses/{expense.date[:4]}"
    name = _plain_name(os.path.basename(typed))
    for front in (handle(expense.id), expense.id):
        file = f"{folder}/{front}-{name}"
        if not os.path.exists(os.path.join(workspace.root, file)):
            return file
    raise Refused(f"{folder}/{expense.id}-{name} is there already")


def _plain_name(name: str) -> str:
    """A file's name that every system can hold: letters, digits, dots, - and _.

    Its ending stays, except those of the workspace's own tables.
    """
    import unicodedata

    kept = "".join(
        letter if letter.isalnum() or letter in "._-" else "-"
        for letter in unicodedata.normalize("NFC", name)
    )
    stem, ending = os.path.splitext(kept.strip(".-"))
    ending = f"{ending[:10]}.txt" if ending in (".json", ".toml") else ending[:10]
    room = MOST_NAME - len(ending.encode())
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(".-")
    return f"{stem or 'receipt'}{ending}"


# --- listing ---------------------------------------------------------------------------------


def list_expenses(
    workspace: Workspace, period: Period | None = None, client: str | None = None
) -> list[dict[str, Any]]:
    """The expenses by date, with whether and on which document they are billed; amounts as text."""
    wanted = known_client(workspace, client).id if client else ""
    found = [one for one in workspace.expenses() if period is None or period.contains(one.date)]
    names = present_names(workspace, {one.project for one in found})
    rows = []
    for expense in found:
        place = names[expense.project]
        if wanted and place.partition("/")[0] != wanted:
            continue
        billing = workspace.index().billings(expense.date[:7]).get(expense.id)
        rows.append(expense_record(expense, place, billing))
    return rows


def expense_record(expense: Expense, place: str, billing: Billing | None) -> dict[str, Any]:
    """An expense as a row; `place` is the present name of its client or project."""
    state = "unbilled" if expense.billable else "free"
    if billing is not None:
        state = billing.state
    amount, currency = expense.amount, expense.currency
    return {
        "id": expense.id,
        "date": expense.date,
        "client": place.partition("/")[0],
        "project": place if "/" in place else "",
        "amount": money(amount, currency) if currency else plain(amount),
        "currency": currency,
        "description": expense.description,
        "tax_rate": plain(expense.tax_rate),
        "receipt": expense.receipt,
        "billable": expense.billable,
        "person": expense.person,
        "state": state,
        "document": billing.document if billing is not None else "",
    }
