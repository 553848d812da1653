"""Where everything lies in a workspace, and the order of fields in its tables."""

from __future__ import annotations

from tracker_tui.core.entry import ENTRY_KEYS

BUSINESS = "tracker.toml"
MACHINE = ".tracker"
STATUS = ".tracker/status"
OWNED = ("drafts/", "documents/")
"""Folders whose TOML files belong to the program and are written whole."""

INTENT = ".tracker/intent.json"
PERSON = ".tracker/person"

PARKED_KEYS = ("since", "zone", "project", "task", "note", "tags", "ref", "billable", "worked")
"""Fields of a parked timer: since when, what, and the seconds worked before it was parked."""

EXPENSE_KEYS = (
    "date",
    "project",
    "amount",
    "currency",
    "description",
    "tax_rate",
    "receipt",
    "billable",
    "person",
    "created",
)
"""The fields of an expense in the order in which they are written."""

EVENT_KEYS = (
    "at",
    "document",
    "kind",
    "date",
    "amount",
    "currency",
    "fee",
    "reason",
    "file",
    "hash",
)
"""Fields of an event of a document: when it was recorded, of which document, what, and how much."""

KEY_ORDER = {
    "entries": ENTRY_KEYS,
    "parked": PARKED_KEYS,
    "expenses": EXPENSE_KEYS,
    "events": EVENT_KEYS,
}
"""The known fields of each JSON table, in the order in which they are written."""


def person_file(person: str) -> str:
    """The file of a person."""
    return f"people/{person}.toml"


def client_file(client: str) -> str:
    """The file of a client with its projects."""
    return f"clients/{client}.toml"


def month_file(person: str, month: str) -> str:
    """A month ("2026-11") of one person's finished entries."""
    return f"time/{person}/{month}.json"


def running_file(person: str) -> str:
    """A person's running and parked timers."""
    return f"time/{person}/running.json"


def expenses_file(day: str) -> str:
    """The expenses of the day's year."""
    return f"expenses/{day[:4]}.json"


def events_file(day: str) -> str:
    """What happened to documents in the day's year."""
    return f"events/{day[:4]}.json"


def draft_file(draft: str) -> str:
    """A document that is not issued yet."""
    return f"drafts/{draft}.toml"


def document_file(number: str, day: str, kind: str = "toml") -> str:
    """An issued document, or with `kind` "pdf" what was sent."""
    return f"documents/{day[:4]}/{number}.{kind}"
