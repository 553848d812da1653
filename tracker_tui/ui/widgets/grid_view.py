"""The view of a grid: which lines are in sight, where the cursor is, and what must be painted."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region, Size, Spacing
from textual.strip import Strip
from textual.widget import Widget

from tracker_tui.ui.widgets.grid_columns import lay_out
from tracker_tui.ui.widgets.grid_marks import Marks
from tracker_tui.ui.widgets.grid_paint import AWAY, COMPONENTS, HERE, Line, Painter
from tracker_tui.ui.widgets.grid_rows import GridRow, ListRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker_tui.ui.widgets.grid_columns import Column
    from tracker_tui.ui.widgets.grid_rows import Rows

_PART = 3  # a cursor that leaves the view scrolls it by a third: few repaints over a slow line
_BLANK = Line(GridRow("", (), "blank"))
_NO_GUTTER = Spacing()


class GridView(Widget, can_focus=True):
    """Rows on lines. Only the rows in sight are ever asked for, only lines that differ painted."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        id: str | None = None,
        classes: str | None = None,
        empty: str = "",
        heads: bool = True,
        marks: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self.can_mark = marks
        self.marks = Marks()
        self.rows: Rows = ListRows()
        self.cursor = 0
        self.cursor_key = ""
        self.top = 0
        """The first row in sight."""
        self._columns = tuple(columns)
        self._heads = heads
        self._scrolled = 0  # columns out of sight at the left
        self._window: dict[int, GridRow] = {}
        self._lines: list[Line] = []
        self._fitted: Size | None = None
        self._painter = Painter(self, marks)

    def show(self, rows: Rows, columns: Sequence[Column] | None = None) -> None:
        """Shows these rows. The cursor stays on its key, or on what is nearest to it.

        It stays on its line as well, unless the first row is in sight: then that one stays.
        """
        before, seen = self.cursor, self._window
        line = before - self.top if self._sees(before) else None
        highest = self._window.get(self.top)
        grew = len(rows) != len(self.rows)
        self.rows, self._window = rows, {}
        if columns is not None and tuple(columns) != self._columns:
            self._columns = tuple(columns)
            self._scrolled = 0
            self._lay_out()
        self.cursor = self._place_again(seen)
        if line is not None:
            self.top = self.cursor - line if self.top else 0
        elif highest is not None:
            self.top = self.rows.index(highest.key) or 0
        self._clamp()
        if line is not None:
            self._reveal()
        if grew and self.styles.auto_dimensions:
            self.refresh(layout=True)
        self.repaint()
        self._name_cursor()

    # The cursor and what is in sight

    @property
    def page(self) -> int:
        """How many rows are in sight at most."""
        return max(0, self.size.height - self._heads - (self.foot() is not None))

    def foot(self) -> GridRow | None:
        """What takes the last line, where something does."""
        return None

    def cursor_moved(self) -> None:
        """The cursor is on another key."""

    def set_cursor(self, index: int, top: int | None = None) -> None:
        """Moves the cursor, with `top` the view too; a cursor out of sight moves the view."""
        if not len(self.rows):
            return
        self.cursor = min(max(0, index), len(self.rows) - 1)
        if top is not None:
            self.top = top
            self._clamp()
        self._reveal()
        self.repaint()
        self._name_cursor()

    def move_to(self, key: str) -> bool:
        """Moves the cursor to a key; False where there is none such."""
        index = self.rows.index(key)
        if index is None:
            return False
        self.set_cursor(index)
        return True

    def scroll_rows(self, lines: int) -> None:
        """Moves the view alone."""
        self.top += lines
        self._clamp()
        self.repaint()

    def scroll_columns(self, step: int) -> bool:
        """Moves the columns behind the first; False where all are in sight on that side."""
        before = self._scrolled
        self._scrolled += step
        self._lay_out()
        if self._scrolled == before:
            return False
        self.refresh()
        return True

    def row_at(self, line: int) -> int | None:
        """The row on a line of the widget."""
        index = self.top + line - self._heads
        inside = self._heads <= line < self._heads + self.page and index < len(self.rows)
        return index if inside else None

    def _sees(self, index: int) -> bool:
        return self.top <= index < self.top + self.page

    def _clamp(self) -> None:
        self.top = max(0, min(self.top, len(self.rows) - self.page))

    def _reveal(self) -> None:
        """Moves the view by a part of a page, or as far as the cursor is away."""
        page = self.page
        if not page or self._sees(self.cursor):
            return
        ahead = page // _PART
        if self.cursor < self.top:
            self.top = self.cursor - (ahead if self.cursor else 0)
        else:
            self.top = self.cursor - page + 1 + ahead
        self._clamp()

    def _place_again(self, seen: dict[int, GridRow]) -> int:
        """Where the cursor belongs in new rows: on its key, else on what followed it."""
        last = max(0, len(self.rows) - 1)
        if not self.cursor_key:
            return 0
        found = self.rows.index(self.cursor_key)
        if found is not None:
            return found
        kind = seen[self.cursor].kind if self.cursor in seen else "row"

        def far(place: int) -> tuple[bool, int]:
            other = 2 * (seen[place].kind != kind)
            return place < self.cursor, abs(place - self.cursor) + other

        for place in sorted(seen, key=far):
            found = self.rows.index(seen[place].key)
            if found is not None:
                return found
        return min(self.cursor, last)

    def _name_cursor(self) -> None:
        key = self.rows.key(self.cursor) if len(self.rows) else ""
        if key != self.cursor_key:
            self.cursor_key = key
            self.cursor_moved()

    # Painting

    def repaint(self) -> None:
        """Has the lines painted that are no longer what they were."""
        before, self._lines = self._lines, self._look()
        if len(before) != len(self._lines):
            self.refresh()
            return
        changed = [y for y, line in enumerate(self._lines) if line != before[y]]
        self.refresh_each(changed)

    def refresh_each(self, lines: Iterable[int]) -> None:
        """Has these lines painted, neighbours as one region."""
        regions = []
        for _, run in groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0]):
            together = [y for _, y in run]
            regions.append(Region(0, together[0], self.size.width, len(together)))
        if regions:
            self.refresh(*regions)

    def _look(self) -> list[Line]:
        """What each line of the widget shows now."""
        height = self.size.height
        lines = [Line(self._titles())] if self._heads else []
        if len(self.rows):
            lines += self._rows_in_sight()
        else:
            words = ("", *self.empty.splitlines())
            lines += [Line(GridRow("", (text,), "note")) for text in words[: self.page]]
        lines += [_BLANK] * (height - len(lines))
        foot = self.foot()
        if foot is not None:
            lines[height - 1 :] = [Line(foot)]
        return lines[:height]

    def _rows_in_sight(self) -> list[Line]:
        count, page = len(self.rows), self.page
        if len(self._window) > 8 * page + 50:
            self._window = {}
        size = max(1, page * page // count) if count > page else 0
        start = self.top * (page - size) // max(1, count - page)
        span = self.marks.span(self.rows, self.cursor)
        here = HERE if self.has_focus else AWAY
        return [
            self._line(index, here if index == self.cursor else 0, span, thumb)
            for index, thumb in (
                (index, start <= index - self.top < start + size)
                for index in range(self.top, min(self.top + page, count))
            )
        ]

    def _line(self, index: int, cursor: int, span: range, thumb: bool) -> Line:
        row = self._window.get(index)
        if row is None:
            row = self._window[index] = self.rows.row(index)
        marked = self.can_mark and row.kind == "row" and (index in span or self.marks.has(row.key))
        return Line(row, cursor, marked, thumb)

    def _titles(self) -> GridRow:
        return GridRow("", tuple(column.title for column in self._columns), "heads")

    def _lay_out(self) -> None:
        width = self.size.width
        room = width - self._painter.edge - 1
        layout = lay_out(self._columns, width, room, self._scrolled)
        self._scrolled = layout.left
        if self._painter.set_layout(width, layout):
            self.refresh()

    def _fit(self) -> None:
        """Fits view and columns to the size, where that is another than before."""
        if self.size == self._fitted:
            return
        self._fitted = self.size
        self._lay_out()
        self._clamp()
        self._reveal()
        self._lines = self._look()

    def render_line(self, y: int) -> Strip:
        self._painter.prepare()
        self._fit()
        return self._painter.strip(self._lines[y]) if y < len(self._lines) else Strip([])

    def render_lines(self, crop: Region) -> list[Strip]:
        # Strips that stay the same objects keep what Textual made of them: a third of the time.
        if self.styles.gutter != _NO_GUTTER or self.opacity < 1:
            return super().render_lines(crop)
        background = self._painter.prepare()
        self._fit()
        filters = self.get_line_filters()
        strips = []
        for y in crop.line_range:
            strip = self._painter.strip(self._lines[y] if y < len(self._lines) else _BLANK)
            for one in filters:
                strip = strip.apply_filter(one, background)
            strips.append(strip.crop(crop.x, crop.right))
        return strips

    def notify_style_update(self) -> None:
        self._painter.forget()
        super().notify_style_update()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._heads + max(len(self.rows), 1 + len(self.empty.splitlines()))

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.repaint()
