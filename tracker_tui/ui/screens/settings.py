"""Settings: this machine's preferences, the business, the people, numbers, keys and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters

from tracker_tui.ui.dialogs.form import FormDialog
from tracker_tui.ui.dialogs.settings_forms import FLAGS, business_form, machine_form, person_form
from tracker_tui.ui.frame import Place
from tracker_tui.ui.keys import all_actions, bindings, key_words, read_keymap
from tracker_tui.ui.widgets.grid import Grid
from tracker_tui.ui.widgets.grid_columns import Column
from tracker_tui.ui.widgets.grid_rows import Cell, GridRow, ListRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult

    from tracker_tui.ui.dialogs.settings_forms import Formed

BUSINESS_ROWS = ("name", "currency", "language", "terms_days", "contact", "street", "zip", "city")
MORE_ROWS = ("country", "vat_id", "email", "tax", "tax_rate", "tax_reason")


class Settings(Place):
    """Everything that can be set, in groups; a group is changed in a form."""

    scope = "settings"
    BINDINGS: ClassVar = bindings("settings")
    grid = getters.query_one(Grid)

    def compose_body(self) -> ComposeResult:
        yield Grid((Column("name", "", 16), Column("value", "", share=1)), heads=False)

    def reload(self) -> None:
        rows: list[GridRow] = []
        for group, head, pairs in self._groups():
            if rows:
                rows.append(GridRow(f"{group}:", ("",), "note"))
            rows.append(GridRow(f"{group}:head", (head,), "group"))
            rows += [
                GridRow(f"{group}:{at}:{name}", (Cell(f"  {name}", "muted"), value))
                for at, (name, value) in enumerate(pairs)
            ]
        self.grid.show(ListRows(rows))

    def _groups(self) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
        """Each group's name, heading, and its lines."""
        from tracker_tui.services.settings import business_as_typed, person_as_typed
        from tracker_tui.services.setup import locate

        workspace, own = self.app.workspace, self.app.preferences
        machine = [("theme", self.app.theme), ("person", workspace.person)]
        machine.append(("zone", workspace.zone_name))
        machine += [(key, "yes" if getattr(own, key) else "no") for key in FLAGS]
        yield "machine", "This machine", machine
        typed = business_as_typed(workspace)
        fields = typed.fields._asdict()
        business = [(key.replace("_", " "), fields[key] or "") for key in BUSINESS_ROWS + MORE_ROWS]
        bank = [(key, text) for key, text in (typed.bank or {}).items()]
        yield "business", "Business", [*business, ("zone", typed.zone or ""), *bank]
        for person in workspace.person_ids():
            pairs = person_as_typed(workspace, person)._asdict().items()
            shown = [(key.replace("_", " "), text or "") for key, text in pairs]
            yield f"person/{person}", f"Person {person}", shown
        yield "series", "Numbers", self._series()
        yield "keys", "Keys of your own", self._keys()
        yield "places", "Folders and files", locate(workspace)

    def _series(self) -> list[tuple[str, str]]:
        series = self.app.workspace.business().series
        return [(kind.replace("_", " "), one.pattern) for kind, one in series.items()]

    def _keys(self) -> list[tuple[str, str]]:
        keymap = read_keymap(self.app.preferences.keys)
        known = {action.id: action for _, action in all_actions()}
        rows = [
            (key_words(keys), f"{name}: {known[name].help}") for name, keys in keymap.keys.items()
        ]
        rows += [("!", problem) for problem in keymap.problems]
        return rows or [("none", "see the page keys of the manual (F1)")]

    # Changing

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        event.stop()
        self.action_settings_edit()

    def action_settings_edit(self) -> None:
        """Opens the form of the group under the cursor."""
        group, _, rest = self.grid.cursor_key.partition(":")
        field = rest.partition(":")[2].replace(" ", "_")
        if group == "machine" and field == "theme":
            self.app.call_later(self.app.run_action, "app_theme")
        elif group == "machine":
            self.app.push_screen(FormDialog("This machine", *machine_form(self.app), start=field))
        elif group == "business":
            self._open("Business", lambda: business_form(self.app), field)
        elif group.startswith("person/"):
            person = group.removeprefix("person/")
            self._open(f"Person {person}", lambda: person_form(self.app, person), field)
        elif group == "series":
            self.action_settings_file()
        else:
            self.app.say("that is changed in its file")

    def _open(self, title: str, make: Callable[[], Formed], start: str) -> None:
        """Opens a form of what stands in a file."""

        def now() -> dict[str, str]:
            return {one.name: one.value for one in make()[0]}

        self.app.push_screen(FormDialog(title, *make(), start=start, now=now))

    def action_settings_person(self) -> None:
        self.app.push_screen(FormDialog("New person", *person_form(self.app, "")))

    def action_settings_file(self) -> None:
        """Opens tracker.toml in the editor."""
        from tracker_tui.services.settings import business_text, replace_business_text

        _, before = business_text(self.app.workspace)
        self.app.edit_text(
            before,
            "tracker.toml",
            lambda after: self.app.change(replace_business_text, before, after),
        )
