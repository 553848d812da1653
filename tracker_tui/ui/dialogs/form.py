"""The one form of the program, drawn from a list of fields: as a widget, and as a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker_tui.core.errors import FieldError, Refused
from tracker_tui.core.plain import one_line
from tracker_tui.ui.dialogs.blame import blamed_field
from tracker_tui.ui.dialogs.dialog import Dialog, key_line, text_lines, title_line
from tracker_tui.ui.dialogs.fields import ChoiceHolder, Field, TextHolder
from tracker_tui.ui.dialogs.form_row import FormHead, FormRow, label_width
from tracker_tui.ui.host import Host
from tracker_tui.ui.keys import bindings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.events import DescendantFocus, Key

__all__ = ["Field", "Form", "FormDialog"]

DISCARDS = "esc again discards what you typed"
MEANWHILE = "changed meanwhile to {}; save again to have it as typed here"


class _Fields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields, as many as there are; scrolls with the focus only."""


class Form(Widget):
    """Fields with their labels, saved by `submit`, which gets the texts of all by their names.

    What `submit` refuses is said beside the field that it is about; what was typed stays.
    """

    DEFAULT_CSS = """
    Form { height: auto; max-height: 100%; }
    Form > _Fields { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    Form FormRow { height: auto; color: $text-muted; }
    Form FormRow:focus-within { color: $accent; }
    Form FormRow.-wrong { color: $text-error; }
    Form FormHead { color: $text-muted; text-style: bold; padding: 1 0 0 2; height: 2; }
    Form FormHead:first-child { padding: 0 0 0 2; height: 1; }
    Form .form-problem { color: $text-error; height: auto; }
    Form > #form-foot { dock: bottom; height: auto; min-height: 1; margin: 1 0 0 2; }
    Form > #form-foot { color: $text-muted; }
    Form > #form-foot.-wrong { color: $text-error; }
    Form TextHolder { background: $surface; height: 1; }
    Form TextHolder:focus, Form LongHolder:focus { background: $boost; }
    Form ChoiceHolder { height: 1; color: $foreground; }
    Form LongHolder { height: 4; padding: 0; }
    Form .-label-8 { margin-left: 10; }
    Form .-label-12 { margin-left: 14; }
    Form .-label-16 { margin-left: 18; }
    Form .-label-20 { margin-left: 22; }
    Form .-label-24 { margin-left: 26; }
    """
    BINDINGS: ClassVar = bindings("form")
    scope: ClassVar[str] = "form"
    app = getters.app(Host)
    foot = getters.query_one("#form-foot", Static)

    class Saved(Message):
        """The form was saved; `result` is what `submit` gave back."""

        def __init__(self, form: Form, result: object) -> None:
            super().__init__()
            self.form, self.result = form, result

        @property
        def control(self) -> Form:
            return self.form

    class Left(Message):
        """The form was left without saving."""

        def __init__(self, form: Form) -> None:
            super().__init__()
            self.form = form

        @property
        def control(self) -> Form:
            return self.form

    def __init__(
        self,
        fields: Sequence[Field],
        submit: Callable[[dict[str, str]], object],
        *,
        start: str = "",
        now: Callable[[], Mapping[str, str]] | None = None,
        id: str | None = None,
    ) -> None:
        """`start` names the field that is in focus first; otherwise it is the first one.

        `now` reads the texts anew: where somebody else changed one of those that were changed here,
        saving says so, and only saving again puts this one in the place of theirs.
        """
        super().__init__(id=id)
        column = label_width(fields)
        self._parts = [
            FormHead(one) if one.kind == "head" else FormRow(one, column) for one in fields
        ]
        self._rows = [part for part in self._parts if isinstance(part, FormRow)]
        self._submit = submit
        self._start = start
        self._now = now
        self._known = {one.name: one.value for one in fields}
        self._asked = False

    def compose(self) -> ComposeResult:
        with _Fields():
            yield from self._parts
        yield Static("", id="form-foot", markup=False)

    def on_mount(self) -> None:
        self.focus_field(self._start)
        self._say("")

    # --- what was typed -------------------------------------------------------------------

    @property
    def values(self) -> dict[str, str]:
        """The texts of all fields by their names."""
        return {row.field.name: row.text for row in self._rows}

    @property
    def changed(self) -> dict[str, str]:
        """The texts that differ from those that the form began with."""
        return {row.field.name: row.text for row in self._rows if row.changed}

    # --- moving ---------------------------------------------------------------------------

    def focus_field(self, name: str = "") -> None:
        """Go to a field; without a name to the first one."""
        for row in self._rows:
            if name in ("", row.field.name):
                row.holder.focus()
                return

    def _at(self) -> int:
        """The number of the field that has the focus."""
        for number, row in enumerate(self._rows):
            if row.holder.has_focus:
                return number
        return -1

    def action_form_next(self) -> None:
        self._rows[(self._at() + 1) % len(self._rows)].holder.focus()

    def action_form_previous(self) -> None:
        self._rows[(max(self._at(), 0) - 1) % len(self._rows)].holder.focus()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        self._say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._enter()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._go_on(event)

    def on_choice_holder_changed(self, event: ChoiceHolder.Changed) -> None:
        self._go_on(event)

    def on_text_area_changed(self, event: Message) -> None:
        self._go_on(event)

    def _go_on(self, event: Message) -> None:
        """Something was typed: escape asks again."""
        event.stop()
        if self._asked:
            self._say("")

    def on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.stop()
            self._enter()

    def _enter(self) -> None:
        if self._at() == len(self._rows) - 1:
            self.action_form_save()
        else:
            self.action_form_next()

    # --- the fields -----------------------------------------------------------------------

    def action_form_choose(self) -> None:
        self._turn(1)

    def action_form_choose_back(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        holder = self._rows[self._at()].holder
        if isinstance(holder, ChoiceHolder):
            holder.turn(step)

    def action_form_complete(self) -> None:
        holder = self._rows[self._at()].holder
        if isinstance(holder, TextHolder):
            holder.complete()

    def action_form_editor(self) -> None:
        from textual.widgets import TextArea

        holder = self._rows[self._at()].holder
        if not isinstance(holder, TextArea):
            self._say("the editor is for the long texts")
            return
        text = self.app.edit_text(holder.text, "text.txt")
        if text is not None:
            holder.text = text.removesuffix("\n")
            holder.move_cursor(holder.document.end)

    # --- leaving --------------------------------------------------------------------------

    def action_form_save(self) -> None:
        for row in self._rows:
            row.show_problem("")
        self._say("")
        try:
            self._refuse_to_overwrite()
            result = self._submit(self.values)
        except Refused as error:
            self._refuse(error)
        else:
            self.post_message(self.Saved(self, result))

    def _refuse_to_overwrite(self) -> None:
        """Refused once where somebody else changed a field meanwhile that was changed here too."""
        theirs = self._now() if self._now is not None else {}
        for name, text in self.changed.items():
            now = theirs.get(name, self._known[name])
            if now not in (self._known[name], text):
                self._known[name] = now
                raise FieldError(name, MEANWHILE.format(now or "nothing"))

    def _refuse(self, error: Refused) -> None:
        """Say what was refused beside the field that it is about, and go there."""
        name = blamed_field(error, [row.field for row in self._rows], self.values)
        if not name:
            self._say(str(error), wrong=True)
            return
        row = next(row for row in self._rows if row.field.name == name)
        row.show_problem(str(error))
        row.holder.focus()

    def action_form_leave(self) -> None:
        if self.changed and not self._asked:
            self._say(DISCARDS, wrong=True)
            self._asked = True
        else:
            self.post_message(self.Left(self))

    def _say(self, text: str, wrong: bool = False) -> None:
        """Write the line below the fields; without a text it has the hint and the keys."""
        self._asked = False
        other_height = wrong or self.foot.has_class("-wrong")
        self.foot.set_class(wrong, "-wrong")
        self.foot.update(one_line(text or self._hint()), layout=other_height)

    def _hint(self) -> str:
        at = self._at()
        return self._rows[at].field.hint if at >= 0 else ""


class FormDialog(Dialog[object]):
    """A form over the screen: dismissed with what `submit` gave back, or None."""

    scope: ClassVar[str] = "form"

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        submit: Callable[[dict[str, str]], object],
        *,
        lines: Sequence[str] = (),
        start: str = "",
        now: Callable[[], Mapping[str, str]] | None = None,
    ) -> None:
        """`lines` stand above the fields; `start` and `now` are those of the form."""
        super().__init__()
        self._title = title
        self._lines = lines
        self.form = Form(fields, submit, start=start, now=now)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield title_line(self._title)
            if self._lines:
                yield text_lines(self._lines)
            yield self.form
            yield key_line("form")

    def on_form_saved(self, event: Form.Saved) -> None:
        self.dismiss(event.result)

    def on_form_left(self, event: Form.Left) -> None:
        self.dismiss(None)
