"""Fonts that are unpacked once, and drawing with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.exporters.sample_documents import (
    paper,
)
from tracker_tui.exporters.page import build_page
from tracker_tui.exporters.pdf import draw_pdf
from tracker_tui.exporters.pdf.fonts import Faces
from tracker_tui.exporters.pdf.layout import lay_out
from tracker_tui.exporters.pdf.pen import Pen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker_tui.core.document import Document
    from tracker_tui.exporters.pdf.sheets import Sheet


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def draw(fonts: str) -> Callable[..., bytes]:
    def draw_document(doc: Document, theme: str = "plain", logo: bytes | None = None) -> bytes:
        look = paper(theme)
        return draw_pdf(build_page(doc, look), look, doc.date or "2026-11-30", logo, fonts)

    return draw_document


@pytest.fixture(scope="session")
def measure(fonts: str) -> Iterator[Callable[[str, float, bool], float]]:
    from fpdf import FPDF

    pdf = FPDF()
    faces = Faces(pdf, fonts)
    yield Pen(pdf, faces, None).measure
    faces.close()


@pytest.fixture
def marks(measure: Callable[[str, float, bool], float]) -> Callable[..., list[Sheet]]:
    def lay(doc: Document, theme: str = "plain") -> list[Sheet]:
        look = paper(theme)
        return lay_out(build_page(doc, look), look, measure, None, lambda: None)

    return lay
