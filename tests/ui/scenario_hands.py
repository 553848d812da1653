"""A person at the keys: presses them, pastes texts, fills forms, while the clock is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Paste

from tests.ui.stage import Now, screen_text, settle
from tracker_tui.ui.dialogs.form import Form
from tracker_tui.ui.widgets.grid import Grid

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp

TODAY = "2026-11-20T{:0>5}:00+01:00"


class Hands:
    """Keys and texts, one after the other; all work is done in between."""

    def __init__(self, app: TrackerApp, pilot: Pilot[int], clock: Now | None = None) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock or Now()

    def at(self, moment: str) -> None:
        """Sets the clock: a moment, or a time of day on 20 November 2026."""
        self.clock.utc = Now(TODAY.format(moment) if len(moment) <= 5 else moment).utc

    async def press(self, *keys: str) -> None:
        """Presses keys; `=text` pastes a text."""
        for key in keys:
            if key.startswith("="):
                assert self.app.focused is not None
                self.app.focused.post_message(Paste(key[1:]))
                await self.pilot.pause()
            else:
                await self.pilot.press(key)
            if len(self.app.workers):
                await settle(self.app, self.pilot)
        await settle(self.app, self.pilot)

    async def type(self, **texts: str) -> None:
        """Types into fields of the form that is open, in the place of what stands there."""
        form = self.app.screen.query_one(Form)
        for name, text in texts.items():
            form.focus_field(name)
            await self.pilot.pause()
            if form.values[name]:
                await self.pilot.press("end", "ctrl+u")
            assert self.app.focused is not None
            self.app.focused.post_message(Paste(text))
            await self.pilot.pause()

    async def fill(self, **texts: str) -> None:
        """Types into fields of the form that is open, and saves it."""
        await self.type(**texts)
        await self.press("f2")

    def go_to(self, key: str) -> None:
        """Puts the cursor of the list that is seen on a row."""
        assert self.app.screen.query_one(Grid).move_to(key)

    def rows(self) -> list[str]:
        """The keys of the rows of the list that is seen."""
        rows = self.app.screen.query_one(Grid).rows
        return [rows.key(at) for at in range(len(rows))]

    @property
    def seen(self) -> str:
        """What is on the screen."""
        return screen_text(self.app)
