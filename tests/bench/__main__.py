"""`python -m tests.bench`: a table of ratios, each taken within one rotating run."""

from __future__ import annotations

import argparse
import compileall
import os
import sys
import tempfile
from datetime import datetime
from typing import TYPE_CHECKING

from tests.bench.cases import cases_of
from tests.bench.ledger import ME, TODAY, ZONE, ready_workspace
from tests.bench.measure import Clock, measure
from tests.bench.screens import screens_table
from tests.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.measure import Figures

SIZES = "1000,10000,100000,1000000"
ROUNDS = 12


def main() -> None:
    """Measure at every size, then print what was met and what was missed."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of entries (default: {SIZES})")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"default: {ROUNDS}")
    parser.add_argument("--part", choices=("all", "commands", "screens"), default="all")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    compileall.compile_dir(str(ROOT / "tracker_tui"), quiet=2)
    os.chdir(tempfile.gettempdir())
    if options.part != "screens":
        measure_commands(sizes, options.rounds)
    if options.part != "commands":
        print(screens_table())


def measure_commands(sizes: list[int], rounds: int) -> None:
    """The table of all commands at every size."""
    results = {}
    for size in sizes:
        print(f"measuring {size:,} entries", file=sys.stderr)
        results[size] = measure_size(size, rounds)
    print(table(results))


def measure_size(size: int, rounds: int) -> list[Figures]:
    """The figures of one workspace."""
    workspace = ready_workspace(size)
    environment = surroundings(workspace)
    clock = Clock(datetime.combine(TODAY, datetime.min.time(), ZONE).replace(hour=9))
    return measure(cases_of(workspace, environment), rounds, environment, clock)


def surroundings(workspace: Path) -> dict[str, str]:
    """The environment of a measured command: bytecode as an installed program has it, no git."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "TRACKER_TUI_GIT": "off",
        "TRACKER_TUI_PERSON": ME,
        "TRACKER_TUI_WORKSPACE": str(workspace),
    }


def table(results: dict[int, list[Figures]]) -> str:
    """A line per command and one per budget of memory, a column per size."""
    head = "".join(f"{size:>12,}" for size in results)
    lines = ["", f"{'x python -c pass, entries:':<26}{head}{'budget':>10}"]
    failures = []
    measured = [one for figures in results.values() for one in figures[1:]]
    for name in dict.fromkeys(one.case.name for one in measured):
        row = [one for one in measured if one.case.name == name]
        failures += [f"{name}: {one.failure}" for one in row if one.failure]
        case = row[0].case
        ratios = [0 if one.failure else one.ratio for one in row]
        lines.append(line(name, ratios, "x", case.budget))
        if case.memory is not None:
            peaks = [0 if one.failure else one.peak for one in row]
            lines.append(line("  its peak", peaks, " MiB", case.memory))
    bare = "".join(f"{figures[0].seconds * 1000:>9.1f} ms" for figures in results.values())
    return "\n".join([*lines, "", f"{'python -c pass itself':<26}{bare}", *dict.fromkeys(failures)])


def line(name: str, values: list[float], unit: str, budget: float) -> str:
    """One line of the table; a value of 0 stands for a failure."""
    shown = "".join(f"{f'{value:.2f}{unit}' if value else 'failed':>12}" for value in values)
    met = all(0 < value <= budget for value in values)
    return f"{name:<26}{shown}{f'{budget:g}{unit}':>10}  {'met' if met else 'missed'}"


if __name__ == "__main__":
    main()
