from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.currency import (
    MINOR_UNITS,
    format_amount,
    minor_unit,
    parse_amount,
    quantise,
)
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.plain import one_line

CODES = st.sampled_from(sorted(MINOR_UNITS))


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        *[(code, 0) for code in ("CLP", "ISK", "JPY", "KRW", "UGX", "UYI", "VND", "XAF", "XPF")],
        *[(code, 2) for code in ("CHE", "CHF", "EUR", "GBP", "HUF", "MGA", "MRU", "MXV", "USN")],
        *[(code, 2) for code in ("PLN", "USD", "XAD", "XCG", "ZWG")],
        *[(code, 3) for code in ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")],
        *[(code, 4) for code in ("CLF", "UYW")],
        *[("BGN", 2), ("HRK", 2), ("BYR", 0)],
    ],
)
def test_minor_units_are_those_of_the_standard(code: str, digits: int) -> None:
    assert minor_unit(code) == digits


def test_the_table_has_the_165_current_codes_with_a_minor_unit_and_11_withdrawn_ones() -> None:
    assert len(MINOR_UNITS) == 165 + 11
    assert all(re.fullmatch("[A-Z]{3}", code) for code in MINOR_UNITS)
    assert sorted(MINOR_UNITS.values()).count(3) == 7


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("eur", "did you mean EUR?"),
        ("EUX", "did you mean EUR?"),
        ("USDD", "did you mean USD?"),
        ("QQQQ", "ISO 4217"),
        ("", "ISO 4217"),
        ("XAU", "no minor unit"),
        ("XXX", "no minor unit"),
        ("\x1b[31m\n", "ISO 4217"),
        ("E" * 10_000, "ISO 4217"),
    ],
)
def test_codes_without_money_are_refused_in_one_line(code: str, words: str) -> None:
    with pytest.raises(Refused, match=re.escape(words)) as refusal:
        minor_unit(code)
    message = str(refusal.value)
    assert message.isprintable() and len(message) < 160


@pytest.mark.parametrize(
    ("amount", "code", "rounded"),
    [
        ("0.005", "EUR", "0.01"),
        ("-0.005", "EUR", "-0.01"),
        ("2.675", "EUR", "2.68"),
        ("2.5", "JPY", "3"),
        ("1.0005", "KWD", "1.001"),
        ("1234.5", "EUR", "1234.50"),
        ("-0.004", "EUR", "0.00"),
        ("-0", "JPY", "0"),
        ("1E+3", "EUR", "1000.00"),
        ("999999999999999.994999", "EUR", "999999999999999.99"),
    ],
)
def test_amounts_are_rounded_half_up_and_never_become_minus_zero(
    amount: str, code: str, rounded: str
) -> None:
    assert str(quantise(Decimal(amount), code)) == rounded
    assert format_amount(Decimal(amount), code) == rounded


@given(st.integers(-(10**18), 10**18), st.integers(0, 9), CODES)
def test_rounding_agrees_with_fractions(digits: int, scale: int, code: str) -> None:
    amount = Decimal(digits).scaleb(-scale)
    units = Fraction(digits, 10**scale) * 10 ** minor_unit(code)
    rounded = int(abs(units) + Fraction(1, 2)) * (1 if units > 0 else -1)
    assert Fraction(quantise(amount, code)) * 10 ** minor_unit(code) == rounded


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity", "1e400", "1e21"])
def test_what_nobody_can_pay_is_not_rounded(amount: str) -> None:
    with pytest.raises(Refused, match="not an amount that anybody can pay"):
        quantise(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    ("typed", "code", "amount"),
    [
        ("90", "EUR", "90"),
        ("1234.5", "EUR", "1234.5"),
        ("1,234.50", "EUR", "1234.50"),
        ("1.234,50", "EUR", "1234.50"),
        ("1 234,50", "EUR", "1234.50"),
        ("1\u202f234\u00a0567,5", "EUR", "1234567.5"),
        ("1'234.50", "CHF", "1234.50"),
        ("1\u2019234\u2019567", "CHF", "1234567"),
        ("1,234,567", "EUR", "1234567"),
        ("1.234.567", "EUR", "1234567"),
        ("12,5", "EUR", "12.5"),
        (",50", "EUR", "0.50"),
        (".5", "EUR", "0.5"),
        ("-5", "EUR", "-5"),
        ("\u22125", "EUR", "-5"),
        ("+5", "EUR", "5"),
        (" 90 ", "EUR", "90"),
        ("007", "EUR", "7"),
        ("1.234", "KWD", "1.234"),
        ("1.234,567", "KWD", "1234.567"),
        ("0,234", "KWD", "0.234"),
        ("1234,567", "KWD", "1234.567"),
        ("94.123456", None, "94.123456"),
        ("999999999999999", "JPY", "999999999999999"),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, code: str | None, amount: str) -> None:
    assert str(parse_amount(typed, code)) == amount


@pytest.mark.parametrize("typed", ["-0", "-0.00", "-,0", "+0"])
def test_minus_zero_is_zero(typed: str) -> None:
    amount = parse_amount(typed, "EUR")
    assert amount == 0 and not amount.is_signed()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("NaN", "not an amount"),
        ("Infinity", "not an amount"),
        ("1e400", "not an amount"),
        ("1E2", "not an amount"),
        ("-", "not an amount"),
        ("--5", "not an amount"),
        (".", "not an amount"),
        ("5.", "not an amount"),
        ("1,2,3", "not an amount"),
        ("12,34,567.00", "not an amount"),
        ("1.234.56", "not an amount"),
        ("1,234.567,8", "not an amount"),
        ("1 234'567", "not an amount"),
        ("1 2", "not an amount"),
        ("\u0661\u0662", "not an amount"),
        ("90 EUR", "not an amount"),
        ("0x10", "not an amount"),
        ("1_000", "not an amount"),
        ("1\x00", "not an amount"),
        ("9\n0", "not an amount"),
        ("1,234", "can mean 1234 or 1.234; type it without a comma: 1234"),
        ("-12,345", "can mean 12345 or 12.345; type it without a comma: 12345"),
        ("1.234", "too many decimals; at most 2 in EUR"),
        ("1234567890123456", "more than 15 digits"),
        ("9" * 100_000, "more than 15 digits"),
    ],
)
def test_what_is_no_clear_amount_is_refused_in_one_line(typed: str, words: str) -> None:
    with pytest.raises(Usage, match=re.escape(words)) as refusal:
        parse_amount(typed, "EUR")
    message = str(refusal.value)
    assert message.isprintable() and len(message) < 160


def test_decimals_follow_the_currency_the_rate_or_the_caller() -> None:
    assert parse_amount("0.123456") == Decimal("0.123456")
    assert parse_amount("0.123456", "EUR", decimals=6) == Decimal("0.123456")
    with pytest.raises(Usage, match="JPY has none"):
        parse_amount("90.5", "JPY")
    with pytest.raises(Usage, match="at most 6"):
        parse_amount("0.1234567")
    with pytest.raises(Usage, match=r"1234 or 1\.234$"):
        parse_amount("1,234")


def test_an_unknown_currency_is_refused_before_the_amount_is_read() -> None:
    with pytest.raises(Refused, match="unknown currency"):
        parse_amount("90", "EURO")


@given(st.integers(-(10**15) + 1, 10**15 - 1), CODES)
def test_what_is_formatted_is_read_back(units: int, code: str) -> None:
    digits = minor_unit(code)
    amount = Decimal(units).scaleb(-digits)
    text = format_amount(amount, code)
    assert parse_amount(text, code) == amount
    assert re.fullmatch(r"-?\d+" + (rf"\.\d{{{digits}}}" if digits else ""), text)


@given(st.text(max_size=30) | st.text("0123456789.,' -+eE", max_size=20))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        amount = parse_amount(text, "EUR")
    except Usage as refusal:
        assert str(refusal) == one_line(str(refusal))
    else:
        assert amount.is_finite() and quantise(amount, "EUR") == amount


def test_decimal_is_not_loaded_before_money_is_met() -> None:
    code = "import sys, tracker_tui.core.currency as c; c.minor_unit('EUR'); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"decimal", "_decimal", "difflib"} & set(run.stdout.split())
