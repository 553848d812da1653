"""Before a draft is issued: what becomes final, and what somebody should know first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.durations import format_duration
from tracker_tui.services.drafts import find_draft
from tracker_tui.services.wording import many, money, typed_day

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker_tui.core.client import Client
    from tracker_tui.core.document import Document
    from tracker_tui.core.entry import Entry
    from tracker_tui.store.workspace import Workspace


class IssueSummary(NamedTuple):
    """What issuing a draft would make final.

    `seconds` are those worked behind the lines, `billed_seconds` those that are billed of them;
    `fingerprint` is that of the draft as it is now; `warnings` are sentences.
    """

    kind: str
    number: str
    client: str
    name: str
    date: str
    due: str
    currency: str
    net: Decimal
    tax: Decimal
    total: Decimal
    payable: Decimal
    lines: int
    entries: int
    seconds: int
    billed_seconds: int
    fingerprint: str
    warnings: tuple[str, ...]


def summarise_issue(
    workspace: Workspace, which: str, date: str = "", shown: str = ""
) -> IssueSummary:
    """What issuing a draft on that day (today) makes final; refused as issuing itself would be.

    `shown` is the fingerprint of the preview that somebody looked at.
    """
    from tracker_tui.services.issuing import check_ready, check_shown, due_day, next_number
    from tracker_tui.services.preview import fingerprint_of

    draft = find_draft(workspace, which)
    day = typed_day(workspace, date)
    check_shown(workspace, draft, shown)
    client = check_ready(workspace, draft)
    totals = draft.totals
    seconds = {one.id: one.seconds for line in draft.lines for one in line.entries}
    return IssueSummary(
        draft.kind,
        next_number(workspace, draft.kind, day),
        draft.client,
        draft.customer.name,
        day,
        due_day(draft, day),
        draft.currency,
        totals.net,
        totals.tax,
        totals.total,
        totals.payable,
        len(draft.lines),
        len(seconds),
        sum(seconds.values()),
        sum(one.billed_seconds for line in draft.lines for one in line.entries),
        fingerprint_of(workspace, draft),
        tuple(_warnings(workspace, draft, client, day)),
    )


def _warnings(workspace: Workspace, draft: Document, client: Client, day: str) -> list[str]:
    found = _of_work(workspace, draft, client) if draft.kind == "invoice" else []
    found += _of_order(workspace, draft, client)
    if day > workspace.today:
        found.append(f"its date {day} is in the future")
    later = [
        one.number
        for one in workspace.index().summaries()
        if one.number and one.kind == draft.kind and one.date > day
    ]
    if later:
        found.append(f"{many(len(later), draft.kind)} bear a later date, such as {later[-1]}")
    if not draft.totals.payable:
        found.append("nothing is to be paid")
    return found


def _of_work(workspace: Workspace, draft: Document, client: Client) -> list[str]:
    """Work that the draft leaves out: from before its days, or added since it was made."""
    from tracker_tui.services.composing import scope_of, select_work
    from tracker_tui.services.listing import terms_of

    chosen = select_work(workspace, client, terms_of(workspace), scope_of(draft), own=draft.id)
    held = set(draft.entry_ids)
    added = [entry for entry in chosen.work.entries if entry.id not in held]
    expenses = {line.expense for line in draft.lines}
    spent = [one for one in chosen.work.expenses if one.id not in expenses]
    found = []
    if chosen.left_behind:
        first = chosen.left_behind[0].day
        found.append(f"{_entries(chosen.left_behind)} from {first} on stay unbilled: too early")
    if added:
        found.append(f"{_entries(added)} of its days are not on it: refresh takes them")
    if spent:
        found.append(f"{many(len(spent), 'expense')} of its days are not on it: refresh takes them")
    if chosen.contested:
        found.append(f"{_entries(chosen.contested)} with a conflict are left out")
    return found


def _entries(entries: list[Entry]) -> str:
    total = format_duration(sum(entry.seconds for entry in entries))
    return f"{many(len(entries), 'entry', 'entries')} ({total})"


def _of_order(workspace: Workspace, draft: Document, client: Client) -> list[str]:
    """Whether the client's order bears what is billed on it."""
    from decimal import Decimal

    orders = [one for one in client.orders if one.number == draft.order and one.limit is not None]
    if not draft.order or not orders or draft.kind != "invoice":
        return []
    limit = orders[0].limit or Decimal(0)
    billed = draft.totals.net + _billed_on(workspace, draft)
    if billed <= limit:
        return []
    over, most = (money(amount, draft.currency) for amount in (billed - limit, limit))
    return [f"order {draft.order} is passed by {over} {draft.currency}: its limit is {most}"]


def _billed_on(workspace: Workspace, draft: Document) -> Decimal:
    """The net sum of the client's invoices on the draft's order, less what was credited."""
    from decimal import Decimal

    total = Decimal(0)
    for one in workspace.index().summaries():
        if one.client != draft.client or one.kind not in ("invoice", "credit-note"):
            continue
        if one.number and workspace.document(one.number, one.year).order == draft.order:
            total += one.net if one.kind == "invoice" else -one.net
    return total
