"""The figures on paper are the figures of the JSON, read back out of the PDF's text."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.services.moving_clock import CLIENT, Clock
from tests.services.small_workspace import write
from tracker_tui.core.errors import Refused
from tracker_tui.core.grammar import parse_words
from tracker_tui.services.documents import show_document
from tracker_tui.services.draft_edits import add_line, edit_draft_fields
from tracker_tui.services.drafts import make_draft
from tracker_tui.services.entries import add_entry
from tracker_tui.services.issuing import issue_document
from tracker_tui.services.paper import export_bytes, export_document

if TYPE_CHECKING:
    from pathlib import Path

NOON = "2026-11-20T12:00:00+01:00"

DECIMAL_SIGN = {
    "en": ".",
    "de": ",",
    "fr": ",",
    "es": ",",
    "it": ",",
    "nl": ",",
    "pt": ",",
    "pl": ",",
}

CASES = [
    (language, currency, quantity)
    for language, currency, quantity in zip(
        DECIMAL_SIGN,
        ("EUR", "EUR", "CHF", "JPY", "KWD", "USD", "EUR", "PLN"),
        ("exact", "decimal", "exact", "exact", "decimal", "exact", "exact", "decimal"),
        strict=True,
    )
]


def plain_figures(text: str, language: str) -> list[str]:
    """All amounts in a text, with a dot and without grouping."""
    sign = DECIMAL_SIGN[language]
    found = []
    for figure in re.findall(r"[0-9][0-9.,'’\u00a0\u202f]*[0-9]|[0-9]", text):
        whole, _, rest = figure.rpartition(sign) if sign in figure else (figure, "", "")
        digits = re.sub(r"[^0-9]", "", whole)
        found.append(f"{digits}.{rest}" if rest else digits)
    return found


@pytest.mark.parametrize(("language", "currency", "quantity"), CASES)
def test_what_is_printed_is_what_the_json_says(
    tmp_path: Path, language: str, currency: str, quantity: str
) -> None:
    clock = Clock(tmp_path, "Europe/Berlin", NOON)
    head = f'language = "{language}"\nquantity = "{quantity}"\ndiscount = 2.5\nwithholding = 15\n'
    rates = "[[rates]]\nhourly = 1234.56\n"
    write(
        tmp_path,
        "clients/acme.toml",
        head + CLIENT.replace('"EUR"', f'"{currency}"').replace("[[taxes]]", rates + "[[taxes]]"),
    )
    for day, length, place in ((2, "7h07", "api"), (3, "1h10", "ops"), (4, "5h59", "api")):
        add_entry(clock.workspace, f"2026-11-0{day} {length}", parse_words([f"acme/{place}", "x"]))
    draft = make_draft(clock.workspace, "acme", group_by="day").ids[0]
    add_line(clock.workspace, draft, "Hosting", "1", "100", tax="S", tax_rate="7")
    edit_draft_fields(clock.workspace, draft, {"prepaid": "50"})
    number = issue_document(clock.workspace, draft).ids[0]
    fields = show_document(clock.workspace, number)
    name, data = export_bytes(clock.workspace, number, "pdf")
    assert name == f"{number}.pdf"
    assert data == (tmp_path / f"documents/2026/{number}.pdf").read_bytes()

    pages = PdfReader(io.BytesIO(data)).pages
    printed = plain_figures("\n".join(page.extract_text() for page in pages), language)
    wanted = [line["net"] for line in fields["lines"]]
    wanted += [tax[key] for tax in fields["taxes"] for key in ("taxable", "tax")]
    wanted += [fields[key] for key in ("net", "total", "prepaid", "payable", "withheld")]
    wanted += [one["amount"] for one in fields["allowances"]]
    assert [figure for figure in wanted if figure not in printed] == []


def test_a_paper_theme_of_ones_own_comes_first(tmp_path: Path) -> None:
    clock = Clock(tmp_path, "Europe/Berlin", NOON)
    add_entry(clock.workspace, "9-10", parse_words(["acme/api"]))
    draft = make_draft(clock.workspace, "acme").ids[0]
    plain = export_bytes(clock.workspace, draft, "pdf")[1]
    write(tmp_path, "themes/paper/plain.toml", '[colour]\naccent = "#ff000"\n')
    with pytest.raises(Refused, match=r"themes/paper/plain\.toml:2: colour\.accent"):
        export_bytes(clock.workspace, draft, "pdf")
    write(tmp_path, "themes/paper/plain.toml", '[colour]\naccent = "#ff0000"\n')
    assert export_bytes(clock.workspace, draft, "pdf")[1] != plain


def test_an_export_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    clock = Clock(tmp_path, "Europe/Berlin", NOON)
    add_entry(clock.workspace, "9-10", parse_words(["acme/api"]))
    draft = make_draft(clock.workspace, "acme").ids[0]
    target = tmp_path / "out.csv"
    export_document(clock.workspace, draft, "csv", str(target))
    assert target.read_text("utf-8").startswith("number,description,quantity,unit")
    with pytest.raises(Refused, match="No such file or directory"):
        export_document(clock.workspace, draft, "json", str(tmp_path / "no/such/out.json"))
    assert not (tmp_path / "no").exists()
