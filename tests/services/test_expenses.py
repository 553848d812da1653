"""Expenses: what is recorded, the receipts beside them, and their state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.services.small_workspace import TODAY, bill, make_workspace, write
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.periods import parse_period
from tracker_tui.services import expenses
from tracker_tui.services.changes import handle
from tracker_tui.services.clients import ClientFields, add_client, archive_client, rename_client
from tracker_tui.services.expenses import add_expense, list_expenses
from tracker_tui.services.project_admin import archive_project, move_project

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace

ACME = 'name = "Acme"\ncurrency = "EUR"\n\n[projects.api]\nname = "API"\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    write(tmp_path, "clients/acme.toml", ACME)
    return make_workspace(tmp_path)


def records_of(workspace: Workspace, year: str = "2026") -> dict[str, Any]:
    with open(f"{workspace.root}/expenses/{year}.json", encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)["expenses"]
    return found


# --- recording -------------------------------------------------------------------------------


def test_an_expense_is_recorded_in_the_clients_currency(workspace: Workspace) -> None:
    made = add_expense(
        workspace, "acme/api", "1.234,5", "2026-11-03", " Train to Bonn ", "7%", billable=False
    )
    (record_id,) = records_of(workspace)
    assert records_of(workspace)[record_id] == {
        "date": "2026-11-03",
        "project": "acme/api",
        "amount": "1234.50",
        "currency": "EUR",
        "description": "Train to Bonn",
        "tax_rate": "7",
        "billable": False,
        "person": "me",
        "created": "2026-11-20T12:00:00+01:00",
    }
    assert made.ids == (handle(record_id),)
    assert made.label == "Added an expense of 1234.50 EUR for acme/api on 2026-11-03"


def test_an_expense_is_of_today_unless_said(workspace: Workspace) -> None:
    add_expense(workspace, "acme", "5")
    add_expense(workspace, "acme", "6", "yesterday")
    dates = [(row["amount"], row["date"]) for row in list_expenses(workspace)]
    assert dates == [("6.00", "2026-11-19"), ("5.00", TODAY)]


def test_each_year_has_its_own_file(workspace: Workspace) -> None:
    add_expense(workspace, "acme", "5", "2025-12-31")
    assert [one["amount"] for one in records_of(workspace, "2025").values()] == ["5.00"]


def test_an_expense_of_the_future_is_remarked_upon(workspace: Workspace) -> None:
    assert add_expense(workspace, "acme", "5", "2026-12-24").notes == (
        "2026-12-24 is in the future",
    )


def test_a_tax_that_will_not_be_charged_is_remarked_upon(workspace: Workspace) -> None:
    add_client(workspace, "wien", ClientFields(tax="AE", vat_id="ATU13585627"))
    (note,) = add_expense(workspace, "wien", "5", tax_rate="19").notes
    assert "tax category AE" in note
    assert add_expense(workspace, "acme", "5", tax_rate="19").notes == ()


def test_a_former_name_leads_to_the_client(workspace: Workspace) -> None:
    rename_client(workspace, "acme", "apex")
    assert add_expense(workspace, "acme/api", "5").record["project"] == "apex/api"


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("acmee", "did you mean acme?"),
        ("acme/apu", "did you mean acme/api?"),
        ("gone", "gone is archived"),
        ("acme/old", "acme/old is archived"),
        ("", "cannot name a client"),
    ],
)
def test_a_place_that_takes_no_expense_is_refused(
    workspace: Workspace, tmp_path: Path, where: str, says: str
) -> None:
    write(tmp_path, "clients/acme.toml", f'{ACME}[projects.old]\nname = "Old"\n')
    add_client(workspace, "gone", ClientFields())
    archive_client(workspace, "gone")
    archive_project(workspace, "acme/old")
    with pytest.raises(Refused, match=says):
        add_expense(workspace, where, "5")
    assert not (tmp_path / "expenses").exists()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"amount": "-5"}, "above 0"),
        ({"amount": "0"}, "above 0"),
        ({"amount": "5.001"}, "too many decimals"),
        ({"amount": "five"}, "not an amount"),
        ({"date": "soon"}, "is not a day"),
        ({"tax_rate": "101"}, "from 0 to 100"),
        ({"tax_rate": "-1"}, "from 0 to 100"),
        ({"description": "two\nlines"}, "one line"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    workspace: Workspace, tmp_path: Path, fields: dict[str, Any], says: str
) -> None:
    with pytest.raises(Usage, match=says):
        add_expense(workspace, "acme", **{"amount": "5", **fields})
    assert not (tmp_path / "expenses").exists()


# --- receipts --------------------------------------------------------------------------------


def test_a_receipt_is_copied_beside_the_years_expenses(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = tmp_path / "Bahn Ticket (2).PDF"
    source.write_bytes(b"%PDF-1.4 \xff\x00")
    made = add_expense(workspace, "acme", "5", "2025-06-01", receipt=str(source))
    (row,) = list_expenses(workspace)
    assert row["receipt"] == f"expenses/2025/{made.ids[0]}-Bahn-Ticket--2.PDF"
    assert (tmp_path / row["receipt"]).read_bytes() == source.read_bytes()


def test_undo_takes_the_receipt_along_and_redo_brings_it_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    source = tmp_path / "r.png"
    source.write_bytes(b"picture")
    add_expense(workspace, "acme", "5", receipt=str(source))
    copy = tmp_path / list_expenses(workspace)[0]["receipt"]
    workspace.store.undo()
    assert not copy.exists() and list_expenses(workspace) == []
    workspace.store.redo()
    assert copy.read_bytes() == b"picture"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("receipt.json", "receipt.json.txt"),
        ("..hidden", "hidden"),
        ("Quittung für Öl.jpg", "Quittung-für-Öl.jpg"),
        ("ä" * 80 + ".jpeg", "ä" * 47 + ".jpeg"),
        ("---", "receipt"),
    ],
)
def test_the_copy_has_a_name_that_every_system_can_hold(
    workspace: Workspace, tmp_path: Path, name: str, kept: str
) -> None:
    source = tmp_path / "inbox" / name
    source.parent.mkdir()
    source.write_bytes(b"{}")
    made = add_expense(workspace, "acme", "5", receipt=str(source))
    assert made.record["receipt"] == f"expenses/2026/{made.ids[0]}-{kept}"
    assert (tmp_path / made.record["receipt"]).read_bytes() == b"{}"
    assert len(list_expenses(workspace)) == 1


def test_a_receipt_that_cannot_be_kept_is_refused_with_the_expense(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expenses, "MOST_BYTES", 4_000_000)
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "large.pdf").write_bytes(b"x" * 4_000_001)
    for name, says in (
        ("none.pdf", "is not a file"),
        ("people", "is not a file"),
        ("empty.pdf", "is empty"),
        ("large.pdf", "has 4.0 MB: at most 4 MB"),
        ("\0", "is not a file|cannot be read"),
    ):
        with pytest.raises(Refused, match=says):
            add_expense(workspace, "acme", "5", receipt=str(tmp_path / name))
    assert not (tmp_path / "expenses").exists()


# --- listing ---------------------------------------------------------------------------------


def test_an_expense_says_which_document_holds_it(workspace: Workspace) -> None:
    add_expense(workspace, "acme", "1")
    add_expense(workspace, "acme", "2")
    add_expense(workspace, "acme", "3")
    add_expense(workspace, "acme", "4", billable=False)
    ids = {row["amount"]: row["id"] for row in list_expenses(workspace)}
    bill(workspace, "INV-2026-0001", expense=ids["1.00"])
    draft = bill(workspace, "", expense=ids["2.00"])
    assert [(row["amount"], row["state"], row["document"]) for row in list_expenses(workspace)] == [
        ("1.00", "billed", "INV-2026-0001"),
        ("2.00", "draft", draft.id),
        ("3.00", "unbilled", ""),
        ("4.00", "free", ""),
    ]


def test_expenses_are_listed_by_period_and_client(workspace: Workspace) -> None:
    add_client(workspace, "beta", ClientFields())
    add_expense(workspace, "acme", "1", "2026-10-31")
    add_expense(workspace, "acme/api", "2", "2026-11-01")
    add_expense(workspace, "beta", "3", "2026-11-02")
    november = parse_period("2026-11", TODAY)

    def amounts(**chosen: Any) -> list[str]:
        return [row["amount"] for row in list_expenses(workspace, **chosen)]

    assert amounts() == ["1.00", "2.00", "3.00"]
    assert amounts(period=november) == ["2.00", "3.00"]
    assert amounts(client="acme") == ["1.00", "2.00"]
    assert amounts(period=november, client="acme") == ["2.00"]
    with pytest.raises(Refused, match="unknown client nobody"):
        amounts(client="nobody")


def test_billed_expenses_keep_their_words_and_are_listed_under_the_present_name(
    workspace: Workspace,
) -> None:
    add_client(workspace, "beta", ClientFields())
    add_expense(workspace, "acme", "1")
    add_expense(workspace, "acme/api", "2")
    for row in list_expenses(workspace):
        bill(workspace, f"INV-{row['amount']}", expense=row["id"])
    move_project(workspace, "acme/api", "beta/web")
    rename_client(workspace, "acme", "apex")
    words = sorted(one["project"] for one in records_of(workspace).values())
    assert words == ["acme", "acme/api"]
    rows = list_expenses(workspace)
    assert [(row["client"], row["project"]) for row in rows] == [("apex", ""), ("beta", "beta/web")]
    assert [row["amount"] for row in list_expenses(workspace, client="apex")] == ["1.00"]
