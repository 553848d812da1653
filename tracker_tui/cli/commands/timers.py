"""start, stop, continue, cancel, interrupt, back: timers that run now."""

from __future__ import annotations

from tracker_tui.cli.command import Call, Command, Option

_NEW = Option("--new", "", "make an unknown client or project though a near name exists")
_FREE = Option("--free", "", "not billable")


def start(call: Call) -> None:
    """Start a timer."""
    from tracker_tui.cli.showing import show_new_entries
    from tracker_tui.cli.words import entry_words
    from tracker_tui.services.timers import start_timer

    words = entry_words(call.words)
    done = start_timer(
        call.workspace(),
        words,
        at=call.text("at"),
        keep=call.has("keep"),
        billable=not call.has("free"),
        insist=call.has("new"),
    )
    show_new_entries(call, done)


def stop(call: Call) -> None:
    """Stop a timer."""
    from tracker_tui.cli.showing import show_changed_entries
    from tracker_tui.services.timers import stop_timer

    done = stop_timer(call.workspace(), call.word(0), at=call.text("at"))
    show_changed_entries(call, done)


def continue_(call: Call) -> None:
    """Start again what an entry was about."""
    from tracker_tui.cli.showing import show_new_entries
    from tracker_tui.services.timers import continue_timer

    show_new_entries(call, continue_timer(call.workspace(), call.word(0)))


def cancel(call: Call) -> None:
    """Drop a running timer."""
    from tracker_tui.cli.showing import show_changed_entries
    from tracker_tui.services.timers import cancel_timer

    show_changed_entries(call, cancel_timer(call.workspace(), call.word(0)))


def interrupt(call: Call) -> None:
    """Park what runs and start something else."""
    from tracker_tui.cli.showing import show_new_entries
    from tracker_tui.cli.words import entry_words
    from tracker_tui.services.timers import interrupt_timer

    words = entry_words(call.words)
    show_new_entries(call, interrupt_timer(call.workspace(), words, insist=call.has("new")))


def back(call: Call) -> None:
    """Return to what was parked last."""
    from tracker_tui.cli.showing import show_new_entries
    from tracker_tui.services.timers import return_to_parked

    show_new_entries(call, return_to_parked(call.workspace()))


COMMANDS = (
    Command(
        "start",
        "[PROJECT] [NOTE...]",
        "starts a timer; what runs is stopped at the same second",
        start,
        (
            Option("--at", "WHEN", "the moment it began, such as 9:00 or 10m (ago)"),
            Option("--keep", "", "let the other timers run on"),
            _FREE,
            _NEW,
        ),
        (
            "start acme/api Fix login redirect +bug @review",
            "start --at 10m acme/api Call with Ada",
            "start acme/api -- --retry flag is ignored",
        ),
        "An unknown client or project is made on the spot, unless a near name is known. Prints "
        "the handle of the entry.",
    ),
    Command(
        "stop",
        "[HANDLE]",
        "stops the newest running timer, or the one with that handle",
        stop,
        (Option("--at", "WHEN", "the moment it ended"),),
        ("stop", "stop --at 17:30", "stop T4QZB"),
    ),
    Command(
        "continue",
        "[HANDLE]",
        "starts again what the newest finished entry, or the named one, was about",
        continue_,
        (),
        ("continue", "continue %2", "continue T4QZB"),
    ),
    Command(
        "cancel",
        "[HANDLE]",
        "drops the newest running timer, or the named one, and its time with it",
        cancel,
        (),
        ("cancel", "cancel T4QZB"),
    ),
    Command(
        "interrupt",
        "[PROJECT] [NOTE...]",
        "parks what runs and starts something else; back returns to it",
        interrupt,
        (_NEW,),
        ("interrupt globex/ops Pager: disk full", "interrupt"),
    ),
    Command(
        "back",
        "",
        "stops what runs and returns to what was parked last",
        back,
        (),
        ("back", "back --json"),
    ),
)
