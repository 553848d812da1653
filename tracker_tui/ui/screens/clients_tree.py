"""The rows of the tree of clients, projects and tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.ui.figures import amount, hours, symbol
from tracker_tui.ui.widgets.grid import Cell, Column, GridRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker_tui.services.client_overview import Figures, PlaceLine
    from tracker_tui.services.unbilled import Unbilled

COLUMNS = (
    Column("place", "client", share=2, shortest=14),
    Column("name", "name", share=3, least=64, shortest=16),
    Column("rate", "rate today", 10, align="right", least=54),
    Column("hours", "hours", 8, align="right", least=44),
    Column("unbilled", "unbilled", 15, align="right"),
)

ARCHIVED = "(archived)"


class Tree(NamedTuple):
    """What is shown: all places, those that are unfolded, and the words that are looked for."""

    places: Sequence[PlaceLine]
    unfolded: Collection[str]
    words: tuple[str, ...] = ()

    def seen(self) -> list[PlaceLine]:
        """The places in sight: found ones with what they belong to, or what is unfolded."""
        if not self.words:
            return [one for one in self.places if self._is_open(one.above)]
        found = [one for one in self.places if self._fits(one)]
        wanted = {one.place for one in found}
        for one in found:
            wanted |= {one.above, one.client}
        return [one for one in self.places if one.place in wanted]

    def parents(self) -> set[str]:
        """The places that have others below them."""
        return {one.above for one in self.places if one.above}

    def _is_open(self, above: str) -> bool:
        client = above.partition("/")[0]
        return not above or (above in self.unfolded and client in self.unfolded)

    def _fits(self, line: PlaceLine) -> bool:
        text = f"{line.place} {line.name}".casefold()
        return all(word in text for word in self.words)


def tree_rows(tree: Tree, figures: Figures | None) -> list[GridRow]:
    """The rows in sight; figures are empty until they are known."""
    parents, seen = tree.parents(), tree.seen()
    shown = {one.above for one in seen}
    rows = []
    for line in seen:
        sign = " "
        if line.place in parents:
            sign = symbol("open-fold" if line.place in shown else "closed-fold")
        own = line.place.rpartition("@")[2].rpartition("/")[2]
        rows.append(
            GridRow(
                line.place,
                (
                    _own_cell(line, f"{'  ' * line.level}{sign} {own}"),
                    _name_cell(line, own),
                    Cell(line.rate, "free" if line.rate == "free" else "muted"),
                    _hours_cell(line, figures),
                    _unbilled_cell(line, figures),
                ),
            )
        )
    return rows


def _own_cell(line: PlaceLine, text: str) -> Cell:
    if line.archived:
        return Cell(f"{text} {ARCHIVED}", "muted")
    if line.provisional:
        return Cell(f"{text} {symbol('provisional')}", "warning")
    return Cell(text, "" if line.level else "strong")


def _name_cell(line: PlaceLine, own: str) -> Cell:
    if line.provisional:
        return Cell("provisional: e completes it", "warning")
    return Cell(line.name if line.name != own else "", "muted" if line.level else "")


def _hours_cell(line: PlaceLine, figures: Figures | None) -> Cell:
    seconds = figures.seconds.get(line.place, 0) if figures is not None else 0
    if figures is None or not seconds:
        return Cell("")
    budgets = figures.budgets.get(line.client, ())
    over = any(one.place == line.place and one.state == "over" for one in budgets)
    text = hours(seconds)
    return Cell(f"{symbol('warning')} {text}", "warning") if over else Cell(text, "muted")


def _unbilled_cell(line: PlaceLine, figures: Figures | None) -> Cell:
    if figures is None or line.level:
        return Cell("")
    found = figures.unbilled.get(line.place)
    if found is None:
        return Cell("")
    text = unbilled_words(found)
    return Cell(f"{symbol('warning')} {text}", "warning") if found.problem else Cell(text)


def unbilled_words(found: Unbilled) -> str:
    """The amount of unbilled work, or that it has no price."""
    return "no price" if found.amount is None else amount(found.amount, found.currency)
