"""The first start, settings, history and check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.stage import (
    WIDE,
    copy_studio,
    open_app,
    play,
    screen_lines,
    screen_text,
    settle,
    type_in,
)
from tracker_tui.services.demo import EXAMPLE_NOW
from tracker_tui.services.preferences import Preferences
from tracker_tui.ui.app import make_app
from tracker_tui.ui.screens.today import Today

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp


def test_the_first_start_makes_a_workspace_in_three_fields(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TUI_NOW", EXAMPLE_NOW)
    root = tmp_path / "new" / "space"

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("f2")
        await settle(app, pilot)
        assert "a name is needed" in screen_text(app)
        await type_in(pilot, "Studio [Ada]")
        await pilot.press("enter", "enter", "ctrl+u")
        await type_in(pilot, "Mars")
        await pilot.press("enter")
        await settle(app, pilot)
        text = screen_text(app)
        assert '"Mars" is not a known time zone' in text
        assert "Studio [Ada]" in text
        assert not root.exists()
        await pilot.press("ctrl+u")
        await type_in(pilot, "Europe/Berlin")
        await pilot.press("enter")
        await settle(app, pilot)
        assert isinstance(app.place, Today)
        assert app.workspace.business().name == "Studio [Ada]"
        assert app.workspace.zone_name == "Europe/Berlin"

    play(make_app(str(root), None, Preferences()), scenario)


def test_leaving_the_first_start_makes_nothing(tmp_path: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert str(tmp_path / "space")[:40] in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.return_code == 0 or not app.is_running

    play(make_app(str(tmp_path / "space"), None, Preferences()), scenario)
    assert not (tmp_path / "space").exists()


def test_settings_are_changed_in_their_forms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    keys = {"config.toml": {"timer.stop": "f5", "timer.start": "u"}}

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("comma")
        await settle(app, pilot)
        text = screen_text(app)
        for words in ("Studio Fern", "Person ben", "INV-{year}-{seq:04}", "tracker.toml"):
            assert words in text
        assert "u means timer.start and change.undo" in text
        await pilot.press("apostrophe", "f", "e", "r", "n", "enter", "e")
        await settle(app, pilot)
        await type_in(pilot, "!")
        await pilot.press("f2")
        await settle(app, pilot)
        assert app.workspace.business().name.endswith("!")
        await pilot.press("n")
        await settle(app, pilot)
        await type_in(pilot, "Cleo")
        await pilot.press("f2")
        await settle(app, pilot)
        assert "Cleo" in screen_text(app)
        assert "cleo" not in app.workspace.person_ids()
        await pilot.press("ctrl+u")
        await type_in(pilot, "cleo")
        await pilot.press("f2")
        await settle(app, pilot)
        assert "cleo" in app.workspace.person_ids()

    app = open_app(copy_studio(tmp_path), preferences=Preferences(keys=keys))
    play(app, scenario, (140, 70))


def test_the_history_says_what_was_done_and_what_it_changed(tmp_path: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        app.action_app_history()
        await settle(app, pilot)
        assert "Nothing was done yet" in screen_text(app)
        await pilot.press("x")
        await settle(app, pilot)
        (line,) = [one for one in screen_lines(app) if "16:30:00" in one]
        assert "Stopped acme/api after 1:24" in line and "taken back" not in line
        await pilot.press("enter")
        await settle(app, pilot)
        assert "+ end = 2026-11-20T16:30:00+01:00" in screen_text(app)
        await pilot.press("escape", "u")
        await settle(app, pilot)
        assert "taken back" in screen_text(app)

    play(open_app(copy_studio(tmp_path)), scenario)


def test_check_lists_errors_first_with_their_remedy(tmp_path: Path) -> None:
    root = copy_studio(tmp_path)
    sealed = next((root / "documents" / "2026").glob("INV-*.toml"))
    text = sealed.read_text(encoding="utf-8")
    sealed.write_text(text.replace('net = "', 'net = "9', 1), encoding="utf-8")

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        app.action_app_check()
        await settle(app, pilot)
        lines = screen_lines(app)
        assert "Errors:" in lines[2]
        assert any(sealed.name in line for line in lines)
        await pilot.press("j", "enter")
        await settle(app, pilot)
        assert "remedy: " in screen_text(app)
        await pilot.press("escape", "r")
        await settle(app, pilot)

    play(open_app(root), scenario, WIDE)
