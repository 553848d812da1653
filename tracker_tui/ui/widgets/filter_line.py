"""The line in which words are typed that what is shown must fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tracker_tui.core.plain import one_line
from tracker_tui.ui.widgets.prompt_input import PromptInput

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FilterLine(Horizontal):
    """Words to filter by; it is seen while it has the focus or says something."""

    DEFAULT_CSS = """
    FilterLine { height: 1; padding: 0 1; display: none; }
    FilterLine.-open { display: block; }
    FilterLine > .filter-sign { width: 2; color: $text-accent; }
    FilterLine > .filter-problem { width: auto; max-width: 70%; color: $text-error; }
    """
    input = getters.query_one(PromptInput)
    problem = getters.query_one(".filter-problem", Static)

    class Changed(Message):
        """Other words stand in the line."""

        def __init__(self, line: FilterLine, text: str) -> None:
            super().__init__()
            self.line, self.text = line, text

    class Left(Message):
        """The line is done with: what it filters should have the focus."""

    def __init__(self, hint: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hint = hint

    def compose(self) -> ComposeResult:
        yield Static("/", classes="filter-sign", markup=False)
        yield PromptInput(self._hint)
        yield Static("", classes="filter-problem", markup=False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.input.value

    @text.setter
    def text(self, text: str) -> None:
        self.input.value = text
        self.set_class(bool(text), "-open")

    def begin(self) -> None:
        """Opens the line to type in."""
        self.add_class("-open")
        self.input.focus()

    def clear(self) -> None:
        """Filters no more."""
        self.input.value = ""
        self.remove_class("-open")

    def show_problem(self, problem: str) -> None:
        """Writes beside the words what is wrong with them; empty: nothing is."""
        self.problem.update(one_line(problem))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, event.value))

    def on_prompt_input_taken(self, event: PromptInput.Taken) -> None:
        event.stop()
        self._leave()

    def on_prompt_input_left(self, event: PromptInput.Left) -> None:
        event.stop()
        self.clear()
        self._leave()

    def _leave(self) -> None:
        self.set_class(bool(self.text), "-open")
        self.post_message(self.Left())
