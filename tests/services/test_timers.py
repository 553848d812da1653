"""Running timers, from start to the month's file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.services.moving_clock import Clock
from tests.services.small_workspace import write
from tracker_tui.core.errors import Refused
from tracker_tui.core.grammar import parse_words
from tracker_tui.services import timers

if TYPE_CHECKING:
    from pathlib import Path

NINE = "2026-11-20T09:00:00+01:00"
TEN = "2026-11-20T10:00:00+01:00"
ELEVEN = "2026-11-20T11:00:00+01:00"
NOON = "2026-11-20T12:00:00+01:00"


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A workspace at nine in the morning."""
    return Clock(tmp_path, "Europe/Berlin", NINE)


def finished(clock: Clock) -> list[tuple[str, str, str]]:
    """Project, start and end of this month's entries."""
    return [
        (entry.project, entry.start.clock(), entry.end.clock())
        for entry in clock.workspace.entries("ada", "2026-11")
        if entry.start is not None and entry.end is not None
    ]


def test_start_closes_the_running_timer_at_the_same_second(clock: Clock) -> None:
    clock.start(NINE, "acme/api", "Fix", "+bug")
    done = clock.start(TEN, "acme/ops")
    assert finished(clock) == [("acme/api", "09:00", "10:00")]
    assert [entry.project for entry in clock.workspace.running()] == ["acme/ops"]
    assert done.notes == ("stopped acme/api after 1:00",)


def test_start_can_keep_what_runs(clock: Clock) -> None:
    clock.start(NINE, "acme/api")
    clock.start(TEN, "acme/ops", keep=True)
    assert [entry.project for entry in clock.workspace.running()] == ["acme/api", "acme/ops"]
    clock.stop(ELEVEN)
    assert finished(clock) == [("acme/ops", "10:00", "11:00")]


def test_a_stopped_timer_keeps_its_id_and_what_the_program_does_not_know(
    clock: Clock, tmp_path: Path
) -> None:
    (entry,) = clock.start(NINE, "acme/api").entries
    path = tmp_path / "time/ada/running.json"
    path.write_text(
        path.read_text("utf-8").replace('"project"', '"mood": "fine", "project"'), "utf-8"
    )
    clock.stop(TEN)
    month = json.loads((tmp_path / "time/ada/2026-11.json").read_text("utf-8"))
    assert month["entries"][entry.id]["mood"] == "fine"
    assert json.loads(path.read_text("utf-8"))["entries"] == {}


def test_a_timer_that_is_in_its_month_too_was_stopped(clock: Clock, tmp_path: Path) -> None:
    clock.start(NINE, "acme/api")
    running = (tmp_path / "time/ada/running.json").read_text("utf-8")
    clock.stop(TEN)
    write(tmp_path, "time/ada/running.json", running)
    assert clock.workspace.running() == []
    with pytest.raises(Refused, match="no timer runs"):
        clock.stop(ELEVEN)


def test_interrupt_parks_and_back_returns_in_turn(clock: Clock) -> None:
    clock.start(NINE, "acme/api", "Deep work")
    timers.interrupt_timer(clock.at(TEN), parse_words(["acme/ops", "Pager"]))
    timers.interrupt_timer(clock.at(ELEVEN), parse_words([]))
    assert [one.entry.project for one in timers.parked_timers(clock.workspace)] == [
        "acme/api",
        "acme/ops",
    ]
    assert [one.worked for one in timers.parked_timers(clock.workspace)] == [3600, 3600]
    (entry,) = timers.return_to_parked(clock.at(NOON)).entries
    assert (entry.project, entry.note) == ("acme/ops", "Pager")
    (entry,) = timers.return_to_parked(clock.workspace).entries
    assert (entry.project, entry.note) == ("acme/api", "Deep work")
    with pytest.raises(Refused, match="nothing is parked"):
        timers.return_to_parked(clock.workspace)
    assert [row[1:] for row in finished(clock)][:3] == [
        ("09:00", "10:00"),
        ("10:00", "11:00"),
        ("11:00", "12:00"),
    ]


def test_cancel_drops_and_undo_brings_back(clock: Clock) -> None:
    (entry,) = clock.start(NINE, "acme/api").entries
    timers.cancel_timer(clock.at(TEN))
    assert clock.workspace.running() == []
    clock.workspace.undo(1)
    assert [one.id for one in clock.workspace.running()] == [entry.id]


def test_continue_takes_up_the_last_entry(clock: Clock) -> None:
    clock.start(NINE, "acme/api", "Fix", "+bug", "@review")
    clock.stop(TEN)
    (entry,) = timers.continue_timer(clock.at(NOON)).entries
    assert (entry.project, entry.note, entry.tags, entry.task) == (
        "acme/api",
        "Fix",
        ("bug",),
        "review",
    )


@pytest.mark.parametrize(
    ("at", "message"),
    [("8:00", "before the start of the running acme/api"), ("23:00", "in the future")],
)
def test_moments_that_cannot_be_are_refused(clock: Clock, at: str, message: str) -> None:
    clock.start(NINE, "acme/api")
    with pytest.raises(Refused, match=message):
        timers.start_timer(clock.at(TEN), parse_words(["acme/ops"]), at=at)
    assert len(clock.workspace.running()) == 1


def test_a_new_project_is_made_but_a_slip_is_not(clock: Clock, tmp_path: Path) -> None:
    done = clock.start(NINE, "acme/billing")
    assert done.notes == ("made the project acme/billing",)
    with pytest.raises(Refused, match="unknown project acme/biling; did you mean acme/billing"):
        clock.start(TEN, "acme/biling")
    done = timers.start_timer(clock.at(TEN), parse_words(["acme/biling"]), insist=True)
    assert done.entries[0].project == "acme/biling"
    clock.start(ELEVEN, "zenith/web")
    assert clock.workspace.clients()["zenith"].provisional


def test_the_status_line_tells_of_the_newest_timer(clock: Clock, tmp_path: Path) -> None:
    clock.start(NINE, "acme/api", "Fix  the", "loop")
    path = tmp_path / ".tracker/status"
    found = (tmp_path / "time/ada/running.json").stat()
    stamps = f"{found.st_size} {found.st_mtime_ns}"
    start = clock.workspace.now().utc
    assert path.read_text("utf-8") == f"{stamps} {start} acme/api ada 0 Fix the loop\n"
    clock.stop(TEN)
    assert path.read_text("utf-8").split()[2:] == ["0", "-", "ada", "0"]
