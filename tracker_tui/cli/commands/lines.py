"""invoice line add, edit, rm: the lines of a draft."""

from __future__ import annotations

from tracker_tui.cli.command import Call, Command, Option

_FIELDS = (
    Option("--quantity", "QUANTITY", "how much"),
    Option("--price", "AMOUNT", "the price of one"),
    Option("--unit", "C62|HUR|DAY|MIN", "pieces, hours, days or minutes"),
    Option("--tax", "S|Z|E|AE|K|G|O", "the category of tax"),
    Option("--tax-rate", "PERCENT", "the rate of tax"),
    Option("--discount", "AMOUNT", "a discount on the line"),
)


def add(call: Call) -> None:
    """Add a line."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.draft_edits import add_line

    given = {one.key: call.text(one.key) for one in _FIELDS if call.has(one.key)}
    description = " ".join(call.words[1:])
    show_changed(call, add_line(call.workspace(), call.word(0), description, **given))


def edit(call: Call) -> None:
    """Change a line."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.cli.words import whole_number
    from tracker_tui.core.errors import Usage
    from tracker_tui.services.draft_edits import edit_line

    given = {one.key: call.text(one.key) for one in _FIELDS if call.has(one.key)}
    if call.has("description"):
        given["description"] = call.text("description")
    number = whole_number(call.word(1), "line")
    if not given:
        raise Usage("invoice line edit needs an option that says what to change, such as --price")
    show_changed(call, edit_line(call.workspace(), call.word(0), number, **given))


def remove(call: Call) -> None:
    """Take a line out."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.cli.words import whole_number
    from tracker_tui.services.draft_edits import remove_line

    number = whole_number(call.word(1), "line")
    show_changed(call, remove_line(call.workspace(), call.word(0), number))


COMMANDS = (
    Command(
        "invoice line add",
        "DRAFT DESCRIPTION...",
        "adds a line to a draft",
        add,
        _FIELDS,
        (
            "invoice line add 7QK2M Domain for a year --price 15",
            "invoice line add 7QK2M Workshop --quantity 2 --unit DAY --price 900",
        ),
    ),
    Command(
        "invoice line edit",
        "DRAFT LINE",
        "changes a line of a draft",
        edit,
        (Option("--description", "TEXT", "the words on the invoice"), *_FIELDS),
        (
            "invoice line edit 7QK2M 2 --description 'Review of the payments API'",
            "invoice line edit 7QK2M 1 --discount 50",
        ),
    ),
    Command(
        "invoice line rm",
        "DRAFT LINE",
        "takes a line out of a draft",
        remove,
        (),
        ("invoice line rm 7QK2M 2", "invoice line rm 7QK2M 2 --json"),
    ),
)
