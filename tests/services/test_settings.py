"""The business, the people and this machine's preferences, changed as somebody types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.small_workspace import make_workspace, write
from tracker_tui.core.errors import Refused
from tracker_tui.services.client_fields import ClientFields
from tracker_tui.services.preferences import read_preferences
from tracker_tui.services.settings import (
    BusinessFields,
    PersonFields,
    add_person,
    business_as_typed,
    business_text,
    edit_business,
    edit_person,
    person_as_typed,
    replace_business_text,
    set_preference,
)
from tracker_tui.services.undoing import undo

if TYPE_CHECKING:
    from pathlib import Path

BUSINESS = """\
# Who writes the invoices.
name = "Ada Example"  # as registered
currency = "EUR"
zone = "Europe/Berlin"

[[addresses]]
street = "Old street 1"
city = "Berlin"
country = "DE"

[[taxes]]
category = "S"
rate = 19
"""


def test_the_business_moves_today_and_its_comments_stay(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, BUSINESS)
    typed = ClientFields(name="Ada & Co", street="New street 2", tax="E", tax_reason="small")
    bank = {"iban": "de02 1203 0000 0000 2020 51", "holder": "Ada"}
    edit_business(workspace, BusinessFields(typed, "Europe/Vienna", bank))
    text = (tmp_path / "tracker.toml").read_text(encoding="utf-8")
    assert "# Who writes the invoices." in text
    assert 'name = "Ada & Co"  # as registered' in text
    business = workspace.business()
    assert business.zone == "Europe/Vienna"
    assert business.bank == {"holder": "Ada", "iban": "DE02120300000000202051"}
    old, new = business.address_on("2026-11-19"), business.address_on("2026-11-20")
    assert old is not None and old.fields["street"] == "Old street 1"
    assert new is not None and new.fields["street"] == "New street 2"
    assert new.fields["city"] == "Berlin"
    tax = business.tax_on("2026-11-20")
    assert tax is not None and tax.category == "E"
    undo(workspace)
    assert (tmp_path / "tracker.toml").read_text(encoding="utf-8") == BUSINESS


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (BusinessFields(ClientFields(currency="EURX")), "EURX"),
        (BusinessFields(ClientFields(name="")), "name"),
        (BusinessFields(ClientFields(), "Mars/Base"), "not a known time zone"),
        (BusinessFields(ClientFields(), None, {"iban": "DE00 1203"}), "no IBAN"),
        (BusinessFields(ClientFields(vat_id="DE1")), "DE1"),
    ],
)
def test_what_is_wrong_changes_nothing(tmp_path: Path, typed: BusinessFields, message: str) -> None:
    workspace = make_workspace(tmp_path, BUSINESS)
    with pytest.raises(Refused, match=message):
        edit_business(workspace, typed)
    assert (tmp_path / "tracker.toml").read_text(encoding="utf-8") == BUSINESS


def test_what_was_typed_is_what_is_shown(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, BUSINESS)
    typed = business_as_typed(workspace)
    assert (typed.fields.street, typed.fields.tax, typed.fields.tax_rate) == (
        "Old street 1",
        "S",
        "19",
    )
    edit_business(workspace, typed)
    assert business_as_typed(workspace) == typed
    assert edit_business(workspace, typed).label == "Nothing to change"


def test_the_file_of_the_business_is_taken_as_edited(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, BUSINESS)
    _, before = business_text(workspace)
    with pytest.raises(Refused, match=r"tracker\.toml:3: currency"):
        replace_business_text(workspace, before, before.replace('"EUR"', "7"))
    replace_business_text(workspace, before, before.replace("Ada Example", "Ada"))
    assert workspace.business().name == "Ada"
    with pytest.raises(Refused, match="changed meanwhile"):
        replace_business_text(workspace, before, before)


def test_people_are_added_and_edited(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, BUSINESS)
    add_person(workspace, "cleo", PersonFields("Cléo", "c@example.com", "", "35", "7.5"))
    edit_person(workspace, "cleo", PersonFields(weekly_hours="", zone="Europe/Paris"))
    person = person_as_typed(workspace, "cleo")
    assert person == PersonFields("Cléo", "c@example.com", "Europe/Paris", "", "7.5")
    for wrong in (PersonFields(name=" "), PersonFields(daily_hours="25"), PersonFields(zone="X")):
        with pytest.raises(Refused):
            edit_person(workspace, "cleo", wrong)
    with pytest.raises(Refused, match="exists"):
        add_person(workspace, "ada", PersonFields())
    with pytest.raises(Refused, match="there is no person"):
        edit_person(workspace, "dora", PersonFields())


def test_preferences_are_this_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write(tmp_path, "config/tracker-tui/config.toml", "# mine\nseconds = true\n")
    workspace = make_workspace(tmp_path / "space")
    for key, typed in (("seconds", ""), ("ascii", "yes"), ("person", "ada"), ("zone", "UTC")):
        set_preference(workspace, key, typed)
    text = (tmp_path / "config/tracker-tui/config.toml").read_text(encoding="utf-8")
    assert text == '# mine\nseconds = false\nascii = true\nperson = "ada"\nzone = "UTC"\n'
    assert read_preferences(None).ascii
    for key, typed in (("person", "nobody"), ("zone", "Mars"), ("colour", "red")):
        with pytest.raises(Refused):
            set_preference(workspace, key, typed)
