"""The log as rows of a grid: each day with its sums, its entries below it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.entry_text import start_and_end, words_of
from tracker_tui.core.log_days import LogDay
from tracker_tui.ui.figures import amount, day_title, hours, month_title, symbol
from tracker_tui.ui.widgets.grid_columns import Column
from tracker_tui.ui.widgets.grid_rows import Cell, GridRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.core.log_days import Sums
    from tracker_tui.core.views import PricedEntry
    from tracker_tui.services.log_view import LogMonth, LogPage

EARLIER = "earlier"
"""The key of the row that stands for the months not read yet."""

MIDDLE, WIDE = 92, 112
"""From so many columns on there is room for billed time and states, and for each thing's own."""

TONES = {
    "running": "running",
    "draft": "draft",
    "billed": "paid",
    "free": "free",
    "unassigned": "warning",
}


class Shape(NamedTuple):
    """What decides the columns: the grid's width, and what occurs in its rows."""

    width: int
    people: bool = False
    currency: str = ""
    """The only one; empty where there are several, so that each amount names its own."""
    figure: int = 6
    """The cells of the longest amount."""
    document: int = 0
    """The cells of the longest number of a document."""
    year: str = ""
    """Days of other years name theirs."""


class _Flat(NamedTuple):
    """A month as a list of rows, with what occurs in it."""

    month: LogMonth
    rows: list[LogDay | PricedEntry]
    places: dict[str, int]
    people: frozenset[str]
    currencies: frozenset[str]
    figure: int
    document: int


class Flats:
    """The months of pages as lists of rows, kept as long as they stay the same months."""

    def __init__(self) -> None:
        self._known: dict[str, _Flat] = {}

    def of(self, month: LogMonth) -> _Flat:
        """The month's rows."""
        known = self._known.get(month.month)
        if known is None or known.month is not month:
            known = self._known[month.month] = _flatten(month)
        return known


def _flatten(month: LogMonth) -> _Flat:
    rows: list[LogDay | PricedEntry] = []
    for day in month.days:
        rows += (day, *day.entries)
    sums = [day.sums.amounts for day in month.days]
    figures = [len(amount(worth)) for one in sums for worth in one.values()]
    entries = [one for day in month.days for one in day.entries]
    documents = {one.document for one in entries if one.state == "billed"}
    return _Flat(
        month,
        rows,
        {_key(month, row): at for at, row in enumerate(rows)},
        frozenset(one.entry.person for one in entries),
        frozenset(code for one in sums for code in one),
        max(figures, default=0),
        max((len(number) for number in documents), default=0),
    )


def _key(month: LogMonth, row: LogDay | PricedEntry) -> str:
    return f"day:{month.month}:{row.day}" if isinstance(row, LogDay) else row.entry.id


class LogRows:
    """A page of the log for the grid; cells are made of the rows in sight alone."""

    def __init__(self, page: LogPage, flats: Flats, width: int, today: str) -> None:
        self._earlier = page.earlier
        self._flats = [flats.of(month) for month in page.months]
        head = 1 if page.earlier else 0
        sizes = (len(flat.rows) for flat in self._flats)
        self._starts = list(accumulate(sizes, initial=head))
        currencies = frozenset[str]().union(*(flat.currencies for flat in self._flats))
        people = frozenset[str]().union(*(flat.people for flat in self._flats))
        self.shape = Shape(
            width,
            len(people) > 1,
            next(iter(currencies)) if len(currencies) == 1 else "",
            max((flat.figure for flat in self._flats), default=0),
            max((flat.document for flat in self._flats), default=0),
            today[:4],
        )
        self.columns = log_columns(self.shape)
        self._names = [column.key for column in self.columns]

    def __len__(self) -> int:
        return self._starts[-1]

    def row(self, index: int) -> GridRow:
        """The row at `index`."""
        if index < self._starts[0]:
            return GridRow(EARLIER, (_earlier_words(self._earlier),), "note")
        flat, at = self._find(index)
        found = flat.rows[at]
        if isinstance(found, LogDay):
            cells, kind = day_cells(found, self.shape), "group"
        else:
            cells, kind = entry_cells(found, self.shape), "row"
        named = tuple(cells.get(name, "") for name in self._names)
        return GridRow(_key(flat.month, found), named, kind)

    def key(self, index: int) -> str:
        """The key of the row at `index`."""
        if index < self._starts[0]:
            return EARLIER
        flat, at = self._find(index)
        return _key(flat.month, flat.rows[at])

    def index(self, key: str) -> int | None:
        """Where the row with this key is."""
        if key == EARLIER:
            return 0 if self._earlier else None
        places = zip(reversed(self._flats), self._starts[-2::-1], strict=False)
        for flat, start in places:
            at: int | None = flat.places.get(key)
            if at is not None:
                return start + at
        return None

    def day_of(self, index: int) -> str:
        """The day to which the row belongs; empty for the row of earlier months."""
        if not self._starts[0] <= index < len(self):
            return ""
        flat, at = self._find(index)
        found = flat.rows[at]
        return found.day if isinstance(found, LogDay) else found.entry.day

    def first_from(self, day: str) -> int:
        """Where the first day from this one on begins; the last row where there is none."""
        for flat, start in zip(self._flats, self._starts, strict=False):
            for at, row in enumerate(flat.rows):
                if isinstance(row, LogDay) and row.day >= day:
                    return start + at
        return len(self) - 1

    def _find(self, index: int) -> tuple[_Flat, int]:
        at = bisect_right(self._starts, index) - 1
        return self._flats[at], index - self._starts[at]


def _earlier_words(months: Sequence[str]) -> str:
    count = "1 earlier month" if len(months) == 1 else f"{len(months)} earlier months"
    since = f" since {month_title(months[0])}" if len(months) > 1 else f": {month_title(months[0])}"
    return f"{symbol('up')} {count}{since}"


# --- columns and cells -------------------------------------------------------------------------


def log_columns(shape: Shape) -> tuple[Column, ...]:
    """The columns for rows of that shape."""
    wide, middle = shape.width >= WIDE, shape.width >= MIDDLE
    figure = max(shape.figure, 6) + (0 if shape.currency else 4)
    state = 2 + min(max(shape.document, 10), 20 if wide else 14) if middle else 1
    person = Column("person", "who", 8 if middle else 5)
    columns = [
        Column("start", "start", 5),
        Column("end", "end", 7),
        Column("time", "time", 6, align="right"),
        *([Column("billed", "billed", 6, align="right")] if middle else []),
        *([person] if shape.people else []),
        Column("project", "project", share=3, shortest=12),
        *([Column("task", "task", share=1, shortest=8)] if wide else []),
        Column("note", "note", share=8, shortest=12),
        *([Column("tags", "tags", share=1, shortest=8)] if wide else []),
        *([Column("rate", "rate", 8, align="right")] if wide else []),
        Column("amount", shape.currency or "amount", figure, align="right"),
        Column("state", "state" if middle else "", state),
    ]
    return tuple(columns)


def day_cells(day: LogDay, shape: Shape) -> dict[str, str | Cell]:
    """The title of a day and its sums."""
    year = "" if day.day[:4] == shape.year else f" {day.day[:4]}"
    sums = day.sums
    return {
        "start": f"{day_title(day.day)}{year}",
        "time": hours(sums.seconds),
        "billed": _billed(sums),
        "project": _beside(sums, shape),
        "amount": _one_amount(sums, shape),
    }


def _beside(sums: Sums, shape: Shape) -> str:
    """What has no column of its own: amounts of several currencies, else billed time if narrow."""
    if len(sums.amounts) > 1:
        return "  ".join(amount(worth, code) for code, worth in sums.amounts.items())
    narrow = shape.width < MIDDLE
    return f"billed {_billed(sums)}" if _billed(sums) and narrow else ""


def _billed(time: Sums | PricedEntry) -> str:
    """Billed time where there is some, and it reads other than the raw time."""
    billed = hours(time.billed_seconds)
    return billed if time.billed_seconds and billed != hours(time.seconds) else ""


def _one_amount(sums: Sums, shape: Shape) -> str:
    if len(sums.amounts) != 1:
        return ""
    ((code, worth),) = sums.amounts.items()
    return amount(worth, "" if shape.currency else code)


def entry_cells(one: PricedEntry, shape: Shape) -> dict[str, str | Cell]:
    """What is shown of an entry, by column."""
    entry = one.entry
    start, end = start_and_end(entry, exact=False)
    free = one.state == "free"
    worth = amount(one.amount, "" if shape.currency else one.currency)
    running = "running" if entry.running else ""
    return {
        "start": start,
        "end": symbol("more") if entry.running else end,
        "time": Cell(hours(one.seconds), running),
        "billed": _billed(one),
        "person": Cell(entry.person, "muted"),
        "project": entry.project or Cell("(none)", "warning"),
        "task": entry.task and f"@{entry.task}",
        "note": entry.note if shape.width >= WIDE else words_of(entry),
        "tags": Cell(" ".join(f"+{tag}" for tag in entry.tags), "muted"),
        "rate": Cell(amount(one.rate), "muted"),
        "amount": Cell("free", "free") if free else worth,
        "state": _state(one, shape),
    }


def _state(one: PricedEntry, shape: Shape) -> Cell:
    """A sign, with room a word too: that of the state, or the number of the document."""
    sign, tone = symbol(one.state), TONES.get(one.state, "muted")
    if shape.width < MIDDLE:
        return Cell(sign, tone)
    word = one.document if one.state == "billed" and one.document else one.state
    return Cell(f"{sign} {word}", tone)
