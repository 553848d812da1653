"""What goes over the line to a terminal of 80 x 24 with all colours, in bytes."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from tests.program import run_program
from tests.ui.pty_program import PtyProgram, command
from tests.ui.stage import copy_studio
from tracker_tui.services.demo import EXAMPLE_NOW

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")

ANY_EVENT = 25_000
START = 25_000
PAGE_DOWN = 8_000
CURSOR_MOVE = 500
TICK = 100
SECONDS = 3.0
"""How long a clock is watched."""


def surroundings(folder: Path, root: Path) -> dict[str, str]:
    return {
        "TRACKER_TUI_GIT": "off",
        "TRACKER_TUI_PERSON": "ada",
        "TRACKER_TUI_WORKSPACE": str(root),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }


def test_no_event_costs_more_than_its_budget(tmp_path: Path) -> None:
    env = surroundings(tmp_path, copy_studio(tmp_path)) | {"TRACKER_TUI_NOW": EXAMPLE_NOW}
    with PtyProgram(command(), cwd=tmp_path, env=env) as program:
        program.wait_for("1 Today", "unbilled")
        program.wait_quiet()
        assert program.received <= START
        program.press("2")
        program.wait_for("Nov 2026")
        program.wait_quiet()
        spent = {key: program.bytes_of(key) for key in ("k", "up", "k", "j")}
        assert all(0 < count <= CURSOR_MOVE for count in spent.values()), spent
        program.bytes_of("g")
        pages = [program.bytes_of(key) for key in ("pagedown", "pagedown", "pageup")]
        assert all(CURSOR_MOVE < count <= PAGE_DOWN for count in pages), pages
        events: dict[str, int] = {}
        for keys in ("3", "4", "5", "1", "2", "?", "escape", ":", "escape", "s", "escape", "e"):
            events[f"{len(events)} {keys}"] = program.bytes_of(keys)
        assert all(0 < count <= ANY_EVENT for count in events.values()), events
        for size in ((79, 24), (80, 23), (100, 30), (80, 24)):
            before = program.received
            program.resize(size)
            program.wait_quiet()
            assert 0 < program.received - before <= ANY_EVENT, size


@pytest.fixture
def hours(tmp_path: Path) -> dict[str, str]:
    """A workspace of today's, with a client and a project."""
    env = surroundings(tmp_path, tmp_path / "hours")
    init = ("init", "--no-git", "--person", "ada", "--zone", "UTC", "--currency", "EUR")
    for words in (
        (*init, "--name", "Ada"),
        ("client", "add", "acme", "--name", "Acme"),
        ("project", "add", "acme/api", "--name", "API"),
    ):
        done = run_program(*words, cwd=tmp_path, env=env)
        assert done.returncode == 0, done.stderr
    return env


def test_a_running_clock_costs_little_and_no_clock_costs_nothing(
    tmp_path: Path, hours: dict[str, str]
) -> None:
    with PtyProgram(command(), cwd=tmp_path, env=hours) as program:
        program.wait_for("1 Today")
        program.wait_quiet()
        assert watched(program) == 0
        done = run_program("start", "acme/api", "Measure", cwd=tmp_path, env=hours)
        assert done.returncode == 0, done.stderr
        program.wait_for("0:00:0", "Measure")
        program.wait_quiet()
        assert 0 < watched(program) <= TICK * SECONDS


def watched(program: PtyProgram) -> int:
    """How many bytes come while nobody touches a key."""
    before, until = program.received, monotonic() + SECONDS
    while monotonic() < until:
        program.pump(until - monotonic())
    return program.received - before
