"""Projects: what the client's file holds after each change, budgets, and moving."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.services.small_workspace import track
from tests.services.two_clients import ACME, make_two_clients, project_of, text_of
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.services.clients import ClientFields, add_client, archive_client
from tracker_tui.services.project_admin import (
    ProjectFields,
    add_project,
    archive_project,
    edit_project,
    list_projects,
    show_project,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with two clients that somebody wrote by hand."""
    return make_two_clients(tmp_path)


# --- adding and editing ----------------------------------------------------------------------


def test_a_new_project_joins_its_clients_file(workspace: Workspace) -> None:
    fields = ProjectFields("Shop", "120", "9600", "5000.5", "6:nearest:line", False)
    made = add_project(workspace, "acme/shop", fields)
    assert made.ids == ("acme/shop",)
    assert project_of(workspace, "acme/shop") == {
        "name": "Shop",
        "billable": False,
        "budget_hours": 120,
        "budget_amount": Decimal("9600.00"),
        "fixed_fee": Decimal("5000.50"),
        "rounding": {"minutes": 6, "mode": "nearest", "scope": "line"},
    }
    assert "fixed_fee = 5000.50" in text_of(workspace)
    assert "# was Payments" in text_of(workspace)


def test_a_project_needs_no_more_than_its_id(workspace: Workspace) -> None:
    add_project(workspace, "acme/shop", ProjectFields())
    assert project_of(workspace, "acme/shop") == {"name": "shop"}


def test_amounts_have_the_digits_of_the_clients_currency(workspace: Workspace) -> None:
    add_client(workspace, "nihon", ClientFields(currency="JPY"))
    made = add_project(workspace, "nihon/web", ProjectFields(fixed_fee="500000"))
    assert made.record["fixed_fee"] == "500000"
    with pytest.raises(Usage, match="JPY has none"):
        edit_project(workspace, "nihon/web", ProjectFields(fixed_fee="500000.50"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("acme/api", "project acme/api exists"),
        ("acme", "write client/project"),
        ("acme/Shop", "cannot name a project"),
        ("acmee/shop", "did you mean acme?"),
    ],
)
def test_a_project_that_cannot_be_added_is_refused(
    workspace: Workspace, typed: str, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        add_project(workspace, typed, ProjectFields())
    assert text_of(workspace) == ACME


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (ProjectFields(name=""), "a project has a name"),
        (ProjectFields(name="a\tb\nc"), "one line"),
        (ProjectFields(budget_hours="0"), "above 0"),
        (ProjectFields(budget_hours="many"), "not an amount"),
        (ProjectFields(budget_amount="-5"), "a budget amount is above 0"),
        (ProjectFields(fixed_fee="1.005"), "too many decimals"),
        (ProjectFields(rounding="15"), ""),
        (ProjectFields(rounding="often"), "not a rounding"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    workspace: Workspace, fields: ProjectFields, says: str
) -> None:
    if not says:
        edit_project(workspace, "acme/api", fields)
        assert project_of(workspace, "acme/api")["rounding"]["minutes"] == 15
        return
    with pytest.raises(Usage, match=says):
        edit_project(workspace, "acme/api", fields)
    assert text_of(workspace) == ACME


def test_an_edit_changes_one_value_and_leaves_the_rest(workspace: Workspace) -> None:
    made = edit_project(workspace, "acme/api", ProjectFields(budget_hours="12.5"))
    assert text_of(workspace) == ACME.replace("budget_hours = 10", "budget_hours = 12.5")
    assert made.record["budget_hours"] == "12.5"
    assert "budget hours: 12.5" in made.text


def test_an_empty_text_takes_a_field_away(workspace: Workspace) -> None:
    edit_project(workspace, "acme/api", ProjectFields(billable=False))
    edit_project(workspace, "acme/api", ProjectFields(budget_hours="", billable=True))
    assert not {"budget_hours", "billable"} & project_of(workspace, "acme/api").keys()


def test_a_fixed_fee_names_the_rates_it_stands_instead_of(workspace: Workspace) -> None:
    made = edit_project(workspace, "acme/api", ProjectFields(fixed_fee="5000"))
    assert made.notes == ("the fixed fee stands instead of the rates of project acme/api",)


def test_nothing_new_is_no_commit(workspace: Workspace) -> None:
    made = edit_project(workspace, "acme/api", ProjectFields(name="Payments API"))
    assert made.label == "Nothing to change on project acme/api"
    assert workspace.store.history() == []


# --- listing and showing ---------------------------------------------------------------------


def test_lists_leave_out_archived_projects_and_those_of_archived_clients(
    workspace: Workspace,
) -> None:
    add_project(workspace, "beta/web", ProjectFields())
    archive_project(workspace, "acme/api")
    archive_client(workspace, "beta")

    def listed(client: str | None = None, archived: bool = False) -> list[str]:
        return [row["project"] for row in list_projects(workspace, client, archived)]

    assert listed() == ["acme/apiary"]
    assert listed("beta") == ["beta/web"]
    assert listed(archived=True) == ["acme/api", "acme/apiary", "beta/web"]


def test_archiving_a_project_is_undone_by_archiving_backwards(workspace: Workspace) -> None:
    archive_project(workspace, "acme/api")
    assert project_of(workspace, "acme/api")["archived"] is True
    assert archive_project(workspace, "acme/api").label == "Project acme/api is archived already"
    archive_project(workspace, "acme/api", undo=True)
    assert text_of(workspace) == ACME


def test_a_project_shows_hours_raw_and_billed_against_its_budgets(workspace: Workspace) -> None:
    fields = ProjectFields(rounding="30:up:entry", budget_hours="2", budget_amount="200")
    edit_project(workspace, "acme/api", fields)
    track(workspace, "acme/api", minutes=40)
    track(workspace, "acme/api", minutes=50, person="ada", day="2026-06-30")
    track(workspace, "acme/api", minutes=30, billable=False)
    track(workspace, "acme/apiary", minutes=500)
    shown = show_project(workspace, "acme/api")
    used = shown["used"]
    assert (used["seconds"], used["billed_seconds"]) == (7200, 7200)
    assert (used["hours"], used["hours_left"], used["billed_hours_left"]) == (
        "2:00",
        "0:00",
        "0:00",
    )
    worth = Decimal("95.00") + Decimal("80.00")  # before July the client's rate holds
    assert (used["amount"], used["amount_left"]) == (f"{worth}", f"{200 - worth}")
    assert [row["target"] for row in shown["rates"]] == ["acme/api"]
    assert shown["tasks"] == [{"id": "review", "name": "Code review", "billable": True}]


def test_a_budget_that_is_used_up_is_below_zero(workspace: Workspace) -> None:
    track(workspace, "acme/api", minutes=660)
    used = show_project(workspace, "acme/api")["used"]
    assert used["hours_left"] == "-1:00"


def test_a_project_without_priced_time_has_no_amount(workspace: Workspace) -> None:
    edit_project(workspace, "acme/api", ProjectFields(fixed_fee="1000"))
    track(workspace, "acme/api")
    assert show_project(workspace, "acme/api")["used"]["amount"] is None
