"""A line of a form: label and value, and below them what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tracker_tui.core.plain import one_line
from tracker_tui.ui.cells import fit, width
from tracker_tui.ui.dialogs.fields import Field, make_holder
from tracker_tui.ui.figures import symbol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from tracker_tui.ui.dialogs.fields import Holder

LABEL_WIDTHS = (8, 12, 16, 20, 24)
"""The columns that labels can have; the style sheet has a class for each."""


def label_width(fields: Sequence[Field]) -> int:
    """The narrowest column that holds all labels."""
    widest = max((width(one.label) for one in fields if one.kind != "head"), default=0)
    return next((one for one in LABEL_WIDTHS if widest < one), LABEL_WIDTHS[-1])


class FormRow(Widget):
    """A field with its label; bar and label are drawn, the value is a widget over them."""

    def __init__(self, field: Field, column: int) -> None:
        """`column` is the width of the label, one of `LABEL_WIDTHS`."""
        super().__init__()
        self.field = field
        self.holder = make_holder(field)
        self.holder.add_class(f"-label-{column}")
        self._column = column
        self._begun = self.text

    def compose(self) -> ComposeResult:
        yield self.holder

    def render(self) -> Content:
        bar = symbol("cursor") if self.has_focus_within else " "
        first = f"{bar} {fit(self.field.label, self._column - 1)}"
        return Content("\n".join((first, *([bar] * (self.size.height - 1)))))

    def on_resize(self) -> None:
        if self.has_class("-wrong"):
            self.scroll_visible(animate=False)

    @property
    def text(self) -> str:
        """What stands in the field now."""
        return cast("Holder", self.holder).text

    @property
    def changed(self) -> bool:
        """Whether something else stands in the field than at the beginning."""
        return self.text != self._begun

    def show_problem(self, problem: str) -> None:
        """Write below the field what is wrong with it; empty: nothing is."""
        for old in self.query(".form-problem"):
            old.remove()
        self.set_class(bool(problem), "-wrong")
        if problem:
            classes = f"form-problem -label-{self._column}"
            self.mount(Static(one_line(problem), classes=classes, markup=False))


class FormHead(Static):
    """A heading between the fields."""

    def __init__(self, field: Field) -> None:
        super().__init__(one_line(field.label), markup=False)
