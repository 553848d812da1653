"""An entry as a text for the user's own editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused

if TYPE_CHECKING:
    from typing import Any

    from tracker_tui.core.entry import Entry
    from tracker_tui.services.entries import EntryEdit


def entry_text(entry: Entry) -> str:
    """The fields of an entry that can be changed, as TOML."""
    lines = [f"# Entry {entry.id}. Leave a line out or empty its text to empty the field."]
    if entry.start is not None:
        lines.append(f"start = {_quoted(entry.start.iso())}")
        if entry.end is not None:
            lines.append(f"end = {_quoted(entry.end.iso())}")
    else:
        from tracker_tui.core.durations import format_duration

        lines.append(f"duration = {_quoted(format_duration(entry.seconds, with_seconds=True))}")
    lines += [
        f"project = {_quoted(entry.project)}",
        f"task = {_quoted(entry.task)}",
        f"note = {_quoted(entry.note)}",
        f"tags = [{', '.join(_quoted(tag) for tag in entry.tags)}]",
        f"ref = {_quoted(entry.ref)}",
        f"billable = {'true' if entry.billable else 'false'}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    import json

    return json.dumps(text, ensure_ascii=not text.isprintable())


TIMES = ("start", "end", "duration")
TEXTS = ("project", "task", "note", "ref")


def read_entry_text(before: str, after: str) -> EntryEdit:
    """What is different between two texts of an entry; refused with the line of a mistake."""
    from tracker_tui.services.entries import EntryEdit

    old, new = _fields(before), _fields(after)
    changed: dict[str, Any] = {}
    for key in (*TIMES, *TEXTS, "tags", "billable"):
        value = _value(after, key, new)
        if value != _value(before, key, old):
            changed[key] = value
    for key in new:
        if key not in (*TIMES, *TEXTS, "tags", "billable"):
            raise Refused(f"line {_line_of(after, key)}: {key}: an entry has no such field here")
    for key in TIMES:
        if key in old and not changed.get(key, True):
            raise Refused(f"{key}: an entry needs it")
    return EntryEdit(**changed)


def _fields(text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem, _, place = str(error).rpartition(" (at ")
        if not problem:
            raise Refused(str(error)) from None
        raise Refused(f"{place.rstrip(')').partition(',')[0]}: {problem}") from None


def _value(text: str, key: str, fields: dict[str, Any]) -> object:
    """The field as `edit_entry` takes it; refused where it is of another kind."""
    from datetime import date

    value = fields.get(key)
    if key == "billable":
        fits = value is None or isinstance(value, bool)
        value, wanted = value is not False, "true or false"
    elif key == "tags":
        value = value if value is not None else []
        fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
        value, wanted = tuple(value) if fits else (), 'a list of texts such as ["bug"]'
    else:
        if isinstance(value, date):
            value = value.isoformat()
        fits = value is None or isinstance(value, str)
        value, wanted = value or "", "text in quotes"
    if not fits:
        raise Refused(f"line {_line_of(text, key)}: {key}: expected {wanted}")
    return value


def _line_of(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith(key):
            return number
    return 1
