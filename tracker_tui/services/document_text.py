"""A document as plain lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker_tui.core.document import Document, Line
    from tracker_tui.store.workspace import Workspace

WIDTH = 30
"""Columns of a description before it is cut."""


def document_text(workspace: Workspace, which: str) -> list[str]:
    """Heading, lines, tax groups and totals; amounts in the document's currency."""
    from tracker_tui.services.documents import document_fields, find_document

    document = find_document(workspace, which)
    fields = document_fields(workspace, document)
    return [*_heading(document, fields), "", *_lines(document), "", *_figures(document, fields)]


def _heading(document: Document, fields: dict[str, Any]) -> list[str]:
    from tracker_tui.services.changes import handle

    name = document.number or f"draft {handle(document.id)}"
    facts = [
        ("for", f"{document.customer.name} ({document.client})"),
        ("date", document.date),
        ("due", document.due),
        ("supply", f"{document.supply_from} to {document.supply_until}"),
        ("order", document.order),
        ("corrects", document.refers_to),
        ("seal", document.seal[:16]),
    ]
    rows = [f"  {label:<9}{text}" for label, text in facts if text]
    return [f"{document.kind} {name}  {fields['state']}", *rows]


def _lines(document: Document) -> list[str]:
    rows = [_line(number, line) for number, line in enumerate(document.lines, 1)]
    return rows or ["  no lines yet: invoice line add"]


def _line(number: int, line: Line) -> str:
    words = line.description
    words = words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"
    tax = (
        f"{line.tax_category} {line.tax_rate:f}%" if line.tax_category == "S" else line.tax_category
    )
    price = f"{quantity_text(line)} x {line.price:f}"
    off = f" - {line.discount:f}" if line.discount else ""
    return f"{number:>3}  {words:<{WIDTH}}  {price:>20}{off}  {line.net:>12f}  {tax}"


def quantity_text(line: Line) -> str:
    """The quantity as people read it: `1:20 h`, `1.33 h`, `2 days` or a number of pieces."""
    if line.unit == "MIN":
        minutes = int(line.quantity)
        return f"{minutes // 60}:{minutes % 60:02} h"
    units = {"HUR": " h", "DAY": " d", "C62": ""}
    return f"{line.quantity:f}{units.get(line.unit, '')}"


def _figures(document: Document, fields: dict[str, Any]) -> list[str]:
    totals = document.totals
    rows = [
        (f"{'charge' if one.charge else 'discount'} {one.reason}".rstrip(), one.amount)
        for one in document.allowances
    ]
    rows.append(("net", totals.net))
    rows += [
        (f"tax {group.category} {group.rate:f}% of {group.taxable:f}", group.tax)
        for group in totals.taxes
    ]
    rows.append(("total", totals.total))
    if document.prepaid:
        rows.append(("prepaid", document.prepaid))
    if totals.rounding:
        rows.append(("rounding", totals.rounding))
    rows.append((f"payable {document.currency}", totals.payable))
    if totals.withholding is not None:
        rows.append((f"of it withheld {totals.withholding.rate:f}%", totals.withholding.amount))
    return [f"     {label:<44}{amount:>22f}" for label, amount in rows]
