"""Clients: what their files hold after each change, and what is refused."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.services.small_workspace import bill, make_workspace, track, write
from tracker_tui.core.errors import Refused
from tracker_tui.services.changes import handle
from tracker_tui.services.clients import (
    ClientFields,
    add_client,
    archive_client,
    edit_client,
    list_clients,
    rename_client,
    show_client,
)
from tracker_tui.services.drafts import make_draft
from tracker_tui.services.rates import set_rate

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace

ACME = """\
# our oldest client
name = "Acme GmbH"  # since 2019
currency = "EUR"

[[addresses]]
from = 2025-01-01
street = "Hauptstr. 1"
city = "Berlin"
country = "DE"

[[taxes]]
category = "S"
rate = 19

# what they pay
[[rates]]
hourly = 80.00

[projects.api]
name = "Payments API"
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path)


@pytest.fixture
def acme(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace with a client that somebody wrote by hand."""
    write(tmp_path, "clients/acme.toml", ACME)
    return workspace


def text_of(workspace: Workspace, client: str = "acme") -> str:
    with open(f"{workspace.root}/clients/{client}.toml", encoding="utf-8") as file:
        return file.read()


def record_of(workspace: Workspace, client: str = "acme") -> dict[str, Any]:
    return tomllib.loads(text_of(workspace, client), parse_float=Decimal)


def commits(workspace: Workspace) -> int:
    return len(workspace.store.history())


# --- adding ----------------------------------------------------------------------------------


def test_a_new_client_is_written_as_a_person_would_write_it(workspace: Workspace) -> None:
    made = add_client(
        workspace,
        "acme",
        ClientFields(
            name=" Acme GmbH ",
            discount="2.50",
            tax_rate="7.70",
            tax="s",
            country="de",
            street="Hauptstr. 1",
            language="DE",
            terms_days="30",
            rounding="15:up:day-task",
            quantity="decimal",
            require="order, email",
        ),
    )
    assert made.ids == ("acme",)
    assert text_of(workspace) == (
        'name = "Acme GmbH"\n'
        'currency = "EUR"\n'
        'language = "de"\n'
        "terms_days = 30\n"
        'rounding = {minutes = 15, mode = "up", scope = "day-task"}\n'
        'quantity = "decimal"\n'
        'require = ["order", "email"]\n'
        "discount = 2.50\n"
        "\n"
        "[[addresses]]\n"
        'street = "Hauptstr. 1"\n'
        'country = "DE"\n'
        "\n"
        "[[taxes]]\n"
        'category = "S"\n'
        "rate = 7.70\n"
    )


def test_a_client_needs_no_more_than_its_id(workspace: Workspace) -> None:
    add_client(workspace, "acme", ClientFields())
    assert record_of(workspace) == {"name": "acme", "currency": "EUR"}


def test_adding_is_one_commit_that_can_be_undone(workspace: Workspace, tmp_path: Path) -> None:
    add_client(workspace, "acme", ClientFields(tax="AE", vat_id="ATU13585627"))
    assert [one.label for one in workspace.store.history()] == ["Added client acme"]
    workspace.store.undo()
    assert not (tmp_path / "clients/acme.toml").exists()


def test_the_first_tax_holds_from_a_day_only_if_one_is_named(workspace: Workspace) -> None:
    add_client(workspace, "acme", ClientFields(tax_rate="19", since="2026-01-01"))
    taxes = record_of(workspace)["taxes"]
    assert taxes == [{"from": date(2026, 1, 1), "category": "S", "rate": 19}]


def test_an_existing_client_is_not_added_again(acme: Workspace) -> None:
    with pytest.raises(Refused, match="client acme exists: client edit acme changes it"):
        add_client(acme, "acme", ClientFields(name="Other"))
    assert text_of(acme) == ACME


def test_a_former_name_is_not_given_to_another_client(acme: Workspace) -> None:
    rename_client(acme, "acme", "apex")
    with pytest.raises(Refused, match="acme is a former name of client apex"):
        add_client(acme, "acme", ClientFields())


@pytest.mark.parametrize("complete", [add_client, edit_client])
def test_a_client_made_in_passing_is_completed(
    workspace: Workspace, tmp_path: Path, complete: Any
) -> None:
    write(
        tmp_path,
        "clients/acme.toml",
        'name = "acme"\nprovisional = true\n\n[projects.api]\nname = "api" # mine\n',
    )
    made = complete(workspace, "acme", ClientFields(name="Acme GmbH", currency="usd"))
    assert made.label == "Completed client acme"
    assert record_of(workspace) == {
        "name": "Acme GmbH",
        "currency": "USD",
        "projects": {"api": {"name": "api"}},
    }
    assert "# mine" in text_of(workspace)


def test_completing_states_the_currency_that_held_until_then(
    workspace: Workspace, tmp_path: Path
) -> None:
    write(tmp_path, "clients/acme.toml", 'name = "acme"\nprovisional = true\n')
    edit_client(workspace, "acme", ClientFields())
    assert record_of(workspace) == {"name": "acme", "currency": "EUR"}


# --- editing ---------------------------------------------------------------------------------


def test_plain_fields_are_replaced_and_comments_stay(acme: Workspace) -> None:
    edit_client(acme, "acme", ClientFields(name="Apex AG", terms_days="10"))
    expected = ACME.replace('"Acme GmbH"', '"Apex AG"')
    expected = expected.replace('currency = "EUR"\n', 'currency = "EUR"\nterms_days = 10\n')
    assert text_of(acme) == expected


def test_an_empty_text_takes_a_field_away(acme: Workspace) -> None:
    edit_client(acme, "acme", ClientFields(language="de", terms_days="10", rounding="6:up:entry"))
    edit_client(acme, "acme", ClientFields(language="", terms_days="", rounding=""))
    assert not {"language", "terms_days", "rounding"} & record_of(acme).keys()


def test_no_rounding_is_a_rule_over_that_of_the_business(workspace: Workspace) -> None:
    add_client(workspace, "acme", ClientFields(rounding="none"))
    client = workspace.client("acme")
    assert client is not None and client.rounding is not None
    assert str(client.rounding) == "none"


def test_a_changed_tax_holds_from_today_and_the_older_one_for_what_was_before(
    acme: Workspace,
) -> None:
    edit_client(acme, "acme", ClientFields(tax_rate="16"))
    assert record_of(acme)["taxes"] == [
        {"category": "S", "rate": 19},
        {"from": date(2026, 11, 20), "category": "S", "rate": 16},
    ]
    assert "# what they pay" in text_of(acme)


def test_a_tax_of_the_same_day_is_replaced(acme: Workspace) -> None:
    edit_client(acme, "acme", ClientFields(tax_rate="16"))
    edit_client(acme, "acme", ClientFields(tax="AE", tax_reason="reverse charge"))
    assert record_of(acme)["taxes"][1:] == [
        {"from": date(2026, 11, 20), "category": "AE", "reason": "reverse charge"}
    ]


def test_always_mends_the_first_tax(acme: Workspace) -> None:
    edit_client(acme, "acme", ClientFields(tax_rate="7", since="always"))
    assert record_of(acme)["taxes"] == [{"category": "S", "rate": 7}]


def test_dated_rows_stay_in_the_order_of_their_days(acme: Workspace) -> None:
    for day, rate in (("2026-07-01", "17"), ("2027-01-01", "18"), ("2026-01-01", "16")):
        edit_client(acme, "acme", ClientFields(tax_rate=rate, since=day))
    assert [row["rate"] for row in record_of(acme)["taxes"]] == [19, 16, 17, 18]


def test_a_changed_address_goes_on_from_the_one_before(acme: Workspace) -> None:
    edit_client(acme, "acme", ClientFields(street="Neue Str. 2", zip="10115", since="2026-06-01"))
    edit_client(acme, "acme", ClientFields(city="", email="office@example.org"))
    first, second, third = record_of(acme)["addresses"]
    assert first == {
        "from": date(2025, 1, 1),
        "street": "Hauptstr. 1",
        "city": "Berlin",
        "country": "DE",
    }
    assert second == {
        **first,
        "from": date(2026, 6, 1),
        "street": "Neue Str. 2",
        "zip": "10115",
    }
    del second["city"]
    assert third == {**second, "from": date(2026, 11, 20), "email": "office@example.org"}


def test_an_address_before_all_others_begins_with_what_the_first_one_says(acme: Workspace) -> None:
    made = edit_client(acme, "acme", ClientFields(street="Alte Str. 9", since="2024-01-01"))
    first = record_of(acme)["addresses"][0]
    assert (first["street"], first["city"]) == ("Alte Str. 9", "Berlin")
    assert "the address from 2025-01-01 on stays as it is" in made.notes


def test_unknown_keys_of_an_address_go_along(acme: Workspace, tmp_path: Path) -> None:
    write(tmp_path, "clients/acme.toml", ACME.replace("city =", 'gate = "B"\ncity ='))
    edit_client(acme, "acme", ClientFields(street="Neue Str. 2"))
    assert [row["gate"] for row in record_of(acme)["addresses"]] == ["B", "B"]


def test_nothing_new_is_no_commit(acme: Workspace) -> None:
    same = ClientFields(name="Acme GmbH", street="Hauptstr. 1", tax="S", tax_rate="19.0")
    assert edit_client(acme, "acme", same).label == "Nothing to change on client acme"
    assert text_of(acme) == ACME
    assert commits(acme) == 0


def test_an_edit_echoes_the_record(acme: Workspace) -> None:
    made = edit_client(acme, "acme", ClientFields(name="Apex AG"))
    assert made.ids == ()
    assert "name: Apex AG" in made.text
    assert made.record["name"] == "Apex AG"


def test_an_unknown_client_is_refused_with_the_near_name(acme: Workspace) -> None:
    with pytest.raises(Refused, match=r"unknown client acmee; did you mean acme\?"):
        edit_client(acme, "acmee", ClientFields(name="x"))


def test_a_draft_made_before_is_named(acme: Workspace) -> None:
    draft = bill(acme, "", track(acme, "acme/api"))
    made = edit_client(acme, "acme", ClientFields(tax_rate="16"))
    assert made.notes == (
        f"draft {handle(draft.id)} was made before: bring it up to date with invoice refresh",
    )


# --- currency --------------------------------------------------------------------------------


def test_the_currency_stays_while_rates_stand_in_it(acme: Workspace) -> None:
    with pytest.raises(Refused, match="rates of client acme in EUR: its currency stays"):
        edit_client(acme, "acme", ClientFields(currency="USD"))


def test_the_currency_stays_once_something_was_issued(workspace: Workspace) -> None:
    add_client(workspace, "acme", ClientFields())
    edit_client(workspace, "acme", ClientFields(currency="CHF"))
    entry = track(workspace, "acme/api")
    bill(workspace, "INV-2026-0001", entry, currency="CHF")
    with pytest.raises(Refused, match="INV-2026-0001 in CHF"):
        edit_client(workspace, "acme", ClientFields(currency="EUR"))
    assert record_of(workspace)["currency"] == "CHF"


def test_a_client_made_in_passing_may_turn_out_to_pay_in_another_currency(
    workspace: Workspace, tmp_path: Path
) -> None:
    write(tmp_path, "clients/acme.toml", 'name = "acme"\nprovisional = true\n')
    set_rate(workspace, "acme", "90")
    made = add_client(workspace, "acme", ClientFields(currency="USD"))
    assert "the rates of client acme count in USD now: look at them" in made.notes


# --- listing and showing ---------------------------------------------------------------------


def test_lists_leave_out_the_archived_and_what_cannot_be_read(
    acme: Workspace, tmp_path: Path
) -> None:
    add_client(acme, "beta", ClientFields())
    write(tmp_path, "clients/broken.toml", "name = \n")
    archive_client(acme, "beta")
    assert [row["id"] for row in list_clients(acme)] == ["acme"]
    assert [row["id"] for row in list_clients(acme, archived=True)] == ["acme", "beta"]


def test_what_a_client_does_not_say_is_that_of_the_business(acme: Workspace) -> None:
    (row,) = list_clients(acme)
    assert (row["terms_days"], row["language"], row["rounding"]) == (14, "en", "none")


def test_a_client_shows_what_holds_today_and_what_is_unbilled(acme: Workspace) -> None:
    edit_client(acme, "acme", ClientFields(tax_rate="16"))
    edit_client(acme, "acme", ClientFields(tax_rate="20", since="2027-01-01"))
    track(acme, "acme/api", minutes=90)
    track(acme, "acme/api", minutes=45, billable=False)
    shown = show_client(acme, "acme")
    assert [(row["rate"], row["holds_today"]) for row in shown["taxes"]] == [
        ("19", False),
        ("16", True),
        ("20", False),
    ]
    assert [row["holds_today"] for row in shown["rates"]] == [True]
    assert shown["unbilled"] == {"EUR": "120.00"}
    (project,) = shown["projects"]
    used = project["used"]
    assert (used["seconds"], used["billed_seconds"], used["amount"]) == (8100, 5400, "120.00")


def test_the_unbilled_amount_is_that_of_the_draft(acme: Workspace) -> None:
    edit_client(acme, "acme", ClientFields(rounding="15:up:entry", discount="3.33"))
    track(acme, "acme/api", minutes=47)
    track(acme, "acme/api", day="2026-11-03", minutes=1)
    shown = show_client(acme, "acme")["unbilled"]
    draft = make_draft(acme, "acme")
    assert shown == {"EUR": draft.record["net"]}


# --- archiving -------------------------------------------------------------------------------


def test_archiving_is_undone_by_archiving_backwards(acme: Workspace) -> None:
    archive_client(acme, "acme")
    assert record_of(acme)["archived"] is True
    archive_client(acme, "acme", undo=True)
    assert text_of(acme) == ACME


def test_archiving_twice_changes_nothing(acme: Workspace) -> None:
    archive_client(acme, "acme")
    assert archive_client(acme, "acme").label == "Client acme is archived already"
    assert commits(acme) == 1


def test_archiving_names_the_timer_that_runs(acme: Workspace) -> None:
    track(acme, "acme/api", minutes=None)
    assert archive_client(acme, "acme").notes == ("1 timer still running on it: stop ends it",)
