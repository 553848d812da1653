"""Text whose letters stand in another order or shape than their code points."""

from __future__ import annotations

import unicodedata
from itertools import groupby

_RIGHT_TO_LEFT = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "PDF", "PDI", "FSI"}
_COMPLEX = ((0x0900, 0x109F), (0x1780, 0x17FF), (0x1A20, 0x1AAF), (0xA800, 0xABFF))
"""Scripts of South and South-East Asia: their letters change shape and order."""
_FIRST = "\u0590"
"""No letter before it (the beginning of Hebrew) needs shaping."""


def needs_shaping(text: str) -> bool:
    """Whether a text cannot be drawn letter by letter from left to right."""
    return any(
        unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT
        or any(first <= ord(letter) <= last for first, last in _COMPLEX)
        for letter in text
        if letter > _FIRST
    )


def can_shape() -> bool:
    """Whether the shaping engine is installed."""
    from fpdf import fonts

    return getattr(fonts, "hb", None) is not None


def visual_runs(text: str) -> list[tuple[str, str]]:
    """The runs of a line from left to right as they are seen: (text, "ltr" or "rtl").

    Levels are fpdf2's; the order of the runs is rule L2 of the Unicode bidirectional algorithm
    (UAX #9), because fpdf2 leaves numbers behind right-to-left words where they are.
    """
    from fpdf.bidi import BidiParagraph, auto_detect_base_direction

    paragraph = BidiParagraph(
        text=text, base_direction=auto_detect_base_direction(text), preserve_bn_chars=True
    )
    runs = [
        (level, "".join(one.character for one in letters))
        for level, letters in groupby(paragraph.characters, lambda one: one.embedding_level)
    ]
    for level in range(max((level for level, _ in runs), default=0), 0, -1):
        runs = _reversed_from(level, runs)
    return [(part, "rtl" if level % 2 else "ltr") for level, part in runs]


def _reversed_from(level: int, runs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The runs with each stretch at this level or above turned around."""
    found: list[tuple[int, str]] = []
    for above, group in groupby(runs, lambda run: run[0] >= level):
        stretch = list(group)
        found += stretch[::-1] if above else stretch
    return found
