"""The first start: a workspace in three fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from tracker_tui.core.plain import one_line
from tracker_tui.ui.dialogs.dialog import key_line
from tracker_tui.ui.dialogs.fields import Field
from tracker_tui.ui.dialogs.form import Form
from tracker_tui.ui.host import Host
from tracker_tui.ui.keys import bindings

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tracker_tui.services.changes import Made

WORDS = """\
tracker-tui keeps the hours of your clients and turns them into invoices.
Everything that it knows is text in one folder of yours, a git repository:"""

HINTS = """\
Another folder: tracker-tui -w FOLDER
An example to look around in: tracker-tui demo"""

MOST_ZONES = 20
"""How many zones are offered to what was typed."""


class Welcome(Screen[None]):
    """Asks for name, currency and zone, makes the workspace, and goes on with it."""

    scope: ClassVar[str] = "welcome"
    BINDINGS: ClassVar = bindings("welcome")
    CSS_PATH = "../styles/welcome.tcss"
    app = getters.app(Host)

    def compose(self) -> ComposeResult:
        from tracker_tui.services.setup import own_zone

        zone = own_zone()
        fields = (
            Field("name", "name", hint="of your business, as it stands on invoices"),
            Field("currency", "currency", "EUR", hint="such as EUR, CHF, USD"),
            Field("zone", "zone", zone, hint="such as Europe/Berlin", suggest=_zones),
        )
        with Vertical(id="welcome"):
            yield Static("Welcome", id="welcome-title", markup=False)
            yield Static(WORDS, markup=False)
            yield Static(one_line(self.app.root), id="welcome-root", markup=False)
            yield Form(fields, self._make)
            yield Static(HINTS, id="welcome-hints", markup=False)
            yield key_line("form")

    def _make(self, values: dict[str, str]) -> Made:
        from tracker_tui.core.errors import FieldError
        from tracker_tui.services.setup import init_workspace

        name, currency, zone = (values[key].strip() for key in ("name", "currency", "zone"))
        if not name:
            raise FieldError("name", "a name is needed: it stands on every invoice")
        return init_workspace(self.app.root, name, currency, zone)

    def on_form_saved(self, event: Form.Saved) -> None:
        event.stop()
        made: Made = event.result  # type: ignore[assignment]  # what `_make` gave
        self.app.open_workspace()
        self.app.say("; ".join((f"{made.label} · n on Clients adds the first client", *made.notes)))

    def on_form_left(self, event: Form.Left) -> None:
        event.stop()
        self.action_welcome_leave()

    def action_welcome_leave(self) -> None:
        """Leaves without making anything."""
        self.app.exit(0)


def _zones(typed: str) -> list[str]:
    """The zones that begin with what was typed, or whose place does."""
    from zoneinfo import available_timezones

    start = typed.casefold()
    found = (
        zone
        for zone in sorted(available_timezones())
        if zone.casefold().startswith(start) or zone.rpartition("/")[2].casefold().startswith(start)
    )
    return [zone for zone, _ in zip(found, range(MOST_ZONES), strict=False)]
