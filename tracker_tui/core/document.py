"""A document (quote, proforma, invoice, credit note): lines, tax groups and totals.

Amounts are Decimals already rounded to the currency's minor unit; sums are sums of rounded numbers
(EN 16931 BR-CO-10 to BR-CO-17).
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.currency import quantise
from tracker_tui.core.taxes import Tax, TaxGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

UNITS = ("MIN", "HUR", "DAY", "C62")
"""Units of a line (UN/ECE Recommendation 20): minute, hour, day, piece."""

LINE_KINDS = ("time", "fixed", "expense", "manual")


class BilledEntry(NamedTuple):
    """What a document remembers of an entry behind one of its lines."""

    id: str
    person: str
    day: str
    start: str
    end: str
    zone: str
    seconds: int
    billed_seconds: int
    project: str
    task: str = ""
    note: str = ""
    ref: str = ""
    commits: tuple[str, ...] = ()
    rule: str = ""
    """The words of the rule that chose the rate."""


class Line(NamedTuple):
    """One line: net = half-up(quantity x price / base_quantity) - discount."""

    description: str
    quantity: Decimal
    unit: str
    base_quantity: Decimal
    price: Decimal
    discount: Decimal
    net: Decimal
    tax_category: str
    tax_rate: Decimal
    tax_reason: str = ""
    kind: str = "manual"
    id: str = ""
    project: str = ""
    task: str = ""
    day: str = ""
    expense: str = ""
    entries: tuple[BilledEntry, ...] = ()
    rounding: str = ""
    """The rounding rule that led from raw to billed seconds, in words."""
    surcharge: str = ""


class Allowance(NamedTuple):
    """A discount (or, with `charge`, a surcharge) on the whole document, within one tax group."""

    reason: str
    amount: Decimal
    tax_category: str
    tax_rate: Decimal
    percent: Decimal | None = None
    charge: bool = False


class Withholding(NamedTuple):
    """Tax that the client keeps back and pays to the office: `amount` of the net at `rate`."""

    rate: Decimal
    taxable: Decimal
    amount: Decimal


class Party(NamedTuple):
    """Issuer or customer as it stood when the document was made; `fields` by ADDRESS_FIELDS."""

    id: str
    name: str
    fields: dict[str, str]


class Totals(NamedTuple):
    """The figures below the lines; payable = total - prepaid + rounding (EN 16931 BR-CO-16)."""

    taxes: tuple[TaxGroup, ...]
    lines_net: Decimal
    net: Decimal
    tax: Decimal
    total: Decimal
    payable: Decimal
    rounding: Decimal
    withholding: Withholding | None


class Document(NamedTuple):
    """A draft (no number) or an issued document (number, date, seal)."""

    id: str
    kind: str
    client: str
    currency: str
    language: str
    issuer: Party
    customer: Party
    lines: tuple[Line, ...]
    totals: Totals
    number: str = ""
    date: str = ""
    due: str = ""
    terms_days: int = 0
    supply_from: str = ""
    supply_until: str = ""
    order: str = ""
    buyer_reference: str = ""
    allowances: tuple[Allowance, ...] = ()
    prepaid: Decimal | None = None
    withholding_rate: Decimal | None = None
    cash_rounding: Decimal | None = None
    group_by: str = ""
    quantity: str = "exact"
    theme: str = "plain"
    title: str = ""
    intro: str = ""
    note: str = ""
    bank: dict[str, str] = {}
    refers_to: str = ""
    """The number of the invoice that a credit note takes back."""
    created: str = ""
    previous_seal: str = ""
    seal: str = ""
    rest: dict[str, Any] = {}

    @property
    def entry_ids(self) -> list[str]:
        """The ids of all entries behind the lines, in their order."""
        return [entry.id for line in self.lines for entry in line.entries]


def line_net(
    quantity: Decimal,
    price: Decimal,
    base_quantity: Decimal,
    discount: Decimal,
    currency: str,
) -> Decimal:
    """What a line costs: rounded once, from the quantity that is printed."""
    return quantise(quantity * price / base_quantity, currency) - discount


def tax_groups(
    lines: "Iterable[Line]", allowances: "Iterable[Allowance]", currency: str
) -> tuple[TaxGroup, ...]:
    """One group for each category and rate; the tax is rounded once per group, never per line."""
    taxable: dict[tuple[str, Decimal], Decimal] = {}
    reasons: dict[tuple[str, Decimal], str] = {}
    for line in lines:
        key = (line.tax_category, line.tax_rate)
        taxable[key] = taxable.get(key, Decimal(0)) + line.net
        reasons.setdefault(key, line.tax_reason)
    for one in allowances:
        key = (one.tax_category, one.tax_rate)
        signed = one.amount if one.charge else -one.amount
        taxable[key] = taxable.get(key, Decimal(0)) + signed
    return tuple(
        TaxGroup(
            category,
            rate,
            amount,
            quantise(amount * rate / 100, currency),
            reasons.get((category, rate), ""),
        )
        for (category, rate), amount in sorted(taxable.items())
    )


def compute_totals(
    lines: "Iterable[Line]",
    allowances: "Iterable[Allowance]",
    currency: str,
    prepaid: Decimal | None = None,
    withholding_rate: Decimal | None = None,
    cash_rounding: Decimal | None = None,
) -> Totals:
    """All figures below the lines.

    `cash_rounding` is the smallest payable step, such as 0.05 in Switzerland; None: no rounding.
    """
    from decimal import ROUND_HALF_UP

    lines = tuple(lines)
    allowances = tuple(allowances)
    groups = tax_groups(lines, allowances, currency)
    zero = quantise(Decimal(0), currency)
    lines_net = sum((line.net for line in lines), zero)
    net = sum((group.taxable for group in groups), zero)
    tax = sum((group.tax for group in groups), zero)
    total = net + tax
    open_amount = total - (prepaid or zero)
    rounding = zero
    if cash_rounding:
        steps = (open_amount / cash_rounding).quantize(Decimal(1), ROUND_HALF_UP)
        rounding = quantise(steps * cash_rounding, currency) - open_amount
    withheld = None
    if withholding_rate:
        amount = quantise(net * withholding_rate / 100, currency)
        withheld = Withholding(withholding_rate, net, amount)
    return Totals(groups, lines_net, net, tax, total, open_amount + rounding, rounding, withheld)


def with_totals(document: Document) -> Document:
    """The document with its totals computed anew from its lines (only ever of a draft)."""
    totals = compute_totals(
        document.lines,
        document.allowances,
        document.currency,
        document.prepaid,
        document.withholding_rate,
        document.cash_rounding,
    )
    return document._replace(totals=totals)


def percent_allowances(
    percent: Decimal, reason: str, lines: "Iterable[Line]", currency: str
) -> tuple[Allowance, ...]:
    """A discount in percent on the whole document: an allowance in each of its tax groups."""
    return tuple(
        Allowance(
            reason,
            quantise(group.taxable * percent / 100, currency),
            group.category,
            group.rate,
            percent,
        )
        for group in tax_groups(lines, (), currency)
    )


def line_tax(line: Line) -> Tax:
    """The tax of a line as a value."""
    return Tax("", line.tax_category, line.tax_rate, line.tax_reason)
