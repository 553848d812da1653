"""What was typed into the entry line, done as the command line does it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.services.moving_clock import Clock
from tracker_tui.core.clock import Moment, parse_moment
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.services.entering import enter_line

if TYPE_CHECKING:
    from pathlib import Path

NINE = "2026-11-20T09:00:00+01:00"
PRESSED = parse_moment("2026-11-20T09:59:50+01:00")
TEN = "2026-11-20T10:00:00+01:00"


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """At ten, with a timer that runs since nine."""
    clock = Clock(tmp_path, "Europe/Berlin", NINE)
    clock.start(NINE, "acme/api", "Fix")
    clock.at(TEN)
    return clock


def enter(clock: Clock, kind: str, text: str, moment: Moment = PRESSED) -> str:
    """Project, note, task, tags and start of what runs last."""
    enter_line(clock.workspace, kind, text, moment)
    entry = clock.workspace.running()[-1]
    assert entry.start is not None
    return f"{entry.project}|{entry.note}|{entry.task}|{','.join(entry.tags)}|{entry.start.iso()}"


def test_a_timer_begins_when_the_key_was_pressed(clock: Clock) -> None:
    found = enter(clock, "start", "acme/ops Pager #night @dev")
    assert found == "acme/ops|Pager|dev|night|2026-11-20T09:59:50+01:00"
    (stopped,) = clock.workspace.entries("ada", "2026-11")
    assert stopped.end == PRESSED


def test_entered_at_once_it_is_what_the_command_makes(clock: Clock, tmp_path: Path) -> None:
    enter(clock, "start", "acme/ops Pager", parse_moment(TEN))
    running = json.loads((tmp_path / "time/ada/running.json").read_text(encoding="utf-8"))
    (record,) = running["entries"].values()
    assert "created" not in record


def test_an_interruption_parks_at_the_key_press(clock: Clock) -> None:
    assert enter(clock, "interrupt", "acme/ops").endswith("|2026-11-20T09:59:50+01:00")
    (parked,) = clock.workspace.parked().values()
    assert (parked["since"], parked["worked"]) == ("2026-11-20T09:59:50+01:00", 3590)


def test_the_options_of_the_command_line_hold(clock: Clock) -> None:
    assert "|2026-11-20T09:30:00+01:00" in enter(clock, "start", "--at 30m acme/ops")
    assert "|2026-11-20T09:45:00+01:00" in enter(clock, "start", "--at=9:45 acme/ops --keep")
    assert len(clock.workspace.running()) == 2
    assert "acme/api|--free words||" in enter(clock, "start", "acme/api -- --free words")
    enter(clock, "start", "acme/api --free")
    assert not clock.workspace.running()[-1].billable


def test_a_line_adds_what_is_over(clock: Clock) -> None:
    text = "yesterday 22-1:30 acme/ops Night shift --zone Asia/Tokyo"
    enter_line(clock.workspace, "add", text, PRESSED)
    (entry,) = clock.workspace.entries("ada", "2026-11")
    assert (entry.zone, entry.seconds, entry.note) == ("Asia/Tokyo", 12600, "Night shift")


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("start", "--fre acme/api", "start has no option"),
        ("interrupt", "--at 5m acme/api", "interrupt has no option"),
        ("start", "acme/api --at", "--at needs a value"),
        ("start", "acme/API", "cannot name a project"),
        ("start", "acme/api @a @b", "one task, not two"),
        ("add", "acme/api Fix", "needs a WHEN"),
        ("add", "9-10 Fix", "needs a PROJECT"),
    ],
)
def test_wrong_words_are_refused_and_nothing_happens(
    clock: Clock, kind: str, text: str, message: str
) -> None:
    with pytest.raises(Usage, match=message):
        enter_line(clock.workspace, kind, text, PRESSED)
    assert [entry.project for entry in clock.workspace.running()] == ["acme/api"]


def test_a_name_near_a_known_one_needs_insisting(clock: Clock) -> None:
    with pytest.raises(Refused, match="did you mean acme/api"):
        enter_line(clock.workspace, "start", "acme/apo", PRESSED)
    enter_line(clock.workspace, "start", "acme/apo", PRESSED, insist=True)
    assert enter(clock, "start", "acme/opo --new").startswith("acme/opo|")
