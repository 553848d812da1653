"""How fast the screens are, beside a minimal Textual app in the same rotating run."""

from __future__ import annotations

import json
import shutil
import sys
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.cases import PROGRAM
from tests.bench.ledger import ME, ready_workspace
from tests.program import ROOT
from tests.ui.pty_program import PATIENCE, PtyProgram

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

FEW, MANY = 50, 100_000
NOW = "2026-11-19T18:00:00+01:00"
"""The evening of the last day of which a ledger has entries."""
MINIMAL = [sys.executable, "-m", "tests.bench.minimal_app"]
MINIMAL_SHOWS, LOG_SHOWS = b"minimal", b"Nov 2026"

STARTS = 6
"""How often each program is started."""
KEYS = 60
"""How many keys each program gets of a kind."""
REST = 0.04
"""Seconds without output after which a key is taken to be done with."""
IDLE = 8.0
"""Seconds over which an idle program's work is counted."""


class Timed(PtyProgram):
    """A program whose output is timed instead of shown."""

    last = 0.0
    """When the last piece of output came."""

    def _take(self, data: bytes) -> None:
        self.last = perf_counter()
        self.output += data
        if b"\x1b[?2026$p" in data:
            self.type("\x1b[?2026;2$y")

    def wait_output(self, text: bytes) -> float:
        """The moment at which a text has come, wherever it stands."""
        start = perf_counter()
        while text not in self.output:
            assert perf_counter() - start < PATIENCE, f"{text!r} never came"
            assert not self.ended, f"it ended with {bytes(self.output)[-500:]!r}"
            self.pump(0.05)
        return self.last

    def to_first(self, key: str) -> float:
        """Seconds from a key to the first piece of its paint."""
        self.rest()
        before, start = self.received, perf_counter()
        self.press(key)
        while self.received == before:
            assert perf_counter() - start < PATIENCE, f"{key} does nothing"
            self.pump(0.05)
        return self.last - start

    def to_text(self, key: str, text: bytes) -> float:
        """Seconds from a key to the end of the paint that brings a text."""
        self.rest()
        before, start = self.received, perf_counter()
        self.press(key)
        while text not in self.output[before:]:
            assert perf_counter() - start < PATIENCE, f"{key} never brings {text!r}"
            self.pump(0.05)
        self.rest()
        return self.last - start

    def rest(self) -> None:
        """Wait until nothing more comes."""
        before = -1
        while before != self.received:
            before = self.received
            until = perf_counter() + REST
            while perf_counter() < until:
                self.pump(until - perf_counter())


class Bound(NamedTuple):
    """A measured ratio and what it may be."""

    name: str
    ratio: float
    budget: float
    figures: str


def measure_screens() -> list[Bound]:
    """All bounds of the screens, on few entries and on many."""
    folders = {size: ready_workspace(size) for size in (FEW, MANY)}
    return [*starts(folders), *keys(folders), *idle(folders[FEW])]


def begin(words: Sequence[str], workspace: Path | None, size: tuple[int, int] = (80, 24)) -> Timed:
    """Start a program in a terminal."""
    env = environment(workspace) if workspace is not None else {}
    return Timed(words, cwd=ROOT, size=size, env={"TRACKER_TUI_NOW": NOW, **env})


def todays_text(workspace: Path) -> bytes:
    """What only a frame with today's data shows: the number in the note of its last entry."""
    month = workspace / "time" / ME / f"{NOW[:7]}.json"
    entries = json.loads(month.read_text(encoding="utf-8"))["entries"].values()
    last = max(entry["start"] for entry in entries)
    note = next(entry["note"] for entry in entries if entry["start"] == last)
    return str(note.rpartition(" ")[2]).encode()


def starts(folders: Mapping[int, Path]) -> list[Bound]:
    """From the start of the process to the frame that matters, and from there to the log."""
    first: dict[int, list[float]] = {0: [], FEW: [], MANY: []}
    log: dict[int, list[float]] = {FEW: [], MANY: []}
    for number in range(STARTS + 1):
        for size, times in first.items():
            started = perf_counter()
            if not size:
                with begin(MINIMAL, None) as program:
                    seconds = program.wait_output(MINIMAL_SHOWS) - started
            else:
                with begin(PROGRAM, folders[size]) as program:
                    seconds = program.wait_output(todays_text(folders[size])) - started
                    opened = program.to_text("2", LOG_SHOWS)
                    log[size] += [opened] if number else []
            times += [seconds] if number else []  # the first round warms the disk's cache
    bare = median(first[0])
    return [
        *(bound(f"first frame, {size:,}", median(first[size]), bare, 1.4) for size in folders),
        bound(f"the log on {MANY:,}, to {FEW}", median(log[MANY]), median(log[FEW]), 1.5),
    ]


def bound(name: str, seconds: float, measure: float, budget: float) -> Bound:
    figures = f"{seconds * 1000:.1f} ms to {measure * 1000:.1f} ms"
    return Bound(name, seconds / measure, budget, figures)


def keys(folders: Mapping[int, Path]) -> list[Bound]:
    """A key inside the page and one that scrolls by a line, in the log."""
    with (
        begin(MINIMAL, None) as minimal,
        begin(PROGRAM, folders[FEW]) as few,
        begin(PROGRAM, folders[MANY]) as many,
    ):
        minimal.wait_output(MINIMAL_SHOWS)
        for program, size in ((few, FEW), (many, MANY)):
            program.wait_output(todays_text(folders[size]))
            program.wait_quiet()
            program.to_text("2", LOG_SHOWS)
            program.wait_quiet()
        inside = rotate({0: minimal, FEW: few, MANY: many}, "g", "jk")
        for program in (few, many):
            go_to_the_foot(program)
        scrolled = rotate({0: minimal, FEW: few, MANY: many}, "", "j")
    bare = median([*inside[0], *scrolled[0]])
    return [
        *(bound(f"a key in the page, {size:,}", median(inside[size]), bare, 2) for size in folders),
        *(bound(f"a scrolled line, {size:,}", median(scrolled[size]), bare, 5) for size in folders),
    ]


def rotate(programs: Mapping[int, Timed], first: str, pressed: str) -> dict[int, list[float]]:
    """Press the keys in every program by turns; seconds to paint by program."""
    times: dict[int, list[float]] = {size: [] for size in programs}
    for size, program in programs.items():
        if first and size:
            program.press(first)
    count = KEYS if len(pressed) > 1 else min(KEYS, FEW - 30)
    for number in range(count):
        for size, program in programs.items():
            times[size].append(program.to_first(pressed[number % len(pressed)]))
    return times


def go_to_the_foot(program: Timed) -> None:
    """The cursor to the last line of the page, so that the next key scrolls."""
    program.press("g")
    for _ in range(20):
        program.rest()
        program.press("j")
    program.rest()


def idle(workspace: Path) -> list[Bound]:
    """What a running timer costs, beside htop looking once a second."""
    htop = shutil.which("htop")
    timer = [*PROGRAM, "start", "client01/api", "Measure"]
    with PtyProgram(timer, cwd=ROOT, env=environment(workspace)) as starting:
        assert starting.wait_end() == 0, starting.text
    with begin(PROGRAM, workspace) as program:
        program.wait_output(b"Measure")
        ours = work_of(program)
    if htop is None:
        print(f"htop is not here; idle with a timer: {ours * 60:.2f} s a minute", file=sys.stderr)
        return []
    with begin([htop, "-d", "10"], None) as other:
        theirs = work_of(other)
    figures = f"{ours * 60:.2f} s a minute to {theirs * 60:.2f}"
    return [Bound("idle with a timer, to htop", ours / theirs, 1, figures)]


def environment(workspace: Path) -> dict[str, str]:
    return {
        "TRACKER_TUI_GIT": "off",
        "TRACKER_TUI_PERSON": ME,
        "TRACKER_TUI_WORKSPACE": str(workspace),
    }


def work_of(program: Timed) -> float:
    """Seconds of work a second, while nobody does anything."""
    program.rest()
    before, start = program.worked, perf_counter()
    while perf_counter() - start < IDLE:
        program.pump(0.2)
    return (program.worked - before) / 1e9 / (perf_counter() - start)


def screens_table(measured: Callable[[], list[Bound]] = measure_screens) -> str:
    """A line for each bound."""
    lines = ["", f"{'the screens, 80 x 24, x minimal Textual app':<44}{'budget':>20}"]
    for one in measured():
        met = "met" if one.ratio <= one.budget else "missed"
        ratio, budget = f"{one.ratio:.2f}x", f"{one.budget:g}x"
        lines.append(f"{one.name:<32}{ratio:>12}{budget:>20}  {met:<8}{one.figures}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(screens_table())
