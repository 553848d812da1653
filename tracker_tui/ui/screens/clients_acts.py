"""What the keys of the Clients screen do to the place under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.services.changes import Made
from tracker_tui.services.client_overview import TASK, PlaceLine
from tracker_tui.ui.dialogs.confirm import Notice
from tracker_tui.ui.frame import Place
from tracker_tui.ui.screens import clients_forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker_tui.ui.dialogs.form import FormDialog


class ClientActs(Place):
    """The acts; the screen says where the cursor is."""

    @property
    def line(self) -> PlaceLine | None:
        """The place under the cursor."""
        raise NotImplementedError

    def go_to(self, place: str) -> None:
        """Puts the cursor on a place, unfolding what holds it."""
        raise NotImplementedError

    def _with_form(self, make: Callable[[PlaceLine], FormDialog]) -> None:
        if self.line is None:
            self.app.say("there is no client yet: n adds one")
        else:
            self._open(make(self.line))

    def _open(self, form: FormDialog) -> None:
        """Opens a form; the cursor goes to what it made, and what is to be known is told."""

        def go_on(result: object) -> None:
            if isinstance(result, str):
                self.go_to(result)
            elif isinstance(result, Made):
                if result.ids:
                    self.go_to(result.ids[0])
                if result.notes:
                    self.app.push_screen(Notice(result.label, result.notes))

        self.app.push_screen(form, go_on)

    # Forms

    def action_client_add(self) -> None:
        self._open(clients_forms.new_client_form(self.app))

    def action_project_add(self) -> None:
        self._with_form(lambda line: clients_forms.new_project_form(self.app, line.client))

    def action_task_add(self) -> None:
        if self.line is not None and not self.line.level:
            self.app.say("a task belongs to a project: put the cursor on one")
            return
        self._with_form(
            lambda line: clients_forms.new_task_form(self.app, line.place.partition("@")[0])
        )

    def action_place_edit(self) -> None:
        forms = (
            clients_forms.edit_client_form,
            clients_forms.edit_project_form,
            clients_forms.edit_task_form,
        )
        self._with_form(lambda line: forms[line.level](self.app, line))

    def action_place_rename(self) -> None:
        if self.line is not None and self.line.level == TASK:
            self.app.say("a task keeps its short name; e changes the name on invoices")
            return
        self._with_form(lambda line: clients_forms.rename_form(self.app, line))

    def action_rate_set(self) -> None:
        self._open(clients_forms.rate_form(self.app, self.line))

    def action_rate_explain(self) -> None:
        from tracker_tui.services.rates import explain_place

        if self.line is not None:
            found = explain_place(self.app.workspace, self.line.place)
            self.app.push_screen(Notice(f"The rate of {self.line.place} today", found["text"]))

    def action_expense_add(self) -> None:
        self._with_form(lambda line: clients_forms.expense_form(self.app, line))

    def action_expense_list(self) -> None:
        from tracker_tui.services.expenses import list_expenses
        from tracker_tui.ui.dialogs.pick import Pick

        if self.line is None:
            return
        rows = list_expenses(self.app.workspace, client=self.line.client)
        options = [
            (
                one["id"],
                f"{one['date']}  {one['amount']} {one['currency']}  {one['description']}",
                " ".join(filter(None, (one["state"], one["document"], one["project"]))),
            )
            for one in reversed(rows)
        ]
        self.app.push_screen(Pick(f"Expenses of {self.line.client}", options))

    # At once

    def action_project_move(self) -> None:
        from tracker_tui.services.project_admin import move_project
        from tracker_tui.ui.dialogs.pick import Pick

        line = self.line
        if line is None or line.level != 1:
            self.app.say("m moves a project: put the cursor on one")
            return
        own = line.place.partition("/")[2]
        clients = self.app.workspace.clients().values()
        others = [one for one in clients if one.id != line.client and not one.archived]

        def move(client_id: str | None) -> None:
            wanted = f"{client_id}/{own}"
            if client_id and self.app.perform(move_project, line.place, wanted) is not None:
                self.go_to(wanted)

        options = [(one.id, one.id, f"{one.name}, {one.currency}") for one in others]
        self.app.push_screen(Pick(f"Move {line.place} to", options), move)

    def action_place_archive(self) -> None:
        from tracker_tui.services.clients import archive_client
        from tracker_tui.services.project_admin import archive_project

        line = self.line
        if line is None:
            return
        if line.level == TASK:
            self.app.say("a task is not put away: its project is, or its client")
            return
        service = archive_project if line.level else archive_client
        self.app.perform(service, line.place, undo=line.archived)

    def action_client_editor(self) -> None:
        from tracker_tui.services.client_text import client_text, replace_client_text

        if self.line is None:
            return
        client_id = self.line.client
        before = client_text(self.app.workspace, client_id)[1]

        def take(after: str) -> None:
            made = replace_client_text(self.app.workspace, client_id, before, after)
            self.app.call_later(self.app.change, lambda workspace: made)

        self.app.edit_text(before, f"{client_id}.toml", take)

    def action_project_start(self) -> None:
        line = self.line
        if line is not None:
            project, at, task = line.place.partition("@")
            text = f"{project} {at}{task} " if task else project + (" " if line.level else "/")
            self.app.quick_entry("start", text=text)

    # Elsewhere

    def action_client_bill(self) -> None:
        if self.line is not None:
            self.app.go("invoices", draft_for=self.line.client)

    def action_client_log(self) -> None:
        line = self.line
        if line is None:
            return
        project, _, task = line.place.partition("@")
        what = f"project:{project}" if line.level else f"client:{project}"
        self.app.go("log", query=f"{what} task:{task}" if task else what)
