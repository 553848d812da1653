"""What all dialogs are: a panel over the screen, with its title and its keys."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Generic

from textual.content import Content
from textual.reactive import Reactive
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Static

from tracker_tui.core.plain import one_line
from tracker_tui.ui.keys import actions_of, key_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget


STYLES = os.path.join(os.path.dirname(os.path.dirname(__file__)), "styles", "dialogs.tcss")
"""The whole path, since Textual looks beside the file of each subclass."""


class Dialog(ModalScreen[ScreenResultType], Generic[ScreenResultType]):
    """A panel over the screen, which is not dimmed: over a slow link that would paint it all."""

    CSS_PATH = STYLES
    HORIZONTAL_BREAKPOINTS = []
    VERTICAL_BREAKPOINTS = []
    """None: a change of class would style all that is in it anew."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus; both widgets are painted, not the whole screen."""


def title_line(title: str) -> Static:
    """The first line of a dialog."""
    return Static(one_line(title), classes="dialog-title", markup=False)


def text_lines(lines: Sequence[str]) -> Static:
    """Lines of plain text."""
    return Static("\n".join(map(one_line, lines)), classes="dialog-lines", markup=False)


def key_line(scope: str) -> Static:
    """The last line of a dialog: the keys of a scope that its footer names."""
    parts = [
        Content.assemble((key_word(action.keys.split(",")[0]), "bold $accent"), f" {action.title}")
        for action in actions_of(scope)
        if action.footer
    ]
    return Static(Content("  ").join(parts), classes="dialog-keys")
