"""A small workspace in a folder of its own, with a clock that stands still."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tracker_tui.core.clock import add_days, moment_in, parse_moment
from tracker_tui.core.document import BilledEntry, Document, Line, Party, Totals, with_totals
from tracker_tui.core.document_record import write_document
from tracker_tui.core.entry import Entry
from tracker_tui.services.changes import entry_changes
from tracker_tui.store import layout
from tracker_tui.store.records import Change
from tracker_tui.store.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-11-20T12:00:00+01:00"
TODAY = "2026-11-20"

BUSINESS = """\
name = "Ada Example"
currency = "EUR"
zone = "Europe/Berlin"
terms_days = 14

[[taxes]]
category = "S"
rate = 19
"""


def make_workspace(root: Path, business: str = BUSINESS) -> Workspace:
    """A workspace of two people, seen by `me` in Berlin at noon of 20 November 2026."""
    write(root, "tracker.toml", business)
    write(root, "people/me.toml", 'name = "Me"\n')
    write(root, "people/ada.toml", 'name = "Ada"\n')
    count = iter(range(10**6))
    utc = parse_moment(NOW).utc
    return Workspace(
        str(root), "me", "Europe/Berlin", lambda: utc, lambda n: next(count).to_bytes(n, "big")
    )


def write(root: Path, file: str, text: str) -> None:
    """A file as somebody writes it by hand."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def track(
    workspace: Workspace,
    project: str,
    day: str = TODAY,
    minutes: int | None = 60,
    person: str = "me",
    task: str = "",
    billable: bool = True,
    rate: str = "",
    billed_elsewhere: str = "",
) -> Entry:
    """An entry from eight in the morning (UTC) on; without `minutes` it is still running."""
    zone = workspace.zone
    start = moment_in(parse_moment(f"{day}T08:00:00Z").utc, zone)
    end = None if minutes is None else moment_in(start.utc + minutes * 60, zone)
    entry = Entry(
        workspace.new_id(),
        person,
        start.day,
        (minutes or 0) * 60,
        "Europe/Berlin",
        start,
        end,
        project,
        task,
        rate=Decimal(rate) if rate else None,
        billable=billable,
        billed_elsewhere=billed_elsewhere,
    )
    workspace.commit("tracked", entry_changes(workspace, None, entry))
    return entry


def bill(
    workspace: Workspace, number: str, *entries: Entry, expense: str = "", currency: str = "EUR"
) -> Document:
    """A document that holds entries, or an expense: issued, or without a number a draft."""
    first = entries[0] if entries else None
    client = first.client if first is not None else "acme"
    snapshots = tuple(
        BilledEntry(
            one.id,
            one.person,
            one.day,
            "",
            "",
            one.zone,
            one.seconds,
            one.seconds,
            one.project,
        )
        for one in entries
    )
    zero = Decimal("0.00")
    line = Line(
        "Work",
        Decimal(1),
        "C62",
        Decimal(1),
        Decimal("100.00"),
        zero,
        Decimal("100.00"),
        "S",
        Decimal(19),
        kind="expense" if expense else "time",
        project=first.project if first is not None else "",
        day=TODAY if expense else "",
        expense=expense,
        entries=snapshots,
    )
    nothing = Totals((), zero, zero, zero, zero, zero, zero, None)
    document = Document(
        workspace.new_id(),
        "invoice",
        client,
        currency,
        "de",
        Party("", "Ada Example", {}),
        Party(client, "Acme", {}),
        (line,),
        nothing,
        number=number,
        date=TODAY if number else "",
        seal="0" * 64 if number else "",
    )
    file = layout.document_file(number, TODAY) if number else layout.draft_file(document.id)
    record = write_document(with_totals(document))
    workspace.commit("billed", [Change(file, (), None, record)])
    return document


def projects_of(workspace: Workspace, person: str = "me") -> list[str]:
    """The projects of a person's finished entries, by start."""
    return [
        entry.project
        for month in workspace.months(person)
        for entry in workspace.entries(person, month)
    ]


def days_before(days: int) -> str:
    """The day so many days before today."""
    return add_days(TODAY, -days)
