"""The reports with nothing to show, with odd names, and without signs beyond ASCII."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.services.small_workspace import BUSINESS, TODAY, make_workspace, track, write
from tests.ui.report_stage import make_shop, press, reports, run
from tests.ui.stage import (
    NARROW,
    WIDE,
    screen_lines,
    screen_text,
    settle,
)
from tracker_tui.services.preferences import Preferences
from tracker_tui.ui.keys import find_clashes

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.core.entry import Entry
    from tracker_tui.ui.app import TrackerApp

ODD = (
    "[red]bold[/red] [",
    "👩‍👩‍👧‍👦 family",
    "חשבוניות שנתיות",
    "e\u0301te\u0301 mit Ä",
    "long " + "x" * 290 + " end",
)
"""The last one is cut everywhere."""

ODD_CLIENT = """\
name = {name}
currency = "EUR"
[[rates]]
hourly = 60.00
[projects.api]
name = {name}
budget_hours = 1
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return make_shop(tmp_path)


def test_empty_views_teach_a_key(tmp_path: Path) -> None:
    make_workspace(tmp_path, BUSINESS)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        assert "nothing was tracked in this period: <" in screen_text(app)
        assert "3 shows the clients" in await press(app, pilot, "w", "enter")
        assert "everything is billed: s starts a timer" in await press(app, pilot, "w", "enter")
        assert "nothing was tracked in these days: <" in await press(app, pilot, "w", "y")
        await press(app, pilot, "o", "escape", "w", "y", "o", "escape")
        assert reports(app).view == "sums"

    run(tmp_path, scenario)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_odd_names_are_shown_whole_or_cut(tmp_path: Path, size: tuple[int, int]) -> None:
    for number, name in enumerate(ODD):
        text = ODD_CLIENT.format(name=json.dumps(name, ensure_ascii=False))
        write(tmp_path, f"clients/c{number}.toml", text)
    workspace = make_workspace(tmp_path, BUSINESS)
    for number, name in enumerate(ODD):
        tag(workspace.root, track(workspace, f"c{number}/api", TODAY, 90 - number), name)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        reports(app).open(by="tag")
        await settle(app, pilot)
        check_names(screen_text(app))
        for _ in ("budgets", "unbilled"):
            text = await press(app, pilot, "w", "g")
            if size == WIDE:
                check_names(text)
            for name in ODD:
                remark = screen_lines(app)[-3]
                assert name[:12] in remark and ("…" in remark) == (name == ODD[-1])
                await press(app, pilot, "j")

    run(tmp_path, scenario, size)


def check_names(text: str) -> None:
    assert all(name[:12] in text for name in ODD)
    assert all(f"{name[:12]}…" in text or name in text for name in ODD[:-1]) and "xxx…" in text


def tag(root: str, entry: Entry, name: str) -> None:
    """Tags an entry by hand."""
    path = f"{root}/time/{entry.person}/{entry.day[:7]}.json"
    with open(path, encoding="utf-8") as file:
        record = json.load(file)
    record["entries"][entry.id]["tags"] = [name]
    with open(path, "w", encoding="utf-8") as file:
        json.dump(record, file)


def test_without_the_signs_all_is_plain_ascii(shop: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        text = screen_text(app)
        for _ in range(4):
            assert text.isascii(), [sign for sign in text if not sign.isascii()]
            text = await press(app, pilot, "w")
        assert "###" in text

    run(shop, scenario, WIDE, preferences=Preferences(ascii=True))


def test_no_key_of_the_reports_means_two_things() -> None:
    assert [one for one in find_clashes({}) if "report." in one] == []
