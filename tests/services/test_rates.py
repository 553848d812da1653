"""Rates: where they are written, what they reprice, which ones they leave, and why one won."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.services.rated_client import ACME, amount_of, record_of, text_of
from tests.services.small_workspace import BUSINESS, TODAY, make_workspace, track, write
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.services.changes import handle
from tracker_tui.services.clients import ClientFields, add_client, rename_client
from tracker_tui.services.rates import explain_rate, list_rates, set_rate

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.core.entry import Entry
    from tracker_tui.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    write(tmp_path, "clients/acme.toml", ACME)
    return make_workspace(tmp_path)


# --- where they are written ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "file", "path", "person"),
    [
        ("default", "tracker.toml", (), ""),
        ("+ada", "tracker.toml", (), "ada"),
        ("default+me", "tracker.toml", (), "me"),
        ("acme", "clients/acme.toml", (), ""),
        ("acme+me", "clients/acme.toml", (), "me"),
        ("acme/web", "clients/acme.toml", ("projects", "web"), ""),
        ("acme/web+ada", "clients/acme.toml", ("projects", "web"), "ada"),
        ("acme/web@review", "clients/acme.toml", ("projects", "web", "tasks", "review"), ""),
        ("acme/web@review+me", "clients/acme.toml", ("projects", "web", "tasks", "review"), "me"),
    ],
)
def test_every_target_has_its_place(
    workspace: Workspace, target: str, file: str, path: tuple[str, ...], person: str
) -> None:
    set_rate(workspace, target, "101.5", since="2026-10-01")
    found = record_of(workspace, file)
    for key in path:
        found = found[key]
    expected = {"from": date(2026, 10, 1), "hourly": Decimal("101.50")}
    assert found["rates"][-1] == ({**expected, "person": person} if person else expected)


def test_a_rate_is_written_as_people_write_it_and_comments_stay(workspace: Workspace) -> None:
    made = set_rate(workspace, "acme", "90")
    rows = "from = 2026-11-20\nhourly = 90.00\n"
    assert rows in text_of(workspace)
    assert "# from the frame contract" in text_of(workspace)
    assert made.label == "Set the rate of client acme to 90.00 EUR/h from 2026-11-20"
    assert [one.label for one in workspace.store.history()] == [made.label]


@pytest.mark.parametrize(
    ("typed", "currency", "written"),
    [
        ("90", "EUR", "90.00"),
        ("92.125", "EUR", "92.125"),
        ("1.234,50", "EUR", "1234.50"),
        ("0", "EUR", "0.00"),
        ("9000", "JPY", "9000"),
        ("9000.5", "JPY", "9000.5"),
        ("7.25", "KWD", "7.250"),
        ("0.123456", "EUR", "0.123456"),
    ],
)
def test_an_amount_keeps_its_digits_and_has_those_of_the_currency(
    workspace: Workspace, typed: str, currency: str, written: str
) -> None:
    add_client(workspace, "other", ClientFields(currency=currency))
    set_rate(workspace, "other", typed)
    assert f"hourly = {written}\n" in text_of(workspace, "clients/other.toml")


def test_a_rate_of_the_same_day_and_person_is_replaced(
    workspace: Workspace, tmp_path: Path
) -> None:
    write(tmp_path, "clients/acme.toml", ACME.replace("hourly = 80", 'why = "new"\nhourly = 80'))
    set_rate(workspace, "acme", "640", since="2025-01-01", daily=True, hours="7.5")
    first, second = record_of(workspace)["rates"]
    assert first == {
        "from": date(2025, 1, 1),
        "daily": Decimal("640.00"),
        "hours": Decimal("7.5"),
        "why": "new",
    }
    assert second["person"] == "ada"


def test_rates_stay_in_the_order_of_their_days(workspace: Workspace) -> None:
    for day in ("2026-03-01", "2027-01-01", "2026-01-01", "always"):
        set_rate(workspace, "acme", "99", since=day)
    days = [str(row.get("from", "")) for row in record_of(workspace)["rates"]]
    assert days == ["", "2025-01-01", "2025-01-01", "2026-01-01", "2026-03-01", "2027-01-01"]


def test_a_daily_rate_states_the_hours_of_its_day(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, f"day_hours = 7.5\n{BUSINESS}")
    set_rate(workspace, "default", "600", daily=True)
    set_rate(workspace, "+ada", "700", daily=True, hours="6")
    hours = [row["hours"] for row in record_of(workspace, "tracker.toml")["rates"]]
    assert hours == [Decimal("7.5"), 6]


def test_a_day_has_eight_hours_where_nobody_says(workspace: Workspace) -> None:
    set_rate(workspace, "acme", "600", daily=True)
    assert record_of(workspace)["rates"][-1]["hours"] == 8


def test_a_new_task_is_made_and_said(workspace: Workspace) -> None:
    made = set_rate(workspace, "acme/api@review", "110")
    assert made.notes[0] == "made the task acme/api@review"
    tasks = record_of(workspace)["projects"]["api"]["tasks"]
    assert tasks["review"]["name"] == "review"
    again = set_rate(workspace, "acme/api@review", "120")
    assert not any("made the task" in note for note in again.notes)


def test_setting_what_holds_already_is_no_commit(workspace: Workspace) -> None:
    made = set_rate(workspace, "acme", "80", since="2025-01-01")
    assert made.label.startswith("Nothing to change")
    assert text_of(workspace) == ACME
    assert workspace.store.history() == []


def test_a_former_id_still_means_the_client(workspace: Workspace) -> None:
    rename_client(workspace, "acme", "apex")
    made = set_rate(workspace, "acme/api", "97")
    assert made.record["target"] == "apex/api"


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("", "say whose rate"),
        ("acmee", "did you mean acme?"),
        ("acme/apu", "did you mean acme/api?"),
        ("acme@review", "a task belongs to a project"),
        ("acme+adda", "did you mean ada?"),
        ("acme+", "unknown person"),
        ("acme/api@", "cannot name a task"),
        ("acme/api@Review", "cannot name a task"),
        ("acme/api/x", "is not a project"),
    ],
)
def test_an_unknown_target_is_refused(workspace: Workspace, target: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        set_rate(workspace, target, "90")
    assert text_of(workspace) == ACME


@pytest.mark.parametrize(
    ("amount", "daily", "hours", "says"),
    [
        ("-5", False, "", "not below zero"),
        ("much", False, "", "not an amount"),
        ("1.1234567", False, "", "too many decimals"),
        ("90", False, "8", "goes with --daily"),
        ("600", True, "0", "more than 0 and at most 24"),
        ("600", True, "25", "more than 0 and at most 24"),
        ("90", False, "", ""),
    ],
)
def test_a_rate_that_cannot_be_meant_is_refused(
    workspace: Workspace, amount: str, daily: bool, hours: str, says: str
) -> None:
    if not says:
        with pytest.raises(Usage, match="is not a day"):
            set_rate(workspace, "acme", amount, since="soon")
        return
    with pytest.raises(Usage, match=says):
        set_rate(workspace, "acme", amount, daily=daily, hours=hours)
    assert text_of(workspace) == ACME


# --- listing ---------------------------------------------------------------------------------


def test_rates_are_listed_from_wide_to_narrow(workspace: Workspace) -> None:
    set_rate(workspace, "default", "70", since="always")
    set_rate(workspace, "acme/api@review", "800", daily=True, since="2027-01-01")
    set_rate(workspace, "acme", "90", since="2026-10-01")
    rows = [
        (row["target"], row["from"], row["person"], row["hourly"], row["daily"], row["holds_today"])
        for row in list_rates(workspace)
    ]
    assert rows == [
        ("default", None, "", "70.00", None, True),
        ("acme", "2025-01-01", "", "80.00", None, False),
        ("acme", "2026-10-01", "", "90.00", None, True),
        ("acme", "2025-01-01", "ada", "140.00", None, True),
        ("acme/api", "2026-07-01", "", "95.00", None, True),
        ("acme/api@review", "2027-01-01", "", None, "800.00", False),
    ]
    assert [row["hours"] for row in list_rates(workspace)] == [None] * 5 + ["8"]


@pytest.mark.parametrize(
    ("target", "listed"),
    [
        ("acme", ["acme", "acme", "acme/api"]),
        ("acme+ada", ["acme"]),
        ("acme/api", ["acme/api"]),
        ("acme/web", []),
        ("default", []),
    ],
)
def test_a_target_lists_itself_and_what_is_narrower(
    workspace: Workspace, target: str, listed: list[str]
) -> None:
    assert [row["target"] for row in list_rates(workspace, target)] == listed


def test_a_rate_of_another_currency_does_not_hold(workspace: Workspace, tmp_path: Path) -> None:
    write(
        tmp_path, "clients/acme.toml", ACME.replace("hourly = 95", 'currency = "USD"\nhourly = 95')
    )
    row = list_rates(workspace, "acme/api")[0]
    assert (row["currency"], row["holds_today"]) == ("USD", False)


# --- explaining ------------------------------------------------------------------------------


def outcomes(workspace: Workspace, entry: Entry) -> list[tuple[str, str]]:
    found = explain_rate(workspace, entry.id)
    return [(one["place"], one["outcome"]) for one in found["places"]]


def test_the_narrowest_place_wins_and_wider_ones_are_not_asked(workspace: Workspace) -> None:
    entry = track(workspace, "acme/api")
    assert outcomes(workspace, entry) == [
        ("entry", "none"),
        ("project acme/api", "holds"),
        ("client acme", "not asked"),
        ("default", "not asked"),
    ]
    found = explain_rate(workspace, entry.id)
    assert found["text"] == [
        f"{handle(entry.id)} of {TODAY}, acme/api, by me",
        "entry: none",
        "project acme/api: holds (95.00 EUR/h since 2026-07-01)",
        "client acme: not asked (80.00 EUR/h since 2025-01-01; "
        "140.00 EUR/h for ada since 2025-01-01)",
        "default: not asked",
        found["rule"],
    ]


def test_a_place_says_why_it_had_nothing(workspace: Workspace, tmp_path: Path) -> None:
    write(
        tmp_path,
        "clients/acme.toml",
        ACME.replace("2025-01-01\nhourly", "2026-06-01\nhourly")
        + '[projects.web.tasks.review]\n[[projects.web.tasks.review.rates]]\nperson = "ada"\n'
        + 'hourly = 120\n[[projects.web.rates]]\ncurrency = "USD"\nhourly = 100\n',
    )
    entry = track(workspace, "acme/web", day="2026-05-31", task="review")
    assert outcomes(workspace, entry) == [
        ("entry", "none"),
        ("task acme/web@review", "none for me"),
        ("project acme/web", "none in EUR"),
        ("client acme", "none yet on 2026-05-31"),
        ("default", "none"),
    ]
    assert explain_rate(workspace, entry.id)["rate"] is None


def test_an_entry_may_have_its_own_rate_or_none(workspace: Workspace) -> None:
    own = track(workspace, "acme/api", rate="77")
    free = track(workspace, "acme/api", billable=False)
    nowhere = track(workspace, "")
    assert outcomes(workspace, own)[:2] == [("entry", "holds"), ("project acme/api", "not asked")]
    assert explain_rate(workspace, own.id)["rate"] == "77.00"
    assert explain_rate(workspace, free.id)["rule"] == "not billable"
    assert {outcome for _, outcome in outcomes(workspace, free)} == {"none", "not asked"}
    assert explain_rate(workspace, nowhere.id)["text"][0].endswith("unassigned, by me")


def test_what_is_explained_is_what_is_charged(workspace: Workspace) -> None:
    set_rate(workspace, "acme/api@review", "110", since="2026-08-01")
    set_rate(workspace, "default", "70", since="always")
    for day in ("2024-12-31", "2025-01-01", "2026-06-30", "2026-07-01", "2026-08-01"):
        for person in ("me", "ada"):
            for task in ("", "review"):
                entry = track(workspace, "acme/api", day=day, person=person, task=task)
                found = explain_rate(workspace, entry.id)
                assert Decimal(found["rate"]) == Decimal(amount_of(workspace, entry))
                assert [one["outcome"] for one in found["places"]].count("holds") == 1
