"""import and export: time from other programs, and time for them."""

from __future__ import annotations

from tracker_tui.cli.command import Call, Command, Option
from tracker_tui.core.errors import Usage
from tracker_tui.core.ids import shown

IMPORTS = ("toggl-csv",)
EXPORTS = ("csv", "json")


def import_(call: Call) -> None:
    """Bring in time from a file."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.transfer import import_file

    _check_format(call.word(0), IMPORTS, "import")
    made = import_file(
        call.workspace(),
        call.word(0),
        call.word(1),
        dry_run=call.has("dry_run"),
        zone=call.text("zone"),
    )
    show_changed(call, made, undo=not call.has("dry_run") and bool(made.record["new"]))


def export(call: Call) -> None:
    """Write time to a file, or to standard output."""
    from tracker_tui.cli.output import tell, write_bytes
    from tracker_tui.cli.words import period_and_query
    from tracker_tui.services.transfer import export_time, save_time

    _check_format(call.word(0), EXPORTS, "export")
    workspace = call.workspace()
    period, query = period_and_query(workspace, call.words[1:], "all")
    path = call.text("output")
    if path in ("", "-"):
        write_bytes(export_time(workspace, call.word(0), period, query))
    else:
        tell(save_time(workspace, call.word(0), period, query, path).label)


def _check_format(form: str, known: tuple[str, ...], verb: str) -> None:
    if form not in known:
        raise Usage(f"{shown(form)} is not a format to {verb}: there is {', '.join(known)}")


COMMANDS = (
    Command(
        "import",
        f"{'|'.join(IMPORTS)} FILE",
        "brings in the time of another program; what is here already is not taken twice",
        import_,
        (
            Option("--dry-run", "", "say what would be brought in, and change nothing"),
            Option("--zone", "ZONE", "the time zone of the clock times in the file"),
        ),
        (
            "import toggl-csv Toggl_time_entries.csv --dry-run",
            "import toggl-csv Toggl_time_entries.csv --zone Europe/Berlin",
        ),
        "Unknown clients and projects are made provisionally.",
    ),
    Command(
        "export",
        f"{'|'.join(EXPORTS)} [PERIOD] [QUERY...]",
        "takes time out, with the fields of log --json",
        export,
        (Option("--output", "FILE", "the file; standard output unless said", "-o"),),
        (
            "export csv last-month client:acme -o november.csv",
            "export json 2026 state:unbilled",
        ),
        "Without a PERIOD it is everything.",
    ),
)
