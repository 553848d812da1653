"""Clients: add, complete, edit, list, show, rename, archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.ids import check_name
from tracker_tui.services.changes import Made, handle
from tracker_tui.services.client_fields import (
    ADDRESS_TYPED,
    TAX_TYPED,
    ClientFields,
    address_rows,
    plain_values,
    tax_notes,
    tax_rows,
    vat_notes,
)
from tracker_tui.services.projects import former_name, known_client
from tracker_tui.services.wording import plain, record_lines, since_day
from tracker_tui.store import layout
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from tracker_tui.core.business import Business
    from tracker_tui.core.client import Client
    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace


__all__ = [
    "ClientFields",
    "add_client",
    "archive_client",
    "client_record",
    "describe_client",
    "edit_client",
    "list_clients",
    "refuse_other_currency",
    "rename_client",
    "show_client",
]

# --- adding and editing ----------------------------------------------------------------------


def add_client(workspace: Workspace, client_id: str, fields: ClientFields) -> Made:
    """Adds a client, or completes one that a timer made in passing."""
    check_name(client_id, "client")
    with workspace.locked():
        client = workspace.client(client_id)
        if client is not None:
            if not client.provisional:
                raise Refused(f"client {client_id} exists: client edit {client_id} changes it")
            return _change(workspace, client, fields)._replace(ids=(client_id,))
        _refuse_former(workspace, client_id)
        business = workspace.business()
        named: Record = {"name": client_id, "currency": business.currency}
        values = {**named, **_values(workspace, fields, {})}
        record = {key: value for key, value in values.items() if value is not None}
        added = _read(client_id, record, business)
        label = f"Added client {client_id}"
        change = Change(layout.client_file(client_id), (), None, _file_text(record))
        workspace.commit(label, [change])
        notes = _notes(workspace, added, fields)
        return _made(workspace, label, (client_id,), added, notes)


def edit_client(workspace: Workspace, client_id: str, fields: ClientFields) -> Made:
    """Changes a client; plain fields are replaced, addresses and taxes go on from a day.

    A client that a timer made in passing is complete from then on.
    """
    with workspace.locked():
        return _change(workspace, known_client(workspace, client_id), fields)


def _change(workspace: Workspace, client: Client, fields: ClientFields) -> Made:
    file, business = layout.client_file(client.id), workspace.business()
    before = workspace.store.toml(file) or {}
    values = _values(workspace, fields, before)
    if client.provisional:
        values = {"currency": before.get("currency", business.currency), **values}
        values["provisional"] = None
    changes = [
        Change(file, (key,), before.get(key), value)
        for key, value in values.items()
        if before.get(key) != value
    ]
    after = {**before, **values}
    edited = _read(
        client.id, {key: value for key, value in after.items() if value is not None}, business
    )
    if edited.currency != client.currency and not client.provisional:
        refuse_other_currency(workspace, client)
    if not changes:
        return _made(workspace, f"Nothing to change on client {client.id}", (), edited, ())
    label = f"{'Completed' if client.provisional else 'Edited'} client {client.id}"
    workspace.commit(label, changes)
    notes = _notes(workspace, edited, fields)
    if edited.currency != client.currency:
        notes += _currency_notes(client, edited.currency)
    notes += _draft_notes(workspace, edited)
    return _made(workspace, label, (), edited, notes)


def _values(workspace: Workspace, fields: ClientFields, before: Record) -> Record:
    """What the file is to hold at its top; None where a key goes."""
    if fields.since and not _typed_dated(fields):
        raise Usage("--from is the day from which an address or a tax holds: give one of them")
    values = plain_values(fields)
    rows = {"addresses": address_rows, "taxes": tax_rows}
    for key, with_typed in rows.items():
        old = list(before.get(key, []))
        since = since_day(workspace, fields.since, workspace.today if old else "")
        new = with_typed(fields, old, since)
        if new != old:
            values[key] = new
    return values


def _typed_dated(fields: ClientFields) -> bool:
    return any(getattr(fields, key) is not None for key in (*ADDRESS_TYPED, *TAX_TYPED))


def _read(client_id: str, record: Record, business: Business) -> Client:
    """The client that the file will hold: what cannot be read is never written."""
    from tracker_tui.core.client import read_client

    return read_client(client_id, record, business.currency)


def _file_text(record: Record) -> str:
    """A new client's file: short fields first, each on its line, then the dated tables."""
    from tracker_tui.store.toml_edit import value_text

    tables = ("addresses", "taxes")
    lines = [f"{key} = {value_text(value)}" for key, value in record.items() if key not in tables]
    for key in tables:
        for row in record.get(key, []):
            lines += ["", f"[[{key}]]"]
            lines += [f"{name} = {value_text(value)}" for name, value in row.items()]
    return "\n".join(lines) + "\n"


# --- what is refused, and what is worth a remark ---------------------------------------------


def _refuse_former(workspace: Workspace, client_id: str) -> None:
    for other in workspace.clients().values():
        if client_id in other.aka:
            raise Refused(
                f"{client_id} is a former name of client {other.id}, which older entries and "
                "documents still bear: choose another"
            )


def refuse_other_currency(workspace: Workspace, client: Client) -> None:
    """Amounts that stand already would silently become another currency's."""
    names = (client.id, *client.aka)
    documents = [
        one.number or f"draft {handle(one.id)}"
        for one in workspace.index().summaries()
        if one.client in names and one.currency == client.currency
    ]
    amounts = [f"rates of {name}" for name in _rated_places(client)]
    amounts += [
        f"a fee or budget of project {client.id}/{one.id}"
        for one in client.projects.values()
        if one.fixed_fee is not None or one.budget_amount is not None
    ]
    found = [*amounts, *documents]
    if found:
        more = f" and {len(found) - 4} more" if len(found) > 4 else ""
        raise Refused(
            f"client {client.id} has {', '.join(found[:4])}{more} in {client.currency}: its "
            "currency stays; add another client for the other currency"
        )


def _rated_places(client: Client) -> list[str]:
    """The names of the client's places that have rates in its currency."""
    from tracker_tui.services.rate_places import rate_places

    own = ("", client.currency)
    places = rate_places(client)
    return [one.name for one in places if any(rate.currency in own for rate in one.rates)]


def _currency_notes(client: Client, currency: str) -> tuple[str, ...]:
    names = _rated_places(client)
    if not names:
        return ()
    return (f"the rates of {', '.join(names)} count in {currency} now: look at them",)


def _notes(workspace: Workspace, client: Client, fields: ClientFields) -> tuple[str, ...]:
    """What is odd about what was typed, as of the day from which it holds."""
    day = since_day(workspace, fields.since, workspace.today)
    address = client.address_on(day)
    held = address.fields if address is not None else {}
    vat_id = held.get("vat_id", "")
    looked_at = vat_id and (fields.vat_id or fields.country)
    notes = vat_notes(vat_id, held.get("country", "")) if looked_at else ()
    notes += tax_notes(client.tax_on(day) or workspace.business().tax_on(day), vat_id)
    for what, items in (("address", client.addresses), ("tax", client.taxes)):
        later = [item.since for item in items if item.since > day]
        if later and _typed_dated(fields):
            notes += (f"the {what} from {min(later)} on stays as it is",)
    return notes


def _draft_notes(workspace: Workspace, client: Client) -> tuple[str, ...]:
    drafts = [
        handle(one.id)
        for one in workspace.index().summaries()
        if not one.number and one.client in (client.id, *client.aka)
    ]
    return tuple(
        f"draft {one} was made before: bring it up to date with invoice refresh" for one in drafts
    )


# --- listing and showing ---------------------------------------------------------------------


def list_clients(workspace: Workspace, archived: bool = False) -> list[Record]:
    """The clients by id, with the archived ones if asked."""
    business = workspace.business()
    return [
        client_record(client, business)
        for client in workspace.clients().values()
        if archived or not client.archived
    ]


def client_record(client: Client, business: Business) -> dict[str, Any]:
    """A client's plain fields; those that it does not say are the business's."""
    rounding = client.rounding or business.rounding
    return {
        "id": client.id,
        "name": client.name,
        "currency": client.currency,
        "language": client.language or business.language,
        "terms_days": business.terms_days if client.terms_days is None else client.terms_days,
        "rounding": str(rounding) if rounding is not None else "none",
        "quantity": client.quantity or business.quantity,
        "group_by": client.group_by or business.group_by,
        "require": list(client.require),
        "withholding": plain(client.withholding),
        "discount": plain(client.discount),
        "projects": list(client.projects),
        "archived": client.archived,
        "provisional": client.provisional,
        "aka": list(client.aka),
    }


def show_client(workspace: Workspace, client_id: str) -> dict[str, Any]:
    """A client as `describe_client` has it, with its projects' budgets and what is unbilled."""
    from tracker_tui.services.client_time import used_by_project
    from tracker_tui.services.composing import unbilled_amounts
    from tracker_tui.services.project_admin import project_record

    client, business = known_client(workspace, client_id), workspace.business()
    used = used_by_project(workspace, client)
    unbilled = unbilled_amounts(workspace, client.id)
    return {
        **describe_client(workspace, client.id),
        "projects": [
            project_record(client, project, business, used.get(project.id))
            for project in client.projects.values()
        ],
        "unbilled": {currency: format(amount, "f") for currency, amount in unbilled.items()},
    }


def describe_client(workspace: Workspace, client_id: str) -> dict[str, Any]:
    """What a client's file says: its addresses, taxes, rates and orders.

    Of dated things `holds_today` marks the one that holds; amounts are text.
    """
    from tracker_tui.services.rates import list_rates

    client = known_client(workspace, client_id)
    return {
        **client_record(client, workspace.business()),
        **_dated_records(client, workspace.today),
        "rates": list_rates(workspace, client.id),
        "orders": [
            {
                "number": one.number,
                "from": one.since or None,
                "until": one.until or None,
                "limit": plain(one.limit),
                "project": one.project,
            }
            for one in client.orders
        ],
    }


def _dated_records(client: Client, today: str) -> dict[str, Any]:
    """A client's addresses and taxes; `holds_today` marks the ones that do."""
    address, tax = client.address_on(today), client.tax_on(today)
    return {
        "addresses": [
            {"from": one.since or None, **one.fields, "holds_today": one is address}
            for one in client.addresses
        ],
        "taxes": [
            {
                "from": one.since or None,
                "category": one.category,
                "rate": plain(one.rate),
                "reason": one.reason,
                "holds_today": one is tax,
            }
            for one in client.taxes
        ],
    }


def _made(
    workspace: Workspace, label: str, ids: tuple[str, ...], client: Client, notes: tuple[str, ...]
) -> Made:
    """The result of a change: the client's record, and for a client that was there its lines."""
    record = client_record(client, workspace.business())
    record.update(_dated_records(client, workspace.today))
    return Made(label, ids, record, () if ids else record_lines(record), notes)


# --- renaming and archiving ------------------------------------------------------------------


def rename_client(workspace: Workspace, old: str, new: str) -> Made:
    """Gives a client another id: its file, unbilled time, timers, expenses and drafts go along.

    What is billed keeps its words and is found through `aka`.
    """
    from tracker_tui.services.renaming import client_file_changes, reference_changes

    check_name(new, "client")
    with workspace.locked():
        client = known_client(workspace, old)
        if workspace.client(new) is not None:
            raise Refused(f"client {new} exists: choose another id, or move its projects")
        if new not in client.aka:
            _refuse_former(workspace, new)
        for project_id in client.projects:
            former = former_name(workspace, f"{new}/{project_id}")
            if former not in (None, f"{client.id}/{project_id}"):
                raise Refused(f"{new}/{project_id} is a former name of {former}: choose another id")

        def renamed(word: str) -> str:
            client_id, slash, rest = word.partition("/")
            return f"{new}{slash}{rest}" if client_id == client.id else word

        moved = reference_changes(workspace, renamed)
        changes = client_file_changes(workspace, client, new)
        label = f"Renamed client {client.id} to {new}"
        workspace.commit(label, [*changes, *moved.changes])
        fresh = workspace.client(new)
        assert fresh is not None
        return _made(workspace, label, (), fresh, moved.notes(client.id, new))


def archive_client(workspace: Workspace, client_id: str, undo: bool = False) -> Made:
    """Takes a client out of the lists and of new time, or (`undo`) back into them."""
    from tracker_tui.services.project_admin import still_running

    with workspace.locked():
        client = known_client(workspace, client_id)
        after = client._replace(archived=not undo)
        if client == after:
            state = "archived already" if client.archived else "not archived"
            return _made(workspace, f"Client {client.id} is {state}", (), after, ())
        file = layout.client_file(client.id)
        before = (workspace.store.toml(file) or {}).get("archived")
        label = f"{'Took back' if undo else 'Archived'} client {client.id}"
        workspace.commit(label, [Change(file, ("archived",), before, None if undo else True)])
        running = [one for one in workspace.running() if one.client == client.id]
        notes = () if undo else still_running(len(running))
        return _made(workspace, label, (), after, notes)
