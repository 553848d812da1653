"""Finished entries: add, edit, split, join, remove."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.services.moving_clock import Clock
from tests.services.small_workspace import bill
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.grammar import parse_words
from tracker_tui.services.entries import (
    EntryEdit,
    add_entry,
    edit_entry,
    join_entries,
    remove_entries,
    split_entry,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.core.entry import Entry

NOON = "2026-11-20T12:00:00+01:00"


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A workspace at noon."""
    return Clock(tmp_path, "Europe/Berlin", NOON)


def add(clock: Clock, when: str, *words: str) -> Entry:
    """Adds an entry of acme/api."""
    return add_entry(clock.workspace, when, parse_words(["acme/api", *words])).entries[0]


def test_a_length_alone_gets_no_clock_times(clock: Clock, tmp_path: Path) -> None:
    entry = add(clock, "yesterday 1h30", "Call")
    record = json.loads((tmp_path / "time/ada/2026-11.json").read_text("utf-8"))["entries"]
    assert record[entry.id] == {
        "date": "2026-11-19",
        "seconds": 5400,
        "zone": "Europe/Berlin",
        "project": "acme/api",
        "note": "Call",
        "created": NOON,
    }


def test_overlaps_are_told_not_refused(clock: Clock) -> None:
    first = add(clock, "9-11")
    done = add_entry(clock.workspace, "10:30-11:30", parse_words(["acme/api"]))
    assert done.notes == (f"it overlaps {first.id[-5:]}",)


def test_an_edit_to_another_month_leaves_word_behind(clock: Clock, tmp_path: Path) -> None:
    entry = add(clock, "2026-11-01 9-10")
    edit_entry(clock.workspace, entry.id, EntryEdit(start="2026-10-31 9:00", end="2026-10-31 9:45"))
    old = json.loads((tmp_path / "time/ada/2026-11.json").read_text("utf-8"))
    new = json.loads((tmp_path / "time/ada/2026-10.json").read_text("utf-8"))
    assert old["entries"] == {entry.id: {"moved": "2026-10"}}
    assert new["entries"][entry.id]["end"] == "2026-10-31T09:45:00+01:00"
    assert [one.seconds for one in clock.workspace.entries("ada", "2026-10")] == [2700]
    assert clock.workspace.entries("ada", "2026-11") == []
    clock.workspace.undo(1)
    assert [one.seconds for one in clock.workspace.entries("ada", "2026-11")] == [3600]


def test_duration_keeps_the_start(clock: Clock) -> None:
    entry = add(clock, "9-10")
    (edited,) = edit_entry(clock.workspace, "%1", EntryEdit(duration="1h15")).entries
    assert edited.start == entry.start and edited.seconds == 4500


def test_start_end_and_duration_together_are_too_much(clock: Clock) -> None:
    add(clock, "9-10")
    with pytest.raises(Usage, match="not all three"):
        edit_entry(clock.workspace, "%1", EntryEdit("9:00", "10:00", "1h"))


def test_split_and_join_are_each_others_reverse(clock: Clock) -> None:
    entry = add(clock, "9-11:30", "Fix", "+bug")
    first, second = split_entry(clock.workspace, entry.id, "10:15").entries
    assert (first.id, first.seconds, second.seconds) == (entry.id, 4500, 4500)
    assert second.tags == ("bug",)
    (joined,) = join_entries(clock.workspace, second.id, first.id).entries
    assert joined == entry._replace(rest=joined.rest)


def test_entries_with_a_gap_are_not_joined(clock: Clock) -> None:
    one, other = add(clock, "9-10"), add(clock, "10:30-11")
    with pytest.raises(Refused, match="a gap of 0:30"):
        join_entries(clock.workspace, one.id, other.id)


def test_split_over_midnight_takes_the_later_day(clock: Clock) -> None:
    entry = add(clock, "2026-11-18 22:00-02:00")
    first, second = split_entry(clock.workspace, entry.id, "0:30").entries
    assert (first.seconds, second.seconds, second.day) == (9000, 5400, "2026-11-19")


def test_a_split_outside_is_refused(clock: Clock) -> None:
    entry = add(clock, "9-10")
    with pytest.raises(Refused, match="not within"):
        split_entry(clock.workspace, entry.id, "10:00")


def test_billed_entries_refuse_every_change_with_the_number(clock: Clock, tmp_path: Path) -> None:
    entry = add(clock, "9-10")
    bill(clock.workspace, "INV-2026-0001", entry)
    before = (tmp_path / "time/ada/2026-11.json").read_bytes()
    refusal = pytest.raises(Refused, match="INV-2026-0001")
    with refusal:
        edit_entry(clock.workspace, entry.id, EntryEdit(note="x"))
    with refusal:
        split_entry(clock.workspace, entry.id, "9:30")
    with refusal:
        remove_entries(clock.workspace, [entry.id])
    with refusal:
        join_entries(clock.workspace, entry.id, entry.id)
    assert (tmp_path / "time/ada/2026-11.json").read_bytes() == before


def test_removing_several_is_one_step(clock: Clock) -> None:
    ids = [add(clock, f"{hour}-{hour + 1}").id for hour in (7, 8, 9)]
    remove_entries(clock.workspace, ids[:2])
    assert [one.id for one in clock.workspace.entries("ada", "2026-11")] == ids[2:]
    clock.workspace.undo(1)
    assert len(clock.workspace.entries("ada", "2026-11")) == 3


def test_handles_that_are_nothing_or_too_short_are_refused(clock: Clock) -> None:
    add(clock, "7-8")
    add(clock, "9-10")
    with pytest.raises(Refused, match="no entry ends in"):
        remove_entries(clock.workspace, ["ZZZZZ"])
    with pytest.raises(Usage, match="not the handle"):
        remove_entries(clock.workspace, ["päng"])
    with pytest.raises(Refused, match="there are only 2 entries"):
        remove_entries(clock.workspace, ["%3"])


def test_a_broken_month_is_not_written_over(clock: Clock, tmp_path: Path) -> None:
    add(clock, "9-10")
    path = tmp_path / "time/ada/2026-11.json"
    broken = path.read_bytes().replace(b'"seconds"', b"seconds").replace(b"}}", b"}")
    path.write_bytes(broken)
    with pytest.raises(Refused, match=r"time/ada/2026-11\.json:\d+"):
        add(clock, "10-11")
    assert path.read_bytes() == broken
