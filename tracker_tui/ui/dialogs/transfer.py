"""Time brought in from another program's file, and time written to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.ui.dialogs.confirm import Confirm
from tracker_tui.ui.dialogs.form import Field, FormDialog

if TYPE_CHECKING:
    from tracker_tui.services.changes import Made
    from tracker_tui.ui.host import Host

IMPORTS, EXPORTS = ("toggl-csv",), ("csv", "json")
MOST_PROBLEMS = 12
"""How many wrong rows of a file are named before it is taken over."""


def ask_import(host: Host) -> None:
    """Asks for a file, shows what is in it, and takes it over."""
    from tracker_tui.services.transfer import import_file

    fields = (
        Field("format", "format", IMPORTS[0], "choice", IMPORTS),
        Field("file", "file", hint="its path on this machine"),
        Field("zone", "zone", hint=f"of clock times without one; {host.workspace.zone_name}"),
    )
    typed: dict[str, str] = {}

    def look(values: dict[str, str]) -> Made:
        typed.update(values)
        return import_file(
            host.workspace, values["format"], values["file"].strip(), True, values["zone"].strip()
        )

    def show(found: object) -> None:
        if found is None:
            return
        made: Made = found  # type: ignore[assignment]  # what `look` gave
        host.push_screen(Confirm(made.label, _lines(made), "import", False), take)

    def take(yes: bool | None) -> None:
        if yes:
            form, path, zone = (typed[key].strip() for key in ("format", "file", "zone"))
            host.aside(
                "import",
                lambda workspace, _: import_file(workspace, form, path, False, zone),
                writes=True,
            )

    host.push_screen(FormDialog("Import time", fields, look), show)


def _lines(made: Made) -> list[str]:
    record = made.record
    problems = record["problems"]
    lines = [*made.text, *made.notes]
    for what in ("clients", "projects", "people"):
        if record[what]:
            lines.append(f"new {what}: {', '.join(record[what])}")
    if len(problems) > MOST_PROBLEMS:
        problems = [*problems[:MOST_PROBLEMS], f"and {len(problems) - MOST_PROBLEMS} more"]
    return [*lines, *problems]


def ask_export(host: Host) -> None:
    """Asks which time goes into which file, and writes it."""
    from tracker_tui.core.periods import parse_period
    from tracker_tui.core.query import parse_query
    from tracker_tui.services.transfer import save_time

    fields = (
        Field("format", "format", EXPORTS[0], "choice", EXPORTS),
        Field("period", "period", "all", hint="all, last-month, 2026-Q4 ..."),
        Field("query", "query", hint="client:acme tag:bug words ..."),
        Field("file", "file", "time.csv"),
    )

    def write(values: dict[str, str]) -> object:
        period = parse_period(values["period"] or "all", host.workspace.today)
        query = parse_query(values["query"].split())
        return host.change(save_time, values["format"], period, query, values["file"].strip())

    host.push_screen(FormDialog("Export time", fields, write))
