"""The Today screen: timers, the strip, the rows of the day, goals, and the forgotten timer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.moving_clock import Clock
from tests.services.small_workspace import write
from tests.ui.stage import Now, copy_studio, open_app, play, screen_lines, screen_text, settle
from tracker_tui.core.grammar import Words, parse_words
from tracker_tui.services import activity
from tracker_tui.services.entries import add_entry
from tracker_tui.services.preferences import Preferences
from tracker_tui.services.timers import start_timer
from tracker_tui.ui.dialogs.guard import GuardDialog
from tracker_tui.ui.screens.today import Today
from tracker_tui.ui.widgets.toned_lines import differing

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp
    from tracker_tui.ui.widgets.toned_lines import Line

FOUR = "2026-11-20T16:00:00+01:00"
BEFORE = "2026-11-20T15:59:00+01:00"
"""Ids are counted up from the moment on: what is made before has others than what the app makes."""

WIDE = (140, 45)


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A workspace at four in the afternoon of a Friday, with targets."""
    clock = Clock(tmp_path, "Europe/Berlin", BEFORE)
    person = 'name = "Ada"\nzone = "Europe/Berlin"\nweekly_hours = 40\n'
    write(tmp_path, "people/ada.toml", person)
    return clock


def add(clock: Clock, when: str, *words: str) -> str:
    """Adds an entry and returns its id."""
    return add_entry(clock.at(BEFORE), when, parse_words(words)).entries[0].id


def today_of(app: TrackerApp) -> Today:
    place = app.place
    assert isinstance(place, Today)
    return place


def rows(app: TrackerApp) -> list[str]:
    """The lines of the grid under its heads."""
    lines = screen_lines(app)
    heads = next(at for at, line in enumerate(lines) if line.split()[:2] == ["start", "end"])
    return [line[3:] for line in lines[heads + 1 : -2] if line.strip()]


def words(app: TrackerApp) -> list[str]:
    """The same with single spaces, without the week beside them."""
    return [" ".join(line.split("│")[0].split()) for line in rows(app)]


# What it shows


def test_the_day_of_the_example(tmp_path: Path) -> None:
    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        lines = screen_lines(app)
        assert lines[1:3] == [
            " ● acme/api     Fix the login redirect loop @dev +bug     1:24:00    138.60 EUR",
            " ‖ harbor/shop  Fix gift cards @dev +bug                 1:28 worked, away 1:24",
        ]
        assert lines[4:6] == [
            " 06    08    10    12    14     ▾    18    20 today  7:19 of 8:00   ━━━━━━━━━━─",
            "         ▅▇▇▇▇▇▇▇▇▇▇▇▄▆▅▇▇▇▇▇▇▇▇▄             week  33:56 of 36:00  ━━━━━━━━━━╸",
        ]
        assert rows(app)[3:] == [
            "11:58 12:49  0:51 bergkristall/… Saisonpreise: Tests @dev +test   135.33 CHF",
            "12:49 13:05  0:16 (gap)",
            "13:05 13:30  0:25 pemberton/dash Call with Oliver @meeting +call   38.33 GBP",
            "13:30 13:38  0:08 (gap)",
            "13:38 15:06  1:28 harbor/shop    Fix gift cards @dev +bug         198.75 USD",
            "15:06 now    1:24 acme/api       Fix the login redirect loop @de… 138.60 EUR",
            "total        7:19 338.33 CHF + 294.53 EUR + 38.33 GBP + 198.75 USD",
        ]

    play(open_app(copy_studio(tmp_path)), look)


def test_a_wide_terminal_has_the_week_beside_the_day(tmp_path: Path) -> None:
    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        text = screen_text(app)
        assert " 06     07     08 " in text
        assert "▌ Fri 20 ━━━━━━━━━━━━━━━━━╸─  7:19" in text
        assert "Sat 21 ───────────────────\n" in text
        assert "task, tags" in text
        await pilot.resize_terminal(80, 24)
        await settle(app, pilot)
        assert "Sat 21" not in screen_text(app)
        assert "task, tags" not in screen_text(app)

    play(open_app(copy_studio(tmp_path)), look, WIDE)


def test_an_empty_day_teaches_the_key_that_fills_it(clock: Clock) -> None:
    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert "nothing runs; s starts a timer" in screen_lines(app)[1]
        assert "Nothing was done yet today: s starts a timer." in screen_text(app)
        assert "today  0:00 of 8:00  " in screen_text(app)
        await pilot.press("less_than_sign")
        assert "Nothing was done on Thu 19 Nov: a adds what was." in screen_text(app)

    play(open_app(clock.root, now=FOUR), look)


def test_odd_entries_say_in_words_what_is_odd(clock: Clock) -> None:
    add(clock, "2026-11-19 22:00-06:30", "acme/ops", "Night")
    add(clock, "2026-11-20 9-10:30", "acme/api", "One")
    add(clock, "2026-11-20 10-11", "acme/api", "Two")
    add(clock, "2026-11-20 1h30", "acme/ops", "Sheet")
    add_entry(clock.workspace, "11:30-12", Words("acme/api", note="Gift"), billable=False)
    add_entry(clock.workspace, "12-13", Words(note="What was it"))

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert words(app) == [
            "1:30 acme/ops Sheet 90.00",
            "00:00 06:30 6:30 acme/ops Night since Thu 22:00",
            "06:30 09:00 2:30 (gap)",
            "09:00 10:30 1:30 acme/api One 90.00",
            "10:00 11:00 1:00 acme/api Two 60.00 ! overlaps 0:30",
            "11:00 11:30 0:30 (gap)",
            "11:30 12:00 0:30 acme/api Gift free",
            "12:00 13:00 1:00 no project yet What was it unassigned",
            "13:00 now 3:00 (gap)",
            "total 11:30 240.00",
        ]
        await pilot.press("less_than_sign")
        await settle(app, pilot)
        assert words(app)[0] == "22:00 24:00 2:00 acme/ops Night 510.00 until Fri 06:30"

    play(open_app(clock.root, now=FOUR), look)


def test_a_day_of_25_hours_has_its_second_hour_twice(clock: Clock) -> None:
    for span in ("00:30-01:30", "02:00+01:00-03:30", "22:00-23:00"):
        add(clock, f"2026-10-25 {span}", "acme/api", "Night")

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        app.go("today", day="2026-10-25")
        await settle(app, pilot)
        lines = screen_lines(app)
        assert lines[3].startswith(" 00  01  02  02  03  04  05")
        assert lines[4].startswith("   ▇▇▇▇······▇▇▇▇▇▇····")
        assert words(app)[1] == "01:30 02:00 1:30 (gap)"
        assert "3:30 of 8:00" in lines[3]

    play(open_app(clock.root, now=FOUR), look, WIDE)


HOSTILE = ["[bold]not bold[/]", "Überstunden 🎉", "עברית", "x" * 300]


@pytest.mark.parametrize("size", [(80, 24), WIDE])
def test_words_of_all_kinds_are_shown_or_cut(clock: Clock, size: tuple[int, int]) -> None:
    for at, note in enumerate(HOSTILE):
        add(clock, f"2026-11-20 {9 + at}:00-{9 + at}:30", "acme/api", note)
    start_timer(clock.workspace, Words("acme/ops", note="[link=x]" + "y" * 300))

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        text = screen_text(app)
        assert "[bold]not bold[/]" in text
        assert "Überstunden 🎉" in text
        assert "עברית" in text
        assert "xxxx…" in text
        assert "[link=x]yyy" in screen_lines(app)[1]
        assert "y…" in screen_lines(app)[1]

    play(open_app(clock.root, now=FOUR), look, size)


def test_a_terminal_without_signs_gets_letters(clock: Clock) -> None:
    add(clock, "2026-11-20 9-11", "acme/api", "One")
    add(clock, "2026-11-20 10-12", "acme/api", "Two")
    add(clock, "2026-11-20 13-14", "acme/api", "Three")
    start_timer(clock.workspace, Words("acme/ops"))

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert screen_text(app).replace("─", "-").isascii()
        lines = screen_lines(app)
        assert lines[1].startswith(" * acme/ops")
        assert lines[3].endswith("14    v     18    20 today  4:01 of 8:00   =====------")
        assert lines[4].startswith("          ###XXX###...###......")

    play(open_app(clock.root, now=FOUR, preferences=Preferences(ascii=True)), look)


# Clocks


def test_only_clocks_go_on_each_second_and_worth_each_minute(clock: Clock) -> None:
    now = Now(FOUR)
    clock.start(FOUR, "acme/api", "Fix")
    clock.start(FOUR, "acme/ops", "Two", keep=True)

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        before = screen_lines(app)
        now.utc += 59
        today_of(app).tick(minute=False)
        await pilot.pause()
        after = screen_lines(app)
        assert [line for line in after if "0:00:59" in line] == after[1:3]
        assert after[3:] == before[3:]
        now.utc += 1
        today_of(app).tick(minute=True)
        await settle(app, pilot)
        assert screen_lines(app)[1].endswith("0:01:00      1.00 EUR")
        assert "today  0:01 of 8:00" in screen_text(app)

    play(open_app(clock.root, now=now), look)


def test_clocks_without_seconds(clock: Clock) -> None:
    clock.start("2026-11-20T14:30:00+01:00", "acme/api", "Fix")

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert screen_lines(app)[1].endswith("    1:30     90.00 EUR")

    play(open_app(clock.root, now=FOUR, preferences=Preferences(seconds=False)), look)


def test_many_timers_leave_room_for_the_day(clock: Clock) -> None:
    for _ in range(9):
        start_timer(clock.workspace, Words("acme/api"), keep=True)

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert screen_lines(app)[6] == " … and 4 running"
        assert rows(app)[-1].startswith("total")

    play(open_app(clock.root, now=FOUR), look)


OLD: Line = (("ab", ""), ("1:00", "running"), ("x", ""))


@pytest.mark.parametrize(
    ("new", "start", "cells"),
    [
        ((("ab", ""), ("1:01", "running"), ("x", "")), 2, 4),
        ((("ac", ""), ("1:01", "running"), ("x", "")), 0, 6),
        ((("ab", ""), ("1:00", "running"), ("y", "")), 6, 1),
        ((("ab", ""), ("11:00", "running"), ("x", "")), 2, 6),
        ((("ab", ""),), 2, 5),
    ],
)
def test_only_parts_that_differ_are_painted(new: Line, start: int, cells: int) -> None:
    region = differing(3, OLD, new)
    assert (region.x, region.y, region.width, region.height) == (start, 3, cells, 1)


# Keys


def test_other_days_and_back(tmp_path: Path) -> None:
    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("less_than_sign")
        assert "Thu 19 Nov  6:42 of 8:00" in screen_text(app)
        assert " ● acme/api" in screen_lines(app)[1]
        await pilot.press("t", *"mon", "enter")
        await settle(app, pilot)
        assert "Mon 16 Nov  6:36 of 8:00" in screen_text(app)
        assert today_of(app).grid.has_focus
        await pilot.press("t", "x", "enter")
        await settle(app, pilot)
        assert "is not a day" in screen_text(app)
        await pilot.press("escape", "escape")
        await settle(app, pilot)
        await pilot.press("0")
        await settle(app, pilot)
        assert "today  7:19 of 8:00" in screen_text(app)
        await pilot.press("greater_than_sign")
        assert "Sat 21 Nov  0:00 of 8:00" in screen_text(app)

    play(open_app(copy_studio(tmp_path)), look)


def test_the_cursor_begins_on_the_newest_entry_and_stays_on_its_own(clock: Clock) -> None:
    first = add(clock, "2026-11-20 9-10", "acme/api", "One")
    second = add(clock, "2026-11-20 11-12", "acme/ops", "Two")

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        today = today_of(app)
        assert today.current_entry == second
        await pilot.press("k")
        assert today.current_entry == ""
        await pilot.press("k")
        assert today.current_entry == first
        add(clock, "2026-11-20 7-8", "acme/ops", "Earlier, by another process")
        await pilot.press("colon", "escape")
        app.changed()
        await settle(app, pilot)
        assert today.current_entry == first
        assert rows(app)[0].startswith("07:00")

    play(open_app(clock.root, now=FOUR), look)


def test_a_filled_gap_has_the_cursor(clock: Clock) -> None:
    add(clock, "2026-11-20 9-10", "acme/api", "One")
    add(clock, "2026-11-20 11-12", "acme/ops", "Two")

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("k", "f")
        await settle(app, pilot)
        assert words(app)[1] == "10:00 11:00 1:00 acme/api 60.00"
        assert "▌  10:00" in screen_text(app)
        assert "3:00 of 8:00" in screen_text(app)

    play(open_app(clock.root, now=FOUR), look)


def test_x_stops_the_timer_under_the_cursor(clock: Clock) -> None:
    clock.start("2026-11-20T14:00:00+01:00", "acme/api", "One")
    clock.start("2026-11-20T15:00:00+01:00", "acme/ops", "Two", keep=True)

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("k", "x")
        await settle(app, pilot)
        assert [entry.project for entry in app.workspace.running()] == ["acme/ops"]
        assert rows(app)[0].startswith("14:00 16:00")

    play(open_app(clock.root, now=FOUR), look)


# The forgotten timer

NEXT_MORNING = "2026-11-21T08:30:00+01:00"


@pytest.fixture
def typed_at_six(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody last typed at 18:04 on Friday."""
    at = Now("2026-11-20T18:04:00+01:00").utc
    monkeypatch.setattr(activity, "last_activity", lambda now, devices="": at)


def test_a_forgotten_timer_is_cut_where_somebody_last_typed(
    clock: Clock, typed_at_six: None
) -> None:
    clock.start("2026-11-20T15:06:00+01:00", "acme/api", "Fix")

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert isinstance(app.screen, GuardDialog)  # at the start
        await settle(app, pilot)
        text = screen_text(app)
        assert "acme/api has run for 17:24" in text
        assert "since Fri 20 Nov 15:06. Where did it end?" in text
        assert "▌Fri 20 Nov 18:04   when I last typed in any of my terminals" in text
        await pilot.press("enter")
        await settle(app, pilot)
        assert app.workspace.running() == []
        (entry,) = app.workspace.entries("ada", "2026-11")
        assert entry.end is not None and entry.end.iso() == "2026-11-20T18:04:00+01:00"
        assert "Stopped acme/api after 2:58" in screen_text(app)

    play(open_app(clock.root, now=NEXT_MORNING), look)


def test_a_timer_that_was_kept_is_asked_about_tomorrow(clock: Clock, typed_at_six: None) -> None:
    clock.start("2026-11-20T15:06:00+01:00", "acme/api", "Fix")
    now = Now(NEXT_MORNING)

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("escape")
        await settle(app, pilot)
        assert len(app.workspace.running()) == 1
        assert not app.ask_about_forgotten()
        assert app.ask_about_forgotten(again=True)
        await settle(app, pilot)
        await pilot.press("G", "enter")  # "it still runs"
        await settle(app, pilot)
        assert len(app.workspace.running()) == 1
        now.utc += 24 * 3600
        assert app.ask_about_forgotten()
        await settle(app, pilot)
        await pilot.press("escape")

    play(open_app(clock.root, now=now), look)


def test_one_question_follows_the_other(clock: Clock, typed_at_six: None) -> None:
    clock.start("2026-11-20T14:00:00+01:00", "acme/api", "One")
    clock.start("2026-11-20T15:00:00+01:00", "acme/ops", "Two", keep=True)

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        for name in ("acme/ops", "acme/api"):
            await settle(app, pilot)
            assert f"{name} has run for" in screen_text(app)
            await pilot.press("enter")
        await settle(app, pilot)
        assert not isinstance(app.screen, GuardDialog)
        assert app.workspace.running() == []

    play(open_app(clock.root, now=NEXT_MORNING), look)


def test_nobody_is_asked_while_something_is_open(clock: Clock, typed_at_six: None) -> None:
    clock.start("2026-11-20T15:06:00+01:00", "acme/api", "Fix")

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        await pilot.press("escape")
        for open_, leave in (("s", "escape"), ("colon", "escape"), ("e", "escape")):
            await pilot.press(open_)
            await settle(app, pilot)
            assert not app.ask_about_forgotten(again=True)
            await pilot.press(leave)
            await settle(app, pilot)
        assert app.ask_about_forgotten(again=True)
        await settle(app, pilot)
        assert not app.ask_about_forgotten(again=True)
        await pilot.press("escape")

    play(open_app(clock.root, now=NEXT_MORNING), look)


def test_asking_for_forgotten_timers_where_there_are_none(clock: Clock) -> None:
    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        today_of(app).action_timer_forgotten()
        await settle(app, pilot)
        assert "no timer has run longer than the usual day" in screen_text(app)

    play(open_app(clock.root, now=FOUR), look)
