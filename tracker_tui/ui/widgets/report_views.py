"""The four views of the reports: what each shows, says below, gives away and leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import getters
from textual.containers import Container

from tracker_tui.core.reports import BY_DATE
from tracker_tui.services import overview, sheets
from tracker_tui.services.unbilled import sum_amounts
from tracker_tui.ui.widgets import report_rows
from tracker_tui.ui.widgets.bars import DayBars
from tracker_tui.ui.widgets.grid import Grid, ListRows
from tracker_tui.ui.widgets.heat_map import DayMap
from tracker_tui.ui.widgets.period_bar import period_title

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from tracker_tui.core.budgets import Budget
    from tracker_tui.core.charts import HeatMap
    from tracker_tui.services.overview import Overview
    from tracker_tui.services.sheets import Sheet
    from tracker_tui.services.unbilled import Unbilled


class Target(NamedTuple):
    """Where a row leads: a place, and what to open there."""

    place: str
    what: dict[str, str]


class ReportView(Container):
    """What the four have in common; each keeps only what it shows."""

    @property
    def main(self) -> Widget:
        """What takes the focus."""
        raise NotImplementedError

    def remark(self) -> str:
        """What there is to say of all of it, or of the row under the cursor."""
        return ""

    def sheet(self, today: str) -> Sheet | None:
        """The very rows that are shown; None before there are any."""
        raise NotImplementedError

    def behind(self, key: str, typed: str) -> Target | None:
        """Where a row leads; `typed` is the filter."""
        raise NotImplementedError


class SumsView(ReportView):
    """Time and money of a period beside the period before, and its days as bars."""

    grid = getters.query_one("#rows", Grid)
    bars = getters.query_one("#bars", DayBars)
    found: Overview | None = None

    def compose(self) -> ComposeResult:
        yield Grid((), id="rows")
        yield DayBars(id="bars")

    @property
    def main(self) -> Widget:
        return self.grid

    def show(self, found: Overview, empty: str) -> None:
        """Shows a report; `empty` is said where it has no rows."""
        self.found = found
        table = report_rows.report_table(found.comparison)
        self.grid.empty = empty
        self.grid.show(ListRows(table.rows), table.columns)
        self.bars.show(found.days)

    def remark(self) -> str:
        if self.found is None:
            return ""
        comparison = self.found.comparison
        notes = list(comparison.report.notes)
        if (
            comparison.before is not None
            and comparison.gone
            and comparison.report.by not in BY_DATE
        ):
            names = ", ".join(key or report_rows.NOBODY for key in comparison.gone)
            notes.append(f"only in {period_title(comparison.before)}: {names}")
        return "; ".join(notes)

    def sheet(self, today: str) -> Sheet | None:
        return None if self.found is None else sheets.report_sheet(self.found.comparison)

    def behind(self, key: str, typed: str) -> Target | None:
        if self.found is None:
            return None
        comparison = self.found.comparison
        period, query = comparison.period, typed
        if not key.startswith(report_rows.TOTAL):
            row, by = report_rows.key_of(key), comparison.report.by
            period, query = overview.find_behind(by, row, period, typed)
        return Target("log", {"period": period.label, "query": query})


class BudgetsView(ReportView):
    """What is used of budgets, estimates, fixed fees and orders."""

    grid = getters.query_one(Grid)
    found: list[Budget] | None = None

    def compose(self) -> ComposeResult:
        yield Grid((), id="budget-rows", empty="counting")

    @property
    def main(self) -> Widget:
        return self.grid

    def show(self, found: list[Budget]) -> None:
        """Shows these budgets."""
        self.found = found
        self.grid.empty = (
            "no project has a budget or a fixed fee, no order a limit:\n"
            "3 shows the clients, where e on a project gives it one"
        )
        table = report_rows.budget_table(found)
        self.grid.show(ListRows(table.rows), table.columns)

    def remark(self) -> str:
        for one in self.found or ():
            if report_rows.budget_key(one) == self.grid.cursor_key:
                return report_rows.budget_words(one)
        return ""

    def sheet(self, today: str) -> Sheet | None:
        return None if self.found is None else sheets.budget_sheet(self.found, today)

    def behind(self, key: str, typed: str) -> Target | None:
        project, _, task = report_rows.key_of(key).partition("@")
        query = f"project:{project}" if "/" in project else f"client:{project}"
        return Target("log", {"period": "all", "query": f"{query} task:{task}" if task else query})


class UnbilledView(ReportView):
    """What every client would be billed now."""

    grid = getters.query_one(Grid)
    found: list[Unbilled] | None = None

    def compose(self) -> ComposeResult:
        yield Grid((), id="unbilled-rows", empty="counting")

    @property
    def main(self) -> Widget:
        return self.grid

    def show(self, found: list[Unbilled], today: str) -> None:
        """Shows unbilled work as of today."""
        self.found = found
        self.grid.empty = "everything is billed: s starts a timer"
        table = report_rows.unbilled_table(found, sum_amounts(found), today)
        self.grid.show(ListRows(table.rows), table.columns)

    def remark(self) -> str:
        for one in self.found or ():
            if report_rows.line_key(one.client) == self.grid.cursor_key:
                return report_rows.unbilled_words(one)
        return ""

    def sheet(self, today: str) -> Sheet | None:
        return None if self.found is None else sheets.unbilled_sheet(self.found, today)

    def behind(self, key: str, typed: str) -> Target | None:
        for one in self.found or ():
            client = one.client
            if report_rows.line_key(client) != key:
                continue
            if one.amount is not None:
                return Target("invoices", {"draft_for": client})
            query = f"client:{client} state:unbilled" if client else "state:unassigned"
            return Target("log", {"period": f"{one.since}..", "query": query})
        return None


class DaysView(ReportView):
    """The days of a year as a map."""

    map = getters.query_one(DayMap)
    found: HeatMap | None = None

    def compose(self) -> ComposeResult:
        yield DayMap()

    @property
    def main(self) -> Widget:
        return self.map

    def show(self, found: HeatMap, today: str) -> None:
        """Shows these days."""
        self.found = found
        self.map.show(found, today)

    def sheet(self, today: str) -> Sheet | None:
        return None if self.found is None else sheets.days_sheet(self.found, self.found.first[:4])

    def behind(self, key: str, typed: str) -> Target | None:
        return Target("log", {"period": key, "query": typed})
