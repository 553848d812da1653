"""The entries behind each line: when, how long, what was billed of it, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.exporters.page.figures import clock_hours, described
from tracker_tui.exporters.page.model import Annex, Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker_tui.core.document import BilledEntry, Document
    from tracker_tui.exporters.page.figures import Figures

COMMIT_LENGTH = 10
"""Digits of a commit that are printed."""


class _Field(NamedTuple):
    column: Column
    cell: Callable[[BilledEntry], Cell]
    sum: Cell = ""
    needed: bool = True


def annexes(document: Document, figures: Figures) -> list[Annex]:
    """One annex for each line that has entries."""
    several_people = len({entry.person for line in document.lines for entry in line.entries}) > 1
    return [
        Annex(
            figures.words.entries_behind.format(number=position),
            described(line, figures),
            _table(line.entries, line.task, several_people, figures),
        )
        for position, line in enumerate(document.lines, start=1)
        if line.entries
    ]


def _table(
    entries: Sequence[BilledEntry], task: str, several_people: bool, figures: Figures
) -> Table:
    fields = _fields(entries, task, several_people, figures)
    return Table(
        tuple(field.column for field in fields),
        tuple(Row(tuple(field.cell(entry) for field in fields)) for entry in entries),
        sums=tuple(field.sum for field in fields),
    )


def _fields(
    entries: Sequence[BilledEntry], task: str, several_people: bool, figures: Figures
) -> list[_Field]:
    words = figures.words
    clocked = any(entry.start for entry in entries)
    tasks, projects = {entry.task for entry in entries}, {entry.project for entry in entries}
    referring = any(_reference(entry) for entry in entries)
    fields = [
        _Field(Column(words.day), lambda entry: figures.day(entry.day), words.sum),
        _Field(Column(words.start), lambda entry: _clock(entry, entry.start), needed=clocked),
        _Field(Column(words.end), lambda entry: _clock(entry, entry.end), needed=clocked),
        _hours_field(words.raw, entries, lambda entry: entry.seconds),
        _hours_field(words.billed, entries, lambda entry: entry.billed_seconds),
        _Field(Column(words.person), lambda entry: entry.person, needed=several_people),
        _Field(Column(words.project), lambda entry: entry.project, needed=len(projects) > 1),
        _Field(Column(words.task), lambda entry: entry.task, needed=not tasks <= {task, ""}),
        _Field(Column(words.note, wide=True), lambda entry: entry.note),
        _Field(Column(words.reference), _reference, needed=referring),
    ]
    return [field for field in fields if field.needed]


def _hours_field(
    head: str, entries: Sequence[BilledEntry], seconds: Callable[[BilledEntry], int]
) -> _Field:
    fine = _to_the_second(entries)
    total = sum(seconds(entry) for entry in entries)
    return _Field(
        Column(head, figures=True),
        lambda entry: clock_hours(seconds(entry), fine),
        clock_hours(total, fine),
    )


def _to_the_second(entries: Sequence[BilledEntry]) -> bool:
    return any(entry.seconds % 60 or entry.billed_seconds % 60 for entry in entries)


def _clock(entry: BilledEntry, moment: str) -> str:
    """The local time of day; `+1`: a day after the entry's own; the offset where it changed."""
    from datetime import date

    if not moment:
        return ""
    day, clock, offset = moment[:10], moment[11:19], moment[19:]
    text = clock.removesuffix(":00") if clock.count(":") == 2 else clock
    later = (date.fromisoformat(day) - date.fromisoformat(entry.day)).days
    text += f" +{later}" if later else ""
    return f"{text} ({offset})" if entry.start[19:] != entry.end[19:] else text


def _reference(entry: BilledEntry) -> str:
    commits = (commit[:COMMIT_LENGTH] for commit in entry.commits)
    return " ".join(part for part in (entry.ref, *commits) if part)
