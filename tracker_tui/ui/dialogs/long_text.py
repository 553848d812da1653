"""A text of several lines in a form."""

from __future__ import annotations

from textual.widgets import TextArea


class LongHolder(TextArea):
    """A text of several lines; up in its first line and down in its last one leave it."""

    def __init__(self, text: str) -> None:
        super().__init__(
            text, compact=True, soft_wrap=True, show_line_numbers=False, tab_behavior="focus"
        )
        self.cursor_blink = False

    def action_cursor_up(self, select: bool = False) -> None:
        """Up a line, or out of the field."""
        from textual.actions import SkipAction

        if self.cursor_at_first_line and not select:
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down a line, or out of the field."""
        from textual.actions import SkipAction

        if self.cursor_at_last_line and not select:
            raise SkipAction
        super().action_cursor_down(select)
