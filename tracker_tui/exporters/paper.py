"""How a printed document looks: a theme of `themes/paper/*.toml` as a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tracker_tui.core.errors import FieldError
from tracker_tui.core.ids import shown
from tracker_tui.core.near import nearest
from tracker_tui.core.record import Reader
from tracker_tui.exporters.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker_tui.core.record import Record

SIZES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height of a sheet in mm."""

SIDES = ("left", "right")

FOOTER_FIELDS = (
    "name",
    "street",
    "extra",
    "zip",
    "city",
    "country",
    "email",
    "phone",
    "web",
    "vat_id",
    "tax_number",
    "registration",
    "holder",
    "bank",
    "iban",
    "bic",
)
"""What a line of the footer can name in braces: the issuer and its bank."""

LEAST_WIDTH = 100.0
"""Least width in mm between the margins: figures of a line need that much."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FIELD = re.compile(r"\{([^{}]*)\}")

Value = TypeVar("Value")


class Paper(NamedTuple):
    """Lengths in mm, sizes of letters in points, colours as #rrggbb; the defaults are `plain`."""

    size: str = "A4"
    top: float = 18
    right: float = 20
    bottom: float = 16
    left: float = 24
    annex: bool = True
    """Whether the entries behind the lines follow."""
    text_size: float = 9
    small_size: float = 7.5
    title_size: float = 17
    leading: float = 1.4
    """Distance of two lines of text as a multiple of the size of their letters."""
    text_colour: str = "#1d1d1f"
    muted_colour: str = "#6b6f76"
    accent_colour: str = "#1f4e79"
    rule_colour: str = "#c9ccd1"
    letterhead_side: str = "right"
    name_size: float = 11
    bar: float = 0
    """Thickness of the bar in the accent colour along the top edge; 0: none."""
    logo: str = ""
    """Path of a PNG or JPEG file; whoever reads the theme reads the file."""
    logo_side: str = "left"
    logo_width: float = 50
    logo_height: float = 18
    facts: str = "column"
    """Number, date and the like: a column beside the address, or a strip below the title."""
    lines: bool = False
    """Whether a thin rule stands between the rows of a table."""
    footer: tuple[tuple[str, ...], ...] = (("{name} · {vat_id} · {tax_number} · {registration}",),)
    """Columns of lines; parts between ` · ` are left out where the issuer lacks the field."""
    closing: tuple[tuple[str, str], ...] = ()
    """Languages and the last sentence in each."""

    @property
    def width(self) -> float:
        """Width of the sheet."""
        return SIZES[self.size][0]

    @property
    def height(self) -> float:
        """Height of the sheet."""
        return SIZES[self.size][1]


def read_paper(record: Record) -> Paper:
    """A theme from its record; what is left out is as in Paper's defaults.

    Raises FieldError with the dotted key for a wrong value and for a key that is not known.
    """
    reader = _Table(record)
    found: Record = {}
    for key, read in _TABLES.items():
        found.update(reader.read(key, _whole(read)) or {})
    closing = reader.read("closing", _whole(_read_closing))
    reader.refuse_unknown()
    paper = Paper()._replace(**found)
    if paper.width - paper.left - paper.right < LEAST_WIDTH:
        problem = f"leave less than {LEAST_WIDTH:g} mm for the text on {paper.size}"
        raise FieldError("page.margins", problem)
    return paper._replace(closing=closing or ())


class _Table(Reader):
    """A reader that knows lengths and colours, and refuses what nobody asked for."""

    def length(self, key: str, low: float, high: float, default: float) -> float:
        number = self.number(key)
        if number is None:
            return default
        if not low <= number <= high:
            raise FieldError(key, f"{number} is not between {low:g} and {high:g}")
        return float(number)

    def colour(self, key: str, default: str) -> str:
        text = self.text(key, default)
        if not _COLOUR.fullmatch(text):
            raise FieldError(key, f"{shown(text)} is not a colour such as #1f4e79")
        return text.lower()

    def refuse_unknown(self) -> None:
        for key in self.rest():
            near = nearest(key, self._asked)
            known = (
                f"did you mean {near}?" if near else f"known are {', '.join(sorted(self._asked))}"
            )
            raise FieldError(key, f"unknown key; {known}")


def _whole(read: Callable[[_Table], Value]) -> Callable[[Record], Value]:
    """Reads a table to its last key."""

    def build(record: Record) -> Value:
        table = _Table(record)
        value = read(table)
        table.refuse_unknown()
        return value

    return build


def _read_page(table: _Table) -> Record:
    margins = table.read("margins", _whole(_read_margins)) or {}
    size = table.choice("size", tuple(SIZES), Paper().size)
    return {**margins, "size": size, "annex": table.flag("annex", Paper().annex)}


def _read_margins(table: _Table) -> Record:
    plain = Paper()
    return {
        "top": table.length("top", 5, 100, plain.top),
        "right": table.length("right", 5, 60, plain.right),
        "bottom": table.length("bottom", 5, 100, plain.bottom),
        "left": table.length("left", 5, 60, plain.left),
    }


def _read_text(table: _Table) -> Record:
    plain = Paper()
    return {
        "text_size": table.length("size", 6, 14, plain.text_size),
        "small_size": table.length("small", 5, 12, plain.small_size),
        "title_size": table.length("title", 8, 40, plain.title_size),
        "leading": table.length("leading", 1.1, 2.5, plain.leading),
    }


def _read_colour(table: _Table) -> Record:
    plain = Paper()
    return {
        "text_colour": table.colour("text", plain.text_colour),
        "muted_colour": table.colour("muted", plain.muted_colour),
        "accent_colour": table.colour("accent", plain.accent_colour),
        "rule_colour": table.colour("rule", plain.rule_colour),
    }


def _read_letterhead(table: _Table) -> Record:
    plain = Paper()
    return {
        "letterhead_side": table.choice("side", SIDES, plain.letterhead_side),
        "name_size": table.length("name", 6, 40, plain.name_size),
        "bar": table.length("bar", 0, 10, plain.bar),
    }


def _read_logo(table: _Table) -> Record:
    plain = Paper()
    return {
        "logo": table.text("file", plain.logo),
        "logo_side": table.choice("side", SIDES, plain.logo_side),
        "logo_width": table.length("width", 5, 120, plain.logo_width),
        "logo_height": table.length("height", 5, 60, plain.logo_height),
    }


def _read_facts(table: _Table) -> Record:
    return {"facts": table.choice("layout", ("column", "strip"), Paper().facts)}


def _read_table(table: _Table) -> Record:
    return {"lines": table.flag("lines", Paper().lines)}


def _read_footer(table: _Table) -> Record:
    columns = tuple(column for key in ("left", "middle", "right") if (column := table.texts(key)))
    for column in columns:
        for name in _FIELD.findall("".join(column)):
            if name not in FOOTER_FIELDS:
                near = nearest(name, FOOTER_FIELDS)
                known = f"did you mean {near}?" if near else f"known: {', '.join(FOOTER_FIELDS)}"
                raise FieldError("", f"unknown field {shown(name)}; {known}")
    return {"footer": columns}


def _read_closing(table: _Table) -> tuple[tuple[str, str], ...]:
    return tuple((language, text) for language in LANGUAGES if (text := table.text(language)))


_TABLES: dict[str, Callable[[_Table], Record]] = {
    "page": _read_page,
    "text": _read_text,
    "colour": _read_colour,
    "letterhead": _read_letterhead,
    "logo": _read_logo,
    "facts": _read_facts,
    "table": _read_table,
    "footer": _read_footer,
}


def fill_footer(line: str, fields: dict[str, str]) -> str:
    """A line of the footer with the fields in place; parts without their field are left out."""
    parts = []
    for part in line.split(" · "):
        names = _FIELD.findall(part)
        if names and not any(fields.get(name) for name in names):
            continue
        parts.append(_FIELD.sub(lambda match: fields.get(match[1], ""), part).strip())
    return " · ".join(part for part in parts if part)
