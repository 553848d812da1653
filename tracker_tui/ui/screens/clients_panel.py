"""What is known of the client, project or task under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.charts import gauge
from tracker_tui.core.taxes import CATEGORIES
from tracker_tui.ui.figures import amount, fit, hours, symbol, width
from tracker_tui.ui.screens.clients_tree import unbilled_words
from tracker_tui.ui.widgets.bars import is_plain
from tracker_tui.ui.widgets.toned_lines import TonedLines

if TYPE_CHECKING:
    from tracker_tui.core.budgets import Budget
    from tracker_tui.core.record import Record
    from tracker_tui.services.client_overview import Figures, PlaceView
    from tracker_tui.ui.widgets.toned_lines import Line

LABEL = 10
GAUGE = 8
MOST_EXPENSES = 3
WIDEST = 56
"""A figure at the right stays near the words at the left."""

WARNING = "overlap"
"""The tone of what is worth a look."""


class ClientPanel(TonedLines):
    """Lines about a place; `show` has only those painted that differ."""

    view: PlaceView | None = None
    figures: Figures | None = None

    def show(self, view: PlaceView | None, figures: Figures | None) -> None:
        """Shows a place; None: there is none. Figures come when they are counted."""
        self.view, self.figures = view, figures
        self.renew()

    def make_lines(self, cells: int) -> list[Line]:
        if self.view is None or cells <= LABEL:
            return []
        sheet = _Sheet(min(cells, WIDEST))
        _Writer(sheet, self.view, self.figures).write()
        return sheet.lines


class _Sheet:
    """Lines of a width, one after the other."""

    def __init__(self, cells: int) -> None:
        self.cells = cells
        self.lines: list[Line] = []

    def add(self, text: str, tone: str = "") -> None:
        self.lines.append(((fit(text, self.cells), tone),))

    def head(self, text: str) -> None:
        self.lines.append(())
        self.add(text, "strong")

    def pair(self, label: str, text: str, tone: str = "") -> None:
        """A text with its label, on as many lines as it takes; nothing where there is no text."""
        room = self.cells - LABEL
        for line in _wrapped(text, room):
            self.lines.append(((fit(label, LABEL), "muted"), (fit(line, room), tone)))
            label = ""

    def row(self, sign: str, left: str, right: str, tone: str = "") -> None:
        """A text with a figure at the right, which stays whole."""
        right = fit(right, min(width(right), self.cells - 3))
        room = self.cells - width(right) - 3
        self.lines.append(((f"{sign} {fit(left, room)} {right}", tone),))


def _wrapped(text: str, cells: int) -> list[str]:
    """The text on lines of so many cells, broken at spaces; a longer word is cut when shown."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(lines[-1]) + 1 + width(word) <= cells:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class _Writer:
    """Writes a view onto a sheet."""

    def __init__(self, sheet: _Sheet, view: PlaceView, figures: Figures | None) -> None:
        self.sheet, self.view, self.figures = sheet, view, figures

    def write(self) -> None:
        self._title()
        if self.view.line.level:
            self._project()
        else:
            self._client()
        self._rates()
        self._budgets()
        if not self.view.line.level:
            self._orders()
        self._expenses()

    def _title(self) -> None:
        line, sheet = self.view.line, self.sheet
        sheet.add(line.name, "strong")
        standing = f" {symbol('separator')} archived: A takes it back" if line.archived else ""
        sheet.add(f"{line.place}{standing}", "muted")
        if line.provisional:
            sheet.add(f"{symbol('provisional')} provisional: made in passing", WARNING)
            sheet.add("  e completes it; then it can be billed", WARNING)
        known = self.view.project if line.level else self.view.client
        former = ", ".join(known["aka"]) if line.level < 2 else ""
        sheet.pair("formerly", former, "muted")

    # Of a client

    def _client(self) -> None:
        self._unbilled()
        client, sheet = self.view.client, self.sheet
        self._address()
        self._tax()
        separator = f" {symbol('separator')} "
        terms = (f"{client['terms_days']} days", client["currency"], client["language"])
        sheet.pair("terms", separator.join(filter(None, terms)))
        sheet.pair("rounding", f"{client['rounding']}, {client['quantity']}")
        sheet.pair("lines", f"by {client['group_by']}")
        for key in ("discount", "withholding"):
            sheet.pair(key, f"{client[key]} %" if client[key] else "")
        sheet.pair("requires", ", ".join(client["require"]))

    def _unbilled(self) -> None:
        sheet = self.sheet
        if self.figures is None:
            sheet.pair("unbilled", "counting", "muted")
        elif found := self.figures.unbilled.get(self.view.line.place):
            sheet.pair("unbilled", unbilled_words(found), "strong")
            sheet.pair("", f"{hours(found.seconds)} h since {found.since}", "muted")
            sheet.pair("", found.problem, WARNING)
        else:
            sheet.pair("unbilled", "nothing", "muted")
        drafts = ", ".join(self.view.drafts)
        sheet.pair("drafts", f"{symbol('draft')} {drafts}" if drafts else "")

    def _address(self) -> None:
        sheet, rows = self.sheet, self.view.client["addresses"]
        held: Record = next((one for one in rows if one["holds_today"]), {})
        city = " ".join(held[key] for key in ("zip", "city", "country") if key in held)
        lines = [held.get(key, "") for key in ("contact", "street", "extra")]
        label = "address"
        for text in filter(None, (*lines, city)):
            sheet.pair(label, text)
            label = ""
        if not held:
            sheet.pair("address", "none: invoices need one", WARNING)
        for key, name in (("vat_id", "VAT id"), ("email", "e-mail"), ("buyer_reference", "ref")):
            sheet.pair(name, held.get(key, ""))
        self._other_days("address", rows)

    def _tax(self) -> None:
        rows = self.view.client["taxes"]
        held = next((one for one in rows if one["holds_today"]), None)
        if held is None:
            self.sheet.pair("tax", "as the business's", "muted")
        else:
            rate = f" {held['rate']} %" if held["category"] == "S" else ""
            words = CATEGORIES.get(held["category"], "")
            self.sheet.pair("tax", f"{held['category']}{rate} {words}")
        self._other_days("tax", rows)

    def _other_days(self, what: str, rows: list[Record]) -> None:
        """Says from which days on another address or tax holds."""
        days = [one["from"] or "the beginning" for one in rows if not one["holds_today"]]
        self.sheet.pair("", f"another {what} from {', '.join(days)}" if days else "", "muted")

    # Of a project or task

    def _project(self) -> None:
        project, sheet, line = self.view.project, self.sheet, self.view.line
        sheet.pair("client", self.view.client["name"])
        if self.figures is not None and line.level == 1:
            sheet.pair("used", f"{hours(self.figures.seconds.get(line.place, 0))} h")
        task = self.view.task
        billable = project["billable"] and (task is None or task.billable)
        sheet.pair("billable", "yes" if billable else "no", "" if billable else "free")
        fee = project["fixed_fee"]
        sheet.pair("fee", f"{fee} {project['currency']}" if fee else "")
        sheet.pair("rounding", project["rounding"])

    # Of all

    def _rates(self) -> None:
        sheet, line, why = self.sheet, self.view.line, self.view.why
        sheet.head("Rates")
        sheet.pair("today", line.rate or "none: r sets one", "" if line.rate else WARNING)
        sheet.pair("why", why["rule"], "muted")
        inside = (f"{line.place}/", f"{line.place}@")
        for rate in self.view.client["rates"]:
            target = rate["target"]
            if target == line.place or target.startswith(inside):
                own = target.partition("/")[2] if not line.level else target.rpartition("/")[2]
                whose = f" +{rate['person']}" if rate["person"] else ""
                since = f"from {rate['from']}" if rate["from"] else "always"
                cost = rate["hourly"] or rate["daily"]
                per = f"{rate['hours']} h" if rate["daily"] else "h"
                holds = rate["holds_today"]
                sign = symbol("done") if holds else " "
                left = f"{own or target}{whose} {since}"
                sheet.row(sign, left, f"{cost}/{per}", "" if holds else "muted")

    def _budgets(self) -> None:
        if self.figures is None:
            return
        line = self.view.line
        found = self.figures.budgets.get(line.client, ())
        inside = (f"{line.place}/", f"{line.place}@")
        mine = [one for one in found if one.place == line.place or one.place.startswith(inside)]
        if mine:
            self.sheet.head("Budgets")
        for one in mine:
            self._budget(one)

    def _budget(self, one: Budget) -> None:
        own = one.place.partition("/")[2] or one.title
        title = f"{own} {one.kind}"
        if one.kind == "fee":
            self.sheet.row(" ", title, f"{amount(one.money(one.limit), one.currency)} {one.state}")
            return
        sign = {"over": symbol("warning"), "nearly": symbol("gap")}.get(one.state, " ")
        tone = WARNING if one.state == "over" else ""
        bar = gauge(min(one.used, one.limit), one.limit, GAUGE, is_plain())
        self.sheet.row(sign, title, f"{bar} {one.percent} %", tone)
        if one.currency:
            used, limit = (amount(one.money(value)) for value in (one.used, one.limit))
            self.sheet.row(" ", "", f"{used} of {limit} {one.currency}", "muted")
        else:
            self.sheet.row(" ", "", f"{hours(one.used)} of {hours(one.limit)} h", "muted")

    def _orders(self) -> None:
        orders = self.view.client["orders"]
        if orders:
            self.sheet.head("Orders")
        for one in orders:
            days = " to ".join(filter(None, (one["from"] or "", one["until"] or "")))
            limit = f"{one['limit']} {self.view.client['currency']}" if one["limit"] else ""
            self.sheet.row(" ", f"{one['number']}  {days}", limit)

    def _expenses(self) -> None:
        expenses = self.view.expenses
        if not expenses:
            return
        self.sheet.head("Expenses")
        for one in expenses[:MOST_EXPENSES]:
            cost = f"{one['amount']} {one['currency']}"
            self.sheet.row(symbol(one["state"]), f"{one['date']} {one['description']}", cost)
        more = len(expenses) - MOST_EXPENSES
        if more > 0:
            self.sheet.add(f"  and {more} more: o lists them", "muted")
