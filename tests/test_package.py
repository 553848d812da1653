"""The wheel: built, installed where nothing else is, and run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.program import ROOT
from tracker_tui import __version__

if TYPE_CHECKING:
    from pathlib import Path


def run(*command: str, cwd: Path, env: dict[str, str] | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**environment, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation"),
        *("--outdir", str(folder), str(ROOT)),
        cwd=folder,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment that holds the wheel.

    The libraries it needs are lent by the environment of the tests, so that no network is used.
    """
    home = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", "--without-pip", str(home), cwd=home)
    paths = sysconfig.get_paths("venv", {"base": str(home), "platbase": str(home)})
    lent = os.path.join(paths["purelib"], "lent.pth")
    with open(lent, "w", encoding="utf-8") as file:
        file.write(sysconfig.get_paths()["purelib"] + "\n")
    python = os.path.join(paths["scripts"], os.path.basename(sys.executable))
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--quiet"),
        *("--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)),
        cwd=home,
    )
    return home / os.path.basename(paths["scripts"])


def files_below(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".toml", ".json"}
        and not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    }


@pytest.mark.parametrize("folder", ["themes", "examples"])
def test_the_wheel_holds_what_lies_beside_the_package(wheel: Path, folder: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {f"tracker_tui/{name}" for name in files_below(folder)}
    assert wanted
    assert wanted <= names


def test_the_wheel_brings_no_tests_and_no_compiled_code(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0] for name in names} == {
        "tracker_tui",
        f"tracker_tui-{__version__}.dist-info",
    }
    assert [name for name in names if name.endswith(".pyc")] == []


def test_the_installed_program_is_the_one_in_the_wheel(programs: Path, tmp_path: Path) -> None:
    python = str(programs / os.path.basename(sys.executable))
    where = run(python, "-c", "import tracker_tui; print(tracker_tui.__file__)", cwd=tmp_path)
    assert where.startswith(str(programs.parent))
    assert run(str(programs / "tracker-tui"), "--version", cwd=tmp_path).split() == [
        "tracker-tui",
        __version__,
    ]


def test_the_installed_program_tracks_an_hour(programs: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "hours"

    def tracker_tui(*words: str, now: str) -> str:
        env = {"TRACKER_TUI_NOW": now, "TRACKER_TUI_WORKSPACE": str(workspace)}
        return run(str(programs / "tracker-tui"), *words, cwd=tmp_path, env=env)

    start, end = "2026-11-20T09:00:00+01:00", "2026-11-20T10:00:00+01:00"
    tracker_tui("init", str(workspace), "--zone", "Europe/Berlin", now=start)
    tracker_tui("start", "acme/api", "Fix", "login", "redirect", now=start)
    assert tracker_tui("status", now=end).strip() == "acme/api 1:00:00 Fix login redirect"
    tracker_tui("stop", now=end)
    assert tracker_tui("status", now=end) == ""
    (entry,) = json.loads(tracker_tui("log", "2026-11-20", "--json", now=end))
    assert (entry["start"], entry["end"], entry["seconds"]) == (start, end, 3600)
    assert (entry["client"], entry["note"]) == ("acme", "Fix login redirect")
