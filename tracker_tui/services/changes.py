"""Record changes that several use cases need, and what they hand back."""

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.entry import Entry, write_entry
from tracker_tui.core.errors import Refused
from tracker_tui.core.ids import HANDLE_LENGTH
from tracker_tui.store import layout
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace


class Done(NamedTuple):
    """What a use case did: its sentence (past tense), the entries it touched, and remarks."""

    label: str
    entries: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()


class Made(NamedTuple):
    """What a use case made or changed: sentence, names of what was made, record, lines, remarks."""

    label: str
    ids: tuple[str, ...] = ()
    record: dict[str, Any] = {}
    text: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def handle(record_id: str) -> str:
    """The last characters of an id, as people see and type them."""
    return record_id[-HANDLE_LENGTH:]


def entry_file(entry: Entry) -> str:
    """The file where an entry belongs: its person's running timers, or its month."""
    if entry.running:
        return layout.running_file(entry.person)
    return layout.month_file(entry.person, entry.day[:7])


def entry_changes(
    workspace: "Workspace", before: Entry | None, after: Entry | None
) -> list[Change]:
    """The changes that make `before` into `after`; None stands for an entry that is not there.

    An entry that moves to another month leaves word of it behind.
    """
    entry = after or before
    assert entry is not None
    changes = []
    old = entry_file(before) if before is not None else ""
    new = entry_file(after) if after is not None else ""
    if after is not None:
        record = _current(workspace, new, entry.id)
        changes.append(Change(new, ("entries", entry.id), record, write_entry(after)))
    if before is not None and old != new:
        record = _current(workspace, old, entry.id)
        both_months = after is not None and not before.running and not after.running
        left = {"moved": entry.day[:7]} if both_months else None
        changes.append(Change(old, ("entries", entry.id), record, left))
    return [change for change in changes if change.before != change.after]


def _current(workspace: "Workspace", file: str, record_id: str) -> "Record | None":
    return workspace.store.tables(file).get("entries", {}).get(record_id)


def refuse_if_billed(workspace: "Workspace", entry: Entry, doing: str) -> None:
    """Refused with the document's number when an issued document holds the entry."""
    if entry.billed_elsewhere:
        raise Refused(
            f"entry {handle(entry.id)} was billed elsewhere ({entry.billed_elsewhere}): "
            f"it cannot be {doing}"
        )
    billing = workspace.index().billings(entry.day[:7]).get(entry.id)
    if billing is not None and billing.state == "billed":
        raise Refused(
            f"entry {handle(entry.id)} is billed on {billing.document}: it cannot be {doing}; "
            f"credit {billing.document} first"
        )


def document_of(workspace: "Workspace", which: str) -> str:
    """The number of the invoice, or the id of the draft, that holds an entry; empty: none does."""
    from tracker_tui.services.finding import find_entry

    entry = find_entry(workspace, which)
    if entry.billed_elsewhere:
        raise Refused(f"entry {handle(entry.id)} was billed elsewhere ({entry.billed_elsewhere})")
    billing = workspace.index().billings(entry.day[:7]).get(entry.id)
    return "" if billing is None else billing.document


def draft_note(workspace: "Workspace", entry: Entry) -> tuple[str, ...]:
    """A remark when a draft holds the entry and must be refreshed."""
    billing = workspace.index().billings(entry.day[:7]).get(entry.id)
    if billing is None or billing.state != "draft":
        return ()
    return (f"draft {handle(billing.document)} holds it: bring it up to date with invoice refresh",)
