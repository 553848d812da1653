"""Reports with the period before them, budgets, unbilled work, and what is exported of them."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from tests.services.budgeted import make_budgeted
from tests.services.small_workspace import TODAY, track
from tracker_tui.core.errors import Refused
from tracker_tui.core.periods import parse_period
from tracker_tui.core.query import Query, parse_query
from tracker_tui.core.reports import GROUPINGS
from tracker_tui.services.composing import unbilled_amounts
from tracker_tui.services.crediting import credit_document
from tracker_tui.services.drafts import make_draft
from tracker_tui.services.expenses import add_expense
from tracker_tui.services.issuing import issue_document
from tracker_tui.services.listing import make_report, read_log, report_record
from tracker_tui.services.overview import (
    chart_points,
    compare_period,
    find_behind,
    map_days,
    measure_budgets,
    unbilled_work,
    weigh_period,
)
from tracker_tui.services.project_admin import show_project
from tracker_tui.services.sheets import (
    budget_sheet,
    days_sheet,
    export_sheet,
    report_sheet,
    sheet_bytes,
    sheet_text,
    unbilled_sheet,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.core.budgets import Budget
    from tracker_tui.core.periods import Period
    from tracker_tui.services.sheets import Sheet
    from tracker_tui.services.unbilled import Unbilled
    from tracker_tui.store.workspace import Workspace

EVERYTHING = Query()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_budgeted(tmp_path)


def period(text: str) -> Period:
    return parse_period(text, TODAY)


def budgets(workspace: Workspace, archived: bool = False) -> dict[tuple[str, str], Budget]:
    found = measure_budgets(workspace, archived)
    return {(one.title if one.kind == "order" else one.place, one.kind): one for one in found}


def unbilled(workspace: Workspace) -> dict[str, Unbilled]:
    return {one.client: one for one in unbilled_work(workspace)}


# --- a period beside the one before ----------------------------------------------------------


def test_a_period_stands_beside_the_one_before(workspace: Workspace) -> None:
    track(workspace, "acme/api", "2026-10-05", 90)
    track(workspace, "acme/api", "2026-11-05", 60)
    track(workspace, "tokyo/app", "2026-11-20", 30, person="ada")
    found = compare_period(workspace, period("month"), "client", EVERYTHING)
    report = found.comparison.report
    assert report == make_report(workspace, period("month"), "client", EVERYTHING)
    acme, tokyo = found.comparison.rows
    assert acme.change is not None and tokyo.change is not None
    assert (acme.row.seconds, acme.share, acme.change.seconds) == (3600, 67, -1800)
    assert acme.change.amounts == {"EUR": Decimal("-30.00")}
    assert tokyo.change.amounts == {"JPY": Decimal(2500)}
    assert found.comparison.before == period("last-month")
    assert [(one.first, one.seconds) for one in found.days if one.seconds] == [
        ("2026-11-05", 3600),
        ("2026-11-20", 1800),
    ]
    assert len(found.days) == 30
    assert chart_points(found, 10)[0] == "week"


def test_all_time_has_nothing_before_it_and_reaches_from_the_first_day_to_the_last(
    workspace: Workspace,
) -> None:
    track(workspace, "acme/api", "2025-12-30", 60)
    track(workspace, "acme/api", "2026-11-05", 60)
    found = compare_period(workspace, period("all"), "day", EVERYTHING)
    assert found.comparison.before is None
    assert found.comparison.report == make_report(workspace, period("all"), "day", EVERYTHING)
    assert (found.days[0].first, found.days[-1].first) == ("2025-12-30", "2026-11-05")
    assert sum(one.seconds for one in found.days) == found.comparison.totals.row.seconds == 7200


def test_an_empty_period_has_no_rows_but_days(workspace: Workspace) -> None:
    found = compare_period(workspace, period("week"), "project", EVERYTHING)
    assert (found.comparison.rows, len(found.days)) == ((), 7)
    found = compare_period(workspace, period("all"), "project", EVERYTHING)
    assert [one.first for one in found.days] == [TODAY]


def test_a_query_chooses_for_all_of_it(workspace: Workspace) -> None:
    track(workspace, "acme/api", "2026-10-05", 90)
    track(workspace, "acme/api", "2026-11-05", 60)
    track(workspace, "tokyo/app", "2026-11-20", 30)
    found = compare_period(workspace, period("month"), "client", parse_query(["client:tokyo"]))
    assert [row.row.key for row in found.comparison.rows] == ["tokyo"]
    assert found.comparison.totals.before is not None
    assert found.comparison.totals.before.seconds == 0
    assert sum(one.seconds for one in found.days) == 1800


@pytest.mark.parametrize("by", GROUPINGS)
def test_behind_a_row_are_the_entries_that_it_sums(workspace: Workspace, by: str) -> None:
    track(workspace, "acme/api", "2026-10-31", 90, task="review")
    track(workspace, "acme/api", "2026-11-05", 60, person="ada")
    track(workspace, "acme/site", "2026-11-05", 20, task="review")
    track(workspace, "tokyo/app", "2026-11-20", 30)
    track(workspace, "", "2026-11-20", 15)
    report = make_report(workspace, period("month"), by, parse_query(["not:client:tokyo"]))
    for row in report.rows:
        days, words = find_behind(by, row.key, period("month"), "not:client:tokyo")
        found = read_log(workspace, days, parse_query(words.split()))
        if by in ("tag", "task") and not row.key:
            assert words == "not:client:tokyo"
        else:
            assert sum(one.seconds for one in found) == row.seconds


def test_a_tag_of_several_words_is_looked_for_by_its_words(workspace: Workspace) -> None:
    assert find_behind("tag", "on site", period("month"), "x") == (period("month"), "on site x")


def test_how_far_it_is_never_goes_back(workspace: Workspace) -> None:
    track(workspace, "acme/api")
    for work in (
        lambda told: compare_period(workspace, period("month"), "client", EVERYTHING, told),
        lambda told: measure_budgets(workspace, told=told),
        lambda told: unbilled_work(workspace, told),
    ):
        shares: list[float] = []
        work(lambda share, words, shares=shares: shares.append(share))
        assert shares == sorted(shares) and shares[0] == 0.0 and shares[-1] < 1


def test_days_are_mapped_for_a_year(workspace: Workspace) -> None:
    track(workspace, "acme/api", "2026-11-05", 60)
    track(workspace, "tokyo/app", "2026-11-05", 30)
    heat = map_days(workspace, period("2026"), EVERYTHING)
    assert heat.seconds == {"2026-11-05": 5400}
    assert heat.place("2026-11-05") == (44, 3)
    assert heat.level("2026-11-05") > heat.level("2026-11-06") == 0


def test_a_period_weighs_what_its_files_weigh(workspace: Workspace, tmp_path: Path) -> None:
    assert weigh_period(workspace, period("all")) == 0
    for day in ("2026-09-30", "2026-10-05", "2026-11-05"):
        track(workspace, "acme/api", day)
    track(workspace, "acme/api", "2026-11-05", person="ada")
    sizes = {file.stem: file.stat().st_size for file in (tmp_path / "time/me").glob("2*.json")}
    ada = (tmp_path / "time/ada/2026-11.json").stat().st_size
    assert weigh_period(workspace, period("all")) == sum(sizes.values()) + ada
    assert weigh_period(workspace, period("month")) == sizes["2026-11"] + ada
    assert weigh_period(workspace, period("2026-10-07..")) == (
        sizes["2026-10"] + sizes["2026-11"] + ada
    )


# --- budgets ---------------------------------------------------------------------------------


def test_budgets_in_hours_and_money_say_what_is_left(workspace: Workspace) -> None:
    track(workspace, "acme/api", "2026-10-05", 120, task="review")
    track(workspace, "acme/old", "2026-11-05", 90)
    track(workspace, "acme/site", "2026-11-05", 85)
    found = budgets(workspace)
    api = found["acme/api", "hours"]
    assert (api.used, api.limit, api.left, api.percent, api.state) == (
        12_600,
        10_800,
        -1800,
        117,
        "over",
    )
    assert show_project(workspace, "acme/api")["used"]["hours_left"] == "-0:30"
    site = found["acme/site", "amount"]
    assert (site.money(site.used), site.money(site.left)) == (Decimal("85.00"), Decimal("15.00"))
    assert (site.percent, site.state) == (85, "nearly")
    review = found["acme/api@review", "estimate"]
    assert (review.used, review.limit, review.state) == (7200, 5400, "over")
    assert ("acme/gone", "hours") not in found
    assert ("acme/gone", "hours") in budgets(workspace, archived=True)


def test_a_fixed_fee_is_used_when_a_document_has_it(workspace: Workspace) -> None:
    track(workspace, "acme/relaunch", "2026-11-05", 600)
    fee = budgets(workspace)["acme/relaunch", "fee"]
    assert (fee.used, fee.limit, fee.state) == (0, 90_000, "open")
    assert fee.note == "not billed yet, 90.00 EUR an hour so far"
    make_draft(workspace, "acme")
    fee = budgets(workspace)["acme/relaunch", "fee"]
    assert (fee.used, fee.state) == (90_000, "done")
    assert fee.note == "on a document, 90.00 EUR an hour so far"


def test_an_order_is_used_by_invoices_drafts_and_what_a_draft_would_take(
    workspace: Workspace,
) -> None:
    track(workspace, "acme/site", "2026-11-05", 120)
    first = issue_document(workspace, make_draft(workspace, "acme").ids[0]).ids[0]
    track(workspace, "acme/site", "2026-11-06", 60)
    make_draft(workspace, "acme")
    track(workspace, "acme/site", "2026-11-07", 30)
    order = budgets(workspace)["PO-2", "order"]
    assert order.money(order.used) == Decimal("210.00")
    assert order.note == "120.00 issued, 60.00 in drafts, 30.00 unbilled"
    credit_document(workspace, first)
    order = budgets(workspace)["PO-2", "order"]
    assert order.note == "60.00 in drafts, 150.00 unbilled"
    assert budgets(workspace)["PO-1", "order"].used == 0


# --- unbilled work ---------------------------------------------------------------------------


def test_unbilled_work_is_the_net_of_the_draft_that_would_be_made_now(
    workspace: Workspace,
) -> None:
    track(workspace, "acme/api", "2026-10-05", 90)
    track(workspace, "acme/relaunch", "2026-11-05", 60)
    track(workspace, "acme/site", "2026-11-05", 60, billable=False)
    track(workspace, "acme/site", "2026-12-24", 60)
    track(workspace, "tokyo/app", "2026-11-05", 30)
    track(workspace, "tokyo/app", "2026-11-12", 25)
    add_expense(workspace, "acme", "12.50", "2026-09-30")
    found = unbilled(workspace)
    for client, row in found.items():
        assert {row.currency: row.amount} == unbilled_amounts(workspace, client)
    acme, tokyo = found["acme"], found["tokyo"]
    assert acme.amount == Decimal("1002.50")
    assert (acme.seconds, acme.entries, acme.since) == (9000, 2, "2026-09-30")
    assert (acme.expenses, acme.problem) == (1, "")
    assert tokyo.amount == Decimal(2083)
    assert (tokyo.entries, tokyo.since, tokyo.problem) == (
        2,
        "2026-11-05",
        "1 entry without a price",
    )
    assert list(found) == ["acme", "tokyo"]
    make_draft(workspace, "acme")
    assert list(unbilled(workspace)) == ["tokyo"]


def test_time_that_nobody_can_bill_is_named(workspace: Workspace) -> None:
    track(workspace, "", "2026-11-05", 30)
    track(workspace, "", "2026-11-06", 30, billable=False)
    track(workspace, "ghost/site", "2026-11-04", 20)
    track(workspace, "ghost/site", "2026-11-04", 20, billed_elsewhere="x")
    found = unbilled(workspace)
    assert (found["ghost"].seconds, found["ghost"].amount) == (1200, None)
    assert found["ghost"].problem == "no client ghost: look at check"
    assert (found[""].seconds, found[""].since) == (1800, "2026-11-05")
    assert list(found) == ["ghost", ""]


# --- what is taken away ----------------------------------------------------------------------


def table(data: bytes | str, delimiter: str = ",") -> list[dict[str, str]]:
    text = data.decode("utf-8") if isinstance(data, bytes) else data
    return list(csv.DictReader(StringIO(text), delimiter=delimiter))


def test_a_report_is_taken_away_with_the_figures_of_the_command_line(
    workspace: Workspace,
) -> None:
    track(workspace, "acme/api", "2026-10-05", 90)
    track(workspace, "acme/api", "2026-11-05", 60)
    track(workspace, "tokyo/app", "2026-11-20", 31)
    found = compare_period(workspace, period("month"), "project", EVERYTHING).comparison
    sheet = report_sheet(found)
    assert sheet.name == "report-2026-11-by-project"
    assert json.loads(sheet_bytes(sheet, "json")) == report_record(found.report)
    api, app, total = table(sheet_bytes(sheet, "csv"))
    assert api == {
        "project": "acme/api",
        "seconds": "3600",
        "hours": "1.00",
        "billed_seconds": "3600",
        "billed_hours": "1.00",
        "percent": "66",
        "EUR": "60.00",
        "JPY": "",
        "seconds_before": "5400",
        "seconds_change": "-1800",
        "EUR change": "-30.00",
        "JPY change": "",
    }
    assert (app["hours"], app["EUR"], app["JPY"]) == ("0.52", "", "2583")
    assert (total["project"], total["seconds"], total["EUR"]) == ("total", "5460", "60.00")
    assert table(sheet_text(sheet), "\t") == [api, app, total]


def test_all_time_is_taken_away_without_changes(workspace: Workspace) -> None:
    track(workspace, "acme/api")
    sheet = report_sheet(compare_period(workspace, period("all"), "week", EVERYTHING).comparison)
    assert sheet.name == "report-all-by-week"
    assert sheet.columns[-1] == "EUR"
    open_side = compare_period(workspace, period("2026-11.."), "week", EVERYTHING).comparison
    assert report_sheet(open_side).name == "report-2026-11-01-to-by-week"


def test_budgets_unbilled_work_and_days_are_taken_away(workspace: Workspace) -> None:
    track(workspace, "acme/api", "2026-11-05", 200)
    track(workspace, "", "2026-11-06", 30)
    rows = {row["place"]: row for row in table(sheet_text(_budgets(workspace)), "\t")}
    assert rows["acme/api"]["left"] == "-0.33"
    assert (rows["acme/site"]["left"], rows["acme/site"]["unit"]) == ("100.00", "EUR")
    acme, nobody = table(sheet_bytes(unbilled_sheet(unbilled_work(workspace), TODAY), "csv"))
    assert (acme["name"], acme["amount"], acme["since"]) == ("Acme [GmbH]", "200.00", "2026-11-05")
    assert (nobody["client"], nobody["amount"], nobody["hours"]) == ("", "", "0.50")
    days = days_sheet(map_days(workspace, period("month"), EVERYTHING), "2026-11")
    found = {row["day"]: row["seconds"] for row in table(sheet_bytes(days, "csv"))}
    assert len(found) == 30
    assert (found["2026-11-05"], found["2026-11-07"]) == ("12000", "0")


def _budgets(workspace: Workspace) -> Sheet:
    return budget_sheet(measure_budgets(workspace), TODAY)


def test_a_file_is_written_once_and_replaced_only_where_that_is_said(
    workspace: Workspace, tmp_path: Path
) -> None:
    track(workspace, "acme/api")
    sheet = report_sheet(compare_period(workspace, period("all"), "week", EVERYTHING).comparison)
    made = export_sheet(sheet, "csv", str(tmp_path))
    path = tmp_path / "report-all-by-week.csv"
    assert made.ids == (str(path),)
    assert path.read_bytes() == sheet_bytes(sheet, "csv")
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="is there already"):
        export_sheet(sheet, "csv", str(path))
    assert path.read_text(encoding="utf-8") == "mine"
    export_sheet(sheet, "csv", str(path), replace=True)
    assert path.read_bytes() == sheet_bytes(sheet, "csv")
    assert export_sheet(sheet, "json", str(tmp_path / "mine")).ids == (str(tmp_path / "mine.json"),)
    with pytest.raises(Refused, match="No such file"):
        export_sheet(sheet, "json", str(tmp_path / "nowhere" / "x.json"))
    with pytest.raises(Refused, match="not a format"):
        export_sheet(sheet, "xls", str(tmp_path / "x.xls"))


def test_words_that_a_spreadsheet_would_run_are_quoted(workspace: Workspace) -> None:
    write_tag = parse_query([])
    track(workspace, "acme/api")
    sheet = report_sheet(compare_period(workspace, period("all"), "tag", write_tag).comparison)
    sheet.rows[0]["tag"] = "=1+1"
    assert table(sheet_text(sheet), "\t")[0]["tag"] == "'=1+1"
    assert table(sheet_bytes(sheet, "csv"))[0]["tag"] == "'=1+1"
