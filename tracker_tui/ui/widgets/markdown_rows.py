"""A page of the manual as rows of the grid: the little Markdown that the manual uses."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING

from tracker_tui.ui.widgets.grid_rows import Cell, GridRow

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 92
"""Longer lines are hard to read."""

_MARKS = re.compile(r"(?<!\\)(?:\*\*|`)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_CELL = re.compile(r"(?<!\\)\|")


def markdown_rows(text: str, width: int) -> list[GridRow]:
    """Headings, paragraphs, lists, tables and code, wrapped to so many cells."""
    lines = _lines(text.splitlines(), min(width, LONGEST))
    return [GridRow(str(at), (line,), kind) for at, (kind, line) in enumerate(lines)]


def _lines(source: list[str], width: int) -> Iterator[tuple[str, str | Cell]]:
    at = 0
    while at < len(source):
        line = source[at]
        start, at = at, at + 1
        if line.startswith("```"):
            while at < len(source) and not source[at].startswith("```"):
                yield "row", Cell(f"    {source[at]}", "accent")
                at += 1
            at += 1
        elif line.startswith("#"):
            yield "group", _plain(line.lstrip("#").strip())
        elif line.startswith("|"):
            while at < len(source) and source[at].startswith("|"):
                at += 1
            for row in _table(source[start:at], width):
                yield "row", row
        elif not line.strip():
            yield "row", ""
        else:
            while at < len(source) and _goes_on(source[at]):
                at += 1
            for row in _paragraph(source[start:at], width):
                yield "row", row


def _goes_on(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("#", "```", "|", "- "))


def _paragraph(lines: list[str], width: int) -> list[str]:
    text = _plain(" ".join(line.strip() for line in lines))
    return wrap(text, width, subsequent_indent="  " if text.startswith("- ") else "")


def _table(lines: list[str], width: int) -> Iterator[str]:
    """Columns as wide as their words; the last one wraps. Heads without words are left out."""
    rows = [[_plain(cell.strip()) for cell in _CELL.split(line)[1:-1]] for line in lines]
    head, *body = [
        row for row in rows if not all(set(cell) <= set("-: ") for cell in row) or not any(row)
    ]
    if all(cell for cell in head[:-1]):
        body.insert(0, head)
    widths = [max(len(row[at]) for row in body) for at in range(len(head) - 1)]
    indent = sum(widths) + 2 * len(widths)
    for row in body:
        first = "".join(f"{cell:<{size + 2}}" for cell, size in zip(row, widths, strict=False))
        yield from wrap(row[-1], width, initial_indent=first, subsequent_indent=" " * indent) or [
            first.rstrip()
        ]


def _plain(text: str) -> str:
    """Without the marks of bold and code, and with the words of links alone."""
    return _MARKS.sub("", _LINK.sub(r"\1", text)).replace("\\|", "|")
