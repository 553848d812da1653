"""A document as the blocks of a page: words and figures as they are read on paper and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Figure(NamedTuple):
    """A number for a column that is aligned on the decimal sign: `1.234` `,50` `/h`."""

    whole: str
    fraction: str = ""
    """The decimal sign (or the colon of hours) and what follows."""
    unit: str = ""

    @property
    def text(self) -> str:
        """What is read."""
        return self.whole + self.fraction + self.unit


Cell = str | Figure


class Letterhead(NamedTuple):
    """Who writes: name, address, and how to reach and identify them."""

    name: str
    address: tuple[str, ...]
    contact: tuple[str, ...]


class Addressee(NamedTuple):
    """To whom, below the sender in one line as a window envelope shows it."""

    sender: str
    lines: tuple[str, ...]


class Title(NamedTuple):
    """What the document is, with its number, and what it is about."""

    text: str
    subject: str = ""


class Fact(NamedTuple):
    """A label and its value."""

    label: str
    value: str


class Facts(NamedTuple):
    """Date, due date, period of supply and the like."""

    rows: tuple[Fact, ...]


class Paragraph(NamedTuple):
    """Running text; line ends in it are kept."""

    text: str


class Column(NamedTuple):
    """A column of a table; `figures` are aligned on the decimal sign, text runs left."""

    head: str
    figures: bool = False
    wide: bool = False
    """Takes the width that the others leave."""


class Row(NamedTuple):
    """Cells by column; `carried` is the sum down to this row, for where a sheet ends after it."""

    cells: tuple[Cell, ...]
    carried: Figure | None = None


class Table(NamedTuple):
    """Rows under heads; where it goes on, the sum is carried over in the last column."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    carried_over: str = ""
    brought_forward: str = ""
    sums: tuple[Cell, ...] = ()
    """The last row, where the table has one of its own."""


class Total(NamedTuple):
    """A figure below the table; `strong` is one that money is paid by."""

    label: str
    figure: Figure
    strong: bool = False


class Totals(NamedTuple):
    """The figures below the table, one below the other."""

    rows: tuple[Total, ...]


class Payment(NamedTuple):
    """When and where to pay: sentences, then the bank account."""

    sentences: tuple[str, ...]
    facts: tuple[Fact, ...]


class Notes(NamedTuple):
    """What the law wants said, and the writer's own note."""

    texts: tuple[str, ...]


class Annex(NamedTuple):
    """The entries behind a line."""

    title: str
    subject: str
    table: Table


Block = (
    Letterhead | Addressee | Title | Facts | Paragraph | Table | Totals | Payment | Notes | Annex
)


class Page(NamedTuple):
    """A document ready to be drawn. `footer` are columns of lines that every sheet ends with."""

    title: str
    author: str
    language: str
    """The locale such as `de` or `de-CH`."""
    page_of: str
    """`Page {page} of {pages}` in the document's language."""
    footer: tuple[tuple[str, ...], ...]
    blocks: tuple[Block, ...]


def texts_of(page: Page) -> Iterator[str]:
    """Every text of the page but the number of the sheet, in the order of reading."""
    yield page.title
    yield page.author
    for block in page.blocks:
        yield from _texts(block)
    for column in page.footer:
        yield from column


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Figure):
        yield value.text
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
