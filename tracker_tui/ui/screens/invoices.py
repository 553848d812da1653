"""Invoices: drafts and documents with their state, what is owed, and what can be billed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Horizontal
from textual.widgets import Static

from tracker_tui.core.errors import Refused
from tracker_tui.services.ageing import age_invoices
from tracker_tui.services.documents import list_documents
from tracker_tui.services.unbilled import list_unbilled
from tracker_tui.services.wording import many
from tracker_tui.ui.frame import Place
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.screens import invoices_acts as acts
from tracker_tui.ui.screens.invoices_rows import (
    COLUMNS,
    UNBILLED_COLUMNS,
    ageing_lines,
    document_rows,
    unbilled_rows,
    unbilled_words,
)
from tracker_tui.ui.widgets.filter_line import FilterLine
from tracker_tui.ui.widgets.grid import Grid
from tracker_tui.ui.widgets.grid_rows import ListRows
from tracker_tui.ui.widgets.page_view import PageView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from tracker_tui.core.periods import Period
    from tracker_tui.services.changes import Made

BESIDE = 120
"""From so many columns on the page of the document under the cursor stands beside the list."""
RESTED = 0.15
"""Seconds that the cursor rests on a row before its page is drawn beside it."""
NO_DOCUMENTS = (
    "No documents yet: n drafts an invoice of a client's unbilled work, N a quote or a proforma."
)
NOTHING_FITS = "No document fits what was typed."
NOTHING_TO_BILL = "Nothing is unbilled."
PERIODS = (
    ("", "everything unbilled up to today"),
    ("last-month", "last month"),
    ("month", "this month"),
    ("last-week", "last week"),
    ("last-quarter", "last quarter"),
)


class Invoices(Place):
    """The list of drafts and documents; on a wide terminal with the page of one beside it."""

    scope = "invoices"
    AUTO_FOCUS = "#documents"
    CSS_PATH = "../styles/invoices.tcss"
    BINDINGS: ClassVar = bindings("invoices")
    ageing = getters.query_one("#ageing", Static)
    filter = getters.query_one("#filter", FilterLine)
    grid = getters.query_one("#documents", Grid)
    beside = getters.query_one("#beside", PageView)

    def __init__(self) -> None:
        super().__init__()
        self._to_bill = False
        self._elsewhere = ""  # the row under the cursor in the list that is not shown
        self._resting: Timer | None = None

    def compose_body(self) -> ComposeResult:
        yield Static("", id="ageing", markup=False)
        yield FilterLine("client, state, number or kind", id="filter")
        with Horizontal(id="list-and-page"):
            yield Grid(COLUMNS, id="documents", empty=NO_DOCUMENTS)
            yield PageView(id="beside", cursor=False)

    # What is shown

    def reload(self) -> None:
        self.set_class(self.app.size.width >= BESIDE, "-beside")
        self._show_ageing()
        self._show_rows()
        self._show_beside()

    def _show_ageing(self) -> None:
        found = age_invoices(self.app.workspace)
        lines = ageing_lines(found, self.app.size.width - 2) if found else []
        self.ageing.update("\n".join(lines))
        self.ageing.set_class(not lines, "-none")

    def _show_rows(self) -> None:
        workspace, typed = self.app.workspace, self.filter.text
        if self._to_bill:
            self.grid.empty = NOTHING_FITS if typed.strip() else NOTHING_TO_BILL
            rows = unbilled_rows(list_unbilled(workspace), typed, workspace.today)
            self.grid.show(ListRows(rows), UNBILLED_COLUMNS)
        else:
            self.grid.empty = NOTHING_FITS if typed.strip() else NO_DOCUMENTS
            rows = document_rows(list_documents(workspace), typed, workspace.today)
            self.grid.show(ListRows(rows), COLUMNS)

    def on_resize(self) -> None:
        super().on_resize()
        self.set_class(self.app.size.width >= BESIDE, "-beside")
        self._show_ageing()
        self._show_beside_soon()

    @on(Grid.Moved, "#documents")
    def _show_beside_soon(self) -> None:
        """Draws the page when the cursor rests: building one takes longer than a key's repeat."""
        if self._resting is not None:
            self._resting.stop()
        if self.has_class("-beside"):
            self._resting = self.set_timer(RESTED, self._show_beside)

    def _show_beside(self) -> None:
        which = self.grid.cursor_key
        if not self.has_class("-beside"):
            return
        if not which or self._to_bill:
            self.beside.show(None, "")
            return
        from tracker_tui.services.preview import page_of

        try:
            self.beside.show(page_of(self.app.workspace, which), which)
        except (Refused, OSError) as error:
            self.beside.show(None, "")
            self.app.refuse(error)

    def open(self, **target: str) -> None:
        """Shows a document (`show`: number or id), or drafts one for a client (`draft_for`)."""
        if "show" in target:
            self._show_document(target["show"])
        elif "draft_for" in target:
            self._choose_period(target["draft_for"])

    def _show_document(self, which: str) -> None:
        from tracker_tui.services.documents import find_summary

        try:
            found = find_summary(self.app.workspace, which)
        except Refused as error:
            self.app.refuse(error)
            return
        self._show_list()
        self.grid.move_to(found.id)
        acts.open_preview(self, found.id)

    def _show_list(self) -> None:
        """Comes back to the list of documents, all of them."""
        if self._to_bill or self.filter.text:
            self._to_bill = False
            self.filter.clear()
            self._show_rows()

    # Moving about

    @on(Grid.Chosen, "#documents")
    def _chosen(self, event: Grid.Chosen) -> None:
        if self._to_bill:
            self._choose_period(event.key)
        else:
            acts.open_preview(self, event.key)

    def action_invoice_filter(self) -> None:
        self.filter.begin()

    @on(FilterLine.Changed)
    def _filter(self) -> None:
        self._show_rows()
        self._show_beside_soon()

    @on(FilterLine.Left)
    def _leave_filter(self) -> None:
        self.grid.focus()

    def action_invoice_unbilled(self) -> None:
        here = self.grid.cursor_key
        self._to_bill = not self._to_bill
        self._show_rows()
        self.grid.set_cursor(0, 0)
        self.grid.move_to(self._elsewhere)
        self._elsewhere = here
        self._show_beside_soon()
        if self._to_bill:
            self.app.say("what can be billed: enter drafts an invoice, B shows the documents again")

    # New drafts

    def action_invoice_new(self) -> None:
        from tracker_tui.ui.dialogs.pick import Pick

        today = self.app.workspace.today
        try:
            found = list_unbilled(self.app.workspace)
        except (Refused, OSError) as error:
            self.app.refuse(error)
            return
        if not found:
            self.app.say(f"{NOTHING_TO_BILL} N drafts a quote, or an invoice all the same")
            return
        options = [(one.client, *unbilled_words(one, today)) for one in found]
        at = self.grid.cursor_key if self._to_bill else ""

        def take(client: str | None) -> None:
            if client:
                self._choose_period(client)

        self.app.push_screen(Pick("Draft an invoice for", options, at), take)

    def _choose_period(self, client: str) -> None:
        """Asks for which time; what stands first is everything."""
        options = [(word or "all", text, self._days(word)) for word, text in PERIODS]
        options.append(("form", "another period, kind or grouping", "the form"))
        from tracker_tui.ui.dialogs.pick import Pick

        def take(word: str | None) -> None:
            if word == "form":
                self._open_form(client)
            elif word:
                self._draft(client, "" if word == "all" else word)

        self.app.push_screen(Pick(f"Draft for {client}: which time?", options), take)

    def _days(self, word: str) -> str:
        period = self._period(word)
        return "" if period is None else f"{period.first} to {period.last}"

    def _period(self, word: str) -> Period | None:
        from tracker_tui.core.periods import parse_period

        return parse_period(word, self.app.workspace.today) if word else None

    def _draft(self, client: str, word: str) -> None:
        from tracker_tui.services.drafts import make_draft

        made = self.app.perform(make_draft, client, self._period(word))
        if made is not None:
            self._open_made(made)

    def _open_made(self, made: Made) -> None:
        self._show_list()
        self.grid.move_to(str(made.record["id"]))
        acts.open_preview(self, str(made.record["id"]))

    def action_invoice_new_form(self) -> None:
        self._open_form(self.grid.cursor_key if self._to_bill else "")

    def _open_form(self, client: str) -> None:
        from tracker_tui.services.changes import Made
        from tracker_tui.ui.screens.invoices_forms import draft_form

        def done(made: object) -> None:
            if isinstance(made, Made):
                self._open_made(made)

        self.app.push_screen(draft_form(self.app, client), done)

    def action_invoice_draft_all(self) -> None:
        from tracker_tui.services.drafts import make_all_drafts
        from tracker_tui.ui.dialogs.pick import Pick

        options = [(word or "all", text, self._days(word)) for word, text in PERIODS]

        def take(word: str | None) -> None:
            if not word:
                return
            made = self.app.perform(make_all_drafts, self._period("" if word == "all" else word))
            if made:
                self._show_list()
                self.grid.move_to(str(made[0].record["id"]))
                clients = ", ".join(str(one.record["client"]) for one in made)
                self.app.say(f"Drafted {many(len(made), 'invoice')}: {clients}")

        title = "Draft an invoice for every client: which time?"
        self.app.push_screen(Pick(title, options, at="last-month"), take)

    # What is under the cursor

    def _which(self) -> str:
        """The document under the cursor; says so where there is none."""
        if self._to_bill or not self.grid.cursor_key:
            self.app.say("there is no document under the cursor", problem=True)
            return ""
        return self.grid.cursor_key

    def action_invoice_pdf(self) -> None:
        if which := self._which():
            acts.write_file(self, which)

    def action_invoice_export(self) -> None:
        if which := self._which():
            acts.choose_export(self, which)

    def action_invoice_issue(self) -> None:
        if which := self._which():
            acts.issue(self, which)

    def action_invoice_pay(self) -> None:
        if which := self._which():
            acts.pay(self, which)

    def action_invoice_credit(self) -> None:
        if which := self._which():
            acts.credit(self, which)

    def action_invoice_discard(self) -> None:
        if which := self._which():
            acts.discard(self, which)
