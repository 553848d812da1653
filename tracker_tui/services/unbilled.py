"""What could be billed now, client by client."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.services.composing import Known, OpenWork, Scope, gather_work, open_work
from tracker_tui.services.listing import terms_of
from tracker_tui.services.wording import many

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from tracker_tui.core.client import Client
    from tracker_tui.core.pricing import Terms
    from tracker_tui.store.workspace import Workspace


class Unbilled(NamedTuple):
    """What a draft for a client would take now.

    `amount` is its net total (None: nothing has a price), `since` the day of the oldest work, and
    `problem` says what stands against it, if anything does.
    """

    client: str
    name: str
    currency: str
    amount: Decimal | None
    entries: int
    seconds: int
    expenses: int
    since: str
    problem: str


def list_unbilled(workspace: Workspace, known: Known | None = None) -> list[Unbilled]:
    """The clients with unbilled work up to today: what can be billed, and most of it, first.

    Amounts of the business's own currency come before those of others. `known` is what was gathered
    up to today, where that is known already.
    """
    terms = terms_of(workspace)
    known = known or gather_work(workspace, terms, workspace.today)
    clients = workspace.clients().values()
    found = [row for one in clients if (row := _unbilled(workspace, one, terms, known)) is not None]
    own = terms.business.currency
    return sorted(
        found,
        key=lambda one: (
            bool(one.problem),
            one.currency != own,
            one.currency,
            -(one.amount or 0),
            one.client,
        ),
    )


def unbilled_totals(workspace: Workspace) -> dict[str, Decimal]:
    """The net totals, by currency, of the drafts that would be made now for all clients."""
    return sum_amounts(list_unbilled(workspace))


def sum_amounts(rows: Iterable[Unbilled]) -> dict[str, Decimal]:
    """What rows come to, each currency by itself."""
    totals: dict[str, Decimal] = {}
    for row in rows:
        if row.amount is not None:
            before = totals.get(row.currency)
            totals[row.currency] = row.amount if before is None else before + row.amount
    return totals


def _unbilled(workspace: Workspace, client: Client, terms: Terms, known: Known) -> Unbilled | None:
    scope = Scope("", workspace.today)
    found = open_work(workspace, client, terms, scope, known)
    work = found.selection.work
    if not work.entries and not work.expenses:
        return None
    days = [one.day for one in work.entries] + [one.date for one in work.expenses]
    return Unbilled(
        client.id,
        client.name,
        client.currency,
        None if found.draft is None else found.draft.totals.net,
        len(work.entries),
        sum(one.seconds for one in work.entries),
        len(work.expenses),
        min(days),
        _problem(client, found),
    )


def _problem(client: Client, found: OpenWork) -> str:
    if found.unpriced:
        return f"{many(len(found.unpriced), 'entry', 'entries')} without a price"
    expenses = found.selection.work.expenses
    foreign = sum(one.currency != client.currency for one in expenses)
    if foreign:
        return f"{many(foreign, 'expense')} in another currency"
    if client.provisional:
        return "the client is to be completed first"
    return "the client is archived" if client.archived else ""
