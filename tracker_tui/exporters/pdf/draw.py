"""A page as the bytes of a PDF/A-3 file: the same bytes for the same page, theme and day."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tracker_tui.exporters.page.model import Annex, Page, Table, texts_of
from tracker_tui.exporters.pdf.fonts import Faces
from tracker_tui.exporters.pdf.layout import lay_out
from tracker_tui.exporters.pdf.metadata import xmp_packet
from tracker_tui.exporters.pdf.pen import Pen, logo_ratio
from tracker_tui.exporters.pdf.shaping import can_shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from fpdf import FPDF

    from tracker_tui.exporters.paper import Paper

    Progress = Callable[[int, int], None]

COMPLIANCE = "PDF/A-3B"
CREATOR = "tracker-tui"
PRODUCER = "fpdf2"


def draw_pdf(
    page: Page,
    paper: Paper,
    when: str,
    logo_bytes: bytes | None,
    font_dir: str,
    progress: Progress | None = None,
) -> bytes:
    """The file of a page. `when`: the day of the document, which dates the file at 00:00 UTC.

    `font_dir` is a folder of the caller's where the fonts are kept between runs. `progress` is
    told (rows done, all rows). Refuses a text with letters that no font has, naming both.
    """
    pdf = _open_pdf(page, paper, when)
    faces = Faces(pdf, font_dir)
    try:
        faces.refuse_unprintable((*texts_of(page), page.page_of), shaping=can_shape())
        ratio = None if logo_bytes is None else logo_ratio(logo_bytes)
        pen = Pen(pdf, faces, logo_bytes)
        for sheet in lay_out(page, paper, pen.measure, ratio, _counter(page, progress)):
            pdf.add_page()
            for mark in sheet:
                pen.draw(mark)
        data = bytes(pdf.output())
        faces.refuse_losses()
    finally:
        faces.close()
    return data


def _open_pdf(page: Page, paper: Paper, when: str) -> FPDF:
    from fpdf import FPDF

    for name in ("fontTools", "fpdf"):
        logging.getLogger(name).setLevel(logging.ERROR)
    pdf = FPDF(unit="mm", format=(paper.width, paper.height), enforce_compliance=COMPLIANCE)
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    title, author = " ".join(page.title.split()), " ".join(page.author.split())
    pdf.set_title(title)
    pdf.set_author(author)
    pdf.set_creator(CREATOR)
    pdf.set_producer(PRODUCER)
    pdf.set_lang(page.language)
    moment = datetime.fromisoformat(when[:10]).replace(tzinfo=UTC)
    pdf.set_creation_date(moment)
    pdf.set_xmp_metadata(xmp_packet(title, author, CREATOR, PRODUCER, moment))
    return pdf


def _counter(page: Page, progress: Progress | None) -> Callable[[], None]:
    tables = [block.table if isinstance(block, Annex) else block for block in page.blocks]
    total = sum(len(table.rows) for table in tables if isinstance(table, Table))
    done = 0

    def row_done() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    return row_done
