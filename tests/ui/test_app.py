"""What holds on every screen: undo, palette, help, keys of one's own, changes made elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.stage import (
    WIDE,
    Now,
    copy_studio,
    open_app,
    play,
    screen_lines,
    screen_text,
    settle,
    type_in,
)
from tracker_tui.services.pending import Pending, note_pending
from tracker_tui.services.preferences import Preferences
from tracker_tui.services.screen_themes import find_theme, theme_names
from tracker_tui.services.timers import stop_timer
from tracker_tui.ui.screens.log import Log
from tracker_tui.ui.screens.today import Today

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp


def test_a_timer_is_stopped_by_a_key_and_runs_again_after_undo(tmp_path: Path) -> None:
    app = open_app(copy_studio(tmp_path))
    before = app.workspace.running()

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("x")
        assert app.workspace.running() == []
        assert "Stopped acme/api after 1:24" in screen_text(app)
        assert "u undo" in screen_lines(app)[-2]
        await pilot.press("u")
        assert app.workspace.running() == before
        await pilot.press("ctrl+r")
        assert app.workspace.running() == []

    play(app, scenario)


def test_what_another_process_changed_is_shown_and_the_focus_stays(tmp_path: Path) -> None:
    root = copy_studio(tmp_path)
    app = open_app(root)
    other = open_app(root).workspace

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("2", "k", "k", "k")
        await settle(app, pilot)
        place = app.place
        assert isinstance(place, Log)
        key, focused = place.grid.cursor_key, app.focused
        stop_timer(other)
        app.look()
        await settle(app, pilot)
        assert "running" not in screen_text(app)
        assert place.grid.cursor_key == key
        assert app.focused is focused

    play(app, scenario, WIDE)


def test_a_hand_edit_with_a_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    root = copy_studio(tmp_path)
    app = open_app(root)
    file = root / "clients" / "acme.toml"

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        text = file.read_text(encoding="utf-8")
        file.write_text("terms_days = soon\n" + text, encoding="utf-8")
        app.look()
        await settle(app, pilot)
        assert "clients/acme.toml:1" in screen_text(app)
        file.write_text(text, encoding="utf-8")
        app.look()
        await settle(app, pilot)
        assert "clients/acme.toml" not in screen_text(app)

    play(app, scenario)


def test_the_palette_finds_actions_clients_and_documents(tmp_path: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("colon")
        await type_in(pilot, "stop the t")
        await settle(app, pilot)
        await pilot.press("enter")
        await settle(app, pilot)
        assert app.workspace.running() == []
        await pilot.press("ctrl+p")
        await type_in(pilot, "entries of")
        await pilot.press("enter")
        await settle(app, pilot)
        assert isinstance(app.place, Log)
        await pilot.press("ctrl+p")
        await type_in(pilot, "start globex/o")
        await pilot.press("enter")
        await settle(app, pilot)
        await pilot.press("enter")
        await settle(app, pilot)
        assert [entry.project for entry in app.workspace.running()] == ["globex/ops"]

    play(open_app(copy_studio(tmp_path)), scenario)


def test_a_theme_is_seen_before_it_is_taken_and_escape_keeps_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    async def choose(app: TrackerApp, pilot: Pilot[int], answer: str) -> None:
        app.action_app_theme()
        await settle(app, pilot)
        await type_in(pilot, "harbour")
        await settle(app, pilot)
        assert app.theme == "harbour"
        await pilot.press(answer)
        await settle(app, pilot)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await choose(app, pilot, "escape")
        assert app.theme == "evening"
        await choose(app, pilot, "enter")
        assert app.theme == "harbour"

    play(open_app(copy_studio(tmp_path)), scenario)
    config = tmp_path / "config" / "tracker-tui" / "config.toml"
    assert config.read_text(encoding="utf-8") == 'theme = "harbour"\n'


@pytest.mark.parametrize("theme", theme_names())
def test_the_program_starts_in_every_theme(tmp_path: Path, theme: str) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert app.theme == theme
        assert "acme/api" in screen_text(app)

    play(open_app(copy_studio(tmp_path), preferences=Preferences(theme=theme)), scenario)


def test_without_colours_the_terminals_own_become_greys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert app.current_theme.background == find_theme("mono").colours["background"]

    play(open_app(copy_studio(tmp_path), preferences=Preferences(theme="terminal")), scenario)


def test_keys_of_ones_own_work_and_stand_in_the_footer(tmp_path: Path) -> None:
    keys = {"config.toml": {"timer.stop": "f5"}}

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert "f5 stop" in screen_lines(app)[-1]
        await pilot.press("x")
        assert len(app.workspace.running()) == 1
        await pilot.press("f5")
        assert app.workspace.running() == []

    play(open_app(copy_studio(tmp_path), preferences=Preferences(keys=keys)), scenario)


def test_a_wrong_theme_and_wrong_keys_are_said_and_the_program_starts(tmp_path: Path) -> None:
    wrong = Preferences(theme="evning", keys={"config.toml": {"timer.stp": "f5"}})

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert app.theme == "evening"
        assert any("did you mean evening?" in line for line in app.messages)
        assert any("did you mean timer.stop?" in line for line in app.messages)

    play(open_app(copy_studio(tmp_path), preferences=wrong), scenario)


def test_a_terminal_that_is_too_small_says_so(tmp_path: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert screen_text(app).strip() == "This terminal is too small: 60 x 15 at least."
        await pilot.resize_terminal(79, 24)
        await settle(app, pilot)
        assert "acme/api" in screen_text(app)
        assert "too small" not in screen_text(app)

    play(open_app(copy_studio(tmp_path)), scenario, (50, 24))


def test_an_unfinished_start_of_a_program_that_died_is_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_studio(tmp_path)
    app = open_app(root)
    with monkeypatch.context() as dead:
        dead.setattr("os.getpid", lambda: 2**22 + 1)  # more than any process has
        note_pending(app.workspace, Pending("start", app.workspace.now(), "globex/ops Nod"))
    clock = Now("2026-11-20T16:40:00+01:00")

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert "unfinished start of 16:30" in screen_text(app)
        await type_in(pilot, "es")
        await pilot.press("enter")
        await settle(app, pilot)
        timer = app.workspace.running()[0]
        assert (timer.project, timer.note) == ("globex/ops", "Nodes")
        assert timer.start is not None
        assert timer.start.iso() == "2026-11-20T16:30:00+01:00"

    play(open_app(root, now=clock), scenario)


def test_no_clock_ticks_when_nothing_runs(tmp_path: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert app.ticks()
        await pilot.press("x")
        assert not app.ticks()
        await pilot.press("s")
        await settle(app, pilot)
        assert app.ticks()
        await pilot.press("escape")
        await settle(app, pilot)
        assert not app.ticks()

    play(open_app(copy_studio(tmp_path)), scenario)


def test_what_was_said_can_be_read_again(tmp_path: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("x", "u")
        app.action_app_messages()
        await settle(app, pilot)
        assert screen_text(app).count("Stopped acme/api after 1:24") >= 2
        await pilot.press("escape")
        await settle(app, pilot)
        assert isinstance(app.place, Today)

    play(open_app(copy_studio(tmp_path)), scenario)


def test_the_manual_opens_in_the_program(tmp_path: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("f1")
        await settle(app, pilot)
        assert "tracker-tui keeps the hours of several clients" in screen_text(app)
        await pilot.press("t")
        await type_in(pilot, "keys")
        await pilot.press("enter")
        await settle(app, pilot)
        assert "Everything that the screens can do" in screen_text(app)
        await pilot.press("G")
        await settle(app, pilot)
        assert "confirm.yes" in screen_text(app)

    play(open_app(copy_studio(tmp_path)), scenario)
