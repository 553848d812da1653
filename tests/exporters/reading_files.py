"""Reading the text of a file back."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader


def sheets_of(data: bytes) -> list[str]:
    """The text of each sheet."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def packed(text: str) -> str:
    """Without any space: lines may be broken anywhere."""
    return re.sub(r"\s", "", text)
