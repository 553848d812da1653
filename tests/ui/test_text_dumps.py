"""Screens, drawers and dialogs as text, as they were read: `make looks` writes them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.looks import Eyes
from tests.ui.stage import NARROW, copy_studio, open_app, play
from tracker_tui.services.preferences import Preferences
from tracker_tui.ui.app import make_app

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
    ("draft-line-form", "w", "e"),
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

TODAY = (
    ("today-drawer", "g", "e"),
    ("today-drawer-refuses", "tab", "tab", "ctrl+u", "=25:99", "f2"),
    ("today-drawer-discards", "escape"),
    ("note", "escape", "n"),
    ("gap", "escape", "g", "j", "j", "j", "j", "a"),
)
PLACES = (
    ("project-form", "3", "l", "j", "e"),
    ("client-form", "escape", "g", "e"),
    ("new-client", "escape", "n"),
    ("expenses", "escape", "o"),
)
DOCUMENTS = (
    ("to-bill", "4", "B"),
    ("draft-form", "B", "N"),
    ("draft-grouping", "escape", "g", "enter", "r"),
    ("quote", "escape", "escape", "j", "enter", "j", "j", "j", "j"),
    ("invoice", "escape", "j", "j", "enter"),
    ("invoice-end", "G"),
    ("credit-line", "C", "enter"),
    ("credit-note", "y", "escape", "g", "j", "j", "enter"),
)
REST = (
    ("sum-by", "5", "p"),
    ("report-export", "escape", "o"),
    ("period", "escape", "t"),
    ("settings", "escape", "comma"),
    ("messages", "escape", "!timer.stop", "!app.messages"),
    ("themes", "escape", "!app.theme"),
    ("time-export", "escape", "!time.export"),
    ("time-import", "escape", "!time.import"),
)


@pytest.mark.parametrize("steps", [TIME, BILLING, UPKEEP, TODAY, PLACES, DOCUMENTS, REST])
def test_everything_reads_as_it_did(tmp_path: Path, steps: tuple[tuple[str, ...], ...]) -> None:
    read(open_app(copy_studio(tmp_path)), NARROW, *steps)


def test_the_first_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app("hours", None, Preferences())
    zone = ("tab", "tab", "ctrl+u", "=Europe/Berlin", "shift+tab", "shift+tab")
    read(app, NARROW, ("welcome", *zone), ("welcome-refuses", "f2"))


def test_a_forgotten_timer(tmp_path: Path) -> None:
    read(open_app(copy_studio(tmp_path), now="2026-11-21T09:15:00+01:00"), NARROW, ("guard",))


def test_a_terminal_too_small(tmp_path: Path) -> None:
    read(open_app(copy_studio(tmp_path)), (59, 14), ("too-small",))


def test_without_signs(tmp_path: Path) -> None:
    app = open_app(copy_studio(tmp_path), preferences=Preferences(ascii=True))
    read(app, NARROW, ("today-ascii",), ("invoices-ascii", "4"))


def read(app: TrackerApp, size: tuple[int, int], *steps: tuple[str, ...]) -> None:
    """Reads several screens, each a name and the keys that lead there from the one before."""
    eyes: list[Eyes] = []

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        eyes.append(Eyes(app, pilot))
        for name, *keys in steps:
            await eyes[0].text(name, *keys)

    play(app, scenario, size)
    eyes[0].done()
