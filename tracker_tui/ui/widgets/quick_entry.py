"""The entry line: what the command line takes, typed while the clock runs already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker_tui.core.errors import Refused
from tracker_tui.core.suggesting import History, Suggestion, ghost, suggest
from tracker_tui.services.entering import enter_line
from tracker_tui.services.pending import Pending, drop_pending, note_pending
from tracker_tui.services.suggesting import Memory
from tracker_tui.ui.figures import clock, hours, symbol
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.widgets.quick_entry_input import EntryInput
from tracker_tui.ui.widgets.quick_entry_list import SuggestionList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from tracker_tui.core.clock import Moment
    from tracker_tui.services.preferences import Preferences
    from tracker_tui.store.workspace import Workspace

TIMED = ("start", "interrupt")
"""What begins at the press of the key."""

HINTS = {
    "start": "1-9: a recent one, enter: without a project",
    "interrupt": "1-9: a recent one; back returns",
    "add": "WHEN PROJECT NOTE, such as 9-11:30 acme/api Fix login",
}

ASKS_FOR_NEW = "--new creates it"
"""How the refusal of a name that is near a known one ends."""


class Host(Protocol):
    """What the line needs of the app."""

    workspace: Workspace
    preferences: Preferences

    def change(self, service: Callable[..., object], *args: object) -> object: ...

    def aside(
        self,
        name: str,
        work: Callable[[Workspace, Any], History],
        done: Callable[[History], object],
        quiet: bool,
    ) -> None: ...


class QuickEntry(Widget, can_focus=True):
    """One line that starts, interrupts or adds, with suggestions from history below it.

    It has the focus from `begin` on, so that no key that follows goes elsewhere.
    """

    DEFAULT_CSS = """
    QuickEntry {
        height: 11; max-height: 50%; padding: 0 1 0 0;
        border-left: thick $accent; background: $surface;
    }
    QuickEntry > #entry-head { height: 1; }
    QuickEntry #entry-clock { width: 12; text-style: bold; }
    QuickEntry #entry-about { width: 1fr; color: $text-muted; }
    QuickEntry > EntryInput, QuickEntry > EntryInput:focus {
        height: 1; border: none; padding: 0 0 0 2; background: $surface; background-tint: 0%;
    }
    QuickEntry > SuggestionList { height: 1fr; }
    """
    BINDINGS: ClassVar = bindings("line")
    scope: ClassVar[str] = "line"

    class Entered(Message):
        """What the line said was done."""

        def __init__(self, kind: str, text: str, moment: Moment) -> None:
            super().__init__()
            self.kind, self.text, self.moment = kind, text, moment

    class Left(Message):
        """The line was left; nothing happened."""

    def __init__(self) -> None:
        super().__init__()
        self._input = EntryInput()
        self._list = SuggestionList()
        self._clock = Static("", id="entry-clock", markup=False)
        self._about = Static("", id="entry-about", markup=False)
        self._memory = Memory()
        self._history: History | None = None
        self._kind = "start"
        self._moment: Moment | None = None
        self._unfinished = False
        self._typed = ""
        self._found: list[Suggestion] = []
        self._chosen = -1
        self._refused = ""
        self._problem = False
        self._digit = 0
        self._early: list[Callable[[], object]] = []
        self._noting = False
        self._came_from: Widget | None = None

    @property
    def host(self) -> Host:
        """The app, for what this line needs of it."""
        return cast("Host", self.app)

    def compose(self) -> ComposeResult:
        with Horizontal(id="entry-head"):
            yield self._clock
            yield self._about
        yield self._input
        yield self._list

    # Opening and leaving

    def begin(self, kind: str, moment: Moment, **prefill: str) -> None:
        """Opens the line for `start`, `interrupt` or `add`; a timer's clock runs from `moment`.

        `text` is what it begins with; `unfinished` says that it was typed before, and not done.
        """
        if not (self._moment is not None and self.display):
            self._came_from = self.screen.focused
        self._kind, self._moment = kind, moment
        self._unfinished = bool(prefill.get("unfinished"))
        self._typed = prefill.get("text", "")
        self._history = None
        self._refused, self._problem, self._chosen, self._digit = "", False, -1, 0
        self.display = True
        self.screen.set_focus(self._input if self._input.is_mounted else self, False)
        if self.is_mounted:
            self._show_opened()

    def on_mount(self) -> None:
        self._show_opened()

    def _show_opened(self) -> None:
        if self._moment is None:
            return
        self._input.digits = self._kind in TIMED
        self._input.put(self._typed)
        if self.screen.focused is self:
            self.screen.set_focus(self._input, False)
        self.tick()
        self._look_up()
        self._note_soon()
        self.call_after_refresh(self._read_history)
        early, self._early = self._early, []
        for act in early:
            act()

    def _close(self) -> None:
        drop_pending(self.host.workspace)
        self._moment = None
        came_from = self._came_from
        back = came_from is not None and came_from.is_attached and came_from.focusable
        self.screen.set_focus(came_from if back else None, False)
        self.display = False

    def action_line_leave(self) -> None:
        self._close()
        self.post_message(self.Left())

    # The clock

    def tick(self) -> None:
        """Lets the clock of the key press go on."""
        if self._kind not in TIMED or self._moment is None:
            self._clock.update("", layout=False)
            return
        seconds = max(self.host.workspace.now().utc - self._moment.utc, 0)
        figure = clock(seconds) if self.host.preferences.seconds else hours(seconds)
        self._clock.update(f"{symbol('running')} {figure}", layout=False)

    def action_line_now(self) -> None:
        self._moment = self.host.workspace.now()
        self._unfinished = False
        self.tick()
        self._show_about()
        self._note_soon()

    def _show_about(self) -> None:
        assert self._moment is not None
        at, hint = self._moment.clock(), HINTS.get(self._kind, "")
        if self._unfinished:
            text = f"unfinished {self._kind} of {self._day()}{at}; ctrl+t: from now"
        elif self._kind in TIMED:
            text = f"{self._kind} since {at}" + (f"  {hint}" if not self._typed else "")
        else:
            text = f"{self._kind}  {hint}"
        self._about.update(text, layout=False)

    def _day(self) -> str:
        assert self._moment is not None
        return "" if self._moment.day == self.host.workspace.today else f"{self._moment.day} "

    # What is typed

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """What can be typed goes into the line, also while it is being opened."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        self.type_key(event)

    def type_key(self, event: events.Key) -> None:
        """Takes a key that went elsewhere while the line was being opened."""
        if self._input.is_mounted:
            self._input.type_key(event)
        elif event.is_printable:
            event.stop()
            event.prevent_default()
            self._early.append(lambda: self._input.type_key(event))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._moment is not None and event.value == self._input.value:
            if self._digit:
                digit, self._digit = self._digit, 0
                self._input.put(f"{digit}{event.value}")
            self._typed = self._input.value
            self._refused, self._problem, self._chosen = "", False, -1
            self._look_up()
            self._note_soon()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_line_enter()

    def _look_up(self) -> None:
        history = self._history or History()
        self._found = suggest(history, self._typed, with_when=self._kind == "add")
        self._show_about()
        self._show_list()
        self._input.show_ghost(ghost(self._found, self._typed))

    def _show_list(self) -> None:
        numbered = self._kind in TIMED and not self._typed
        self._list.show(self._found, self._chosen, numbered)

    # Suggestions

    def _read_history(self) -> None:
        if self._moment is not None:
            self.host.aside("suggestions", self._remember, self._use_history, True)

    def _remember(self, workspace: Workspace, _: object) -> History:
        return self._memory.history(workspace)

    def _use_history(self, history: History) -> None:
        self._history = history
        if self._moment is None:
            return
        if self._chosen < 0 and not self._problem:
            self._look_up()
        if self._digit:
            self._start_recent(self._digit)

    def on_entry_input_digit(self, event: EntryInput.Digit) -> None:
        event.stop()
        if self._digit:
            self._input.insert_text_at_cursor(str(event.number))
        elif self._history is None:
            self._digit = event.number
        else:
            self._start_recent(event.number)

    def _start_recent(self, number: int) -> None:
        self._digit = 0
        recent = self._history.recent if self._history is not None else []
        if number > len(recent):
            self._input.insert_text_at_cursor(str(number))
        elif not self._typed:
            self._typed = recent[number - 1].line
            self._input.put(self._typed)
            self.action_line_enter()

    def action_line_next(self) -> None:
        self._choose(self._chosen + 1)

    def action_line_previous(self) -> None:
        self._choose(self._chosen - 1)

    def _choose(self, number: int) -> None:
        count = min(len(self._found), self._list.room)
        if not count:
            return
        self._chosen = number if number < count else -1
        if number < -1:
            self._chosen = count - 1
        self._refused, self._problem = "", False
        self._input.put(self._found[self._chosen].text if self._chosen >= 0 else self._typed)
        if self._chosen < 0:
            self._input.show_ghost(ghost(self._found, self._typed))
        self._show_list()
        self._note_soon()

    def action_line_take(self) -> None:
        if self._chosen >= 0:
            taken = self._input.value
        else:
            best = self._found[0].text if self._found else ""
            taken = ghost(self._found, self._typed) or best
        if taken:
            self._typed = taken
            self._input.put(taken)
            self._refused, self._problem, self._chosen = "", False, -1
            self._look_up()
            self._note_soon()

    # Doing it

    def action_line_enter(self) -> None:
        if not self._input.is_mounted:
            self._early.append(self.action_line_enter)
            return
        text, moment = self._input.value.strip(), self._moment
        if moment is None or self._digit:
            return
        insist = bool(self._refused) and text == self._refused
        try:
            self.host.change(enter_line, self._kind, text, moment, insist)
        except (Refused, OSError) as error:
            self._refuse(text, str(error))
            return
        self._close()
        self.post_message(self.Entered(self._kind, text, moment))

    def _refuse(self, text: str, problem: str) -> None:
        """Says what was refused; a second enter on the same text insists on a new name."""
        self._refused, self._problem = "", True
        if problem.endswith(ASKS_FOR_NEW):
            self._refused = text
            problem = f"{problem.removesuffix(ASKS_FOR_NEW)}enter again makes it new"
        self._typed = self._input.value
        self._list.refuse(problem)
        self._note_soon()

    # Nothing is lost

    def _note_soon(self) -> None:
        """Notes the line when the keys that wait are through."""
        if not self._noting:
            self._noting = True
            self.call_later(self._note)

    def _note(self) -> None:
        self._noting = False
        if self._moment is not None:
            pending = Pending(self._kind, self._moment, self._input.value)
            note_pending(self.host.workspace, pending)
