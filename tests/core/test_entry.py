"""Entries and their records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledgers import random_ledger
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.entry import ENTRY_KEYS, read_entry, write_entry
from tracker_tui.core.errors import FieldError

START, END = "2026-11-20T09:02:00+01:00", "2026-11-20T11:40:00+01:00"
RECORD = {
    "start": START,
    "end": END,
    "zone": "Europe/Berlin",
    "project": "acme/api",
    "task": "review",
    "note": "Review the retry logic",
    "tags": ["review"],
    "ref": "GH-214",
    "rate": "90.50",
    "billable": False,
    "source": "toggl:31f0",
    "mood": {"good": True},
}


def test_an_entry_is_written_as_it_was_read() -> None:
    entry = read_entry("01JDA2K5X8", "ada", RECORD)
    assert (entry.day, entry.seconds, entry.client) == ("2026-11-20", 9480, "acme")
    assert (entry.rate, entry.rest) == (Decimal("90.50"), {"mood": {"good": True}})
    assert write_entry(entry) == RECORD
    assert list(write_entry(entry)) == list(RECORD)


@given(st.integers(0, 10**6))
def test_every_entry_survives_its_record(seed: int) -> None:
    ledger = random_ledger(seed, 5)
    for entry in ledger.entries + ledger.running:
        record = write_entry(entry)
        assert read_entry(entry.id, entry.person, record) == entry
        order = [key for key in ENTRY_KEYS if key in record]
        assert list(record) == order


def test_unknown_fields_and_a_conflict_are_kept() -> None:
    record = {"start": START, "end": END, "conflict": {"note": ["a", "b"]}, "x": 1}
    entry = read_entry("A", "ada", record)
    assert entry.conflict
    assert write_entry(entry) == record


def test_a_running_entry_counts_up_to_now_and_never_below_nothing() -> None:
    entry = read_entry("A", "ada", {"start": START})
    begin = parse_moment(START).utc
    assert entry.running
    assert entry.seconds_at(begin + 90) == 90
    assert entry.seconds_at(begin - 90) == 0
    assert read_entry("A", "ada", RECORD).seconds_at(begin) == 9480


def test_the_day_is_that_of_the_written_offset() -> None:
    record = {"start": "2026-11-20T23:30:00-05:00", "end": "2026-11-21T05:00:00+00:00"}
    entry = read_entry("A", "ada", record)
    assert (entry.day, entry.seconds) == ("2026-11-20", 1800)


def test_entries_without_a_clock_come_first_on_their_day() -> None:
    sized = read_entry("Z", "ada", {"date": "2026-11-20", "seconds": 0})
    clocked = read_entry("A", "ada", RECORD)
    assert sorted([clocked, sized], key=lambda one: one.order) == [sized, clocked]
    assert write_entry(sized) == {"date": "2026-11-20", "seconds": 0}


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({}, "start"),
        ({"date": "2026-11-20"}, "start"),
        ({"seconds": 5}, "start"),
        ({"end": END}, "start"),
        ({"start": "yesterday"}, "start"),
        ({"start": "2026-11-20T09:02:00"}, "start"),
        ({"start": END, "end": START}, "end"),
        ({"start": START, "end": 5}, "end"),
        ({"date": "2026-02-30", "seconds": 5}, "date"),
        ({"date": "2026-02-20", "seconds": -5}, "seconds"),
        ({"date": "2026-02-20", "seconds": True}, "seconds"),
        ({"date": "2026-02-20", "seconds": 1000 * 3600 + 1}, "seconds"),
        ({**RECORD, "project": "acme"}, "project"),
        ({**RECORD, "project": "a/b/c"}, "project"),
        ({**RECORD, "tags": "bug"}, "tags"),
        ({**RECORD, "rate": "lots"}, "rate"),
        ({**RECORD, "rate": 0.5}, "rate"),
        ({**RECORD, "billable": "no"}, "billable"),
    ],
)
def test_a_wrong_record_names_its_key(record: dict[str, Any], key: str) -> None:
    with pytest.raises(FieldError) as refused:
        read_entry("A", "ada", record)
    assert refused.value.key == key
