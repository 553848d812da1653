"""Figures, days and states as the screens write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.clock import day_number
from tracker_tui.core.durations import format_duration
from tracker_tui.ui.cells import fit as fit
from tracker_tui.ui.cells import width as width

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SYMBOLS = {
    "running": ("●", "*"),
    "parked": ("‖", "="),
    "unbilled": ("·", "."),
    "draft": ("○", "o"),
    "sent": ("◐", ">"),
    "issued": ("◐", ">"),
    "open": ("◐", ">"),
    "overdue": ("!", "!"),
    "paid": ("✓", "v"),
    "done": ("✓", "v"),
    "billed": ("✓", "v"),
    "credited": ("↶", "<"),
    "free": ("–", "-"),
    "unassigned": ("?", "?"),
    "warning": ("!", "!"),
    "error": ("✗", "x"),
    "more": ("…", "~"),
    "mark": ("◆", "#"),
    "cursor": ("▌", ">"),
    "up": ("↑", "^"),
    "down": ("↓", "v"),
    "open-fold": ("▾", "-"),
    "closed-fold": ("▸", "+"),
    "gap": ("·", "."),
    "separator": ("·", "-"),
    "provisional": ("◌", "?"),
}
"""One cell each, and its twin for terminals without these signs."""

_plain = False


def use_ascii(plain: bool) -> None:
    """Whether symbols are ASCII from now on."""
    global _plain
    _plain = plain


def symbol(name: str) -> str:
    """The sign of a state or thing, one cell wide."""
    return SYMBOLS[name][_plain]


def state_words(state: str) -> str:
    """A state as a sign and a word: `! overdue`."""
    return f"{symbol(state)} {state}" if state in SYMBOLS else state


def hours(seconds: int) -> str:
    """`1:24`; what is shorter than a minute is cut off."""
    return format_duration(seconds)


def clock(seconds: int) -> str:
    """`1:24:07`."""
    return format_duration(seconds, with_seconds=True)


def amount(value: Decimal | None, currency: str = "") -> str:
    """`1,250.00 EUR`, in the digits that the value has; empty where there is none."""
    if value is None:
        return ""
    return f"{value:,f} {currency}".rstrip()


def amounts(values: Mapping[str, Decimal]) -> str:
    """Amounts of several currencies, which are never added: `1,250.00 EUR + 90.00 CHF`."""
    return " + ".join(amount(value, currency) for currency, value in values.items())


def day_title(day: str) -> str:
    """`Fri 20 Nov` of `2026-11-20`."""
    return f"{weekday(day)} {int(day[8:10])} {MONTHS[int(day[5:7]) - 1]}"


def weekday(day: str) -> str:
    """`Fri` of `2026-11-20`."""
    return WEEKDAYS[(day_number(day) + 3) % 7]


def month_title(month: str) -> str:
    """`Nov 2026` of `2026-11`."""
    return f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}"
