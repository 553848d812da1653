"""Text in the user's own editor, and an entry as such a text."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused, Usage

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tracker_tui.core.entry import Entry
    from tracker_tui.services.entries import EntryEdit


def edit_text(text: str, name: str, apply: Callable[[str], None], otherwise: str) -> bool:
    """Let the user change a text and apply it; False where it came back unchanged.

    `name` is the end of the temporary file's name. What `apply` refuses is kept in that file, and
    the refusal says where. `otherwise` says what to do without an editor.
    """
    from tempfile import mkstemp

    command = _editor(otherwise)
    number, path = mkstemp(suffix=f"-{name}", prefix="tracker-tui-")
    with open(number, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    try:
        _run([*command, path])
        with open(path, encoding="utf-8") as file:
            changed = file.read()
        if changed != text:
            apply(changed)
    except UnicodeDecodeError:
        raise Refused(f"that is not text in UTF-8; it is kept in {path}") from None
    except Refused as error:
        kind = Usage if isinstance(error, Usage) else Refused
        raise kind(f"{error}; your text is kept in {path}") from None
    os.unlink(path)
    return changed != text


def _editor(otherwise: str) -> list[str]:
    """The words of $VISUAL or $EDITOR; at a terminal the system's usual editor otherwise."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not named:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise Refused(f"there is no editor to open: set EDITOR, or {otherwise}")
        return ["notepad" if sys.platform == "win32" else "vi"]
    if sys.platform == "win32":
        return [named]
    import shlex

    try:
        return shlex.split(named)
    except ValueError as error:
        raise Refused(f"EDITOR cannot be read ({error}): {named}") from None


def _run(command: list[str]) -> None:
    import subprocess

    try:
        done = subprocess.run(command)
    except OSError as error:
        raise Refused(f"the editor {command[0]} cannot be started: {error.strerror}") from None
    if done.returncode != 0:
        raise Refused(f"the editor {command[0]} ended with code {done.returncode}")


# An entry as text


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
