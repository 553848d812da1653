"""rate: what an hour costs."""

from __future__ import annotations

from tracker_tui.cli.command import Call, Command, Option


def set_(call: Call) -> None:
    """Set a rate."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.rates import set_rate

    made = set_rate(
        call.workspace(),
        call.word(0),
        call.word(1),
        since=call.text("from"),
        daily=call.has("daily"),
        hours=call.text("hours"),
    )
    show_changed(call, made)


def list_(call: Call) -> None:
    """List rates."""
    from tracker_tui.cli.showing import show_rows
    from tracker_tui.services.rates import list_rates

    rows = list_rates(call.workspace(), call.word(0) or None)
    columns = ("target", "person", "from", "hourly", "daily", "hours", "currency", "holds_today")
    show_rows(call, rows, columns, "no rates yet: rate set default AMOUNT sets one")


def explain(call: Call) -> None:
    """Say which rate an entry has, and why."""
    from tracker_tui.cli.output import print_json, say
    from tracker_tui.services.rates import explain_rate

    found = explain_rate(call.workspace(), call.word(0))
    if call.as_json:
        print_json(found)
    else:
        say(*found["text"])


_TARGET = (
    "TARGET is default, +ada, acme, acme+ada, acme/api, acme/api+ada or acme/api@review: a "
    "narrower one wins over a wider one, and one for a person (+ada) over one for all."
)

COMMANDS = (
    Command(
        "rate set",
        "TARGET AMOUNT",
        "sets what an hour costs from a day on",
        set_,
        (
            Option("--from", "DATE", "the first day it holds; today unless said"),
            Option("--daily", "", "the amount is for a day"),
            Option("--hours", "HOURS", "how many hours such a day has; 8 unless said"),
        ),
        (
            "rate set default 90",
            "rate set acme/api 95 --from 2026-07-01",
            "rate set acme+ada 720 --daily --hours 8",
        ),
        f"{_TARGET} Says which unbilled entries it reprices and which narrower rates it leaves.",
    ),
    Command(
        "rate list",
        "[TARGET]",
        "lists the rates with the days from which they hold",
        list_,
        (),
        ("rate list", "rate list acme --json"),
    ),
    Command(
        "rate explain",
        "HANDLE",
        "says which rate an entry has and which rule chose it",
        explain,
        (),
        ("rate explain T4QZB", "rate explain %1 --json"),
    ),
)
