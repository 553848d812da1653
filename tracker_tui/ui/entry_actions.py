"""What can be done to entries on a screen that lists them: Today and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters

from tracker_tui.core.errors import Refused
from tracker_tui.core.plain import one_line
from tracker_tui.ui.frame import Place
from tracker_tui.ui.keys import actions_of, key_word
from tracker_tui.ui.widgets.drawer import Drawer
from tracker_tui.ui.widgets.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker_tui.core.entry import Entry
    from tracker_tui.core.suggesting import History
    from tracker_tui.services.changes import Done
    from tracker_tui.services.entry_fields import EntryEdit
    from tracker_tui.services.suggesting import Memory
    from tracker_tui.ui.dialogs.fields import Field
    from tracker_tui.ui.dialogs.form import Form

GAP = "gap:"
"""How the keys of rows that are gaps begin: the two moments follow, with a slash between."""

BORDER_STEP = 5
"""Minutes by which a border moves."""

ASKS_FOR_NEW = "--new creates it"


class EntryActions(Place):
    """A place whose grid has entries: their ids are the keys of its rows.

    Keys with a colon in them are no entries; those of gaps begin with `GAP`. The screen composes a
    `Drawer`, in which entries are edited.
    """

    grid = getters.query_one(Grid)
    drawer = getters.query_one(Drawer)

    def __init__(self) -> None:
        super().__init__()
        self._last: EntryEdit | int | None = None
        self._memory: Memory | None = None

    # What they are about

    @property
    def current_entry(self) -> str:
        key = self.grid.cursor_key
        return key if _is_entry(key) else ""

    @property
    def current_day(self) -> str:
        """The day of the row under the cursor; empty where it has none."""
        return ""

    def key_of(self, scope: str, name: str) -> str:
        """The key of an action, as people read it."""
        usual = next(action.keys for action in actions_of(scope) if action.id == name)
        return key_word(self.app.user_keys.get(name, usual).split(",")[0])

    def _chosen(self) -> tuple[str, ...]:
        """The marked entries, or the one under the cursor; says so where there is none."""
        found = tuple(key for key in self.grid.chosen() if _is_entry(key))
        if not found:
            self.app.say("no entry is under the cursor", problem=True)
        return found

    def _gap(self) -> tuple[str, str] | None:
        """The moments of the gap under the cursor."""
        key = self.grid.cursor_key
        if not key.startswith(GAP):
            return None
        start, _, end = key.removeprefix(GAP).partition("/")
        return start, end

    # Editing

    def action_entry_edit(self) -> None:
        """Opens the drawer with the entry, or with what the marked ones have in common."""
        from tracker_tui.ui.dialogs.entry_form import entry_fields

        entries = self._editable()
        if entries:
            self._edit(entries, entry_fields(entries, self._history), _title(entries))

    def action_entry_note(self) -> None:
        """Opens a line with the note."""
        from tracker_tui.ui.dialogs.entry_form import note_field

        entries = self._editable()
        if entries:
            self._edit(entries, [note_field(entries, self._history)], _title(entries), flat=True)

    def _history(self) -> History:
        """What was done before, to suggest from."""
        from tracker_tui.services.suggesting import Memory

        self._memory = self._memory or Memory()
        return self._memory.history(self.app.workspace)

    def _editable(self) -> list[Entry]:
        """The chosen entries; none, with the reason said, where one of them is billed."""
        from tracker_tui.services.changes import refuse_if_billed
        from tracker_tui.services.finding import find_entries

        if self.drawer.is_open:
            self.drawer.enter()
            return []
        workspace = self.app.workspace
        try:
            entries = find_entries(workspace, self._chosen())
            for entry in entries:
                refuse_if_billed(workspace, entry, "edited")
        except Refused as error:
            self.app.refuse(error)
            return []
        return entries

    def _edit(
        self, entries: Sequence[Entry], fields: Sequence[Field], title: str, flat: bool = False
    ) -> None:
        from tracker_tui.services.entries import edit_entries
        from tracker_tui.services.entry_fields import EntryEdit
        from tracker_tui.ui.dialogs.entry_form import read_edit

        ids = [entry.id for entry in entries]
        refused = ""

        def save(values: dict[str, str]) -> Done | None:
            nonlocal refused
            edit = read_edit(fields, values)
            if edit == EntryEdit():
                return None
            insist = bool(edit.project) and edit.project == refused
            try:
                done = self.app.change(edit_entries, ids, edit, insist)
            except Refused as error:
                if not str(error).endswith(ASKS_FOR_NEW):
                    raise
                refused = edit.project or ""
                ask = str(error).replace(ASKS_FOR_NEW, "save again to make it new")
                raise type(error)(ask) from None
            self._done(edit)
            return done

        def now() -> dict[str, str]:
            from tracker_tui.services.finding import find_entries
            from tracker_tui.ui.dialogs.entry_form import entry_texts

            return entry_texts(find_entries(self.app.workspace, ids))

        self._open_form(title, fields, save, flat, now)

    def _open_form(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[dict[str, str]], object],
        flat: bool,
        now: Callable[[], dict[str, str]] | None = None,
    ) -> None:
        from tracker_tui.ui.dialogs.entry_form import EntryForm

        self.drawer.open(title, EntryForm(fields, save, now=now), flat)

    def on_form_saved(self, event: Form.Saved) -> None:
        """The drawer has done its work."""
        self.drawer.close()

    def on_form_left(self, event: Form.Left) -> None:
        """Nothing is to be changed."""
        self.drawer.close()

    def _done(self, edit: EntryEdit) -> None:
        """Remembers the words of an edit, for the next entry; times are of one entry alone."""
        words = edit._replace(start=None, end=None, duration=None)
        if any(value is not None for value in words):
            self._last = words
        self.grid.unmark()

    def _apply(self, ids: Sequence[str], edit: EntryEdit) -> None:
        from tracker_tui.services.entries import edit_entries

        if self.app.perform(edit_entries, ids, edit) is not None:
            self._done(edit)

    def action_entry_repeat(self) -> None:
        """Does the last edit again."""
        if self._last is None:
            self.app.say("nothing was edited yet that could be done again", problem=True)
        elif isinstance(self._last, int):
            self._move_border(self._last)
        elif ids := self._chosen():
            self._apply(ids, self._last)

    def action_entry_move(self) -> None:
        """Picks another project."""
        from tracker_tui.services.entry_fields import EntryEdit
        from tracker_tui.ui.dialogs.pick import Pick

        entries = self._editable()
        if not entries:
            return
        ids = [entry.id for entry in entries]
        options = [(name, name, "") for name in self._history().projects]

        def take(project: str | None) -> None:
            if project:
                self._apply(ids, EntryEdit(project=project))

        pick = Pick(f"Move {_title(entries)} to", options, entries[0].project)
        self.app.push_screen(pick, take)

    def action_entry_billable(self) -> None:
        """Turns billable into free and back; where entries differ they all become billable."""
        from tracker_tui.services.entry_fields import EntryEdit

        entries = self._editable()
        if entries:
            billable = not all(entry.billable for entry in entries)
            self._apply([entry.id for entry in entries], EntryEdit(billable=billable))

    # Borders and gaps

    def action_entry_border_earlier(self) -> None:
        """Moves the border with the neighbour back."""
        self._move_border(-BORDER_STEP)

    def action_entry_border_later(self) -> None:
        """Moves the border with the neighbour on."""
        self._move_border(BORDER_STEP)

    def _move_border(self, minutes: int) -> None:
        from tracker_tui.services.borders import move_border

        which = self._one()
        if which and self.app.perform(move_border, which, minutes) is not None:
            self._last = minutes

    def _one(self) -> str:
        """The entry under the cursor; says so where there is none."""
        if not self.current_entry:
            self.app.say("no entry is under the cursor", problem=True)
        return self.current_entry

    def action_entry_fill(self) -> None:
        """Fills the gap under the cursor, or the one behind the entry."""
        from tracker_tui.core.clock import parse_moment
        from tracker_tui.services.borders import fill_gap, fill_gap_after

        gap = self._gap()
        if gap is not None:
            start, end = map(parse_moment, gap)
            self.app.perform(fill_gap, start, end)
        elif which := self._one():
            self.app.perform(fill_gap_after, which)

    def action_entry_add(self) -> None:
        """Opens the entry line; in a gap with its times, on another day with that."""
        gap = self._gap()
        today = self.app.workspace.today
        if gap is not None:
            from tracker_tui.core.clock import parse_moment

            start, end = map(parse_moment, gap)
            day = "" if start.day == today else f"{start.day} "
            text = f"{day}{start.clock()}-{end.clock()} "
        else:
            day = self.current_day
            text = f"{day} " if day and day != today else ""
        self.app.quick_entry("add", text=text)

    # Splitting and joining

    def action_entry_split(self) -> None:
        """Asks for the moment; the middle stands there."""
        from tracker_tui.services.borders import middle_of
        from tracker_tui.services.entries import split_entry
        from tracker_tui.ui.dialogs.fields import Field

        entries = self._editable()[:1]
        if not entries:
            return
        entry = entries[0]
        try:
            middle = middle_of(entry)
        except Refused as error:
            self.app.refuse(error)
            return

        def save(values: dict[str, str]) -> Done:
            return self.app.change(split_entry, entry.id, values["at"].strip())

        field = Field("at", "split at", middle.clock(), hint="a moment within the entry")
        self._open_form(_title(entries), [field], save, flat=True)

    def action_entry_join(self) -> None:
        """Joins two marked entries, or this one with the next."""
        from tracker_tui.services.borders import join_next
        from tracker_tui.services.entries import join_entries

        ids = self._chosen()
        if len(ids) == 1:
            self.app.perform(join_next, ids[0])
        elif len(ids) == 2:
            if self.app.perform(join_entries, *ids) is not None:
                self.grid.unmark()
        elif ids:
            self.app.say(f"{len(ids)} entries are marked: two are joined", problem=True)

    # The rest

    def action_entry_remove(self) -> None:
        """Deletes what is chosen; undo brings it back."""
        from tracker_tui.services.entries import remove_entries

        ids = self._chosen()
        if ids and self.app.perform(remove_entries, ids) is not None:
            self.grid.unmark()

    def action_entry_copy(self) -> None:
        """Hands the chosen entries as lines of text to the clipboard."""
        from tracker_tui.core.entry_text import entry_line
        from tracker_tui.services.finding import find_entries

        try:
            found = find_entries(self.app.workspace, self._chosen())
        except Refused as error:
            self.app.refuse(error)
            return
        if found:
            self.app.copy("\n".join(one_line(entry_line(entry)) for entry in found))

    def action_entry_document(self) -> None:
        """Opens what billed the entry, or the draft that will."""
        from tracker_tui.services.changes import document_of

        which = self._one()
        if not which:
            return
        try:
            number = document_of(self.app.workspace, which)
        except Refused as error:
            self.app.refuse(error)
            return
        if number:
            self.app.go("invoices", show=number)
        else:
            self.app.say("no draft and no invoice holds it")

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Enter edits an entry, and adds one in a gap."""
        if event.key.startswith(GAP):
            self.action_entry_add()
        elif _is_entry(event.key):
            self.action_entry_edit()


def _is_entry(key: str) -> bool:
    return bool(key) and ":" not in key


def _title(entries: Sequence[Entry]) -> str:
    """What a drawer is about."""
    if len(entries) > 1:
        return f"{len(entries)} entries"
    from tracker_tui.core.entry_text import clock_times
    from tracker_tui.ui.figures import day_title

    entry = entries[0]
    parts = (day_title(entry.day), clock_times(entry, exact=False), entry.project)
    return "  ".join(part for part in parts if part)
