"""What a person does at the command line can be done on the screens: by a key, or by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.scenario_hands import Hands
from tests.ui.stage import copy_studio, open_app, play
from tracker_tui.cli.registry import all_commands
from tracker_tui.ui.dialogs.pick import Pick
from tracker_tui.ui.keys import all_actions

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp

ACTIONS = {
    "start": "timer.start",
    "stop": "timer.stop",
    "continue": "timer.continue",
    "cancel": "timer.cancel",
    "interrupt": "timer.interrupt",
    "back": "timer.back",
    "add": "entry.add",
    "edit": "entry.edit",
    "split": "entry.split",
    "join": "entry.join",
    "rm": "entry.remove",
    "log": "place.log",
    "report": "place.reports",
    "client add": "client.add",
    "client list": "place.clients",
    "client show": "place.clients",
    "client edit": "place.edit",
    "client rename": "place.rename",
    "client archive": "place.archive",
    "project add": "project.add",
    "project list": "place.clients",
    "project show": "place.clients",
    "project edit": "place.edit",
    "project move": "project.move",
    "project archive": "place.archive",
    "rate set": "rate.set",
    "rate list": "place.clients",
    "rate explain": "rate.explain",
    "expense add": "expense.add",
    "expense list": "expense.list",
    "invoice draft": "invoice.new",
    "invoice edit": "draft.edit",
    "invoice refresh": "draft.refresh",
    "invoice discard": "invoice.discard",
    "invoice line add": "draft.add-line",
    "invoice line edit": "draft.edit",
    "invoice line rm": "draft.remove-line",
    "invoice list": "place.invoices",
    "invoice show": "list.open",
    "invoice issue": "invoice.issue",
    "invoice pay": "invoice.pay",
    "invoice credit": "invoice.credit",
    "invoice correct": "invoice.credit",
    "invoice explain": "preview.why",
    "invoice export": "invoice.export",
    "import": "time.import",
    "export": "time.export",
    "check": "app.check",
    "undo": "change.undo",
    "redo": "change.redo",
    "history": "app.history",
    "zone": "app.settings",
    "locate": "app.settings",
    "help": "app.manual",
}
"""The action that does what a command does, or opens the screen that shows what it prints."""

NOT_ON_SCREENS = {
    "status": "prompts ask for it; the screens show the timers",
    "init": "the first screen does it, before there is anything else",
    "demo": "it opens the screens on an example",
    "completion": "shells ask for it",
}

FINAL = "cannot be undone"


def test_every_command_has_an_action_or_a_reason_to_have_none() -> None:
    names = [command.name for command in all_commands()]
    assert sorted(names) == sorted([*ACTIONS, *NOT_ON_SCREENS])


def test_what_cannot_be_undone_asks_first_and_nothing_else_does() -> None:
    actions = {action.id: action for _, action in all_actions()}
    for command in all_commands():
        if command.name in ACTIONS:
            says = FINAL in f"{command.help} {command.details}"
            assert says == actions[ACTIONS[command.name]].final, command.name


def test_the_palette_has_the_action_of_every_command(tmp_path: Path) -> None:
    found: dict[str, str] = {}

    async def look(hands: Hands, *keys: str) -> None:
        """Goes somewhere and notes what the palette offers there, with its keys."""
        await hands.press(*keys, "colon")
        palette = hands.app.screen
        assert isinstance(palette, Pick)
        for key, text, keys_of in palette._options:
            if key.startswith("do:"):
                assert ": " in text
                found[key.removeprefix("do:")] = keys_of
        await hands.press("escape")

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        hands = Hands(app, pilot)
        for place in "12345":
            await look(hands, place)
        await look(hands, "4", "enter")

    play(open_app(copy_studio(tmp_path)), scenario)
    assert set(ACTIONS.values()) <= set(found)
    without_key = {name for name in ACTIONS.values() if not found[name]}
    by_name_only = {"timer.cancel", "time.import", "time.export", "app.check", "app.history"}
    assert without_key == by_name_only
