"""The entry line: the clock starts at the key, words follow with suggestions, nothing is lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from textual import events

from tests.ui.stage import (
    Now,
    copy_studio,
    open_app,
    play,
    screen_lines,
    screen_text,
    settle,
    type_in,
)
from tracker_tui.services.suggesting import Memory
from tracker_tui.ui.widgets.quick_entry import QuickEntry
from tracker_tui.ui.widgets.quick_entry_input import EntryInput

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.core.entry import Entry
    from tracker_tui.ui.app import TrackerApp


@pytest.fixture
def studio(tmp_path: Path) -> Path:
    """A copy of the example workspace."""
    return copy_studio(tmp_path)


def line(app: TrackerApp) -> str:
    """What stands in the line."""
    return app.screen.query_one(EntryInput).value


def pending(app: TrackerApp) -> list[str]:
    """The files of unfinished lines."""
    return os.listdir(os.path.join(app.workspace.root, ".tracker", "pending"))


def newest(app: TrackerApp) -> Entry:
    """The timer that was started last."""
    return app.workspace.running()[-1]


async def type_at_once(app: TrackerApp, pilot: Pilot[int], text: str) -> None:
    """Types a text as one packet brings it over a slow line; a newline is enter."""
    names = {" ": "space", "/": "slash", "\n": "enter"}
    for key in text:
        app.post_message(events.Key(names.get(key, key), key))
    await settle(app, pilot)


async def take_back(app: TrackerApp, pilot: Pilot[int]) -> None:
    await settle(app, pilot)
    await pilot.press("u")
    await settle(app, pilot)


def test_the_clock_starts_at_the_key_and_words_are_completed(studio: Path) -> None:
    now = Now()

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        focus = app.screen.focused
        await pilot.press("s")
        await settle(app, pilot)
        now.utc += 7
        app.screen.query_one(QuickEntry).tick()
        await pilot.pause()
        assert "● 0:00:07" in screen_text(app)
        assert "start since 16:30" in screen_text(app)
        await type_in(pilot, "glo")
        assert any("globex/mes" in one for one in screen_lines(app))
        await pilot.press("tab")
        assert line(app).startswith("globex/")
        await pilot.press("ctrl+u")
        await type_at_once(app, pilot, "globex/mes auftragx")
        await pilot.press("backspace", "down")
        assert line(app).startswith("globex/mes Auftragsimport aus dem ERP: ")
        await pilot.press("up")
        assert line(app) == "globex/mes auftrag"
        await pilot.press("right")
        assert line(app).startswith("globex/mes Auftragsimport aus dem ERP: ")
        await pilot.press("ctrl+u")
        await type_at_once(app, pilot, "globex/mes storno")
        assert pending(app) == [f"{os.getpid()}.json"]
        await pilot.press("enter")
        await settle(app, pilot)
        timer = newest(app)
        assert (timer.project, timer.note) == ("globex/mes", "storno")
        assert timer.start is not None and timer.start.clock() == "16:30"
        assert app.screen.focused is focus
        assert pending(app) == []
        await take_back(app, pilot)

    play(open_app(studio, now=now), scenario)


def test_a_digit_on_the_empty_line_starts_a_recent_one(studio: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        wanted = Memory().history(app.workspace).recent[1].words
        await pilot.press("s")
        await settle(app, pilot)
        numbered = [one for one in screen_lines(app) if f"2 {wanted.project}" in one]
        assert len(numbered) == 1 and wanted.note[:20] in numbered[0]
        await pilot.press("2")
        await settle(app, pilot)
        timer = newest(app)
        assert (timer.project, timer.task, timer.note) == wanted[:2] + wanted[3:]
        await take_back(app, pilot)

    play(open_app(studio), scenario)


def test_keys_that_come_at_once_are_all_in_the_line(studio: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        before = len(app.workspace.running())
        for keys, wanted in (
            ("sacme", "acme"),
            ("s4 x", "4 x"),  # a digit before the history is known, then more
            ("s42", "42"),
            ("s 7", " 7"),
        ):
            await type_at_once(app, pilot, keys)
            assert line(app) == wanted
            await pilot.press("escape")
            await settle(app, pilot)
            assert len(app.workspace.running()) == before
            assert not app.screen.query_one(QuickEntry).display

    play(open_app(studio), scenario)


def test_a_digit_that_comes_with_the_key_starts_too(studio: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        wanted = Memory().history(app.workspace).recent[0].words
        await type_at_once(app, pilot, "s1")
        assert (newest(app).project, newest(app).note) == (wanted.project, wanted.note)

    play(open_app(studio), scenario)


def test_a_whole_line_that_comes_at_once_is_started(studio: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await type_at_once(app, pilot, "sharbor/shop Fix\n")
        assert (newest(app).project, newest(app).note) == ("harbor/shop", "Fix")

    play(open_app(studio), scenario)


def test_a_refusal_keeps_the_text_and_a_second_enter_insists(studio: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("i")
        await settle(app, pilot)
        await type_at_once(app, pilot, "acme/apo [b]x[/]")
        await pilot.press("enter")
        await settle(app, pilot)
        text = " ".join(screen_text(app).split())
        assert "unknown project acme/apo; did you mean acme/api? enter again makes it new" in text
        assert line(app) == "acme/apo [b]x[/]"
        await type_in(pilot, "y")
        await pilot.press("enter")
        assert newest(app).project == "acme/api"
        await pilot.press("enter")
        await settle(app, pilot)
        assert (newest(app).project, newest(app).note) == ("acme/apo", "[b]x[/]y")
        assert "acme/api" in [one["project"] for one in app.workspace.parked().values()]
        await take_back(app, pilot)
        await pilot.press("s")
        await type_at_once(app, pilot, "acme/api @a @b")
        await pilot.press("enter", "enter")
        await settle(app, pilot)
        assert "one task, not two" in screen_text(app)
        await pilot.press("escape")

    play(open_app(studio), scenario)


def test_time_that_is_over_is_added_and_from_now_forgets_the_key_press(studio: Path) -> None:
    now = Now()

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        app.quick_entry("add", text="yesterday 6-6:30 ")
        await settle(app, pilot)
        assert "WHEN PROJECT NOTE" in screen_text(app)
        await type_at_once(app, pilot, "acme/api Early +x")
        await pilot.press("enter")
        await settle(app, pilot)
        added = app.workspace.entries("ada", "2026-11")
        assert [one.seconds for one in added if one.note == "Early"] == [1800]
        await take_back(app, pilot)
        await pilot.press("s")
        now.utc += 60
        await pilot.press("ctrl+t")
        await type_at_once(app, pilot, "acme/api")
        await pilot.press("enter")
        await settle(app, pilot)
        start = newest(app).start
        assert start is not None and start.clock() == "16:31"
        await take_back(app, pilot)

    play(open_app(studio, now=now), scenario)
