"""Clients: a tree of clients, projects and tasks, and beside it what is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Horizontal, VerticalScroll

from tracker_tui.services.client_overview import (
    list_places,
    look_at_place,
    measure_clients,
)
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.screens.clients_acts import ClientActs
from tracker_tui.ui.screens.clients_panel import ClientPanel
from tracker_tui.ui.screens.clients_tree import COLUMNS, Tree, tree_rows
from tracker_tui.ui.widgets.filter_line import FilterLine
from tracker_tui.ui.widgets.grid import Grid, ListRows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from tracker_tui.services.client_overview import Figures, PlaceLine, PlaceView

SETTLE = 0.1
"""Seconds that the cursor rests on a place before what is known of it is shown."""

UNCHANGED = 0.7
"""Seconds after a change before everybody's time is counted again."""

EMPTY = "No clients yet: n adds one.\nA timer on a new name makes one, too."


class Clients(ClientActs):
    """The tree at the left, what is known of the place under the cursor at the right."""

    scope = "clients"
    CSS_PATH = "../styles/clients.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("clients")]
    grid = getters.query_one("#clients-tree", Grid)
    side = getters.query_one("#clients-side", VerticalScroll)
    panel = getters.query_one(ClientPanel)
    filter_line = getters.query_one("#clients-filter", FilterLine)

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[str, PlaceLine] = {}
        self._unfolded: set[str] = set()
        self._with_archived = False
        self._words: tuple[str, ...] = ()
        self._figures: Figures | None = None
        self._views: dict[str, PlaceView] = {}
        self._shown = ""
        self._settling: Timer | None = None
        self._counting: Timer | None = None

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="clients-body"):
            yield Grid(COLUMNS, id="clients-tree", empty=EMPTY)
            with VerticalScroll(id="clients-side", can_focus=False):
                yield ClientPanel(id="clients-panel")
        yield FilterLine("words of a name", id="clients-filter")

    # What is shown

    def reload(self) -> None:
        places = list_places(self.app.workspace, self._with_archived)
        self._places = {one.place: one for one in places}
        self._views.clear()
        self._show_tree()
        self.call_after_refresh(self._show_panel)
        self._count_soon()

    def _count_soon(self) -> None:
        """Counts at once when nothing is known yet, else when nobody has changed more."""
        if self._counting is not None:
            self._counting.stop()
        if self._figures is None:
            self._count()
        else:
            self._counting = self.set_timer(UNCHANGED, self._count)

    def _count(self) -> None:
        self.app.aside("clients", lambda workspace, _: measure_clients(workspace), self._take, True)

    def _take(self, figures: Figures) -> None:
        """Shows what was counted."""
        self._figures = figures
        if self.is_mounted:
            self._show_tree()
            self._show_panel()

    def _show_tree(self) -> None:
        tree = Tree(tuple(self._places.values()), self._unfolded, self._words)
        self.grid.show(ListRows(tree_rows(tree, self._figures)))

    def _show_panel(self) -> None:
        """Shows what is known of the place under the cursor; read once until something changes."""
        line = self.line
        if line is None:
            self.panel.show(None, None)
            return
        view = self._views.get(line.place)
        if view is None:
            view = self._views[line.place] = look_at_place(self.app.workspace, line)
        if self._shown != line.place:
            self._shown = line.place
            self.side.scroll_home(animate=False)
        self.panel.show(view, self._figures)

    def on_grid_moved(self, event: Grid.Moved) -> None:
        """The panel follows when the cursor rests, not at each step."""
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(SETTLE, self._show_panel)

    @property
    def line(self) -> PlaceLine | None:
        return self._places.get(self.grid.cursor_key)

    # Going to a place

    def open(self, **target: str) -> None:
        place = target.get("place") or target.get("project") or target.get("client", "")
        if place:
            self.go_to(place)

    def go_to(self, place: str) -> None:
        if place not in self._places and not self._with_archived:
            self._with_archived = True
            self.reload()
        client, project = place.partition("/")[0], place.partition("@")[0]
        self._unfolded |= {above for above in (client, project) if above != place}
        if self._words:
            self.filter_line.clear()
            self._words = ()
        self._show_tree()
        if not self.grid.move_to(place):
            self.app.say(f"there is no {place}", problem=True)
        self.grid.focus()

    # Folding

    def on_grid_sideways(self, event: Grid.Sideways) -> None:
        line = self.line
        if line is None:
            return
        opened = line.place in self._unfolded and self._has_children(line)
        if event.step > 0 and opened:
            self.grid.set_cursor(self.grid.cursor + 1)
        elif event.step > 0:
            self._fold(line, unfold=True)
        elif opened and not self._words:
            self._fold(line, unfold=False)
        elif line.above:
            self.grid.move_to(line.above)

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        line = self.line
        if line is None:
            return
        if self._has_children(line):
            self._fold(line, unfold=line.place not in self._unfolded)
        else:
            self.action_place_edit()

    def _has_children(self, line: PlaceLine) -> bool:
        return any(one.above == line.place for one in self._places.values())

    def _fold(self, line: PlaceLine, unfold: bool) -> None:
        if unfold:
            self._unfolded.add(line.place)
        else:
            self._unfolded.discard(line.place)
        self._show_tree()

    def action_place_fold(self) -> None:
        parents = {one.above for one in self._places.values() if one.above}
        folding = bool(self._unfolded & parents)
        if folding and self.line is not None:
            self.grid.move_to(self.line.client)
        self._unfolded = set() if folding else parents
        self._show_tree()

    # Looking through

    def action_place_archived(self) -> None:
        self._with_archived = not self._with_archived
        self.reload()
        self.app.say(f"what was put away is {'shown' if self._with_archived else 'hidden'}")

    def action_place_filter(self) -> None:
        self.filter_line.begin()

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        self._words = tuple(event.text.casefold().split())
        self._show_tree()

    def on_filter_line_left(self, event: FilterLine.Left) -> None:
        self.grid.focus()

    def action_place_read_on(self) -> None:
        self.side.scroll_page_down(animate=False)

    def action_place_read_back(self) -> None:
        self.side.scroll_page_up(animate=False)
