"""Which columns fit into a grid, and how wide each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROOMY = 24  # a sharing column with so many cells can spare some for wider gaps


class Column(NamedTuple):
    """A column: `width` in cells, or 0 for a `share` of what is left, `shortest` cells at least.

    `least`: the width of the grid from which on it is shown.
    """

    key: str
    title: str
    width: int = 0
    share: int = 1
    align: str = "left"
    least: int = 0
    shortest: int = 4

    @property
    def needs(self) -> int:
        """The cells that it takes at least."""
        return self.width or self.shortest


class Slot(NamedTuple):
    """A column as shown: `column` is its place among all, `start` and `width` in cells."""

    column: int
    start: int
    width: int
    align: str

    @property
    def end(self) -> int:
        """The first cell behind it."""
        return self.start + self.width


class Layout(NamedTuple):
    """The columns in view, and how many are out of it on either side."""

    slots: tuple[Slot, ...]
    left: int
    right: int


def lay_out(columns: Sequence[Column], grid_width: int, room: int, left: int) -> Layout:
    """The columns of a grid in `room` cells, `left` of them scrolled away behind the first.

    `left` counts only where columns do not fit; it comes back as far as that makes sense.
    """
    known = [pair for pair in enumerate(columns) if pair[1].least <= grid_width]
    roomy = sum(max(0, _ROOMY - column.needs) for _, column in known if not column.width)
    for gap, more in ((2, roomy), (1, 0)):
        if _needs(known, gap) + more <= room:
            return Layout(_place(known, gap, room), 0, 0)
    gap = 1
    left = min(max(left, 0), _farthest(known, gap, room))
    seen = [*known[:1], *known[1 + left :]]
    count = len(seen)
    while count > 2 and _needs(seen[:count], gap) > room:
        count -= 1
    return Layout(_place(seen[:count], gap, room), left, len(seen) - count)


def _needs(columns: Sequence[tuple[int, Column]], gap: int) -> int:
    return sum(column.needs for _, column in columns) + gap * (len(columns) - 1)


def _farthest(columns: Sequence[tuple[int, Column]], gap: int, room: int) -> int:
    """How many columns can go before the rest of them fits."""
    for left in range(len(columns) - 1):
        if _needs([*columns[:1], *columns[1 + left :]], gap) <= room:
            return left
    return max(0, len(columns) - 2)


def _place(columns: Sequence[tuple[int, Column]], gap: int, room: int) -> tuple[Slot, ...]:
    """The columns side by side, with what is left given to those that share it."""
    spare = max(0, room - _needs(columns, gap))
    shares = sum(column.share for _, column in columns if not column.width)
    lacking = max(0, _needs(columns, gap) - room)
    slots: list[Slot] = []
    start = 0
    for index, column in columns:
        cells = column.needs
        if lacking and not slots and len(columns) > 1:
            cells = max(room // 2, cells - lacking)  # the first gives way to the second
        if not column.width and shares:
            extra = spare * column.share // shares
            spare, shares, cells = spare - extra, shares - column.share, cells + extra
        cells = max(0, min(cells, room - start))
        slots.append(Slot(index, start, cells, column.align))
        start += cells + gap
    return tuple(slots)
