"""The forms about documents: each a list of fields, and the service that takes what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.client import GROUPINGS
from tracker_tui.core.document import UNITS
from tracker_tui.core.taxes import CATEGORIES
from tracker_tui.services.changes import handle
from tracker_tui.services.draft_edits import draft_texts, line_texts
from tracker_tui.ui.dialogs.fields import Field
from tracker_tui.ui.dialogs.form import FormDialog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from tracker_tui.core.document import Document
    from tracker_tui.ui.host import Host

UNIT_WORDS = {"MIN": "minutes", "HUR": "hours", "DAY": "days", "C62": "pieces"}
DISCOUNT_HINT = "a percentage such as 5; empty for none"


# A new draft


def draft_form(host: Host, client: str = "") -> FormDialog:
    """A new invoice, quote or proforma; dismissed with what the service made."""
    from tracker_tui.core.periods import parse_period
    from tracker_tui.services.drafts import DRAFT_KINDS, make_draft

    workspace = host.workspace
    ids = sorted(workspace.client_ids())

    def submit(texts: dict[str, str]) -> object:
        word = texts["period"].strip()
        return host.change(
            make_draft,
            texts["client"].strip(),
            parse_period(word, workspace.today) if word else None,
            kind=texts["kind"],
            group_by=texts["group_by"],
            project=texts["project"].strip(),
            order=texts["order"].strip(),
        )

    def projects(typed: str) -> Sequence[str]:
        known = workspace.client(form.form.values["client"].strip())
        return sorted(known.projects) if known is not None else ()

    form = FormDialog(
        "A new draft",
        (
            Field("client", "client", client, suggest=lambda typed: ids),
            Field("kind", "kind", "invoice", "choice", DRAFT_KINDS),
            Field("period", "period", hint="last-month, 2026-11, 2026-W47; empty: up to today"),
            _grouping(""),
            Field("project", "project", hint="only this one; empty: all", suggest=projects),
            Field("order", "order", hint="the client's order, where it is another than usual"),
        ),
        submit,
        start="kind" if client else "client",
    )
    return form


def _grouping(value: str) -> Field:
    words = ("as usual", *GROUPINGS)
    return Field("group_by", "lines by", value, "choice", ("", *GROUPINGS), words=words)


# The texts of a draft


def texts_form(host: Host, draft: Document, start: str) -> FormDialog:
    """All that can be said about a draft as a whole."""
    from tracker_tui.services.draft_edits import edit_draft_fields
    from tracker_tui.services.drafts import find_draft
    from tracker_tui.services.paper import paper_themes

    texts = draft_texts(draft)
    themes = paper_themes(host.workspace)
    due = "days to pay" if draft.kind != "quote" else "days valid"
    fields = (
        Field("title", "subject", texts["title"], hint="what it is about, below the heading"),
        Field("intro", "text above", texts["intro"], "long"),
        Field("note", "text below", texts["note"], "long"),
        Field("order", "order", texts["order"], hint="the number of the client's order"),
        Field("buyer_reference", "reference", texts["buyer_reference"]),
        Field("discount", "discount %", texts["discount"], "amount", hint=DISCOUNT_HINT),
        Field("prepaid", "paid before", texts["prepaid"], "amount"),
        Field("terms_days", due, texts["terms_days"], "whole"),
        Field("language", "language", texts["language"], hint="en, de, fr, es, it, nl, pt, pl"),
        Field("theme", "look on paper", texts["theme"], suggest=lambda typed: themes),
    )

    def submit(typed: dict[str, str]) -> object:
        changed = {name: text for name, text in typed.items() if text != texts[name]}
        return host.change(edit_draft_fields, draft.id, changed) if changed else True

    def now() -> dict[str, str]:
        return draft_texts(find_draft(host.workspace, draft.id))

    title = f"Draft {handle(draft.id)} for {draft.client}"
    return FormDialog(title, fields, submit, start=start, now=now)


def discount_form(host: Host, draft: Document, line: int) -> FormDialog:
    """A discount on the whole document, and on the line under the cursor where it rests on one."""
    from tracker_tui.services.draft_edits import edit_draft_fields, edit_line

    before = {"discount": draft_texts(draft)["discount"]}
    fields = [Field("discount", "on all, %", before["discount"], "amount", hint=DISCOUNT_HINT)]
    if line:
        one = draft.lines[line - 1]
        before["line"] = line_texts(one)["discount"]
        label = f"on line {line}, {draft.currency}"
        fields.insert(0, Field("line", label, before["line"], "amount", hint=one.description))

    def submit(typed: dict[str, str]) -> object:
        if typed.get("line", "") != before.get("line", ""):
            host.change(edit_line, draft.id, one.id or line, discount=typed["line"])
            before["line"] = typed["line"]
        if typed["discount"] != before["discount"]:
            host.change(edit_draft_fields, draft.id, {"discount": typed["discount"]})
        return True

    return FormDialog("Discount", fields, submit)


# Lines


def line_form(host: Host, draft: Document, number: int) -> FormDialog:
    """The line of a draft; of tracked time only the words, the discount and the tax."""
    from tracker_tui.services.draft_edits import edit_line, find_line

    line = draft.lines[number - 1]
    texts, which = line_texts(line), line.id or number

    def submit(typed: dict[str, str]) -> object:
        changed = {name: text for name, text in typed.items() if text != texts[name]}
        return host.change(edit_line, draft.id, which, **changed) if changed else True

    def now() -> dict[str, str]:
        return line_texts(find_line(host.workspace, draft.id, which))

    notes = () if "price" in texts else ("Quantity and price follow from the log and the rates.",)
    fields = _line_fields(texts, draft)
    return FormDialog(f"Line {number}", fields, submit, lines=notes, now=now)


def new_line_form(host: Host, draft: Document) -> FormDialog:
    """A line of one's own."""
    from tracker_tui.services.draft_edits import add_line

    usual = {"description": "", "quantity": "1", "unit": "C62", "price": "", "discount": ""}
    texts = {**usual, "tax": "", "tax_rate": ""}

    def submit(typed: dict[str, str]) -> object:
        return host.change(add_line, draft.id, **typed)

    return FormDialog("A new line", _line_fields(texts, draft), submit)


def _line_fields(texts: dict[str, str], draft: Document) -> list[Field]:
    fields = [Field("description", "words", texts["description"])]
    if "price" in texts:
        words = tuple(UNIT_WORDS[unit] for unit in reversed(UNITS))
        fields += [
            Field("quantity", "quantity", texts["quantity"], "amount"),
            Field("unit", "of", texts["unit"], "choice", tuple(reversed(UNITS)), words=words),
            Field("price", f"price, {draft.currency}", texts["price"], "amount"),
        ]
    fields.append(Field("discount", f"discount, {draft.currency}", texts["discount"], "amount"))
    categories, words = tuple(CATEGORIES), tuple(CATEGORIES.values())
    if not texts["tax"]:
        categories, words = ("", *categories), ("as usual", *words)
    return [
        *fields,
        Field("tax", "tax", texts["tax"], "choice", categories, words=words),
        Field("tax_rate", "tax rate, %", texts["tax_rate"], "amount"),
    ]


# Payments


def payment_form(host: Host, invoice: Document, left: Decimal) -> FormDialog:
    """A payment of all that is open unless another amount is typed."""
    from tracker_tui.services.payments import pay_document

    open_text, currency = format(left, "f"), invoice.currency

    def submit(typed: dict[str, str]) -> object:
        whole = typed["amount"] == open_text and not typed["write_off"].strip()
        amount = "" if whole else typed["amount"]
        rest = {name: typed[name] for name in ("date", "fee", "write_off")}
        return host.change(pay_document, invoice.number, amount, **rest)

    reason = "why what then stays open is given up; of all, empty the amount"
    fields = (
        Field("amount", f"amount, {currency}", open_text, "amount"),
        Field("date", "date", host.workspace.today, "day", hint="the day it arrived"),
        Field("fee", f"fee, {currency}", "", "amount", hint="what the bank kept of it"),
        Field("write_off", "give up", "", hint=reason),
    )
    return FormDialog(f"Payment of {invoice.number} by {invoice.customer.name}", fields, submit)
