"""invoice list, show, issue, pay, credit, correct, explain, export: documents and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.cli.command import Call, Command, Option

if TYPE_CHECKING:
    from typing import Any


def list_(call: Call) -> None:
    """List documents and drafts."""
    from tracker_tui.cli.output import print_json, say_fitted, tell
    from tracker_tui.services.documents import list_documents

    rows = list_documents(call.workspace())
    if call.as_json:
        print_json(rows)
    elif rows:
        say_fitted(_document_lines(rows))
    else:
        tell("no documents yet: invoice draft CLIENT makes one")


def _document_lines(rows: list[dict[str, Any]]) -> list[str]:
    """A line for each document, and what is open and overdue of each currency."""
    from decimal import Decimal

    from tracker_tui.cli.output import table

    heads = ["number", "date", "due", "client", "kind", "payable", "open", "", "state"]
    lines = [heads]
    sums: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        left = Decimal(row["open"]) if row["number"] else Decimal(0)
        if left:
            key = (row["currency"], "overdue" if row["state"] == "overdue" else "open")
            sums[key] = sums.get(key, Decimal(0)) + left
        lines.append(
            [
                row["number"] or row["handle"],
                row["date"],
                row["due"],
                row["client"],
                row["kind"],
                row["payable"],
                f"{left:f}" if left else "",
                row["currency"],
                row["state"],
            ]
        )
    totals = [f"{state}: {amount:f} {code}" for (code, state), amount in sorted(sums.items())]
    return [*table(lines, right=(5, 6)), *(["", *totals] if totals else [])]


def show(call: Call) -> None:
    """Show a document."""
    from tracker_tui.cli.output import print_json, say
    from tracker_tui.services.document_text import document_text
    from tracker_tui.services.documents import show_document

    workspace = call.workspace()
    if call.as_json:
        print_json(show_document(workspace, call.word(0)))
    else:
        say(*document_text(workspace, call.word(0)))


def issue(call: Call) -> None:
    """Issue a draft."""
    from tracker_tui.cli.showing import show_made
    from tracker_tui.services.issuing import issue_document

    show_made(call, issue_document(call.workspace(), call.word(0), date=call.text("date")))


def pay(call: Call) -> None:
    """Record a payment."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.payments import pay_document

    made = pay_document(
        call.workspace(),
        call.word(0),
        amount=call.word(1),
        date=call.text("date"),
        fee=call.text("fee"),
        write_off=call.text("write_off"),
    )
    show_changed(call, made)


def credit(call: Call) -> None:
    """Credit an invoice."""
    from tracker_tui.cli.showing import show_made
    from tracker_tui.cli.words import whole_number
    from tracker_tui.services.crediting import credit_document

    lines = tuple(whole_number(text, "line") for text in call.all("line"))
    show_made(call, credit_document(call.workspace(), call.word(0), lines))


def correct(call: Call) -> None:
    """Credit an invoice and draft it anew."""
    from tracker_tui.cli.showing import show_made
    from tracker_tui.services.crediting import correct_document

    show_made(call, correct_document(call.workspace(), call.word(0)))


def explain(call: Call) -> None:
    """Say where every figure comes from."""
    from tracker_tui.cli.output import print_json, say
    from tracker_tui.cli.words import whole_number
    from tracker_tui.services.explaining import explain as explain_document

    line = whole_number(call.text("line"), "line") if call.has("line") else None
    found = explain_document(call.workspace(), call.word(0), line)
    if call.as_json:
        print_json(found.record())
    else:
        say(*found.text())


def export(call: Call) -> None:
    """Write a document to a file."""
    from tracker_tui.cli.output import write_bytes
    from tracker_tui.cli.showing import show_made
    from tracker_tui.core.errors import Usage
    from tracker_tui.services.paper import export_bytes, export_document

    form, path = call.text("format"), call.text("output")
    if not form:
        raise Usage("invoice export needs --format pdf, json or csv")
    workspace = call.workspace()
    if path == "-":
        _, data = export_bytes(workspace, call.word(0), form)
        write_bytes(data)
    else:
        show_made(call, export_document(workspace, call.word(0), form, path))


COMMANDS = (
    Command(
        "invoice list",
        "",
        "lists documents with their state, and the drafts",
        list_,
        (),
        ("invoice list", "invoice list --json"),
    ),
    Command(
        "invoice show",
        "ID",
        "shows a document: lines, taxes, totals, state",
        show,
        (),
        ("invoice show INV-2026-0012", "invoice show 7QK2M --json"),
    ),
    Command(
        "invoice issue",
        "DRAFT",
        "gives a draft its number and seals it; this cannot be undone",
        issue,
        (Option("--date", "DATE", "the date on it; today unless said"),),
        ("invoice issue 7QK2M", "invoice issue 7QK2M --date 2026-11-30"),
    ),
    Command(
        "invoice pay",
        "NUMBER [AMOUNT]",
        "records a payment; all that is open unless an AMOUNT is given",
        pay,
        (
            Option("--date", "DATE", "the day it arrived; today unless said"),
            Option("--fee", "AMOUNT", "what the bank kept of it"),
            Option("--write-off", "REASON", "give up what stays open, and why"),
        ),
        (
            "invoice pay INV-2026-0012",
            "invoice pay INV-2026-0012 1190 --date yesterday --fee 4.50",
            "invoice pay INV-2026-0012 --write-off 'client is insolvent'",
        ),
    ),
    Command(
        "invoice credit",
        "NUMBER",
        "issues a credit note for an invoice, or for some of its lines",
        credit,
        (Option("--line", "LINE", "only this line, counted from 1", repeat=True),),
        ("invoice credit INV-2026-0012", "invoice credit INV-2026-0012 --line 2 --line 3"),
        "The time behind the lines is unbilled again. This cannot be undone.",
    ),
    Command(
        "invoice correct",
        "NUMBER",
        "credits an invoice whole and drafts it anew, to be mended and issued",
        correct,
        (),
        ("invoice correct INV-2026-0012", "invoice correct INV-2026-0012 --json"),
        "The credit note is issued at once. This cannot be undone.",
    ),
    Command(
        "invoice explain",
        "ID",
        "says where every figure comes from: entries, roundings, rates, taxes",
        explain,
        (Option("--line", "LINE", "only this line, counted from 1"),),
        ("invoice explain INV-2026-0012", "invoice explain 7QK2M --line 2"),
    ),
    Command(
        "invoice export",
        "ID",
        "writes a document to a file",
        export,
        (
            Option("--format", "pdf|json|csv", "the form of the file"),
            Option("--output", "FILE", "the file or folder; - for standard output", "-o"),
        ),
        (
            "invoice export INV-2026-0012 --format pdf",
            "invoice export 7QK2M --format json -o -",
        ),
    ),
)
