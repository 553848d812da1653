"""What a vocabulary holds: every word and sentence that a document prints in one language."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The words of one language; names in braces are filled in.

    `exemptions` and `legal` are by tax category (EN 16931 BT-118): a short name of why there is no
    VAT, and the sentence that the law asks for. `locale` is the one that writes figures and days
    where the client's language names no country.
    """

    locale: str
    invoice: str
    quote: str
    proforma: str
    credit_note: str
    draft: str
    number: str
    date: str
    due: str
    valid_until: str
    supply_period: str
    supply_day: str
    order: str
    buyer_reference: str
    customer_no: str
    customer_vat_id: str
    refers_to: str
    vat_id: str
    tax_number: str
    position: str
    description: str
    quantity: str
    price: str
    discount: str
    net: str
    vat: str
    day_unit: str
    carried_over: str
    brought_forward: str
    page_of: str
    lines_net: str
    charge: str
    net_total: str
    vat_of: str
    no_vat_on: str
    total: str
    prepaid: str
    rounding: str
    amount_due: str
    amount_credited: str
    withholding_of: str
    to_transfer: str
    payable_by: str
    payable_within: str
    payable_now: str
    nothing_due: str
    please_quote: str
    credits: str
    not_an_invoice: str
    holder: str
    bank: str
    iban: str
    bic: str
    account: str
    routing: str
    entries_behind: str
    day: str
    start: str
    end: str
    raw: str
    billed: str
    person: str
    project: str
    task: str
    note: str
    reference: str
    sum: str
    exemptions: dict[str, str]
    legal: dict[str, str]
