"""Text as it can stand on a page: composed letters, plain line ends, no marks that have no look."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker_tui.exporters.page.model import Page

_WITHOUT_LOOK = dict.fromkeys(map(ord, "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{BOM}\N{SOFT HYPHEN}"))
_SPACES = {ord("\t"): " ", ord("\r"): "\n", ord("\N{LINE SEPARATOR}"): "\n"}


def cleaned(page: Page) -> Page:
    """The page with every text of it made plain."""
    made: Page = _clean(page)
    return made


def _clean(value: Any) -> Any:  # any of the model's values, rebuilt as it was
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, tuple):
        parts = [_clean(item) for item in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value


def clean_text(text: str) -> str:
    """One text made plain."""
    if text.isascii() and text.isprintable():
        return text
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    return plain.translate(_WITHOUT_LOOK).translate(_SPACES)
