"""Charts in characters: bars, columns, gauges, and the levels of a heat map.

Whole numbers in, text out, by exact arithmetic; every shape has a twin in plain ASCII.
"""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import day_number, day_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

ACROSS = (" ▏▎▍▌▋▊▉█", " ...::::#")
"""Cells of a bar by eighths, and their twins."""

UPWARD = (" ▁▂▃▄▅▆▇█", " ...::::#")
"""Cells of a column by eighths, and their twins."""

GROUND = ("░", ".")
"""What a gauge shows of what is left."""

HEAT = ("·░▒▓█", ".-+*#")
"""Days of a heat map by level, and their twins."""

LEVELS = len(HEAT[0]) - 1

MINUTE, HOUR = 60, 3600
_STEPS = (15 * MINUTE, 30 * MINUTE, *(hours * HOUR for hours in (1, 2, 3, 4, 5, 6, 8)))


def eighths(value: int, most: int, cells: int) -> int:
    """How many eighths of a cell a value takes where `most` takes all cells, half up.

    Whatever is above nothing takes one, so that it is seen.
    """
    if value <= 0 or most <= 0 or cells <= 0:
        return 0
    whole = cells * 8
    return min(whole, max(1, (2 * value * whole + most) // (2 * most)))


def bar(value: int, most: int, cells: int, plain: bool = False) -> str:
    """A bar from left to right, at most so many cells long."""
    return _bar(eighths(value, most, cells), ACROSS[plain])


def _bar(length: int, signs: str) -> str:
    full, part = divmod(length, 8)
    return signs[8] * full + (signs[part] if part else "")


def gauge(used: int, limit: int, cells: int, plain: bool = False) -> str:
    """What is used of a limit, over ground of what is left: exactly so many cells."""
    if limit <= 0:
        return GROUND[plain] * cells
    return bar(used, limit, cells, plain).ljust(cells, GROUND[plain])


def columns(values: "Sequence[int]", most: int, height: int, plain: bool = False) -> list[str]:
    """A column for each value, as lines from the top to the bottom."""
    signs = UPWARD[plain]
    heights = [eighths(value, most, height) for value in values]
    return [
        "".join(signs[max(0, min(8, tall - 8 * floor))] for tall in heights)
        for floor in range(height - 1, -1, -1)
    ]


def percent(part: int, whole: int) -> int:
    """A part in whole percent, half up (away from zero); 0 of nothing."""
    if whole <= 0:
        return 0
    share = (200 * abs(part) + whole) // (2 * whole)
    return -share if part < 0 else share


def nice_step(most: int, steps: int) -> int:
    """The shortest round length of time (seconds) of which so many reach up to `most`."""
    for step in _STEPS:
        if step * steps >= most:
            return step
    step = 10 * HOUR
    while True:
        for times in (1, 2, 5):
            if step * times * steps >= most:
                return step * times
        step *= 10


class Point(NamedTuple):
    """A stretch of days in a chart: its first day, the last, and the seconds worked."""

    first: str
    last: str
    seconds: int


def daily_points(first: str, last: str, seconds: "Mapping[str, int]") -> list[Point]:
    """A point for each day from the first to the last, also where nothing was done."""
    days = map(day_text, range(day_number(first), day_number(last) + 1))
    return [Point(day, day, seconds.get(day, 0)) for day in days]


def weekly_points(points: "Iterable[Point]") -> list[Point]:
    """Days put together to ISO weeks; the first and the last may be cut off."""
    return _together(points, lambda day: str((day_number(day) + 3) // 7))


def monthly_points(points: "Iterable[Point]") -> list[Point]:
    """Days put together to months."""
    return _together(points, lambda day: day[:7])


def yearly_points(points: "Iterable[Point]") -> list[Point]:
    """Days put together to years."""
    return _together(points, lambda day: day[:4])


def _together(points: "Iterable[Point]", key_of: "Callable[[str], str]") -> list[Point]:
    found: dict[str, Point] = {}
    for point in points:
        key = key_of(point.first)
        old = found.get(key)
        if old is not None:
            point = Point(old.first, point.last, old.seconds + point.seconds)
        found[key] = point
    return list(found.values())


def fit_points(days: "Sequence[Point]", most: int) -> tuple[str, list[Point]]:
    """Days, or the shortest of weeks, months and years of which at most so many are needed."""
    if len(days) <= most:
        return "day", list(days)
    for name, together in (("week", weekly_points), ("month", monthly_points)):
        found = together(days)
        if len(found) <= most:
            return name, found
    return "year", yearly_points(days)[-most:]


class HeatMap(NamedTuple):
    """The days of a stretch as weeks of seven rows from Monday on.

    `weeks` hold the ISO day of each cell, empty where it is outside; a day's level is 0 for
    nothing, then one more for each `step` seconds that are begun, LEVELS at most.
    """

    weeks: tuple[tuple[str, ...], ...]
    seconds: "Mapping[str, int]"
    step: int

    @property
    def first(self) -> str:
        """The first day."""
        return next((day for day in self.weeks[0] if day), "") if self.weeks else ""

    @property
    def last(self) -> str:
        """The last day."""
        return next((day for day in reversed(self.weeks[-1]) if day), "") if self.weeks else ""

    @property
    def total(self) -> int:
        """The seconds of all days."""
        return sum(self.seconds.values())

    @property
    def worked(self) -> list[str]:
        """The days on which anything was done, the longest first."""
        days = [day for day, seconds in self.seconds.items() if seconds > 0]
        return sorted(days, key=lambda day: (-self.seconds[day], day))

    def level(self, day: str) -> int:
        """The level of a day, 0 to LEVELS."""
        return heat_level(self.seconds.get(day, 0), self.step)

    def by_weekday(self) -> list[int]:
        """The seconds of all Mondays, Tuesdays and so on."""
        return [sum(self.seconds.get(week[row], 0) for week in self.weeks) for row in range(7)]

    def place(self, day: str) -> tuple[int, int] | None:
        """Week and row of a day; None where it is outside."""
        if not (self.weeks and day):
            return None
        week, row = divmod(day_number(day) - _monday(self.first), 7)
        inside = 0 <= week < len(self.weeks) and self.weeks[week][row] == day
        return (week, row) if inside else None


def heat_map(first: str, last: str, seconds: "Mapping[str, int]") -> HeatMap:
    """The days from the first to the last; the step follows from the busiest of them."""
    begin, end = day_number(first), day_number(last)
    weeks = tuple(
        tuple(day_text(day) if begin <= day <= end else "" for day in range(monday, monday + 7))
        for monday in range(_monday(first), end + 1, 7)
    )
    worked = {day: done for day, done in seconds.items() if first <= day <= last}
    return HeatMap(weeks, worked, nice_step(max(worked.values(), default=0), LEVELS))


def _monday(day: str) -> int:
    number = day_number(day)
    return number - (number + 3) % 7  # 1970-01-01 was a Thursday


def heat_level(seconds: int, step: int) -> int:
    """One more level for each step that is begun, from 0 for nothing to LEVELS."""
    return max(0, min(LEVELS, -(-seconds // step)))


def heat_sign(level: int, plain: bool = False) -> str:
    """The sign of a level."""
    return HEAT[plain][level]
