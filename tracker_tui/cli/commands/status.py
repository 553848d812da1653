"""status, where it was not typed as the first word; the quick way is `tracker_tui.cli.status`."""

from __future__ import annotations

from tracker_tui.cli.command import Call, Command, Option


def status(call: Call) -> int:
    """Say what runs."""
    from tracker_tui.cli.status import show_status

    return show_status(call.folder, call.person, call.given("format"), call.as_json)


COMMANDS = (
    Command(
        "status",
        "",
        "prints the running timer in one line, and nothing when none runs",
        status,
        (Option("--format", "TEXT", "the line to print, with {project} and the like in it"),),
        ("status", "status --format '{project} {elapsed}'", "status --json"),
        "Made for prompts and tmux. In --format there can be {project} {client} {elapsed} "
        "{minutes} {seconds} {note} {start}; {{ is a brace.",
    ),
)
