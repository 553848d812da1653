"""The marked rows of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker_tui.ui.widgets.grid_rows import Rows


class Marks:
    """Marks by key, so that they stay on their rows.

    "All" is no list of 100,000 keys but the rows that were there when they all were marked. A
    range that is still open reaches from its anchor to the cursor.
    """

    def __init__(self) -> None:
        self.anchor = ""
        self._all: Rows | None = None
        self._keys: set[str] = set()  # marked one by one; among those of "all": not marked

    def __bool__(self) -> bool:
        return bool(self._all is not None or self._keys or self.anchor)

    def clear(self) -> None:
        """Take every mark away."""
        self.anchor = ""
        self._all = None
        self._keys.clear()

    def toggle(self, keys: Iterable[str]) -> None:
        """Mark those of the rows that are not, and take the marks of the others away."""
        self._keys ^= set(keys)

    def toggle_all(self, rows: Rows) -> None:
        """Mark all rows; where they all are marked already, none."""
        whole = self._all is rows and not self._keys
        self.clear()
        self._all = None if whole else rows

    def add(self, keys: Iterable[str]) -> None:
        """Mark these rows too."""
        self.toggle([key for key in keys if not self.has(key)])

    def has(self, key: str) -> bool:
        """Whether a row is marked, an open range aside."""
        in_all = self._all is not None and self._all.index(key) is not None
        return in_all != (key in self._keys)

    def among(self, rows: Rows, cursor: int) -> tuple[str, ...]:
        """The keys of the marked rows that are there, in their order."""
        if self._all is not None:
            span = self.open_range(rows, cursor)
            keys = keys_between(rows, 0, len(rows) - 1)
            return tuple(key for key in keys if self.has(key) or key in span)
        places = ((rows.index(key), key) for key in self._keys | self.open_range(rows, cursor))
        return tuple(key for _, key in sorted((at, key) for at, key in places if at is not None))

    def span(self, rows: Rows, cursor: int) -> range:
        """The places that the open range covers."""
        anchor = rows.index(self.anchor) if self.anchor else None
        if anchor is None:
            return range(0)
        return range(min(anchor, cursor), max(anchor, cursor) + 1)

    def open_range(self, rows: Rows, cursor: int) -> set[str]:
        """The keys that the open range covers."""
        span = self.span(rows, cursor)
        return set(keys_between(rows, span.start, span.stop - 1)) if span else set()


def keys_between(rows: Rows, first: int, last: int) -> list[str]:
    """The keys of what can be marked from `first` to `last`: groups, totals and notes cannot."""
    found = (rows.row(index) for index in range(first, last + 1))
    return [row.key for row in found if row.kind == "row"]
