"""What screens look like, kept in files: pictures (SVG) and text, compared exactly.

    WRITE_LOOKS=1 python -m pytest tests/ui/test_snapshots.py tests/ui/test_text_dumps.py

writes them anew.
"""

from __future__ import annotations

import os
import re
from difflib import unified_diff
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ui.stage import screen_text, settle, type_in

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp

HERE = Path(__file__).parent
PICTURES = HERE / "__snapshots__"
DUMPS = HERE / "dumps"
WRITE = "WRITE_LOOKS"
"""The variable of the environment that has everything written anew."""

MOST_SHOWN = 60
"""So many lines of a difference are shown."""


class Eyes:
    """Presses keys and compares what is seen then with what was seen when it was frozen."""

    def __init__(self, app: TrackerApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.wrong: list[str] = []

    async def press(self, *keys: str) -> None:
        """Presses keys, `=text` types a text, `!app.check` does an action; all work is done."""
        for key in keys:
            if key.startswith("="):
                await type_in(self.pilot, key[1:])
            elif key.startswith("!"):
                await self.app.run_action(key[1:].replace(".", "_"))
            else:
                await self.pilot.press(key)
            if len(self.app.workers):
                await settle(self.app, self.pilot)
        await settle(self.app, self.pilot)

    async def picture(self, name: str, *keys: str) -> None:
        """Presses keys and looks at the picture."""
        await self.press(*keys)
        svg = plain_svg(self.app.export_screenshot(title="tracker-tui"))
        self._compare(PICTURES / f"{name}.svg", svg)

    async def text(self, name: str, *keys: str) -> None:
        """Presses keys and looks at the text of the screen."""
        await self.press(*keys)
        self._compare(DUMPS / f"{name}.txt", f"{screen_text(self.app)}\n")

    def _compare(self, path: Path, seen: str) -> None:
        if os.environ.get(WRITE):
            path.parent.mkdir(exist_ok=True)
            path.write_text(seen, encoding="utf-8", newline="\n")
            return
        frozen = path.read_text(encoding="utf-8") if path.exists() else ""
        if seen != frozen:
            self.wrong.append(difference(path, frozen, seen))

    def done(self) -> None:
        """Fails with everything that looks otherwise than before."""
        assert not self.wrong, "\n\n".join(self.wrong)


def plain_svg(svg: str) -> str:
    """Without the random number in the names of classes, and without fonts from elsewhere."""
    own = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    own = re.sub(r"terminal-\d+", "terminal", own)
    return "".join(f"{line.rstrip()}\n" for line in own.splitlines())


def difference(path: Path, frozen: str, seen: str) -> str:
    """What changed, as lines that people can read, and how to agree to it."""
    lines = list(
        unified_diff(_readable(frozen), _readable(seen), "as frozen", "as seen", n=1, lineterm="")
    )
    if len(lines) > MOST_SHOWN:
        lines[MOST_SHOWN:] = [f"... and {len(lines) - MOST_SHOWN} lines more"]
    what = "looks otherwise" if frozen else "is not frozen yet"
    return "\n".join((f"{path.parent.name}/{path.name} {what} ({WRITE}=1 writes it anew):", *lines))


def _readable(text: str) -> list[str]:
    if not text.startswith("<svg"):
        return text.splitlines()
    return [unescape(line) for line in re.sub(r"(?=<(text|rect) )", "\n", text).splitlines()]
