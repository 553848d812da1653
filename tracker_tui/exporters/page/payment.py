"""How to pay, and what the law wants said about the tax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.exporters.page.model import Fact, Payment
from tracker_tui.exporters.page.parties import grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker_tui.core.document import Document
    from tracker_tui.exporters.page.figures import Figures
    from tracker_tui.exporters.words.vocabulary import Words


def payment(document: Document, figures: Figures) -> list[Payment]:
    """The payment block of an invoice or proforma; other kinds ask for no money."""
    if document.kind not in ("invoice", "proforma"):
        return []
    words, sums = figures.words, document.totals
    open_amount = sums.payable - (sums.withholding.amount if sums.withholding else 0)
    if open_amount <= 0:
        return [Payment((words.nothing_due,), ())]
    sentences = [_terms(document, figures)]
    if document.number:
        sentences.append(words.please_quote.format(number=document.number))
    return [Payment(tuple(sentences), tuple(_bank(document, words)))]


def _terms(document: Document, figures: Figures) -> str:
    words = figures.words
    if document.due and document.due != document.date:
        return words.payable_by.format(date=figures.day(document.due))
    if document.terms_days and not document.due:
        return words.payable_within.format(days=document.terms_days)
    return words.payable_now


def _bank(document: Document, words: Words) -> Iterator[Fact]:
    fields = {**document.bank, "iban": grouped(document.bank.get("iban", ""))}
    rows = [
        (words.holder, "holder"),
        (words.bank, "bank"),
        (words.iban, "iban"),
        (words.bic, "bic"),
        (words.account, "account"),
        (words.routing, "routing"),
    ]
    return (Fact(label, fields[key]) for label, key in rows if fields.get(key))


def legal_notes(document: Document, words: Words) -> list[str]:
    """One sentence for each tax group without tax: the document's own reason, else the law's words.

    Reverse charge must be named on the invoice (Directive 2006/112/EC, Article 226, 11a), so there
    the own reason follows the law's words. Where there are several groups, the category leads.
    """
    notes = []
    for group in document.totals.taxes:
        own = dict.fromkeys(
            [group.reason]
            + [
                line.tax_reason
                for line in document.lines
                if (line.tax_category, line.tax_rate) == (group.category, group.rate)
            ]
        )
        reasons = [reason for reason in own if reason]
        legal = words.legal.get(group.category, "")
        if legal and (group.category == "AE" or not reasons):
            reasons = [legal, *(reason for reason in reasons if reason != legal)]
        lead = f"{group.category}: " if len(document.totals.taxes) > 1 else ""
        notes += [f"{lead}{reason}" for reason in reasons]
    return notes
