"""Screens, drawers and dialogs as text, as they were read: `make looks` writes them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.looks import Eyes
from tests.ui.stage import NARROW, copy_studio, open_app, play

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp

pytestmark = pytest.mark.usefixtures("still")

TIME = (
    ("entry-line", "s"),
    ("entry-line-suggests", "=acme"),
    ("entry-line-refuses", "escape", "s", "=acmee/api Fix", "enter"),
    ("drawer", "escape", "escape", "2", "k", "k", "e"),
    ("drawer-refuses", "end", "=x", "enter"),
    ("bulk-edit", "escape", "escape", "space", "space", "e"),
    ("split", "escape", "escape", "k", "S"),
    ("move", "escape", "m", "=glo"),
    ("log-filtered", "escape", "escape", "slash", "=tag:bug not:login", "enter"),
)
BILLING = (
    ("new-draft", "4", "n"),
    ("new-draft-period", "enter"),
    ("draft", "enter"),
    ("draft-explained", "j", "j", "j", "j", "w"),
    ("draft-line-form", "escape", "e"),
    ("issue", "escape", "I"),
    ("payment", "escape", "escape", "escape", "4", "g", "j", "j", "j", "j", "y"),
    ("credit", "escape", "C"),
    ("budgets", "escape", "5", "w"),
    ("unbilled", "w"),
    ("days", "w"),
)
UPKEEP = (
    ("client-unfolded", "3", "l", "j"),
    ("rate", "r"),
    ("rate-refused", "tab", "=lots", "f2"),
    ("palette", "escape", "escape", "escape", "colon", "=inv"),
    ("help", "escape", "question_mark"),
    ("manual", "escape", "f1"),
    ("check", "escape", "!app.check"),
    ("history", "escape", "!timer.stop", "!app.history"),
)


@pytest.mark.parametrize("steps", [TIME, BILLING, UPKEEP])
def test_everything_reads_as_it_did(tmp_path: Path, steps: tuple[tuple[str, ...], ...]) -> None:
    eyes: list[Eyes] = []

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        eyes.append(Eyes(app, pilot))
        for name, *keys in steps:
            await eyes[0].text(name, *keys)

    play(open_app(copy_studio(tmp_path)), scenario, NARROW)
    eyes[0].done()
