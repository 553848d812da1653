"""Pictures of the screens, as they were looked at: `make looks` takes them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.small_workspace import make_workspace
from tests.ui.looks import Eyes
from tests.ui.stage import NARROW, WIDE, copy_studio, open_app, play
from tracker_tui.services.preferences import Preferences

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp

PLACES = ("today", "log", "clients", "invoices", "reports")

pytestmark = pytest.mark.usefixtures("still")


def look(app: TrackerApp, size: tuple[int, int], *shots: tuple[str, ...]) -> None:
    """Takes pictures, each of a name and the keys that lead there from the one before."""
    eyes: list[Eyes] = []

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        eyes.append(Eyes(app, pilot))
        for name, *keys in shots:
            await eyes[0].picture(name, *keys)

    play(app, scenario, size)
    eyes[0].done()


def studio(folder: Path, theme: str = "evening") -> TrackerApp:
    return open_app(copy_studio(folder), preferences=Preferences(theme=theme))


@pytest.mark.parametrize(("name", "size"), [("narrow", NARROW), ("wide", WIDE)])
def test_every_screen(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    shots = [(f"{place}-{name}", str(key)) for key, place in enumerate(PLACES, 1)]
    preview = (f"preview-{name}", "4", "g", "enter", "j", "j", "j")
    look(studio(tmp_path), size, *shots, preview)


def test_light(tmp_path: Path) -> None:
    look(studio(tmp_path, "paper"), NARROW, ("today-light",), ("log-light", "2", "k", "space"))


def test_without_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = studio(tmp_path, "mono")
    look(app, NARROW, ("log-mono", "2", "k", "space"), ("invoices-mono", "4"))


def test_a_workspace_with_nothing_in_it(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    shots = [(f"{place}-empty", str(key)) for key, place in enumerate(PLACES, 1)]
    look(open_app(tmp_path, person="me"), NARROW, *shots)
