"""What a new name of a client or project changes: its file, and everything that refers to it.

Billed entries and issued documents keep their words; `aka` leads from them to the present name.
"""

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.errors import Refused
from tracker_tui.services.changes import entry_changes
from tracker_tui.services.wording import many
from tracker_tui.store import layout
from tracker_tui.store.records import Change, with_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker_tui.core.client import Client
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace

    Rename = Callable[[str], str]
    """The present name of a client or client/project; the same where nothing changes."""


class Moved(NamedTuple):
    """The changes of what refers to a name, the entries among them, and how many stay behind."""

    changes: list[Change]
    entries: "list[Entry]"
    expenses: int
    kept: int

    def notes(self, old: str, new: str) -> tuple[str, ...]:
        """What moved along and what did not, for people."""
        notes = []
        if self.entries or self.expenses:
            counted = [many(len(self.entries), "unbilled entry", "unbilled entries")]
            if self.expenses:
                counted.append(many(self.expenses, "unbilled expense"))
            notes.append(f"{' and '.join(counted)} moved along")
        if self.kept:
            keeps = "keeps" if self.kept == 1 else "keep"
            billed = many(self.kept, "billed record")
            notes.append(f"{billed} {keeps} the name {old}, which now means {new}")
        return tuple(notes)


# --- what refers to a name -------------------------------------------------------------------


def reference_changes(workspace: "Workspace", rename: "Rename") -> Moved:
    """The changes of unbilled entries, timers, unbilled expenses and drafts."""
    changes: list[Change] = []
    entries: list[Entry] = []
    kept = 0
    for entry in workspace.all_entries():
        name = rename(entry.project)
        if name == entry.project:
            continue
        if entry.billed_elsewhere or _billed(workspace, entry.day, entry.id):
            kept += 1
            continue
        entries.append(entry)
        changes += entry_changes(workspace, entry, entry._replace(project=name))
    changes += _parked_changes(workspace, rename)
    expenses, billed = _expense_changes(workspace, rename)
    drafts = _draft_changes(workspace, rename)
    return Moved([*changes, *expenses, *drafts], entries, len(expenses), kept + billed)


def _billed(workspace: "Workspace", day: str, record_id: str) -> bool:
    billing = workspace.index().billings(day[:7]).get(record_id)
    return billing is not None and billing.state == "billed"


def _parked_changes(workspace: "Workspace", rename: "Rename") -> list[Change]:
    changes = []
    for person in workspace.time_people():
        file = layout.running_file(person)
        for record_id, record in workspace.parked(person).items():
            project = record.get("project", "")
            if rename(project) != project:
                after = {**record, "project": rename(project)}
                changes.append(Change(file, ("parked", record_id), record, after))
    return changes


def _expense_changes(workspace: "Workspace", rename: "Rename") -> tuple[list[Change], int]:
    changes, billed = [], 0
    for expense in workspace.expenses():
        if rename(expense.project) == expense.project:
            continue
        if _billed(workspace, expense.date, expense.id):
            billed += 1
            continue
        file = layout.expenses_file(expense.date)
        record = workspace.store.tables(file).get("expenses", {}).get(expense.id)
        if record is not None:
            after = {**record, "project": rename(expense.project)}
            changes.append(Change(file, ("expenses", expense.id), record, after))
    return changes, billed


def _draft_changes(workspace: "Workspace", rename: "Rename") -> list[Change]:
    changes = []
    for draft_id in workspace.draft_ids():
        file = layout.draft_file(draft_id)
        try:
            before = workspace.store.toml(file) or {}
        except Refused:
            continue  # it cannot be read and is reported elsewhere; aka leads on from its words
        after = _renamed_draft(before, rename)
        if after != before:
            changes.append(Change(file, (), before, after))
    return changes


def _renamed_draft(draft: "Record", rename: "Rename") -> "Record":
    after = _renamed(draft, "client", rename)
    if isinstance(draft.get("customer"), dict):
        after["customer"] = _renamed(draft["customer"], "id", rename)
    if isinstance(draft.get("scope"), dict):
        after["scope"] = _renamed(draft["scope"], "project", rename)
    if isinstance(draft.get("lines"), list):
        after["lines"] = [_renamed_line(line, rename) for line in draft["lines"]]
    return after


def _renamed_line(line: "Record", rename: "Rename") -> "Record":
    after = _renamed(line, "project", rename)
    if isinstance(line.get("entries"), list):
        after["entries"] = [_renamed(entry, "project", rename) for entry in line["entries"]]
    return after


def _renamed(record: "Record", key: str, rename: "Rename") -> "Record":
    value = record.get(key)
    return {**record, key: rename(value)} if isinstance(value, str) else dict(record)


def drafts_holding(workspace: "Workspace", project: str) -> list[str]:
    """The ids of the drafts that have something of a project on their lines."""
    found = []
    for draft_id in workspace.draft_ids():
        try:
            draft = workspace.draft(draft_id)
        except Refused:
            continue
        lines = draft.lines
        names = {line.project for line in lines}
        if project in names | {entry.project for line in lines for entry in line.entries}:
            found.append(draft_id)
    return found


# --- the files of clients --------------------------------------------------------------------


def client_file_changes(workspace: "Workspace", client: "Client", new: str) -> list[Change]:
    """The client's file under another name, comments and all, with the old id as a former one."""
    from tracker_tui.store.toml import change_toml

    old_file, new_file = layout.client_file(client.id), layout.client_file(new)
    text = _text(workspace, old_file)
    aka = [*(name for name in client.aka if name != new), client.id]
    return [
        Change(old_file, (), text, None),
        Change(new_file, (), None, change_toml(text, [(("aka",), aka)], old_file)),
    ]


def project_file_changes(
    workspace: "Workspace", source: "Client", project_id: str, target: "Client", new_id: str
) -> list[Change]:
    """A project under another name, or in another client's file, with its former names.

    The texts of its tables move as they are; where they are written in an unusual way, what they
    say moves without its comments.
    """
    present, wanted = f"{source.id}/{project_id}", f"{target.id}/{new_id}"
    project = source.projects[project_id]
    former = [present, *(f"{name}/{project_id}" for name in source.aka)]
    aka = [name for name in dict.fromkeys((*project.aka, *former)) if name != wanted]
    old, new = ("projects", project_id), ("projects", new_id)
    source_file, target_file = layout.client_file(source.id), layout.client_file(target.id)
    raw = workspace.store.toml(source_file) or {}
    moved = {**raw["projects"][project_id], "aka": aka}
    if source.id == target.id:
        wished = with_value(with_value(raw, old, None), new, moved)
        values: list[tuple[tuple[str, ...], Any]] = [((*new, "aka"), aka)]
        if orders := _renamed_orders(raw, project_id, present, new_id):
            wished["orders"] = orders
            values.append((("orders",), orders))
        return _file_changes(
            workspace, source_file, wished, lambda text: _renamed_tables(text, old, new), values
        )
    return _moved_tables(workspace, (source_file, old), (target_file, new), moved)


def _moved_tables(
    workspace: "Workspace",
    source: tuple[str, tuple[str, ...]],
    target: tuple[str, tuple[str, ...]],
    moved: "Record",
) -> list[Change]:
    """The tables of a project out of one client's file and into another's."""
    from tracker_tui.store.toml_tables import join_tables, split_tables

    (source_file, old), (target_file, new) = source, target
    here = workspace.store.toml(source_file) or {}
    there = workspace.store.toml(target_file) or {}
    taken = split_tables(_text(workspace, source_file), old)[1]
    return [
        *_file_changes(
            workspace,
            source_file,
            with_value(here, old, None),
            lambda text: split_tables(text, old)[0],
            [],
        ),
        *_file_changes(
            workspace,
            target_file,
            with_value(there, new, moved),
            lambda text: join_tables(text, _renamed_tables(taken, old, new)),
            [((*new, "aka"), moved["aka"])],
        ),
    ]


def _renamed_tables(text: str, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    from tracker_tui.store.toml_tables import rename_tables

    return rename_tables(text, old, new)


def _file_changes(
    workspace: "Workspace",
    file: str,
    wished: "Record",
    rewrite: "Callable[[str], str]",
    values: "Sequence[tuple[tuple[str, ...], Any]]",
) -> list[Change]:
    """The change of a file to what is wished: as a text, or else key by key."""
    from tracker_tui.store.toml import change_toml, read_toml

    text = _text(workspace, file)
    try:
        new = change_toml(rewrite(text), values, file)
        if _without_empty(read_toml(new, file)) == _without_empty(wished):
            return [Change(file, (), text, new)]
    except Refused:
        pass  # written in a way that has no headers to move
    before = workspace.store.toml(file) or {}
    changes = []
    for key in dict.fromkeys((*before, *wished)):
        if before.get(key) != wished.get(key):
            changes.append(Change(file, (key,), before.get(key), wished.get(key)))
    return changes


def _without_empty(record: "Record") -> "Record":
    """A client's record, `projects` left out where none is left."""
    return {key: value for key, value in record.items() if key != "projects" or value}


def _renamed_orders(raw: "Record", project_id: str, present: str, new_id: str) -> "list[Record]":
    """The client's orders with the project's new id; empty where none names it."""
    orders = raw.get("orders", [])
    renamed = [
        {**order, "project": new_id} if order.get("project") in (project_id, present) else order
        for order in orders
    ]
    return renamed if renamed != orders else []


def _text(workspace: "Workspace", file: str) -> str:
    from tracker_tui.store.disk import read_bytes
    from tracker_tui.store.text import decode

    return decode(read_bytes(os.path.join(workspace.root, file)) or b"", file)
