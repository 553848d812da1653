"""Reading documents: lists, one document's fields, and its standing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker_tui.core.errors import Refused
from tracker_tui.core.event import Standing, standing_of
from tracker_tui.core.ids import HANDLE_LENGTH, shown

if TYPE_CHECKING:
    from tracker_tui.core.document import Allowance, Document, Line
    from tracker_tui.core.event import Event
    from tracker_tui.core.taxes import TaxGroup
    from tracker_tui.store.docindex import Summary
    from tracker_tui.store.workspace import Workspace


def find_document(workspace: Workspace, which: str) -> Document:
    """The issued document with that number, or the draft with that handle."""
    summary = find_summary(workspace, which)
    if summary.number:
        return workspace.document(summary.number, summary.year)
    return workspace.draft(summary.id)


def find_summary(workspace: Workspace, which: str) -> Summary:
    """The summary of a document by number (any case) or id, or of a draft by its handle."""
    summaries = workspace.index().summaries()
    wanted = which.upper()
    numbered = [one for one in summaries if wanted in (one.number.upper(), one.id)]
    if wanted and numbered:
        return numbered[0]
    drafts = [one for one in summaries if not one.number and wanted and one.id.endswith(wanted)]
    if len(drafts) == 1:
        return drafts[0]
    if drafts:
        raise Refused(f"{shown(which)} fits {len(drafts)} drafts: type more of its last characters")
    raise Refused(f"no document {shown(which)}: invoice list shows numbers and drafts")


def issued_invoice(workspace: Workspace, number: str) -> Document:
    """An issued invoice; refused for drafts and other kinds."""
    document = find_document(workspace, number)
    if not document.number:
        raise Refused(f"draft {document.id[-HANDLE_LENGTH:]} is not issued yet: issue it first")
    if document.kind != "invoice":
        raise Refused(f"{document.number} is a {document.kind}, not an invoice")
    return document


def standing(workspace: Workspace, summary: Summary, events: list[Event]) -> Standing:
    """How a document stands, from payments, credit notes and the day."""
    credits = _credit_notes(workspace.index().summaries()).get(summary.number, [])
    mine = [one for one in events if one.document == summary.number]
    return _standing(summary, credits, mine, workspace.today)


def standings(workspace: Workspace) -> list[tuple[Summary, Standing]]:
    """Every document by date, then the drafts, each with how it stands."""
    summaries, today = workspace.index().summaries(), workspace.today
    credits = _credit_notes(summaries)
    events: dict[str, list[Event]] = {}
    for event in workspace.events():
        events.setdefault(event.document, []).append(event)
    return [
        (
            one,
            _standing(one, credits.get(one.number, []), events.get(one.number, []), today),
        )
        for one in summaries
    ]


def _credit_notes(summaries: list[Summary]) -> dict[str, list[Summary]]:
    """Issued credit notes by the number of the invoice that they take back."""
    found: dict[str, list[Summary]] = {}
    for one in summaries:
        if one.kind == "credit-note" and one.refers_to:
            found.setdefault(one.refers_to, []).append(one)
    return found


def _standing(
    summary: Summary, credits: list[Summary], events: list[Event], today: str
) -> Standing:
    from decimal import Decimal

    zero = Decimal(0)
    if not summary.number:
        return Standing("draft", zero, zero, zero, summary.payable)
    if summary.kind != "invoice":
        return Standing("issued", zero, zero, zero, zero)
    credited = sum((one.payable for one in credits), zero)
    withheld = summary.withheld - sum((one.withheld for one in credits), zero)
    return standing_of(summary.payable, withheld, credited, summary.due, events, today)


def list_documents(workspace: Workspace) -> list[dict[str, Any]]:
    """All documents by date, then the drafts: number, kind, client, dates, amounts and state."""
    return [
        {
            "id": one.id,
            "handle": one.id[-HANDLE_LENGTH:],
            "kind": one.kind,
            "number": one.number,
            "client": one.client,
            "date": one.date,
            "due": one.due,
            "currency": one.currency,
            "net": format(one.net, "f"),
            "tax": format(one.tax, "f"),
            "total": format(one.total, "f"),
            "payable": format(one.payable, "f"),
            "open": format(stands.open, "f"),
            "refers_to": one.refers_to,
            "state": stands.state,
        }
        for one, stands in standings(workspace)
    ]


def show_document(workspace: Workspace, which: str) -> dict[str, Any]:
    """One document with its lines, tax groups, totals and state; amounts as text."""
    return document_fields(workspace, find_document(workspace, which))


def document_fields(workspace: Workspace, document: Document) -> dict[str, Any]:
    """The fields of a document as `invoice show --json` gives them."""
    from decimal import Decimal

    from tracker_tui.core.currency import quantise

    state = "draft"
    if document.number:
        summary = find_summary(workspace, document.number)
        state = standing(workspace, summary, workspace.events()).state
    totals = document.totals
    withheld, zero = totals.withholding, quantise(Decimal(0), document.currency)
    return {
        "id": document.id,
        "kind": document.kind,
        "number": document.number,
        "date": document.date,
        "due": document.due,
        "client": document.client,
        "currency": document.currency,
        "lines": [_line_fields(line, document.currency) for line in document.lines],
        "allowances": [_allowance_fields(one) for one in document.allowances],
        "taxes": [_group_fields(group) for group in totals.taxes],
        "net": format(totals.net, "f"),
        "tax": format(totals.tax, "f"),
        "total": format(totals.total, "f"),
        "prepaid": format(document.prepaid or zero, "f"),
        "rounding": format(totals.rounding, "f"),
        "payable": format(totals.payable, "f"),
        "withheld": format(withheld.amount if withheld is not None else zero, "f"),
        "order": document.order,
        "refers_to": document.refers_to,
        "state": state,
        "seal": document.seal,
    }


def _allowance_fields(one: Allowance) -> dict[str, Any]:
    return {
        "reason": one.reason,
        "amount": format(one.amount, "f"),
        "tax_category": one.tax_category,
        "tax_rate": format(one.tax_rate, "f"),
        "charge": one.charge,
    }


def _group_fields(group: TaxGroup) -> dict[str, Any]:
    return {
        "category": group.category,
        "rate": format(group.rate, "f"),
        "taxable": format(group.taxable, "f"),
        "tax": format(group.tax, "f"),
    }


def _line_fields(line: Line, currency: str) -> dict[str, Any]:
    from tracker_tui.core.currency import quantise

    return {
        "description": line.description,
        "quantity": format(line.quantity, "f"),
        "unit": line.unit,
        "base_quantity": format(line.base_quantity, "f"),
        "price": format(line.price, "f"),
        "discount": format(quantise(line.discount, currency), "f"),
        "net": format(line.net, "f"),
        "tax_category": line.tax_category,
        "tax_rate": format(line.tax_rate, "f"),
        "entries": [entry.id for entry in line.entries],
    }
