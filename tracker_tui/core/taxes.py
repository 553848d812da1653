"""Taxes: categories of EN 16931 (UNTDID 5305), dated taxes of a client, and tax groups."""

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import FieldError
from tracker_tui.core.record import Reader, compact

if TYPE_CHECKING:
    from tracker_tui.core.record import Record

CATEGORIES = {
    "S": "standard rate",
    "Z": "zero rated",
    "E": "exempt",
    "AE": "reverse charge",
    "K": "intra-community supply",
    "G": "export outside the EU",
    "O": "outside the scope of tax",
}
"""Category codes (EN 16931 BT-118, BT-151) with what they mean."""

RATED = ("S",)
"""Only these carry a rate above zero; the others must have the rate 0 (BR-Z-05, BR-E-05, ...)."""


class Tax(NamedTuple):
    """What is charged from a day on: category, percent, and the reason where none is due."""

    since: str
    category: str
    rate: Decimal
    reason: str = ""


class TaxGroup(NamedTuple):
    """The tax of all lines of one category and rate: `tax` is rounded once, here (BR-CO-17)."""

    category: str
    rate: Decimal
    taxable: Decimal
    tax: Decimal
    reason: str = ""


def make_tax(since: str, category: str, rate: Decimal | None, reason: str = "") -> Tax:
    """A tax that holds together; FieldError where category and rate contradict each other."""
    if category not in CATEGORIES:
        raise FieldError("category", f'"{category}" is not one of {", ".join(CATEGORIES)}')
    if category in RATED:
        if rate is None or not 0 < rate <= 100:
            raise FieldError("rate", "category S needs a rate above 0 and up to 100 percent")
        return Tax(since, category, rate, reason)
    if rate:
        raise FieldError("rate", f"category {category} has no rate above 0, found {rate}")
    return Tax(since, category, Decimal(0), reason)


def read_tax(record: "Record") -> Tax:
    """A tax from its `[[taxes]]` table."""
    reader = Reader(record)
    category = reader.text("category")
    return make_tax(reader.day("from"), category, reader.number("rate"), reader.text("reason"))


def write_tax(tax: Tax) -> "Record":
    """The tax as its table."""
    from datetime import date

    return compact(
        {
            "from": date.fromisoformat(tax.since) if tax.since else None,
            "category": tax.category,
            "rate": tax.rate if tax.category in RATED else None,
            "reason": tax.reason,
        }
    )
