"""Themes of the program made into themes of Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import Theme

from tracker_tui.core.errors import Refused
from tracker_tui.core.screen_theme import STATES
from tracker_tui.services.preferences import DEFAULT_THEME
from tracker_tui.services.screen_themes import find_theme

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App

    from tracker_tui.core.screen_theme import ScreenTheme


COLOURLESS = "mono"
"""The theme of greys alone."""


def use_theme(app: App[Any], name: str, root: str = "") -> list[str]:
    """Puts on the theme of a name, the usual one where that cannot be.

    Returns what is wrong, a line each.
    """
    problems: list[str] = []
    try:
        theme = find_theme(name, root)
    except Refused as error:
        problems.append(str(error))
        theme = find_theme(DEFAULT_THEME, root)
    wear(app, theme)
    return problems


def wear(app: App[Any], theme: ScreenTheme) -> None:
    """Puts on a theme; where no colours are wanted, greys for one that has the terminal's own.

    Textual takes the colours away by turning them into greys, and the terminal's own, whose values
    it does not know, into black on black.
    """
    if app.no_color and theme.ansi:
        theme = find_theme(COLOURLESS)._replace(name=theme.name)
    app.register_theme(textual_theme(theme))
    if app.theme != theme.name:
        app.theme = theme.name


def textual_theme(theme: ScreenTheme) -> Theme:
    """The theme in the words of Textual."""
    colours = theme.colours
    return Theme(
        name=theme.name,
        dark=theme.dark,
        ansi=theme.ansi,
        primary=colours["accent"],
        secondary=colours["accent"],
        accent=colours["accent"],
        foreground=colours["text"],
        background=colours["background"],
        surface=colours["field"],
        panel=colours["panel"],
        boost=colours["field"],
        success=colours["success"],
        warning=colours["warning"],
        error=colours["error"],
        text_alpha=1.0,
        variables=_variables(theme),
    )


def _variables(theme: ScreenTheme) -> dict[str, str]:
    """What Textual would derive from the colours, said outright; and the states of our own."""
    colours = theme.colours
    given = {
        "text": colours["text"],
        "text-muted": colours["muted"],
        "text-disabled": colours["muted"],
        "text-primary": colours["accent"],
        "text-secondary": colours["accent"],
        "text-accent": colours["accent"],
        "text-success": colours["success"],
        "text-warning": colours["warning"],
        "text-error": colours["error"],
        "foreground-muted": colours["muted"],
        "border": colours["accent"],
        "border-blurred": colours["rule"],
        "rule": colours["rule"],
        "block-cursor-background": colours["cursor"],
        "block-cursor-foreground": colours["cursor_text"],
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": colours["panel"],
        "block-cursor-blurred-foreground": colours["text"],
        "block-cursor-blurred-text-style": "none",
        "input-cursor-background": colours["text"],
        "input-cursor-foreground": colours["background"],
        "input-selection-background": colours["cursor"],
        "input-selection-foreground": colours["cursor_text"],
        "scrollbar": colours["rule"],
        "scrollbar-hover": colours["rule"],
        "scrollbar-active": colours["accent"],
        "scrollbar-background": colours["background"],
        "scrollbar-background-hover": colours["background"],
        "scrollbar-background-active": colours["background"],
        "scrollbar-corner-color": colours["background"],
    }
    if theme.ansi:
        ground, letters = ("black", "white") if theme.dark else ("white", "black")
        given |= {"ansi-background": f"ansi_{ground}", "ansi-foreground": f"ansi_{letters}"}
    return given | {state: colours[state] for state in STATES}


def default_variables() -> dict[str, str]:
    """The states' colours for a moment when no theme of ours is on yet."""
    return dict.fromkeys(STATES, "ansi_default") | {"rule": "ansi_default"}
