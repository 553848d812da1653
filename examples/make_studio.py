"""Makes examples/studio: two believable years of a freelance IT studio, always the same bytes.

Ada Fern works in Berlin for clients in seven countries and four currencies; Ben Castro helps on two
days a week from Lisbon. The clock of the script starts on 1 October 2024 and stops in the afternoon
of 20 November 2026, with one timer running and one parked. Everything is entered, billed, issued
and paid through the program's own services, with chance that is the same each time.

    python -m examples.make_studio          makes examples/studio anew
    python -m examples.make_studio FOLDER   makes it elsewhere
"""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial

from examples.making.books import Books
from examples.making.diary import Diary, ada_diary, ben_diary
from examples.making.expenses import plan_expenses
from examples.making.occasions import plan_occasions
from examples.making.parties import plan_parties
from examples.making.stage import FIRST_DAY, TODAY, Stage
from tracker_tui.core.clock import add_days
from tracker_tui.core.periods import parse_period

STUDIO = os.path.join(os.path.dirname(os.path.abspath(__file__)), "studio")


def make_studio(root: str) -> None:
    """Plays the two years in a folder that is not there yet."""
    stage = Stage(root)
    plan_parties(stage)
    plan_occasions(stage)
    plan_expenses(stage)
    Books(stage).plan()
    _plan_days(stage, ada_diary())
    _plan_days(stage, ben_diary())
    stage.play()
    shutil.rmtree(os.path.join(root, ".tracker"))


def _plan_days(stage: Stage, diary: Diary) -> None:
    """Each month's ordinary days are put down on its last evening, those of this one yesterday.

    Where a project was renamed within a month, the days before are put down before.
    """
    first = FIRST_DAY
    while first < TODAY:
        last = min(parse_period(first[:7], TODAY).last, add_days(TODAY, -1))
        if first <= "2025-03-12" < last:
            last = "2025-03-12"
        label = f"Added the days from {first} to {last}"
        stage.plan(f"{last} 17:05", partial(_put_down, stage, diary, first, last, label))
        first = add_days(last, 1)


def _put_down(stage: Stage, diary: Diary, first: str, last: str, label: str) -> None:
    stage.record(diary.days(first, last), label)


def main() -> int:
    """Makes the studio; returns the exit code."""
    root = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else STUDIO)
    if root == STUDIO:
        shutil.rmtree(root, ignore_errors=True)
    elif os.path.exists(root):
        print(f"{root} is there already: name a folder that is not", file=sys.stderr)
        return 2
    make_studio(root)
    print(root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
