"""Projects: what the client's file holds after each change, budgets, and moving."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.services.small_workspace import bill, make_workspace, projects_of, track, write
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.services.changes import handle
from tracker_tui.services.clients import ClientFields, add_client, archive_client, rename_client
from tracker_tui.services.drafts import make_draft
from tracker_tui.services.expenses import add_expense, list_expenses
from tracker_tui.services.project_admin import (
    ProjectFields,
    add_project,
    archive_project,
    edit_project,
    list_projects,
    move_project,
    show_project,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace

ACME = """\
name = "Acme GmbH"
currency = "EUR"

# what they pay
[[rates]]
hourly = 80.00

[[orders]]
number = "PO-1"
project = "api"

# the payments of their shop
[projects.api]
name = "Payments API"  # was Payments
budget_hours = 10

[[projects.api.rates]]
from = 2026-07-01
hourly = 95.00

[projects.api.tasks.review]
name = "Code review"

[projects.apiary]
name = "Apiary"
"""

BETA = """\
name = "Beta Ltd"
currency = "EUR"

[[rates]]
hourly = 100.00
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with two clients that somebody wrote by hand."""
    write(tmp_path, "clients/acme.toml", ACME)
    write(tmp_path, "clients/beta.toml", BETA)
    return make_workspace(tmp_path)


def text_of(workspace: Workspace, client: str = "acme") -> str:
    with open(f"{workspace.root}/clients/{client}.toml", encoding="utf-8") as file:
        return file.read()


def record_of(workspace: Workspace, client: str = "acme") -> dict[str, Any]:
    return tomllib.loads(text_of(workspace, client), parse_float=Decimal)


def project_of(workspace: Workspace, typed: str) -> dict[str, Any]:
    client, _, project = typed.partition("/")
    found: dict[str, Any] = record_of(workspace, client)["projects"][project]
    return found


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


# --- moving ----------------------------------------------------------------------------------


def test_a_renamed_project_keeps_its_tables_and_comments_where_they_stand(
    workspace: Workspace,
) -> None:
    move_project(workspace, "acme/api", "acme/payments")
    expected = (
        ACME.replace("projects.api]", "projects.payments]")
        .replace("projects.api.", "projects.payments.")
        .replace("budget_hours = 10\n", 'budget_hours = 10\naka = ["acme/api"]\n')
        .replace('project = "api"', 'project = "payments"')
    )
    assert text_of(workspace) == expected


@pytest.mark.parametrize(
    "spelling",
    [
        '[projects]\napi = {name = "Payments API", budget_hours = 10}\n',
        'projects.api.name = "Payments API"\nprojects.api.budget_hours = 10\n',
        '[projects."api"]\nname = "Payments API"\nbudget_hours = 10\n',
        '[ projects . api ] # x\nname = "Payments API"\nbudget_hours = 10\n',
        '[projects.api]\nname = "Payments API"\nbudget_hours = 10\nrest = """\n[projects.api]\n"""\n',
    ],
)
def test_a_project_moves_however_it_is_written(
    workspace: Workspace, tmp_path: Path, spelling: str
) -> None:
    write(tmp_path, "clients/acme.toml", f'name = "Acme"\n{spelling}')
    before = project_of(workspace, "acme/api")
    move_project(workspace, "acme/api", "acme/payments")
    assert project_of(workspace, "acme/payments") == {**before, "aka": ["acme/api"]}
    assert "api" not in record_of(workspace)["projects"]
    move_project(workspace, "acme/payments", "beta/web")
    moved = project_of(workspace, "beta/web")
    assert moved == {**before, "aka": ["acme/api", "acme/payments"]}
    assert not record_of(workspace).get("projects")


def test_a_project_moves_to_another_client_with_its_comments(workspace: Workspace) -> None:
    move_project(workspace, "acme/api", "beta/web")
    start, end = ACME.index("# the payments"), ACME.index("[projects.apiary]")
    assert text_of(workspace) == ACME[:start] + ACME[end:]
    moved = (
        ACME[start:end]
        .replace("projects.api", "projects.web")
        .replace("budget_hours = 10\n", 'budget_hours = 10\naka = ["acme/api"]\n')
    )
    assert text_of(workspace, "beta") == f"{BETA}\n{moved.rstrip()}\n"


def test_unbilled_work_moves_along_and_billed_work_is_found_by_its_old_name(
    workspace: Workspace, tmp_path: Path
) -> None:
    billed = track(workspace, "acme/api", day="2026-10-05")
    bill(workspace, "INV-2026-0001", billed)
    track(workspace, "acme/api", person="ada")
    track(workspace, "acme/api", minutes=None)
    track(workspace, "acme/apiary")
    add_expense(workspace, "acme/api", "10")
    made = move_project(workspace, "acme/api", "acme/payments")
    assert projects_of(workspace) == ["acme/api", "acme/apiary"]
    assert projects_of(workspace, "ada") == ["acme/payments"]
    assert [entry.project for entry in workspace.running()] == ["acme/payments"]
    assert [row["project"] for row in list_expenses(workspace)] == ["acme/payments"]
    assert made.notes == (
        "2 unbilled entries and 1 unbilled expense moved along",
        "1 billed record keeps the name acme/api, which now means acme/payments",
    )
    used = show_project(workspace, "acme/api")["used"]
    assert used["seconds"] == 3 * 3600 + 2 * 3600  # the timer runs since nine, it is noon


def test_a_name_from_before_both_changes_still_leads_to_the_project(workspace: Workspace) -> None:
    bill(workspace, "INV-2026-0001", track(workspace, "acme/api"))
    rename_client(workspace, "acme", "apex")
    move_project(workspace, "apex/api", "apex/payments")
    move_project(workspace, "apex/payments", "beta/web")
    rename_client(workspace, "beta", "gamma")
    assert show_project(workspace, "acme/api")["project"] == "gamma/web"
    assert show_project(workspace, "gamma/web")["used"]["seconds"] == 3600


def test_a_move_says_what_the_other_clients_rates_change(
    workspace: Workspace, tmp_path: Path
) -> None:
    track(workspace, "acme/apiary", minutes=90)
    track(workspace, "acme/apiary", minutes=30, billable=False)
    made = move_project(workspace, "acme/apiary", "beta/web")
    assert made.notes == (
        "2 unbilled entries moved along",
        "reprices 1 unbilled entry (1:30) from 80.00 to 100.00",
    )


def test_an_order_for_the_project_is_named_when_it_leaves_its_client(
    workspace: Workspace,
) -> None:
    made = move_project(workspace, "acme/api", "beta/web")
    assert "order PO-1 of acme names acme/api: look at it" in made.notes


def test_a_draft_goes_along_within_its_client_and_stops_a_move_out_of_it(
    workspace: Workspace,
) -> None:
    track(workspace, "acme/api")
    draft = make_draft(workspace, "acme", project="api")
    (draft_id,) = workspace.draft_ids()
    move_project(workspace, "acme/api", "acme/payments")
    (line,) = workspace.draft(draft_id).lines
    assert line.project == line.entries[0].project == "acme/payments"
    assert workspace.draft(draft_id).rest["scope"]["project"] == "acme/payments"
    with pytest.raises(Refused, match=f"draft {handle(draft_id)} for acme holds work"):
        move_project(workspace, "acme/payments", "beta/web")
    assert draft.ids == (handle(draft_id),)


def test_moving_is_one_commit_and_undo_leaves_no_trace(
    workspace: Workspace, tmp_path: Path
) -> None:
    track(workspace, "acme/api")

    def files() -> dict[str, bytes]:
        return {
            str(path.relative_to(tmp_path)): path.read_bytes()
            for path in tmp_path.rglob("*")
            if path.is_file() and ".tracker" not in path.parts
        }

    before = files()
    move_project(workspace, "acme/api", "beta/web")
    assert len(workspace.store.history()) == 2
    workspace.store.undo()
    assert files() == before


def test_a_project_can_have_its_old_name_back(workspace: Workspace) -> None:
    move_project(workspace, "acme/api", "acme/payments")
    move_project(workspace, "acme/payments", "acme/api")
    assert project_of(workspace, "acme/api")["aka"] == ["acme/payments"]


def test_a_former_name_is_not_given_to_another_project(workspace: Workspace) -> None:
    move_project(workspace, "acme/api", "acme/payments")
    with pytest.raises(Refused, match="acme/api is a former name of acme/payments"):
        add_project(workspace, "acme/api", ProjectFields())
    with pytest.raises(Refused, match="acme/api is a former name of acme/payments"):
        move_project(workspace, "acme/apiary", "acme/api")


def test_a_client_does_not_take_an_id_that_would_change_what_old_names_mean(
    workspace: Workspace,
) -> None:
    add_project(workspace, "beta/api", ProjectFields())
    move_project(workspace, "acme/api", "beta/web")
    rename_client(workspace, "acme", "apex")
    move_project(workspace, "apex/apiary", "apex/api")
    with pytest.raises(Refused, match="acme/api is a former name of beta/web"):
        rename_client(workspace, "apex", "acme")
    assert show_project(workspace, "acme/api")["project"] == "beta/web"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("acme/api", "acme/api", "has that name already"),
        ("acme/api", "acme/apiary", "project acme/apiary exists"),
        ("acme/ap", "acme/web", "unknown project acme/ap"),
        ("acme/api", "nobody/web", "unknown client nobody"),
        ("acme/api", "usa/web", "acme is billed in EUR and usa in USD"),
        ("acme/api", "gone/web", "client gone is archived"),
        ("acme/api", "web", "write client/project"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(
    workspace: Workspace, old: str, new: str, says: str
) -> None:
    add_client(workspace, "usa", ClientFields(currency="USD"))
    add_client(workspace, "gone", ClientFields())
    archive_client(workspace, "gone")
    with pytest.raises(Refused, match=says):
        move_project(workspace, old, new)
    assert text_of(workspace) == ACME
