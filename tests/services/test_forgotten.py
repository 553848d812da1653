"""Timers that were forgotten, and where they can be cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.moving_clock import Clock
from tests.services.small_workspace import write
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.grammar import parse_words
from tracker_tui.services.entries import add_entry
from tracker_tui.services.forgotten import cut_timer, forgotten_timers

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.services.forgotten import Forgotten


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A workspace on a Thursday."""
    return Clock(tmp_path, "Europe/Berlin", "2026-11-19T09:00:00+01:00")


def local(text: str, offset: str = "+01:00") -> str:
    """19 17:30 of November 2026 as ISO 8601."""
    day, time = text.split()
    return f"2026-11-{day}T{time}:00{offset}"


def asked(clock: Clock, now: str, activity: str = "") -> list[Forgotten]:
    workspace = clock.at(local(now))
    typed = parse_moment(local(activity)).utc if activity else None
    return forgotten_timers(workspace, typed)


def cuts(one: Forgotten) -> list[tuple[str, str]]:
    return [(cut.key, f"{cut.moment.day[8:]} {cut.moment.clock()}") for cut in one.cuts]


def with_target(clock: Clock, text: str) -> None:
    write(clock.root, "people/ada.toml", f'name = "Ada"\n{text}\n')


# When


@pytest.mark.parametrize(
    ("target", "start", "quiet", "loud"),
    [
        ("", "19 09:00", "19 19:00", "19 19:01"),  # ten hours
        ("daily_hours = 8", "19 09:00", "19 21:00", "19 21:01"),  # one and a half of eight
        ("weekly_hours = 20", "19 09:00", "19 19:00", "19 19:01"),  # never less than ten hours
        ("", "19 23:30", "20 07:30", "20 07:31"),  # past five in the morning: eight hours
        ("daily_hours = 6", "19 22:59", "20 05:00", "20 05:01"),  # past five: the target
        ("daily_hours = 6", "19 20:00", "20 05:00", "20 05:01"),
        ("daily_hours = 8", "19 22:00", "20 06:00", "20 06:01"),
    ],
)
def test_a_timer_is_asked_about_after_the_usual_day(
    clock: Clock, target: str, start: str, quiet: str, loud: str
) -> None:
    with_target(clock, target)
    clock.start(local(start), "acme/api")
    assert asked(clock, quiet) == []
    assert len(asked(clock, loud)) == 1


def test_nothing_is_asked_where_nothing_runs(clock: Clock) -> None:
    assert asked(clock, "20 09:00") == []


def test_the_newest_of_several_comes_first_and_the_fresh_one_not_at_all(clock: Clock) -> None:
    clock.start(local("19 09:00"), "acme/api")
    clock.start(local("19 10:00"), "acme/ops", keep=True)
    clock.start(local("20 08:00"), "acme/api", keep=True)
    found = asked(clock, "20 09:00")
    assert [one.entry.project for one in found] == ["acme/ops", "acme/api"]
    assert found[1].seconds == 24 * 3600


def test_a_night_of_25_hours_is_measured_by_elapsed_time(clock: Clock) -> None:
    clock.start("2026-10-24T23:00:00+02:00", "acme/api")
    workspace = clock.at("2026-10-25T06:00:00+01:00")  # eight hours, not seven
    assert forgotten_timers(workspace) == []
    assert len(forgotten_timers(clock.at("2026-10-25T06:00:01+01:00"))) == 1


# Where


def test_it_can_be_cut_now_or_when_somebody_last_typed(clock: Clock) -> None:
    clock.start(local("19 15:06"), "acme/api")
    (one,) = asked(clock, "20 08:30", activity="19 17:41")
    assert cuts(one) == [("now", "20 08:30"), ("activity", "19 17:41")]


def test_typing_before_the_timer_began_is_no_place_to_cut(clock: Clock) -> None:
    clock.start(local("19 15:06"), "acme/api")
    (one,) = asked(clock, "20 08:30", activity="19 15:06")
    assert cuts(one) == [("now", "20 08:30")]


def test_it_can_be_cut_at_the_end_of_the_last_entry_of_its_day(clock: Clock) -> None:
    clock.start(local("19 15:00"), "acme/api")
    for span in ("2026-11-19 15:30-16:00", "2026-11-19 16:30-17:15", "2026-11-20 07:00-08:00"):
        add_entry(clock.at(local("20 08:30")), span, parse_words(["acme/ops"]))
    (one,) = asked(clock, "20 08:30")
    assert cuts(one) == [("now", "20 08:30"), ("entry", "19 17:15")]


def test_it_can_be_cut_where_the_target_of_the_day_was_met(clock: Clock) -> None:
    with_target(clock, "daily_hours = 8")
    for span in ("9:00-12:00", "13:00-15:00"):
        add_entry(clock.at(local("19 15:00")), span, parse_words(["acme/ops"]))
    clock.start(local("19 15:00"), "acme/api")
    (one,) = asked(clock, "20 08:30")
    assert cuts(one) == [("now", "20 08:30"), ("target", "19 18:00")]


def test_time_beside_the_timer_counts_once_towards_the_target(clock: Clock) -> None:
    with_target(clock, "daily_hours = 8")
    clock.start(local("19 09:00"), "acme/api")
    for span in ("2026-11-19 10:00-12:00", "2026-11-19 13:00-13:30"):
        add_entry(clock.at(local("20 08:30")), span, parse_words(["acme/ops"]))
    (one,) = asked(clock, "20 08:30")
    assert ("target", "19 17:00") in cuts(one)


def test_a_target_that_was_met_before_or_after_midnight_is_no_place_to_cut(clock: Clock) -> None:
    with_target(clock, "daily_hours = 8")
    clock.start(local("19 17:00"), "acme/api")
    (one,) = asked(clock, "20 08:30")
    assert cuts(one) == [("now", "20 08:30")]
    add_entry(clock.workspace, "2026-11-19 8:00-16:30", parse_words(["acme/ops"]))
    (one,) = asked(clock, "20 08:30")
    assert cuts(one) == [("now", "20 08:30")]


@pytest.mark.parametrize(("key", "end"), [("now", "20 08:30"), ("activity", "19 17:41")])
def test_a_cut_stops_that_timer_there(clock: Clock, key: str, end: str) -> None:
    clock.start(local("19 15:06"), "acme/api")
    clock.start(local("20 08:00"), "acme/ops", keep=True)
    (one,) = asked(clock, "20 08:30", activity="19 17:41")
    cut_timer(clock.workspace, one.entry.id, next(cut for cut in one.cuts if cut.key == key))
    (entry,) = clock.workspace.entries("ada", "2026-11")
    assert entry.id == one.entry.id
    assert entry.end == parse_moment(local(end))
    assert [left.project for left in clock.workspace.running()] == ["acme/ops"]
