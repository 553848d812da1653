"""The grid: rows under columns, with a cursor, marks, and find-as-you-type."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from tracker_tui.ui.keys import bindings
from tracker_tui.ui.widgets.grid_columns import Column
from tracker_tui.ui.widgets.grid_find import FindingGrid
from tracker_tui.ui.widgets.grid_marks import keys_between
from tracker_tui.ui.widgets.grid_rows import Cell, GridRow, ListRows, Rows

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

__all__ = ["Cell", "Column", "Grid", "GridRow", "ListRows", "Rows"]

_WHEEL = 3  # rows a turn of the wheel


class GridMessage(Message):
    """What a grid tells, with the key under its cursor."""

    def __init__(self, grid: Grid, key: str) -> None:
        super().__init__()
        self.grid = grid
        self.key = key

    @property
    def control(self) -> Grid:
        """The grid, for `@on(..., "#id")`."""
        return self.grid


class Grid(FindingGrid):
    """Rows that a person moves through, opens and marks. See `show` and the messages."""

    DEFAULT_CSS = """
    Grid {
        width: 1fr;
        height: 1fr;
        layout: vertical;
        & > .grid--heads, & > .grid--note, & > .grid--muted, & > .grid--free, & > .grid--gap {
            color: $text-muted;
        }
        & > .grid--thumb { color: $text-disabled; }
        & > .grid--group, & > .grid--total, & > .grid--strong { text-style: bold; }
        & > .grid--running { color: $text-success; text-style: bold; }
        & > .grid--parked, & > .grid--warning { color: $text-warning; }
        & > .grid--draft { color: $text-secondary; }
        & > .grid--sent { color: $text-primary; }
        & > .grid--paid { color: $text-success; }
        & > .grid--overdue, & > .grid--error { color: $text-error; text-style: bold; }
        & > .grid--accent { color: $text-accent; }
        & > .grid--mark { color: $text-accent; text-style: bold; }
        & > .grid--caret { text-style: reverse; }
        & > .grid--cursor { background: $foreground 8%; }
        & > .grid--bar { color: $text-muted; }
        &:focus > .grid--cursor { background: $primary 20%; }
        &:focus > .grid--bar { color: $accent; }
        &:ansi > .grid--muted, &:ansi > .grid--heads, &:ansi > .grid--note { text-style: dim; }
        &:ansi > .grid--cursor, &:nocolor > .grid--cursor {
            background: transparent;
            text-style: bold;
        }
        &:ansi:focus > .grid--cursor, &:nocolor:focus > .grid--cursor {
            background: transparent;
            color: $foreground;
            text-style: reverse;
        }
        &:ansi:focus > .grid--bar, &:nocolor:focus > .grid--bar {
            color: $foreground;
            text-style: not reverse;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    class Moved(GridMessage):
        """The cursor is on another row; `key` is empty where there is none."""

    class Chosen(GridMessage):
        """A row is to be opened."""

    class Sideways(GridMessage):
        """Left (`step` -1) or right (1) was pressed where no columns are out of sight: fold."""

        def __init__(self, grid: Grid, key: str, step: int) -> None:
            super().__init__(grid, key)
            self.step = step

    class Marked(GridMessage):
        """Other rows are marked."""

        @property
        def keys(self) -> tuple[str, ...]:
            """The marked rows; looked up only when asked for, as they can be very many."""
            return self.grid.marked

    # What is chosen

    @property
    def marked(self) -> tuple[str, ...]:
        """The keys of the marked rows in their order. With "all" every row is looked at."""
        return self.marks.among(self.rows, self.cursor) if self.marks else ()

    def chosen(self) -> tuple[str, ...]:
        """The keys of the marked rows, or of the one under the cursor."""
        return self.marked or ((self.cursor_key,) if self.cursor_key else ())

    def unmark(self) -> None:
        """Takes every mark away."""
        if self.marks:
            self.marks.clear()
            self._marks_changed()

    def _marks_changed(self) -> None:
        self.repaint()
        self.post_message(self.Marked(self, self.cursor_key))

    # Telling

    def cursor_moved(self) -> None:
        if self.is_mounted:
            self.post_message(self.Moved(self, self.cursor_key))
            if self.marks.anchor:
                self.post_message(self.Marked(self, self.cursor_key))

    def on_mount(self) -> None:
        if self.cursor_key:
            self.post_message(self.Moved(self, self.cursor_key))

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("list_mark", "list_range", "list_all", "list_unmark"):
            return self.can_mark
        return True

    def action_list_down(self) -> None:
        self.set_cursor(self.cursor + 1)

    def action_list_up(self) -> None:
        self.set_cursor(self.cursor - 1)

    def action_list_first(self) -> None:
        self.set_cursor(0, 0)

    def action_list_last(self) -> None:
        self.set_cursor(len(self.rows) - 1, len(self.rows))

    def action_list_page_down(self) -> None:
        step = max(1, self.page - 1)
        self.set_cursor(self.cursor + step, self.top + step)

    def action_list_page_up(self) -> None:
        step = max(1, self.page - 1)
        self.set_cursor(self.cursor - step, self.top - step)

    def action_list_left(self) -> None:
        self._sideways(-1)

    def action_list_right(self) -> None:
        self._sideways(1)

    def _sideways(self, step: int) -> None:
        if not self.scroll_columns(step) and self.cursor_key:
            self.post_message(self.Sideways(self, self.cursor_key, step))

    def action_list_open(self) -> None:
        if self.cursor_key:
            self.post_message(self.Chosen(self, self.cursor_key))

    def action_list_find(self) -> None:
        if len(self.rows):
            self.begin_find()

    def action_list_mark(self) -> None:
        self._close_range()
        self.marks.toggle(keys_between(self.rows, self.cursor, self.cursor))
        self.set_cursor(self.cursor + 1)
        self._marks_changed()

    def action_list_range(self) -> None:
        if self.marks.anchor:
            self._close_range()
        else:
            self.marks.anchor = self.cursor_key
        self._marks_changed()

    def _close_range(self) -> None:
        self.marks.add(self.marks.open_range(self.rows, self.cursor))
        self.marks.anchor = ""

    def action_list_all(self) -> None:
        self.marks.toggle_all(self.rows)
        self._marks_changed()

    def action_list_unmark(self) -> None:
        self.unmark()

    def on_key(self, event: events.Key) -> None:
        # Escape means "leave" everywhere, so it is no binding of the list: it is taken here
        # only while there is something of the list's own to leave.
        if self.typed is None and self.marks and event.key == "escape":
            event.stop()
            event.prevent_default()
            self.unmark()

    # Mouse

    def on_click(self, event: events.Click) -> None:
        index = self.row_at(event.y)
        if index is not None:
            self.set_cursor(index)
            if event.chain == 2:
                self.action_list_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-_WHEEL)
