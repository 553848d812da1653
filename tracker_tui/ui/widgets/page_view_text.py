"""Texts in cells of the terminal: broken into lines, and put somewhere on one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.ui.cells import cut, plain, width
from tracker_tui.ui.figures import symbol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Ink(NamedTuple):
    """A text that begins in column `x`; `tone` is one of TONES."""

    x: int
    text: str
    tone: str = ""


TONES = ("", "muted", "strong", "accent", "rule")

HANGING = 4
"""Cells by which a line that goes on stands further in."""

Inks = tuple[Ink, ...]
"""What stands on one line, from left to right."""


def rule(x: int, cells: int, tone: str = "rule") -> Ink:
    """A thin rule."""
    return Ink(x, ("-" if symbol("cursor").isascii() else "─") * cells, tone)


def wrap(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells: broken at spaces, long words between letters.

    Line ends are kept; what could steer the terminal is escaped. At least one line.
    """
    cells = max(cells, 2)
    lines: list[str] = []
    for paragraph in map(plain, text.split("\n")):
        if width(paragraph) <= cells:
            lines.append(paragraph)
            continue
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer) <= cells:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while width(line) > cells:
                part = cut(line, cells) or line[0]
                lines.append(part)
                line = line[len(part) :]
        lines.append(line)
    return lines


def hang(lines: Iterable[str], cells: int) -> list[str]:
    """Lines of plain text; what goes on in the next one stands further in than it began."""
    found = []
    for line in lines:
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        first, *rest = wrap(text, cells - indent - HANGING)
        found += [" " * indent + first, *(" " * (indent + HANGING) + one for one in rest)]
    return found


def stack(texts: Sequence[str], x: int, cells: int, tone: str = "") -> list[Inks]:
    """Texts one below the other."""
    return [(Ink(x, line, tone),) for text in texts for line in wrap(text, cells)]


def beside(left: Sequence[Inks], right: Sequence[Inks]) -> list[Inks]:
    """Two columns of lines as one, from the same line on."""
    count = max(len(left), len(right))
    return [
        (*(left[at] if at < len(left) else ()), *(right[at] if at < len(right) else ()))
        for at in range(count)
    ]
