"""What the Today screen shows, read from a workspace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.program import ROOT
from tests.services.moving_clock import Clock
from tests.services.small_workspace import write
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.day import Gap, Targets
from tracker_tui.core.grammar import parse_words
from tracker_tui.core.periods import parse_period
from tracker_tui.core.query import Condition, Query
from tracker_tui.services.entries import add_entry
from tracker_tui.services.listing import make_report, read_log
from tracker_tui.services.timers import interrupt_timer
from tracker_tui.services.today import Today, read_today
from tracker_tui.store.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.core.views import PricedEntry

NINE, TEN, ELEVEN, NOON = (f"2026-11-20T{hour:02}:00:00+01:00" for hour in (9, 10, 11, 12))
HOUR = 3600
STUDIO = ROOT / "examples" / "studio"


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A workspace at nine in the morning of a Friday."""
    return Clock(tmp_path, "Europe/Berlin", NINE)


def told(today: Today) -> list[tuple[str, int, str]]:
    """The lines as project, minutes and amount."""
    found = []
    for line in today.lines:
        if line.priced is None:
            found.append(("gap", line.row.seconds // 60, ""))
        else:
            priced = line.priced
            found.append((priced.entry.project, line.row.seconds // 60, f"{priced.amount}"))
    return found


def test_a_running_timer_is_worth_its_raw_time_at_its_rate(clock: Clock) -> None:
    write(clock.root, "clients/acme.toml", _rounded())
    clock.start(NINE, "acme/api", "Fix")
    today = read_today(clock.at("2026-11-20T09:07:12+01:00"))
    (timer,) = today.running
    assert (timer.seconds, timer.amount, timer.currency) == (432, Decimal("7.20"), "EUR")
    assert timer.rule == "default: 60.00/h"
    assert told(today) == [("acme/api", 7, "7.20")]
    assert today.seconds == 432


def _rounded() -> str:
    return (
        'name = "Acme"\nrounding = { minutes = 15, mode = "up", scope = "entry" }\n'
        '[projects.api]\nname = "API"\n'
    )


def test_timers_that_run_at_once_count_once_in_the_day(clock: Clock) -> None:
    clock.start(NINE, "acme/api")
    clock.start(TEN, "acme/ops", keep=True)
    today = read_today(clock.at(NOON))
    assert [one.entry.project for one in today.running] == ["acme/ops", "acme/api"]
    assert today.seconds == 3 * HOUR
    assert today.amounts == {"EUR": Decimal("300.00")}
    assert [line.row.shared for line in today.lines if not isinstance(line.row, Gap)] == [
        0,
        2 * HOUR,
    ]


def test_what_was_parked_last_comes_first(clock: Clock) -> None:
    clock.start(NINE, "acme/api", "One")
    interrupt_timer(clock.at(TEN), parse_words(["acme/ops", "Two"]))
    interrupt_timer(clock.at(ELEVEN), parse_words(["acme/ops", "Three"]))
    today = read_today(clock.at(NOON))
    assert [(one.entry.note, one.worked) for one in today.parked] == [("Two", HOUR), ("One", HOUR)]
    assert today.now.utc - today.parked[1].since.utc == 2 * HOUR


def test_the_gap_until_now_is_open_only_while_nothing_runs(clock: Clock) -> None:
    clock.start(NINE, "acme/api")
    clock.stop(TEN)
    today = read_today(clock.at(ELEVEN))
    assert told(today) == [("acme/api", 60, "60.00"), ("gap", 60, "")]
    assert today.lines[1].key == "gap:2026-11-20T10:00:00+01:00/2026-11-20T11:00:00+01:00"
    clock.start(ELEVEN, "acme/ops")
    assert [line[0] for line in told(read_today(clock.at(NOON)))] == ["acme/api", "gap", "acme/ops"]


def test_another_day_has_no_now_and_still_shows_the_timers(clock: Clock) -> None:
    add_entry(clock.workspace, "yesterday 9-11:30", parse_words(["acme/api"]))
    clock.start(NINE, "acme/ops")
    today = read_today(clock.at(TEN), "2026-11-19")
    assert told(today) == [("acme/api", 150, "150.00")]
    assert (today.is_today, today.strip.now, len(today.running)) == (False, None, 1)
    assert today.seconds == 9000


def test_a_night_over_the_end_of_a_month_is_in_both_days_and_paid_in_the_first(
    clock: Clock,
) -> None:
    workspace = clock.at("2026-11-01T12:00:00+01:00")
    add_entry(workspace, "2026-10-31 22:00-06:30", parse_words(["acme/ops"]))
    second = read_today(workspace)
    assert told(second)[0] == ("acme/ops", 390, "510.00")
    assert second.amounts == {}
    assert second.seconds == 390 * 60
    first = read_today(workspace, "2026-10-31")
    assert told(first) == [("acme/ops", 120, "510.00")]
    assert first.amounts == {"EUR": Decimal("510.00")}
    assert first.week_seconds == 510 * 60


def test_the_week_holds_days_of_two_months_and_agrees_with_the_report(clock: Clock) -> None:
    workspace = clock.at("2026-10-02T12:00:00+02:00")
    for when in ("2026-09-27 23:00-01:00", "2026-09-30 9-10", "2026-10-01 9-12", "2026-10-02 1h30"):
        add_entry(workspace, when, parse_words(["acme/api"]))
    today = read_today(workspace)
    hours = [day.seconds / HOUR for day in today.week]
    assert hours == [1, 0, 1, 3, 1.5, 0, 0]
    report = make_report(workspace, parse_period("week", "2026-10-02"), "day", Query())
    assert {row.key: row.seconds for row in report.rows} == {
        day.day: day.seconds for day in today.week if day.seconds
    }


def test_targets_are_those_of_the_person(clock: Clock) -> None:
    assert read_today(clock.workspace).targets == Targets(0, 0)
    write(clock.root, "people/ada.toml", 'name = "Ada"\nweekly_hours = 36\ndaily_hours = 8\n')
    assert read_today(clock.workspace).targets == Targets(8 * HOUR, 36 * HOUR)


def test_the_time_of_others_is_not_in_my_day(clock: Clock) -> None:
    write(clock.root, "people/ben.toml", 'name = "Ben"\n')
    ben = Workspace(str(clock.root), "ben", "Europe/Berlin", lambda: clock.utc, os.urandom)
    add_entry(ben, "today 7-8", parse_words(["acme/api"]))
    clock.start(NINE, "acme/ops")
    today = read_today(clock.at(TEN))
    assert [line[0] for line in told(today)] == ["acme/ops"]
    assert today.seconds == HOUR


def test_a_project_is_called_as_it_is_now_even_last_month(clock: Clock) -> None:
    workspace = clock.at("2026-11-01T12:00:00+01:00")
    add_entry(workspace, "2026-10-31 22:00-06:30", parse_words(["acme/ops"]))
    text = (clock.root / "clients/acme.toml").read_text(encoding="utf-8")
    renamed = text.replace("[projects.ops]", '[projects.run]\naka = ["acme/ops"]')
    write(clock.root, "clients/acme.toml", renamed)
    assert told(read_today(workspace))[0][0] == "acme/run"


@pytest.mark.parametrize(
    ("zone", "day", "span", "hours"),
    [
        ("Europe/Berlin", "2026-03-29", "00:00-23:00", 22),
        ("Europe/Berlin", "2026-10-25", "00:00-23:00", 24),
        ("America/New_York", "2026-03-08", "00:00-23:00", 22),
        ("America/New_York", "2026-11-01", "00:00-23:00", 24),
    ],
)
def test_a_day_that_the_clocks_change_in(
    tmp_path: Path, zone: str, day: str, span: str, hours: int
) -> None:
    workspace = Clock(tmp_path, zone, "2026-12-01T12:00:00Z").workspace
    add_entry(workspace, f"{day} {span}", parse_words(["acme/api"]))
    today = read_today(workspace, day)
    assert (today.seconds, today.week_seconds) == (hours * HOUR, hours * HOUR)
    assert today.strip.end - today.strip.start == hours * HOUR
    assert len(today.strip.hours) == hours + 1


def test_the_day_agrees_with_the_log(tmp_path: Path) -> None:
    """On the example: the same entries with the same amounts, and the same time as the report."""
    utc = parse_moment("2026-11-20T16:30:00+01:00").utc
    shutil.copytree(STUDIO, tmp_path / "studio")
    root = str(tmp_path / "studio")
    workspace = Workspace(root, "ada", "Europe/Berlin", lambda: utc, os.urandom)
    for day in ("2026-11-20", "2026-11-19", "2026-10-26"):
        today = read_today(workspace, day)
        log = read_log(workspace, parse_period(day, day), Query())
        mine = [one for one in log if one.entry.person == "ada"]
        assert [line.priced for line in today.lines if line.priced is not None] == mine
        assert today.amounts == _sums(mine)
        report = make_report(
            workspace, parse_period(day, day), "day", Query((Condition("person", "ada"),))
        )
        assert today.seconds == report.totals.seconds


def _sums(priced: list[PricedEntry]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for one in priced:
        if one.amount is not None:
            found[one.currency] = found.get(one.currency, Decimal(0)) + one.amount
    return found


def test_reading_the_day_loads_no_slow_library(tmp_path: Path) -> None:
    shutil.copytree(STUDIO, tmp_path / "studio")
    code = (
        "import sys, os\n"
        "from tracker_tui.store.workspace import Workspace\n"
        "from tracker_tui.services.today import read_today\n"
        f"w = Workspace({str(tmp_path / 'studio')!r}, 'ada', 'Europe/Berlin',"
        " lambda: 1795188600, os.urandom)\n"
        "assert read_today(w).seconds == 26340\n"
        "slow = {'pendulum', 'tomlkit', 'babel', 'tinydb', 'dataclasses', 'inspect', 'pathlib'}\n"
        "print(sorted(slow & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
