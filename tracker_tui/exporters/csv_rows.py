"""Rows as CSV: UTF-8, commas, CRLF, quoted as RFC 4180 says; safe to open in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COLUMNS = (
    "id",
    "start",
    "end",
    "zone",
    "seconds",
    "hours",
    "billed_seconds",
    "client",
    "project",
    "task",
    "note",
    "tags",
    "billable",
    "person",
    "rate",
    "amount",
    "currency",
    "state",
    "document",
)
"""The fields of a listed entry, and `hours`: its raw seconds in hours, two decimals, half up."""

NUMERIC = frozenset(("seconds", "hours", "billed_seconds", "rate", "amount"))
"""Columns that hold numbers only and are never guarded: -5.00 is an amount, not a formula."""

_RISKY = "=+-@\t\r\n"


def write_csv(
    rows: Iterable[Mapping[str, object]],
    columns: Sequence[str] = COLUMNS,
    *,
    numeric: frozenset[str] = NUMERIC,
    guard: bool = True,
    bom: bool = False,
    delimiter: str = ",",
) -> bytes:
    """A header line and one line per row, in the order given; what a row lacks is empty.

    `guard` puts an apostrophe before text that a spreadsheet would run as a formula; `bom` begins
    with a byte order mark, by which Excel knows UTF-8. Lists are joined with ", ".
    """
    from csv import writer
    from io import StringIO

    text = StringIO(newline="")
    out = writer(text, delimiter=delimiter, lineterminator="\r\n")
    out.writerow(columns)
    for row in rows:
        out.writerow([_cell(row, column, guard and column not in numeric) for column in columns])
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8", "replace")


def guard_formula(text: str) -> str:
    """The text behind an apostrophe if a spreadsheet would take it for a formula.

    So is text that already begins with apostrophes and a risky sign: taking off one apostrophe
    always gives the original back.
    """
    return "'" + text if text.lstrip("'")[:1] in tuple(_RISKY) else text


def _cell(row: Mapping[str, object], column: str, guarded: bool) -> str:
    value = row.get(column)
    if value is None and column == "hours":
        return decimal_hours(row.get("seconds"))
    text = _text(value)
    return guard_formula(text) if guarded else text


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    from decimal import Decimal

    return format(value, "f") if isinstance(value, Decimal) else str(value)


def decimal_hours(seconds: object) -> str:
    """Seconds in hours with two decimals, half up; empty for what is no number."""
    if not isinstance(seconds, int):
        return ""
    hundredths = (abs(seconds) * 100 + 1800) // 3600
    sign = "-" if seconds < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02}"
