"""The upper part of the first sheet: letterhead, address, facts, title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.exporters.pdf.sheets import Picture, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.exporters.page.model import Addressee, Fact, Facts, Letterhead, Title
    from tracker_tui.exporters.pdf.sheets import Sheets, Style

ADDRESS_TOP = 46.0
"""The address begins here, where the windows of envelopes want it (DIN 5008, form B)."""
SIDE_WIDTH = 72.0
"""Width of the column beside the address."""
STRIP = 4
"""Facts beside each other in a strip."""


def draw_letterhead(sheets: Sheets, block: Letterhead, logo_ratio: float | None) -> None:
    """Bar, logo, and the issuer; below the logo where both are on the same side."""
    paper = sheets.paper
    if paper.bar:
        sheets.add(Rule(0, paper.bar / 2, paper.width, paper.bar, paper.accent_colour))
    on_left = paper.letterhead_side == "left"
    x = sheets.left if on_left else sheets.right - SIDE_WIDTH
    width = sheets.width - SIDE_WIDTH if on_left else SIDE_WIDTH
    if logo_ratio is not None:
        height = _draw_logo(sheets, logo_ratio)
        if paper.logo_side == paper.letterhead_side:
            sheets.y += height + 3
    name = sheets.strong._replace(size=paper.name_size, colour=paper.accent_colour)
    sheets.stack(x, [block.name], width, name)
    sheets.y += 0.8
    sheets.stack(x, block.address, width, sheets.small)
    if block.address and block.contact:
        sheets.y += 1.2
    sheets.stack(x, block.contact, width, sheets.small)


def _draw_logo(sheets: Sheets, ratio: float) -> float:
    """The logo as large as its box allows; its height."""
    paper = sheets.paper
    width = min(paper.logo_width, paper.logo_height * ratio)
    x = sheets.left if paper.logo_side == "left" else sheets.right - width
    sheets.add(Picture(x, sheets.y, width, width / ratio))
    return width / ratio


def draw_opening(sheets: Sheets, address: Addressee, facts: Facts, title: Title) -> None:
    """Address with the facts beside it and the title below, or the facts as a strip below that."""
    if len(sheets.sheets) == 1:
        sheets.y = max(sheets.y + 6, ADDRESS_TOP)
    strip = sheets.paper.facts == "strip"
    width = sheets.width - SIDE_WIDTH - 8
    tiny = sheets.small._replace(size=min(6.5, sheets.small.size))
    sheets.stack(sheets.left, [address.sender], width, tiny)
    sheets.y += 1.5
    begin, sheet = sheets.y, len(sheets.sheets)
    sheets.stack(sheets.left, address.lines, width, sheets.text)
    if not strip:
        below = sheets.y
        if len(sheets.sheets) == sheet:
            sheets.y = begin
        draw_facts(sheets, facts.rows, sheets.right - SIDE_WIDTH, SIDE_WIDTH)
        sheets.y = max(sheets.y, below) if len(sheets.sheets) == sheet else sheets.y
    sheets.y += 11
    _draw_title(sheets, title)
    if strip:
        sheets.rule(sheets.left, sheets.width)
        sheets.y += 2
        draw_strip(sheets, facts.rows)
        sheets.rule(sheets.left, sheets.width)
        sheets.y += 6


def draw_facts(sheets: Sheets, rows: Sequence[Fact], x: float, width: float) -> None:
    """Labels and values in two columns."""
    if not rows:
        return
    label_style, value_style = sheets.muted, sheets.text
    widest = max(sheets.measure(row.label, label_style.size, False) for row in rows)
    indent = min(widest, width * 0.5) + 4
    for row in rows:
        labels = sheets.wrap(row.label, indent - 4, label_style)
        values = sheets.wrap(row.value, width - indent, value_style)
        _draw_beside(sheets, labels, values, x, indent, (label_style, value_style))


def _draw_beside(
    sheets: Sheets,
    labels: list[str],
    values: list[str],
    x: float,
    indent: float,
    styles: tuple[Style, Style],
) -> None:
    height = sheets.line_height(sheets.text)
    for at in range(max(len(labels), len(values))):
        sheets.need(height)
        if at < len(labels):
            sheets.write(x, sheets.y, labels[at], styles[0])
        if at < len(values):
            sheets.write(x + indent, sheets.y, values[at], styles[1])
        sheets.y += height


def _draw_title(sheets: Sheets, title: Title) -> None:
    large = sheets.strong._replace(size=sheets.paper.title_size)
    sheets.stack(sheets.left, [title.text], sheets.width, large)
    if title.subject:
        sheets.y += 0.5
        sheets.stack(sheets.left, [title.subject], sheets.width, sheets.muted)
    sheets.y += 4


def draw_strip(sheets: Sheets, rows: Sequence[Fact]) -> None:
    """Facts in rows of columns, each value below its label."""
    small, text = sheets.line_height(sheets.small), sheets.line_height(sheets.text)
    columns = _strip_columns(sheets, rows)
    for first in range(0, len(rows), STRIP):
        labels, values = [], []
        for row, (_, width) in zip(rows[first : first + STRIP], columns, strict=False):
            labels.append(sheets.wrap(row.label, width, sheets.small))
            values.append(sheets.wrap(row.value, width, sheets.text))
        above = max(len(lines) for lines in labels) * small
        height = above + max(len(lines) for lines in values) * text + 2
        sheets.need(min(height, sheets.full_room))
        for (x, _), label, value in zip(columns, labels, values, strict=False):
            _draw_lines(sheets, x, sheets.y, label, sheets.small)
            _draw_lines(sheets, x, sheets.y + above, value, sheets.text)
        sheets.y += height


def _strip_columns(sheets: Sheets, rows: Sequence[Fact]) -> list[tuple[float, float]]:
    """Left edge and width of the columns: as wide as their texts, or all the same."""
    gap, count = 5.0, min(STRIP, len(rows))
    widths = [
        max(
            max(
                sheets.measure(row.label, sheets.small.size, False),
                sheets.measure(row.value, sheets.text.size, False),
            )
            for row in rows[column::STRIP]
        )
        for column in range(count)
    ]
    equal = (sheets.width - gap * (STRIP - 1)) / STRIP
    free = sheets.width - sum(widths) - gap * (count - 1)
    if max(widths, default=0) <= equal or free < 0:
        return [(sheets.left + at * (equal + gap), equal) for at in range(count)]
    share = free / max(1, count - 1)
    return [
        (sheets.left + sum(widths[:at]) + at * (gap + share), widths[at]) for at in range(count)
    ]


def _draw_lines(sheets: Sheets, x: float, y: float, lines: list[str], style: Style) -> None:
    for number, line in enumerate(lines):
        sheets.write(x, y + number * sheets.line_height(style), line, style)
