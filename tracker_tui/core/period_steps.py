"""From one period to the next: its neighbours, and the same day in a longer or shorter one."""

from tracker_tui.core.clock import FIRST_YEAR, LAST_YEAR, day_number
from tracker_tui.core.periods import Period, parse_period
from tracker_tui.core.reports import BY_DATE

KINDS = ("day", "week", "month", "quarter", "year", "all")
"""The kinds of periods from short to long; any other is a "span"."""

_TODAYS = {"day": "today", "week": "week", "month": "month", "quarter": "quarter", "year": "year"}


def kind_of(period: Period) -> str:
    """One of KINDS, or "span" for days that are none of them."""
    if not (period.first or period.last):
        return "all"
    if period.first == period.last:
        return "day"
    label = period.label
    if ".." in label:
        return "span"
    if len(label) == 4:
        return "year"
    return {"W": "week", "Q": "quarter"}.get(label[5], "month")


def period_around(kind: str, day: str) -> Period:
    """The period of a kind in which the day lies; weeks are ISO weeks from Monday."""
    return parse_period(_TODAYS.get(kind, "all"), day)


def next_kind(period: Period, today: str) -> Period:
    """The next longer kind of period around the same day; after all time comes a day.

    The day is today if it lies in the period, else the first of the period.
    """
    kind = kind_of(period)
    if kind == "span":
        wider = [one for one in KINDS[:-1] if _covers(period_around(one, period.first), period)]
        return period_around(wider[0] if wider else "all", period.first)
    following = KINDS[(KINDS.index(kind) + 1) % len(KINDS)]
    return period_around(following, today if period.contains(today) else period.first)


def step(period: Period, by: int) -> Period:
    """The neighbour after (`by` 1) or before (-1) of the same kind or length.

    A period with an open side has none but itself, nor has one at the end of the calendar.
    """
    if not (period.first and period.last) or by not in (1, -1):
        return period
    limit = period.last if by > 0 else period.first
    length = day_number(period.last) - day_number(period.first) + 1
    days = day_number(limit) + by * length
    if not day_number(f"{FIRST_YEAR}-01-01") <= days <= day_number(f"{LAST_YEAR}-12-31"):
        return period
    return period.next() if by > 0 else period.previous()


def row_period(by: str, key: str, period: Period) -> Period:
    """The days of a report's row: of a day, week or month those that lie in the period.

    Of any other row they are all days of the period.
    """
    if by not in BY_DATE:
        return period
    own = parse_period(key, key[:4] + "-01-01")
    first = max(own.first, period.first)
    last = min(own.last, period.last) if period.last else own.last
    return parse_period(f"{first}..{last}", first)


def _covers(wide: Period, narrow: Period) -> bool:
    return bool(narrow.first and narrow.last) and (
        wide.first <= narrow.first and narrow.last <= wide.last
    )
