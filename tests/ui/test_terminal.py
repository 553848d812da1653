"""The program and its terminal: from the first frame to an end of any kind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.program import ROOT
from tests.ui.pty_program import PtyProgram, command, surroundings
from tests.ui.stage import copy_studio
from tracker_tui.core.errors import Refused
from tracker_tui.services.demo import EXAMPLE_NOW
from tracker_tui.ui import terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")

PLACES = {"1": "Today", "2": "Log", "3": "Clients", "4": "Invoices", "5": "Reports"}
SMALL = [sys.executable, "-m", "tests.ui.small_app"]


def studio(
    folder: Path, size: tuple[int, int] = (80, 24), ignore_hangup: bool = False
) -> PtyProgram:
    """The program on a copy of the example workspace, at its moment."""
    root = copy_studio(folder)
    env = {
        "TRACKER_TUI_GIT": "off",
        "TRACKER_TUI_NOW": EXAMPLE_NOW,
        "TRACKER_TUI_PERSON": "ada",
        "TRACKER_TUI_WORKSPACE": str(root),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    return PtyProgram(command(), cwd=folder, size=size, env=env, ignore_hangup=ignore_hangup)


def small(folder: Path, **env: str) -> PtyProgram:
    return PtyProgram(SMALL, cwd=folder, env=env)


# The program


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
def test_every_screen_opens_and_the_terminal_is_whole_after_quit(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with studio(tmp_path, size) as program:
        program.wait_for("1 Today", "5 Reports", "Fix the login", "unbilled")
        program.wait_quiet()
        pictures = {}
        for key in "23451":
            program.press(key)
            program.wait_quiet()
            assert "1 Today" in program.text
            pictures[key] = program.text
        assert len(set(pictures.values())) == len(PLACES)
        for key in ("?", ":"):
            program.press(key)
            program.wait_until(lambda: program.text != pictures["1"], f"something after {key}")
            program.wait_quiet()
            program.press("escape")
            program.wait_until(lambda: program.text == pictures["1"], "the way back")
        program.press("q")
        assert program.wait_end() == 0
        program.check_restored()
        assert program.after.strip() == ""
        assert b"Traceback" not in program.output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with studio(tmp_path, ignore_hangup=True) as program:
        program.wait_for("1 Today")
        program.process.send_signal(number)
        assert program.wait_end() == 128 + number
        program.check_restored()
        assert program.after.strip() == ""


@pytest.mark.parametrize("ignored", [False, True])
def test_a_terminal_that_goes_away_ends_it(tmp_path: Path, ignored: bool) -> None:
    with studio(tmp_path, ignore_hangup=ignored) as program:
        program.wait_for("1 Today")
        program.wait_quiet()
        before = program.worked
        program.close()
        assert program.process.wait(20) == 128 + signal.SIGHUP
        assert program.worked - before < 2e9
    assert not (tmp_path / "studio" / ".tracker" / "failure.txt").exists()


# A small app


def test_a_defect_is_one_line_on_a_whole_terminal(tmp_path: Path) -> None:
    (tmp_path / ".tracker").mkdir()
    with small(tmp_path) as program:
        program.wait_for("first line")
        program.press("b")
        assert program.wait_end() == 1
        program.check_restored()
        assert program.after.splitlines() == [
            "tracker-tui: unexpected ValueError: an [odd] value "
            "(this is a defect; the details are in ./.tracker/failure.txt)"
        ]
    details = (tmp_path / ".tracker" / "failure.txt").read_text(encoding="utf-8")
    assert "in action_break" in details


def test_whoever_looks_for_a_defect_sees_the_traceback(tmp_path: Path) -> None:
    with small(tmp_path, TRACKER_TUI_DEBUG="1") as program:
        program.wait_for("first line")
        program.press("b")
        assert program.wait_end() == 1
        assert "Traceback" in program.after
        assert "in action_break" in program.after


def test_work_that_must_be_finished_is_waited_for(tmp_path: Path) -> None:
    with small(tmp_path) as program:
        program.wait_for("first line")
        program.press("w")
        program.wait_until((tmp_path / "begun").exists)
        program.press("q")
        assert program.wait_end() == 0
    assert (tmp_path / "finished").exists()


def test_an_app_that_hangs_is_ended_and_the_terminal_is_whole(tmp_path: Path) -> None:
    with small(tmp_path) as program:
        program.wait_for("first line")
        program.press("h")
        program.wait_until((tmp_path / "hangs").exists)
        program.process.terminate()
        assert program.wait_end() == 128 + signal.SIGTERM
        program.check_restored()


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_it_comes_back_from_a_stop_with_its_whole_screen(
    tmp_path: Path, number: signal.Signals
) -> None:
    with small(tmp_path) as program:
        program.wait_for("first line")
        program.press("1")
        program.wait_for("keys: 1")
        program.wait_quiet()
        before = program.text
        program.process.send_signal(number)
        program.wait_until(lambda: stopped(program.process.pid), "it to stop")
        program.pump(0.05)
        if number == signal.SIGTSTP:
            program.check_restored()
        program.screen.reset()
        program.process.send_signal(signal.SIGCONT)
        program.wait_until(lambda: program.text == before, "the screen again")
        program.press("2")
        program.wait_for("keys: 12")
        program.press("q")
        assert program.wait_end() == 0
        program.check_restored()


def test_another_program_may_have_the_terminal_in_between(tmp_path: Path) -> None:
    with small(tmp_path) as program:
        program.wait_for("first line")
        program.press("e")
        program.wait_for("elsewhere now")
        program.check_restored()
        program.screen.reset()
        program.press("enter")
        program.wait_for("first line", "keys: ")
        program.press("q")
        assert program.wait_end() == 0


def test_the_size_is_that_of_the_terminal_wherever_standard_output_goes(tmp_path: Path) -> None:
    with PtyProgram(
        ["sh", "-c", f"exec {' '.join(SMALL)} >out.txt"], cwd=tmp_path, size=(50, 10)
    ) as program:
        program.wait_for("first line", "50 x 10")
        program.resize((70, 12))
        program.wait_for("first line", "70 x 12")
        program.press("q")
        assert program.wait_end() == 0
    assert (tmp_path / "out.txt").read_text() == ""


# Without a terminal


def test_without_a_terminal_it_says_so_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        SMALL, cwd=tmp_path, env=surroundings(), stdin=subprocess.DEVNULL, capture_output=True
    )
    assert b"Refused: standard input is not a terminal" in done.stderr


def test_a_terminal_without_a_type_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Tty:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "__stdin__", Tty())
    monkeypatch.setattr(sys, "__stderr__", Tty())
    monkeypatch.setenv("TERM", "xterm")
    terminal.check_terminal()
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(Refused, match="without a type"):
        terminal.check_terminal()


def test_textual_is_told_what_it_needs_unless_the_user_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_ANIMATIONS", raising=False)
    monkeypatch.setenv("ESCDELAY", "7")
    terminal.prepare()
    assert os.environ["TEXTUAL_ANIMATIONS"] == "none"
    assert os.environ["ESCDELAY"] == "7"


def test_nothing_of_textual_is_loaded_before_the_environment_is_prepared() -> None:
    code = "import sys, tracker_tui.ui.terminal; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def stopped(number: int) -> bool:
    """Whether a process is stopped."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True)
    return done.stdout.startswith("T")
