"""The manual's tables of fields say exactly what the program reads."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import pytest

from tracker_tui.core import (
    business,
    checks,
    client,
    document_record,
    entry,
    event,
    expense,
    rates,
    record,
    rounding,
    surcharges,
    taxes,
)
from tracker_tui.core.document import BilledEntry
from tracker_tui.core.numbering import read_series
from tracker_tui.services import checking
from tracker_tui.store import layout

if TYPE_CHECKING:
    from collections.abc import Callable

MANUAL = os.path.join(os.path.dirname(document_record.__file__), "..", "manual")

START = "2026-11-20T09:00:00+01:00"

READERS: dict[str, Callable[[], object]] = {
    "tracker.toml": lambda: business.read_business({}),
    "people/person.toml": lambda: business.read_person("ada", {}),
    "clients/client.toml": lambda: client.read_client("acme", {"terms_days": 1}, "EUR"),
    "Addresses": lambda: client.read_address({}),
    "Taxes": lambda: taxes.read_tax({"category": "O"}),
    "Rates": lambda: rates.read_rate({"hourly": 1}),
    "Rounding": lambda: rounding.read_rounding({}),
    "Surcharges": lambda: surcharges.read_surcharge({"percent": 1}),
    "Orders": lambda: client.read_order({"number": "1"}),
    "Projects": lambda: client.read_project("api", {}),
    "Tasks": lambda: client.read_task("review", {}),
    "Series": lambda: read_series("invoice", {}),
    "time/person/month.json": lambda: entry.read_entry("1", "ada", {"start": START}),
    "expenses/year.json": lambda: expense.read_expense("1", {"date": "2026-01-01", "amount": "1"}),
    "drafts/id.toml and documents/year/number.toml": lambda: document_record.read_document(
        {"currency": "EUR"}
    ),
    "events/year.json": lambda: event.read_event("1", {}),
}
"""Heading in the manual -> a reading of the least record of that kind."""


def described(heading: str) -> list[str]:
    """The keys of the first table below a heading of the page on files."""
    with open(os.path.join(MANUAL, "files.md"), encoding="utf-8") as file:
        text = file.read()
    body = re.split(rf"^#+ {re.escape(heading)}$", text, flags=re.MULTILINE)[1]
    body = re.split(r"^#", body, maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^\| `(\w+)` \|", body, flags=re.MULTILINE)


def asked_of_first_record(read: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The keys that reading asks the outermost record for."""
    readers: list[record.Reader] = []
    build = record.Reader.__init__

    def spy(self: record.Reader, values: Any) -> None:
        build(self, values)
        readers.append(self)

    monkeypatch.setattr(record.Reader, "__init__", spy)
    read()
    return set(readers[0]._asked)


@pytest.mark.parametrize("heading", READERS)
def test_the_table_names_every_field_that_is_read(
    heading: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = described(heading)
    assert len(told) == len(set(told))
    known = asked_of_first_record(READERS[heading], monkeypatch)
    if heading.startswith("drafts/"):
        known |= {"scope"}  # kept beside the fields of a document by the drafts service
    assert set(told) == known


def test_the_tables_of_lines_and_their_entries_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    read_line = document_record._read_line
    known = asked_of_first_record(lambda: read_line({}, "EUR"), monkeypatch)
    assert set(described("Lines")) == known
    assert set(described("Entries of a line")) == set(BilledEntry._fields)


def test_the_tables_of_running_timers_and_keys_in_order_are_whole() -> None:
    assert described("time/person/running.json") == list(layout.PARKED_KEYS)
    for heading, table in (("expenses/year.json", "expenses"), ("events/year.json", "events")):
        assert described(heading) == list(layout.KEY_ORDER[table])
    assert set(described("time/person/month.json")) <= set(layout.KEY_ORDER["entries"])


def test_the_page_on_checks_lists_every_code_with_its_severity() -> None:
    with open(os.path.join(MANUAL, "checks.md"), encoding="utf-8") as file:
        told = re.findall(r"^\| `([\w-]+)` \| (\w+) \| (.+) \|$", file.read(), re.MULTILINE)
    assert told == [
        (code, "error" if code in checking.ERRORS else "warning", text)
        for code, text in checks.FINDINGS.items()
    ]
