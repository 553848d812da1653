"""client: whom the work is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.cli.command import Call, Command, Option

if TYPE_CHECKING:
    from tracker_tui.services.clients import ClientFields

_FIELDS = (
    Option("--name", "NAME", "the name on invoices"),
    Option("--currency", "CODE", "the currency, such as EUR"),
    Option("--language", "en|de|fr|es|it|nl|pt|pl", "the language of its documents"),
    Option("--terms-days", "DAYS", "days to pay"),
    Option("--contact", "NAME", "the person to write to"),
    Option("--street", "TEXT", "street and number"),
    Option("--zip", "TEXT", "postal code"),
    Option("--city", "TEXT", "city"),
    Option("--country", "CODE", "country in two letters, such as DE"),
    Option("--vat-id", "VAT-ID", "VAT id, such as DE123456789"),
    Option("--email", "EMAIL", "where invoices go"),
    Option("--buyer-reference", "TEXT", "what the client wants named on every invoice"),
    Option("--tax", "S|Z|E|AE|K|G|O", "tax: standard, zero, exempt, reverse charge, ..."),
    Option("--tax-rate", "PERCENT", "the rate of the tax, such as 19"),
    Option("--tax-reason", "TEXT", "why it is exempt, as the invoice says it"),
    Option("--from", "DATE", "the day from which address and tax hold"),
    Option("--rounding", "RULE", "minutes:mode:scope, such as 15:up:day-task; none"),
    Option("--quantity", "exact|decimal", "bill whole minutes, or hours with two decimals"),
    Option("--group-by", "entry|day|task|project", "what makes a line of an invoice"),
    Option("--withholding", "PERCENT", "tax that the client keeps back"),
    Option("--discount", "PERCENT", "discount on every document"),
    Option("--require", "LIST", "what must be known before issuing, such as order,email"),
)


def _fields(call: Call) -> ClientFields:
    from tracker_tui.services.clients import ClientFields

    given = {one.key: call.given(one.key) for one in _FIELDS}
    given["since"] = given.pop("from")
    return ClientFields(**given)


def add(call: Call) -> None:
    """Add a client."""
    from tracker_tui.cli.showing import show_made
    from tracker_tui.services.clients import add_client

    show_made(call, add_client(call.workspace(), call.word(0), _fields(call)))


def edit(call: Call) -> None:
    """Change a client."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.clients import edit_client

    show_changed(call, edit_client(call.workspace(), call.word(0), _fields(call)))


def list_(call: Call) -> None:
    """List the clients."""
    from tracker_tui.cli.showing import show_rows
    from tracker_tui.services.clients import list_clients

    rows = list_clients(call.workspace(), archived=call.has("archived"))
    columns = ("id", "name", "currency", "language", "terms_days", "rounding", "projects")
    standing = ("provisional", "archived")
    show_rows(call, rows, (*columns, *standing), "no clients yet: client add CLIENT makes one")


def show(call: Call) -> None:
    """Show a client."""
    from tracker_tui.cli.showing import show_fields
    from tracker_tui.services.clients import show_client

    show_fields(call, show_client(call.workspace(), call.word(0)))


def rename(call: Call) -> None:
    """Give a client another id."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.clients import rename_client

    show_changed(call, rename_client(call.workspace(), call.word(0), call.word(1)))


def archive(call: Call) -> None:
    """Put a client away, or take it back."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.clients import archive_client

    show_changed(call, archive_client(call.workspace(), call.word(0), undo=call.has("undo")))


COMMANDS = (
    Command(
        "client add",
        "CLIENT",
        "adds a client, or completes one that start or add has made",
        add,
        _FIELDS,
        (
            "client add acme --name 'Acme GmbH' --currency EUR --tax S --tax-rate 19",
            "client add globex --currency USD --language en --terms-days 30 --rounding 15:up:entry",
        ),
    ),
    Command(
        "client list",
        "",
        "lists the clients",
        list_,
        (Option("--archived", "", "the archived ones too"),),
        ("client list", "client list --json"),
    ),
    Command(
        "client show",
        "CLIENT",
        "shows all that is known of a client",
        show,
        (),
        ("client show acme", "client show acme --json"),
    ),
    Command(
        "client edit",
        "CLIENT",
        "changes a client; what is not named stays",
        edit,
        _FIELDS,
        (
            "client edit acme --terms-days 30 --vat-id DE136695976",
            "client edit acme --tax S --tax-rate 19 --from 2026-01-01",
        ),
    ),
    Command(
        "client rename",
        "CLIENT NEW",
        "gives a client another id; the old one still leads to it",
        rename,
        (),
        ("client rename acme acme-gmbh", "client rename acme acme-gmbh --json"),
    ),
    Command(
        "client archive",
        "CLIENT",
        "puts a client away: nothing new is tracked for it",
        archive,
        (Option("--undo", "", "take it back"),),
        ("client archive acme", "client archive acme --undo"),
    ),
)
