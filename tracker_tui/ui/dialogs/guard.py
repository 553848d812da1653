"""The question about a timer that was forgotten: where did it end?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Vertical
from textual.widgets import Input

from tracker_tui.ui.dialogs.dialog import Dialog, key_line, text_lines, title_line
from tracker_tui.ui.figures import day_title, fit, hours
from tracker_tui.ui.frame import Place
from tracker_tui.ui.keys import ALONE, bindings
from tracker_tui.ui.widgets.grid import Grid
from tracker_tui.ui.widgets.grid_columns import Column
from tracker_tui.ui.widgets.grid_rows import Cell, GridRow, ListRows

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tracker_tui.services.forgotten import Cut, Forgotten
    from tracker_tui.ui.host import Host

KEEP = "keep"
LIKELY = ("activity", "entry", "target")
"""Where a timer ended most likely: the first of these that is known has the cursor."""


class Guard:
    """Asks about forgotten timers, each once a day at most; what was answered is not kept."""

    def __init__(self, app: Host) -> None:
        self._app = app
        self._left: dict[str, str] = {}  # timers that run on, with the day on which that was said

    def look(self, again: bool = False) -> bool:
        """Asks about a timer that was forgotten, if nothing else is open; False: about none.

        `again`: also about those that were left running today.
        """
        from tracker_tui.services.activity import last_activity
        from tracker_tui.services.forgotten import forgotten_timers

        app, workspace = self._app, self._app.workspace
        if not self._may_ask():
            return False
        today = workspace.today
        found = forgotten_timers(workspace, last_activity(workspace.now().utc))
        asked = [one for one in found if again or self._left.get(one.entry.id) != today]
        if not asked:
            return False
        app.push_screen(GuardDialog(asked[0]), lambda key: self._answered(asked[0], key))
        return True

    def _may_ask(self) -> bool:
        """Whether a place is seen, without a dialog over it, and nobody types in it."""
        screen = self._app.screen
        if not isinstance(screen, Place) or screen.entry_is_open:
            return False
        return screen.focus_scope() not in ALONE and not isinstance(screen.focused, Input)

    def _answered(self, one: Forgotten, key: str | None) -> None:
        from tracker_tui.services.forgotten import cut_timer

        self._left[one.entry.id] = self._app.workspace.today
        cut = next((cut for cut in one.cuts if cut.key == key), None)
        if cut is not None:
            self._app.perform(cut_timer, one.entry.id, cut)
        self.look()


class GuardDialog(Dialog["str | None"]):
    """Where a forgotten timer can be cut; dismissed with the key of a cut, or None: it runs on."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/guard.tcss"]  # type: ignore[assignment]  # one or several
    BINDINGS: ClassVar = bindings("pick")
    scope: ClassVar[str] = "pick"
    grid = getters.query_one(Grid)

    def __init__(self, forgotten: Forgotten) -> None:
        super().__init__()
        self._forgotten = forgotten

    def compose(self) -> ComposeResult:
        columns = (
            Column("when", "", 17),
            Column("words", "", share=1, shortest=10),
            Column("time", "", 7, align="right"),
        )
        with Vertical(classes="dialog"):
            yield title_line(self._question())
            yield text_lines([self._about()])
            yield Grid(columns, heads=False)
            yield key_line("pick")

    def _question(self) -> str:
        entry = self._forgotten.entry
        what = entry.project or entry.note or "A timer"
        return f"{fit(what, 44).rstrip()} has run for {hours(self._forgotten.seconds)}"

    def _about(self) -> str:
        start = self._forgotten.entry.start
        assert start is not None
        return f"since {day_title(start.day)} {start.clock()[:5]}. Where did it end?"

    def on_mount(self) -> None:
        rows = [self._row(cut) for cut in self._forgotten.cuts]
        rows.append(GridRow(KEEP, ("", "it still runs", "")))
        self.grid.show(ListRows(rows))
        known = {cut.key for cut in self._forgotten.cuts}
        self.grid.move_to(next((key for key in LIKELY if key in known), KEEP))
        self.grid.focus()

    def _row(self, cut: Cut) -> GridRow:
        start, moment = self._forgotten.entry.start, cut.moment
        assert start is not None
        when = f"{day_title(moment.day)} {moment.clock()[:5]}"
        return GridRow(cut.key, (Cell(when, "strong"), cut.words, hours(moment.utc - start.utc)))

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        event.stop()
        self.dismiss(event.key)

    def action_pick_take(self) -> None:
        self.dismiss(self.grid.cursor_key or None)

    def action_pick_leave(self) -> None:
        self.dismiss(None)

    def action_pick_down(self) -> None:
        self.grid.action_list_down()

    def action_pick_up(self) -> None:
        self.grid.action_list_up()

    def action_pick_page_down(self) -> None:
        self.grid.action_list_page_down()

    def action_pick_page_up(self) -> None:
        self.grid.action_list_page_up()
