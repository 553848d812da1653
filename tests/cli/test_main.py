"""The dispatch, with a stand-in for the commands behind it."""

from __future__ import annotations

import os
import subprocess
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from tests.program import ROOT, run_program
from tracker_tui.cli.main import main
from tracker_tui.core.errors import FieldError, Refused, Usage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Standing = Callable[[Callable[[list[str]], int]], None]


@pytest.fixture
def standing_in(monkeypatch: pytest.MonkeyPatch) -> Standing:
    """Puts a function in the place of the parser."""

    def put(run: Callable[[list[str]], int]) -> None:
        parser = ModuleType("tracker_tui.cli.parser")
        parser.__dict__["run"] = run
        monkeypatch.setitem(sys.modules, "tracker_tui.cli.parser", parser)

    return put


def raising(error: BaseException) -> Callable[[list[str]], int]:
    def run(argv: list[str]) -> int:
        raise error

    return run


def test_the_words_reach_the_parser_and_its_code_comes_back(standing_in: Standing) -> None:
    seen: list[list[str]] = []

    def run(argv: list[str]) -> int:
        seen.append(argv)
        return 1

    standing_in(run)
    assert main(["log", "today"]) == 1
    assert seen == [["log", "today"]]


@pytest.mark.parametrize("words", [["--help"], ["-x"], ["--format"], ["-w", "-x"], ["more"]])
def test_status_leaves_what_it_does_not_know_to_the_parser(
    standing_in: Standing, words: list[str]
) -> None:
    standing_in(lambda argv: len(argv) + 40)
    assert main(["status", *words]) == len(words) + 41


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (Refused("no timer runs"), 1, "no timer runs"),
        (Usage("what is 25:00?"), 2, "what is 25:00?"),
        (FieldError("rates", "expected a list"), 1, "rates: expected a list"),
        (FileNotFoundError(2, "No such file", "a\nb"), 1, "a\\nb: No such file"),
        (OSError(28, "No space left on device"), 1, "No space left on device"),
    ],
)
def test_a_failure_is_one_line_and_a_code(
    standing_in: Standing,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    code: int,
    line: str,
) -> None:
    standing_in(raising(error))
    assert main(["log"]) == code
    assert capsys.readouterr() == ("", f"tracker-tui: {line}\n")


def test_a_defect_is_one_line_too(
    standing_in: Standing, capsys: pytest.CaptureFixture[str]
) -> None:
    standing_in(raising(KeyError("a\nb")))
    assert main(["log"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("tracker-tui: unexpected KeyError")
    assert said.count("\n") == 1


def test_the_traceback_of_a_defect_is_shown_on_demand(
    standing_in: Standing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TUI_DEBUG", "1")
    standing_in(raising(KeyError("x")))
    assert main(["log"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_ends_with_the_code_that_says_so(standing_in: Standing) -> None:
    standing_in(raising(KeyboardInterrupt()))
    assert main(["log"]) == 130


PRINTS = """
import sys, types
parser = types.ModuleType("tracker_tui.cli.parser")
parser.run = lambda argv: print({!r}) or 0
sys.modules["tracker_tui.cli.parser"] = parser
from tracker_tui.cli.main import main
sys.exit(main(["log"]))
"""


def printing(text: str, stdout: int, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", PRINTS.format(text)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.ISO-8859-1"])
def test_any_text_can_be_printed_in_any_locale(locale: str) -> None:
    done = printing("Größe \udcff", subprocess.PIPE, LC_ALL=locale, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Größe \\udcff\n".encode()


def test_a_reader_that_has_gone_is_no_error_message() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = printing("x" * 100_000, writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("size", [1, 100_000])
def test_output_that_cannot_be_written_is_a_failure(size: int) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    done = printing("x" * size, full)
    os.close(full)
    assert (done.returncode, done.stderr) == (1, b"tracker-tui: No space left on device\n")


def test_the_version_is_printed(tmp_path: Path) -> None:
    from tracker_tui import __version__

    done = run_program("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"tracker-tui {__version__}\n")
