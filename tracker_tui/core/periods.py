"""Periods of days: the PERIOD that log, report, drafts and exports are asked for."""

import re
from typing import NamedTuple

from tracker_tui.core.clock import FIRST_YEAR, LAST_YEAR, add_days, day_number, quoted, typed_day
from tracker_tui.core.errors import Usage

WORDS = (
    "today",
    "yesterday",
    "week",
    "last-week",
    "month",
    "last-month",
    "quarter",
    "last-quarter",
    "year",
    "last-year",
    "all",
)

_SHAPE = "[0-9]{4}(?:-(?:[0-9]{2}(?:-[0-9]{2})?|w[0-9]{1,2}|q[0-9]))?"


class Period(NamedTuple):
    """From the `first` to the `last` ISO day, both included; "" where that side is open.

    `label` is the shortest text that `parse_period` reads as the same period.
    """

    first: str
    last: str
    label: str

    def contains(self, day: str) -> bool:
        """Whether an ISO day lies in the period."""
        return self.first <= day and (not self.last or day <= self.last)

    def months(self) -> list[str]:
        """The months that the period touches, as "2026-11"; raises ValueError on an open side."""
        if not (self.first and self.last):
            raise ValueError(f"the period {self.label} has no end to list months up to")
        begin, end = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (self.first, self.last))
        return [_month_text(number) for number in range(begin, end + 1)]

    def previous(self) -> "Period":
        """The neighbour before of the same length, counted in months where it is whole months."""
        return _neighbour(self, -1)

    def next(self) -> "Period":
        """The neighbour after of the same length, counted in months where it is whole months."""
        return _neighbour(self, 1)


def looks_like_period(text: str) -> bool:
    """Whether a word is meant as a period; `parse_period` may still find that it is a wrong one."""
    words = text.strip().lower()
    first, dots, last = words.partition("..")
    if dots:
        sides = [side for side in (first, last) if side]
        whole = any(side == "all" or ".." in side for side in sides)
        return bool(sides) and not whole and all(looks_like_period(side) for side in sides)
    if len(words) == 4 and words.isdigit():
        return words.isascii() and FIRST_YEAR <= int(words) <= LAST_YEAR
    return words in WORDS or re.fullmatch(_SHAPE, words) is not None


def parse_period(text: str, today: str) -> Period:
    """The period of one of WORDS, `2026-11`, `2026-W47`, `2026-Q4`, `2026`, a day, or `A..B`.

    Weeks are ISO weeks from Monday; a side of `A..B` may be any of these or empty. Raises Usage.
    """
    words = text.strip().lower()
    if not looks_like_period(words):
        raise Usage(
            f"{quoted(text)} is not a period: write today, week, last-month, 2026-11, 2026-W47,"
            " 2026-Q4, 2026 or 2026-11-01..2026-11-15"
        )
    if ".." in words:
        return _range(words, today)
    if words == "all":
        return Period("", "", "all")
    if words in ("today", "yesterday"):
        return _one_day(add_days(today, 0 if words == "today" else -1))
    back = 1 if words.startswith("last-") else 0
    if words.endswith("month"):
        return _month(_month_text(int(today[:4]) * 12 + int(today[5:7]) - 1 - back))
    if words.endswith("year"):
        return _year(int(today[:4]) - back)
    if words.endswith("week"):
        return _week(today, back)
    if words.endswith("quarter"):
        return _quarter(today, back)
    return _dated(words)


def _dated(words: str) -> Period:
    """The period of a shape that begins with a year."""
    typed_day(f"{words[:4]}-01-01")
    rest = words[5:]
    if not rest:
        return _year(int(words))
    if rest[0] == "w":
        from pendulum import Date

        try:
            monday = Date.fromisocalendar(int(words[:4]), int(rest[1:]), 1)
        except ValueError:
            raise Usage(f"the year {words[:4]} has no week {rest[1:]}") from None
        return _week(monday.to_date_string(), 0)
    if rest[0] == "q":
        if rest[1] not in "1234":
            raise Usage(f"{words.upper()} is not a quarter: expected Q1 to Q4")
        return _quarter(f"{words[:4]}-{int(rest[1]) * 3:02d}-01", 0)
    if len(rest) == 2:
        if not 1 <= int(rest) <= 12:
            raise Usage(f"{words} is not a month: expected {words[:4]}-01 to {words[:4]}-12")
        return _month(words)
    return _one_day(typed_day(words))


def _range(words: str, today: str) -> Period:
    begin, _, end = words.partition("..")
    first = parse_period(begin, today).first if begin else ""
    last = parse_period(end, today).last if end else ""
    if first and last and last < first:
        raise Usage(f"the period {words} ends before it begins")
    return Period(first, last, _label(first, last))


def _one_day(day: str) -> Period:
    return Period(day, day, day)


def _month(month: str) -> Period:
    following = _month_text(int(month[:4]) * 12 + int(month[5:7]))
    return Period(f"{month}-01", add_days(f"{following}-01", -1), month)


def _month_text(number: int) -> str:
    """The month that is so many months after January of the year 0."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _year(year: int) -> Period:
    return Period(f"{year}-01-01", f"{year}-12-31", f"{year}")


def _week(day: str, back: int) -> Period:
    from pendulum import Date

    monday = Date.fromisoformat(day).subtract(weeks=back).start_of("week")
    return _labelled(monday.to_date_string(), monday.add(days=6).to_date_string())


def _quarter(day: str, back: int) -> Period:
    from pendulum import Date

    first = Date.fromisoformat(day).first_of("quarter").subtract(months=3 * back)
    return _labelled(first.to_date_string(), first.last_of("quarter").to_date_string())


def _neighbour(period: Period, step: int) -> Period:
    """A period with an open side has no neighbour but itself."""
    if not (period.first and period.last):
        return period
    from pendulum import Date

    first, after = Date.fromisoformat(period.first), Date.fromisoformat(period.last).add(days=1)
    if first.day == after.day == 1:
        months = (after.year - first.year) * 12 + after.month - first.month
        first, after = (day.add(months=months * step) for day in (first, after))
    else:
        days = day_number(period.last) - day_number(period.first) + 1
        first, after = (day.add(days=days * step) for day in (first, after))
    return _labelled(first.to_date_string(), after.subtract(days=1).to_date_string())


def _labelled(first: str, last: str) -> Period:
    return Period(first, last, _label(first, last))


def _label(first: str, last: str) -> str:
    """The shortest text for two days, which may be open."""
    if not (first and last):
        return f"{first}..{last}" if first or last else "all"
    if first == last:
        return first
    if first[4:] == "-01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    if (first, last) == _month(first[:7])[:2]:
        return first[:7]
    months = int(last[5:7]) - int(first[5:7])
    quarter, place = divmod(int(first[5:7]) - 1, 3)
    whole = first.endswith("-01") and _month(last[:7]).last == last
    if whole and first[:4] == last[:4] and place == 0 and months == 2:
        return f"{first[:4]}-Q{quarter + 1}"
    number = day_number(first)
    if number % 7 == 4 and day_number(last) == number + 6:  # 1970-01-05 was a Monday
        from datetime import date

        year, week, _ = date.fromisoformat(first).isocalendar()
        return f"{year}-W{week:02d}"
    return f"{first}..{last}"
