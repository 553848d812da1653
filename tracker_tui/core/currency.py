"""Currencies with their minor units, and amounts of money as people write them.

The codes and minor units are those of ISO 4217, list one (current currencies and funds) as
published on 2026-01-01, and of list three (historic) those withdrawn since 2015 with the minor
unit that list one gave them last, because older books name them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused, Usage

if TYPE_CHECKING:
    from decimal import Decimal

_CODES_BY_MINOR_UNIT = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL "
    "GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR "
    "LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD "
    "PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC "
    "SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR "
    "ZMW ZWG",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_WITHDRAWN_BY_MINOR_UNIT = {
    0: "BYR",
    2: "ANG BGN CUC HRK LTL MRO SLL STD VEF ZWL",
}
_WITHOUT_MINOR_UNIT = "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX"

MINOR_UNITS: dict[str, int] = {
    code: digits
    for table in (_WITHDRAWN_BY_MINOR_UNIT, _CODES_BY_MINOR_UNIT)
    for digits, codes in table.items()
    for code in codes.split()
}
"""Number of decimals by currency code."""

RATE_DECIMALS = 6
"""Decimals that a rate may have, whatever its currency."""

_MOST_DIGITS = 15
_GROUP_MARKS = str.maketrans("\u00a0\u2009\u202f\u2019", "   '")
_quanta: dict[str, Decimal] = {}


def minor_unit(code: str) -> int:
    """Decimals of a currency: EUR 2, JPY 0, KWD 3. Refuses codes that no money is paid in."""
    digits = MINOR_UNITS.get(code)
    if digits is not None:
        return digits
    if code in _WITHOUT_MINOR_UNIT.split():
        raise Refused(f"{code} has no minor unit in ISO 4217: nothing can be priced in it")
    from tracker_tui.core.near import nearest

    near = nearest(code, MINOR_UNITS)
    hint = f"did you mean {near}?" if near else "use its ISO 4217 code, such as EUR"
    raise Refused(f"unknown currency {_shown(code)}; {hint}")


def quantise(amount: Decimal, code: str) -> Decimal:
    """The amount rounded half up to the currency's minor unit; never minus zero."""
    from decimal import ROUND_HALF_UP, Decimal

    quantum = _quanta.get(code)
    if quantum is None:
        quantum = _quanta[code] = Decimal(1).scaleb(-minor_unit(code))
    if not amount.is_finite() or amount.adjusted() > 20:
        raise Refused(f"{_shown(str(amount))} is not an amount that anybody can pay")
    rounded = amount.quantize(quantum, ROUND_HALF_UP)
    return rounded if rounded else rounded.copy_abs()


def format_amount(amount: Decimal, code: str) -> str:
    """The amount as plain text with the currency's decimals, such as 1234.50."""
    return format(quantise(amount, code), "f")


def parse_amount(text: str, code: str | None = None, decimals: int | None = None) -> Decimal:
    """An amount as people type it: 90, 1234.5, 1,234.50, 1.234,50, 1 234,50, 1'234.50, -5.

    At most `decimals` decimals; without it those of the currency, or those of a rate. A single dot
    is always the decimal sign. Raises Usage with what to type instead.
    """
    from decimal import Decimal

    most = decimals
    if most is None:
        most = RATE_DECIMALS if code is None else minor_unit(code)
    plain = text.strip()
    if not plain:
        raise Usage("the amount is empty; type one such as 1234.50")
    negative = plain[0] in "-\u2212"
    whole, fraction = _parts(plain[1:] if plain[0] in "+-\u2212" else plain, text)
    _refuse_ambiguity(whole, fraction, plain, most)
    if len(whole.lstrip("0")) > _MOST_DIGITS:
        raise Usage(f"the amount {_shown(text)} has more than {_MOST_DIGITS} digits before the dot")
    if len(fraction) > most:
        raise Usage(f"the amount {_shown(text)} has too many decimals; {_allowed(code, most)}")
    number = Decimal(f"{whole or '0'}.{fraction}" if fraction else whole)
    return number.copy_negate() if negative and number else number


def _parts(body: str, text: str) -> tuple[str, str]:
    """Digits before and after the decimal sign, the marks between thousands taken out."""
    body = body.translate(_GROUP_MARKS)
    marks = [letter for letter in body if letter in " '.,"]
    whole, fraction = body, ""
    if marks and marks[-1] in ".," and body.count(marks[-1]) == 1:
        whole, _, fraction = body.partition(marks[-1])
        marks.pop()
        if not _is_digits(fraction):
            raise _not_an_amount(text)
    if marks:
        first, *groups = whole.split(marks[0])
        if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups):
            raise _not_an_amount(text)
        whole = first + "".join(groups)
    if not (_is_digits(whole) or (fraction and not whole)):
        raise _not_an_amount(text)
    return whole, fraction


def _refuse_ambiguity(whole: str, fraction: str, plain: str, most: int) -> None:
    """1,234 is a thousand to some and a bit more than one to others; 0,234 and 1234,567 are not."""
    group_possible = 1 <= len(whole) <= 3 and not whole.startswith("0")
    if not (group_possible and len(fraction) == 3 and f"{whole},{fraction}" in plain):
        return
    thousands, decimals = f"{whole}{fraction}", f"{whole}.{fraction}"
    ways = f"{thousands} or {decimals}" if most >= 3 else thousands
    raise Usage(
        f"{_shown(plain)} can mean {thousands} or {decimals}; type it without a comma: {ways}"
    )


def _allowed(code: str | None, most: int) -> str:
    if most == 0:
        return f"{code} has none" if code else "type a whole number"
    return f"at most {most}" + (f" in {code}" if code else "")


def _not_an_amount(text: str) -> Usage:
    return Usage(f"{_shown(text)} is not an amount; type one such as 1234.50")


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _shown(text: str) -> str:
    """What was typed, short enough and safe for a line in a terminal."""
    from tracker_tui.core.plain import one_line

    return f'"{one_line(text if len(text) <= 40 else text[:39] + "…")}"'
