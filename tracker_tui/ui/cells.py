"""Text measured and fitted in cells of the terminal, the way Textual's compositor counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker_tui.core.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_FIRST_SYMBOL = "\u2190"  # letters end and arrows, signs and emoji begin
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")


def width(text: str) -> int:
    """The cells that `text` takes, once made fit for one line."""
    return cell_len(plain(text))


def fit(text: str, cells: int, align: str = "left", more: str = "…") -> str:
    """`text` in exactly that many cells, `align` "left" or "right"; `more` (one cell) where cut."""
    # Right-to-left text is left as it is. Most terminals lay every sign in its own cell in the
    # order it came, and columns hold; those that reorder do it for a whole line, and isolates
    # (U+2068) around a cell do not help: they ignore them or draw a box that shifts the line.
    if cells <= 0:
        return ""
    text = plain(text)
    free = cells - cell_len(text)
    if free < 0:
        text = cut(text, cells - 1)
        free = cells - 1 - cell_len(text)
        text += more
    return " " * free + text if align == "right" else text + " " * free


def plain(text: str) -> str:
    """`text` on one line, without joiners that join nothing: they hide the next sign's width."""
    if text.isascii() and text.isprintable():
        return text
    text = one_line(text)
    if _JOINER not in text:
        return text
    last = len(text) - 1
    return "".join(
        sign
        for at, sign in enumerate(text)
        if sign != _JOINER or (0 < at < last and _joins_emoji(text, at))
    )


def _joins_emoji(text: str, at: int) -> bool:
    before = text[at - 1]
    return text[at + 1] >= _FIRST_SYMBOL and (
        before == _EMOJI_STYLE or before >= "\U0001f3fb" or cell_len(before) == 2
    )


def cut(text: str, cells: int) -> str:
    """The longest beginning of `text` that takes at most that many cells and splits no sign."""
    if text.isascii():
        return text[:cells]
    end = taken = 0
    for cluster in _clusters(text):
        taken += cell_len(cluster)
        if taken > cells:
            break
        end += len(cluster)
    return text[:end]


def _clusters(text: str) -> Iterator[str]:
    """What a person sees as one sign each: a letter with its marks, joined emoji, a flag."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _belongs(text, start, at):
            yield text[start:at]
            start = at


def _belongs(text: str, start: int, at: int) -> bool:
    """Whether the sign at `at` is part of the cluster that begins at `start`."""
    sign = text[at]
    if cell_len(sign) == 0 or text[at - 1] == _JOINER:
        return True
    first, last = _FLAG_LETTERS
    return at == start + 1 and first <= sign <= last and first <= text[start] <= last
