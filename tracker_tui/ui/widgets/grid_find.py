"""Finding a row of a grid by typing a part of its text."""

from __future__ import annotations

from asyncio import sleep
from typing import TYPE_CHECKING

from tracker_tui.core.plain import one_line
from tracker_tui.ui.widgets.grid_rows import GridRow
from tracker_tui.ui.widgets.grid_view import GridView

if TYPE_CHECKING:
    from textual import events

    from tracker_tui.ui.widgets.grid_rows import Rows

_AT_ONCE = 300  # rows looked through before other keys have their turn


def seek(rows: Rows, typed: str, start: int, step: int) -> tuple[int | None, int]:
    """The next row from `start` on that contains what was typed, and where to go on."""
    wanted = typed.casefold()
    end = max(-1, min(start + step * _AT_ONCE, len(rows)))
    for index in range(start, end, step):
        if wanted in rows.row(index).text().casefold():
            return index, index + step
    return None, end


class FindingGrid(GridView):
    """A grid whose last line takes letters and moves the cursor to the next row with them."""

    typed: str | None = None
    """What is typed; None while nobody looks for anything."""
    _news = ""
    _search = 0  # the number of the search that counts; earlier ones end by themselves

    def foot(self) -> GridRow | None:
        if self.typed is None:
            return None
        return GridRow("", (f"'{self.typed}", self._news), "find")

    def begin_find(self) -> None:
        """Opens the line to type in."""
        self._show_find("", "type a part of a row; enter ends")

    def end_find(self) -> None:
        """Closes the line; the cursor stays where it is."""
        if self.typed is not None:
            self._search += 1
            self._show_find(None, "")

    def _show_find(self, typed: str | None, news: str) -> None:
        self.typed, self._news = typed, news
        if typed is None:
            self._clamp()
        self._reveal()
        self.repaint()

    def _type(self, typed: str) -> None:
        self._show_find(typed, "")
        self._seek(self.cursor, 1)

    def _seek(self, start: int, step: int) -> None:
        """Looks through the next rows at once and through all others between the keys."""
        if not self.typed:
            return
        self._search += 1
        found, start = seek(self.rows, self.typed, start, step)
        if self._settle(found, start):
            return
        self._show_find(self.typed, "looking ...")
        self.run_worker(self._seek_on(self._search, self.typed, start, step), group="find")

    async def _seek_on(self, search: int, typed: str, start: int, step: int) -> None:
        rows = self.rows
        while await sleep(0, search == self._search):
            if rows is not self.rows:
                self._show_find(typed, "the rows changed")
                return
            found, start = seek(rows, typed, start, step)
            if self._settle(found, start):
                return

    def _settle(self, found: int | None, start: int) -> bool:
        """Whether the search is over: a row is found, or there are no more."""
        if found is not None:
            self._news = ""
            self.set_cursor(found)
        elif 0 <= start < len(self.rows):
            return False
        else:
            self._show_find(self.typed, "no more")
        return True

    # Keys

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return self.typed is not None and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        if self.typed is None:
            return
        if event.key in ("enter", "escape"):
            self.end_find()
        elif event.key == "backspace":
            if self.typed:
                self._type(self.typed[:-1])
            else:
                self.end_find()
        elif event.key in ("down", "ctrl+n"):
            self._seek(self.cursor + 1, 1)
        elif event.key in ("up", "ctrl+p"):
            self._seek(self.cursor - 1, -1)
        elif event.is_printable and event.character:
            self._type(self.typed + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        if self.typed is not None:
            event.stop()
            self._type(self.typed + one_line(event.text.partition("\n")[0]))

    def on_blur(self) -> None:
        self.end_find()
