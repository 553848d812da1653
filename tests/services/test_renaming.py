"""New names of clients and projects: files, what goes along, and what keeps its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.small_workspace import bill, projects_of, track, write
from tests.services.two_clients import ACME, BETA, make_two_clients, project_of, record_of, text_of
from tracker_tui.core.errors import Refused
from tracker_tui.services.changes import handle
from tracker_tui.services.clients import (
    ClientFields,
    add_client,
    archive_client,
    rename_client,
    show_client,
)
from tracker_tui.services.drafts import make_draft
from tracker_tui.services.expenses import add_expense, list_expenses
from tracker_tui.services.project_admin import (
    ProjectFields,
    add_project,
    edit_project,
    move_project,
    show_project,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with two clients that somebody wrote by hand."""
    return make_two_clients(tmp_path)


def files_of(root: Path) -> dict[str, bytes]:
    """Every file of a workspace but those of the machine."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".tracker" not in path.parts
    }


# --- clients ---------------------------------------------------------------------------------


def test_a_renamed_client_takes_its_unbilled_work_along(workspace: Workspace) -> None:
    track(workspace, "acme/api", day="2026-09-01")
    track(workspace, "acme/api", person="ada")
    track(workspace, "acme/api", minutes=None)
    track(workspace, "other/api")
    made = rename_client(workspace, "acme", "apex")
    assert projects_of(workspace) == ["apex/api", "other/api"]
    assert projects_of(workspace, "ada") == ["apex/api"]
    assert [entry.project for entry in workspace.running()] == ["apex/api"]
    assert made.notes == ("3 unbilled entries moved along",)
    assert workspace.client("acme") is None


def test_a_renamed_client_keeps_its_comments_and_its_former_id(workspace: Workspace) -> None:
    rename_client(workspace, "acme", "apex")
    expected = ACME.replace('currency = "EUR"\n', 'currency = "EUR"\naka = ["acme"]\n')
    assert text_of(workspace, "apex") == expected


def test_billed_entries_keep_their_words_and_are_found_by_them(workspace: Workspace) -> None:
    billed = track(workspace, "acme/api", day="2026-10-01")
    track(workspace, "acme/api", day="2026-10-02", billed_elsewhere="old books")
    bill(workspace, "INV-2026-0001", billed)
    made = rename_client(workspace, "acme", "apex")
    assert projects_of(workspace) == ["acme/api", "acme/api"]
    assert made.notes == ("2 billed records keep the name acme, which now means apex",)
    project = show_client(workspace, "acme")["projects"][0]
    assert (project["project"], project["used"]["seconds"]) == ("apex/api", 7200)


def test_drafts_and_parked_timers_are_renamed_too(workspace: Workspace, tmp_path: Path) -> None:
    write(
        tmp_path,
        "time/me/running.json",
        '{"entries": {}, "parked": {\n"01K": {"since": "2026-11-20T09:00:00+01:00", '
        '"project": "acme/api", "worked": 60}\n}}\n',
    )
    entry = track(workspace, "acme/api")
    draft = bill(workspace, "", entry)
    rename_client(workspace, "acme", "apex")
    fresh = workspace.draft(draft.id)
    assert (fresh.client, fresh.customer.id) == ("apex", "apex")
    assert [line.project for line in fresh.lines] == ["apex/api"]
    assert [one.project for line in fresh.lines for one in line.entries] == ["apex/api"]
    assert workspace.parked()["01K"]["project"] == "apex/api"


def test_renaming_is_one_commit_and_undo_leaves_no_trace(
    workspace: Workspace, tmp_path: Path
) -> None:
    entry = track(workspace, "acme/api")
    track(workspace, "acme/api", day="2026-10-01", person="ada")
    bill(workspace, "", entry)

    before, count = files_of(tmp_path), len(workspace.store.history())
    rename_client(workspace, "acme", "apex")
    assert len(workspace.store.history()) == count + 1
    assert files_of(tmp_path) != before
    workspace.store.undo()
    assert files_of(tmp_path) == before


def test_a_client_can_have_its_old_id_back(workspace: Workspace) -> None:
    rename_client(workspace, "acme", "apex")
    rename_client(workspace, "apex", "acme")
    assert record_of(workspace)["aka"] == ["apex"]


def test_a_taken_id_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="client beta exists"):
        rename_client(workspace, "acme", "beta")
    rename_client(workspace, "beta", "gamma")
    with pytest.raises(Refused, match="beta is a former name of client gamma"):
        rename_client(workspace, "acme", "beta")
    assert text_of(workspace) == ACME


# --- projects --------------------------------------------------------------------------------


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
        '[projects.api]\nname = "Payments API"\nbudget_hours = 10\n'
        'rest = """\n[projects.api]\n"""\n',
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

    before = files_of(tmp_path)
    move_project(workspace, "acme/api", "beta/web")
    assert len(workspace.store.history()) == 2
    workspace.store.undo()
    assert files_of(tmp_path) == before


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


def test_a_fixed_fee_is_charged_once_whatever_the_project_is_called(workspace: Workspace) -> None:
    edit_project(workspace, "acme/api", ProjectFields(fixed_fee="5000"))
    track(workspace, "acme/api", day="2026-10-01")
    made = make_draft(workspace, "acme")
    assert made.record["net"] == "5000.00"
    move_project(workspace, "acme/api", "acme/payments")
    rename_client(workspace, "acme", "apex")
    assert show_project(workspace, "apex/payments")["fixed_fee_billed"]
    track(workspace, "apex/payments", day="2026-10-02")
    assert make_draft(workspace, "apex").record["net"] == "0.00"


def test_an_expense_under_a_former_name_is_still_drafted(
    workspace: Workspace, tmp_path: Path
) -> None:
    for where, amount in (("acme", "10"), ("acme/api", "20")):
        add_expense(workspace, where, amount)
    older = files_of(tmp_path)["expenses/2026.json"]
    move_project(workspace, "acme/api", "beta/web")
    rename_client(workspace, "acme", "apex")
    add_project(workspace, "apex/api", ProjectFields())
    write(tmp_path, "expenses/2026.json", older.decode())  # from a clone that did not know yet
    assert make_draft(workspace, "apex").record["net"] == "10.00"
    assert make_draft(workspace, "beta").record["net"] == "20.00"
