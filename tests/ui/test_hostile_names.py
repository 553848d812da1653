"""Whatever things are called: each screen shows it whole or cut, as it is, and stays in shape."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from tests.services.small_workspace import NOW
from tests.ui.hostile_workspace import MARKUP, make_hostile
from tests.ui.looks import Eyes
from tests.ui.stage import NARROW, WIDE, open_app, play, settle

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp

pytestmark = pytest.mark.usefixtures("still")

STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What may steer a terminal, or turn the order of what follows."""

OTHER_SIZES = ((79, 24), WIDE)
"""By turns after each look at 80x24."""

ENTRIES = (
    ("today",),
    ("under the cursor", "g", "j"),
    ("an entry in its form", "e"),
    ("a note", "escape", "n"),
    ("another project", "escape", "m"),
    ("split", "escape", "S"),
    ("the entry line", "escape", "s"),
    ("its suggestions", "=em"),
    ("markup in the entry line", "escape", "s", "=acme/api [bold]brackets[/] \U0001f1e9\U0001f1ea"),
    ("a label", "enter"),
    ("undone", "u"),
    ("the log", "2"),
    ("the log from above", "g", "j", "j", "j", "j"),
    ("bulk edit", "space", "space", "e"),
    ("a filter", "escape", "escape", "slash", "=[bold]"),
)
"""What is looked at, and the keys that lead there from the one before."""

PLACES = (
    ("clients", "3"),
    *((f"client {at}", "j", "j") for at in (3, 5, 7)),
    ("unfolded", "z", "g"),
    ("a project", "j"),
    ("a task", "j"),
    ("a project's form", "e"),
    ("a client's form", "escape", "g", "e"),
    ("a rate", "escape", "r"),
    ("expenses", "escape", "o"),
    ("an expense", "escape", "plus"),
    ("a name", "escape", "R"),
    ("why", "escape", "w"),
    ("palette", "escape", "3", "colon"),
    ("palette with words", "=[bold]"),
    ("help", "escape", "question_mark"),
    ("find", "escape", "apostrophe", "=em"),
)

DOCUMENTS = (
    ("invoices", "4"),
    ("to bill", "B"),
    ("a draft", "B", "g", "enter"),
    *((f"the draft's part {at}", "j") for at in range(2, 7)),
    ("the draft's end", "G"),
    ("its form", "g", "e"),
    ("why its line", "escape", "w"),
    ("themes", "w", "T"),
    ("issue it?", "escape", "I"),
    ("an invoice", "escape", "escape", "G", "enter"),
    ("its lines", "ctrl+d"),
    ("its end", "G"),
    ("payment", "y"),
    ("credit", "escape", "C"),
    ("credit a line", "down", "down", "enter"),
    ("a new draft", "escape", "escape", "escape", "4", "N"),
    ("reports", "escape", "5"),
    ("reports by task", "r"),
    ("reports by tag", "r"),
    ("reports by note", "r"),
    ("budgets", "w"),
    ("unbilled", "w"),
    ("days", "w"),
)

MORE = (
    ("settings", "comma"),
    ("settings further down", "down", "down", "down", "down"),
    ("history", "escape", "!app.history"),
    ("check", "escape", "!app.check"),
    ("manual", "escape", "f1"),
    ("messages", "escape", "!app.messages"),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    make_hostile(root)
    return root


@pytest.mark.parametrize("steps", [ENTRIES, PLACES, DOCUMENTS, MORE])
def test_whatever_things_are_called(
    hostile: Path, tmp_path: Path, steps: tuple[tuple[str, ...], ...]
) -> None:
    root = tmp_path / MARKUP.replace("/", "")
    shutil.copytree(hostile, root)
    app = open_app(root, "me", now=NOW)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        eyes, wrong, before = Eyes(app, pilot), [], set()
        for name, *keys in steps:
            await eyes.press(*keys)
            seen = screen_strips(app)
            if seen in before:
                wrong.append(f"{name}: nothing new is seen")
            before.add(seen)
            wrong += [f"{name}: {one}" for one in defects(app)]
            size = OTHER_SIZES[len(before) % len(OTHER_SIZES)]
            await pilot.resize_terminal(*size)
            await pilot.pause()
            wrong += [f"{name} in {size[0]}: {one}" for one in defects(app)]
            await pilot.resize_terminal(*NARROW)
        assert not wrong, "\n".join(wrong)
        await settle(app, pilot)

    play(app, scenario, NARROW)


def screen_strips(app: TrackerApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def defects(app: TrackerApp) -> list[str]:
    """What is wrong with what is seen."""
    strips = app.screen._compositor.render_strips()
    lines = [strip.text for strip in strips]
    wrong = [] if len(lines) == app.size.height else [f"{len(lines)} lines"]
    for at, (strip, line) in enumerate(zip(strips, lines, strict=True)):
        if cell_len(line) != app.size.width or STEERS.search(line):
            wrong.append(f"line {at} is out of shape: {line!r}")
        if any(segment.style and segment.style.link for segment in strip):
            wrong.append(f"line {at} is read as markup: {line!r}")
    typing = isinstance(app.focused, Input)
    return wrong + ([] if typing else [f"{one!r} is not whole" for one in cut_off(lines)])


def cut_off(lines: list[str]) -> list[str]:
    """Lines that end before what they should show does, without a sign of it."""
    found = []
    for at, line in enumerate(lines):
        above, below = lines[max(0, at - 1)], lines[min(at + 1, len(lines) - 1)]
        swallowed = re.search(r"(?<!\[bold\])brackets|brackets(?!\[/\]|\[?/?…)", line)
        ends = re.search(r"x{12,}(?!x|…)", line)
        wrapped = "xxxxxx" in above or "xxxxxx" in below or ("long" in above and "long" not in line)
        if swallowed or (ends and len(ends[0]) != 64 and not wrapped):
            found.append(line)
    return found
