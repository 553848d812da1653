"""The frame of every screen: tabs above, the status line and six keys below, a body between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import getters
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static

from tracker_tui.core.errors import Refused
from tracker_tui.ui.figures import day_title, fit, symbol, width
from tracker_tui.ui.host import Framed, Host, error_text
from tracker_tui.ui.keys import actions_of, key_word

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from tracker_tui.core.clock import Moment
    from tracker_tui.ui.action import Action
    from tracker_tui.ui.widgets.quick_entry import QuickEntry

PLACES = (
    ("today", "Today"),
    ("log", "Log"),
    ("clients", "Clients"),
    ("invoices", "Invoices"),
    ("reports", "Reports"),
)
MOST_KEYS = 6
"""So many keys does the footer name."""


class LineInput(Input):
    """A line to type in: without a border, and nothing in it blinks."""

    def __init__(self, value: str = "", placeholder: str = "", **options: Any) -> None:
        super().__init__(value, placeholder, compact=True, select_on_focus=False, **options)
        self.cursor_blink = False


class TabsLine(Static):
    """The places with their numbers, the one that is open, and the day."""

    def fill(self, scope: str, day: str, zone: str) -> None:
        """Shows which place is open; `zone` is named where it is not home."""
        parts = []
        for number, (place, title) in enumerate(PLACES, start=1):
            style = "bold $accent" if place == scope else "$text-muted"
            parts.append(Content.styled(f"{number} {title}", style))
        left = Content("  ").join(parts)
        right = f"{zone}  {day_title(day)}" if zone else day_title(day)
        room = self.app.size.width - 2 - left.cell_length - len(right)
        if room > 1:
            left = Content.assemble(left, " " * room, (right, "$text-muted"))
        self.update(left, layout=False)


class StatusLine(Static):
    """What was done last and how to take it back; at the right what is unbilled."""

    def fill(self, text: str, problem: bool, asides: tuple[str, ...]) -> None:
        """Shows at the right the longest of `asides` (the longest first) that leaves room."""
        room = self.app.size.width - 2
        words = f"{symbol('error')} {text}" if problem and text else text
        least = min(width(words) + 2, room // 2) if words else 0
        aside = next((one for one in asides if width(one) <= room - least), "")
        line = self._styled(fit(words, room - width(aside) - 2 * bool(aside)), problem)
        self.update(Content.assemble(line, "  ", (aside, "$text-muted")), layout=False)

    @staticmethod
    def _styled(text: str, problem: bool) -> Content:
        return Content.styled(text, "bold $text-error") if problem else Content(text)


class KeyLine(Static):
    """The six keys that matter most here; all others are in the help."""

    def fill(self, actions: list[Action], keys: dict[str, str]) -> None:
        """Shows each action's first key, as far as there is room."""
        room = self.app.size.width - 2
        parts: list[Content] = []
        for action in actions:
            first = keys.get(action.id, action.keys).split(",")[0]
            part = Content.assemble((key_word(first), "bold $accent"), f" {action.title}")
            if sum(one.cell_length + 2 for one in parts) + part.cell_length > room:
                break
            parts.append(part)
        self.update(Content("  ").join(parts), layout=False)


class Place(Framed):
    """A screen with the frame around it. Subclasses name their scope and fill the body.

    `reload` is called when the place is first shown, after each change, and when it is seen again
    after something changed meanwhile; it keeps cursor, scroll position and focus.
    """

    app = getters.app(Host)
    tabs = getters.query_one("#tabs", TabsLine)
    status = getters.query_one("#status", StatusLine)
    key_line = getters.query_one("#keys", KeyLine)

    def __init__(self) -> None:
        super().__init__(classes=" ".join(self._size_classes()))
        self._stale = True
        self._entry: QuickEntry | None = None

    def _size_classes(self) -> list[str]:
        """The classes of the terminal's size from the start: their change would style all anew."""
        width, height = self.app.size
        bounds = ((width, self.app.HORIZONTAL_BREAKPOINTS), (height, self.app.VERTICAL_BREAKPOINTS))
        return [
            max((least, name) for least, name in steps or () if cells >= least)[1]
            for cells, steps in bounds
        ]

    # What a place is made of

    def compose(self) -> ComposeResult:
        yield TabsLine(id="tabs", markup=False)
        with Container(id="body"):
            yield from self.compose_body()
        yield StatusLine(id="status", markup=False)
        yield KeyLine(id="keys", markup=False)
        yield Static("This terminal is too small: 60 x 15 at least.", id="too-small", markup=False)

    def compose_body(self) -> ComposeResult:
        """What lies between the tabs and the status line."""
        yield from ()

    def reload(self) -> None:
        """Reads the view from the services and hands it to the widgets."""

    # When it is shown

    def on_mount(self) -> None:
        self.show_frame()
        self.catch_up()

    def on_screen_resume(self) -> None:
        if self._stale and self.is_mounted:
            self.catch_up()
        self.show_frame()

    def on_resize(self) -> None:
        self.show_frame()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.show_keys()

    def set_stale(self) -> None:
        """Something changed: the view is read again, at once where the place is seen."""
        self._stale = True
        if self.is_mounted and self.app.place is self:
            self.catch_up()

    def catch_up(self) -> None:
        """Reads the view again; what cannot be read is named as long as that is so."""
        self._stale = False
        problems: list[object] = []
        try:
            self.reload()
        except (Refused, OSError) as error:
            problems.append(error_text(error))
        problems += [one for one in self.app.workspace.problems if str(one) not in problems]
        more = f" (and {len(problems) - 1} more: see check)" if len(problems) > 1 else ""
        self.app.name_problem(f"{problems[0]}{more}" if problems else "")

    # The frame's own lines

    def show_frame(self) -> None:
        """Writes the tabs, the status line and the keys."""
        self.show_day()
        self.show_status()
        self.show_keys()

    def show_day(self) -> None:
        """Writes the tabs, which name the day."""
        workspace = self.app.workspace
        self.tabs.fill(self.scope, workspace.today, self.app.foreign_zone)

    def show_status(self) -> None:
        """Writes the status line."""
        if self.is_mounted:
            self.status.fill(self.app.said, self.app.said_problem, self.app.standing)

    def show_keys(self) -> None:
        """Writes the keys of what has the focus."""
        if self.is_mounted:
            self.key_line.fill(self.footer_actions(), self.app.user_keys)

    def focus_scope(self) -> str:
        """The scope of the nearest thing around the focus that has one of its own."""
        node = self.focused
        while node is not None and node is not self:
            scope = getattr(node, "scope", "")
            if scope:
                return str(scope)
            node = node.parent  # type: ignore[assignment]  # up to this screen only widgets follow
        return self.scope

    def footer_actions(self) -> list[Action]:
        """At most six actions: those of the place, those of timers before them, help at the end."""
        from tracker_tui.ui.keys import ALONE, SCOPES

        scope = self.focus_scope()
        names = (scope, *SCOPES.get(scope, ()))
        own = [action for name in names for action in actions_of(name) if action.footer]
        if scope in ALONE:
            return own[:MOST_KEYS]
        *timers, get_help = [action for action in actions_of("everywhere") if action.footer]
        own = own[: MOST_KEYS - 2]
        return [*timers[: MOST_KEYS - 1 - len(own)], *own, get_help]

    # The entry line

    def begin_entry(self, kind: str, moment: Moment, **prefill: str) -> None:
        """Opens the entry line above the status line; its clock runs from `moment`."""
        from tracker_tui.ui.widgets.quick_entry import QuickEntry

        if self._entry is None:
            self._entry = QuickEntry()
            self.mount(self._entry, before="#status")
        self._entry.begin(kind, moment, **prefill)

    @property
    def entry_is_open(self) -> bool:
        """Whether somebody is typing an entry."""
        return self._entry is not None and self._entry.display

    def type_key(self, event: events.Key) -> None:
        """Gives the entry line a key that was on its way elsewhere when the line opened."""
        if self._entry is not None and self._entry.display:
            self._entry.type_key(event)

    def tick_entry(self) -> None:
        """Lets the clock of the entry line go on."""
        if self._entry is not None and self._entry.display:
            self._entry.tick()
