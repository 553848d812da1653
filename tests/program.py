"""The program as a user runs it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

_PROBE = """
import sys
from tracker_tui.__main__ import main
code = main(sys.argv[2:])
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write(" ".join(sorted(sys.modules)))
sys.exit(code)
"""


def run_program(
    *words: str, cwd: Path, now: str | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `tracker-tui` with these words in the folder `cwd`, the clock standing at `now`."""
    command = [sys.executable, "-m", "tracker_tui", *words]
    return _run(command, cwd, _environment(now, env))


def run_code(
    code: str, *words: str, cwd: Path, now: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python code that takes these words in the folder `cwd`."""
    return _run([sys.executable, "-c", code, *words], cwd, _environment(now))


def loaded_modules(*words: str, cwd: Path, now: str | None = None) -> frozenset[str]:
    """The names of the modules that a successful command has imported when it ends."""
    listing = cwd / "modules.txt"
    done = _run([sys.executable, "-c", _PROBE, str(listing), *words], cwd, _environment(now))
    assert done.returncode == 0, f"{' '.join(words)}: {done.stderr}"
    return frozenset(listing.read_text(encoding="utf-8").split())


def bare_modules(cwd: Path) -> frozenset[str]:
    """What an interpreter that does nothing has imported."""
    listing = [sys.executable, "-c", "import sys; print(*sys.modules)"]
    return frozenset(_run(listing, cwd, _environment()).stdout.split())


def _environment(now: str | None = None, env: dict[str, str] | None = None) -> dict[str, str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    if now is not None:
        environment["TRACKER_TUI_NOW"] = now
    return environment


def _run(
    command: list[str], cwd: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
