"""Completion: the scripts in real shells where they are installed, and the names they ask for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.session import call
from tests.program import ROOT
from tracker_tui.cli.registry import all_commands

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.session import Session

BASH = shutil.which("bash")

DRIVER = """
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_tracker_tui
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def program(session: Session, tmp_path: Path) -> Path:
    """A folder with the program in it, and the bash script beside it."""
    session.at("18:00")
    session.run("add", "1h", "acme/api").done()
    session.run("add", "1h", "globex/ops").done()
    folder = tmp_path / "bin"
    folder.mkdir()
    launcher = folder / "tracker-tui"
    launcher.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m tracker_tui "$@"\n',
        encoding="utf-8",
    )
    launcher.chmod(0o755)
    (folder / "completion.bash").write_text(call("completion", "bash").out, encoding="utf-8")
    return folder


def completed(program: Path, *words: str) -> list[str]:
    assert BASH is not None
    done = subprocess.run(
        [BASH, "--norc", "-c", DRIVER, "bash", str(program / "completion.bash"), *words],
        env={**os.environ, "PATH": f"{program}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.mark.skipif(BASH is None, reason="needs bash")
def test_bash_completes_commands_options_and_names(program: Path, session: Session) -> None:
    def complete(*words: str) -> list[str]:
        return completed(program, "tracker-tui", *words)

    assert complete("st") == ["start", "stop", "status"]
    assert complete("invoice", "line", "") == ["add", "edit", "rm"]
    assert complete("invoice", "cre") == ["credit"]
    assert complete("start", "") == ["acme/api", "globex/ops"]
    assert complete("start", "--keep", "glo") == ["globex/ops"]
    assert complete("start", "acme/api", "Fix", "g") == ["globex/ops"]
    assert complete("start", "--k") == ["--keep"]
    assert complete("start", "--at", "") == []
    assert complete("report", "--by", "pro") == ["project"]
    assert complete("report", "--by", "=", "pro") == ["project"]
    assert complete("log", "last-m") == ["last-month"]
    assert complete("log", "week", "sta") == ["state:"]
    assert complete("client", "show", "") == ["acme", "globex"]
    assert complete("--person", "") == ["ada"]
    assert complete("-w", str(session.folder), "client", "show", "g") == ["globex"]
    assert complete("-w", "/nowhere", "client", "show", "g") == []
    assert complete("import", "t") == ["toggl-csv"]
    assert complete("import", "toggl-csv", f"{ROOT}/pypro") == [f"{ROOT}/pyproject.toml"]
    assert complete("nonsense", "st") == []


@pytest.mark.skipif(BASH is None, reason="needs bash")
def test_names_of_others_files_are_never_run(program: Path, session: Session) -> None:
    (session.folder / "clients" / "$(touch owned).toml").write_text("", encoding="utf-8")
    assert completed(program, "tracker-tui", "client", "show", "") == ["acme", "globex"]
    assert not os.path.exists("owned")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_script_knows_every_command_and_option(shell: str) -> None:
    text = call("completion", shell).done().out
    for command in all_commands():
        assert f"'{command.name}'" in text or f'"{command.name}"' in text
        for option in command.options:
            name = f"-l {option.name[2:]}" if shell == "fish" else option.name
            assert name in text


@pytest.mark.parametrize("shell", [one for one in ("bash", "zsh", "fish") if shutil.which(one)])
def test_every_script_is_understood_by_its_shell(shell: str, tmp_path: Path) -> None:
    """By those that this machine has."""
    program = shutil.which(shell) or shell
    script = tmp_path / "script"
    script.write_text(call("completion", shell).out, encoding="utf-8")
    done = subprocess.run([program, "-n", str(script)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_names_of_each_kind(session: Session) -> None:
    session.at("18:00")
    session.run("add", "1h", "acme/api").done()
    session.run("invoice", "draft", "acme").done()
    found = {
        kind: session.run("complete", kind).done().lines
        for kind in ("clients", "projects", "handles", "drafts", "numbers", "documents", "people")
    }
    assert found == {
        "clients": ["acme"],
        "projects": ["acme/api"],
        "handles": ["ENT01"],
        "drafts": ["DRF01"],
        "numbers": [],
        "documents": ["DRF01"],
        "people": ["ada"],
    }
    assert session.run("complete", "nonsense").done().out == ""


def test_nothing_is_said_where_there_is_no_workspace(tmp_path: Path) -> None:
    answer = call("complete", "clients", "-w", str(tmp_path / "nowhere"))
    assert answer == (0, "", "")


def test_an_unknown_shell_is_wrong_usage() -> None:
    answer = call("completion", "tcsh")
    assert (answer.code, answer.out) == (2, "")
    assert "bash, zsh, fish" in answer.err
