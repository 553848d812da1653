"""The lines of a grid as strips of styled text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from tracker_tui.ui.cells import fit, width
from tracker_tui.ui.figures import symbol
from tracker_tui.ui.widgets.grid_rows import TONES, Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.color import Color
    from textual.css.styles import RenderStyles
    from textual.widget import Widget

    from tracker_tui.ui.widgets.grid_columns import Layout
    from tracker_tui.ui.widgets.grid_rows import GridRow

KINDS = ("group", "total", "note", "heads", "find")
COMPONENTS = {
    *(f"grid--{name}" for name in (*TONES, *KINDS)),
    *("grid--cursor", "grid--bar", "grid--mark", "grid--thumb", "grid--caret"),
}
_SIGNS = {"away": ("▏", "|"), "thumb": ("▐", "|"), "left": ("‹", "<"), "right": ("›", ">")}
_KEPT_STRIPS = 512


AWAY, HERE = 1, 2


class Line(NamedTuple):
    """What one line shows; two that are equal look the same.

    `cursor`: 0 on other rows, `HERE` where the grid has the focus, `AWAY` where it has not.
    """

    row: GridRow
    cursor: int = 0
    marked: bool = False
    thumb: bool = False


class Painter:
    """Makes strips of lines and keeps them, until width, columns, focus or colours change."""

    def __init__(self, grid: Widget, marks: bool) -> None:
        self._grid = grid
        self._marks = marks
        self._width = 0
        self._layout: Layout | None = None
        self._backdrop: tuple[Color, bool] | None = None
        self._strips: LRUCache[Line, Strip] = LRUCache(_KEPT_STRIPS)
        self._styles: dict[tuple[str, ...], Style] = {}

    @property
    def edge(self) -> int:
        """The cells before the columns: the bar, and the marks where there are any."""
        return 3 if self._marks else 1

    def set_layout(self, width: int, layout: Layout) -> bool:
        """From now on lines are so wide and have these columns; False where they had before."""
        if (width, layout) == (self._width, self._layout):
            return False
        self._width, self._layout = width, layout
        self._strips.clear()
        return True

    def forget(self) -> None:
        """Styles changed: nothing painted before is right any more."""
        self._styles.clear()
        self._strips.clear()

    def prepare(self) -> Color:
        """The colour behind the grid; what was painted before another colour is forgotten."""
        background = self._grid.background_colors[1]
        backdrop = (background, symbol("cursor").isascii())
        if backdrop != self._backdrop:
            self._backdrop = backdrop
            self.forget()
        return background

    def strip(self, line: Line) -> Strip:
        """The line as a strip of exactly the grid's width."""
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = Strip(self._segments(line), self._width)
        return strip

    # Text

    def _segments(self, line: Line) -> list[Segment]:
        """The parts of a line, neighbours in one style joined: each style costs bytes."""
        joined: list[tuple[str, tuple[str, ...]]] = []
        for text, names in self._parts(line):
            if joined and (names == joined[-1][1] or _is_gap(text, names, joined[-1][1])):
                joined[-1] = (joined[-1][0] + text, joined[-1][1])
            else:
                joined.append((text, names))
        return [Segment(text, self._style(*names)) for text, names in joined]

    def _parts(self, line: Line) -> Iterator[tuple[str, tuple[str, ...]]]:
        row, layout = line.row, self._layout
        kind = (f"grid--{row.kind}",) if row.kind in KINDS else ()
        over = ("grid--cursor",) if line.cursor else ()
        room = self._width - self.edge - 1
        if layout is None or room < 1:
            yield " " * self._width, ()
            return
        yield self._bar(line, layout), (*kind, *over, *(("grid--bar",) if line.cursor else ()))
        if self._marks:
            sign = symbol("mark") if line.marked else " "
            yield sign, ((*over, "grid--mark") if line.marked else (*kind, *over))
            yield " ", (*kind, *over)
        if row.kind == "find":
            yield from self._typed(row, room)
        else:
            yield from self._cells(row, layout, room, kind, over)
        yield self._tail(line, layout), (*kind, *over, *(("grid--thumb",) if line.thumb else ()))

    def _cells(
        self,
        row: GridRow,
        layout: Layout,
        room: int,
        kind: tuple[str, ...],
        over: tuple[str, ...],
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        at = 0
        more = symbol("more")
        for number, slot in enumerate(layout.slots):
            if slot.start < at:
                continue  # a text before it runs on
            cell = _cell(row, slot.column)
            end = slot.end
            if row.kind == "note":
                end = room
            elif row.kind not in ("row", "heads") and slot.align == "left":
                end = _run_on(row, layout, number, width(cell.text))
            if slot.start > at:
                yield " " * (slot.start - at), (*kind, *over)
            tone = (f"grid--{cell.tone}",) if cell.tone in TONES else ()
            yield fit(cell.text, end - slot.start, slot.align, more), (*kind, *tone, *over)
            at = end
        if at < room:
            yield " " * (room - at), (*kind, *over)

    def _typed(self, row: GridRow, room: int) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What is typed to find a row, a caret, and how the search went."""
        typed, news = (_cell(row, 0).text, _cell(row, 1).text)
        taken = min(width(typed), max(0, room - 1))
        yield fit(typed, taken, more=symbol("more")), ("grid--find",)
        if taken < room:
            yield " ", ("grid--find", "grid--caret")
            yield fit(f"  {news}", room - taken - 1, more=symbol("more")), ("grid--find",)

    def _bar(self, line: Line, layout: Layout) -> str:
        if line.row.kind == "heads":
            return self._sign("left") if layout.left else " "
        if not line.cursor:
            return " "
        return symbol("cursor") if line.cursor == HERE else self._sign("away")

    def _tail(self, line: Line, layout: Layout) -> str:
        if line.row.kind == "heads":
            return self._sign("right") if layout.right else " "
        return self._sign("thumb") if line.thumb else " "

    def _sign(self, name: str) -> str:
        return _SIGNS[name][symbol("cursor").isascii()]

    # Styles

    def _style(self, *names: str) -> Style:
        """The grid's own style with those of components over it, the later over the earlier."""
        style = self._styles.get(names)
        if style is None:
            rules = [self._grid.get_component_styles(name) for name in names]
            style = self._styles[names] = self._mix(rules)
        return style

    def _mix(self, rules: Sequence[RenderStyles]) -> Style:
        """As `DOMNode.rich_style` mixes the rules of nested nodes."""
        background, colour = self._grid.background_colors[1], self._grid.colors[3]
        style = self._grid.rich_style
        attributes = Style(bold=style.bold, reverse=style.reverse, dim=style.dim)
        automatic = False
        for one in rules:
            if one.has_rule("background"):
                background += one.background
            if one.has_rule("color") or one.has_rule("auto_color"):
                colour, automatic = one.color, bool(one.auto_color)
            attributes += one.text_style
        if automatic:
            colour = background.get_contrast_text(colour.a)
        return attributes + Style.from_color(
            (background + colour).rich_color, background.rich_color if background.a else None
        )


def _is_gap(text: str, names: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """Whether spaces look the same in the style of what stands before them."""
    return text.isspace() and names[-1:] != ("grid--caret",) and before[-1:] != ("grid--bar",)


def _cell(row: GridRow, index: int) -> Cell:
    """The cell in a column, empty where the row has none."""
    if index >= len(row.cells):
        return Cell("")
    cell = row.cells[index]
    return cell if isinstance(cell, Cell) else Cell(cell)


def _run_on(row: GridRow, layout: Layout, number: int, needed: int) -> int:
    """Where a text ends that may run on over the empty cells at its right."""
    slot = layout.slots[number]
    end = slot.end
    for following in layout.slots[number + 1 :]:
        if end - slot.start >= needed or _cell(row, following.column).text:
            break
        end = following.end
    return end
