"""The one page model of a document, drawn by the PDF exporter and by the preview screen."""

from __future__ import annotations

from tracker_tui.exporters.page.build import build_page
from tracker_tui.exporters.page.model import Block, Figure, Page, texts_of

__all__ = ["Block", "Figure", "Page", "build_page", "texts_of"]
