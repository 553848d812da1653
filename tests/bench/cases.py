"""What is measured, and how fast it must be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.bench.ledger import CLIENTS
from tests.bench.measure import Case

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = [
    sys.executable,
    "-c",
    "import sys; from tracker_tui.__main__ import main; sys.exit(main())",
]
"""What the launcher of an installed program does, without what pip's launcher imports besides."""

PROMPT = """\
read -r size changed start project person others note \
    < "$TRACKER_TUI_WORKSPACE/.tracker/status" || exit
[ "$start" = 0 ] || printf '%s %d:%02d\\n' "$project" \
    $(((EPOCHSECONDS - start) / 3600)) $(((EPOCHSECONDS - start) / 60 % 60))
"""


def cases_of(workspace: Path, environment: dict[str, str]) -> list[Case]:
    """The cases in the order of one round: a timer runs between `start` and `stop`."""
    everyday = [
        Case("python -c pass", [sys.executable, "-c", "pass"], 1, real_clock=True),
        Case("start", [*PROGRAM, "start", f"{CLIENTS[0]}/api", "Measure"], 4),
        Case("status", [*PROGRAM, "status"], 1.5, real_clock=True),
        *status_of_launcher(),
        *prompt_of_shell(),
        Case("stop", [*PROGRAM, "stop"], 4),
        Case("log last-month", [*PROGRAM, "log", "last-month"], 6),
        Case("report last-month", [*PROGRAM, "report", "last-month", "--by", "project"], 6),
    ]
    return [*everyday, *all_time(workspace), *pdf_export(workspace, environment)]


def status_of_launcher() -> list[Case]:
    """`status` by the script that pip has written, where there is one."""
    launcher = os.path.join(os.path.dirname(sys.executable), "tracker-tui")
    if not os.path.exists(launcher):
        return []
    with open(launcher, encoding="utf-8") as file:
        slow = "import re" in file.read()
    return [
        Case("status, launcher", [launcher, "status"], 2 if slow else 1.5, real_clock=True),
    ]


def prompt_of_shell() -> list[Case]:
    """A prompt's own reading of the status file, with nothing but bash."""
    bash = shutil.which("bash")
    if bash is None:
        return []
    return [Case("prompt, bash alone", [bash, "--norc", "-c", PROMPT], 0.2, real_clock=True)]


def all_time(workspace: Path) -> list[Case]:
    """Everything there is, without roll-ups and with those of the run before."""
    command = [*PROGRAM, "report", "all", "--by", "project"]

    def forget() -> None:
        shutil.rmtree(workspace / ".tracker", ignore_errors=True)

    return [
        Case("report all, cold", command, 30, forget, every=4, memory=40),
        Case("report all, warm", command, 10, every=4, memory=40),
    ]


def pdf_export(workspace: Path, environment: dict[str, str]) -> list[Case]:
    """A month's draft for one client, as a PDF."""
    done = subprocess.run(
        [*PROGRAM, "invoice", "draft", CLIENTS[0], "last-month", "--json"],
        env={**environment, "TRACKER_TUI_NOW": "2026-11-20T08:00:00+01:00"},
        capture_output=True,
        text=True,
    )
    if done.returncode == 0:
        draft = json.loads(done.stdout)
        draft_id = (draft[0] if isinstance(draft, list) else draft)["id"]
    else:
        print(f"no draft to export: {done.stderr.strip()}", file=sys.stderr)
        draft_id = "none"
    target = str(workspace / ".tracker" / "bench.pdf")
    command = [*PROGRAM, "invoice", "export", draft_id, "--format", "pdf", "-o", target]
    return [Case("invoice export, PDF", command, 60, every=4)]
