"""The day in one line under its hours, and day and week against their targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.charts import UPWARD, eighths
from tracker_tui.core.day_strip import HOUR, strip_cells
from tracker_tui.ui.figures import fit, hours, symbol, weekday, width
from tracker_tui.ui.widgets.toned_lines import TonedLines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.core.day_strip import Strip, StripCell
    from tracker_tui.ui.widgets.toned_lines import Line, Part

SHARED = ("▓", "X")
NOW = ("▾", "v")
LENGTHS = (("━", "╸", "─"), ("=", "-", "-"))
"""A bar on one line: its cells, a half one at the end, and what is left."""

_HOURS_APART = (1, 2, 3, 4, 6)
_LABEL = 4  # cells from one hour's name to the next at least


def ascii_only() -> bool:
    """Whether the terminal gets no signs beyond ASCII."""
    return symbol("gap").isascii()


class DayStrip(TonedLines):
    """Two lines: the hours with a mark for now; what was worked, by height, and gaps as dots."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.strip: Strip | None = None

    def show(self, strip: Strip) -> None:
        """Shows the strip of a day."""
        self.strip = strip
        self.renew()

    def make_lines(self, cells: int) -> list[Line]:
        room = cells - 3  # an edge, and the name of the last hour
        if self.strip is None or room < 1:
            return [(), ()]
        length = self.strip.end - self.strip.start
        half_cells = 2 * room * HOUR // length  # of an hour: whole hours shall begin with a cell
        count = half_cells * length // (2 * HOUR) or room
        return [self._hours(self.strip, count), self._cells(self.strip, count)]

    @staticmethod
    def _hours(strip: Strip, count: int) -> Line:
        """The names of hours, as many as there is room for; none where now is marked."""
        hour = max(count * HOUR / (strip.end - strip.start), 0.1)
        apart = next((one for one in _HOURS_APART if one * hour >= _LABEL), 12)
        now = None if strip.now is None else strip.place(strip.now, count)
        line: list[Part] = [(" ", "")]
        at = 0
        names = [(strip.place(utc, count), text) for utc, text in strip.hours]
        shown = [(place, text) for place, text in names if int(text) % apart == 0]
        if now is not None:
            shown = [one for one in shown if not one[0] - 1 <= now <= one[0] + 2]
            shown = sorted([*shown, (now, NOW[ascii_only()])])
        for place, text in shown:
            if place < at:
                continue  # of an hour that happens twice, or too near
            line += [(" " * (place - at), ""), (text, "accent" if place == now else "muted")]
            at = place + len(text) + (place != now)
            line += [(" ", "")] * (place != now)
        return tuple(line)

    @staticmethod
    def _cells(strip: Strip, count: int) -> Line:
        line: list[Part] = [(" ", "")]
        for text, tone in map(_sign, strip_cells(strip, count)):
            if line[-1][1] == tone:
                line[-1] = (line[-1][0] + text, tone)
            else:
                line.append((text, tone))
        return tuple(line)


def _sign(cell: StripCell) -> Part:
    plain = ascii_only()
    if cell.kind == "shared":
        return SHARED[plain], "overlap"
    if cell.kind == "gap":
        return symbol("gap"), "gap"
    # A full cell stays below the line above it: it is drawn seven eighths high.
    tall = min(cell.eighths, 8 if plain else 7)
    return UPWARD[plain][tall], "accent" if cell.kind else ""


class Goal(NamedTuple):
    """What was worked, with its name, against a target; 0: there is none."""

    name: str
    seconds: int
    target: int


class Goals(TonedLines):
    """A line for each goal: its name, the figures in words, and a bar."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.goals: Sequence[Goal] = ()

    def show(self, goals: Sequence[Goal]) -> None:
        """Shows these goals."""
        self.goals = goals
        self.renew()

    def make_lines(self, cells: int) -> list[Line]:
        names = max((width(one.name) for one in self.goals), default=0)
        done = max((width(hours(one.seconds)) for one in self.goals), default=0)
        figures = [_against(one, max(done, 5)) for one in self.goals]
        room = max(map(width, figures), default=0)
        return [
            (
                (fit(goal.name, names), "muted"),
                (f" {fit(text, room)}", "strong"),
                *_gauge(goal, cells - names - room - 4),
            )
            for goal, text in zip(self.goals, figures, strict=True)
        ]


def _against(goal: Goal, cells: int) -> str:
    done = fit(hours(goal.seconds), cells, "right")
    return f"{done} of {hours(goal.target)}" if goal.target else done


def _gauge(goal: Goal, cells: int) -> Line:
    if not goal.target or cells < 3:
        return ()
    tone = "running" if goal.seconds >= goal.target else "accent"
    return (("  ", ""), *_bar(goal.seconds, goal.target, cells, tone))


def _bar(value: int, most: int, cells: int, tone: str) -> Line:
    """A bar that does not touch those above and below it, and what is left of `most`."""
    halves = (eighths(value, most, cells) + 3) // 4
    whole, half, left = LENGTHS[ascii_only()]
    done = whole * (halves // 2) + half * (halves % 2)
    return ((done, tone), (left * (cells - len(done)), "rule"))


class WeekBars(TonedLines):
    """The days of the week as bars with their hours; the one that is looked at is marked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._days: Sequence[tuple[str, int]] = ()
        self._day = ""
        self._target = 0

    def show(self, days: Sequence[tuple[str, int]], day: str, target: int) -> None:
        """Shows days with their seconds, with a mark at one of them.

        Bars are measured by the longest day, or by the day's target where that is longer.
        """
        self._days, self._day, self._target = days, day, target
        self.renew()

    def make_lines(self, cells: int) -> list[Line]:
        most = max([self._target, *(seconds for _, seconds in self._days)], default=0)
        lines: list[Line] = []
        for day, seconds in self._days:
            here = day == self._day
            strong, bar = ("strong", "accent") if here else ("", "muted")
            lines.append(
                (
                    (f"{symbol('cursor') if here else ' '} ", "accent"),
                    (f"{weekday(day)} {int(day[8:]):>2} ", strong or "muted"),
                    *_bar(seconds, most, max(cells - 15, 1), bar),
                    (fit(hours(seconds) if seconds else "", 6, "right"), strong),
                )
            )
        return lines
