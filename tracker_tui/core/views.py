"""A finished or running entry with everything that lists and reports show of it."""

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.entry import Entry
from tracker_tui.core.pricing import billed_seconds, worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker_tui.core.pricing import Billing, Terms
    from tracker_tui.core.rates import Rate

STATES = ("running", "unbilled", "draft", "billed", "free", "unassigned")
"""What can be said of an entry's billing; `free`: not billable."""


class PricedEntry(NamedTuple):
    """An entry with raw and billed seconds, rate, amount and the document that took it.

    `rate` is the amount per hour (or per day of the rate), `rule` the words of what chose it;
    rate and amount are None where there is no price (free, fixed fee, no rate, unassigned).
    `billable`: neither the entry nor its task or project says no.
    """

    entry: Entry
    seconds: int
    billed_seconds: int
    rate: Decimal | None
    rule: str
    amount: Decimal | None
    currency: str
    state: str
    document: str
    billable: bool = True


def price_entries(
    entries: "Iterable[Entry]", terms: "Terms", billings: "Mapping[str, Billing]", now: int
) -> list[PricedEntry]:
    """Entries of whole months with their worth, in the order given; `now` in UTC seconds."""
    entries = list(entries)
    billed = billed_seconds(entries, terms, billings)
    return [_price_entry(entry, billed, terms, billings, now) for entry in entries]


def _price_entry(
    entry: Entry,
    billed: "Mapping[str, int]",
    terms: "Terms",
    billings: "Mapping[str, Billing]",
    now: int,
) -> PricedEntry:
    seconds = entry.seconds_at(now)
    client, billing = terms.client_of(entry), billings.get(entry.id)
    choice = terms.rate_of(entry)
    billable = terms.billable(entry)
    counted = seconds if entry.running and billable else billed.get(entry.id, 0)
    amount = None
    if choice.rate is not None and client is not None:
        amount = _worth_with_surcharges(entry, counted, choice.rate, terms, client.currency)
    return PricedEntry(
        entry,
        seconds,
        counted,
        choice.rate.amount if choice.rate is not None else None,
        choice.rule,
        amount,
        client.currency if client is not None else "",
        _state(entry, billing, billable),
        billing.document if billing is not None else entry.billed_elsewhere,
        billable,
    )


def _state(entry: Entry, billing: "Billing | None", billable: bool) -> str:
    if entry.running:
        return "running"
    if entry.billed_elsewhere:
        return "billed"
    if billing is not None:
        return billing.state
    if not entry.project:
        return "unassigned"
    return "unbilled" if billable else "free"


def _worth_with_surcharges(
    entry: Entry, counted: int, rate: "Rate", terms: "Terms", currency: str
) -> Decimal:
    from tracker_tui.core.surcharges import split_for_pricing

    surcharges = () if entry.running else terms.surcharges_of(entry)
    total = Decimal(0)
    for portion in split_for_pricing(entry, counted, surcharges):
        extra = portion.surcharge
        factor = (100 + extra.percent) / 100 if extra is not None else None
        total += worth(portion.seconds, rate, currency, factor)
    return total
