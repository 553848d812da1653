"""What the list and the preview do to a document alike: write, issue, get paid, credit, discard."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused
from tracker_tui.services.changes import handle
from tracker_tui.services.wording import many
from tracker_tui.ui.dialogs.confirm import ask
from tracker_tui.ui.figures import amount, day_title, hours, symbol
from tracker_tui.ui.screens.invoices_rows import aligned

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker_tui.core.document import Document
    from tracker_tui.services.changes import Made
    from tracker_tui.services.readiness import IssueSummary
    from tracker_tui.store.workspace import Workspace
    from tracker_tui.ui.frame import Place

FORMAT_WORDS = {
    "pdf": "as it is printed",
    "json": "all fields, for programs",
    "csv": "the lines, for spreadsheets",
}
STEP = 10
"""Progress is told in steps of so many percent."""


def open_preview(place: Place, which: str) -> None:
    """Shows a document; screens know each other by name alone."""
    place.app.open_place(import_module("tracker_tui.ui.screens.preview").Preview(which))


# Writing files


def write_file(place: Place, which: str, form: str = "pdf") -> None:
    """Writes a document into the folder where the program was started, in a thread."""
    from tracker_tui.services.paper import export_document

    def work(workspace: Workspace, progress: Callable[[float, str], None]) -> Made:
        told = [0]

        def row_done(done: int, rows: int) -> None:
            percent = 100 * done // max(1, rows)
            if percent >= told[0] + STEP:
                told[0] = percent
                progress(percent / 100, f"{done} of {rows} rows")

        return export_document(workspace, which, form, progress=row_done)

    place.app.aside(form.upper(), work, lambda made: place.app.say(made.label))


def choose_export(place: Place, which: str) -> None:
    """Asks for a form and writes it."""
    from tracker_tui.services.paper import FORMATS
    from tracker_tui.ui.dialogs.pick import Pick

    options = [(form, form.upper(), FORMAT_WORDS.get(form, "")) for form in FORMATS]

    def take(form: str | None) -> None:
        if form:
            write_file(place, which, form)

    place.app.push_screen(Pick("Write the document as", options), take)


# Issuing


def issue(place: Place, which: str, shown: str = "", date: str = "") -> None:
    """Asks whether a draft is to become final, with what that means, and issues it.

    `shown` is the fingerprint of what was looked at; without it that of this moment.
    """
    from tracker_tui.services.issuing import issue_document
    from tracker_tui.services.readiness import summarise_issue

    try:
        summary = summarise_issue(place.app.workspace, which, date, shown)
    except (Refused, OSError) as error:
        place.app.refuse(error)
        return
    again = partial(
        place.app.perform, issue_document, which, date=summary.date, shown=summary.fingerprint
    )
    ask(place, f"Issue {summary.kind} {summary.number}?", summary_lines(summary), again, "issue")


def summary_lines(summary: IssueSummary) -> list[str]:
    """What becomes final, in lines of a label and its figure."""
    sums = [("net", summary.net), ("tax", summary.tax), ("total", summary.total)]
    if summary.payable != summary.total:
        sums.append(("payable", summary.payable))
    figures = aligned([(value, summary.currency) for _, value in sums])
    widest = max(map(len, figures))
    rows = [
        ("to", f"{summary.name} ({summary.client})"),
        ("date", _day(summary.date)),
        ("due", _day(summary.due)),
        *((label, f"{text:>{widest}}") for (label, _), text in zip(sums, figures, strict=True)),
    ]
    work = f"{many(summary.lines, 'line')}, {many(summary.entries, 'entry', 'entries')}"
    if summary.seconds:
        work += f", {hours(summary.seconds)} worked, {hours(summary.billed_seconds)} billed"
    rows.append(("work", work))
    lines = [f"{label:<9}{text}" for label, text in rows if text]
    return [*lines, *(f"{symbol('warning')} {one}" for one in summary.warnings)]


def _day(day: str) -> str:
    return f"{day_title(day)} {day[:4]}" if day else ""


# What follows


def pay(place: Place, number: str) -> None:
    """Asks for a payment and records it."""
    from tracker_tui.services.documents import find_summary, issued_invoice, standing
    from tracker_tui.ui.screens.invoices_forms import payment_form

    workspace = place.app.workspace
    try:
        invoice = issued_invoice(workspace, number)
        summary = find_summary(workspace, invoice.number)
    except Refused as error:
        place.app.refuse(error)
        return
    left = standing(workspace, summary, workspace.events()).open
    place.app.push_screen(payment_form(place.app, invoice, left))


def credit(place: Place, number: str, line: int = 0) -> None:
    """Asks what is to be taken back of an invoice, and whether, and does so."""
    from tracker_tui.services.documents import issued_invoice
    from tracker_tui.ui.dialogs.pick import Pick

    try:
        invoice = issued_invoice(place.app.workspace, number)
    except Refused as error:
        place.app.refuse(error)
        return
    options = [
        ("all", "credit it whole", "its work is unbilled again"),
        ("correct", "correct it", "credit it whole and draft it anew"),
    ]
    for at, one in enumerate(invoice.lines, 1):
        net = amount(one.net, invoice.currency)
        options.append((str(at), f"credit line {at}: {one.description}", net))

    def take(what: str | None) -> None:
        if what:
            _confirm_credit(place, invoice, what)

    title = f"What of {invoice.number} is to be taken back?"
    place.app.push_screen(Pick(title, options, at=str(line) if line else ""), take)


def _confirm_credit(place: Place, invoice: Document, what: str) -> None:
    from tracker_tui.services.crediting import correct_document, credit_document

    number, total = invoice.number, amount(invoice.totals.payable, invoice.currency)
    if what == "correct":

        def correct() -> None:
            made = place.app.perform(correct_document, number)
            if made is not None:
                open_preview(place, made.ids[1])

        lines = [f"A credit note over {total} is issued, and a draft with the same lines is made."]
        ask(place, f"Correct {number}?", lines, correct, "correct")
    elif what == "all":
        lines = [f"A credit note over what is not credited yet of {total} is issued."]
        whole = partial(place.app.perform, credit_document, number)
        ask(place, f"Credit {number} whole?", lines, whole, "credit")
    else:
        line = invoice.lines[int(what) - 1]
        net = amount(line.net, invoice.currency)
        lines = [line.description, f"A credit note over {net} net is issued."]
        part = partial(place.app.perform, credit_document, number, (int(what),))
        ask(place, f"Credit line {what} of {number}?", lines, part, "credit")


def discard(place: Place, which: str) -> bool:
    """Throws a draft away."""
    from tracker_tui.services.drafts import discard_draft

    return place.app.perform(discard_draft, which) is not None


def name_of(document: Document) -> str:
    """What people call a document."""
    return document.number or handle(document.id)
