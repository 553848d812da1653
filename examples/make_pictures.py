"""Pictures of the screens for the README, made by the program itself on the example workspace.

python -m examples.make_pictures [FOLDER]
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from typing import TYPE_CHECKING

from tracker_tui.core.clock import parse_moment
from tracker_tui.services.demo import EXAMPLE_NOW, open_example
from tracker_tui.services.preferences import Preferences
from tracker_tui.ui.app import TrackerApp

if TYPE_CHECKING:
    from textual.pilot import Pilot

PICTURES: tuple[tuple[str, str, tuple[int, int], tuple[str, ...]], ...] = (
    ("today", "evening", (100, 28), ()),
    ("log", "evening", (100, 28), ("2",)),
    ("clients", "harbour", (120, 30), ("3",)),
    ("preview", "paper", (100, 40), ("4", "j", "j", "j", "j", "j", "j", "enter")),
    ("reports", "evening", (120, 30), ("5",)),
)
"""Name, theme, size in cells, and the keys that lead there."""

FONTS = "Fira Code, Menlo, Consolas, DejaVu Sans Mono"

FOLDER = os.path.join(os.path.dirname(__file__), "pictures")


def make_pictures(folder: str) -> list[str]:
    """Writes the pictures into a folder and returns their files; the same bytes each time."""
    os.makedirs(folder, exist_ok=True)
    written = []
    for name, theme, size, keys in PICTURES:
        path = os.path.join(folder, f"{name}.svg")
        with open(path, "w", encoding="utf-8") as file:
            file.write(asyncio.run(_picture(theme, size, keys)))
        written.append(path)
    return written


async def _picture(theme: str, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_example(os.path.join(folder, "studio"), parse_moment(EXAMPLE_NOW).utc)
        app = TrackerApp(workspace, Preferences(theme=theme), workspace.root)
        async with app.run_test(size=size) as pilot:
            await _settle(app, pilot)
            for key in keys:
                await pilot.press(key)
                await _settle(app, pilot)
            return _same_each_time(app.export_screenshot(title="tracker-tui"))


async def _settle(app: TrackerApp, pilot: Pilot[int]) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def _same_each_time(svg: str) -> str:
    """Without the random number in the names of classes, and without fonts from elsewhere."""
    own = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    own = own.replace("Fira Code", FONTS)
    return re.sub(r"terminal-\d+", "terminal", own)


if __name__ == "__main__":
    print(*make_pictures(sys.argv[1] if len(sys.argv) > 1 else FOLDER), sep="\n")
