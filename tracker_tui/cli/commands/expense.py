"""expense: money spent for a client."""

from __future__ import annotations

from tracker_tui.cli.command import Call, Command, Option


def add(call: Call) -> None:
    """Add an expense."""
    from tracker_tui.cli.showing import show_made
    from tracker_tui.services.expenses import add_expense

    made = add_expense(
        call.workspace(),
        call.word(0),
        call.word(1),
        date=call.text("date"),
        description=call.text("description"),
        tax_rate=call.text("tax_rate"),
        receipt=call.text("receipt"),
        billable=not call.has("free"),
    )
    show_made(call, made)


def list_(call: Call) -> None:
    """List expenses."""
    from tracker_tui.cli.showing import show_rows
    from tracker_tui.core.periods import looks_like_period, parse_period
    from tracker_tui.services.expenses import list_expenses

    workspace = call.workspace()
    words = list(call.words)
    period = None
    if words and looks_like_period(words[0]):
        period = parse_period(words.pop(0), workspace.today)
    elif len(words) > 1:
        parse_period(words[0], workspace.today)
    client = words[0] if words else None
    columns = (
        *("date", "client", "project", "amount", "currency", "description"),
        *("receipt", "person", "state", "document"),
    )
    rows = list_expenses(workspace, period, client)
    show_rows(call, rows, columns, "no expenses: expense add CLIENT AMOUNT adds one")


COMMANDS = (
    Command(
        "expense add",
        "CLIENT[/PROJECT] AMOUNT",
        "adds an expense in the client's currency, without tax",
        add,
        (
            Option("--date", "DATE", "the day it was spent; today unless said"),
            Option("--description", "TEXT", "the words on the invoice"),
            Option("--tax-rate", "PERCENT", "another rate of tax than the client's"),
            Option("--receipt", "FILE", "the receipt, which is copied into the workspace"),
            Option("--free", "", "not billed to the client"),
        ),
        (
            "expense add acme 120.50 --description 'Train to Hamburg' --receipt ticket.pdf",
            "expense add acme/api 49 --date yesterday --tax-rate 7",
        ),
    ),
    Command(
        "expense list",
        "[PERIOD] [CLIENT]",
        "lists expenses",
        list_,
        (),
        ("expense list", "expense list 2026-Q4 acme --json"),
    ),
)
