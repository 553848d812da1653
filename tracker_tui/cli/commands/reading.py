"""log and report: reading time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.cli.command import Call, Command, Option

if TYPE_CHECKING:
    from tracker_tui.core.reports import Report

BY = ("client", "project", "task", "tag", "person", "day", "week", "month")


def log(call: Call) -> None:
    """List entries by day."""
    from tracker_tui.cli.output import print_json, say_fitted, tell
    from tracker_tui.cli.words import period_and_query
    from tracker_tui.services.listing import log_record, read_log

    workspace = call.workspace()
    period, query = period_and_query(workspace, call.words, "today")
    rows = read_log(workspace, period, query)
    if call.as_json:
        print_json([log_record(row) for row in rows])
        return
    from tracker_tui.cli.listing import log_lines
    from tracker_tui.cli.output import terminal_width

    say_fitted(log_lines(rows, terminal_width()))
    if not rows:
        tell(f"no entries: {period.label}")


def report(call: Call) -> None:
    """Sum time and money."""
    from tracker_tui.cli.output import print_json, say_fitted, tell
    from tracker_tui.cli.words import period_and_query
    from tracker_tui.core.errors import Usage
    from tracker_tui.core.ids import shown
    from tracker_tui.services.listing import make_report, report_record

    by = call.text("by") or "project"
    if by not in BY:
        raise Usage(f"report is by one of {', '.join(BY)}, not {shown(by)}")
    workspace = call.workspace()
    period, query = period_and_query(workspace, call.words, "month")
    made = make_report(workspace, period, by, query)
    if call.as_json:
        print_json(report_record(made))
    else:
        say_fitted(_lines(made))
    tell(*made.notes)


def _lines(made: Report) -> list[str]:
    """A table: key, raw time, billed time where any differs, a column for each currency."""
    from tracker_tui.cli.output import table
    from tracker_tui.core.durations import format_duration

    if not made.rows:
        return []
    everything = [*made.rows, made.totals]
    billed = any(row.billed_seconds != row.seconds for row in everything)
    heads = [made.by, "time", *(["billed"] if billed else []), *made.totals.amounts]
    rows = [heads]
    for row in everything:
        times = [row.seconds, row.billed_seconds] if billed else [row.seconds]
        rows.append(
            [
                "total" if row is made.totals else row.key or "(none)",
                *map(format_duration, times),
                *(
                    f"{row.amounts[code]:f}" if code in row.amounts else ""
                    for code in heads[1:][len(times) :]
                ),
            ]
        )
    return table(rows, right=range(1, len(heads)))


_QUERY = (
    "QUERY chooses entries: words that occur in them, client:acme project:api tag:bug "
    "task:review person:ada billable:no state:unbilled ref:GH-214; not: before one turns it round."
)

COMMANDS = (
    Command(
        "log",
        "[PERIOD] [QUERY...]",
        "lists entries by day: raw time, billed time (→) where it differs, and worth",
        log,
        (),
        ("log", "log last-week client:acme not:tag:admin", "log 2026-11 state:unbilled --json"),
        f"Without a PERIOD it is today. {_QUERY}",
    ),
    Command(
        "report",
        "[PERIOD] [QUERY...]",
        "sums raw time, billed time and money",
        report,
        (Option("--by", "|".join(BY), "what makes a row; project unless said"),),
        ("report", "report last-month --by client", "report 2026 --by month client:acme --json"),
        f"Without a PERIOD it is this month. {_QUERY}",
    ),
)
