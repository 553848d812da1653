from __future__ import annotations

import subprocess
import sys
import unicodedata
from decimal import Decimal

import pytest

from tests.exporters.reading_pages import block, cell, has, page_of
from tests.exporters.sample_documents import (
    BANK,
    CUSTOMER,
    HOUR,
    ISSUER,
    document,
    entry,
    line,
    paper,
)
from tracker_tui.core.errors import Refused
from tracker_tui.exporters.page import Figure, Page, build_page, texts_of
from tracker_tui.exporters.page.model import (
    Addressee,
    Annex,
    Fact,
    Facts,
    Letterhead,
    Notes,
    Paragraph,
    Payment,
    Title,
)


def facts_of(page: Page) -> dict[str, str]:
    return {row.label: row.value.replace("\u00a0", " ") for row in block(page, Facts).rows}


def test_the_facts_of_an_invoice() -> None:
    page = page_of(document(HOUR, order="PO-4711", buyer_reference="04011000-1"))
    assert block(page, Title).text == page.title == "Rechnung INV-2026-0042"
    assert facts_of(page) == {
        "Nummer": "INV-2026-0042",
        "Datum": "30.11.2026",
        "Fällig am": "14.12.2026",
        "Leistungszeitraum": "01.11.2026 – 30.11.2026",
        "Ihre Bestellung": "PO-4711",
        "Ihre Referenz": "04011000-1",
        "Kundennr.": "kessler",
        "Ihre USt-IdNr.": "DE811234567",
    }


def test_a_single_day_of_supply_is_a_date() -> None:
    page = page_of(document(HOUR, supply_until="2026-11-01"))
    assert facts_of(page)["Leistungsdatum"] == "01.11.2026"


def test_a_draft_says_so_instead_of_a_number() -> None:
    page = page_of(document(HOUR, number="", date="", due=""))
    assert page.title == "Rechnung (Entwurf)"
    assert set(facts_of(page)) == {"Leistungszeitraum", "Kundennr.", "Ihre USt-IdNr."}
    assert block(page, Payment).sentences == ("Zahlbar innerhalb von 14 Tagen ohne Abzug.",)


def test_a_quote_is_valid_until_a_day_and_asks_for_no_money() -> None:
    page = page_of(document(HOUR, kind="quote", number="Q-2026-0001"))
    assert page.title == "Angebot Q-2026-0001"
    assert facts_of(page)["Gültig bis"] == "14.12.2026"
    assert not has(page, Payment)


def test_a_proforma_says_that_it_is_no_invoice_and_where_to_pay() -> None:
    page = page_of(document(HOUR, kind="proforma", number="PF-2026-0001"))
    assert page.title == "Proforma-Rechnung PF-2026-0001"
    assert "keine Rechnung" in block(page, Paragraph).text
    assert has(page, Payment)


def test_a_credit_note_names_its_invoice_and_asks_for_no_money() -> None:
    page = page_of(document(HOUR, kind="credit-note", number="CN-1", refers_to="INV-2026-0007"))
    assert page.title == "Rechnungskorrektur CN-1"
    assert facts_of(page)["Zu Rechnung"] == "INV-2026-0007"
    assert "INV-2026-0007" in block(page, Paragraph).text
    assert "Fällig am" not in facts_of(page)
    assert not has(page, Payment)


def test_payment_says_when_how_and_where() -> None:
    payment = block(page_of(document(HOUR)), Payment)
    assert payment.sentences == (
        "Zahlbar bis 14.12.2026 ohne Abzug.",
        "Bitte geben Sie bei der Zahlung INV-2026-0042 an.",
    )
    assert payment.facts[2] == Fact("IBAN", "DE89 3704 0044 0532 0130 00".replace(" ", "\u00a0"))
    assert [fact.label for fact in payment.facts] == ["Kontoinhaber", "Bank", "IBAN", "BIC"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"due": "2026-11-30"}, "Zahlbar sofort ohne Abzug."),
        ({"due": "", "terms_days": 0}, "Zahlbar sofort ohne Abzug."),
        ({"prepaid": Decimal("107.10")}, "Es ist nichts mehr zu zahlen."),
        ({"prepaid": Decimal("200.00")}, "Es ist nichts mehr zu zahlen."),
    ],
)
def test_payment_terms_follow_from_the_dates_and_what_is_open(
    more: dict[str, object], sentence: str
) -> None:
    payment = block(page_of(document(HOUR, **more)), Payment)
    assert payment.sentences[0] == sentence
    assert bool(payment.facts) == ("prepaid" not in more)


def test_an_account_without_iban_is_named_by_its_numbers() -> None:
    bank = {"account": "12345678", "routing": "021000021"}
    facts = block(page_of(document(HOUR, bank=bank, language="en")), Payment).facts
    assert [fact.value for fact in facts] == ["12345678", "021000021"]


@pytest.mark.parametrize(
    ("category", "reason", "notes"),
    [
        ("S", "", []),
        ("E", "", ["Exempt from VAT."]),
        ("E", "Small business", ["Small business"]),
        ("Z", "", ["Zero-rated supply."]),
        ("O", "Not in the EU", ["Not in the EU"]),
        ("G", "", ["Export exempt from VAT (Article 146 of Directive 2006/112/EC)."]),
    ],
)
def test_the_own_reason_comes_before_the_words_of_the_law(
    category: str, reason: str, notes: list[str]
) -> None:
    rate = "19" if category == "S" else "0"
    made = line("x", "1", "C62", "1", "10", (category, rate), tax_reason=reason)
    page = page_of(document(made, language="en"))
    assert [text for one in page.blocks if isinstance(one, Notes) for text in one.texts] == notes


def test_reverse_charge_keeps_the_words_of_the_law_beside_an_own_reason() -> None:
    made = line("x", "1", "C62", "1", "10", ("AE", "0"), tax_reason="§ 13b UStG")
    notes = block(page_of(document(made)), Notes).texts
    assert notes[0].startswith("Steuerschuldnerschaft des Leistungsempfängers")
    assert notes[1:] == ("§ 13b UStG",)


def test_the_category_leads_its_reason_where_there_are_several() -> None:
    one = line("x", "1", "C62", "1", "10", ("AE", "0"))
    two = line("x", "1", "C62", "1", "10", ("E", "0"), tax_reason="Course")
    other = line("x", "1", "C62", "1", "10", ("E", "0"), tax_reason="Lecture")
    notes = block(page_of(document(HOUR, one, two, other, note="Thanks")), Notes).texts
    assert notes[0].startswith("AE: Steuerschuldnerschaft")
    assert notes[1:] == ("E: Course", "E: Lecture", "Thanks")


def test_the_country_stands_in_the_address_only_of_a_letter_abroad() -> None:
    home = page_of(document(HOUR))
    assert block(home, Addressee).lines[-1] == "70565 Stuttgart"
    us = CUSTOMER._replace(
        fields={"city": "Boise", "region": "ID", "zip": "83702", "country": "US"}
    )
    abroad = page_of(document(HOUR, customer=us))
    assert block(abroad, Addressee).lines[-2:] == ("Boise, ID 83702", "Vereinigte Staaten")
    assert block(abroad, Letterhead).address[-1] == "Deutschland"
    gb = CUSTOMER._replace(fields={"city": "London", "zip": "N1 9GU", "country": "GB"})
    lines = block(page_of(document(HOUR, customer=gb, language="en")), Addressee).lines
    assert lines[-3:] == ("London", "N1 9GU", "United Kingdom")


@pytest.mark.parametrize("theme", ["plain", "modern"])
def test_what_the_law_wants_of_the_issuer_stands_once_on_every_theme(theme: str) -> None:
    page = page_of(document(HOUR), theme)
    below = [line for column in page.footer for line in column]
    said = [*block(page, Letterhead).contact, *block(page, Letterhead).address, *below]
    joined = " ".join(said)
    for text in ("DE293847561", "37/482/01234", "rechnung@weber-lind.example", "Oranienstraße 183"):
        assert joined.count(text) == 1


# --- the annex -----------------------------------------------------------------------------------


def annex_of(*entries: object, task: str = "", language: str = "en") -> Annex:
    made = line("API", "60", "MIN", "60", "90", entries=tuple(entries), task=task)
    return block(page_of(document(HOUR, made, language=language)), Annex)


def cells_of(annex: Annex) -> list[list[str]]:
    return [
        [(one.text if isinstance(one, Figure) else one).replace("\u00a0", " ") for one in cells]
        for cells in (*(row.cells for row in annex.table.rows), annex.table.sums)
    ]


def test_the_annex_lists_the_entries_behind_a_line_with_their_sums() -> None:
    annex = annex_of(
        entry(1, "2026-11-02T09:02:00+01:00", "2026-11-02T10:19:00+01:00", 5400, note="Review"),
        entry(
            2,
            "2026-11-03T22:00:00+01:00",
            "2026-11-04T06:30:00+01:00",
            30600,
            ref="GH-214",
            commits=("3f2a9c1d88e1a2b3", "77aa"),
        ),
    )
    assert annex.title == "Entries behind line 2"
    heads = [column.head for column in annex.table.columns]
    assert heads == ["Date", "From", "To", "Raw", "Billed", "Note", "Ref."]
    assert cells_of(annex) == [
        ["2 Nov 2026", "09:02", "10:19", "1:17", "1:30", "Review", ""],
        ["3 Nov 2026", "22:00", "06:30 +1", "8:30", "8:30", "", "GH-214 3f2a9c1d88 77aa"],
        ["Sum", "", "", "9:47", "10:00", "", ""],
    ]


def test_the_annex_shows_seconds_where_there_are_any() -> None:
    annex = annex_of(entry(1, "2026-11-02T09:00:00+01:00", "2026-11-02T10:19:32+01:00", 4800))
    assert cells_of(annex)[0][1:5] == ["09:00", "10:19:32", "1:19:32", "1:20:00"]


def test_the_annex_explains_a_night_in_which_the_clocks_change() -> None:
    annex = annex_of(entry(1, "2026-03-28T22:00:00+01:00", "2026-03-29T06:30:00+02:00", 27000))
    assert cells_of(annex)[0][1:4] == ["22:00 (+01:00)", "06:30 +1 (+02:00)", "7:30"]


def test_the_annex_tells_people_projects_and_tasks_apart_where_they_differ() -> None:
    begin, end = "2026-11-02T09:00:00+01:00", "2026-11-02T10:00:00+01:00"
    alone = annex_of(entry(1, begin, end, 3600, task="review"), task="review")
    assert not {"Person", "Project", "Task"} & {column.head for column in alone.table.columns}
    mixed = annex_of(
        entry(1, begin, end, 3600, task="review"),
        entry(2, begin, end, 3600, task="dev", person="kim", project="kessler/ops"),
    )
    assert cells_of(mixed)[1][5:8] == ["kim", "kessler/ops", "dev"]


def test_entries_without_clock_times_have_none_in_the_annex() -> None:
    timed = entry(1, "2026-11-02T09:00:00+01:00", "2026-11-02T10:00:00+01:00", 3600)
    annex = annex_of(timed._replace(start="", end=""))
    assert [column.head for column in annex.table.columns] == ["Date", "Raw", "Billed", "Note"]


def test_the_annex_is_the_themes_choice_and_the_callers() -> None:
    timed = entry(1, "2026-11-02T09:00:00+01:00", "2026-11-02T10:00:00+01:00", 3600)
    doc = document(line("API", "60", "MIN", "60", "90", entries=(timed,)))
    assert has(page_of(doc), Annex)
    assert not has(page_of(doc, annex=False), Annex)
    without = paper()._replace(annex=False)
    assert not has(build_page(doc, without), Annex)
    assert has(build_page(doc, without, annex=True), Annex)


# --- all of it -----------------------------------------------------------------------------------


def test_text_is_composed_and_free_of_marks_without_look() -> None:
    decomposed = unicodedata.normalize("NFD", "Café Ångström")
    made = line(f"{decomposed}\u200b\ufeff\tand\r\nmore", "1", "C62", "1", "1")
    page = page_of(document(made, language="en"))
    assert cell(page, 0, "Description") == "Café Ångström and\nmore"


def test_no_text_of_the_document_is_lost() -> None:
    doc = document(
        HOUR,
        title="Subject",
        intro="Opening",
        note="Remark",
        issuer=ISSUER._replace(
            fields={**ISSUER.fields, "extra": "Rear building", "web": "w.example"}
        ),
        order="PO-1",
        buyer_reference="REF-1",
    )
    for theme in ("plain", "modern"):
        texts = "\n".join(texts_of(page_of(doc, theme))).replace("\u00a0", " ")
        values = [*ISSUER.fields.values(), *CUSTOMER.fields.values(), *BANK.values()]
        values = [value for value in values if value not in ("DE", BANK["iban"])]
        for text in [*values, "Subject", "Opening", "Remark", "PO-1", "REF-1", "Rear building"]:
            assert text in texts, (theme, text)


@pytest.mark.parametrize("language", ["sv", "de-XQ", "xx"])
def test_a_language_that_nobody_wrote_is_refused(language: str) -> None:
    with pytest.raises(Refused, match="language"):
        page_of(document(HOUR, language=language))


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, tracker_tui.exporters.page, tracker_tui.exporters.pdf, "
        "tracker_tui.exporters.paper\n"
        "print(sorted({'fpdf', 'babel', 'fontTools', 'pymupdf_fonts', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
