"""What happened to a document since it was issued, and the state that follows from it."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.record import Reader, compact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker_tui.core.record import Record

EVENT_KINDS = ("paid", "written-off", "sent", "exported", "disputed", "reminded")


class Event(NamedTuple):
    """One fact: a payment (amount and the bank's fee in the document's currency), a sending, ..."""

    id: str
    at: str
    document: str
    kind: str
    date: str = ""
    amount: Decimal | None = None
    currency: str = ""
    fee: Decimal | None = None
    reason: str = ""
    file: str = ""
    hash: str = ""
    rest: dict[str, Any] = {}


class Standing(NamedTuple):
    """How a document stands: its state in a word, what was paid, credited, written off, is open."""

    state: str
    paid: Decimal
    credited: Decimal
    written_off: Decimal
    open: Decimal


def read_event(event_id: str, record: "Record") -> Event:
    """An event from its record in a year's file."""
    reader = Reader(record)
    return Event(
        event_id,
        reader.text("at"),
        reader.text("document"),
        reader.choice("kind", EVENT_KINDS, ""),
        reader.day("date"),
        reader.number("amount"),
        reader.text("currency"),
        reader.number("fee"),
        reader.text("reason"),
        reader.text("file"),
        reader.text("hash"),
        reader.rest(),
    )


def write_event(event: Event) -> "Record":
    """The event as its record."""
    return compact(
        {
            "at": event.at,
            "document": event.document,
            "kind": event.kind,
            "date": event.date,
            "amount": None if event.amount is None else format(event.amount, "f"),
            "currency": event.currency,
            "fee": None if event.fee is None else format(event.fee, "f"),
            "reason": event.reason,
            "file": event.file,
            "hash": event.hash,
        },
        event.rest,
    )


def standing_of(
    payable: Decimal,
    withheld: Decimal,
    credited: Decimal,
    due: str,
    events: "Iterable[Event]",
    today: str,
) -> Standing:
    """The state of an issued invoice, derived from facts alone.

    `withheld` is the tax that the client keeps back, `credited` the sum of its credit notes. A
    payment counts with the fee that the bank took from it.
    """
    zero = Decimal(0)
    events = list(events)
    paid = sum(
        ((one.amount or zero) + (one.fee or zero) for one in events if one.kind == "paid"), zero
    )
    lost = sum((one.amount or zero for one in events if one.kind == "written-off"), zero)
    open_ = payable - withheld - credited - paid - lost
    if credited and credited >= payable:
        state = "credited"
    elif open_ <= 0:
        state = "written off" if lost and not paid else "paid"
    elif due and due < today:
        state = "overdue"
    elif paid or lost or credited:
        state = "part paid"
    else:
        state = "sent" if any(one.kind == "sent" for one in events) else "issued"
    return Standing(state, paid, credited, lost, open_)
