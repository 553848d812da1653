"""Bars of time, one under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tracker_tui.core.charts import bar, fit_points
from tracker_tui.ui.figures import day_title, fit, hours, month_title, symbol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.core.charts import Point

_LABEL, _VALUE = 10, 7  # cells


def is_plain() -> bool:
    """Whether charts are drawn in ASCII."""
    return symbol("more").isascii()


class DayBars(Widget):
    """A bar for each day, or where these are too many for each week, month or year."""

    DEFAULT_CSS = """
    DayBars {
        height: 1fr;
        & > .bars--label { color: $text-muted; }
        & > .bars--bar { color: $primary; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bars--label", "bars--bar"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._days: tuple[Point, ...] = ()
        self._lines: list[tuple[str, str, str]] | None = None

    def show(self, days: Sequence[Point]) -> None:
        """Shows these days; they follow each other without a gap."""
        if tuple(days) != self._days:
            self._days = tuple(days)
            self._lines = None
            self.refresh()

    def on_resize(self) -> None:
        self._lines = None

    def _draw(self) -> list[tuple[str, str, str]]:
        """Label, hours and bar of each line; the first says what a bar stands for."""
        name, points = fit_points(self._days, max(1, self.size.height - 1))
        most = max((point.seconds for point in points), default=0)
        room = self.size.width - _LABEL - _VALUE - 2
        lines = [(f"by {name}", "", "")]
        for point in points:
            worked = fit(hours(point.seconds) if point.seconds else "", _VALUE, "right")
            drawn = bar(point.seconds, most, room, is_plain())
            lines.append((fit(_label(name, point), _LABEL), worked, drawn))
        return lines

    def render_line(self, y: int) -> Strip:
        if self._lines is None:
            self._lines = self._draw()
        if y >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        label, worked, drawn = self._lines[y]
        parts = [
            Segment(label, self.get_component_rich_style("bars--label")),
            Segment(f" {worked} ", self.rich_style),
            Segment(drawn, self.get_component_rich_style("bars--bar")),
        ]
        return Strip(parts).adjust_cell_length(self.size.width, self.rich_style)


def _label(name: str, point: Point) -> str:
    if name == "year":
        return point.first[:4]
    if name == "month":
        return month_title(point.first)
    return day_title(point.first)
