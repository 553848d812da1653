"""From a document to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.exporters.page.annex import annexes
from tracker_tui.exporters.page.figures import Figures, described, quantity_and_price
from tracker_tui.exporters.page.model import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Notes,
    Page,
    Paragraph,
    Row,
    Table,
    Title,
)
from tracker_tui.exporters.page.parties import addressee, footer, letterhead
from tracker_tui.exporters.page.payment import legal_notes, payment
from tracker_tui.exporters.page.plain_text import cleaned
from tracker_tui.exporters.page.totals import tax_keys, totals
from tracker_tui.exporters.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker_tui.core.document import Document, Line
    from tracker_tui.exporters.paper import Paper


def build_page(document: Document, paper: Paper, annex: bool | None = None) -> Page:
    """The page of a document in its client's language.

    `annex`: whether the entries behind the lines follow; None: as the theme says. Refuses a
    language that there are no words in.
    """
    words = words_for(document.language)
    figures = Figures(document.language, document.currency, words)
    title = _title(document, figures)
    with_annex = paper.annex if annex is None else annex
    blocks: list[Block] = [
        letterhead(document, paper, figures),
        addressee(document, figures),
        Facts(tuple(_facts(document, figures))),
        Title(title, document.title),
        *(Paragraph(text) for text in _opening(document, figures) if text),
        _table(document, figures),
        totals(document, figures),
    ]
    blocks += payment(document, figures)
    closing = dict(paper.closing).get(figures.locale.language, "")
    notes = tuple(text for text in (*legal_notes(document, words), document.note, closing) if text)
    blocks += [Notes(notes)] if notes else []
    blocks += annexes(document, figures) if with_annex else []
    return cleaned(
        Page(
            title,
            document.issuer.name,
            figures.tag,
            words.page_of,
            footer(document, paper, figures),
            tuple(blocks),
        )
    )


def _title(document: Document, figures: Figures) -> str:
    words = figures.words
    kind = {
        "invoice": words.invoice,
        "credit-note": words.credit_note,
        "quote": words.quote,
        "proforma": words.proforma,
    }[document.kind]
    return f"{kind} {document.number}" if document.number else f"{kind} ({words.draft})"


def _facts(document: Document, figures: Figures) -> Iterator[Fact]:
    words, customer = figures.words, document.customer
    due = words.valid_until if document.kind == "quote" else words.due
    supply = words.supply_period
    if document.supply_from == document.supply_until:
        supply = words.supply_day
    days = figures.days(document.supply_from, document.supply_until)
    rows = [
        (words.number, document.number),
        (words.date, figures.days(document.date, document.date)),
        (due, figures.days(document.due, document.due) if document.kind != "credit-note" else ""),
        (supply, days),
        (words.refers_to, document.refers_to),
        (words.order, document.order),
        (words.buyer_reference, document.buyer_reference),
        (words.customer_no, customer.id),
        (words.customer_vat_id, customer.fields.get("vat_id", "")),
    ]
    return (Fact(label, value) for label, value in rows if value)


def _opening(document: Document, figures: Figures) -> Iterator[str]:
    words = figures.words
    if document.kind == "credit-note" and document.refers_to:
        yield words.credits.format(number=document.refers_to)
    if document.kind == "proforma":
        yield words.not_an_invoice
    yield document.intro


def _table(document: Document, figures: Figures) -> Table:
    words = figures.words
    discounts = any(line.discount for line in document.lines)
    several = len(tax_keys(document)) > 1
    columns = (
        Column(words.position),
        Column(words.description, wide=True),
        Column(words.quantity, figures=True),
        Column(words.price, figures=True),
        *([Column(words.discount, figures=True)] if discounts else []),
        *([Column(words.vat, figures=True)] if several else []),
        Column(f"{words.net} {document.currency}", figures=True),
    )
    rows = []
    carried = document.totals.net * 0
    for position, line in enumerate(document.lines, start=1):
        carried += line.net
        cells = _cells(position, line, figures, discounts, several)
        rows.append(Row(cells, figures.money(carried)))
    return Table(columns, tuple(rows), words.carried_over, words.brought_forward)


def _cells(
    position: int, line: Line, figures: Figures, discounts: bool, several: bool
) -> tuple[Cell, ...]:
    quantity, price = quantity_and_price(line, figures)
    taxed = line.tax_category in ("S", "Z")
    return (
        str(position),
        described(line, figures),
        quantity,
        price,
        *([figures.money(-line.discount) if line.discount else ""] if discounts else []),
        *([figures.percent(line.tax_rate) if taxed else line.tax_category] if several else []),
        figures.money(line.net),
    )
