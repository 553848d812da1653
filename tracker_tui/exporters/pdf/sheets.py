"""Sheets of paper with what stands where: the layout before it is drawn.

Lengths are mm from the left and the top edge, sizes of letters are points.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tracker_tui.exporters.paper import Paper

    Measure = Callable[[str, float, bool], float]
    """Width in mm of a text at a size in points, in bold or not."""

POINT = 25.4 / 72
ROUNDING = 0.001  # a text that is as wide as its column fits
CAPITAL = 0.714  # height of a capital letter of Noto Sans as a share of the size


class Style(NamedTuple):
    """Letters of a text: size in points, bold, colour as #rrggbb."""

    size: float
    colour: str
    bold: bool = False


class Ink(NamedTuple):
    """A text whose baseline begins at (x, y)."""

    x: float
    y: float
    text: str
    style: Style


class Rule(NamedTuple):
    """A horizontal rule; `y` is its middle."""

    x: float
    y: float
    width: float
    thickness: float
    colour: str


class Picture(NamedTuple):
    """The logo, by its upper left corner."""

    x: float
    y: float
    width: float
    height: float


Mark = Ink | Rule | Picture
Sheet = list[Mark]


class Sheets:
    """Sheets that fill from the top; `y` is where the next thing begins on the last of them."""

    def __init__(self, paper: Paper, measure: Measure, running_head: str) -> None:
        self.paper = paper
        self.measure = measure
        self.left = paper.left
        self.right = paper.width - paper.right
        self.width = self.right - self.left
        self.bottom = paper.height - paper.bottom
        self.sheets: list[Sheet] = [[]]
        self.sheet = self.sheets[0]
        self.y = paper.top
        self._running_head = running_head
        self.text = Style(paper.text_size, paper.text_colour)
        self.strong = self.text._replace(bold=True)
        self.muted = Style(paper.text_size, paper.muted_colour)
        self.small = Style(paper.small_size, paper.muted_colour)

    @property
    def room(self) -> float:
        """Height that is left on this sheet."""
        return self.bottom - self.y

    @property
    def full_room(self) -> float:
        """Height of a fresh sheet below its running head."""
        return self.bottom - self._first_y()

    def _first_y(self) -> float:
        return self.paper.top + self.line_height(self.small) + 5

    def line_height(self, style: Style) -> float:
        """Distance of two lines."""
        return style.size * POINT * self.paper.leading

    def add(self, mark: Mark) -> None:
        """Put a mark on the sheet that is being drawn."""
        self.sheet.append(mark)

    def next_sheet(self) -> None:
        """Begin a sheet, under what the document is."""
        self.sheet = []
        self.sheets.append(self.sheet)
        self.y = self.paper.top
        line = self.wrap(self._running_head, self.width, self.small)[0]
        self.write(self.left, self.y, line, self.small)
        self.y = self._first_y()

    def need(self, height: float) -> None:
        """Begin a sheet where `height` is not left on this one (but would be on the next)."""
        if self.room < height and self.y > self._first_y():
            self.next_sheet()

    def write(self, x: float, y: float, text: str, style: Style) -> None:
        """One line of text; `y` is the upper edge of its line."""
        if text:
            drop = (self.line_height(style) + CAPITAL * style.size * POINT) / 2
            self.add(Ink(x, y + drop, text, style))

    def write_right(self, right: float, y: float, text: str, style: Style) -> None:
        """One line of text that ends at `right`."""
        self.write(right - self.measure(text, style.size, style.bold), y, text, style)

    def rule(self, x: float, width: float, thickness: float = 0.15, colour: str = "") -> None:
        """A rule at the present height."""
        self.add(Rule(x, self.y, width, thickness, colour or self.paper.rule_colour))

    def wrap(self, text: str, width: float, style: Style) -> list[str]:
        """The text in lines of at most `width`; at least one line."""
        room = width + ROUNDING
        return wrap(text, room, lambda part: self.measure(part, style.size, style.bold))

    def stack(self, x: float, texts: Iterable[str], width: float, style: Style) -> None:
        """Texts one below the other from the present height on; moves down, sheet by sheet."""
        height = self.line_height(style)
        for text in texts:
            for line in self.wrap(text, width, style):
                self.need(height)
                self.write(x, self.y, line, style)
                self.y += height


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Lines of at most `width`: broken at spaces, a longer word between its letters."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if measure(paragraph) <= width:
            lines.append(paragraph)
            continue
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if measure(longer) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while len(line) > 1 and measure(line) > width:
                cut = _fitting(line, width, measure)
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def _fitting(word: str, width: float, measure: Callable[[str], float]) -> int:
    """Letters of the word that fit, at least one; an accent stays with its letter."""
    low, high = 1, len(word) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if measure(word[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    while low > 1 and unicodedata.combining(word[low]):
        low -= 1
    return low
