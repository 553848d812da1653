"""Recomputing a document independently of the code that made it: whole minor units and fractions.

Nothing here uses the arithmetic of `core.document`; where both agree, the figures are right.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tracker_tui.core.currency import minor_unit

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker_tui.core.document import Document


def audit(document: Document) -> list[str]:
    """What does not add up in a document, in sentences; empty when every figure holds."""
    scale = 10 ** minor_unit(document.currency)
    return [
        *_audit_lines(document, scale),
        *_audit_taxes(document, scale),
        *_audit_totals(document, scale),
    ]


def _units(amount: Decimal | None, scale: int) -> Fraction:
    """An amount in minor units; a third decimal of a euro shows as a broken fraction."""
    return Fraction(amount or 0) * scale


def _half_up(exact: Fraction) -> int:
    """To the nearest whole unit, halves away from zero."""
    doubled = 2 * abs(exact)
    rounded = int((doubled + 1) // 2)
    return rounded if exact >= 0 else -rounded


def _audit_lines(document: Document, scale: int) -> list[str]:
    found = []
    for number, line in enumerate(document.lines, 1):
        exact = Fraction(line.quantity) * Fraction(line.price) / Fraction(line.base_quantity)
        net = _half_up(exact * scale) - _units(line.discount, scale)
        if net != _units(line.net, scale):
            found.append(
                f"line {number}: {line.quantity:f} x {line.price:f} / {line.base_quantity:f} "
                f"is not the net {line.net:f}"
            )
        if line.kind == "time":
            found += _audit_quantity(number, document, line.unit)
    return found


def _audit_quantity(number: int, document: Document, unit: str) -> list[str]:
    """The quantity of a time line is the billed time of its entries, rounded once."""
    line = document.lines[number - 1]
    seconds = sum(entry.billed_seconds for entry in line.entries)
    if unit == "MIN":
        expected = Fraction(_half_up(Fraction(seconds, 60)))
    elif unit == "HUR":
        expected = Fraction(_half_up(Fraction(seconds, 36)), 100)
    else:
        return []
    if expected != Fraction(line.quantity):
        return [f"line {number}: its entries have {seconds} billed seconds, not {line.quantity:f}"]
    return []


def _audit_taxes(document: Document, scale: int) -> list[str]:
    expected: dict[tuple[str, Fraction], Fraction] = {}
    for line in document.lines:
        key = (line.tax_category, Fraction(line.tax_rate))
        expected[key] = expected.get(key, Fraction(0)) + _units(line.net, scale)
    for one in document.allowances:
        key = (one.tax_category, Fraction(one.tax_rate))
        sign = 1 if one.charge else -1
        expected[key] = expected.get(key, Fraction(0)) + sign * _units(one.amount, scale)
    found = []
    groups = {(group.category, Fraction(group.rate)): group for group in document.totals.taxes}
    for key in expected.keys() | groups.keys():
        group = groups.get(key)
        name = f"tax {key[0]} {float_free(key[1])} %"
        if group is None or key not in expected:
            found.append(f"{name}: its group is missing or has no lines")
        elif _units(group.taxable, scale) != expected[key]:
            found.append(f"{name}: the taxable {group.taxable:f} is not the sum of its lines")
        elif _units(group.tax, scale) != _half_up(expected[key] * key[1] / 100):
            found.append(f"{name}: the tax of {group.taxable:f} is not {group.tax:f}")
    return sorted(found)


def float_free(number: Fraction) -> str:
    """A fraction as short text: 19, 8.1 or 1/3."""
    from decimal import Decimal

    whole = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{whole.normalize():f}" if Fraction(whole) == number else str(number)


def _audit_totals(document: Document, scale: int) -> list[str]:
    totals = document.totals
    net = sum((_units(line.net, scale) for line in document.lines), Fraction(0))
    for one in document.allowances:
        net += (1 if one.charge else -1) * _units(one.amount, scale)
    tax = sum((_units(group.tax, scale) for group in totals.taxes), Fraction(0))
    total = net + tax
    payable = total - _units(document.prepaid, scale) + _units(totals.rounding, scale)
    expected = {"net": net, "tax": tax, "total": total, "payable": payable}
    found = [
        f"the {name} {getattr(totals, name):f} is not the sum of its parts"
        for name, units in expected.items()
        if _units(getattr(totals, name), scale) != units
    ]
    if document.cash_rounding and payable % _units(document.cash_rounding, scale):
        found.append(f"the payable {totals.payable:f} is no multiple of {document.cash_rounding:f}")
    withheld = totals.withholding
    if withheld is not None:
        exact = _units(withheld.taxable, scale) * Fraction(withheld.rate) / 100
        if _units(withheld.amount, scale) != _half_up(exact):
            found.append(f"the withheld {withheld.amount:f} is not {withheld.rate:f} % of the net")
    return found
