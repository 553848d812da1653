from __future__ import annotations

import random
import re
import subprocess
import sys
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

import pytest

from tests.exporters.sample_documents import BANK, CUSTOMER, ISSUER, document, entry, line, paper
from tracker_tui.core.document import Allowance, Document
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
    Table,
    Title,
    Totals,
)
from tracker_tui.exporters.words import LANGUAGES

Kind = TypeVar("Kind")

HOUR = line("Work", "60", "MIN", "60", "90.00")
SPACES = str.maketrans("", "", "\u00a0\u202f")


def page_of(doc: Document, theme: str = "plain", annex: bool | None = None) -> Page:
    return build_page(doc, paper(theme), annex)


def block(page: Page, kind: type[Kind]) -> Kind:
    return next(one for one in page.blocks if isinstance(one, kind))


def has(page: Page, kind: type[object]) -> bool:
    return any(isinstance(one, kind) for one in page.blocks)


def number_of(figure: Figure) -> Fraction:
    """The number that a person reads, whatever the language."""
    digits = re.sub(r"\D", "", figure.whole), re.sub(r"\D", "", figure.fraction)
    value = Fraction(f"{digits[0]}.{digits[1]}" if digits[1] else digits[0])
    return -value if figure.whole.startswith("-") else value


def cell(page: Page, row: int, head: str) -> str:
    table = block(page, Table)
    at = [column.head for column in table.columns].index(head)
    found = table.rows[row].cells[at]
    return (found.text if isinstance(found, Figure) else found).replace("\u00a0", " ")


def totals_of(page: Page) -> list[tuple[str, str]]:
    rows = block(page, Totals).rows
    return [
        (row.label.replace("\u00a0", " "), row.figure.text.replace("\u00a0", " ")) for row in rows
    ]


# --- lines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "quantity", "price", "net"),
    [
        (("80", "MIN", "60", "90.00"), "1:20 h", "90.00/h", "120.00"),
        (("1", "MIN", "60", "90.00"), "0:01 h", "90.00/h", "1.50"),
        (("-30", "MIN", "60", "90.00"), "-0:30 h", "90.00/h", "-45.00"),
        (("31087", "MIN", "60", "100.00"), "518:07 h", "100.00/h", "51,811.67"),
        (("456", "MIN", "480", "760.00"), "7:36 h", "760.00/8 h", "722.00"),
        (("456", "MIN", "450", "750.00"), "456 min", "750.00/450 min", "760.00"),
        (("90.5", "MIN", "60", "60.00"), "90.5 min", "60.00/60 min", "90.50"),
        (("1.33", "HUR", "1", "90.00"), "1.33 h", "90.00/h", "119.70"),
        (("2", "HUR", "1", "92.345678"), "2.00 h", "92.345678/h", "184.69"),
        (("0.95", "DAY", "1", "760.00"), "0.95 d", "760.00/d", "722.00"),
        (("1", "C62", "1", "148.6"), "1", "148.60", "148.60"),
        (("1500", "C62", "1000", "12.00"), "1,500", "12.00/1,000", "18.00"),
        (("2.5", "XYZ", "1", "10.00"), "2.5 XYZ", "10.00/XYZ", "25.00"),
    ],
)
def test_a_line_reads_as_it_multiplies(
    made: tuple[str, str, str, str], quantity: str, price: str, net: str
) -> None:
    page = page_of(document(line("Work", *made), language="en"))
    assert cell(page, 0, "Quantity") == quantity
    assert cell(page, 0, "Price") == price
    assert cell(page, 0, "Net EUR") == net


def hours_or_number(text: str, language: str) -> Fraction:
    plain = text.translate(SPACES)
    if clock := re.match(r"(\d+):(\d\d)", plain):
        return Fraction(int(clock[1]) * 60 + int(clock[2]), 60)
    sign = "." if language == "en" else ","
    found = re.match(r"[\d.,]*\d|\d", plain)
    assert found, text
    kept = "".join(letter for letter in found[0] if letter.isdigit() or letter == sign)
    return Fraction(kept.replace(",", "."))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_printed_multiplies_on_a_pocket_calculator(language: str) -> None:
    dice = random.Random(language)
    units = [
        ("MIN", "60"),
        ("MIN", "480"),
        ("MIN", "450"),
        ("HUR", "1"),
        ("DAY", "1"),
        ("C62", "1"),
    ]
    for currency, digits in (("EUR", 2), ("JPY", 0), ("KWD", 3)):
        lines = []
        for _ in range(25):
            unit, base = dice.choice(units)
            whole = unit in ("MIN", "C62")
            quantity = Decimal(dice.randint(1, 30_000)) / (1 if whole else 100)
            price = Decimal(dice.randint(1, 2_000_000)) / dice.choice((1, 100, 10_000))
            lines.append(line("x", str(quantity), unit, base, str(price), currency=currency))
        table = block(page_of(document(*lines, language=language, currency=currency)), Table)
        for row in table.rows:
            _, _, quantity_cell, price_cell, net_cell = row.cells
            assert isinstance(quantity_cell, Figure) and isinstance(price_cell, Figure)
            assert isinstance(net_cell, Figure)
            per = price_cell.unit.removeprefix("/")
            base_count = hours_or_number(per, language) if re.match(r"\d", per) else Fraction(1)
            quantity_read = hours_or_number(quantity_cell.text, language)
            product = quantity_read * hours_or_number(price_cell.text, language) / base_count
            scaled = product * 10**digits
            half_up = Fraction(
                (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
            )
            assert number_of(net_cell) == half_up / 10**digits, row


def test_the_tax_rate_stands_at_each_line_only_where_there_are_several() -> None:
    seven = line("Train", "1", "C62", "1", "50.00", ("S", "7"))
    free = line("Course", "1", "C62", "1", "50.00", ("E", "0"))
    heads = [column.head for column in block(page_of(document(HOUR, HOUR)), Table).columns]
    assert "USt." not in heads
    page = page_of(document(HOUR, seven, free))
    assert [cell(page, row, "USt.") for row in range(3)] == ["19 %", "7 %", "E"]


def test_a_discount_has_a_column_where_a_line_has_one() -> None:
    off = line("Work", "60", "MIN", "60", "90.00", discount="10.00")
    page = page_of(document(HOUR, off))
    assert [cell(page, row, "Rabatt") for row in range(2)] == ["", "-10,00"]
    assert cell(page, 1, "Netto EUR") == "80,00"
    assert "Rabatt" not in [column.head for column in block(page_of(document(HOUR)), Table).columns]


def test_each_row_carries_the_sum_so_far() -> None:
    lines = [line("x", "1", "C62", "1", price) for price in ("0.10", "0.20", "-0.05", "1000.00")]
    rows = block(page_of(document(*lines)), Table).rows
    assert [row.carried and row.carried.text for row in rows] == [
        "0,10",
        "0,30",
        "0,25",
        "1.000,25",
    ]


# --- totals --------------------------------------------------------------------------------------


def everything() -> Document:
    """Two rates, an exempt line, discounts on line and document, prepaid, rounding, withholding."""
    return document(
        line("Work", "1285", "MIN", "60", "95.00"),
        line("Train", "1", "C62", "1", "148.63", ("S", "7"), discount="8.63"),
        line("Course", "0.25", "DAY", "1", "800.00", ("E", "0"), tax_reason="§ 4 Nr. 21 UStG"),
        language="en",
        allowances=(
            Allowance("Frame contract", Decimal("61.04"), "S", Decimal(19), Decimal(3)),
            Allowance("Express", Decimal("12.00"), "S", Decimal(7), charge=True),
            Allowance("", Decimal("1.00"), "E", Decimal(0)),
        ),
        prepaid=Decimal("500.00"),
        cash_rounding=Decimal("0.05"),
        withholding_rate=Decimal("15"),
    )


def test_the_totals_lead_from_the_lines_to_what_is_transferred() -> None:
    assert totals_of(page_of(everything())) == [
        ("Sum of the lines", "2,374.58"),
        ("Frame contract 3% (VAT 19%)", "-61.04"),
        ("Express (VAT 7%)", "12.00"),
        ("Discount (VAT 0%)", "-1.00"),
        ("Net total", "2,324.54"),
        ("No VAT on 199.00 (exempt)", "0.00"),
        ("VAT 7% of 152.00", "10.64"),
        ("VAT 19% of 1,973.54", "374.97"),
        ("Total", "2,710.15"),
        ("Already paid", "-500.00"),
        ("Amount due", "2,210.15"),
        ("Withholding tax 15% of 2,324.54", "-348.68"),
        ("To be transferred EUR", "1,861.47"),
    ]


def test_the_totals_add_up_as_they_are_printed() -> None:
    doc = everything()._replace(language="fr")
    rows = [number_of(row.figure) for row in block(page_of(doc), Totals).rows]
    net, total, due = rows[4], rows[8], rows[10]
    assert sum(rows[:4]) == net
    assert net + sum(rows[5:8]) == total
    assert total + rows[9] == due
    assert due + rows[11] == rows[12]
    lines = [row.cells[-1] for row in block(page_of(doc), Table).rows]
    assert sum(number_of(one) for one in lines if isinstance(one, Figure)) == rows[0]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ["Net total", "VAT 19% of 90.00", "Total EUR"]),
        ({"prepaid": Decimal(0)}, ["Net total", "VAT 19% of 90.00", "Total EUR"]),
        (
            {"prepaid": Decimal("7.10")},
            ["Net total", "VAT 19% of 90.00", "Total", "Already paid", "Amount due EUR"],
        ),
        (
            {"cash_rounding": Decimal("1")},
            ["Net total", "VAT 19% of 90.00", "Total", "Rounding", "Amount due EUR"],
        ),
        ({"kind": "credit-note"}, ["Net total", "VAT 19% of 90.00", "Amount credited EUR"]),
        ({"kind": "quote"}, ["Net total", "VAT 19% of 90.00", "Total EUR"]),
    ],
)
def test_totals_leave_out_what_changes_nothing(
    more: dict[str, object], expected: list[str]
) -> None:
    page = page_of(document(HOUR, language="en", **more))
    assert [label for label, _ in totals_of(page)] == expected
    assert [row.strong for row in block(page, Totals).rows] == [False] * (len(expected) - 1) + [
        True
    ]


@pytest.mark.parametrize(
    ("currency", "amount", "shown"),
    [
        ("JPY", "1234567", "1,234,567"),
        ("KWD", "1234.5", "1,234.500"),
        ("EUR", "1234.5", "1,234.50"),
        ("CLF", "1234.5", "1,234.5000"),
    ],
)
def test_amounts_have_the_decimals_of_their_currency(
    currency: str, amount: str, shown: str
) -> None:
    made = line("x", "1", "C62", "1", amount, ("O", "0"), currency)
    page = page_of(document(made, currency=currency, language="en"))
    assert totals_of(page)[-1] == (f"Amount due {currency}", shown)
    assert cell(page, 0, f"Net {currency}") == cell(page, 0, "Price") == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "1,234,567.50"),
        ("de", "1.234.567,50"),
        ("de-CH", "1’234’567.50"),
        ("fr", "1\u202f234\u202f567,50"),
        ("pl", "1\u00a0234\u00a0567,50"),
    ],
)
def test_figures_are_written_as_the_language_writes_them(language: str, shown: str) -> None:
    page = page_of(document(line("x", "1", "C62", "1", "1234567.5"), language=language))
    assert block(page, Totals).rows[0].figure.text == shown
    assert page.language == {"en": "en-001"}.get(language, language)


def test_half_a_cent_goes_up_before_it_is_formatted() -> None:
    allowance = Allowance("x", Decimal("2.345"), "S", Decimal(19))
    assert ("x", "-2,35") in totals_of(page_of(document(HOUR, allowances=(allowance,))))


# --- what surrounds the table --------------------------------------------------------------------


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
