"""The blocks of a page on sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused
from tracker_tui.exporters.page.model import (
    Addressee,
    Annex,
    Facts,
    Letterhead,
    Notes,
    Paragraph,
    Payment,
    Table,
    Title,
    Totals,
)
from tracker_tui.exporters.pdf.head import draw_letterhead, draw_opening
from tracker_tui.exporters.pdf.sheets import Sheet, Sheets
from tracker_tui.exporters.pdf.table import TableDrawer
from tracker_tui.exporters.pdf.tail import (
    READING_WIDTH,
    Footer,
    TotalsDrawer,
    draw_notes,
    draw_payment,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from tracker_tui.exporters.page.model import Page
    from tracker_tui.exporters.paper import Paper
    from tracker_tui.exporters.pdf.sheets import Measure

    Kind = TypeVar("Kind")


LEAST_ROOM = 90.0


def lay_out(
    page: Page,
    paper: Paper,
    measure: Measure,
    logo_ratio: float | None,
    row_done: Callable[[], None],
) -> list[Sheet]:
    """The sheets of a page, each with its footer. `logo_ratio`: width by height; None: no logo."""
    sheets = Sheets(paper, measure, f"{page.title} · {page.author}")
    footer = Footer(sheets, page)
    if sheets.full_room < LEAST_ROOM:
        raise Refused("the footer leaves no room on the page: shorten it in the theme")
    draw_letterhead(sheets, _the(Letterhead, page), logo_ratio)
    draw_opening(sheets, _the(Addressee, page), _the(Facts, page), _the(Title, page))
    totals = TotalsDrawer(sheets, _the(Totals, page))
    annexed = False
    for block in page.blocks:
        if isinstance(block, Paragraph):
            sheets.stack(sheets.left, [block.text], READING_WIDTH, sheets.text)
            sheets.y += 4
        elif isinstance(block, Table):
            TableDrawer(sheets, block, row_done, totals.height).draw()
        elif isinstance(block, Totals):
            totals.draw()
        elif isinstance(block, Payment):
            draw_payment(sheets, block)
        elif isinstance(block, Notes):
            draw_notes(sheets, block)
        elif isinstance(block, Annex):
            _draw_annex(sheets, block, row_done, first=not annexed)
            annexed = True
    footer.draw()
    return sheets.sheets


def _the(kind: type[Kind], page: Page) -> Kind:
    return next(block for block in page.blocks if isinstance(block, kind))


def _draw_annex(sheets: Sheets, block: Annex, row_done: Callable[[], None], first: bool) -> None:
    """A heading and the table below it; the first begins a sheet unless one was just begun."""
    just_begun = len(sheets.sheets) > 1 and sheets.y < sheets.paper.height / 3
    if first and not just_begun:
        sheets.next_sheet()
    else:
        sheets.y += 8
    table = TableDrawer(sheets, block.table, row_done)
    subjects = sheets.wrap(block.subject, sheets.width, sheets.muted)
    line = sheets.line_height(sheets.text)
    heading = (1 + len(subjects)) * line + 2.5
    sheets.need(min(heading + table.least_height, sheets.full_room))
    sheets.stack(sheets.left, [block.title], sheets.width, sheets.strong)
    sheets.stack(sheets.left, [block.subject], sheets.width, sheets.muted)
    sheets.y += 2.5
    table.draw()
