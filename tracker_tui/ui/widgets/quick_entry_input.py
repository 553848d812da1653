"""The line of the quick entry in which one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.suggester import SuggestionReady
from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events

DIGITS = "123456789"


class EntryInput(Input):
    """A line with ghost text; on the empty line a digit names a recent entry."""

    class Digit(Message):
        """A digit was pressed on the empty line."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.digits = False

    def put(self, text: str) -> None:
        """Puts a text into the line as if it had not been typed."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)

    def show_ghost(self, text: str) -> None:
        """Shows how the line may go on; `text` is the whole line."""
        if text and self.cursor_at_end:
            self.post_message(SuggestionReady(self.value, text))

    def type_key(self, event: events.Key) -> None:
        """Takes a key that went elsewhere while the line was being opened."""
        if event.character is not None and event.is_printable:
            event.stop()
            event.prevent_default()
            if not self._names_recent(event.character):
                self.insert_text_at_cursor(event.character)

    def on_key(self, event: events.Key) -> None:
        if event.character is not None and self._names_recent(event.character):
            event.stop()
            event.prevent_default()

    def _names_recent(self, character: str) -> bool:
        if not self.digits or self.value or character not in DIGITS:
            return False
        self.post_message(self.Digit(int(character)))
        return True
