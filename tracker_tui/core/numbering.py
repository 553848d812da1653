"""Number series of documents: the pattern, and the next number without gap or reuse."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import FieldError
from tracker_tui.core.record import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker_tui.core.record import Record

KINDS = ("invoice", "credit-note", "quote", "proforma")
"""The kinds of a document; each has a series."""

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


class Series(NamedTuple):
    """A row of numbers: pattern with {year}, {month}, {seq:04}; the first number; its owner."""

    kind: str
    pattern: str
    first: int = 1
    owner: str = ""

    def number(self, day: str, count: int) -> str:
        """The number of the document `count` of its year (or month) issued on `day`."""
        text = self.pattern.replace("{year}", day[:4]).replace("{month}", day[5:7])
        return _fill_seq(text, str(count))

    def count_of(self, number: str, day: str) -> int | None:
        """The counter of a number of this series in the day's year (or month); None: another's."""
        text = self.pattern.replace("{year}", day[:4]).replace("{month}", day[5:7])
        before, after = _seq_borders(text)
        digits = number[len(before) : len(number) - len(after) if after else None]
        fits = number.startswith(before) and number.endswith(after)
        if not fits or not digits.isdecimal() or not digits.isascii():
            return None
        count = int(digits)
        return count if self.number(day, count) == number else None

    def next_number(self, day: str, taken: "Iterable[str]") -> str:
        """The number after the highest that is taken."""
        counts = [count for one in taken if (count := self.count_of(one, day)) is not None]
        return self.number(day, max(counts, default=self.first - 1) + 1)


def default_series() -> dict[str, Series]:
    """The series of a business that states none."""
    prefixes = {"invoice": "INV", "credit-note": "CN", "quote": "Q", "proforma": "PF"}
    return {kind: Series(kind, f"{prefixes[kind]}-{{year}}-{{seq:04}}") for kind in KINDS}


def read_series(kind: str, record: "Record") -> Series:
    """A series from its `[series.<kind>]` table."""
    if kind not in KINDS:
        raise FieldError("", f'"{kind}" is not one of {", ".join(KINDS)}')
    reader = Reader(record)
    pattern = reader.text("pattern", default_series()[kind].pattern)
    _check_pattern(pattern)
    return Series(kind, pattern, reader.whole("first", 1, 1), reader.text("owner"))


def _check_pattern(pattern: str) -> None:
    plain = pattern.replace("{year}", "2026").replace("{month}", "01")
    before, after = _seq_borders(plain)
    if "{month}" in pattern and "{year}" not in pattern:
        raise FieldError(
            "pattern", f'"{pattern}" has {{month}} without {{year}}: numbers would recur'
        )
    if not set(before + after) <= _LETTERS:
        raise FieldError(
            "pattern",
            f'"{pattern}" may hold letters, digits, - _ . and {{year}} {{month}} {{seq:04}}',
        )


def _seq_borders(text: str) -> tuple[str, str]:
    before, found, rest = text.partition("{seq")
    width, closed, after = rest.partition("}")
    widths = width.removeprefix(":")
    if not found or not closed or (width and not widths.isdecimal()) or "{seq" in after:
        raise FieldError("pattern", f'"{text}" needs the counter once, such as {{seq:04}}')
    return before, after


def _fill_seq(text: str, count: str) -> str:
    before, after = _seq_borders(text)
    width = text[len(before) + len("{seq") :].partition("}")[0].removeprefix(":")
    return before + count.zfill(int(width or 0)) + after
