"""The reports on a small workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.services.budgeted import make_budgeted
from tests.services.small_workspace import NOW, track
from tests.ui.stage import NARROW, open_app, play, screen_text, settle
from tracker_tui.ui.app import TrackerApp
from tracker_tui.ui.screens.reports import Reports

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    Scenario = Callable[[TrackerApp, Pilot[int]], Awaitable[None]]


def make_shop(root: Path) -> Path:
    """Two clients, two currencies, a little time of two months."""
    workspace = make_budgeted(root)
    for project, day, minutes in (
        ("acme/api", "2026-10-05", 90),
        ("acme/api", "2026-11-05", 150),
        ("acme/site", "2026-11-12", 40),
        ("tokyo/app", "2026-10-20", 60),
        ("tokyo/app", "2026-11-12", 125),
        ("tokyo/app", "2026-11-19", 20),
        ("", "2026-11-18", 15),
    ):
        track(workspace, project, day, minutes)
    return root


def run(root: Path, scenario: Scenario, size: tuple[int, int] = NARROW, **options: Any) -> None:
    """Plays a scenario that begins with the reports."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TrackerApp, "DEFAULT_MODE", "reports")
        app = open_app(root, **{"person": "me", "now": NOW, **options})
    play(app, scenario, size)


async def press(app: TrackerApp, pilot: Pilot[int], *keys: str) -> str:
    """The screen after some keys."""
    await pilot.press(*keys)
    await settle(app, pilot)
    return screen_text(app)


def reports(app: TrackerApp) -> Reports:
    assert isinstance(app.screen, Reports)
    return app.screen


def line_of(text: str, begin: str) -> str:
    """The line that begins with these words, behind the cell of the cursor."""
    found = [line for line in text.splitlines() if line[1:].startswith(begin)]
    assert len(found) == 1, f"{begin!r} in {found}"
    return found[0]


def record_goals(app: TrackerApp, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Where the screen wants to go, instead of going there."""
    goals: list[tuple[str, Any]] = []
    monkeypatch.setattr(app, "go", lambda place, **what: goals.append((place, what)))
    return goals
