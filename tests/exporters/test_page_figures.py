from __future__ import annotations

import random
import re
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.exporters.reading_pages import SPACES, block, cell, number_of, page_of, totals_of
from tests.exporters.sample_documents import (
    HOUR,
    document,
    line,
)
from tracker_tui.core.document import Allowance, Document
from tracker_tui.exporters.page import Figure
from tracker_tui.exporters.page.model import (
    Table,
    Totals,
)
from tracker_tui.exporters.words import LANGUAGES


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
