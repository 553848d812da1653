"""One of many, found by typing a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Vertical

from tracker_tui.ui.dialogs.dialog import Dialog, key_line, title_line
from tracker_tui.ui.frame import LineInput
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.widgets.grid import Grid
from tracker_tui.ui.widgets.grid_columns import Column
from tracker_tui.ui.widgets.grid_rows import Cell, GridRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widgets import Input

    Option = tuple[str, str, str]
    """The key that is handed back, the text, and a detail beside it."""


class _Found:
    """The options that are left, as rows of the grid."""

    def __init__(self, options: Sequence[Option], left: Sequence[int]) -> None:
        self._options, self._left = options, left

    def __len__(self) -> int:
        return len(self._left)

    def row(self, index: int) -> GridRow:
        key, text, detail = self._options[self._left[index]]
        return GridRow(key, (text, Cell(detail, "muted")))

    def key(self, index: int) -> str:
        return self._options[self._left[index]][0]

    def index(self, key: str) -> int | None:
        for index, at in enumerate(self._left):
            if self._options[at][0] == key:
                return index
        return None


class Pick(Dialog["str | None"]):
    """Options to pick one of; dismissed with its key, or None."""

    BINDINGS: ClassVar = bindings("pick")
    scope: ClassVar[str] = "pick"
    grid = getters.query_one(Grid)

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        at: str = "",
        shares: tuple[int, int] = (3, 2),
    ) -> None:
        """`at` is the key under the cursor at first, `shares` the widths of text and detail."""
        super().__init__()
        self._title = title
        self._options = options
        self._folded = [f"{text} {detail}".casefold() for _, text, detail in options]
        self._at = at
        self._shares = shares

    def compose(self) -> ComposeResult:
        text, detail = self._shares
        columns = (
            Column("text", "", share=text),
            Column("detail", "", share=detail, least=40),
        )
        with Vertical(classes="dialog"):
            yield title_line(self._title)
            yield LineInput(placeholder="type to narrow")
            grid = Grid(columns, empty="nothing matches what was typed", heads=False)
            grid.can_focus = False
            yield grid
            yield key_line("pick")

    def on_mount(self) -> None:
        self._narrow("")
        if self._at:
            self.grid.move_to(self._at)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        """Leave the options that have all words; those that begin with what was typed first."""
        words = typed.casefold().split()
        left = [at for at, text in enumerate(self._folded) if all(word in text for word in words)]
        if words:
            left.sort(key=lambda at: not self._folded[at].startswith(words[0]))
        self.grid.show(_Found(self._options, left))
        if words and left:
            self.grid.move_to(self._options[left[0]][0])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_pick_take()

    def action_pick_take(self) -> None:
        if self.grid.cursor_key:
            self.dismiss(self.grid.cursor_key)

    def action_pick_down(self) -> None:
        self.grid.action_list_down()

    def action_pick_up(self) -> None:
        self.grid.action_list_up()

    def action_pick_page_down(self) -> None:
        self.grid.action_list_page_down()

    def action_pick_page_up(self) -> None:
        self.grid.action_list_page_up()

    def action_pick_leave(self) -> None:
        self.dismiss(None)

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        event.stop()
        self.dismiss(event.key)
