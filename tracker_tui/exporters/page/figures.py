"""Amounts, quantities, times and days as a client's language writes them.

Amounts are rounded to the currency's minor unit before Babel sees them: Babel rounds half to even.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker_tui.core.currency import RATE_DECIMALS, minor_unit, quantise
from tracker_tui.core.errors import Refused
from tracker_tui.core.ids import shown
from tracker_tui.exporters.page.model import Figure

if TYPE_CHECKING:
    from decimal import Decimal

    from babel import Locale

    from tracker_tui.core.document import Line
    from tracker_tui.exporters.words.vocabulary import Words

SPACE = "\N{NO-BREAK SPACE}"


class Figures:
    """Writes figures in one language and currency."""

    def __init__(self, language: str, currency: str, words: Words) -> None:
        self.words = words
        self.locale = _locale(language, words)
        self.digits = minor_unit(currency)
        self.currency = currency
        self._decimal_sign = str(self.locale.number_symbols["latn"]["decimal"])

    @property
    def tag(self) -> str:
        """The language as a document states it, such as `de-CH`."""
        return str(self.locale).replace("_", "-")

    def money(self, amount: Decimal, unit: str = "") -> Figure:
        """An amount in the currency with all its decimals."""
        return self._number(quantise(amount, self.currency), self.digits, self.digits, unit)

    def price(self, amount: Decimal, unit: str = "") -> Figure:
        """A price: at least the currency's decimals, more where it has them."""
        most = max(self.digits, RATE_DECIMALS, -int(amount.as_tuple().exponent))
        return self._number(amount, self.digits, most, unit)

    def count(self, quantity: Decimal, unit: str = "", least: int = 0) -> Figure:
        """A quantity with the decimals that it has."""
        return self._number(quantity, least, max(least, -int(quantity.as_tuple().exponent)), unit)

    def percent(self, rate: Decimal) -> Figure:
        """A rate such as 19 %."""
        from babel.numbers import format_percent

        share = rate.normalize() / 100
        text = str(format_percent(share, locale=self.locale, decimal_quantization=False))
        digits = text.rstrip(f"%{SPACE}\N{NARROW NO-BREAK SPACE}")
        whole, sign, fraction = digits.partition(self._decimal_sign)
        return Figure(whole, sign + fraction, text[len(digits) :])

    def day(self, iso: str) -> str:
        """A day from its ISO 8601 text, in one piece."""
        from datetime import date

        from babel.dates import format_date

        text = str(format_date(date.fromisoformat(iso), "medium", self.locale))
        return text.replace(" ", SPACE)

    def days(self, first: str, last: str) -> str:
        """A day, or two with a dash between; empty for none."""
        if not (first or last):
            return ""
        if not first or not last or first == last:
            return self.day(first or last)
        return f"{self.day(first)} – {self.day(last)}"

    def country(self, code: str) -> str:
        """The name of a country in the document's language; what is no code stays as it is."""
        return str(self.locale.territories.get(code.upper(), code))

    def _number(self, number: Decimal, least: int, most: int, unit: str) -> Figure:
        from babel.numbers import format_decimal

        decimals = "0" * least + "#" * (most - least)
        pattern = f"#,##0.{decimals}" if decimals else "#,##0"
        text = str(format_decimal(number, pattern, self.locale))
        whole, sign, fraction = text.partition(self._decimal_sign)
        return Figure(whole, sign + fraction, unit)


@lru_cache(maxsize=16)
def _parse_locale(tag: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return None


def _locale(language: str, words: Words) -> Locale:
    tag = language.replace("-", "_")
    found = _parse_locale(tag if "_" in tag else words.locale)
    if found is None:
        raise Refused(f"the language {shown(language)} is unknown: write it like de or de-AT")
    return found


def hours(minutes: int) -> Figure:
    """Whole minutes as hours, such as 1:20; the sign stays with less than an hour too."""
    sign = "-" if minutes < 0 else ""
    whole, rest = divmod(abs(minutes), 60)
    return Figure(f"{sign}{whole}", f":{rest:02}")


def clock_hours(seconds: int, with_seconds: bool) -> Figure:
    """Seconds as 1:20, or 1:19:32 where seconds are shown."""
    figure = hours(seconds // 60)
    return (
        figure._replace(fraction=f"{figure.fraction}:{seconds % 60:02}") if with_seconds else figure
    )


def described(line: Line, figures: Figures) -> str:
    """The words of a line, after the day where it stands for one."""
    return f"{figures.day(line.day)}: {line.description}" if line.day else line.description


def quantity_and_price(line: Line, figures: Figures) -> tuple[Figure, Figure]:
    """Both as they multiply on a pocket calculator: `1:20 h` x `90.00/h`, `7:36 h` x `760/8 h`."""
    base = line.base_quantity
    if line.unit == "MIN" and base % 60 == 0 and line.quantity % 1 == 0:
        per_hours = int(base) // 60
        per = "h" if per_hours == 1 else f"{per_hours}{SPACE}h"
        quantity = hours(int(line.quantity))._replace(unit=f"{SPACE}h")
        return quantity, figures.price(line.price, f"/{per}")
    symbol = {"MIN": "min", "HUR": "h", "DAY": figures.words.day_unit, "C62": ""}.get(
        line.unit, line.unit
    )
    unit = f"{SPACE}{symbol}" if symbol else ""
    least = 2 if line.unit in ("HUR", "DAY") else 0
    quantity = figures.count(line.quantity, unit, least)
    if base == 1:
        return quantity, figures.price(line.price, f"/{symbol}" if symbol else "")
    return quantity, figures.price(line.price, f"/{figures.count(base, unit).text}")
