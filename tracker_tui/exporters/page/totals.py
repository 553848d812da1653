"""The figures below the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.exporters.page.model import Total, Totals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from tracker_tui.core.document import Allowance, Document
    from tracker_tui.core.taxes import TaxGroup
    from tracker_tui.exporters.page.figures import Figures


def tax_keys(document: Document) -> set[tuple[str, Decimal]]:
    """Category and rate of every tax group."""
    return {(group.category, group.rate) for group in document.totals.taxes}


def totals(document: Document, figures: Figures) -> Totals:
    """From the sum of the lines to what is to be paid; steps that change nothing are left out."""
    words, sums = figures.words, document.totals
    rows: list[Total] = []
    if document.allowances:
        rows.append(Total(words.lines_net, figures.money(sums.lines_net)))
        rows += [_allowance(one, document, figures) for one in document.allowances]
    rows.append(Total(words.net_total, figures.money(sums.net)))
    rows += [_tax(group, figures) for group in sums.taxes]
    rows += _final(document, figures)
    return Totals(tuple(rows))


def _allowance(one: Allowance, document: Document, figures: Figures) -> Total:
    words = figures.words
    parts = [one.reason or (words.charge if one.charge else words.discount)]
    if one.percent is not None:
        parts.append(figures.percent(one.percent).text)
    label = " ".join(parts)
    if len(tax_keys(document)) > 1:
        label += f" ({words.vat} {figures.percent(one.tax_rate).text})"
    return Total(label, figures.money(one.amount if one.charge else -one.amount))


def _tax(group: TaxGroup, figures: Figures) -> Total:
    words = figures.words
    taxable = figures.money(group.taxable).text
    if group.category in ("S", "Z"):
        label = words.vat_of.format(rate=figures.percent(group.rate).text, taxable=taxable)
    else:
        label = words.no_vat_on.format(taxable=taxable, reason=words.exemptions[group.category])
    return Total(label, figures.money(group.tax))


def _final(document: Document, figures: Figures) -> Iterator[Total]:
    """The total; where it is not what is to be paid, the way from it to that."""
    words, sums, currency = figures.words, document.totals, document.currency
    steps = []
    if document.prepaid:
        steps.append(Total(words.prepaid, figures.money(-document.prepaid)))
    if sums.rounding:
        steps.append(Total(words.rounding, figures.money(sums.rounding)))
    due = words.amount_credited if document.kind == "credit-note" else words.amount_due
    label = words.total if document.kind == "quote" or sums.tax else due
    if document.kind == "credit-note" or steps:
        label = due
    if steps or sums.withholding:
        yield Total(words.total, figures.money(sums.total))
        yield from steps
    if not sums.withholding:
        yield Total(f"{label} {currency}", figures.money(sums.payable), strong=True)
        return
    held = sums.withholding
    if steps:
        yield Total(due, figures.money(sums.payable))
    rate, taxable = figures.percent(held.rate).text, figures.money(held.taxable).text
    withheld = words.withholding_of.format(rate=rate, taxable=taxable)
    yield Total(withheld, figures.money(-held.amount))
    label = words.amount_credited if document.kind == "credit-note" else words.to_transfer
    yield Total(f"{label} {currency}", figures.money(sums.payable - held.amount), strong=True)
