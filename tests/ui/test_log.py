"""The log: what it shows, its periods and its filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.small_workspace import bill, make_workspace, track
from tests.ui.log_workspace import Hands, make_days, play_log
from tests.ui.stage import NARROW, WIDE, copy_studio, open_app, settle
from tracker_tui.core.clock import Moment, parse_moment
from tracker_tui.core.entry import Entry
from tracker_tui.core.log_days import sum_up
from tracker_tui.core.periods import parse_period
from tracker_tui.core.plain import one_line
from tracker_tui.core.query import Query
from tracker_tui.services.changes import entry_changes
from tracker_tui.services.entries import remove_entries
from tracker_tui.services.listing import make_report, read_log
from tracker_tui.services.log_view import LogReader
from tracker_tui.ui.figures import amount, amounts, hours
from tracker_tui.ui.widgets.log_rows import EARLIER, Flats, LogRows

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.records import Change
    from tracker_tui.store.workspace import Workspace

TODAY = "2026-11-20"


# --- rows --------------------------------------------------------------------------------------


def test_rows_know_their_keys_and_places(tmp_path: Path) -> None:
    reader, app = LogReader(), open_app(copy_studio(tmp_path))
    for least in (1, 10**6):
        page = reader.read(app.workspace, parse_period("all", TODAY), Query(), least)
        for width in (60, 112):
            rows = LogRows(page, Flats(), width, TODAY)
            keys = [rows.key(at) for at in range(len(rows))]
            assert len(set(keys)) == len(keys)
            assert (keys[0] == EARLIER) == bool(page.earlier)
            assert [rows.index(key) for key in keys] == list(range(len(rows)))
            assert [rows.row(at).key for at in range(len(rows))] == keys
            assert {len(rows.row(at).cells) for at in range(1, len(rows))} == {len(rows.columns)}
            assert rows.index("nobody") is None


def test_a_day_has_the_sums_of_its_entries(tmp_path: Path) -> None:
    app = open_app(copy_studio(tmp_path))
    period = parse_period("2026-11-17", TODAY)
    page = LogReader().read(app.workspace, period, Query(), 1)
    text = LogRows(page, Flats(), 80, TODAY).row(0).text()
    sums = sum_up(read_log(app.workspace, period, Query()))
    assert text.split("Tue 17 Nov ")[1].split()[0] == hours(sums.seconds)
    assert all(amount(worth, code) in text for code, worth in sums.amounts.items())


# --- the screen --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(79, 24), WIDE])
def test_the_month_is_shown_with_its_totals(tmp_path: Path, size: tuple[int, int]) -> None:
    async def look(hands: Hands) -> None:
        workspace, lines = hands.app.workspace, hands.lines()
        month = parse_period("month", TODAY)
        totals = make_report(workspace, month, "client", Query()).totals
        assert lines[1].startswith(" < Nov 2026 >")
        head = " ".join(lines[1:3])
        for figure in (hours(totals.seconds), hours(totals.billed_seconds)):
            assert figure in head
        assert amounts(totals.amounts) in head
        newest = read_log(workspace, month, Query())[-1]
        (line,) = [one for one in lines if one.startswith("▌")]
        assert newest.entry.start is not None
        assert line.startswith(f"▌  {newest.entry.start.clock()}")
        assert newest.entry.project in line and amount(newest.amount, "EUR") in line
        assert ("running" in line) == (size == WIDE)
        assert all(len(one) <= size[0] for one in lines)

    play_log(tmp_path, look, size, open_app(copy_studio(tmp_path)))


def test_periods_are_changed_by_keys(tmp_path: Path) -> None:
    make_days(tmp_path)

    async def scenario(hands: Hands) -> None:
        log = hands.log

        def title() -> str:
            return hands.lines()[1].split(">")[0].strip(" <")

        await hands.press("<")
        assert title() == "Oct 2026" and len(log.grid.rows) == 2
        await hands.press(">", "z")
        assert title() == "2026-Q4" and len(log.grid.rows) == 9
        await hands.press("z", "z", "z", "z")
        assert title() == "2026-W47  16 Nov - 22 Nov" and len(log.grid.rows) == 7
        await hands.press("t", *"19", "space", *"nov", "enter")
        assert title() == "2026-W47  16 Nov - 22 Nov"
        assert log.current_day == "2026-11-19" and log.grid.cursor == 0
        await hands.press("t", *"2026", "enter")
        assert title() == "2026" and log.current_day == TODAY
        await hands.press("t", *"xyz", "enter")
        assert "is not a day" in hands.lines()[1]
        await hands.press("escape", "j")
        assert title() == "2026" and log.grid.has_focus

    play_log(tmp_path, scenario)


def test_the_filter_works_while_it_is_typed(tmp_path: Path) -> None:
    _, entries = make_days(tmp_path)
    second, third = entries[4].id, entries[5].id

    async def scenario(hands: Hands) -> None:
        grid = hands.log.grid
        await hands.press("k", "slash", *"project", "colon", *"ops")
        assert hands.keys() == [second, third] and grid.cursor_key == second
        assert "1:45" in hands.lines()[1]
        await hands.type(" not:sec")
        assert hands.keys() == [third]
        await hands.type(" stat:f")
        assert "did you mean state:" in hands.lines()[2]
        await hands.press(*["backspace"] * 7, "enter")
        assert grid.has_focus and hands.keys() == [third] and "/ project:ops" in hands.lines()[2]
        await hands.press("escape")
        assert len(hands.keys()) == 5 and grid.cursor_key == third
        assert not any(line.startswith(" /") for line in hands.lines())
        await hands.press("slash", *"nowhere")
        assert "nothing fits the filter" in hands.text()

    play_log(tmp_path, scenario)


def test_earlier_months_are_read_when_they_come_near(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    days = [(month, day) for month in range(1, 12) for day in range(1, 29 if month < 11 else 20)]
    changes = [change for month, day in days for change in tracked(workspace, month, day)]
    workspace.commit("tracked", changes)

    async def scenario(hands: Hands) -> None:
        grid = hands.log.grid
        await hands.open(period="all")
        before = len(grid.rows)
        assert grid.rows.key(0) == EARLIER and before < len(days)
        await hands.pilot.press(*["ctrl+u"] * 14)
        key, line = grid.cursor_key, grid.cursor - grid.top
        await settle(hands.app, hands.pilot)
        assert len(grid.rows) > before
        assert (grid.cursor_key, grid.cursor - grid.top) == (key, line)
        await hands.press("g")
        hands.says(f"{len(days)} entries")
        await hands.press("g")
        assert len(grid.rows) == 2 * len(days) and hands.log.current_day == "2026-01-01"

    play_log(tmp_path, scenario)


def tracked(workspace: Workspace, month: int, day: int) -> list[Change]:
    """The changes that make an hour of a day."""
    start = parse_moment(f"2026-{month:02}-{day:02}T09:00:00Z")
    entry = Entry(workspace.new_id(), "me", start.day, 60, "UTC", start, Moment(start.utc + 60, 0))
    return entry_changes(workspace, None, entry)


def test_a_rare_word_is_looked_for_in_all_months(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    for month in range(1, 12):
        track(workspace, "acme/api" if month > 1 else "acme/old", f"2026-{month:02}-05", 5)

    async def scenario(hands: Hands) -> None:
        await hands.open(period="2026", query="project:old")
        assert hands.log.grid.rows.key(0) == "day:2026-01:2026-01-05"
        assert hands.log.current_day == "2026-01-05"
        assert hands.log.filter_line.text == "project:old"
        await hands.open(period="20266")
        hands.says("is not a period")

    play_log(tmp_path, scenario)


def test_people_and_states_are_named(tmp_path: Path) -> None:
    workspace, entries = make_days(tmp_path)
    bill(workspace, "INV-2026-0001", entries[3])
    bill(workspace, "", entries[4])
    track(workspace, "", TODAY, 30, person="ada")
    track(workspace, "acme/api", TODAY, 30, billable=False)

    async def scenario(hands: Hands) -> None:
        text = hands.text()
        for words in ("✓ INV-2026-0001", "○ draft", "– free", "? unassigned", "· unbilled"):
            assert words in text, words
        assert "ada" in text and "(none)" in text

    play_log(tmp_path, scenario, WIDE)


def test_changes_made_elsewhere_appear_and_the_cursor_stays(tmp_path: Path) -> None:
    workspace, entries = make_days(tmp_path)

    async def scenario(hands: Hands) -> None:
        await hands.go(entries[4].id)
        remove_entries(workspace, [entries[3].id, entries[1].id])
        hands.log.set_stale()
        await settle(hands.app, hands.pilot)
        assert hands.keys() == [entries[2].id, entries[4].id, entries[5].id]
        assert hands.log.current_entry == entries[4].id

    play_log(tmp_path, scenario)


HOSTILE = (
    "[bold]not markup[/bold] [link=x]y[/]",
    "Kaffee ☕ mit 👩‍🚀 und 日本語のノート",
    "שלום עולם",
    "long " + "x" * 295,
    "e\u0301 combining \u202e turned",
)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_any_text_is_shown_as_it_is(tmp_path: Path, size: tuple[int, int]) -> None:
    workspace, entries = make_days(tmp_path)
    for entry, note in zip(entries[1:], HOSTILE, strict=True):
        changes = entry_changes(workspace, entry, entry._replace(note=note))
        workspace.commit("noted", changes)

    async def scenario(hands: Hands) -> None:
        lines = hands.lines()
        for note in HOSTILE:
            assert any(one_line(note)[:8] in line for line in lines), note
        assert any("…" in line for line in lines)
        await hands.go(entries[1].id)
        await hands.press("e")
        assert hands.editing() and hands.text().count("[bold]") == 2
        await hands.press("escape", "slash", *"[bold]", "enter", "e", "escape")
        assert hands.keys() == [entries[1].id] and not hands.editing()

    play_log(tmp_path, scenario, size)


def test_an_empty_period_names_the_key_that_fills_it(tmp_path: Path) -> None:
    make_workspace(tmp_path)

    async def scenario(hands: Hands) -> None:
        assert "no entries in Nov 2026: a adds one" in hands.text()
        for key in ("e", "n", "d", "f", "y", "o", "J", "S", "m", "dollar_sign", "["):
            hands.app.said = ""
            await hands.pilot.press(key)
            assert hands.app.said == "no entry is under the cursor", key

    play_log(tmp_path, scenario)
