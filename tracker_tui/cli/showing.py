"""What use cases hand back, shown to people and to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.cli.output import print_json, say, say_fitted, table, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from tracker_tui.cli.command import Call
    from tracker_tui.services.changes import Done, Made

UNDO = "undo: tracker-tui undo"
NOTHING = "Nothing"
"""How the sentence of an action begins that changed nothing."""


def show_new_entries(call: Call, done: Done) -> None:
    """The handles of entries that were made; with --json their records."""
    if call.as_json:
        _print_entries(call, done, many=False)
    else:
        from tracker_tui.core.ids import HANDLE_LENGTH

        say(*(entry.id[-HANDLE_LENGTH:] for entry in done.entries))
    tell(done.label, *done.notes)


def show_changed_entries(call: Call, done: Done, many: bool = False) -> None:
    """The entries as they are now (or were, when removed), and how to undo it."""
    if call.as_json:
        _print_entries(call, done, many)
    else:
        from tracker_tui.core.entry_text import entry_line

        say(*(entry_line(entry) for entry in done.entries))
    tell(done.label, *done.notes, *([] if done.label.startswith(NOTHING) else [UNDO]))


def _print_entries(call: Call, done: Done, many: bool) -> None:
    from tracker_tui.services.listing import log_record, worked

    workspace = call.workspace()
    records = [log_record(worked(workspace, entry)) for entry in done.entries]
    print_json(records if many else records[0])


def show_made(call: Call, made: Made, undo: bool = False) -> None:
    """The names of what was made; with --json its record."""
    _show(call, made, made.ids or made.text, undo)


def show_changed(call: Call, made: Made, undo: bool = True) -> None:
    """The record as it is now (or was, when removed), and how to undo the change."""
    _show(call, made, made.text or made.ids, undo and not made.label.startswith(NOTHING))


def _show(call: Call, made: Made, lines: Iterable[str], undo: bool) -> None:
    if call.as_json:
        print_json(made.record)
    else:
        say(*lines)
    tell(*filter(None, (made.label, *made.notes)), *([UNDO] if undo else []))


def show_fields(call: Call, record: dict[str, Any]) -> None:
    """One record: a line for each field that says something, a table for each that has rows."""
    from itertools import chain

    if call.as_json:
        print_json(record)
        return
    plain = {name: value for name, value in record.items() if not _has_rows(value)}
    lines = [f"{_title(name)}: {_cell(value)}" for name, value in plain.items() if _cell(value)]
    for name, value in record.items():
        if _has_rows(value):
            rows = [_flat(row) for row in value]
            known = [key for key in plain if all(row.get(key) == plain[key] for row in rows)]
            columns = [key for key in dict.fromkeys(chain(*rows)) if key not in known]
            lines += ["", f"{_title(name)}:", *(f"  {line}" for line in _rows(rows, columns))]
    say_fitted(lines)


def show_rows(call: Call, rows: list[dict[str, Any]], columns: Sequence[str], nothing: str) -> None:
    """Records as a table of those fields that any has; `nothing` says that there are none."""
    if call.as_json:
        print_json(rows)
    elif rows:
        say_fitted(_rows(rows, columns))
    else:
        tell(nothing)


def _rows(rows: list[dict[str, Any]], columns: Sequence[str]) -> list[str]:
    names = [name for name in columns if any(_cell(row.get(name)) for row in rows)]
    cells = [[_cell(row.get(name)) for name in names] for row in rows]
    right = [at for at, name in enumerate(names) if name in FIGURES]
    return table([[_title(name) for name in names], *cells], right)


def _title(name: str) -> str:
    return name.replace("_", " ")


def _has_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the fields of a table in it beside its own."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        found.update(value if isinstance(value, dict) else {name: value})
    return {name: value for name, value in found.items() if not name.endswith("seconds")}


FIGURES = frozenset(
    (
        *("amount", "budget_amount", "budget_hours", "fixed_fee", "hourly", "daily", "hours"),
        *("billed_hours", "hours_left", "billed_hours_left", "terms_days", "rate", "limit"),
    )
)
"""The fields that end aligned in a table."""


def _cell(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        parts = ((_title(name), _cell(one)) for name, one in _flat(value).items())
        return ", ".join(f"{name} {text}" for name, text in parts if text)
    return str(value)
