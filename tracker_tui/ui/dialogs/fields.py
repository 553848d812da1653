"""The widgets that hold what is typed into the fields of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.suggester import SuggestionReady
from textual.widget import Widget

from tracker_tui.core.plain import one_line
from tracker_tui.ui.cells import width
from tracker_tui.ui.dialogs.field import KINDS as KINDS
from tracker_tui.ui.dialogs.field import YES
from tracker_tui.ui.dialogs.field import Field as Field
from tracker_tui.ui.figures import symbol
from tracker_tui.ui.frame import LineInput

if TYPE_CHECKING:
    from textual.events import Key
    from textual.widgets import Input


class Holder(Protocol):
    """What a widget that holds the text of a field has."""

    @property
    def text(self) -> str: ...


class TextHolder(LineInput):
    """A line of text, with what is known as ghost text behind the cursor."""

    def __init__(self, field: Field) -> None:
        super().__init__(field.value, placeholder=one_line(field.hint))
        self._suggest = field.suggest
        self._typed = ""
        self._offered = ""

    @property
    def text(self) -> str:
        return self.value

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._suggest is None or not self.has_focus or self.value == self._offered:
            return
        self._typed = self._offered = self.value
        found = self._known() if self.value else []
        if found:
            self.post_message(SuggestionReady(self.value, found[0]))

    def complete(self) -> None:
        """Put in the next of what is known; behind the last comes again what was typed."""
        found = self._known() if self._suggest is not None else []
        if not found:
            return
        if self.value != self._offered:
            self._typed = self.value
        offers = [*found, self._typed]
        at = offers.index(self.value) + 1 if self.value in offers else 0
        self._offered = self.value = offers[at % len(offers)]
        self.cursor_position = len(self.value)

    def _known(self) -> list[str]:
        """What begins as what was typed."""
        assert self._suggest is not None
        typed = self._typed.casefold()
        return [
            one
            for one in self._suggest(self._typed)
            if one.casefold().startswith(typed) and one.casefold() != typed
        ]


class ChoiceHolder(Widget, can_focus=True):
    """One of a few: all side by side where there is room, else the one that is taken."""

    class Changed(Message):
        """Another choice was taken."""

    at = var(0)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._choices = field.choices
        self._words = tuple(one_line(word) for word in (field.words or field.choices))
        if field.value in field.choices:
            self.set_reactive(ChoiceHolder.at, field.choices.index(field.value))

    @property
    def text(self) -> str:
        return self._choices[self.at]

    def turn(self, step: int) -> None:
        """Take the choice that many steps on."""
        self.at = (self.at + step) % len(self._choices)

    def on_click(self) -> None:
        self.turn(1)

    def watch_at(self) -> None:
        self.refresh()
        self.post_message(self.Changed())

    def render(self) -> Content:
        shown = [word or symbol("free") for word in self._words]
        if sum(width(word) + 3 for word in shown) > self.size.width:
            place = f"  {self.at + 1}/{len(shown)}"
            return Content.assemble("< ", (shown[self.at], "bold"), " >", (place, "dim"))
        parts: list[Content] = []
        for number, word in enumerate(shown):
            taken = number == self.at
            parts.append(Content(f"[{word}]").stylize("bold") if taken else Content(f" {word} "))
        return Content(" ").join(parts)

    def on_key(self, event: Key) -> None:
        if event.character is None or not event.character.isprintable() or event.key == "space":
            return
        event.stop()
        event.prevent_default()
        letter = event.character.casefold()
        order = [*range(self.at + 1, len(self._words)), *range(self.at + 1)]
        for number in order:
            if self._words[number].casefold().startswith(letter):
                self.at = number
                return


class FlagHolder(ChoiceHolder):
    """Yes or no."""

    def __init__(self, field: Field) -> None:
        value = YES if field.value else ""
        super().__init__(field._replace(value=value, choices=("", YES), words=("no", "yes")))


def make_holder(field: Field) -> Widget:
    """The widget for a field's value."""
    if field.kind == "choice":
        return ChoiceHolder(field)
    if field.kind == "flag":
        return FlagHolder(field)
    if field.kind == "long":
        from tracker_tui.ui.dialogs.long_text import LongHolder

        return LongHolder(field.value)
    return TextHolder(field)
