"""Documents as PDF files."""

from __future__ import annotations

from tracker_tui.exporters.pdf.draw import draw_pdf

__all__ = ["draw_pdf"]
