"""The colours of the screens, as a theme file says them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import FieldError
from tracker_tui.core.ids import shown
from tracker_tui.core.near import nearest
from tracker_tui.core.record import Reader

if TYPE_CHECKING:
    from tracker_tui.core.record import Record

COLOURS = (
    "text",
    "muted",
    "background",
    "panel",
    "field",
    "accent",
    "rule",
    "cursor",
    "cursor_text",
    "success",
    "warning",
    "error",
)
"""What every theme says: of letters, of grounds, of the cursor's bar, of good and bad news."""

STATES = {
    "running": "success",
    "parked": "warning",
    "draft": "muted",
    "sent": "accent",
    "overdue": "error",
    "paid": "success",
    "free": "muted",
    "gap": "muted",
}
"""States that may have a colour of their own, and what they take otherwise."""

TERMINAL_COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
"""The eight colours of a terminal; each is there as `ansi_red` and `ansi_bright_red`."""


class ScreenTheme(NamedTuple):
    """Colours by what they are for: `#rrggbb`, or names of the terminal's own where `ansi`."""

    name: str
    dark: bool
    ansi: bool
    colours: dict[str, str]


def read_screen_theme(name: str, record: Record) -> ScreenTheme:
    """A theme from its file. Raises FieldError for what is missing, unknown or no colour."""
    reader = Reader(record)
    dark, ansi = reader.flag("dark", True), reader.flag("ansi", False)
    colours = reader.read("colours", lambda table: _colours(table, COLOURS, ansi))
    states = reader.read("states", lambda table: _colours(table, tuple(STATES), ansi)) or {}
    _refuse_unknown(reader.rest(), ("dark", "ansi", "colours", "states"))
    given = colours or {}
    for key in COLOURS:
        if key not in given:
            raise FieldError(f"colours.{key}", "is missing: a theme says all colours")
    usual = {state: given[kind] for state, kind in STATES.items()}
    return ScreenTheme(name, dark, ansi, {**given, **usual, **states})


def _colours(table: Record, known: tuple[str, ...], ansi: bool) -> dict[str, str]:
    reader = Reader(table)
    found = {key: text for key in known if (text := reader.text(key))}
    _refuse_unknown(reader.rest(), known)
    for key, text in found.items():
        if not (_is_terminal_colour(text) if ansi else _is_hex(text)):
            expected = "ansi_default, ansi_red ..." if ansi else "a colour such as #1f4e79"
            raise FieldError(key, f"{shown(text)} is no colour; expected {expected}")
    return found


def _refuse_unknown(rest: Record, known: tuple[str, ...]) -> None:
    for key in rest:
        near = nearest(key, known)
        hint = f"did you mean {near}?" if near else f"known: {', '.join(known)}"
        raise FieldError(key, f"is not known here; {hint}")


def _is_hex(text: str) -> bool:
    digits = text[1:].lower()
    return len(text) == 7 and text[0] == "#" and all(one in "0123456789abcdef" for one in digits)


def _is_terminal_colour(text: str) -> bool:
    plain = text.removeprefix("ansi_").removeprefix("bright_")
    return text.startswith("ansi_") and (plain in TERMINAL_COLOURS or text == "ansi_default")
