"""Today: what runs, what is parked, the day as a strip and as rows, day and week by target."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Horizontal

from tracker_tui.core.clock import add_days
from tracker_tui.services.today import read_today
from tracker_tui.ui.entry_actions import EntryActions
from tracker_tui.ui.figures import day_title
from tracker_tui.ui.keys import actions_of, bindings, key_word
from tracker_tui.ui.widgets.day_rows import day_grid, same_place
from tracker_tui.ui.widgets.day_strip import DayStrip, Goal, Goals, WeekBars
from tracker_tui.ui.widgets.drawer import Drawer
from tracker_tui.ui.widgets.grid import Grid
from tracker_tui.ui.widgets.grid_rows import ListRows
from tracker_tui.ui.widgets.timers_panel import TimersPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from tracker_tui.services.today import Today as View
    from tracker_tui.ui.dialogs.fields import Field
    from tracker_tui.ui.dialogs.form import Form

WIDE = 120
"""From so many columns on task and tags have a column of their own, and the week is beside."""


class Today(EntryActions):
    """One day of the person who works here; at first this one."""

    scope = "today"
    BINDINGS: ClassVar = [*bindings("today"), *bindings("entries")]
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [
        (0, "-tiny"),
        (60, "-narrow"),
        (WIDE, "-wide"),
    ]
    timers = getters.query_one("#timers", TimersPanel)
    strip = getters.query_one("#strip", DayStrip)
    goals = getters.query_one("#goals", Goals)
    week = getters.query_one("#week", WeekBars)

    def __init__(self) -> None:
        super().__init__()
        self._day = ""  # this day, whichever it is
        self._shown = ""
        self._wide = False

    def compose_body(self) -> ComposeResult:
        yield TimersPanel(id="timers")
        with Horizontal(id="summary"):
            yield DayStrip(id="strip")
            yield Goals(id="goals")
        with Horizontal(id="day"):
            yield Drawer()
            yield Grid((), marks=True)
            yield WeekBars(id="week")

    # What is shown

    def reload(self) -> None:
        view = read_today(self.app.workspace, self._day)
        if view.is_today:
            self._day = ""
        self._show_summary(view)
        self._show_rows(view)

    def _show_summary(self, view: View) -> None:
        app = self.app
        self.timers.empty = (
            f"nothing runs; {self._key('everywhere', 'timer.start')} starts a timer,"
            f" {self._key('everywhere', 'timer.continue')} goes on with what was done last"
        )
        self.timers.show(view.running, view.parked, view.now.utc, app.preferences.seconds)
        self.strip.show(view.strip)
        name = "today" if view.is_today else day_title(view.day)
        goals = (
            Goal(name, view.seconds, view.targets.day),
            Goal("week", view.week_seconds, view.targets.week),
        )
        self.goals.show(goals)
        self.week.show(view.week, view.day, view.targets.day)

    def _show_rows(self, view: View) -> None:
        self._wide = self._is_wide
        columns, rows = day_grid(view, self._wide)
        start, add = self._key("everywhere", "timer.start"), self._key("entries", "entry.add")
        self.grid.empty = (
            f"Nothing was done yet today: {start} starts a timer."
            if view.is_today
            else f"Nothing was done on {day_title(view.day)}: {add} adds what was."
        )
        key = same_place(view, self.grid.cursor_key)
        self.grid.show(ListRows(rows), columns)
        if key != self.grid.cursor_key:
            self.grid.move_to(key)
        if view.day != self._shown:
            self._shown = view.day
            newest = [line.key for line in view.lines if line.priced is not None]
            self.grid.move_to(newest[-1] if newest else "")

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= WIDE

    def on_resize(self) -> None:
        if self._wide != self._is_wide:
            self.catch_up()

    def _key(self, scope: str, name: str) -> str:
        """The key of an action, as people read it."""
        usual = next(action.keys for action in actions_of(scope) if action.id == name)
        return key_word(self.app.user_keys.get(name, usual).split(",")[0])

    def tick(self, minute: bool) -> None:
        if minute:
            self.catch_up()
        else:
            self.timers.tick(self.app.workspace.now().utc)

    def open(self, **target: str) -> None:
        """Shows a day (`day`), or the entry with an id (`entry`) if it is of the day shown."""
        if "day" in target:
            self._look_at(target["day"])
        if "entry" in target:
            self.grid.move_to(target["entry"])

    @property
    def current_day(self) -> str:
        return self._shown

    # The drawer takes the place of the week, where that is shown

    def _open_form(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[dict[str, str]], object],
        flat: bool,
        now: Callable[[], dict[str, str]] | None = None,
    ) -> None:
        self.set_class(not flat, "-editing")
        super()._open_form(title, fields, save, flat, now)

    def on_form_saved(self, event: Form.Saved) -> None:
        self.remove_class("-editing")

    def on_form_left(self, event: Form.Left) -> None:
        self.remove_class("-editing")

    # Days

    def _look_at(self, day: str) -> None:
        self._day = day
        self.catch_up()

    def action_day_previous(self) -> None:
        self._look_at(add_days(self._shown, -1))

    def action_day_next(self) -> None:
        self._look_at(add_days(self._shown, 1))

    def action_day_today(self) -> None:
        self._look_at("")

    def action_day_jump(self) -> None:
        """Asks for a day."""
        from tracker_tui.services.wording import typed_day
        from tracker_tui.ui.dialogs.fields import Field

        def save(values: dict[str, str]) -> None:
            self._look_at(typed_day(self.app.workspace, values["day"].strip()))

        hint = "monday, yesterday, 3 days ago, 12 nov or 2026-11-12"
        self._open_form("Look at another day", [Field("day", "day", hint=hint)], save, flat=True)

    def action_timer_forgotten(self) -> None:
        """Asks again, also about timers that were left running today."""
        if not self.app.ask_about_forgotten(again=True):
            self.app.say("no timer has run longer than the usual day")
