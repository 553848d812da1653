"""The app: the places, what works on all of them, and how it learns that something changed."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from tracker_tui.services.opening import foreign_zone, unmade_workspace
from tracker_tui.ui.frame import PLACES, Place
from tracker_tui.ui.host import Host
from tracker_tui.ui.keys import bindings, read_keymap
from tracker_tui.ui.standing import Standing
from tracker_tui.ui.stylesheet import SteadyStylesheet
from tracker_tui.ui.themes import default_variables, use_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.screen import Screen
    from textual.timer import Timer

    from tracker_tui.services.preferences import Preferences
    from tracker_tui.services.watching import Watch
    from tracker_tui.store.workspace import Workspace
    from tracker_tui.ui.dialogs.guard import Guard

WATCH_EVERY = 1.0
"""Seconds between two looks at the files; people are promised two."""

GUARD_EVERY = 10
"""Minutes between two looks for a timer that was forgotten."""


def _screen(module: str, name: str) -> Callable[[], Screen[Any]]:
    """A screen that is imported when it is first shown."""

    def make() -> Screen[Any]:
        found: Screen[Any] = getattr(import_module(f"tracker_tui.ui.screens.{module}"), name)()
        return found

    return make


class TrackerApp(Host, inherit_bindings=False):
    """The program in the terminal."""

    TITLE = "tracker-tui"
    DEFAULT_MODE = "today"
    CSS_PATH: ClassVar = ["styles/app.tcss", "styles/today.tcss", "styles/drawer.tcss"]
    """With what the first screen needs: whatever comes later parses all of it once more."""
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = bindings("everywhere")
    MODES: ClassVar = {
        "welcome": _screen("welcome", "Welcome"),
        **{place: _screen(place, title) for place, title in PLACES},
    }

    def __init__(
        self, workspace: Workspace | None, preferences: Preferences, root: str = ""
    ) -> None:
        self.has_workspace = workspace is not None
        self._guard: Guard | None = None
        super().__init__(workspace or unmade_workspace(root), preferences, root)
        kept = root if self.has_workspace else ""
        self._wrong = [*preferences.problems, *use_theme(self, preferences.theme, kept)]
        self.stylesheet = SteadyStylesheet(variables=self.get_css_variables())
        self._watch: Watch | None = None
        self._clock: Timer | None = None
        self._standing = Standing(self)
        self._minute = 0

    # Beginning and ending

    def on_mount(self) -> None:
        if self.preferences.keys:
            keymap = read_keymap(self.preferences.keys)
            self.user_keys = keymap.keys
            self.set_keymap(keymap.keys)
            self._wrong += keymap.problems
        self.call_after_refresh(_collect_garbage_again)
        if self.has_workspace:
            self.begin()
        for problem in self._wrong:
            self.say(problem, problem=True)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return default_variables()

    def begin(self) -> None:
        """Starts to look after the workspace: once the first frame is painted."""
        for notice in self.workspace.notices:
            self.say(notice)
        self.foreign_zone = foreign_zone(self.workspace)
        self.call_after_refresh(self._begin_to_watch)

    def _begin_to_watch(self) -> None:
        from tracker_tui.services.watching import Watch

        self._watch = Watch(self.workspace)
        self.set_interval(WATCH_EVERY, self.look)
        self._minute = self.workspace.now().utc // 60
        self._take_up_pending()
        self._run_clock()
        self.ask_about_forgotten()
        self._standing.count_soon()

    def _take_up_pending(self) -> None:
        """Opens the entry line again that a process left when it died."""
        from tracker_tui.services.pending import take_pending

        pending = take_pending(self.workspace)
        if pending is not None and self.place is not None:
            self.place.begin_entry(
                pending.kind, pending.moment, text=pending.text, unfinished="yes"
            )

    def open_workspace(self) -> None:
        from tracker_tui.services.opening import open_workspace

        self.workspace = open_workspace(self.root)
        self.has_workspace = True
        self.begin()
        self.switch_mode("today")

    # Changes

    def changed(self) -> None:
        if self._watch is not None:
            self._watch.note()
        self._show_anew()

    def look(self) -> None:
        """Looks whether somebody else changed the files, and whether a minute went by."""
        if self._watch is not None and self._watch.changed():
            self._show_anew()
        minute = self.workspace.now().utc // 60
        if minute != self._minute:
            self._minute = minute
            self._pass_minute()

    def _pass_minute(self) -> None:
        place = self.place
        if place is not None:
            place.tick(True)
            place.show_day()
        if self._minute % GUARD_EVERY == 0:
            self.ask_about_forgotten()

    def _show_anew(self) -> None:
        self.workspace.refresh()
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, Place):
                    screen.set_stale()
        self._run_clock()
        self._standing.count_soon()

    # Clocks

    def _run_clock(self) -> None:
        """One interval for all clocks, and none when nothing runs."""
        place = self.place
        open_line = place is not None and place.entry_is_open
        running = self.preferences.seconds and (open_line or bool(self.workspace.running()))
        if running and self._clock is None:
            self._clock = self.set_interval(1.0, self._tick)
        elif not running and self._clock is not None:
            self._clock.stop()
            self._clock = None

    def ticks(self) -> bool:
        """Whether clocks are going."""
        return self._clock is not None

    def _tick(self) -> None:
        place = self.place
        if place is not None:
            place.tick(False)
            place.tick_entry()

    def on_app_focus(self) -> None:
        """Somebody is back: a timer that was forgotten asks where it ended."""
        if self.has_workspace:
            self.ask_about_forgotten()

    def ask_about_forgotten(self, again: bool = False) -> bool:
        from tracker_tui.ui.dialogs.guard import Guard

        if self._guard is None:
            self._guard = Guard(self)
        return self._guard.look(again)

    # Places

    def go(self, place: str, **target: str) -> None:
        if not self.has_workspace:
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        waiting = self.switch_mode(place)
        if target:

            async def open_there() -> None:
                await waiting
                screen = self.screen
                if isinstance(screen, Place):
                    screen.open(**target)

            self.call_later(open_there)

    def action_place_today(self) -> None:
        self.go("today")

    def action_place_log(self) -> None:
        self.go("log")

    def action_place_clients(self) -> None:
        self.go("clients")

    def action_place_invoices(self) -> None:
        self.go("invoices")

    def action_place_reports(self) -> None:
        self.go("reports")

    def action_app_settings(self) -> None:
        self.open_place(_screen("settings", "Settings")())

    def action_app_history(self) -> None:
        self.open_place(_screen("history", "History")())

    def action_app_check(self) -> None:
        self.open_place(_screen("check", "Check")())

    def action_app_manual(self) -> None:
        self.open_place(_screen("manual", "Manual")())

    def action_app_messages(self) -> None:
        self.open_place(_screen("messages", "Messages")())

    # Timers

    def action_timer_start(self) -> None:
        self.quick_entry("start")

    def action_timer_interrupt(self) -> None:
        self.quick_entry("interrupt")

    def action_timer_stop(self) -> None:
        from tracker_tui.services.timers import stop_timer

        self.perform(stop_timer, self._current_timer())

    def action_timer_cancel(self) -> None:
        from tracker_tui.services.timers import cancel_timer

        self.perform(cancel_timer, self._current_timer())

    def action_timer_continue(self) -> None:
        from tracker_tui.services.timers import continue_timer

        which = self.place.current_entry if self.place is not None else ""
        running = {entry.id for entry in self.workspace.running()}
        self.perform(continue_timer, "" if which in running else which)

    def action_timer_back(self) -> None:
        from tracker_tui.services.timers import return_to_parked

        self.perform(return_to_parked)

    def _current_timer(self) -> str:
        """The running timer under the cursor; empty where that is none."""
        which = self.place.current_entry if self.place is not None else ""
        return which if which in {entry.id for entry in self.workspace.running()} else ""

    def quick_entry(self, kind: str, **prefill: str) -> None:
        super().quick_entry(kind, **prefill)
        self._run_clock()

    def on_key(self, event: events.Key) -> None:
        if self.place is not None and self.place is self.screen:
            self.place.type_key(event)

    def on_quick_entry_entered(self) -> None:
        self._run_clock()

    def on_quick_entry_left(self) -> None:
        self._run_clock()

    # Undo, help and the rest

    def action_change_undo(self) -> None:
        from tracker_tui.services.undoing import undo

        self.perform(undo)

    def action_change_redo(self) -> None:
        from tracker_tui.services.undoing import redo

        self.perform(redo)

    def action_time_import(self) -> None:
        from tracker_tui.ui.dialogs.transfer import ask_import

        ask_import(self)

    def action_time_export(self) -> None:
        from tracker_tui.ui.dialogs.transfer import ask_export

        ask_export(self)

    def action_app_theme(self) -> None:
        from tracker_tui.ui.palette import choose_theme

        choose_theme(self)

    def action_app_palette(self) -> None:
        from tracker_tui.ui.palette import open_palette

        open_palette(self)

    def action_app_help(self) -> None:
        from tracker_tui.ui.palette import open_help

        open_help(self)

    def action_app_redraw(self) -> None:
        self.redraw()

    def action_app_reread(self) -> None:
        self._show_anew()
        self.say("read all files again")

    def action_app_leave(self) -> None:
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def action_app_quit(self) -> None:
        self.exit(0)


def _collect_garbage_again() -> None:
    """What was made for the first frame stays; the launch has paused the collector for it."""
    gc.freeze()
    gc.enable()


class FirstStart(TrackerApp):
    """The program where there is no workspace yet: it begins by making one."""

    DEFAULT_MODE = "welcome"


def make_app(root: str, workspace: Workspace | None, preferences: Preferences) -> TrackerApp:
    """The app for the workspace in a folder; None: there is none yet."""
    if workspace is None:
        return FirstStart(None, preferences, root)
    return TrackerApp(workspace, preferences, root)
