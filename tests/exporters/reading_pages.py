"""Finding a block or a figure on a page."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from tests.exporters.sample_documents import paper
from tracker_tui.exporters.page import Figure, Page, build_page
from tracker_tui.exporters.page.model import (
    Table,
    Totals,
)

if TYPE_CHECKING:
    from tracker_tui.core.document import Document

Kind = TypeVar("Kind")

SPACES = str.maketrans("", "", "\u00a0\u202f")


def page_of(doc: Document, theme: str = "plain", annex: bool | None = None) -> Page:
    return build_page(doc, paper(theme), annex)


def block(page: Page, kind: type[Kind]) -> Kind:
    return next(one for one in page.blocks if isinstance(one, kind))


def has(page: Page, kind: type[object]) -> bool:
    return any(isinstance(one, kind) for one in page.blocks)


def number_of(figure: Figure) -> Fraction:
    """The number that a person reads, whatever the language."""
    digits = re.sub(r"\D", "", figure.whole), re.sub(r"\D", "", figure.fraction)
    value = Fraction(f"{digits[0]}.{digits[1]}" if digits[1] else digits[0])
    return -value if figure.whole.startswith("-") else value


def cell(page: Page, row: int, head: str) -> str:
    table = block(page, Table)
    at = [column.head for column in table.columns].index(head)
    found = table.rows[row].cells[at]
    return (found.text if isinstance(found, Figure) else found).replace("\u00a0", " ")


def totals_of(page: Page) -> list[tuple[str, str]]:
    rows = block(page, Totals).rows
    return [
        (row.label.replace("\u00a0", " "), row.figure.text.replace("\u00a0", " ")) for row in rows
    ]
