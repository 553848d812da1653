"""Several entries in one action: bulk edits, borders and gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.moving_clock import Clock
from tests.services.small_workspace import bill, track
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.grammar import parse_words
from tracker_tui.services.borders import (
    fill_gap,
    fill_gap_after,
    find_gap,
    find_next,
    middle_of,
    move_border,
)
from tracker_tui.services.changes import document_of
from tracker_tui.services.entries import EntryEdit, add_entry, edit_entries
from tracker_tui.services.finding import find_entries

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


def times(clock: Clock, month: str = "2026-11") -> list[str]:
    """The clock times of a month's entries."""
    return [
        f"{one.start.clock()}-{one.end.clock()}"
        for one in clock.workspace.entries("ada", month)
        if one.start is not None and one.end is not None
    ]


# --- bulk edits --------------------------------------------------------------------------------


def test_many_entries_are_edited_and_undone_as_one(clock: Clock) -> None:
    entries = [add(clock, f"{hour}-{hour + 1}", "x", "+old") for hour in (7, 8, 9)]
    before = clock.workspace.entries("ada", "2026-11")
    done = edit_entries(
        clock.workspace, [one.id for one in entries], EntryEdit(project="acme/ops", note="Night")
    )
    assert done.label == "Edited 3 entries"
    after = clock.workspace.entries("ada", "2026-11")
    assert after == [one._replace(project="acme/ops", note="Night") for one in before]
    clock.workspace.undo(1)
    assert clock.workspace.entries("ada", "2026-11") == before


def test_one_billed_entry_keeps_all_from_changing(clock: Clock, tmp_path: Path) -> None:
    entries = [add(clock, "7-8"), add(clock, "8-9")]
    bill(clock.workspace, "INV-2026-0001", entries[1])
    before = (tmp_path / "time/ada/2026-11.json").read_bytes()
    with pytest.raises(Refused, match="INV-2026-0001"):
        edit_entries(clock.workspace, [one.id for one in entries], EntryEdit(billable=False))
    assert (tmp_path / "time/ada/2026-11.json").read_bytes() == before


def test_signed_tags_are_added_and_removed_one_by_one(clock: Clock) -> None:
    one, other = add(clock, "7-8", "+old", "+b"), add(clock, "8-9", "+c")
    edit_entries(clock.workspace, [one.id, other.id], EntryEdit(tags=("+new", "-old")))
    assert [entry.tags for entry in clock.workspace.entries("ada", "2026-11")] == [
        ("b", "new"),
        ("c", "new"),
    ]
    with pytest.raises(Usage, match="cannot be a tag"):
        edit_entries(clock.workspace, [one.id], EntryEdit(tags=("+new", "old")))


def test_an_edit_that_changes_nothing_is_no_action(clock: Clock) -> None:
    entry = add(clock, "7-8", "same")
    count = len(clock.workspace.history(10))
    done = edit_entries(clock.workspace, [entry.id], EntryEdit(note="same"))
    assert done.label.startswith("Nothing to change")
    assert len(clock.workspace.history(10)) == count


def test_a_new_project_is_made_once_for_all(clock: Clock) -> None:
    ids = [add(clock, "7-8").id, add(clock, "8-9").id]
    done = edit_entries(clock.workspace, ids, EntryEdit(project="acme/research"))
    assert done.notes == ("made the project acme/research",)
    clock.workspace.undo(1)
    client = clock.workspace.client("acme")
    assert client is not None and "research" not in client.projects


def test_whole_ids_are_found_wherever_their_entries_lie(clock: Clock) -> None:
    entries = [
        add(clock, when)
        for when in ("2024-02-01 9-10", "2026-11-01 9-10", "2025-06-30 9-10", "9-10")
    ]
    ids = [one.id for one in entries]
    assert find_entries(clock.workspace, [*ids, ids[0], "%1"]) == entries
    with pytest.raises(Refused, match="no entry ends in"):
        find_entries(clock.workspace, [ids[0], "0" * 26])


# --- borders -----------------------------------------------------------------------------------


def test_a_border_moves_both_entries_in_one_action(clock: Clock) -> None:
    first, second = add(clock, "8-9"), add(clock, "9-10")
    done = move_border(clock.workspace, first.id, -5)
    assert times(clock) == ["08:00-08:55", "08:55-10:00"]
    assert [one.seconds for one in done.entries] == [55 * 60, 65 * 60]
    move_border(clock.workspace, second.id, 10)  # nothing begins at its end: its start then
    assert times(clock) == ["08:00-09:05", "09:05-10:00"]
    clock.workspace.undo(1)
    assert times(clock) == ["08:00-08:55", "08:55-10:00"]
    clock.workspace.undo(1)
    assert times(clock) == ["08:00-09:00", "09:00-10:00"]


def test_a_border_with_a_running_timer_moves_its_start(clock: Clock) -> None:
    first = add(clock, "11-11:30")
    clock.start("2026-11-20T11:30:00+01:00", "acme/ops")
    clock.at(NOON)
    move_border(clock.workspace, first.id, 5)
    (running,) = clock.workspace.running()
    assert running.start is not None and running.start.clock() == "11:35"
    assert times(clock) == ["11:00-11:35"]
    with pytest.raises(Refused, match="until now"):
        move_border(clock.workspace, first.id, 25)


def test_a_border_leaves_something_of_both(clock: Clock) -> None:
    first, second = add(clock, "8:00-8:05"), add(clock, "8:05-8:10")
    for which, minutes in ((first, -5), (second, 5)):
        with pytest.raises(Refused, match="nothing would be left"):
            move_border(clock.workspace, which.id, minutes)


def test_a_border_that_nobody_shares_is_refused(clock: Clock) -> None:
    first = add(clock, "8-9")
    add(clock, "9:30-10")
    with pytest.raises(Refused, match="nothing begins or ends"):
        move_border(clock.workspace, first.id, 5)
    length = add(clock, "yesterday 1h")
    with pytest.raises(Refused, match="no clock times"):
        move_border(clock.workspace, length.id, 5)


def test_a_billed_neighbour_keeps_the_border(clock: Clock) -> None:
    first, second = add(clock, "8-9"), add(clock, "9-10")
    bill(clock.workspace, "INV-2026-0001", second)
    with pytest.raises(Refused, match="INV-2026-0001"):
        move_border(clock.workspace, first.id, 5)
    assert times(clock) == ["08:00-09:00", "09:00-10:00"]


def test_a_border_crosses_midnight_of_a_month_and_its_files(clock: Clock) -> None:
    first = add(clock, "2026-10-31 22:00-24:00")
    second = add(clock, "2026-11-01 0:00-2:00")
    assert first.end is not None and second.start is not None and first.end.utc == second.start.utc
    move_border(clock.workspace, second.id, -5, "start")
    assert times(clock, "2026-10") == ["22:00-23:55", "23:55-02:00"]
    assert times(clock) == []
    assert sum(one.seconds for one in clock.workspace.entries("ada", "2026-10")) == 4 * 3600


def test_a_border_over_a_change_of_the_clocks_keeps_the_time(clock: Clock) -> None:
    first = add(clock, "2026-10-25 00:00-02:55+02:00")
    second = add(clock, "2026-10-25 02:55+02:00 - 04:00")
    assert first.seconds + second.seconds == 5 * 3600
    move_border(clock.workspace, first.id, 10)
    one, other = clock.workspace.entries("ada", "2026-10")
    assert one.end is not None and other.start is not None
    assert one.end.iso() == other.start.iso() == "2026-10-25T02:05:00+01:00"
    assert one.seconds + other.seconds == 5 * 3600


def test_the_middle_is_a_full_minute(clock: Clock) -> None:
    assert middle_of(add(clock, "9:00-9:45")).clock() == "09:22"
    assert middle_of(add(clock, "2026-10-25 01:00-04:00")).iso() == "2026-10-25T03:00:00+02:00"


# --- gaps --------------------------------------------------------------------------------------


def test_a_gap_is_filled_like_the_entry_before_it(clock: Clock) -> None:
    first = add(clock, "8-9", "Fix", "@review")
    add(clock, "10-11")
    gap = find_gap(clock.workspace, first.id)
    assert (gap.start.clock(), gap.end.clock(), gap.before) == ("09:00", "10:00", first.id)
    (filled,) = fill_gap(clock.workspace, gap.start, gap.end, gap.before).entries
    assert (filled.project, filled.task, filled.note) == ("acme/api", "review", "")
    assert times(clock) == ["08:00-09:00", "09:00-10:00", "10:00-11:00"]
    with pytest.raises(Refused, match="in this gap"):
        fill_gap(clock.workspace, gap.start, gap.end)
    clock.workspace.undo(1)
    done = fill_gap(clock.workspace, gap.start, gap.end, parse_words(["acme/ops", "Call", "+b"]))
    assert (done.entries[0].project, done.entries[0].tags) == ("acme/ops", ("b",))


def test_a_gap_takes_the_project_of_what_ended_last(clock: Clock) -> None:
    add_entry(clock.workspace, "8-9", parse_words(["acme/ops"]))
    add(clock, "7-8:30")
    start, end = (parse_moment(f"2026-11-20T{at}:00+01:00") for at in ("09:30", "10:00"))
    (filled,) = fill_gap(clock.workspace, start, end).entries
    assert filled.project == "acme/ops"
    start, end = (parse_moment(f"2026-11-20T{at}:00+01:00") for at in ("05:30", "06:00"))
    with pytest.raises(Refused, match="nothing was done"):
        fill_gap(clock.workspace, start, end)


def test_without_free_time_there_is_no_gap(clock: Clock) -> None:
    first = add(clock, "8-9")
    with pytest.raises(Refused, match="nothing follows"):
        find_gap(clock.workspace, first.id)
    second = add(clock, "9-10")
    with pytest.raises(Refused, match="at once"):
        find_gap(clock.workspace, first.id)
    clock.start("2026-11-20T11:00:00+01:00", "acme/ops")
    assert find_gap(clock.workspace, second.id).end.clock() == "11:00"


def test_the_gap_after_an_entry_is_filled_by_its_handle(clock: Clock) -> None:
    first = add(clock, "8-9")
    add(clock, "9:30-10")
    fill_gap_after(clock.workspace, first.id)
    assert times(clock) == ["08:00-09:00", "09:00-09:30", "09:30-10:00"]


def test_what_follows_is_of_the_same_person_and_kind(clock: Clock) -> None:
    lengths = [add(clock, "1h"), add(clock, "2h")]
    first, second = add(clock, "2026-10-31 23:00-24:00"), add(clock, "2026-11-01 8-9")
    assert find_next(clock.workspace, first.id) == second
    assert find_next(clock.workspace, lengths[0].id) == lengths[1]
    with pytest.raises(Refused, match="nothing follows"):
        find_next(clock.workspace, lengths[1].id)
    clock.start("2026-11-20T11:00:00+01:00", "acme/ops")
    last = add(clock, "10-11")
    with pytest.raises(Refused, match="nothing follows"):
        find_next(clock.workspace, last.id)


def test_the_document_of_an_entry_is_known(clock: Clock) -> None:
    free, drafted, billed = (add(clock, f"{hour}-{hour + 1}") for hour in (7, 8, 9))
    bill(clock.workspace, "INV-2026-0001", billed)
    draft = bill(clock.workspace, "", drafted)
    found = [document_of(clock.workspace, one.id) for one in (free, drafted, billed)]
    assert found == ["", draft.id, "INV-2026-0001"]
    elsewhere = track(clock.workspace, "acme/api", person="ada", billed_elsewhere="old books")
    with pytest.raises(Refused, match="old books"):
        document_of(clock.workspace, elsewhere.id)
