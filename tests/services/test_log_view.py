"""The log read from its newest month back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.small_workspace import bill, make_workspace, track, write
from tracker_tui.core.periods import parse_period
from tracker_tui.core.query import Query, parse_query
from tracker_tui.services.entries import EntryEdit, edit_entry
from tracker_tui.services.listing import read_log
from tracker_tui.services.log_view import LogPage, LogReader

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.core.views import PricedEntry
    from tracker_tui.store.workspace import Workspace

CLIENT = """\
name = "Acme"
currency = "EUR"
rounding = { minutes = 15, mode = "up" }
[[rates]]
hourly = 60.00
[projects.api]
name = "API"
"""
TODAY = "2026-11-20"
ALL, ANY = parse_period("all", TODAY), Query()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two people with entries in three months, and a timer."""
    write(tmp_path, "clients/acme.toml", CLIENT)
    made = make_workspace(tmp_path)
    for day in ("2026-08-03", "2026-10-05", "2026-10-06", "2026-11-19", "2026-11-20"):
        track(made, "acme/api", day, 50)
    track(made, "acme/api", "2026-10-06", 20, person="ada", task="review")
    track(made, "acme/api", "2026-11-20", None)
    return made


def flat(page: LogPage) -> list[PricedEntry]:
    """All entries of a page."""
    return [one for month in page.months for day in month.days for one in day.entries]


@pytest.mark.parametrize("words", ["all", "2026-10", "2026-10-06..2026-11-19", "2026-W47", "2020"])
@pytest.mark.parametrize("query", [[], ["person:ada"], ["not:task:review", "billable:yes"]])
def test_the_whole_page_is_the_log(workspace: Workspace, words: str, query: list[str]) -> None:
    period, wanted = parse_period(words, TODAY), parse_query(query)
    page = LogReader().read(workspace, period, wanted, least=1000)
    assert page.earlier == ()
    assert flat(page) == read_log(workspace, period, wanted)
    assert page.size == len(flat(page))


def test_a_page_goes_back_as_far_as_it_must(workspace: Workspace) -> None:
    def months(page: LogPage) -> tuple[list[str], tuple[str, ...]]:
        return [month.month for month in page.months], page.earlier

    def read(least: int, query: Query = ANY, back_to: str = "", most: int = 99) -> LogPage:
        return LogReader().read(workspace, ALL, query, least, back_to, most=most)

    assert months(read(1)) == (["2026-11"], ("2026-08", "2026-10"))
    assert months(read(4)) == (["2026-10", "2026-11"], ("2026-08",))
    assert months(read(1, back_to="2026-09")) == (["2026-10", "2026-11"], ("2026-08",))
    assert months(read(1, parse_query(["person:ada"]))) == (["2026-10", "2026-11"], ("2026-08",))
    assert months(read(99, most=1)) == (["2026-11"], ("2026-08", "2026-10"))


def test_days_have_sums_of_raw_billed_and_money(workspace: Workspace) -> None:
    page = LogReader().read(workspace, parse_period("2026-10-06", TODAY), ANY, 10)
    (day,) = page.months[0].days
    assert (day.day, day.sums.seconds, day.sums.billed_seconds) == ("2026-10-06", 4200, 5400)
    assert {code: str(amount) for code, amount in day.sums.amounts.items()} == {"EUR": "90.00"}


def test_an_unchanged_month_is_not_read_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = LogReader()
    period = parse_period("2026", TODAY)

    def changed_by(act: object) -> list[str]:
        """The months that are made anew by what happens."""
        before = reader.read(workspace, period, ANY, 99)
        assert callable(act)
        act()
        workspace.refresh()
        after = reader.read(workspace, period, ANY, 99)
        assert flat(after) == read_log(workspace, period, ANY)
        return [
            new.month
            for old, new in zip(before.months, after.months, strict=True)
            if old is not new
        ]

    entry = workspace.entries("me", "2026-10")[0]
    client = workspace.files.path("clients/acme.toml")

    def dearer() -> None:
        with open(client, "w", encoding="utf-8") as file:
            file.write(CLIENT.replace("60.00", "120.00"))

    assert changed_by(lambda: None) == []
    edit = EntryEdit(note="other")
    assert changed_by(lambda: edit_entry(workspace, entry.id, edit)) == ["2026-10"]
    assert changed_by(lambda: bill(workspace, "INV-2026-0001", entry)) == ["2026-10"]
    assert changed_by(dearer) == ["2026-08", "2026-10", "2026-11"]


def test_a_filter_reads_no_file_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = LogReader()
    reader.read(workspace, ALL, ANY, 99)
    monkeypatch.setattr(type(workspace), "entries", None)
    page = reader.read(workspace, parse_period("2026-10", TODAY), parse_query(["review"]), 99)
    assert [one.entry.person for one in flat(page)] == ["ada"]


def test_a_month_with_nothing_but_a_timer_is_there(tmp_path: Path) -> None:
    made = make_workspace(tmp_path)
    timer = track(made, "", "2026-11-20", None)
    told: list[tuple[int, int, str]] = []
    page = LogReader().read(made, ALL, ANY, 9, tell=lambda *one: told.append(one))
    assert [one.entry.id for one in flat(page)] == [timer.id]
    assert told == [(1, 1, "2026-11")]
