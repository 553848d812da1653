"""The suggestions below the entry line, or what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tracker_tui.core.plain import one_line
from tracker_tui.ui.cells import fit, width
from tracker_tui.ui.figures import symbol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.core.suggesting import Suggestion

LEAST_NAME = 24
"""What comes along is cut rather than the name, down to so many cells of it."""


class SuggestionList(Static):
    """A line for each suggestion, numbered where digits name them; the chosen one is marked."""

    def __init__(self) -> None:
        super().__init__("", markup=False)

    @property
    def room(self) -> int:
        """So many suggestions can be seen."""
        return self.size.height or 9

    def show(self, suggestions: Sequence[Suggestion], chosen: int, numbered: bool) -> None:
        """Shows them; `chosen` is below 0 where none is."""
        cells = max((self.size.width or self.app.size.width) - 4, 1)
        lines = [
            self._line(one, cells, at == chosen, str(at + 1) if numbered else " ")
            for at, one in enumerate(suggestions[: self.room])
        ]
        self.update(Content("\n").join(lines), layout=False)

    def refuse(self, text: str) -> None:
        """Says in their place what was refused."""
        line = Content.styled(f"{symbol('error')} {one_line(text)}", "bold $text-error")
        self.update(line, layout=False)

    def _line(self, one: Suggestion, cells: int, chosen: bool, number: str) -> Content:
        beside = min(width(one.detail), max(cells - LEAST_NAME - 2, 0)) if one.detail else 0
        room = cells - beside - 2 if beside else cells
        name = fit(one.name, min(width(one.name), room)) if one.name else ""
        detail = fit(one.detail, beside)
        mark = symbol("cursor") if chosen else " "
        return Content.assemble(
            (mark, "$accent"),
            (f"{number} ", "bold $accent" if number != " " else ""),
            (name, "bold" if chosen else ""),
            (f"  {detail}" if beside else "", "$text-muted"),
        )
