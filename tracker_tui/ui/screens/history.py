"""What was done in this workspace on this machine, and what each action changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import getters

from tracker_tui.services.undoing import action_lines, list_history
from tracker_tui.ui.dialogs.confirm import Notice
from tracker_tui.ui.figures import day_title
from tracker_tui.ui.frame import Place
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.widgets.grid import Grid
from tracker_tui.ui.widgets.grid_columns import Column
from tracker_tui.ui.widgets.grid_rows import Cell, GridRow, ListRows

if TYPE_CHECKING:
    from textual.app import ComposeResult

FIRST, MORE = 200, 1000
"""How many actions are listed at first, and how many more each time."""

STATES = {"undo": "undo", "redo": "redo", "do": ""}


class History(Place):
    """The actions, the newest first; undo and redo work here as everywhere."""

    scope = "history"
    BINDINGS: ClassVar = bindings("history")
    grid = getters.query_one(Grid)

    def __init__(self) -> None:
        super().__init__()
        self._limit = FIRST

    def compose_body(self) -> ComposeResult:
        columns = (
            Column("day", "day", 10),
            Column("time", "time", 8),
            Column("who", "who", 8, least=70),
            Column("what", "what was done", share=1),
            Column("state", "", 12),
        )
        yield Grid(columns, empty="Nothing was done yet; what you do is listed here.")

    def reload(self) -> None:
        actions = list_history(self.app.workspace, self._limit)
        self.grid.show(ListRows([_row(action) for action in actions]))

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Shows what the action changed."""
        event.stop()
        lines = action_lines(self.app.workspace, event.key)
        self.app.push_screen(Notice("What this action changed", lines))

    def action_history_more(self) -> None:
        self._limit += MORE
        self.reload()

    def action_history_copy(self) -> None:
        if self.grid.cursor_key:
            self.app.copy("\n".join(action_lines(self.app.workspace, self.grid.cursor_key)))


def _row(action: dict[str, Any]) -> GridRow:
    at = action["at"]
    state = "taken back" if action["undone"] else "final" if action["final"] else ""
    tone = "muted" if action["undone"] else ""
    cells = (
        Cell(day_title(at[:10]), "muted"),
        Cell(at[11:19], "muted"),
        Cell(action["person"], "muted"),
        Cell(action["label"], tone),
        Cell(state or STATES.get(action["kind"], ""), "muted"),
    )
    return GridRow(action["id"], cells)
