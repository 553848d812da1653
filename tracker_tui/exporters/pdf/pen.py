"""Marks on a sheet drawn with fpdf2."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused
from tracker_tui.exporters.pdf.shaping import needs_shaping, visual_runs
from tracker_tui.exporters.pdf.sheets import POINT, Ink, Rule

if TYPE_CHECKING:
    from fpdf import FPDF

    from tracker_tui.exporters.pdf.fonts import Faces
    from tracker_tui.exporters.pdf.sheets import Mark, Style

CELL_BASELINE = 0.8
"""Where fpdf2 puts the baseline in a cell that is as high as its letters."""


def logo_ratio(data: bytes) -> float:
    """Width by height of a PNG or JPEG file."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            image.verify()
            return float(image.width / image.height)
    except Exception as error:  # a broken file fails in as many ways as there are readers
        raise Refused("the logo is no PNG or JPEG file that can be read") from error


class Pen:
    """Measures and draws; text that needs no shaping goes letter by letter, which is quick."""

    def __init__(self, pdf: FPDF, faces: Faces, logo: bytes | None) -> None:
        self._pdf = pdf
        self._faces = faces
        self._logo = logo
        pdf.c_margin = 0

    def measure(self, text: str, size: float, bold: bool) -> float:
        """Width in mm."""
        if needs_shaping(text):
            return sum(self._shaped_width(*run, size, bold) for run in visual_runs(text))
        return self._faces.width(text, bold) * size * POINT / 1000

    def draw(self, mark: Mark) -> None:
        """One mark on the present sheet."""
        if isinstance(mark, Ink):
            self._write(mark)
        elif isinstance(mark, Rule):
            self._pdf.set_draw_color(mark.colour)
            self._pdf.set_line_width(mark.thickness)
            self._pdf.line(mark.x, mark.y, mark.x + mark.width, mark.y)
        elif self._logo is not None:
            self._pdf.image(io.BytesIO(self._logo), mark.x, mark.y, mark.width, mark.height)

    def _write(self, ink: Ink) -> None:
        style = ink.style
        self._pdf.set_text_color(style.colour)
        if needs_shaping(ink.text):
            self._write_shaped(ink, style)
            return
        x = ink.x
        for family, part in self._faces.runs(ink.text, style.bold):
            self._pdf.set_font(family, "B" if style.bold else "", style.size)
            self._pdf.text(x, ink.y, part)
            x += self.measure(part, style.size, style.bold)

    def _write_shaped(self, ink: Ink, style: Style) -> None:
        height, x = style.size * POINT, ink.x
        for part, direction in visual_runs(ink.text):
            width = self._shaped_width(part, direction, style.size, style.bold)
            self._shape(direction, style.size, style.bold)
            self._pdf.set_xy(x, ink.y - CELL_BASELINE * height)
            self._pdf.cell(width, height, part)
            x += width
        self._pdf.set_text_shaping(False)
        # fpdf2 takes the font of a cell for still set, although it restored the one before.
        self._pdf.set_font_size(1)

    def _shaped_width(self, part: str, direction: str, size: float, bold: bool) -> float:
        self._shape(direction, size, bold)
        width = float(self._pdf.get_string_width(part))
        self._pdf.set_text_shaping(False)
        return width

    def _shape(self, direction: str, size: float, bold: bool) -> None:
        self._faces.load_fallback()
        self._pdf.set_font("noto", "B" if bold else "", size)
        self._pdf.set_text_shaping(True, direction=direction)
