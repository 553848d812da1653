"""Entries are edited, moved, split and joined by keys, on the log as on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from tests.services.small_workspace import bill, track
from tests.ui.log_workspace import Hands, make_days, play_log
from tests.ui.stage import WIDE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MORNING = [
    "08:00-09:00 acme/api First",
    "09:00-09:45 acme/ops Second",
    "10:30-11:30 acme/ops Third",
]


def test_an_entry_is_edited_in_the_drawer(tmp_path: Path) -> None:
    _, entries = make_days(tmp_path)

    async def scenario(hands: Hands) -> None:
        log = hands.log
        await hands.go(entries[4].id)
        await hands.press("enter")
        assert hands.editing() and log.grid.display and "09:00-09:45" in hands.text()
        await hands.press("ctrl+u", *"8:30", "enter")
        assert not hands.editing()
        assert hands.times()[1] == "08:30-09:45 acme/ops Second"
        hands.says("Edited acme/ops of 2026-11-20 · u undo; it overlaps")
        assert log.grid.cursor_key == entries[4].id
        await hands.press("u")
        assert hands.times() == MORNING
        await hands.press("e", "tab", "ctrl+u", *"8:30", "enter")
        assert hands.editing() and "would be before the start" in hands.text()
        await hands.press("escape", "escape")
        assert not hands.editing() and hands.times() == MORNING

    play_log(tmp_path, scenario)


def test_a_new_project_with_a_near_name_is_asked_about(tmp_path: Path) -> None:
    _, entries = make_days(tmp_path)

    async def scenario(hands: Hands) -> None:
        log = hands.log
        await hands.go(entries[5].id)
        await hands.press("e", "tab", "tab", "tab", "ctrl+u", *"acme", "slash", *"opss", "enter")
        problem = str(log.query_one(".form-problem", Static).content)
        assert "did you mean acme/ops? save again" in problem
        assert hands.times() == MORNING
        await hands.press("enter")
        assert hands.times()[2] == "10:30-11:30 acme/opss Third"

    play_log(tmp_path, scenario, WIDE)


def test_many_entries_are_edited_at_once_and_undone_at_once(tmp_path: Path) -> None:
    workspace, entries = make_days(tmp_path)
    bill(workspace, "INV-2026-0001", entries[5])

    async def scenario(hands: Hands) -> None:
        log = hands.log
        await hands.go(entries[3].id)
        await hands.press("space", "space", "e")
        assert "2 entries" in hands.text() and "start  " not in hands.text()[-600:]
        await hands.press("tab", "tab", *"Both", "tab", *"+late", "enter")
        hands.says("Edited 2 entries")
        edited = workspace.entries("me", "2026-11")[2:4]
        assert [(one.project, one.note, one.tags) for one in edited] == [
            ("acme/api", "Both", ("late",)),
            ("acme/ops", "Both", ("late",)),
        ]
        assert log.grid.marked == ()
        await hands.go(entries[5].id)
        await hands.press("full_stop")
        hands.says("is billed on INV-2026-0001")
        await hands.press("ctrl+a", "e")
        hands.says("is billed on INV-2026-0001")
        assert not hands.editing()
        await hands.press("escape", "u")
        assert hands.times() == MORNING

    play_log(tmp_path, scenario)


def test_the_last_edit_is_repeated_on_another_entry(tmp_path: Path) -> None:
    workspace, entries = make_days(tmp_path)

    async def scenario(hands: Hands) -> None:
        await hands.press("full_stop")
        hands.says("nothing was edited yet")
        await hands.go(entries[3].id)
        await hands.press("n", "ctrl+u", *"Other", "enter")
        await hands.go(entries[1].id)
        await hands.press("full_stop")
        assert hands.times()[0] == "08:00-09:00 acme/api Other"
        assert hands.times("2026-11-19")[0] == "09:00-10:00 acme/api Other"
        await hands.press("dollar_sign")
        assert not workspace.entries("me", "2026-11")[0].billable
        await hands.press("dollar_sign", "m", *"ops", "enter")
        assert hands.times("2026-11-19")[0] == "09:00-10:00 acme/ops Other"
        assert workspace.entries("me", "2026-11")[0].billable
        await hands.press("j", "full_stop")
        assert hands.times("2026-11-19")[1] == "10:00-11:30 acme/ops Fix"

    play_log(tmp_path, scenario)


def test_borders_gaps_splits_and_joins(tmp_path: Path) -> None:
    _, entries = make_days(tmp_path)

    async def scenario(hands: Hands) -> None:
        log = hands.log
        await hands.go(entries[3].id)
        await hands.press("right_square_bracket", "right_square_bracket", "left_square_bracket")
        assert hands.times()[:2] == ["08:00-09:05 acme/api First", "09:05-09:45 acme/ops Second"]
        await hands.press("u", "u", "u")
        assert hands.times() == MORNING
        await hands.go(entries[4].id)
        await hands.press("f")
        assert hands.times()[2] == "09:45-10:30 acme/ops"
        hands.says("Filled 09:45-10:30 with acme/ops · u undo")
        await hands.press("f")
        hands.says("there is no gap after")
        await hands.press("J")
        assert hands.times()[1] == "09:00-10:30 acme/ops Second"
        await hands.press("S")
        assert "09:45" in hands.text()[-400:]
        await hands.press("ctrl+u", *"12:00", "enter")
        assert "12:00 is not within" in hands.text()
        await hands.press("ctrl+u", *"9:30", "enter")
        assert hands.times()[1:3] == ["09:00-09:30 acme/ops Second", "09:30-10:30 acme/ops Second"]
        assert log.grid.cursor_key == entries[4].id
        await hands.press("space", "space", "J")
        assert hands.times()[1] == "09:00-10:30 acme/ops Second" and log.grid.marked == ()

    play_log(tmp_path, scenario)


def test_entries_are_removed_and_come_back(tmp_path: Path) -> None:
    workspace, entries = make_days(tmp_path)
    timer = track(workspace, "acme/api", "2026-11-20", None)

    async def scenario(hands: Hands) -> None:
        log = hands.log
        await hands.go(entries[4].id)
        await hands.press("d")
        hands.says("Removed acme/ops · u undo")
        assert hands.times() == [MORNING[0], MORNING[2]]
        assert log.grid.cursor_key != "" and log.grid.has_focus
        await hands.press("u", "ctrl+a", "d")
        hands.says("Removed 6 entries")
        assert workspace.running() == [] and hands.times() == []
        await hands.press("u")
        assert hands.times() == MORNING and [one.id for one in workspace.running()] == [timer.id]

    play_log(tmp_path, scenario)


def test_an_entry_is_copied_added_to_and_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, entries = make_days(tmp_path)
    bill(workspace, "INV-2026-0001", entries[1])

    async def scenario(hands: Hands) -> None:
        log = hands.log
        app = hands.app
        went: list[tuple[str, dict[str, str]]] = []
        began: list[str] = []
        monkeypatch.setattr(app, "go", lambda place, **target: went.append((place, target)))
        monkeypatch.setattr(app, "quick_entry", lambda kind, text: began.append(f"{kind} {text}"))
        await hands.go(entries[1].id)
        await hands.press("y")
        words = "2026-11-19  09:00-10:00  1:00  acme/api  Fix @dev +bug"
        assert app.clipboard == f"{entries[1].id[-5:]}  {words}"
        await hands.press("o", "a")
        assert went == [("invoices", {"show": "INV-2026-0001"})]
        await hands.press("j", "o", "G", "a")
        hands.says("no draft and no invoice holds it")
        assert began == ["add 2026-11-19 ", "add "]
        assert log.current_entry == entries[5].id

    play_log(tmp_path, scenario)
