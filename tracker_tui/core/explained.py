"""An explanation of a document: its values, its lines for people, its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.durations import format_duration
from tracker_tui.core.errors import Refused
from tracker_tui.core.ids import HANDLE_LENGTH
from tracker_tui.core.plain import one_line
from tracker_tui.core.rounding import SCOPES, parse_rounding
from tracker_tui.core.taxes import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

_MODES = {"up": "up to", "nearest": "to the nearest", "down": "down to"}
_SCOPES = dict(zip(SCOPES, ("entry by entry", "per day and task", "per line"), strict=True))
_UNITS = {"MIN": "min", "HUR": "h", "DAY": "d", "C62": ""}
_DIGITS = 6
"""Decimals of a figure before it is rounded; more are shown as dots."""


class ExplainedEntry(NamedTuple):
    """An entry behind a line; `seconds` are raw, `billed_seconds` those in this line."""

    id: str
    person: str
    day: str
    times: str
    project: str
    task: str
    note: str
    seconds: int
    billed_seconds: int
    rate: str


class ExplainedGroup(NamedTuple):
    """Entries of a line that are rounded together.

    `seconds` are the raw ones of the whole group in this document, `rounded` what the rule makes of
    them, `billed_seconds` those in this line; `remark` says why these two differ, if they do.
    """

    entries: tuple[ExplainedEntry, ...]
    seconds: int
    rounded: int
    billed_seconds: int
    remark: str = ""


class ExplainedLine(NamedTuple):
    """A line: quantity x price / base quantity = `exact`, rounded to `gross`, less the discount.

    `exact_quantity` is the billed time in the unit of the quantity before that was rounded; None
    where the line bills no time, or days whose hours are not on the document.
    """

    number: int
    description: str
    kind: str
    rounding: str
    surcharge: str
    groups: tuple[ExplainedGroup, ...]
    exact_quantity: Decimal | None
    quantity: Decimal
    unit: str
    base_quantity: Decimal
    price: Decimal
    exact: Decimal
    gross: Decimal
    discount: Decimal
    net: Decimal
    tax_category: str
    tax_rate: Decimal


class ExplainedTax(NamedTuple):
    """A tax group: nets of lines by number, allowances below zero and charges, and the tax."""

    category: str
    rate: Decimal
    reason: str
    nets: tuple[tuple[int, Decimal], ...]
    allowances: tuple[tuple[str, Decimal], ...]
    taxable: Decimal
    exact: Decimal
    tax: Decimal


class Explanation(NamedTuple):
    """What `invoice explain` shows of a document, or of one line of it (then without totals)."""

    document: str
    kind: str
    currency: str
    lines: tuple[ExplainedLine, ...]
    taxes: tuple[ExplainedTax, ...]
    totals: tuple[tuple[str, Decimal], ...]

    def text(self) -> list[str]:
        """The explanation in lines for people."""
        return _text(self)

    def record(self) -> dict[str, Any]:
        """The explanation as JSON holds it: amounts are text, seconds whole numbers."""
        found = _record(self)
        assert isinstance(found, dict)
        return found


def duration(seconds: int) -> str:
    """`2:45`, or `2:45:10` where the seconds are not zero."""
    return format_duration(seconds, bool(seconds % 60))


def _record(value: Any) -> Any:
    from decimal import Decimal

    if isinstance(value, Decimal):
        return format(value, "f")
    if hasattr(value, "_asdict"):
        return {key: _record(item) for key, item in value._asdict().items()}
    return [_record(item) for item in value] if isinstance(value, (tuple, list)) else value


# --- lines for people -----------------------------------------------------------------------


def _text(explanation: Explanation) -> list[str]:
    """The whole explanation; what users wrote is on one line and cannot steer the terminal."""
    found = [f"{explanation.kind} {explanation.document}, amounts in {explanation.currency}"]
    for line in explanation.lines:
        found += ["", *_line(line)]
    for tax in explanation.taxes:
        found += ["", *_tax(tax)]
    if explanation.totals:
        width = max(len(f"{amount:f}") for _, amount in explanation.totals)
        found.append("")
        found += [f"{amount:>{width}f}  {one_line(name)}" for name, amount in explanation.totals]
    return found


def _line(line: ExplainedLine) -> Iterator[str]:
    yield f"line {line.number}: {one_line(line.description)}"
    for group in line.groups:
        for entry in group.entries:
            yield f"  {_entry(entry)}"
        if line.kind == "time" and (len(group.entries) > 1 or group.remark):
            yield f"    together {_together(group)}"
    if line.kind == "time":
        yield f"  rounding: {_rule(line.rounding)}"
        for rate in dict.fromkeys(entry.rate for one in line.groups for entry in one.entries):
            yield f"  rate: {one_line(rate) or 'not recorded'}"
        if line.surcharge:
            yield f"  surcharge: {one_line(line.surcharge)}, so {line.price:f}"
    yield f"  quantity: {_quantity(line)}"
    yield f"  net: {_net(line)}"
    yield f"  tax: {_tax_name(line.tax_category, line.tax_rate)}"


def _entry(entry: ExplainedEntry) -> str:
    parts = (
        entry.id[-HANDLE_LENGTH:],
        entry.person,
        entry.day,
        entry.times,
        f"{entry.project}@{entry.task}" if entry.task else entry.project,
        _billed(entry.seconds, entry.billed_seconds),
        one_line(entry.note),
    )
    return "  ".join(part for part in parts if part)


def _billed(raw: int, billed: int) -> str:
    if raw == billed:
        return duration(raw)
    return f"{duration(raw)} raw, {duration(billed)} billed"


def _together(group: ExplainedGroup) -> str:
    if not group.remark:
        return _billed(group.seconds, group.billed_seconds)
    words = f"{duration(group.seconds)} raw, {duration(group.rounded)} by the rule, "
    return f"{words}{duration(group.billed_seconds)} billed here: {group.remark}"


def _rule(text: str) -> str:
    try:
        rule = parse_rounding(text or "none")
    except Refused:
        return one_line(text)
    words = []
    if rule.minutes:
        words.append(f"{_MODES[rule.mode]} {rule.minutes} min")
    if rule.minimum:
        words.append(f"at least {rule.minimum} min")
    return f"{', '.join(words)}, {_SCOPES[rule.scope]} ({text})" if words else "none"


def _quantity(line: ExplainedLine) -> str:
    unit = _UNITS.get(line.unit, line.unit)
    shown = f"{line.quantity:f} {unit}".rstrip()
    exact = line.exact_quantity
    if exact is None:
        return shown
    seconds = sum(group.billed_seconds for group in line.groups)
    if exact == line.quantity:
        return f"{duration(seconds)} = {shown}"
    if abs(exact - line.quantity) * (2 if line.unit == "MIN" else 200) <= 1:
        return f"{duration(seconds)} = {_trimmed(exact)} {unit}, rounded to {shown}"
    return f"{shown}, changed by hand from {duration(seconds)}"


def _net(line: ExplainedLine) -> str:
    base = f" / {line.base_quantity:f}" if line.base_quantity != 1 else ""
    words = f"{line.quantity:f} x {line.price:f}{base} = {_rounded(line.exact, line.gross)}"
    if line.discount:
        words += f"; less the discount {line.discount:f} = {line.gross - line.discount:f}"
    if line.gross - line.discount != line.net:
        words += f"; the line says {line.net:f}"
    return words


def _tax(tax: ExplainedTax) -> Iterator[str]:
    yield f"tax {_tax_name(tax.category, tax.rate)}"
    if tax.reason:
        yield f"  reason: {one_line(tax.reason)}"
    terms = [f"line {number} {net:f}" for number, net in tax.nets]
    terms += [f"{one_line(reason)} {amount:f}" for reason, amount in tax.allowances]
    yield f"  taxable: {' + '.join(terms) or 'nothing'} = {tax.taxable:f}"
    yield f"  tax: {tax.taxable:f} x {tax.rate:f} % = {_rounded(tax.exact, tax.tax)}"


def _tax_name(category: str, rate: Decimal) -> str:
    return f"{category} {rate:f} % ({CATEGORIES.get(category, 'unknown category')})"


def _rounded(exact: Decimal, rounded: Decimal) -> str:
    if exact == rounded:
        return f"{rounded:f}"
    return f"{_trimmed(exact)}, rounded to {rounded:f}"


def _trimmed(exact: Decimal) -> str:
    """The figure with few decimals; dots say that there are more."""
    from decimal import ROUND_DOWN, Decimal

    short = exact.quantize(Decimal(1).scaleb(-_DIGITS), ROUND_DOWN)
    text = f"{short:f}".rstrip("0").rstrip(".")
    return text if short == exact else f"{short:f}..."
