"""The fields in which entries are edited, and the edit that was typed into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker_tui.core.durations import format_duration
from tracker_tui.core.errors import Usage
from tracker_tui.services.entry_fields import EntryEdit
from tracker_tui.ui.dialogs.field import YES, Field
from tracker_tui.ui.dialogs.form import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker_tui.core.entry import Entry
    from tracker_tui.core.suggesting import History

    Suggest = Callable[[str], Sequence[str]]

TEXTS = ("project", "task", "note", "ref")
TIMES = ("start", "end", "duration")
FREE = "free"
NOTHING = "-"
"""Typed where entries differ: the field is emptied on all of them."""

DIFFER = "differs; - empties it on all"
TAGS = "words; +new and -old change those there are"


class EntryForm(Form):
    """A form that enter saves from any field: most edits are of one."""

    def _enter(self) -> None:
        self.action_form_save()


def entry_fields(entries: Sequence[Entry], history: Callable[[], History]) -> list[Field]:
    """The fields of an entry, or what several have in common; the history is for suggestions."""
    fields = _times(entries[0]) if len(entries) == 1 else []
    project = entries[0].project
    return [
        *fields,
        _text("project", entries, "client/project", _offer(lambda: history().projects)),
        _text("task", entries, "", _offer(lambda: history().tasks(project))),
        note_field(entries, history),
        _tags(entries),
        _text("ref", entries, "a ticket or another reference"),
        _billable(entries),
    ]


def entry_texts(entries: Sequence[Entry]) -> dict[str, str]:
    """What stands in the fields of entries."""
    from tracker_tui.core.suggesting import History

    return {field.name: field.value for field in entry_fields(entries, History)}


def note_field(entries: Sequence[Entry], history: Callable[[], History]) -> Field:
    """The note alone."""
    project = entries[0].project

    def notes() -> list[str]:
        return [thing.words.note for thing in history().of_project.get(project, ())]

    return _text("note", entries, "", _offer(notes))


def _offer(known: Callable[[], Sequence[str]]) -> Suggest:
    """Those that begin as what is typed; they are looked up when something is."""

    def suggest(typed: str) -> list[str]:
        begun = typed.casefold()
        return [one for one in known() if one and one.casefold().startswith(begun)]

    return suggest


def _times(entry: Entry) -> list[Field]:
    length = format_duration(entry.seconds, with_seconds=entry.seconds % 60 > 0)
    duration = Field(
        "duration",
        "duration",
        "" if entry.running else length,
        hint="how long it took, such as 1h30 or 90m",
    )
    if entry.start is None:
        return [duration]
    end = entry.end.clock() if entry.end is not None else ""
    return [
        Field(
            "start",
            "start",
            entry.start.clock(),
            hint="a time; of another day with its date before it",
        ),
        Field("end", "end", end, hint="when it ended; an end stops a timer that runs"),
        duration,
    ]


def _text(
    name: str,
    entries: Sequence[Entry],
    hint: str,
    suggest: Suggest | None = None,
) -> Field:
    values = {getattr(entry, name) for entry in entries}
    if len(values) > 1:
        return Field(name, name, "", hint=DIFFER, suggest=suggest)
    return Field(name, name, values.pop(), hint=hint, suggest=suggest)


def _tags(entries: Sequence[Entry]) -> Field:
    values = {entry.tags for entry in entries}
    text = " ".join(entries[0].tags) if len(values) == 1 else ""
    return Field("tags", "tags", text, hint=TAGS)


def _billable(entries: Sequence[Entry]) -> Field:
    values = {entry.billable for entry in entries}
    if len(values) == 1:
        return Field("billable", "billable", YES if values.pop() else "", "flag")
    choices = ("", YES, FREE)
    words = ("as they are", "yes", "no")
    return Field("billable", "billable", "", "choice", choices, words=words)


def read_edit(fields: Sequence[Field], values: Mapping[str, str]) -> EntryEdit:
    """The edit that the texts of a form make of its fields."""
    edit: dict[str, Any] = {}
    for field in fields:
        text, name = values[field.name].strip(), field.name
        if text == field.value.strip():
            continue
        if name in TIMES and not text:
            raise Usage(f"{name}: an entry needs it")
        if name == "tags":
            edit[name] = () if text == NOTHING else tuple(text.replace("#", "").split())
        elif name == "billable":
            edit[name] = text == YES
        else:
            edit[name] = "" if text == NOTHING and field.hint == DIFFER else text
    return EntryEdit(**edit)
