"""The log: the entries of any period by day, filtered, and edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import getters
from textual.containers import Container
from textual.message import Message

from tracker_tui.core.entry_line import split_line
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.periods import parse_period
from tracker_tui.core.query import Query, parse_query
from tracker_tui.services.log_view import LogPage, LogReader
from tracker_tui.ui.entry_actions import EntryActions
from tracker_tui.ui.figures import amounts, hours
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.widgets.drawer import Drawer
from tracker_tui.ui.widgets.filter_line import FilterLine
from tracker_tui.ui.widgets.grid import Grid
from tracker_tui.ui.widgets.log_rows import EARLIER, Flats, LogRows
from tracker_tui.ui.widgets.period_bar import PeriodBar, PeriodKeys, period_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from tracker_tui.core.periods import Period
    from tracker_tui.core.reports import Report
    from tracker_tui.store.workspace import Workspace

LEAST = 120
"""So many entries are read at first, and that many more when the cursor comes near the oldest."""

AT_ONCE = 3
"""So many months are read before the screen is painted; the rest follows from a thread."""

FEW, PATIENCE = 6, 0.4
"""The sums of more months than that take a while: so many seconds pass before they are begun."""

EVERYTHING = 10**9
FILTER_HINT = "words, or client:acme project:api tag:bug state:unbilled note:login not:tag:old"


class LogGrid(Grid):
    """The grid of the log, which has other columns where it is wider."""

    class Fitted(Message):
        """The grid is as wide as `width` now."""

        def __init__(self, width: int) -> None:
            super().__init__()
            self.width = width

    def on_resize(self, event: events.Resize) -> None:
        self.post_message(self.Fitted(event.size.width))


class Landing(NamedTuple):
    """Where the cursor goes in another period: to a row, a day, else to the newest entry."""

    key: str = ""
    day: str = ""


class Log(PeriodKeys, EntryActions):
    """Everybody's entries of a period that fit the filter, the newest at the bottom."""

    scope = "log"
    CSS_PATH = "../styles/log.tcss"
    BINDINGS: ClassVar = [*bindings("log"), *bindings("period"), *bindings("entries")]
    AUTO_FOCUS = "LogGrid"
    grid = getters.query_one(LogGrid)
    period_bar = getters.query_one(PeriodBar)
    filter_line = getters.query_one(FilterLine)

    def __init__(self) -> None:
        super().__init__()
        self._reader = LogReader()
        self._flats = Flats()
        self._page: LogPage | None = None
        self._rows: LogRows | None = None
        self._period: Period = parse_period("month", self.app.workspace.today)
        self._query = Query()
        self._landing: Landing | None = Landing()
        self._anchor = ""
        self._reading = False
        self._waiting: Timer | None = None
        self._counting = False
        self._miscounted = False

    def compose_body(self) -> ComposeResult:
        yield PeriodBar(self._period)
        yield FilterLine(FILTER_HINT)
        with Container(id="log-body"):
            yield Drawer()
            yield LogGrid((), marks=True)

    # Reading

    def reload(self) -> None:
        """Reads again what is shown; what did not change on disk is not read anew."""
        before = self._page
        back_to = before.months[0].month if before is not None and before.months else ""
        workspace, asked = self.app.workspace, (self._period, self._query)
        page = self._reader.read(workspace, *asked, LEAST, back_to, most=AT_ONCE)
        reached = not back_to or not page.earlier or page.earlier[-1] < back_to
        if reached:
            self._show(page)
        if not reached or (page.size < LEAST and page.earlier):
            self._read_on(LEAST, back_to)
        self._count_soon(len(page.months) + len(page.earlier))

    def _read_on(self, least: int, back_to: str = "", quiet: bool = True) -> None:
        """Reads further back in a thread, until there are so many entries."""
        asked = self._period, self._query
        reader = self._reader
        self._reading = True

        def work(workspace: Workspace, progress: Callable[[float, str], object]) -> LogPage:
            def tell(done: int, of: int, month: str) -> None:
                progress(done / of, month)

            return reader.read(workspace, *asked, least, back_to, tell=tell)

        def done(page: LogPage) -> None:
            self._reading = False
            if asked == (self._period, self._query):
                self._show(page)
                if not quiet:
                    self.app.say(f"{page.size} entries")

        self.app.aside("log", work, done, quiet)

    def _show(self, page: LogPage) -> None:
        self._page = page
        width = self.grid.size.width or self.app.size.width
        rows = LogRows(page, self._flats, width, self.app.workspace.today)
        self._rows = rows
        self.grid.empty = self._nothing(page)
        self.grid.show(rows, rows.columns)
        if self._landing is not None and len(rows):
            self._land(rows, self._landing)

    def _land(self, rows: LogRows, wanted: Landing) -> None:
        """Puts the cursor where it is wanted in what is shown for the first time."""
        self._landing = None
        if wanted.key and self.grid.move_to(wanted.key):
            return
        last = len(rows) - 1
        at = rows.first_from(wanted.day) if wanted.day else last
        self.grid.set_cursor(at, max(at - 1, 0) if at < last else last)

    def _nothing(self, page: LogPage) -> str:
        if page.earlier:
            return "looking further back ..."
        if self._query.conditions:
            return "nothing fits the filter: escape takes it away"
        add, start = self.key_of("entries", "entry.add"), self.key_of("everywhere", "timer.start")
        return f"no entries in {period_title(self._period)}: {add} adds one, {start} starts a timer"

    def on_log_grid_fitted(self, event: LogGrid.Fitted) -> None:
        """Another width may have other columns."""
        if self._page is not None:
            self._show(self._page)

    # Further back

    def on_grid_moved(self, event: Grid.Moved) -> None:
        """Reads further back before the cursor gets there; on the first row all that there is."""
        page = self._page
        if page is None or not page.earlier:
            return
        if event.key == EARLIER:
            self.action_log_all()
        elif self.grid.cursor < 2 * self.grid.page and not self._reading:
            self._read_on(page.size + LEAST)

    def action_log_all(self) -> None:
        """Reads all earlier months of the period."""
        if self._page is not None and self._page.earlier:
            self._read_on(EVERYTHING, quiet=False)

    # Period and filter

    def open(self, **target: str) -> None:
        """`period`, `query` (its words) and the id of an `entry` to go to, as far as named."""
        typed = target.get("query", self.filter_line.text)
        try:
            period = self._period
            if "period" in target:
                period = parse_period(target["period"], self.app.workspace.today)
            query = parse_query(split_line(typed))
        except Refused as error:
            self.app.refuse(error)
            return
        with self.prevent(FilterLine.Changed):
            self.filter_line.text = typed
        self._turn_to(period, query, Landing(target.get("entry", "")))

    def on_period_bar_changed(self, event: PeriodBar.Changed) -> None:
        """Shows another period."""
        wanted = Landing(day=event.day)
        if event.period == self._period and self._rows is not None:
            self._land(self._rows, wanted)
        else:
            self._turn_to(event.period, self._query, wanted)

    def action_log_filter(self) -> None:
        """Opens the line to filter by."""
        self._anchor = self.grid.cursor_key
        self.filter_line.begin()

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        """Filters by what is typed so far, once the keys that wait are typed too."""
        self.call_later(self._filter, event.text)

    def _filter(self, text: str) -> None:
        if text != self.filter_line.text:
            return
        try:
            query = parse_query(split_line(text))
        except Usage as error:
            self.filter_line.show_problem(str(error))
            return
        self.filter_line.show_problem("")
        if query != self._query:
            self._turn_to(self._period, query, Landing(self._anchor or self.grid.cursor_key))

    def on_filter_line_left(self, event: FilterLine.Left) -> None:
        """Back to what is filtered."""
        self._anchor = ""
        self.grid.focus()

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.grid.has_focus and self.filter_line.text:
            event.stop()
            event.prevent_default()
            self.filter_line.clear()

    def _turn_to(self, period: Period, query: Query, wanted: Landing) -> None:
        """Shows something else."""
        if period != self._period:
            self.grid.unmark()
        self._period, self._query, self._landing = period, query, wanted
        self._page, self._reading = None, False
        self.period_bar.show(period, ())
        self.catch_up()

    # Sums

    def _count_soon(self, months: int) -> None:
        """Counts behind the next frame; many months once nobody has asked for others meanwhile."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        if months <= FEW:
            self.call_after_refresh(self._count)
        else:
            self._waiting = self.set_timer(PATIENCE, self._count)

    def _count(self) -> None:
        """Has the sums of the period counted in a thread; one count at a time."""
        self._miscounted = self._counting
        if self._counting:
            return
        self._counting = True
        period, query = asked = self._period, self._query

        def work(workspace: Workspace, _: Callable[[float, str], None]) -> Report | None:
            from tracker_tui.services.listing import make_report

            try:
                return make_report(workspace, period, "client", query)
            except Refused:
                return None

        def done(report: Report | None) -> None:
            self._counting = False
            if report is not None and asked == (self._period, self._query):
                self.period_bar.show(period, _figures(report))
            if self._miscounted:
                self._count()

        self.app.aside("sums", work, done, quiet=True)

    def tick(self, minute: bool) -> None:
        """Once a minute the running timer's row is made anew."""
        if minute:
            self.catch_up()

    # For the actions on entries

    @property
    def current_day(self) -> str:
        return self._rows.day_of(self.grid.cursor) if self._rows is not None else ""


def _figures(report: Report) -> tuple[str, ...]:
    """Raw and billed time, and amounts, of a period."""
    totals = report.totals
    raw, billed = hours(totals.seconds), hours(totals.billed_seconds)
    told = totals.billed_seconds and raw != billed
    return raw, f"billed {billed}" if told else "", amounts(totals.amounts)
