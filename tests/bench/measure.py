"""Commands run in rotation as processes of their own, each with its time and its peak memory.

A machine's speed drifts by more than what is measured, so nothing is compared with a figure of
another run: every command stands beside a Python that does nothing, started a moment before.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

KIB_OF_MAXRSS = 1024 if sys.platform == "darwin" else 1
"""`ru_maxrss` counts bytes on macOS and KiB elsewhere; divided by this it is KiB."""


class Case(NamedTuple):
    """A command and its budget, as a multiple of a Python that does nothing.

    `before` runs untimed each time; `every` measures in each n-th round only; `real_clock` leaves
    the clock alone; `memory` is the budget of the peak in MiB.
    """

    name: str
    command: list[str]
    budget: float
    before: Callable[[], None] | None = None
    every: int = 1
    real_clock: bool = False
    memory: int | None = None


class Run(NamedTuple):
    """One process: wall seconds, peak memory in MiB, and what it said if it failed."""

    seconds: float
    peak: float
    failure: str = ""


class Figures(NamedTuple):
    """The medians of a case; `ratio` is to the bare Python of the same rounds."""

    case: Case
    seconds: float = 0
    ratio: float = 0
    peak: float = 0
    failure: str = ""


class Clock:
    """A clock that goes one minute on with every command, so that entries follow each other."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def tick(self) -> str:
        """The next minute as ISO 8601."""
        self.moment += timedelta(minutes=1)
        return self.moment.isoformat()


def measure(
    cases: Sequence[Case], rounds: int, environment: dict[str, str], clock: Clock
) -> list[Figures]:
    """The figures of each case; the first case is the one that the others are compared with.

    A round that is not counted comes first: it warms the disk's cache and finds what fails.
    """
    first = {case.name: run_case(case, environment, clock) for case in cases}
    sound = [case for case in cases if not first[case.name].failure]
    runs: dict[str, list[Run]] = {case.name: [] for case in sound}
    for number in range(rounds):
        for case in sound:
            if number % case.every == 0:
                runs[case.name].append(run_case(case, environment, clock))
    bare = median(run.seconds for run in runs[cases[0].name])
    return [
        summary(case, runs[case.name], bare)
        if case in sound
        else Figures(case, failure=first[case.name].failure)
        for case in cases
    ]


def summary(case: Case, runs: list[Run], bare: float) -> Figures:
    """The medians of the runs of a case."""
    failure = next((run.failure for run in runs if run.failure), "")
    seconds = median(run.seconds for run in runs)
    return Figures(case, seconds, seconds / bare, max(run.peak for run in runs), failure)


def run_case(case: Case, environment: dict[str, str], clock: Clock) -> Run:
    """Prepare and run a case once."""
    if case.before is not None:
        case.before()
    if case.real_clock:
        return run_process(case.command, environment)
    return run_process(case.command, {**environment, "TRACKER_TUI_NOW": clock.tick()})


def run_process(command: list[str], environment: dict[str, str]) -> Run:
    """Run a command to its end, its output dropped and its complaints kept."""
    complaints, writing = os.pipe()
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_DUP2, writing, 2),
    ]
    start = perf_counter()
    process = os.posix_spawn(command[0], command, environment, file_actions=files)
    os.close(writing)
    with open(complaints, encoding="utf-8", errors="replace") as file:
        said = file.read()
    _, status, usage = os.wait4(process, 0)
    seconds = perf_counter() - start
    failed = os.waitstatus_to_exitcode(status) != 0
    return Run(seconds, usage.ru_maxrss / KIB_OF_MAXRSS / 1024, said.strip() if failed else "")
