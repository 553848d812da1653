"""A client's fields as typed: what is refused, and what is only remarked upon."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.services.small_workspace import make_workspace
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.services.clients import ClientFields, add_client, edit_client

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path)


def record_of(workspace: Workspace, client: str = "acme") -> dict[str, Any]:
    with open(f"{workspace.root}/clients/{client}.toml", encoding="utf-8") as file:
        return tomllib.loads(file.read(), parse_float=Decimal)


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "two\nlines", "one line"),
        ("name", "\x1b[31mred", "control characters"),
        ("name", "x" * 301, "301 letters"),
        ("name", " ", "a client has a name"),
        ("currency", "EURO", "unknown currency"),
        ("currency", "XAU", "no minor unit"),
        ("currency", "", "a client has a currency"),
        ("language", "german", "two letters"),
        ("language", "d1", "two letters"),
        ("terms_days", "-1", "number of days"),
        ("terms_days", "3651", "number of days"),
        ("terms_days", "²", "number of days"),
        ("country", "UK", "did you mean GB"),
        ("country", "Germany", "ISO 3166"),
        ("rounding", "7:up:entry", "not a rounding"),
        ("quantity", "half", "exact, decimal"),
        ("group_by", "week", "entry, day, task, project"),
        ("require", "order, blood", "blood"),
        ("discount", "101", "from 0 to 100"),
        ("withholding", "-1", "from 0 to 100"),
        ("email", "nobody", "not an e-mail address"),
        ("email", "a b@example.org", "not an e-mail address"),
        ("vat_id", "none at all", "not a VAT id"),
        ("vat_id", "DE13669597612345678901", "not a VAT id"),
        ("tax", "S", "needs a rate"),
        ("tax", "X", "not one of"),
        ("tax_rate", "0", "say the tax category"),
        ("tax_reason", "because", "say the tax category"),
        ("since", "2026-01-01", "--from is the day"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    workspace: Workspace, tmp_path: Path, field: str, typed: str, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        add_client(workspace, "acme", ClientFields()._replace(**{field: typed}))
    assert not (tmp_path / "clients").exists()


@pytest.mark.parametrize("category", ["Z", "E", "AE", "K", "G", "O"])
def test_only_the_standard_category_has_a_rate(workspace: Workspace, category: str) -> None:
    with pytest.raises(Usage, match=f"category {category} has no rate above 0"):
        add_client(workspace, "acme", ClientFields(tax=category, tax_rate="19"))
    add_client(workspace, "acme", ClientFields(tax=category, tax_rate="0"))
    assert record_of(workspace)["taxes"] == [{"category": category}]


@pytest.mark.parametrize("name", ["", "Acme", "../acme", "acme/api", "-acme", "a" * 65])
def test_an_id_is_made_of_small_letters(workspace: Workspace, name: str) -> None:
    with pytest.raises(Usage):
        add_client(workspace, name, ClientFields())


@pytest.mark.parametrize(
    ("vat_id", "country", "stored", "says"),
    [
        ("DE 136 695 976", "DE", "DE136695976", []),
        ("de136695977", "DE", "DE136695977", ["check digit"]),
        ("DE1234", "DE", "DE1234", ["not formed like those of DE"]),
        ("ATU13585627", "DE", "ATU13585627", ["is of AT, the address is in DE"]),
        ("EL094259216", "GR", "EL094259216", []),
        ("che-107.787.577 mwst", "CH", "CHE-107.787.577 MWST", []),
        ("51824753556", "AU", "51824753556", ["does not begin with a country code"]),
    ],
)
def test_an_odd_vat_id_is_remarked_upon_but_kept(
    workspace: Workspace, vat_id: str, country: str, stored: str, says: list[str]
) -> None:
    made = add_client(workspace, "acme", ClientFields(vat_id=vat_id, country=country))
    assert record_of(workspace)["addresses"] == [{"country": country, "vat_id": stored}]
    assert len(made.notes) == len(says)
    assert all(word in note for word, note in zip(says, made.notes, strict=True))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (ClientFields(tax="AE"), "needs the client's VAT id"),
        (ClientFields(tax="K"), "needs the client's VAT id"),
        (ClientFields(tax="E"), "needs the reason"),
    ],
)
def test_what_invoices_will_miss_is_said_at_once(
    workspace: Workspace, fields: ClientFields, says: str
) -> None:
    (note,) = add_client(workspace, "acme", fields).notes
    assert says in note
    enough = ClientFields(vat_id="ATU13585627", tax_reason="medical care")
    assert edit_client(workspace, "acme", enough).notes == ()


def test_a_client_without_any_tax_is_remarked_upon(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, 'name = "Ada"\ncurrency = "EUR"\n')
    (note,) = add_client(workspace, "acme", ClientFields()).notes
    assert "neither the client nor the business has a tax" in note
