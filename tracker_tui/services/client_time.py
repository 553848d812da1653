"""Everybody's time for a client, under the present names of its projects, and what it comes to."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker_tui.core.client import Client
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.pricing import Billing
    from tracker_tui.core.views import PricedEntry
    from tracker_tui.store.workspace import Workspace


class Used(NamedTuple):
    """What went into a project up to now: raw and billed seconds, and what they are worth."""

    seconds: int = 0
    billed_seconds: int = 0
    amount: "Decimal | None" = None


def used_by_project(workspace: "Workspace", client: "Client") -> dict[str, Used]:
    """What went into each project of a client, from all its entries; running timers count too.

    The amount is None where nothing has a price.
    """
    found: dict[str, Used] = {}
    for one in client_entries(workspace, client):
        project_id = one.entry.project.partition("/")[2]
        old = found.get(project_id, Used())
        amount = old.amount if one.amount is None else one.amount + (old.amount or 0)
        found[project_id] = Used(
            old.seconds + one.seconds, old.billed_seconds + one.billed_seconds, amount
        )
    return found


def client_entries(workspace: "Workspace", client: "Client") -> "list[PricedEntry]":
    """Everybody's entries of a client, running ones too, with their worth, under present names."""
    from tracker_tui.core.views import price_entries
    from tracker_tui.services.listing import terms_of

    entries, billings = entries_of(workspace, client)
    return price_entries(entries, terms_of(workspace), billings, workspace.now().utc)


def entries_of(
    workspace: "Workspace", client: "Client | None" = None, since: str = ""
) -> "tuple[list[Entry], dict[str, Billing]]":
    """Everybody's entries (of a client, if one is named) of whole months from `since` on.

    Running ones are among them, all bear the present names of their projects; with them comes what
    documents billed of these months.
    """
    from tracker_tui.services.listing import resolve_names, terms_of

    entries: list[Entry] = []
    months: set[str] = set()
    for person in workspace.time_people():
        entries += workspace.running(person)
        for month in workspace.months(person):
            if month >= since[:7]:
                months.add(month)
                entries += workspace.entries(person, month)
    if client is not None:
        clients = {client.id, *client.aka}
        projects = {name for project in client.projects.values() for name in project.aka}
        entries = [one for one in entries if one.client in clients or one.project in projects]
    entries = resolve_names(workspace, terms_of(workspace), entries)
    if client is not None:
        entries = [one for one in entries if one.client == client.id]
    billings: dict[str, Billing] = {}
    for month in sorted(months):
        billings.update(workspace.index().billings(month))
    return entries, billings
