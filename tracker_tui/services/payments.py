"""What happens to an invoice after it was issued: payments and write-offs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.event import Event, write_event
from tracker_tui.services.changes import Made
from tracker_tui.services.documents import find_summary, issued_invoice, standing
from tracker_tui.services.wording import positive_amount, typed_day
from tracker_tui.store import layout
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker_tui.store.workspace import Workspace


def pay_document(
    workspace: Workspace,
    number: str,
    amount: str = "",
    date: str = "",
    fee: str = "",
    write_off: str = "",
) -> Made:
    """Records a payment of an invoice, by default of all that is open.

    `fee` is what the bank kept of it. With the reason of a `write_off`, what stays open (all of it,
    where no amount is given) is given up.
    """
    from tracker_tui.core.grammar import check_note

    reason = check_note(write_off)
    with workspace.locked():
        invoice = issued_invoice(workspace, number)
        events = workspace.events()
        stands = standing(workspace, find_summary(workspace, invoice.number), events)
        if stands.open <= 0 and not amount:
            raise Refused(f"{invoice.number} is {stands.state}: nothing is open")
        day, currency = typed_day(workspace, date), invoice.currency
        kept = positive_amount(fee, currency, "a fee") if fee else None
        paid = positive_amount(amount, currency, "a payment") if amount else None
        if paid is None and not reason:
            paid = stands.open - (kept or 0)
            if paid <= 0:
                raise Usage(f"the fee {fee} is not less than the open {stands.open:f}")
        rest = stands.open - (paid or 0) - (kept or 0)
        base = Event("", "", invoice.number, "paid", day, paid, currency, kept)
        new = [base] if paid is not None else []
        if reason and rest > 0:
            lost = base._replace(kind="written-off", amount=rest, fee=None, reason=reason)
            new.append(lost)
        if not new or (reason and rest <= 0):
            raise Refused(f"nothing of {invoice.number} would be left to write off")
        return _record(workspace, invoice.number, new, rest, bool(reason))


def _record(
    workspace: Workspace, number: str, new: list[Event], rest: Decimal, written_off: bool
) -> Made:
    at = workspace.now().iso()
    changes, records, words = [], [], []
    for one in new:
        event = one._replace(id=workspace.new_id(), at=at)
        record = write_event(event)
        file = layout.events_file(at)
        changes.append(Change(file, ("events", event.id), None, record))
        records.append({"id": event.id, **record})
        verb = "Paid" if event.kind == "paid" else "Wrote off"
        words.append(f"{verb} {event.amount:f} {event.currency} of {number}")
    label = "; ".join(words)
    workspace.commit(label, changes)
    notes = []
    if rest < 0:
        notes.append(f"that is {-rest:f} {new[0].currency} more than was open")
    elif rest > 0 and not written_off:
        notes.append(f"{rest:f} {new[0].currency} stay open")
    record = {"number": number, "events": records}
    return Made(label, (), record, tuple(words), tuple(notes))
