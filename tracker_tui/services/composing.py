"""Putting a draft together: which time and expenses it takes, the parties, the texts."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.document import (
    Allowance,
    Document,
    Party,
    compute_totals,
    percent_allowances,
)
from tracker_tui.core.drafting import Work, draft_lines
from tracker_tui.core.errors import Refused
from tracker_tui.services.listing import name_finder, resolve_names, terms_of
from tracker_tui.services.projects import present_names
from tracker_tui.store import layout

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from tracker_tui.core.client import Address, Client
    from tracker_tui.core.document import BilledEntry, Line
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.expense import Expense
    from tracker_tui.core.pricing import Billing, Terms
    from tracker_tui.store.workspace import Workspace

DISCOUNT = ""
"""The reason of a discount that nobody named: the paper says the word in its own language."""


class Scope(NamedTuple):
    """What a draft covers: days (empty: unbounded), one project or all, the grouping, the order."""

    first: str
    last: str
    project: str = ""
    group_by: str = ""
    order: str = ""
    kind: str = "invoice"


class Selection(NamedTuple):
    """The time and expenses for a draft, and what stays outside."""

    work: Work
    unassigned: "list[Entry]"
    left_behind: "list[Entry]"
    contested: "list[Entry]"


class Known(NamedTuple):
    """Everybody's finished entries up to a month, by start, and what documents took of them."""

    entries: "list[Entry]"
    billings: "Mapping[str, Billing]"


def gather_work(workspace: "Workspace", terms: "Terms", last: str) -> Known:
    """All that `select_work` chooses from up to a day, read once for several clients.

    Of months in which everything is billed nothing is read.
    """
    return Known(_entries_until(workspace, terms, last), _billings(workspace, last))


def select_work(
    workspace: "Workspace",
    client: "Client",
    terms: "Terms",
    scope: Scope,
    own: str = "",
    known: Known | None = None,
) -> Selection:
    """The client's billable time and expenses in scope that no other document holds.

    `own` is the id of the draft that is made anew: what it holds counts as free.
    """
    entries, billings = known or gather_work(workspace, terms, scope.last)
    held = {key: one for key, one in billings.items() if one.document != own}
    theirs = [one for one in entries if one.client == client.id and terms.billable(one)]
    settled = [entry for entry in theirs if entry.id in held]
    free = [
        entry
        for entry in theirs
        if entry.id not in held
        and not entry.billed_elsewhere
        and entry.day <= scope.last
        and (not scope.project or entry.project == scope.project)
    ]
    drafted = [one for one in free if not one.conflict and one.day >= scope.first]
    months = {entry.day[:7] for entry in drafted}
    work = Work(
        drafted,
        [entry for entry in settled if entry.day[:7] in months],
        held,
        _free_expenses(workspace, client, scope, held),
        _fees_billed(workspace, own),
    )
    return Selection(
        work,
        [one for one in entries if _is_unassigned(one) and scope.first <= one.day <= scope.last],
        [one for one in free if not one.conflict and one.day < scope.first],
        [one for one in free if one.conflict],
    )


def _entries_until(workspace: "Workspace", terms: "Terms", last: str) -> "list[Entry]":
    """Everybody's finished entries of the months up to that of a day that have open work."""
    files = [
        (person, month, workspace.files.path(layout.month_file(person, month)))
        for person in workspace.time_people()
        for month in workspace.months(person)
        if month <= last[:7]
    ]
    wanted = _open_months(workspace, terms, files)
    entries = [
        entry
        for person, month, _ in files
        if month in wanted
        for entry in workspace.entries(person, month)
    ]
    return sorted(resolve_names(workspace, terms, entries), key=lambda entry: entry.order)


def _open_months(
    workspace: "Workspace", terms: "Terms", files: "list[tuple[str, str, str]]"
) -> set[str]:
    """The months with billable work that is not billed; all of them where they are few."""
    from tracker_tui.core.entry import Entry
    from tracker_tui.store.rollup import RollupCache

    months = {month for _, month, _ in files}
    if len(months) <= FEW_MONTHS:
        return months
    name = name_finder(workspace, terms)
    index = workspace.index()

    def is_billable(project: str, task: str) -> bool:
        sample = Entry("", "", "", 0, "", None, None, name(project), task)
        return terms.billable(sample)

    def billed(month: str) -> set[str]:
        billings = index.billings(month)
        return {key for key, one in billings.items() if one.state == "billed"}

    return RollupCache(workspace.root).open_months(files, is_billable, billed)


FEW_MONTHS = 6
"""So many months are read without asking first which of them have open work."""


def _is_unassigned(entry: "Entry") -> bool:
    return not entry.project and entry.billable


def _billings(workspace: "Workspace", last: str) -> "Mapping[str, Billing]":
    found: dict[str, Billing] = {}
    for month in workspace.index().months():
        if month <= last[:7]:
            found.update(workspace.index().billings(month))
    return found


def _fees_billed(workspace: "Workspace", own: str) -> frozenset[str]:
    """The projects whose fixed fee another document has, by their present names too."""
    billed = workspace.index().fees_billed(besides=own)
    return billed | set(present_names(workspace, billed).values())


def _free_expenses(
    workspace: "Workspace", client: "Client", scope: Scope, held: "Mapping[str, Billing]"
) -> "list[Expense]":
    expenses = workspace.expenses()
    names = present_names(workspace, {one.project for one in expenses})
    found = [one._replace(project=names[one.project]) for one in expenses]
    return [
        one
        for one in found
        if one.client == client.id
        and one.billable
        and one.id not in held
        and scope.first <= one.date <= scope.last
        and (not scope.project or one.project == scope.project)
    ]


def compose_draft(
    workspace: "Workspace", client: "Client", scope: Scope, draft: str, work: Work, terms: "Terms"
) -> Document:
    """The draft (with that id) of this work; a quote begins without lines."""
    group_by = scope.group_by or client.group_by or terms.business.group_by
    lines = () if scope.kind == "quote" else draft_lines(work, client, terms, group_by)
    lines = tuple(line._replace(id=workspace.new_id()[-8:]) for line in lines)
    days = sorted(_days_of(lines)) or [min(scope.last, workspace.today)]
    business = terms.business
    customer = client.address_on(days[-1])
    withholding, cash = client.withholding, client.cash_rounding
    allowances = _standing_discount(client, lines)
    days_to_pay = client.terms_days
    return Document(
        draft,
        scope.kind,
        client.id,
        client.currency,
        client.language or business.language,
        _party("", business.name, business.address_on(workspace.today)),
        _party(client.id, client.name, customer),
        lines,
        compute_totals(lines, allowances, client.currency, None, withholding, cash),
        terms_days=business.terms_days if days_to_pay is None else days_to_pay,
        supply_from=days[0],
        supply_until=days[-1],
        order=scope.order or _order_number(client, days[-1], scope.project),
        buyer_reference=customer.fields.get("buyer_reference", "") if customer else "",
        allowances=allowances,
        withholding_rate=withholding,
        cash_rounding=cash,
        group_by=group_by,
        quantity=client.quantity or business.quantity,
        theme=client.theme or business.theme,
        bank=dict(business.bank),
        created=workspace.now().iso(),
        rest=_scope_record(scope),
    )


def _standing_discount(client: "Client", lines: "tuple[Line, ...]") -> "tuple[Allowance, ...]":
    if not client.discount:
        return ()
    return percent_allowances(client.discount, DISCOUNT, lines, client.currency)


def _scope_record(scope: Scope) -> dict[str, object]:
    from tracker_tui.core.record import compact

    return compact(
        {"scope": compact({"first": scope.first, "last": scope.last, "project": scope.project})}
    )


def scope_of(draft: Document) -> Scope:
    """The scope that a draft was made with."""
    kept = draft.rest.get("scope", {})
    kept = kept if isinstance(kept, dict) else {}
    last = str(kept.get("last", "")) or draft.supply_until
    first, project = str(kept.get("first", "")), str(kept.get("project", ""))
    return Scope(first, last, project, draft.group_by, draft.order, draft.kind)


def _days_of(lines: "tuple[Line, ...]") -> list[str]:
    days = [entry.day for line in lines for entry in line.entries]
    return days + [line.day for line in lines if line.day]


def _party(party_id: str, name: str, address: "Address | None") -> Party:
    fields = dict(address.fields) if address is not None else {}
    return Party(party_id, fields.pop("name", "") or name, fields)


def _order_number(client: "Client", day: str, project: str) -> str:
    """The number of the client's purchase order that is valid on the day of supply."""
    short = project.partition("/")[2]
    valid = [
        order
        for order in client.orders
        if order.since <= day
        and (not order.until or day <= order.until)
        and order.project in ("", short, project)
    ]
    return max(valid, key=lambda order: order.since).number if valid else ""


class OpenWork(NamedTuple):
    """Unbilled work and the draft that would be made of it now; None: there is nothing to bill.

    `unpriced` has no rate: a draft would refuse it, here it is left out.
    """

    selection: Selection
    unpriced: "list[Entry]"
    draft: Document | None


def open_work(
    workspace: "Workspace",
    client: "Client",
    terms: "Terms",
    scope: Scope,
    known: Known | None = None,
) -> OpenWork:
    """What a draft of this scope would take now, and the draft itself."""
    chosen = select_work(workspace, client, terms, scope, known=known)
    work = chosen.work
    priced = [entry for entry in work.entries if _has_price(entry, terms)]
    same = [one for one in work.expenses if one.currency == client.currency]
    draft = None
    if priced or same:
        payable = work._replace(entries=priced, expenses=same)
        draft = compose_draft(workspace, client, scope, "", payable, terms)
    unpriced = [entry for entry in work.entries if not _has_price(entry, terms)]
    return OpenWork(chosen, unpriced, draft)


def unbilled_amounts(workspace: "Workspace", client_id: str) -> "dict[str, Decimal]":
    """The net total, by currency, of the draft that would be made now; entries without a price,
    which a draft would refuse, are left out."""
    terms = terms_of(workspace)
    client = workspace.client(client_id)
    if client is None:
        return {}
    draft = open_work(workspace, client, terms, Scope("", workspace.today)).draft
    return {} if draft is None else {client.currency: draft.totals.net}


def _has_price(entry: "Entry", terms: "Terms") -> bool:
    project = terms.project_of(entry)
    fixed = project is not None and project.fixed_fee is not None
    return fixed or terms.rate_of(entry).rate is not None


def refuse_unassigned(entries: "list[Entry]") -> None:
    """Unassigned time stops a draft: nobody has said whether it belongs here."""
    if not entries:
        return
    from tracker_tui.core.durations import format_duration
    from tracker_tui.services.changes import handle

    total = format_duration(sum(entry.seconds for entry in entries))
    first = handle(entries[0].id)
    count = f"{len(entries)} entries" if len(entries) > 1 else "1 entry"
    raise Refused(
        f"{count} ({total}) of the period have no project: say which with "
        f"edit {first} --project CLIENT/PROJECT, or --free"
    )


def find_entries(workspace: "Workspace", wanted: "Mapping[str, BilledEntry]") -> "dict[str, Entry]":
    """The entries of the log behind a document's lines, by id, looked for in their months."""
    places = {(one.person, one.day[:7]) for one in wanted.values()}
    return {
        entry.id: entry
        for person, month in sorted(places)
        for entry in workspace.entries(person, month)
        if entry.id in wanted
    }
