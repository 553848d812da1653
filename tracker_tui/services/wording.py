"""Words as people type them made into values of files, and values made into lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker_tui.core.errors import Usage
from tracker_tui.core.ids import shown
from tracker_tui.core.record import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace

MOST_LETTERS = 300
"""How long a name or another single line may be."""

ALWAYS = "always"
"""Typed in the place of a day: what is said holds from the beginning."""


def line_of_text(text: str, what: str) -> str:
    """One line of text, without the spaces around it; no control characters, not over long."""
    import unicodedata

    plain = text.strip()
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in plain):
        raise Usage(f"the {what} {shown(plain)} must be one line without control characters")
    if len(plain) > MOST_LETTERS:
        raise Usage(f"the {what} {shown(plain)} has {len(plain)} letters: at most {MOST_LETTERS}")
    return plain


def typed_day(workspace: Workspace, typed: str) -> str:
    """A day as typed; today where nothing was."""
    from tracker_tui.core.when import parse_day

    return parse_day(typed, workspace.now(), workspace.zone) if typed else workspace.today


def positive_amount(typed: str, currency: str, what: str) -> Decimal:
    """An amount above nothing, in the currency's minor unit; `what` is "a fee", for the message."""
    from tracker_tui.core.currency import parse_amount, quantise

    amount = quantise(parse_amount(typed, currency), currency)
    if amount <= 0:
        raise Usage(f"{what} is above 0, not {shown(typed)}")
    return amount


def percentage(text: str, what: str) -> Decimal:
    """A percentage from 0 to 100 with the digits that were typed; a % sign behind it is fine."""
    from tracker_tui.core.currency import parse_amount

    number = parse_amount(text.strip().removesuffix("%"), decimals=4)
    if not 0 <= number <= 100:
        raise Usage(f"the {what} is a percentage from 0 to 100, not {shown(text)}")
    return number


def since_day(workspace: Workspace, typed: str | None, default: str) -> str:
    """The ISO day from which something holds; `always` is the beginning, an empty text."""
    if not (typed or "").strip():
        return default
    assert typed is not None
    if typed.strip().lower() == ALWAYS:
        return ""
    from tracker_tui.core.when import parse_day

    return parse_day(typed, workspace.now(), workspace.zone)


def dated(since: str) -> Record:
    """The `from` of a table, left out where something holds from the beginning."""
    from datetime import date

    return {"from": date.fromisoformat(since)} if since else {}


def row_day(row: Record) -> str:
    """The day from which a dated table holds."""
    return Reader(row).day("from")


def with_row(
    rows: Sequence[Record], row: Record, alike: Callable[[Record], bool] = lambda row: True
) -> list[Record]:
    """The dated rows with one more, in the order of `from`.

    It takes the place of the row of the same day that is `alike`.
    """
    day = row_day(row)
    for at, old in enumerate(rows):
        if row_day(old) == day and alike(old):
            return [*rows[:at], row, *rows[at + 1 :]]
    behind = [at + 1 for at, old in enumerate(rows) if row_day(old) <= day]
    at = max(behind, default=0)
    return [*rows[:at], row, *rows[at:]]


def money(amount: Decimal, currency: str) -> str:
    """An amount with at least the digits of its currency: 90.00, 92.125."""
    from tracker_tui.core.currency import format_amount, minor_unit

    if -int(amount.as_tuple().exponent) < minor_unit(currency):
        return format_amount(amount, currency)
    return format(amount, "f")


def plain(number: Decimal | None) -> str | None:
    """A number as text, None where there is none."""
    return None if number is None else format(number, "f")


def record_lines(record: Record) -> tuple[str, ...]:
    """A record for people: a `name: value` line for each field that says something."""
    lines: list[str] = []
    for key, value in record.items():
        name = key.replace("_", " ")
        rows = value if isinstance(value, list) else [value]
        if all(isinstance(row, str) for row in rows):
            rows = [", ".join(rows)]
        lines += [f"{name}: {text}" for row in rows if (text := _text(row))]
    return tuple(lines)


def _text(value: Any) -> str:
    from tracker_tui.core.plain import one_line

    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, dict):
        parts = ((key.replace("_", " "), _text(item)) for key, item in value.items())
        return ", ".join(f"{name} {text}" for name, text in parts if text)
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    return one_line(str(value))


def many(count: int, what: str, plural: str = "") -> str:
    """`1 entry`, `3 entries`."""
    return f"{count} {what if count == 1 else plural or what + 's'}"
