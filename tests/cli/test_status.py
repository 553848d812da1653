"""`status` by its quick way; what it hands on to the services is seen at a stand-in."""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from tests.program import loaded_modules, run_program
from tracker_tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-11-20T11:24:07+01:00"
START = 1795165200
"""2026-11-20T10:00:00+01:00 in UTC seconds."""

HANDED_ON = "from the services"


@pytest.fixture(autouse=True)
def services(monkeypatch: pytest.MonkeyPatch) -> None:
    """Services that answer with a line of their own."""
    stand_in = ModuleType("tracker_tui.services.status")
    stand_in.__dict__["status_lines"] = lambda *options: [HANDED_ON]
    monkeypatch.setitem(sys.modules, "tracker_tui.services.status", stand_in)
    monkeypatch.setenv("TRACKER_TUI_NOW", NOW)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in which ada's timer runs."""
    folder = tmp_path / "hours"
    for name in (".tracker", "people", "time/ada"):
        (folder / name).mkdir(parents=True)
    (folder / "people/ada.toml").touch()
    (folder / "time/ada/running.json").write_text("{}", encoding="utf-8")
    write_status(folder, f"{START} acme/api ada 0 Fix login redirect loop")
    monkeypatch.setenv("TRACKER_TUI_WORKSPACE", str(folder))
    return folder


def write_status(folder: Path, rest: str) -> None:
    running = (folder / "time/ada/running.json").stat()
    line = f"{running.st_size} {running.st_mtime_ns} {rest}\n"
    (folder / ".tracker/status").write_text(line, encoding="utf-8")


def status(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["status", *words]) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("workspace")
def test_the_running_timer_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(capsys) == "acme/api 1:24:07 Fix login redirect loop\n"


def test_unassigned_time_without_a_note_is_the_clock_alone(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for rest in (f"{START} - ada 0", f"{START} - ada 0 "):
        write_status(workspace, rest)
        assert status(capsys) == "1:24:07\n"
        assert status(capsys, "--format", "{project}|{client}|{note}") == "||\n"


def test_nothing_is_printed_when_nothing_runs(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_status(workspace, "0 - ada 0")
    assert status(capsys) == ""
    assert status(capsys, "--format", "{project}") == ""


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("words", [["--format", "{client} {minutes}"], ["--format={client} 84"]])
def test_a_format_is_filled(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert status(capsys, *words) == "acme 84\n"


def test_a_wrong_format_is_refused_even_when_nothing_runs(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_status(workspace, "0 - ada 0")
    assert main(["status", "--format", "{foo}"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("tracker-tui: status: {foo} is no placeholder")


def test_a_note_cannot_steer_the_terminal(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_status(workspace, f"{START} acme/api ada 0 \x1b]0;owned\x07")
    assert status(capsys) == "acme/api 1:24:07 \\x1b]0;owned\\x07\n"


def change_running(workspace: Path) -> None:
    (workspace / "time/ada/running.json").write_text("{ }", encoding="utf-8")


def lose_status(workspace: Path) -> None:
    (workspace / ".tracker/status").unlink()


def spoil_status(workspace: Path) -> None:
    (workspace / ".tracker/status").write_bytes(b"\xff\x00 nonsense")


def add_person(workspace: Path) -> None:
    (workspace / "people/bob.toml").touch()


def two_timers(workspace: Path) -> None:
    write_status(workspace, f"{START} acme/api ada 1 Fix login")


def somebody_else(workspace: Path) -> None:
    write_status(workspace, f"{START} acme/api bob 0 Fix login")


@pytest.mark.parametrize(
    "happen",
    [change_running, lose_status, spoil_status, add_person, two_timers, somebody_else],
)
def test_whatever_is_not_certain_is_asked_of_the_services(
    workspace: Path, capsys: pytest.CaptureFixture[str], happen: object
) -> None:
    assert callable(happen)
    happen(workspace)
    assert status(capsys) == f"{HANDED_ON}\n"


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    "words", [["--json"], ["--format", "{start}"], ["--person", "bob"], ["-w", "/nowhere"]]
)
def test_what_the_line_does_not_hold_is_asked_of_the_services(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert status(capsys, *words) == f"{HANDED_ON}\n"


def test_a_named_person_need_not_be_the_only_one(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(workspace)
    assert status(capsys, "--person", "ada").startswith("acme/api")
    monkeypatch.setenv("TRACKER_TUI_PERSON", "ada")
    assert status(capsys).startswith("acme/api")


@pytest.mark.skipif(sys.platform != "linux", reason="the quick way knows Linux's folders only")
@pytest.mark.parametrize(
    ("text", "quick"),
    [
        ('workspace = "{}"\n', True),
        ("# mine\nzone = 'UTC'\nworkspace='{}'\n[keys]\nworkspace = \"/no\"\n", True),
        ('workspace = "{}" # home\n', False),
        ('workspace = """{}"""\n', False),
        ('workspace = "~/hours"\n', False),
        ('workspace = "{}"\nperson = "ada"\n', True),
        ('workspace = "{}"\nperson = "bob"\n', False),
    ],
)
def test_the_settings_name_the_workspace_and_the_person(
    workspace: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    quick: bool,
) -> None:
    monkeypatch.delenv("TRACKER_TUI_WORKSPACE")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config" / "tracker-tui").mkdir(parents=True)
    settings = tmp_path / "config" / "tracker-tui" / "config.toml"
    settings.write_text(text.format(workspace), encoding="utf-8")
    assert (status(capsys) != f"{HANDED_ON}\n") == quick


@pytest.mark.skipif(sys.platform != "linux", reason="the quick way knows Linux's folders only")
def test_the_usual_place_is_the_data_folder(
    workspace: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TRACKER_TUI_WORKSPACE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "data" / "tracker-tui").mkdir(parents=True)
    workspace.rename(tmp_path / "data" / "tracker-tui" / "workspace")
    assert status(capsys).startswith("acme/api 1:24:07")


@pytest.mark.parametrize("template", [None, "{client}/{project} {minutes} {seconds} {note}"])
def test_the_services_say_the_same_as_the_quick_way(tmp_path: Path, template: str | None) -> None:
    words = ["-w", str(tmp_path), *(["--format", template] if template else [])]
    for command in (["init", str(tmp_path), "--no-git"], ["start", "acme/api", "Größe\u202e", "x"]):
        done = run_program(*command, "-w", str(tmp_path), cwd=tmp_path, now="2026-11-20T10:00:00Z")
        assert done.returncode == 0, done.stderr

    def answer() -> tuple[str, bool]:
        asked = "tracker_tui.services.status" in loaded_modules("status", *words, cwd=tmp_path)
        done = run_program("status", *words, cwd=tmp_path, now=NOW)
        return done.stdout, asked

    quick, asked = answer()
    assert not asked
    (running,) = tmp_path.glob("time/*/running.json")
    os.utime(running, (1, 1))
    assert answer() == (quick, True)
