"""Reports: sums of a period, budgets, unbilled work, and the days of a year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import getters
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from tracker_tui.core.entry_line import split_line
from tracker_tui.core.errors import Refused
from tracker_tui.core.period_steps import period_around
from tracker_tui.core.periods import parse_period
from tracker_tui.core.plain import one_line
from tracker_tui.core.query import parse_query
from tracker_tui.core.reports import GROUPINGS
from tracker_tui.services import overview
from tracker_tui.ui.figures import amounts, day_title, fit, hours, symbol
from tracker_tui.ui.frame import Place
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.widgets.filter_line import FilterLine
from tracker_tui.ui.widgets.period_bar import PeriodBar, PeriodKeys, period_title
from tracker_tui.ui.widgets.report_views import (
    BudgetsView,
    DaysView,
    ReportView,
    SumsView,
    UnbilledView,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from tracker_tui.core.budgets import Budget
    from tracker_tui.core.charts import HeatMap
    from tracker_tui.core.periods import Period
    from tracker_tui.services.overview import Overview, Told
    from tracker_tui.services.unbilled import Unbilled
    from tracker_tui.store.workspace import Workspace
    from tracker_tui.ui.widgets.grid import Grid
    from tracker_tui.ui.widgets.heat_map import DayMap

T = TypeVar("T")

VIEWS = ("sums", "budgets", "unbilled", "days")
TYPING = 0.3
"""Seconds without a further letter after which the filter counts."""

ASIDE = "report"

WIDE = 120
"""From so many columns on the days stand beside the sums."""


class Reports(PeriodKeys, Place):
    """Four views of what was done: each counts anew when it is shown or something changes."""

    scope = "reports"
    AUTO_FOCUS = "#rows"
    CSS_PATH = "../styles/reports.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reports"), *bindings("period")]
    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (60, "-narrow"),
        (WIDE, "-wide"),
    ]
    period_bar = getters.query_one("#period", PeriodBar)
    heads = getters.query_one("#views", Static)
    switcher = getters.query_one("#switcher", ContentSwitcher)
    sums = getters.query_one(SumsView)
    budgets = getters.query_one(BudgetsView)
    unbilled = getters.query_one(UnbilledView)
    days = getters.query_one(DaysView)
    remarks = getters.query_one("#remarks", Static)
    filter_line = getters.query_one("#filter", FilterLine)

    def __init__(self) -> None:
        super().__init__()
        self.view = "sums"
        self.by = "project"
        self._typed = ""
        self._ticket = 0
        self._kept: Period | None = None  # that of the sums, while the map shows a year
        self._typing: Timer | None = None

    def compose_body(self) -> ComposeResult:
        yield PeriodBar(parse_period("month", self.app.workspace.today), id="period")
        yield Static("", id="views", markup=False)
        with ContentSwitcher(initial="sums", id="switcher"):
            yield SumsView(id="sums")
            yield BudgetsView(id="budgets")
            yield UnbilledView(id="unbilled")
            yield DaysView(id="days")
        yield Static("", id="remarks", markup=False)
        yield FilterLine("client:acme project:api tag:bug not:billable:no words", id="filter")

    # Counting

    def reload(self) -> None:
        self._count(quiet=True)

    def _count(self, quiet: bool = False) -> None:
        """Counts what is shown; what takes long is counted in a thread, under the old figures."""
        self._write_heads()
        try:
            {
                "sums": self._count_sums,
                "budgets": self._count_budgets,
                "unbilled": self._count_unbilled,
                "days": self._count_days,
            }[self.view](quiet)
        except (Refused, OSError) as error:
            self.app.refuse(error)

    def _count_sums(self, quiet: bool) -> None:
        period, by = self.period_bar.period, self.by
        query = parse_query(split_line(self._typed))

        def work(workspace: Workspace, told: Told | None) -> Overview:
            return overview.compare_period(workspace, period, by, query, told)

        self._do(period, work, self._show_sums, quiet)

    def _count_budgets(self, quiet: bool) -> None:
        def work(workspace: Workspace, told: Told | None) -> list[Budget]:
            return overview.measure_budgets(workspace, told=told)

        self._do(overview.ALL_TIME, work, self._show_budgets, quiet)

    def _count_unbilled(self, quiet: bool) -> None:
        self._do(overview.ALL_TIME, overview.unbilled_work, self._show_unbilled, quiet)

    def _count_days(self, quiet: bool) -> None:
        period, query = self._year(), parse_query(split_line(self._typed))

        def work(workspace: Workspace, told: Told | None) -> HeatMap:
            return overview.map_days(workspace, period, query)

        self._do(period, work, self._show_days, quiet)

    def _year(self) -> Period:
        """The year of the map: that of the period's last day, at most this one."""
        period, today = self.period_bar.period, self.app.workspace.today
        day = today if period.contains(today) else period.last or period.first
        return period_around("year", day)

    def _do(
        self,
        period: Period,
        work: Callable[[Workspace, Told | None], T],
        show: Callable[[T], None],
        quiet: bool,
    ) -> None:
        """Does the work here or, where the period is large, in a thread; the newest is shown."""
        self._ticket += 1
        app = self.app
        app.workers.cancel_group(app, ASIDE)
        if overview.weigh_period(app.workspace, period) < overview.MUCH:
            show(work(app.workspace, None))
            return
        self.period_bar.show(self.period_bar.period, (f"counting{symbol('more')}",))
        app.aside(ASIDE, work, partial(self._arrived, self._ticket, show), quiet)

    def _arrived(self, ticket: int, show: Callable[[T], None], found: T) -> None:
        if ticket == self._ticket and self.is_attached:
            show(found)
            if self.app.said.startswith(f"{ASIDE}:"):
                self.app.say("")  # how far it was

    # Showing

    def _write_heads(self) -> None:
        """The four views, the one that is open with a sign before it."""
        titles = {"sums": f"sums by {self.by}", "unbilled": "unbilled work"}
        parts: list[Content] = []
        for view in VIEWS:
            title = titles.get(view, view)
            here = view == self.view
            sign = symbol("cursor") if here else " "
            parts.append(
                Content.styled(f"{sign}{title}", "bold $accent" if here else "$text-muted")
            )
        line = Content("  ").join(parts)
        before = self.sums.found.comparison.before if self.sums.found is not None else None
        if self.view == "sums" and before is not None:
            words = f"against {period_title(before)}"
            room = self.app.size.width - 2 - line.cell_length - len(words)
            if room > 1:
                line = Content.assemble(line, " " * room, (words, "$text-muted"))
        self.heads.update(line, layout=False)

    def _remark(self) -> None:
        text = one_line(self._shown.remark())
        self.remarks.update(fit(text, self.app.size.width - 2), layout=False)

    @property
    def _shown(self) -> ReportView:
        views = {"sums": self.sums, "budgets": self.budgets, "unbilled": self.unbilled}
        return views.get(self.view, self.days)

    def _show_sums(self, found: Overview) -> None:
        self.sums.show(found, self._nothing())
        total = found.comparison.totals.row
        money = amounts(total.amounts) if self.app.size.width >= WIDE else ""
        self._show_figures(hours(total.seconds), money)

    def _nothing(self) -> str:
        """What an empty report says: the keys that lead out of it."""
        if self._typed:
            return "nothing fits the filter: / changes it, escape takes it away"
        return "nothing was tracked in this period: < shows the one before, z a longer one"

    def _show_budgets(self, found: list[Budget]) -> None:
        self.budgets.show(found)
        self._show_figures("budgets count all time")

    def _show_unbilled(self, found: list[Unbilled]) -> None:
        today = self.app.workspace.today
        self.unbilled.show(found, today)
        self._show_figures(f"unbilled as of {day_title(today)}")

    def _show_days(self, found: HeatMap) -> None:
        self.days.show(found, self.app.workspace.today)
        self.period_bar.show(self._year())
        self._show_figures()

    def _show_figures(self, *figures: str) -> None:
        self.period_bar.show(self.period_bar.period, figures)
        self._write_heads()
        self._remark()

    def on_grid_moved(self, event: Grid.Moved) -> None:
        if self.view in ("budgets", "unbilled"):
            self._remark()

    def on_resize(self) -> None:
        super().on_resize()
        self._write_heads()

    def tick(self, minute: bool) -> None:
        """Running timers count up to now: once a minute, where counting is quick."""
        if minute and self.view == "sums" and self.focused is not self.filter_line.input:
            period, workspace = self.period_bar.period, self.app.workspace
            if overview.weigh_period(workspace, period) < overview.MUCH:
                self._count(quiet=True)

    # Going from view to view

    def open(self, **target: str) -> None:
        """`view`, `period`, `by` and `query` (its words) as far as they are named."""
        today = self.app.workspace.today
        try:
            if "query" in target:
                parse_query(split_line(target["query"]))
                self.filter_line.text = self._typed = target["query"]
            if "period" in target:
                self.period_bar.show(parse_period(target["period"], today))
        except Refused as error:
            self.app.refuse(error)
        if target.get("by") in GROUPINGS:
            self.by = target["by"]
        self._go(target.get("view", self.view))

    def _go(self, view: str) -> None:
        if view in VIEWS:
            if view == "days" != self.view:
                self._kept = self.period_bar.period
            elif self.view == "days" != view and self._kept is not None:
                self.period_bar.show(self._kept)
            self.view = view
            self.switcher.current = view
            self._shown.main.focus()
            self._remark()
            self._count()

    def action_report_view(self) -> None:
        self._go(VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)])

    def action_report_sums(self) -> None:
        self._go("sums")

    def action_report_budgets(self) -> None:
        self._go("budgets")

    def action_report_unbilled(self) -> None:
        self._go("unbilled")

    def action_report_days(self) -> None:
        self._go("days")

    def action_report_by(self) -> None:
        self._sum_by(GROUPINGS[(GROUPINGS.index(self.by) + 1) % len(GROUPINGS)])

    def action_report_pick(self) -> None:
        from tracker_tui.ui.dialogs.pick import Pick

        options = [(by, by, "") for by in GROUPINGS]
        self.app.push_screen(Pick("sum by", options, self.by), self._sum_by)

    def _sum_by(self, by: str | None) -> None:
        if by:
            self.by = by
            self._go("sums")

    def on_period_bar_changed(self, event: PeriodBar.Changed) -> None:
        event.stop()
        if self.view in ("budgets", "unbilled"):
            self.app.say(f"{self.view}: all time counts; w goes on to views of a period")
            return
        self.period_bar.show(event.period)
        self._count()

    def action_period_widen(self) -> None:
        if self.view == "days":
            self.app.say("the map shows a year: < and > go to others")
        else:
            super().action_period_widen()

    # Filtering

    def action_report_filter(self) -> None:
        if self.view in ("budgets", "unbilled"):
            self.app.say(f"{self.view}: all of it is shown; ' finds a row by its words")
            return
        self.filter_line.begin()

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        event.stop()
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(TYPING, self._filter)

    def on_filter_line_left(self, event: FilterLine.Left) -> None:
        event.stop()
        self._shown.main.focus()
        self._filter()

    def _filter(self) -> None:
        if self._typing is not None:
            self._typing.stop()
            self._typing = None
        typed = self.filter_line.text
        try:
            parse_query(split_line(typed))
        except Refused as error:
            self.filter_line.show_problem(str(error))
            return
        self.filter_line.show_problem("")
        if split_line(typed) != split_line(self._typed):
            self._typed = typed
            self._count()

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self._typed:
            event.stop()
            event.prevent_default()
            self.filter_line.clear()
            self._filter()

    # What is behind a row, and what is taken away

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        event.stop()
        self._open_behind(event.key)

    def on_day_map_chosen(self, event: DayMap.Chosen) -> None:
        event.stop()
        self._open_behind(event.day)

    def _open_behind(self, key: str) -> None:
        target = self._shown.behind(key, self._typed)
        if target is not None:
            self.app.go(target.place, **target.what)

    def action_report_copy(self) -> None:
        from tracker_tui.services.sheets import sheet_text

        sheet = self._shown.sheet(self.app.workspace.today)
        if sheet is not None:
            self.app.copy(sheet_text(sheet))

    def action_report_export(self) -> None:
        from tracker_tui.ui.dialogs.export_sheet import ask_export

        sheet = self._shown.sheet(self.app.workspace.today)
        if sheet is not None:
            ask_export(self.app, sheet)
