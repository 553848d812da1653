"""The manual, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.content import Content
from textual.widgets import Static

from tracker_tui.services.manual import manual_page, manual_topics
from tracker_tui.ui.frame import Place
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.widgets.grid import Grid
from tracker_tui.ui.widgets.grid_columns import Column
from tracker_tui.ui.widgets.grid_rows import ListRows
from tracker_tui.ui.widgets.markdown_rows import markdown_rows

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Manual(Place):
    """Pages of text in a list of lines, so that the keys of every list work in them."""

    scope = "manual"
    BINDINGS: ClassVar = bindings("manual")
    CSS_PATH = "../styles/manual.tcss"
    pages = getters.query_one("#manual-pages", Static)
    grid = getters.query_one(Grid)

    def __init__(self, topic: str = "") -> None:
        super().__init__()
        self._topics = list(manual_topics())
        self._at = self._topics.index(topic) if topic in self._topics else 0

    def compose_body(self) -> ComposeResult:
        yield Static(id="manual-pages", markup=False)
        columns = (Column("text", "", share=1),)
        yield Grid(columns, empty="The manual is not there: install it again.", heads=False)

    def reload(self) -> None:
        if not self._topics:
            return
        names = (
            Content.styled(name, "bold $accent" if at == self._at else "$text-muted")
            for at, name in enumerate(self._topics)
        )
        self.pages.update(Content("  ").join(names), layout=False)
        text = manual_page(self._topics[self._at])
        self.grid.show(ListRows(markdown_rows(text, self.app.size.width - 4)))

    def on_resize(self) -> None:
        self.reload()

    def _turn(self, to: int) -> None:
        """Opens a page at its top."""
        self._at = to % max(len(self._topics), 1)
        self.reload()
        self.grid.move_to("0")

    def action_manual_next(self) -> None:
        self._turn(self._at + 1)

    def action_manual_previous(self) -> None:
        self._turn(self._at - 1)

    def action_manual_topic(self) -> None:
        from tracker_tui.ui.dialogs.pick import Pick

        options = [(str(at), name, "") for at, name in enumerate(self._topics)]

        def take(picked: str | None) -> None:
            if picked is not None:
                self._turn(int(picked))

        self.app.push_screen(Pick("Which page?", options, str(self._at)), take)
