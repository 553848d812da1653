"""The reports as a person sees them, held against the command line and the services."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import run_program
from tests.services.small_workspace import NOW, TODAY, track
from tests.ui.report_stage import line_of, make_shop, press, record_goals, reports, run
from tests.ui.stage import (
    NARROW,
    WIDE,
    Now,
    copy_studio,
    open_app,
    play,
    screen_lines,
    screen_text,
    settle,
    type_in,
)
from tracker_tui.core.periods import parse_period
from tracker_tui.core.query import Query
from tracker_tui.services import overview
from tracker_tui.services.demo import EXAMPLE_NOW
from tracker_tui.services.sheets import report_sheet, sheet_bytes, sheet_text
from tracker_tui.services.unbilled import sum_amounts
from tracker_tui.ui.figures import amount, hours

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return make_shop(tmp_path)


# --- sums ------------------------------------------------------------------------------------


def test_the_screen_shows_the_figures_of_the_command_line(tmp_path: Path) -> None:
    studio = copy_studio(tmp_path)
    period = "2026-10..2026-11"
    told = {}
    for by in ("project", "week", "client"):
        words = ("report", period, "--by", by, "--json")
        done = run_program("-w", str(studio), *words, cwd=studio, now=EXAMPLE_NOW)
        told[by] = json.loads(done.stdout)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        app.go("reports", period=period, by="project")
        await settle(app, pilot)
        for by, report in told.items():
            reports(app).open(by=by)
            await settle(app, pilot)
            for row in report["rows"]:
                check_row(screen_text(app), row["key"], row)
            check_row(screen_text(app), "total", report["totals"])

    play(open_app(studio), scenario, WIDE)


def check_row(text: str, key: str, row: dict[str, Any]) -> None:
    """That the figures of a row of `report --json` stand on its line and on those below it."""
    lines = text.splitlines()
    at = lines.index(line_of(text, f"{key} "))
    figures = lines[at].split()
    assert hours(row["seconds"]) in figures and hours(row["billed_seconds"]) in figures
    below = " ".join(lines[at : at + max(1, len(row["amounts"]))]).replace(",", "").split()
    assert all(value in below for value in row["amounts"].values())


def test_periods_groupings_and_the_filter_are_gone_through_by_keys(shop: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        text = screen_text(app)
        assert "< Nov 2026 >" in text and "against Oct 2026" in text
        assert "5:50" in text and line_of(text, "(none)").split()[1] == "0:15"
        text = await press(app, pilot, "less_than_sign")
        assert "< Oct 2026 >" in text and "2:30" in text
        assert reports(app).sums.grid.cursor_key == "acme/api\t"
        assert "2026-Q4" in await press(app, pilot, "z")
        await press(app, pilot, "t", *"2026", "minus", *"11", "enter")
        text = await press(app, pilot, "r", "r", "r")
        assert "sums by person" in text and line_of(text, "me ").split()[1] == "5:50"
        await press(app, pilot, "p")
        text = await press(app, pilot, *"cli", "enter")
        assert "sums by client" in text
        assert line_of(text, "acme").split()[1:5] == ["3:10", "3:10", "54", "%"]
        assert line_of(text, "(none)").split()[1] == "0:15"
        await press(app, pilot, "slash")
        await type_in(pilot, "client:tokyo")
        text = await press(app, pilot, "enter")
        assert line_of(text, "tokyo").split()[1:5] == ["2:25", "2:25", "100", "%"]
        assert "acme" not in text
        assert "acme" in await press(app, pilot, "escape")
        await press(app, pilot, "slash")
        await type_in(pilot, "client:")
        text = await press(app, pilot, "enter")
        assert "names no client" in text and "acme" in text

    run(shop, scenario)


def test_wide_terminals_show_what_changed_and_the_days(shop: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        text = screen_text(app)
        line = line_of(text, "acme/api")
        assert "+1:00" in line and "+60.00 EUR" in line
        assert "-0:00" not in text
        day = next(line for line in text.splitlines() if "Thu 12 Nov" in line)
        assert "2:45" in day and "█" in day[100:]
        text = await press(app, pilot, "r", "r", "r", "r")
        assert line_of(text, "2026-11-12 Thu").split()[2] == "2:45"

    run(shop, scenario, WIDE)


def test_the_row_under_the_cursor_stays_when_its_figures_change(shop: Path) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await press(app, pilot, "j", "j")
        assert reports(app).sums.grid.cursor_key == "acme/site\t"
        track(app.workspace, "acme/site", TODAY, 300)
        app.action_app_reread()
        await settle(app, pilot)
        assert reports(app).sums.grid.cursor_key == "acme/site\t"
        assert line_of(screen_text(app), "acme/site").split()[1] == "5:40"
        await press(app, pilot, "r")
        assert "total" not in reports(app).sums.grid.cursor_key

    run(shop, scenario)


def test_a_running_timer_counts_on_each_minute(shop: Path) -> None:
    now = Now(NOW)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        track(app.workspace, "acme/site", TODAY, None)
        app.action_app_reread()
        await settle(app, pilot)
        before = line_of(screen_text(app), "acme/site").split()[1]
        now.utc += 60
        reports(app).tick(False)
        assert line_of(await press(app, pilot), "acme/site").split()[1] == before == "3:40"
        reports(app).tick(True)
        assert line_of(await press(app, pilot), "acme/site").split()[1] == "3:41"
        assert "1 running timer counted up to now" in screen_text(app)

    run(shop, scenario, now=now)


def test_enter_shows_what_is_behind_a_row(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        goals = record_goals(app, monkeypatch)
        await press(app, pilot, "enter", "j", "j", "j", "enter")
        reports(app).open(by="week", period="2026-11", query="client:acme")
        await settle(app, pilot)
        await press(app, pilot, "g", "enter", "G", "enter")
        assert goals == [
            ("log", {"period": "2026-11", "query": "project:acme/api"}),
            ("log", {"period": "2026-11", "query": "state:unassigned"}),
            ("log", {"period": "2026-W45", "query": "client:acme"}),
            ("log", {"period": "2026-11", "query": "client:acme"}),
        ]

    run(shop, scenario)


def test_long_work_leaves_the_old_figures_until_the_new_ones_are_there(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, begun, real = threading.Event(), threading.Event(), overview.compare_period

    def slow(*words: Any) -> overview.Overview:
        begun.set()
        assert goes_on.wait(20)
        return real(*words)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        old = line_of(screen_text(app), "acme/api")
        monkeypatch.setattr(overview, "MUCH", 1)
        monkeypatch.setattr(overview, "compare_period", slow)
        await pilot.press("less_than_sign")
        assert begun.wait(20)
        assert "counting…" in screen_text(app) and line_of(screen_text(app), "acme/api") == old
        monkeypatch.undo()
        await pilot.press("less_than_sign", "greater_than_sign", "greater_than_sign")
        goes_on.set()
        await settle(app, pilot)
        assert "< Nov 2026 >" in screen_text(app) and "counting" not in screen_text(app)
        assert line_of(screen_text(app), "acme/api") == old
        monkeypatch.setattr(overview, "MUCH", 1)
        text = await press(app, pilot, "less_than_sign")
        assert "< Oct 2026 >" in text and "counting" not in text
        assert line_of(text, "acme/api").split()[1] == "1:30"

    run(shop, scenario)


# --- budgets, unbilled work, days --------------------------------------------------------------


def test_budgets_say_what_is_left_and_what_is_over(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        text = await press(app, pilot, "w")
        assert "budgets count all time" in text
        assert line_of(text, "acme/api ").split()[1:7] == [
            "hours",
            "4:00",
            "-1:00",
            "h",
            "!",
            "133",
        ]
        assert line_of(text, "acme/site").split()[1:5] == ["amount", "40.00", "60.00", "EUR"]
        assert "API: budget of 3:00 h" in text
        order = reports(app).budgets.grid
        assert order.move_to("acme\tPO-2")
        text = await press(app, pilot)
        assert "PO-2: order of up to 500.00 EUR: 280.00 unbilled" in text
        goals = record_goals(app, monkeypatch)
        text = await press(app, pilot, "enter", "g", "j", "enter", "j", "enter", "z")
        assert goals == [
            ("log", {"period": "all", "query": "client:acme"}),
            ("log", {"period": "all", "query": "project:acme/api task:review"}),
            ("log", {"period": "all", "query": "project:acme/site"}),
        ]
        assert "budgets: all time counts" in text

    run(shop, scenario)


def test_unbilled_work_leads_to_a_draft(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        text = await press(app, pilot, "w", "w")
        found = overview.unbilled_work(app.workspace)
        for one in found:
            line = line_of(text, one.client or "(none)")
            assert amount(one.amount, one.currency) in line
            assert hours(one.seconds) in line.split() and f" {one.entries} " in line
        for code, value in sum_amounts(found).items():
            assert amount(value, code) in text.partition("total")[2]
        assert "! 46" in line_of(text, "acme") and "31" in line_of(text, "tokyo")
        goals = record_goals(app, monkeypatch)
        text = await press(app, pilot, "enter", "j", "j", "enter")
        assert goals == [
            ("invoices", {"draft_for": "acme"}),
            ("log", {"period": "2026-11-18..", "query": "state:unassigned"}),
        ]
        assert "no project: say which in the log" in text

    run(shop, scenario)


def test_the_map_shows_a_year_and_opens_a_day(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        text = await press(app, pilot, "w", "w", "w")
        heat = overview.map_days(app.workspace, parse_period("2026", TODAY), Query())
        assert "Fri 20 Nov 2026  nothing" in text
        assert f"{hours(heat.total)} on 6 days, most on Thu 12 Nov: 2:45" in text
        for line, seconds in zip(screen_lines(app)[4:11], heat.by_weekday(), strict=True):
            assert hours(seconds) in line
        assert "Thu 12 Nov 2026  2:45" in await press(app, pilot, "k", "h")
        goals = record_goals(app, monkeypatch)
        await press(app, pilot, "enter")
        assert goals == [("log", {"period": "2026-11-12", "query": ""})]
        assert "Thu 1 Jan 2026" in await press(app, pilot, "g")
        assert "< 2025 >" in await press(app, pilot, "less_than_sign")
        assert "< 2026 >" in await press(app, pilot, "greater_than_sign")
        text = await press(app, pilot, "w")
        assert "< Nov 2026 >" in text and "▌sums by project" in text

    run(shop, scenario)


@pytest.mark.parametrize(("size", "weeks"), [((60, 15), 53), (NARROW, 53), (WIDE, 53)])
def test_the_map_has_each_day_of_the_year(shop: Path, size: tuple[int, int], weeks: int) -> None:
    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        text = await press(app, pilot, "w", "w", "w")
        cells = 2 if size == WIDE else 1
        rows = [line[5 : 5 + weeks * cells] for line in text.splitlines()[4:11]]
        assert [line[1:4] for line in text.splitlines()[4:11]][::6] == ["Mon", "Sun"]
        signs = "".join(rows).replace(" ", "")
        assert len(signs) == 324  # the days up to 20 November
        assert len(signs.replace("·", "")) == 6

    run(shop, scenario, size)


# --- taking away -----------------------------------------------------------------------------


def test_what_is_on_the_screen_is_exported_and_copied(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shop)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        found = reports(app).sums.found
        assert found is not None
        sheet = report_sheet(found.comparison)
        await press(app, pilot, "y")
        assert app.clipboard == sheet_text(sheet)
        path = shop / "mine"
        for form in ("csv", "json", "csv"):
            assert "report-2026-11-by-project" in await press(app, pilot, "o")
            if form == "json":
                await pilot.press("right")
            await pilot.press("tab", "ctrl+u")
            await type_in(pilot, "mine")
            text = await press(app, pilot, "f2")
            assert path.with_suffix(f".{form}").read_bytes() == sheet_bytes(sheet, form)
        assert "is there already" in text
        text = await press(app, pilot, "escape", "escape")
        assert app.said == f"Wrote {path}.json"

    run(shop, scenario)
