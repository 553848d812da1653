"""A document's page on the screen: what the PDF says, set in cells, with a cursor at its edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tracker_tui.ui.cells import width
from tracker_tui.ui.figures import symbol
from tracker_tui.ui.widgets.page_view_layout import Sheet, Stop, lay_out
from tracker_tui.ui.widgets.page_view_text import TONES, Inks

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from tracker_tui.exporters.page.model import Page

MOST_CELLS = 92
"""A page is not set wider, as wide as the terminal may be."""
EDGE = 2  # the bar and a space
_PART = 3  # a cursor that leaves the view scrolls it by a third: few repaints over a slow line
_WHEEL = 3
_NOWHERE = Stop("", 0, 0, 0, 0)
_SIGNS = {"away": ("▏", "|"), "thumb": ("▐", "|")}


class PageView(Widget, can_focus=True):
    """The lines of a page. The cursor goes from block to block, and through tables line by line."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PageView {
        width: 1fr;
        height: 1fr;
        & > .page--muted { color: $text-muted; }
        & > .page--strong { text-style: bold; }
        & > .page--accent { color: $text-accent; text-style: bold; }
        & > .page--rule { color: $text-disabled; }
        & > .page--bar { color: $accent; text-style: bold; }
        & > .page--away { color: $text-muted; }
        & > .page--thumb { color: $text-disabled; }
        &:ansi > .page--muted, &:ansi > .page--rule { text-style: dim; }
        &:ansi > .page--bar, &:nocolor > .page--bar { color: $foreground; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"page--{name}" for name in (*filter(None, TONES), "bar", "away", "thumb")
    }

    class Moved(Message):
        """The cursor rests on another part of the page."""

        def __init__(self, view: PageView, where: Stop) -> None:
            super().__init__()
            self.view = view
            self.where = where

        @property
        def control(self) -> PageView:
            """The view, for `@on(..., "#id")`."""
            return self.view

    def __init__(self, *, id: str | None = None, cursor: bool = True) -> None:
        """Without a `cursor` it is only looked at."""
        super().__init__(id=id)
        self.can_focus = self._has_cursor = cursor
        self.page: Page | None = None
        self.sheet = Sheet((), ())
        self.name_shown = ""
        self.at = 0
        """Which stop the cursor rests on."""
        self.top = 0
        """The first line in sight."""
        self._fitted = Size()
        self._strips: dict[int, Strip] = {}
        self._styles: dict[str, Style] = {}

    def show(self, page: Page | None, name: str) -> None:
        """Shows a page. Cursor and view stay where they were if it is that of the same document."""
        if page == self.page and name == self.name_shown:
            return
        if name != self.name_shown:
            self.at = self.top = 0
        self.page, self.name_shown = page, name
        self._set()
        self.refresh()

    @property
    def stop(self) -> Stop:
        """Where the cursor rests."""
        return self.sheet.stops[self.at] if self.sheet.stops else _NOWHERE

    @property
    def cells(self) -> int:
        """How wide the page is set."""
        return max(1, min(MOST_CELLS, self.size.width - EDGE - 1))

    @property
    def indent(self) -> int:
        """Cells at the left of the bar: the page stands in the middle."""
        return max(0, self.size.width - EDGE - 1 - self.cells) // 2

    def move_to(self, kind: str, number: int = 1) -> None:
        """Moves the cursor to a part of the page, if it is there."""
        for at, stop in enumerate(self.sheet.stops):
            if (stop.kind, stop.number) == (kind, number):
                self.set_cursor(at)
                return

    def set_cursor(self, at: int) -> None:
        """Moves the cursor to a stop, and the view so that it is seen."""
        if not self.sheet.stops:
            return
        before, self.at = self.stop, max(0, min(at, len(self.sheet.stops) - 1))
        top, self.top = self.top, self._top_for(self.stop)
        if self.top != top:
            self.refresh()
        elif self.stop != before:
            self._refresh_bar(before)
            self._refresh_bar(self.stop)
        if self.stop != before:
            self.post_message(self.Moved(self, self.stop))

    def scroll_lines(self, lines: int) -> None:
        """Moves the view, and the cursor with it where it would be out of sight."""
        top = self.top
        self.top = max(0, min(self.top + lines, self._last_top))
        if top != self.top:
            self.refresh()

    # Moving

    def go_down(self) -> None:
        """To the next stop; first through one that is longer than the view."""
        if self.stop.last >= self.top + self.size.height:
            self.scroll_lines(max(1, self.size.height // 2))
        elif self.at == len(self.sheet.stops) - 1:
            self.scroll_lines(self.size.height)
        else:
            self.set_cursor(self.at + 1)

    def go_up(self) -> None:
        """To the stop above; first through one that is longer than the view."""
        if self.stop.first < self.top:
            self.scroll_lines(-max(1, self.size.height // 2))
        elif self.at == 0:
            self.scroll_lines(-self.size.height)
        else:
            self.set_cursor(self.at - 1)

    def go_page(self, direction: int) -> None:
        """A page down (1) or up (-1); the cursor stays on the page that is seen."""
        before, step = self.top, max(1, self.size.height - 2)
        self.top = max(0, min(self.top + direction * step, self._last_top))
        if self.top == before:
            self.set_cursor(len(self.sheet.stops) - 1 if direction > 0 else 0)
            return
        seen = [at for at, stop in enumerate(self.sheet.stops) if stop.first >= self.top]
        here, self.at = self.stop, seen[0] if seen else len(self.sheet.stops) - 1
        self.refresh()
        if self.stop != here:
            self.post_message(self.Moved(self, self.stop))

    def go_first(self) -> None:
        """To the first line of the page."""
        self.set_cursor(0)

    def go_last(self) -> None:
        """To the last line of the page."""
        self.set_cursor(len(self.sheet.stops) - 1)
        self.scroll_lines(len(self.sheet.lines))

    # What is in sight

    @property
    def _last_top(self) -> int:
        return max(0, len(self.sheet.lines) - self.size.height)

    def _top_for(self, stop: Stop) -> int:
        """The first line in sight when the cursor rests there."""
        height = self.size.height
        if stop.first >= self.top and stop.last < self.top + height:
            return self.top
        if stop == self.sheet.stops[0]:
            return 0
        ahead = height // _PART
        if stop.last - stop.first >= height:
            top = stop.first
        elif stop.first < self.top:
            top = stop.first - ahead
        else:
            top = stop.last - height + 1 + ahead
        return max(0, min(top, stop.first, self._last_top))

    def _set(self) -> None:
        """Sets the page in the present width; the cursor stays on its part of the page."""
        here = self.stop
        name, line = here.name, here.first - self.top
        self._strips.clear()
        self._fitted = self.size
        if not self.size.width:
            return
        self.sheet = lay_out(self.page, self.cells) if self.page is not None else Sheet((), ())
        names = [stop.name for stop in self.sheet.stops]
        if name in names:
            self.at = names.index(name)
        self.at = max(0, min(self.at, len(names) - 1))
        if self.top:
            self.top = max(0, min(self.stop.first - line, self._last_top))
        if here.kind != self.stop.kind or here.number != self.stop.number:
            self.post_message(self.Moved(self, self.stop))

    def on_resize(self) -> None:
        if self.size != self._fitted:
            wider = self.size.width != self._fitted.width
            self._fitted = self.size
            if wider:
                self._set()
            self.top = max(0, min(self.top, self._last_top))
            if self._has_cursor and self.sheet.stops:
                self.top = self._top_for(self.stop)
            self.refresh()

    # Painting

    def _refresh_bar(self, stop: Stop) -> None:
        first = max(stop.first, self.top) - self.top
        last = min(stop.last, self.top + self.size.height - 1) - self.top
        if first <= last:
            self.refresh(Region(self.indent, first, 1, last - first + 1))

    def render_line(self, y: int) -> Strip:
        if self._fitted.width != self.size.width:
            self._set()
        at = self.top + y
        size, start = self._thumb()
        tail = self._sign("thumb") if start <= y < start + size else " "
        margin = Segment(" " * self.indent, self._style(""))
        bar = Segment(*self._bar(at))
        return Strip.join(
            [
                Strip([margin, bar], self.indent + 1),
                self._line(at),
                Strip([Segment(tail, self._style("thumb"))], 1),
            ]
        )

    def _thumb(self) -> tuple[int, int]:
        """Lines of the thumb that shows which part is in sight, and where it begins."""
        height, count = self.size.height, len(self.sheet.lines)
        if count <= height or not height:
            return 0, 0
        size = max(1, height * height // count)
        return size, self.top * (height - size) // max(1, self._last_top)

    def _bar(self, at: int) -> tuple[str, Style]:
        stop = self.stop
        if not (self._has_cursor and stop.kind and stop.first <= at <= stop.last):
            return " ", self._style("")
        if self.has_focus:
            return symbol("cursor"), self._style("bar")
        return self._sign("away"), self._style("away")

    def _line(self, at: int) -> Strip:
        """A line of the page behind the bar, as wide as there is room."""
        strip = self._strips.get(at)
        if strip is None:
            inks = self.sheet.lines[at] if at < len(self.sheet.lines) else ()
            room = self.size.width - self.indent - 2
            strip = self._strips[at] = Strip(self._segments(inks, room), room)
        return strip

    def _segments(self, inks: Inks, room: int) -> list[Segment]:
        found = [Segment(" ", self._style(""))]
        x = 0
        for ink in sorted(inks):
            if ink.x > x:
                found.append(Segment(" " * (ink.x - x), self._style("")))
            found.append(Segment(ink.text, self._style(ink.tone)))
            x = max(x, ink.x) + width(ink.text)
        return [*found, Segment(" " * max(0, room - x - 1), self._style(""))]

    def _style(self, tone: str) -> Style:
        style = self._styles.get(tone)
        if style is None:
            style = self.get_component_rich_style(f"page--{tone}") if tone else self.rich_style
            self._styles[tone] = style
        return style

    def _sign(self, name: str) -> str:
        return _SIGNS[name][symbol("cursor").isascii()]

    def notify_style_update(self) -> None:
        self._styles.clear()
        self._strips.clear()
        super().notify_style_update()

    def on_focus(self) -> None:
        self._refresh_bar(self.stop)

    def on_blur(self) -> None:
        self._refresh_bar(self.stop)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        line = self.top + event.y
        for at, stop in enumerate(self.sheet.stops):
            if stop.first <= line <= stop.last:
                self.set_cursor(at)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-_WHEEL)
