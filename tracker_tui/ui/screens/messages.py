"""What the status line said, to be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters

from tracker_tui.ui.frame import Place
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.widgets.grid import Grid
from tracker_tui.ui.widgets.grid_columns import Column
from tracker_tui.ui.widgets.grid_rows import GridRow, ListRows

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Messages(Place):
    """The sentences of this session, the newest at the bottom."""

    scope = "messages"
    BINDINGS: ClassVar = bindings("messages")
    grid = getters.query_one(Grid)

    def compose_body(self) -> ComposeResult:
        columns = (Column("text", "What was said", share=1),)
        yield Grid(columns, empty="nothing was said yet")

    def reload(self) -> None:
        rows = [GridRow(str(at), (text,)) for at, text in enumerate(self.app.messages)]
        self.grid.show(ListRows(rows))
        self.grid.move_to(str(len(rows) - 1))

    def action_messages_copy(self) -> None:
        """Hands the sentence under the cursor to the terminal's clipboard."""
        if self.grid.cursor_key:
            self.app.copy(self.app.messages[int(self.grid.cursor_key)])
