"""The preview: a document as it will be printed, edited where it stands until it is issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker_tui.core.errors import Refused
from tracker_tui.core.plain import one_line
from tracker_tui.services.preview import Preview as Shown
from tracker_tui.services.preview import preview_document
from tracker_tui.ui.figures import amount, fit, width
from tracker_tui.ui.frame import Place
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.screens import invoices_acts as acts
from tracker_tui.ui.screens import invoices_forms as forms
from tracker_tui.ui.screens.invoices_rows import state_text
from tracker_tui.ui.widgets.page_view import PageView
from tracker_tui.ui.widgets.page_view_text import hang

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tracker_tui.core.document import Document
    from tracker_tui.services.changes import Made
    from tracker_tui.ui.dialogs.form import FormDialog

FIELD_OF = {
    "letterhead": "theme",
    "facts": "order",
    "title": "title",
    "text": "intro",
    "totals": "discount",
    "payment": "terms_days",
    "note": "note",
}
"""Which of the draft's fields `e` goes to from a part of the page."""

BESIDE = 120
"""From so many columns on the panel that explains stands beside the page, else below it."""


class Why(VerticalScroll):
    """The panel that explains the figures of a line."""


class Preview(Place):
    """One document. A draft is edited line by line; what was issued is only looked at."""

    scope = "preview"
    AUTO_FOCUS = "#page"
    CSS_PATH = "../styles/preview.tcss"
    BINDINGS: ClassVar = bindings("preview")
    heading = getters.query_one("#heading", Static)
    view = getters.query_one("#page", PageView)
    why = getters.query_one("#why", Why)
    reasons = getters.query_one("#reasons", Static)

    def __init__(self, which: str) -> None:
        """`which`: the number or handle of the document, or its id, which it always keeps."""
        super().__init__()
        self._which = which
        self._shown: Shown | None = None

    def compose_body(self) -> ComposeResult:
        yield Static("", id="heading", markup=False)
        with Container(id="page-and-why"):
            yield PageView(id="page")
            with Why(id="why"):
                yield Static("", id="reasons", markup=False)

    # What is shown

    def reload(self) -> None:
        try:
            self._shown = preview_document(self.app.workspace, self._which)
        except (Refused, OSError) as error:
            self._shown = None
            self.view.show(None, "")
            self.heading.update(one_line(f"esc goes back: {error}"), layout=False)
            return
        self._which = self._shown.document.id
        self.view.show(self._shown.page, self._which)
        self._show_heading()
        self._explain()

    def on_resize(self) -> None:
        super().on_resize()
        self.set_class(self.app.size.width >= BESIDE, "-beside")
        self._show_heading()
        self.call_after_refresh(self._explain)

    def show_day(self) -> None:
        workspace = self.app.workspace
        self.tabs.fill("invoices", workspace.today, self.app.foreign_zone)

    def _show_heading(self) -> None:
        if self._shown is None:
            return
        document, shown = self._shown.document, self._shown
        left = f"{state_text(shown.state)}  {acts.name_of(document)}  {document.customer.name}"
        right = f"net {amount(document.totals.net, document.currency)}"
        if not shown.is_draft and shown.open:
            right = f"open {amount(shown.open, document.currency)}"
        room = self.app.size.width - 2
        gap = room - width(right) - 2
        line = Content.assemble(fit(left, gap), "  ", (right, "bold"))
        self.heading.update(line, layout=False)

    @property
    def line(self) -> int:
        """The number of the line that the cursor is on, or among whose entries; 0: none."""
        stop = self.view.stop
        if stop.kind == "line":
            return stop.number
        if stop.kind in ("annex", "entry") and self._shown is not None:
            lines = self._shown.document.lines
            annexed = [at for at, line in enumerate(lines, 1) if line.entries]
            return annexed[stop.number - 1]
        return 0

    def _draft(self) -> Document | None:
        """The draft that is shown; says why where it is none."""
        from tracker_tui.services.documents import find_document

        try:  # a draft that cannot be shown can still be edited
            shown, workspace = self._shown, self.app.workspace
            document = shown.document if shown else find_document(workspace, self._which)
        except (Refused, OSError) as error:
            self.app.refuse(error)
            return None
        if not document.number:
            return document
        hint = "C credits or corrects it" if document.kind == "invoice" else "it stays as it is"
        self.app.say(f"{document.number} is issued and final: {hint}", problem=True)
        return None

    def _draft_line(self) -> tuple[Document, int] | None:
        """The draft and the line under the cursor."""
        draft = self._draft()
        if draft is None:
            return None
        if not self.line:
            self.app.say("the cursor is not on a line of the draft", problem=True)
            return None
        return draft, self.line

    def _ask(self, form: FormDialog) -> None:
        self.app.push_screen(form)

    # Editing

    def action_draft_edit(self) -> None:
        draft = self._draft()
        if draft is None:
            return
        if self.line:
            self._ask(forms.line_form(self.app, draft, self.line))
        else:
            field = FIELD_OF.get(self.view.stop.kind, "title")
            self._ask(forms.texts_form(self.app, draft, field))

    def action_draft_add_line(self) -> None:
        draft = self._draft()
        if draft is not None:
            self._ask(forms.new_line_form(self.app, draft))

    def action_draft_remove_line(self) -> None:
        from tracker_tui.services.draft_edits import remove_line

        found = self._draft_line()
        if found is not None:
            draft, number = found
            self.app.perform(remove_line, draft.id, draft.lines[number - 1].id or number)

    def action_draft_discount(self) -> None:
        draft = self._draft()
        if draft is not None:
            self._ask(forms.discount_form(self.app, draft, self.line))

    def action_draft_regroup(self) -> None:
        from tracker_tui.core.client import GROUPINGS
        from tracker_tui.services.drafts import refresh_draft
        from tracker_tui.ui.dialogs.pick import Pick

        draft = self._draft()
        if draft is None:
            return
        options = [
            (one, f"a line for each {one}", "as it is" if one == draft.group_by else "")
            for one in GROUPINGS
        ]

        def take(grouping: str | None) -> None:
            if grouping and draft is not None:
                self.app.perform(refresh_draft, draft.id, grouping)

        self.app.push_screen(Pick("Make the lines of", options, at=draft.group_by), take)

    def action_draft_theme(self) -> None:
        from tracker_tui.services.draft_edits import edit_draft_fields
        from tracker_tui.services.paper import paper_themes
        from tracker_tui.ui.dialogs.pick import Pick

        draft = self._draft()
        if draft is None:
            return
        options = [
            (one, one, "as it is" if one == draft.theme else "")
            for one in paper_themes(self.app.workspace)
        ]

        def take(theme: str | None) -> None:
            if theme and draft is not None:
                self.app.perform(edit_draft_fields, draft.id, {"theme": theme})

        self.app.push_screen(Pick("The look on paper", options, at=draft.theme), take)

    def action_draft_refresh(self) -> None:
        from tracker_tui.services.drafts import refresh_draft

        draft = self._draft()
        if draft is not None:
            self.app.perform(refresh_draft, draft.id)

    def action_draft_file(self) -> None:
        from tracker_tui.services.drafts import draft_text, replace_draft_text

        draft = self._draft()
        if draft is None:
            return
        made: list[Made] = []

        def apply(after: str) -> None:
            made.append(replace_draft_text(self.app.workspace, draft.id, after))

        _, text = draft_text(self.app.workspace, draft.id)
        self.app.edit_text(text, "draft.toml", apply)
        if made:
            self.app.tell(made[-1])
            self.app.changed()

    # Why

    def action_preview_why(self) -> None:
        self.toggle_class("-why")
        self.call_after_refresh(self._explain)

    @on(PageView.Moved, "#page")
    def _explain(self) -> None:
        """Explains what the cursor is on, while the panel is open: a line, the sums, or all."""
        if not self.has_class("-why") or self._shown is None:
            return
        from tracker_tui.core.explain import explain_document

        found = explain_document(self._shown.document, self.line or None)
        if self.view.stop.kind in ("totals", "payment", "note"):
            found = found._replace(lines=())
        lines = hang(found.text(), self.why.scrollable_content_region.width)
        self.reasons.update("\n".join(lines))
        self.why.scroll_home(animate=False)

    def action_preview_log(self) -> None:
        """Goes to the log, to the entry under the cursor or the first one of its line."""
        entries = self._shown.document.lines[self.line - 1].entries if self._shown else ()
        if not self.line or not entries:
            self.app.say("there are no entries behind what is under the cursor", problem=True)
            return
        stop = self.view.stop
        entry = entries[stop.row - 1] if stop.kind == "entry" else entries[0]
        self.app.go("log", period=entry.day[:7], query="", entry=entry.id)

    # What follows

    def action_preview_pdf(self) -> None:
        acts.write_file(self, self._which)

    def action_preview_export(self) -> None:
        acts.choose_export(self, self._which)

    def action_preview_issue(self) -> None:
        self._issue("")

    def action_preview_issue_on(self) -> None:
        from tracker_tui.ui.dialogs.fields import Field
        from tracker_tui.ui.dialogs.form import FormDialog

        if self._draft() is None:
            return
        day = Field("date", "date", self.app.workspace.today, "day", hint="2026-11-30, yesterday")

        def issue(date: object) -> None:
            if isinstance(date, str):
                self._issue(date)

        form = FormDialog("Issue on which day?", (day,), lambda texts: texts["date"])
        self.app.push_screen(form, issue)

    def _issue(self, date: str) -> None:
        """Issues the draft exactly as it is shown."""
        draft = self._draft()
        if draft is not None and self._shown is not None:
            acts.issue(self, draft.id, self._shown.fingerprint, date)

    def action_preview_pay(self) -> None:
        acts.pay(self, self._which)

    def action_preview_credit(self) -> None:
        acts.credit(self, self._which, self.line)

    def action_preview_discard(self) -> None:
        draft = self._draft()
        if draft is not None and acts.discard(self, draft.id):
            self.app.pop_screen()

    # Moving

    def action_page_down(self) -> None:
        self.view.go_down()

    def action_page_up(self) -> None:
        self.view.go_up()

    def action_page_first(self) -> None:
        self.view.go_first()

    def action_page_last(self) -> None:
        self.view.go_last()

    def action_page_page_down(self) -> None:
        self.view.go_page(1)

    def action_page_page_up(self) -> None:
        self.view.go_page(-1)
