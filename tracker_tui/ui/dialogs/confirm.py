"""A question before something that matters: what is final says so, and the answer is no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import getters
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker_tui.core.plain import one_line
from tracker_tui.ui.dialogs.dialog import Dialog, text_lines, title_line
from tracker_tui.ui.keys import bindings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App, ComposeResult
    from textual.screen import Screen

FINAL = "This cannot be undone."


class _Lines(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What the question is about; scrolls where it is long."""


class Confirm(Dialog[bool]):
    """A question with its two answers; dismissed with True for yes."""

    BINDINGS: ClassVar = bindings("confirm")
    AUTO_FOCUS = ""
    scope: ClassVar[str] = "confirm"
    answers = getters.query_one(".confirm-answers", Static)
    detail = getters.query_one(_Lines)

    def __init__(
        self,
        question: str,
        lines: Sequence[str] = (),
        yes: str = "yes",
        final: bool = True,
    ) -> None:
        """`lines` say what happens, `yes` is the verb; what is `final` cannot be undone."""
        super().__init__()
        self._question = question
        self._lines = (*lines, *((FINAL,) if final else ()))
        self._yes = yes
        self._taken = not final

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield title_line(self._question)
            if self._lines:
                with _Lines():
                    yield text_lines(self._lines)
            yield Static(self._answers(), classes="confirm-answers")

    def _answers(self) -> Content:
        """Both answers with their keys; the one that enter takes is in brackets."""
        words = (("n", "no", not self._taken), ("y", one_line(self._yes), self._taken))
        parts = []
        for key, word, taken in words:
            text = f" {key} {word} "
            parts.append(Content.styled(f"[{text}]", "bold $accent") if taken else Content(text))
        return Content("   ").join(parts)

    def action_confirm_turn(self) -> None:
        self._taken = not self._taken
        self.answers.update(self._answers(), layout=False)

    def action_confirm_take(self) -> None:
        self.dismiss(self._taken)

    def action_confirm_yes(self) -> None:
        self.dismiss(True)

    def action_confirm_no(self) -> None:
        self.dismiss(False)

    def action_confirm_down(self) -> None:
        for detail in self.query(_Lines):
            detail.scroll_page_down(animate=False)

    def action_confirm_up(self) -> None:
        for detail in self.query(_Lines):
            detail.scroll_page_up(animate=False)


class Notice(Confirm):
    """Something to read; any answer closes it."""

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__(title, lines, final=False)

    def _answers(self) -> Content:
        return Content.styled("[ enter go on ]", "bold $accent")


def ask(
    place: App[Any] | Screen[Any],
    question: str,
    lines: Sequence[str],
    then: Callable[[], object],
    yes: str = "yes",
    final: bool = True,
) -> None:
    """Ask, and do `then` where the answer is yes."""

    def answered(taken: bool | None) -> None:
        if taken:
            then()

    place.app.push_screen(Confirm(question, lines, yes, final), answered)
