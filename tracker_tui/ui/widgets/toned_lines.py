"""A few lines of toned text that are made anew often and painted only where they differ."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tracker_tui.ui.figures import width

if TYPE_CHECKING:
    from rich.style import Style
    from textual.geometry import Size

Part = tuple[str, str]
"""A text, exactly as wide as it is to be, and its tone; empty: none."""

Line = tuple[Part, ...]

TONES = ("accent", "free", "gap", "muted", "overlap", "parked", "rule", "running", "strong")


class TonedLines(Widget):
    """Subclasses make the lines for a width; `renew` paints what is no longer as it was.

    A part that changes alone, such as a clock, is painted alone, as long as it keeps its width.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TonedLines {
        width: 1fr;
        height: auto;
        & > .line--accent { color: $text-accent; text-style: bold; }
        & > .line--free { color: $free; }
        & > .line--gap { color: $gap; }
        & > .line--muted { color: $text-muted; }
        & > .line--overlap { color: $text-warning; text-style: bold; }
        & > .line--parked { color: $parked; }
        & > .line--rule { color: $rule; }
        & > .line--running { color: $running; text-style: bold; }
        & > .line--strong { text-style: bold; }
        &:ansi > .line--muted, &:ansi > .line--rule { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{tone}" for tone in TONES}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Line] = []
        self._made_for = -1

    def make_lines(self, cells: int) -> list[Line]:
        """The lines for so many cells."""
        raise NotImplementedError

    def renew(self) -> None:
        """Makes the lines anew."""
        cells = self.size.width
        if not cells:  # it was not laid out yet
            self.refresh(layout=True)
            return
        before, self._lines = self._lines, self.make_lines(cells)
        if len(before) != len(self._lines):
            self.refresh(layout=self.styles.auto_dimensions)
        elif cells != self._made_for:
            self.refresh()
        else:
            pairs = enumerate(zip(before, self._lines, strict=True))
            regions = [differing(y, old, new) for y, (old, new) in pairs if old != new]
            if regions:
                self.refresh(*regions)
        self._made_for = cells

    def render_line(self, y: int) -> Strip:
        if self._made_for != self.size.width:
            self._made_for = self.size.width
            self._lines = self.make_lines(self._made_for)
        if y >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        parts = [Segment(text, self._style(tone)) for text, tone in self._lines[y] if text]
        return Strip(parts).adjust_cell_length(self.size.width, self.rich_style)

    def _style(self, tone: str) -> Style:
        return self.get_component_rich_style(f"line--{tone}") if tone else self.rich_style

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.make_lines(width))


def differing(y: int, old: Line, new: Line) -> Region:
    """Where two lines differ; up to the end where their parts are not equally wide."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))))
    start = sum(width(text) for text, _ in new[:same])
    changed = zip(old[same:], new[same:], strict=False)
    apart = [at for at, pair in enumerate(changed, start=same) if pair[0] != pair[1]]
    widths = [[width(text) for text, _ in line] for line in (old, new)]
    if widths[0] != widths[1]:
        return Region(start, y, max(map(sum, widths)) - start, 1)
    return Region(start, y, sum(widths[1][: apart[-1] + 1]) - start, 1)
