"""A line to type in that stands inside another line: no border, and nothing in it blinks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from tracker_tui.ui.keys import bindings

if TYPE_CHECKING:
    from textual.binding import BindingType

_BEFORE_SCREENS = [
    replace(one, priority=True) for one in bindings("prompt") if isinstance(one, Binding)
]
"""Escape in the line is not escape on the screen around it."""


class PromptInput(Input):
    """One line of text; what surrounds it decides what taking and leaving it mean."""

    DEFAULT_CSS = """
    PromptInput, PromptInput:focus {
        height: 1; width: 1fr; border: none; padding: 0; background: $surface; background-tint: 0%;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*_BEFORE_SCREENS]
    scope: ClassVar[str] = "prompt"

    class Taken(Message):
        """What is typed counts."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """What is typed does not count."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def action_prompt_take(self) -> None:
        """Hands over what is typed."""
        self.post_message(self.Taken(self.value))

    def action_prompt_leave(self) -> None:
        """Leaves the line."""
        self.post_message(self.Left())
