"""The days of a year as a map: weeks beside each other, Monday to Sunday from top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tracker_tui.core.charts import LEVELS, HeatMap, bar, heat_sign
from tracker_tui.core.clock import add_days
from tracker_tui.ui.figures import MONTHS, WEEKDAYS, day_title, fit, hours
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.widgets.bars import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style
    from textual.binding import BindingType

_LABELS = 4  # cells for the names of weekdays
_SUMS = 8  # cells for the hours of a weekday
_BARS = 10  # cells for its bar at least
_ROWS = range(1, 8)
_DAY, _SUMMARY, _LEGEND = 8, 10, 11  # lines below the map


class DayMap(Widget, can_focus=True):
    """A map of days with a cursor; opening a day posts `Chosen`."""

    DEFAULT_CSS = """
    DayMap {
        height: 1fr;
        & > .map--muted { color: $text-muted; }
        & > .map--level-1 { color: $primary 55%; }
        & > .map--level-2 { color: $primary 70%; }
        & > .map--level-3 { color: $primary 85%; }
        & > .map--level-4 { color: $primary; }
        & > .map--bar { color: $primary; }
        & > .map--cursor { text-style: underline; }
        &:focus > .map--cursor { text-style: reverse; }
        &:ansi > .map--level-1, &:ansi > .map--level-2, &:ansi > .map--level-3 { color: $primary; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "map--muted",
        "map--bar",
        "map--cursor",
        *(f"map--level-{level}" for level in range(1, LEVELS + 1)),
    }
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    class Chosen(Message):
        """A day is to be opened."""

        def __init__(self, day: str) -> None:
            super().__init__()
            self.day = day

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._heat: HeatMap | None = None
        self._today = ""
        self.cursor = ""
        """The ISO day under the cursor; empty while nothing is shown."""

    def show(self, heat: HeatMap, today: str) -> None:
        """Shows these days. The cursor stays on its day, else it goes to today or the last one."""
        if (heat, today) != (self._heat, self._today):
            self._heat, self._today = heat, today
            for wanted in (self.cursor, today, heat.last):
                if heat.place(wanted) is not None:
                    self.cursor = wanted
                    break
            self.refresh()

    # What is where

    @property
    def _cell(self) -> int:
        """Cells for a week: two where there is room."""
        weeks = len(self._heat.weeks) if self._heat is not None else 0
        return 2 if _LABELS + 2 * weeks + _SUMS + _BARS <= self.size.width else 1

    def _in_sight(self) -> range:
        """The weeks that are shown: all, or those up to the cursor's that there is room for."""
        assert self._heat is not None
        weeks = len(self._heat.weeks)
        room = max(1, (self.size.width - _LABELS) // self._cell)
        if weeks <= room:
            return range(weeks)
        place = self._heat.place(self.cursor)
        end = weeks if place is None else min(weeks, max(room, place[0] + 1 + room // 3))
        return range(end - room, end)

    # Lines

    def render_line(self, y: int) -> Strip:
        width, heat = self.size.width, self._heat
        if heat is None:
            return Strip.blank(width, self.rich_style)
        if y == 0:
            parts = [Segment(self._months(heat), self._style("muted"))]
        elif y in _ROWS:
            parts = list(self._row(heat, y - 1))
        elif y == _SUMMARY:
            parts = [Segment(_summary(heat), self.rich_style)]
        elif y == _LEGEND:
            parts = list(self._legend(heat))
        elif y == _DAY:
            parts = [Segment(self._day(heat), self.rich_style + self._style("day"))]
        else:
            parts = []
        return Strip(parts).adjust_cell_length(width, self.rich_style)

    def _style(self, name: str) -> Style:
        if name in ("level-0", "day"):
            return self.get_component_rich_style("map--muted") if name == "level-0" else _BOLD
        return self.get_component_rich_style(f"map--{name}")

    def _months(self, heat: HeatMap) -> str:
        """The months above the weeks in which they begin."""
        line = [" "] * (_LABELS + len(heat.weeks) * self._cell + 4)
        free = 0
        for at, week in enumerate(self._in_sight()):
            days = [day for day in heat.weeks[week] if day]
            begins = days[0].endswith("-01") or days[0][:7] != days[-1][:7] or not at
            start = _LABELS + at * self._cell
            month = int(days[-1][5:7])
            if begins and start >= free:
                line[start : start + 3] = MONTHS[month - 1]
                free = start + 4
        return "".join(line).rstrip()

    def _row(self, heat: HeatMap, row: int) -> Iterator[Segment]:
        plain, cell = is_plain(), self._cell
        yield Segment(f"{WEEKDAYS[row]} ", self._style("muted"))
        for week in self._in_sight():
            day = heat.weeks[week][row]
            level = heat.level(day)
            style = self._style(f"level-{level}")
            if day and day == self.cursor:
                style += self._style("cursor")
            blank = not day or (day > self._today and not level)
            yield Segment(" " if blank else heat_sign(level, plain), style)
            if cell > 1:
                yield Segment(" ", self.rich_style)
        room = self.size.width - _LABELS - cell * len(self._in_sight()) - _SUMS - 1
        if room >= _BARS // 2:
            sums = heat.by_weekday()
            yield Segment(f"{fit(hours(sums[row]), _SUMS, 'right')} ", self.rich_style)
            drawn = bar(sums[row], max(sums), min(room, 4 * _BARS), plain)
            yield Segment(drawn, self._style("bar"))

    def _legend(self, heat: HeatMap) -> Iterator[Segment]:
        yield Segment(" " * _LABELS, self.rich_style)
        for level in range(LEVELS + 1):
            words = "none" if not level else f"up to {hours(heat.step * level)}"
            if level == LEVELS:
                words = f"over {hours(heat.step * (level - 1))}"
            yield Segment(heat_sign(level, is_plain()), self._style(f"level-{level}"))
            yield Segment(f" {words}   ", self._style("muted"))

    def _day(self, heat: HeatMap) -> str:
        if not self.cursor:
            return ""
        worked = heat.seconds.get(self.cursor, 0)
        words = hours(worked) if worked else "nothing"
        return f"{' ' * _LABELS}{day_title(self.cursor)} {self.cursor[:4]}  {words}"

    # Moving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in _NOT_HERE

    def _go(self, days: int) -> None:
        """Moves the cursor by so many days, to the first or last of the map at most."""
        if self._heat is None or not self.cursor:
            return
        day = min(max(add_days(self.cursor, days), self._heat.first), self._heat.last)
        if day == self.cursor:
            return
        before, seen = self._heat.place(self.cursor), self._in_sight()
        self.cursor = day
        after = self._heat.place(day)
        if before is None or after is None or self._in_sight() != seen:
            self.refresh()
            return
        width = self.size.width
        for line in {before[1] + 1, after[1] + 1, _DAY}:
            self.refresh(Region(0, line, width, 1))

    def action_list_down(self) -> None:
        self._go(1)

    def action_list_up(self) -> None:
        self._go(-1)

    def action_list_left(self) -> None:
        self._go(-7)

    def action_list_right(self) -> None:
        self._go(7)

    def action_list_page_down(self) -> None:
        self._go(28)

    def action_list_page_up(self) -> None:
        self._go(-28)

    def action_list_first(self) -> None:
        self._go(-(10**4))

    def action_list_last(self) -> None:
        self._go(10**4)

    def action_list_open(self) -> None:
        if self.cursor:
            self.post_message(self.Chosen(self.cursor))


_NOT_HERE = ("list_mark", "list_range", "list_all", "list_unmark", "list_find")


def _bold() -> Style:
    from rich.style import Style

    return Style(bold=True)


_BOLD = _bold()


def _summary(heat: HeatMap) -> str:
    worked = heat.worked
    if not worked:
        return f"{' ' * _LABELS}nothing was tracked in these days: < goes to the year before"
    days = "1 day" if len(worked) == 1 else f"{len(worked)} days"
    most = f"most on {day_title(worked[0])}: {hours(heat.seconds[worked[0]])}"
    return f"{' ' * _LABELS}{hours(heat.total)} on {days}, {most}"
