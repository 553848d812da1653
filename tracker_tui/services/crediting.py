"""Credit notes: an issued invoice is corrected only by a document that takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.document import Allowance, compute_totals, percent_allowances
from tracker_tui.core.document_record import write_document
from tracker_tui.core.errors import Refused
from tracker_tui.services.changes import Made, handle
from tracker_tui.services.documents import document_fields, issued_invoice
from tracker_tui.services.issuing import Issued, prepare
from tracker_tui.store import layout
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from tracker_tui.core.document import Document, Line, Totals
    from tracker_tui.store.workspace import Workspace


def credit_document(workspace: Workspace, number: str, lines: tuple[int, ...] = ()) -> Made:
    """Issues a credit note over an invoice, whole or by line; its time is unbilled again."""
    with workspace.locked():
        invoice = issued_invoice(workspace, number)
        issued = _credit(workspace, invoice, lines)
        credit = issued.document
        label = f"Credited {invoice.number} with {credit.number}"
        workspace.commit(label, issued.changes, issued.blobs, _final(credit))
        record = document_fields(workspace, credit)
    return Made(label, (credit.number,), record, (), _freed(credit))


def correct_document(workspace: Workspace, number: str) -> Made:
    """Credits an invoice whole and leaves a draft with the same lines, to be mended and issued."""
    with workspace.locked():
        invoice = issued_invoice(workspace, number)
        issued = _credit(workspace, invoice, ())
        credited = {line.id for line in issued.document.lines}
        draft = invoice._replace(
            id=workspace.new_id(),
            number="",
            date="",
            due="",
            seal="",
            previous_seal="",
            lines=tuple(line for line in invoice.lines if line.id in credited),
            created=workspace.now().iso(),
        )
        change = Change(layout.draft_file(draft.id), (), None, write_document(draft))
        credit = issued.document
        label = f"Credited {invoice.number} with {credit.number} and drafted its correction"
        workspace.commit(label, [*issued.changes, change], issued.blobs, _final(credit))
        record = {
            "credit_note": document_fields(workspace, credit),
            "draft": document_fields(workspace, draft),
        }
    return Made(label, (credit.number, handle(draft.id)), record)


def _final(credit: Document) -> str:
    return f"{credit.number} is issued and final; invoice the work again instead"


def _freed(credit: Document) -> tuple[str, ...]:
    count = len(set(credit.entry_ids))
    return (f"{count} entries are unbilled again",) if count else ()


def _credit(workspace: Workspace, invoice: Document, numbers: tuple[int, ...]) -> Issued:
    earlier = _earlier_credits(workspace, invoice)
    taken = {line.id for one in earlier for line in one.lines}
    lines = _chosen(invoice, numbers, taken)
    complete = len(lines) + len(taken) == len(invoice.lines)
    allowances = _allowances(invoice, lines, earlier, complete)
    totals = compute_totals(
        lines,
        allowances,
        invoice.currency,
        None,
        invoice.withholding_rate,
        invoice.cash_rounding,
    )
    if complete and earlier:
        totals = _closing(invoice, earlier, totals)
    credit = invoice._replace(
        id=workspace.new_id(),
        kind="credit-note",
        number="",
        due="",
        lines=lines,
        allowances=allowances,
        totals=totals,
        prepaid=None,
        refers_to=invoice.number,
        seal="",
        previous_seal="",
        created=workspace.now().iso(),
        rest={},
    )
    return prepare(workspace, credit, max(workspace.today, invoice.date))


def _closing(invoice: Document, earlier: list[Document], totals: Totals) -> Totals:
    """The totals of the last of several credit notes: together they pay back exactly the invoice.

    Each rounds its own tax, so their sum may miss the invoice's by a cent: the rounding amount
    (EN 16931 BT-114) makes up for it.
    """
    charged = invoice.totals.payable + (invoice.prepaid or 0)
    left = charged - sum(one.totals.payable for one in earlier)
    difference = left - totals.payable
    return totals._replace(payable=left, rounding=totals.rounding + difference)


def _earlier_credits(workspace: Workspace, invoice: Document) -> list[Document]:
    return [
        workspace.document(one.number, one.year)
        for one in workspace.index().summaries()
        if one.kind == "credit-note" and one.refers_to == invoice.number
    ]


def _chosen(invoice: Document, numbers: tuple[int, ...], taken: set[str]) -> tuple[Line, ...]:
    for number in numbers:
        if not 1 <= number <= len(invoice.lines):
            raise Refused(f"{invoice.number} has lines 1 to {len(invoice.lines)}, not {number}")
        if invoice.lines[number - 1].id in taken:
            raise Refused(f"line {number} of {invoice.number} is credited already")
    wanted = set(numbers) or range(1, len(invoice.lines) + 1)
    lines = tuple(
        line for at, line in enumerate(invoice.lines, 1) if at in wanted and line.id not in taken
    )
    if not lines:
        raise Refused(f"{invoice.number} is credited already")
    return lines


def _allowances(
    invoice: Document, lines: tuple[Line, ...], earlier: list[Document], complete: bool
) -> tuple[Allowance, ...]:
    """The part of the document's discounts that belongs to the credited lines.

    The last credit note takes what the earlier ones left, so that all together take back exactly
    what was charged.
    """
    if complete:
        left = []
        for one in invoice.allowances:
            given = sum(
                other.amount
                for credit in earlier
                for other in credit.allowances
                if (other.reason, other.tax_category, other.tax_rate, other.charge)
                == (one.reason, one.tax_category, one.tax_rate, one.charge)
            )
            left.append(one._replace(amount=one.amount - given))
        return tuple(one for one in left if one.amount)
    found: list[Allowance] = []
    for percent, reason in {
        (one.percent, one.reason) for one in invoice.allowances if one.percent is not None
    }:
        found += percent_allowances(percent, reason, lines, invoice.currency)
    return tuple(found)
