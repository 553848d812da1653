"""What the app is to its screens: the workspace, changes to it, and the one status line."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar

from textual.app import App
from textual.screen import Screen

from tracker_tui.core.errors import Refused
from tracker_tui.core.plain import one_line
from tracker_tui.ui.figures import symbol, use_ascii
from tracker_tui.ui.lean import LeanApp
from tracker_tui.ui.terminal import PoliteApp, busy

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from tracker_tui.core.clock import Moment
    from tracker_tui.services.preferences import Preferences
    from tracker_tui.store.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")

MOST_SAID = 200
"""How many sentences of the status line are kept for reading again."""


class GivenUp(Exception):
    """The user left a long piece of work."""


def error_text(error: Exception) -> str:
    """An exception in the words of one line."""
    if isinstance(error, Refused) or not isinstance(error, OSError):
        return str(error)
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


class Framed(Screen[None]):
    """A screen with the frame around it, as the app sees it."""

    scope: ClassVar[str] = "everywhere"

    @property
    def entry_is_open(self) -> bool:
        """Whether somebody is typing an entry."""
        return False

    @property
    def current_entry(self) -> str:
        """The id of the entry or timer under the cursor; empty where there is none."""
        return ""

    def focus_scope(self) -> str:
        """The scope of the nearest thing around the focus that has one of its own."""
        return self.scope

    def begin_entry(self, kind: str, moment: Moment, **prefill: str) -> None:
        """Opens the entry line; its clock runs from `moment`."""
        raise NotImplementedError

    def type_key(self, event: events.Key) -> None:
        """Gives the entry line a key that was on its way elsewhere when the line opened."""

    def open(self, **target: str) -> None:
        """Shows what is named, such as a client's id or a document's number."""

    def set_stale(self) -> None:
        """Something changed: the view is read again, at once where the place is seen."""
        raise NotImplementedError

    def show_status(self) -> None:
        """Writes the status line."""
        raise NotImplementedError

    def show_day(self) -> None:
        """Writes the line that names the day."""
        raise NotImplementedError

    def tick(self, minute: bool) -> None:
        """Lets the clocks go on: each second while a timer runs, once a minute with `minute`."""

    def tick_entry(self) -> None:
        """Lets the clock of the entry line go on."""


class Host(LeanApp, PoliteApp, App[int]):
    """The workspace of this process and the ways in which screens change it and speak of it.

    Only the main thread touches `workspace`; work in threads opens one of its own.
    """

    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (60, "-narrow"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (15, "-high")]

    def __init__(self, workspace: Workspace, preferences: Preferences, root: str = "") -> None:
        super().__init__()
        self.root = root
        """The workspace's folder."""
        self.workspace = workspace
        self.preferences = preferences
        self.said = ""
        self.said_problem = False
        self.messages: list[str] = []
        self._file_problem = ""
        self.user_keys: dict[str, str] = {}
        """The keys by action that the user chose instead of the default ones."""
        self.foreign_zone = ""
        """The zone where the person is, if that is not home."""
        self.standing: tuple[str, ...] = ()
        """What stands at the right of the status line, the longest way of saying it first."""
        self.lean = self.lean and preferences.lean
        self.use_mouse = preferences.mouse
        use_ascii(preferences.ascii)

    # Changing the workspace

    def change(
        self,
        service: Callable[Concatenate[Workspace, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Calls a service, says what it did and shows it. A refusal is the caller's to show."""
        before = self.workspace.commits
        result = service(self.workspace, *args, **kwargs)
        self.tell(result, undoable=self.workspace.commits > before and not self.workspace.final)
        self.changed()
        return result

    def perform(
        self,
        service: Callable[Concatenate[Workspace, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T | None:
        """As `change`, with a refusal in the status line; then None is returned."""
        try:
            return self.change(service, *args, **kwargs)
        except (Refused, OSError) as error:
            self.refuse(error)
            return None

    def tell(self, result: object, undoable: bool = True) -> None:
        """Says what a service did, and how to take it back."""
        label = getattr(result, "label", "")
        if label:
            back = f" {symbol('separator')} u undo" if undoable else ""
            self.say("; ".join((f"{label}{back}", *getattr(result, "notes", ()))))

    def changed(self) -> None:
        """Shows the workspace as it is now, everywhere."""
        raise NotImplementedError

    def open_workspace(self) -> None:
        """Goes on with the workspace that was just made."""
        raise NotImplementedError

    # Saying

    def say(self, text: str, problem: bool = False, passing: bool = False) -> None:
        """Puts a sentence into the status line, where it stays until the next one.

        It can be read again among the messages unless it is `passing`.
        """
        self.said = one_line(text)
        self.said_problem = problem
        if text and not passing:
            self.messages.append(self.said)
            del self.messages[:-MOST_SAID]
        for place in self.places():
            place.show_status()

    def refuse(self, error: Exception) -> None:
        """Says in one line what an exception means."""
        self.say(error_text(error), problem=True)

    def name_problem(self, problem: str) -> None:
        """Names what is wrong with the files, once; takes it back when that is not so any more."""
        if problem and one_line(problem) != self._file_problem:
            self.say(problem, problem=True)
        elif not problem and self._file_problem and self.said == self._file_problem:
            self.say("")
        self._file_problem = one_line(problem)

    def places(self) -> list[Framed]:
        """The places that are on the stack of screens, the lowest first."""
        return [screen for screen in self.screen_stack if isinstance(screen, Framed)]

    @property
    def place(self) -> Framed | None:
        """The place that is seen, be it under a dialog."""
        return next(reversed(self.places()), None)

    # Going elsewhere

    def go(self, place: str, **target: str) -> None:
        """Switches to one of the five places and opens there what is named."""
        raise NotImplementedError

    def open_place(self, screen: Screen[Any]) -> None:
        """Opens a place over this one; escape comes back."""
        self.push_screen(screen)

    def quick_entry(self, kind: str, **prefill: str) -> None:
        """Opens the entry line of the place that is seen; its clock runs from now on."""
        if self.place is not None:
            self.place.begin_entry(kind, self.workspace.now(), **prefill)

    def ask_about_forgotten(self, again: bool = False) -> bool:
        """Asks where a forgotten timer ended; `again`: also where that was asked today."""
        raise NotImplementedError

    # Outside

    def edit_text(
        self, text: str, name: str, apply: Callable[[str], object] | None = None
    ) -> str | None:
        """The text as the user's own editor leaves it; None where it came back unchanged.

        `name` ends the temporary file's name. What `apply` refuses stays in that file, and the
        status line says where.
        """
        from textual.app import SuspendNotSupported

        from tracker_tui.services.editing import edit_text

        after: list[str] = []

        def take(changed: str) -> None:
            after.append(changed)
            if apply is not None:
                apply(changed)

        try:
            with self.suspend():
                edit_text(text, name, take, "use the form")
        except SuspendNotSupported:
            self.say("no editor can be opened here", problem=True)
        except (Refused, OSError) as error:
            self.refuse(error)
            return None
        return after[0] if after else None

    def copy(self, text: str) -> None:
        """Hands a text to the terminal's clipboard, which gives no answer."""
        self.copy_to_clipboard(text)
        self.say("sent to the terminal's clipboard")

    def aside(
        self,
        name: str,
        work: Callable[[Workspace, Callable[[float, str], None]], T],
        done: Callable[[T], object] | None = None,
        quiet: bool = False,
        writes: bool = False,
    ) -> None:
        """Does long work in a thread, on a workspace of its own; the result goes to `done`.

        Of work under one name only the last goes on. Progress and refusals are in the status line
        unless it is `quiet`. The program does not end in the middle of work that `writes`.
        """
        run = partial(self._work, work, done, quiet, name, writes)
        self.run_worker(run, name, group=name, exclusive=True, thread=True, exit_on_error=False)

    def _work(
        self,
        work: Callable[[Workspace, Callable[[float, str], None]], T],
        done: Callable[[T], object] | None,
        quiet: bool,
        name: str,
        writes: bool,
    ) -> None:
        from textual.worker import get_current_worker

        worker = get_current_worker()

        def progress(share: float, words: str) -> None:
            if worker.is_cancelled:
                raise GivenUp
            if not quiet:
                self.call_from_thread(self.say, f"{name}: {words} {share:.0%}", False, True)

        try:
            with busy() if writes else nullcontext():
                result = work(self.workspace.again(), progress)
        except GivenUp:
            return
        except (Refused, OSError) as error:
            if not (quiet or worker.is_cancelled):
                self.call_from_thread(self.refuse, error)
            return
        if writes:
            self.call_from_thread(self._written, result)
        if done is not None and not worker.is_cancelled:
            self.call_from_thread(done, result)

    def _written(self, result: object) -> None:
        """Says and shows what work in a thread changed."""
        self.tell(result)
        self.changed()
