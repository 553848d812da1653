"""Editing a draft by hand: its texts, figures and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.document import UNITS, Line, line_net, percent_allowances
from tracker_tui.core.document_record import read_document, write_document
from tracker_tui.core.errors import FieldError, Refused, Usage
from tracker_tui.core.grammar import check_note
from tracker_tui.services.changes import Made, handle
from tracker_tui.services.composing import DISCOUNT
from tracker_tui.services.drafts import find_draft, save_draft

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker_tui.core.document import Document
    from tracker_tui.core.taxes import Tax
    from tracker_tui.store.workspace import Workspace

TEXTS = ("intro", "note", "title", "order", "buyer_reference", "theme", "language")
"""The fields of a draft that are text."""

LONG_TEXTS = ("intro", "note")
"""Those of them that may have several lines."""

MOST_DECIMALS = 6
"""How many decimals a price or a quantity may have."""


def draft_texts(draft: Document) -> dict[str, str]:
    """The fields that `edit_draft_fields` takes, as one would type what stands in the draft."""
    percents = [one.percent for one in draft.allowances if one.percent is not None]
    return {
        **{name: str(getattr(draft, name)) for name in TEXTS},
        "discount": format(percents[0], "f") if percents else "",
        "prepaid": format(draft.prepaid, "f") if draft.prepaid else "",
        "terms_days": str(draft.terms_days),
    }


def line_texts(line: Line) -> dict[str, str]:
    """The fields that `edit_line` takes, as one would type what stands in the line.

    What follows from the log is not among them.
    """
    texts = {"description": line.description}
    if line.kind == "manual":
        texts |= {
            "quantity": format(line.quantity, "f"),
            "unit": line.unit,
            "price": format(line.price, "f"),
        }
    return texts | {
        "discount": format(line.discount, "f") if line.discount else "",
        "tax": line.tax_category,
        "tax_rate": format(line.tax_rate, "f"),
    }


def edit_draft_fields(workspace: Workspace, which: str, fields: dict[str, str]) -> Made:
    """Changes texts, the discount in percent, or what was paid before; empty text empties."""
    with workspace.locked():
        old = find_draft(workspace, which)
        draft = old
        for name, text in fields.items():
            draft = _with_field(draft, name, text)
        return save_draft(workspace, old, draft, f"Edited draft {handle(old.id)}")


def _with_field(draft: Document, name: str, text: str) -> Document:

    if name in TEXTS:
        lines = text.strip().splitlines() if name in LONG_TEXTS else [text]
        words = "\n".join(check_note(line) for line in lines)
        return read_document({**write_document(draft), name: words})
    if name == "prepaid":
        return draft._replace(prepaid=_amount(text, draft.currency) if text else None)
    if name == "discount":
        others = tuple(one for one in draft.allowances if one.percent is None)
        percent = _percent(text) if text else None
        if not percent:
            return draft._replace(allowances=others)
        found = percent_allowances(percent, DISCOUNT, draft.lines, draft.currency)
        return draft._replace(allowances=(*others, *found))
    if name == "terms_days":
        if not (text.isdecimal() and text.isascii() and len(text) <= 4):
            raise Usage(f"{text!r} is not a number of days")
        return draft._replace(terms_days=int(text))
    raise Usage(f"{name} is not a field of a draft that can be set")


def add_line(
    workspace: Workspace,
    which: str,
    description: str,
    quantity: str = "1",
    price: str = "0",
    unit: str = "C62",
    tax: str = "",
    tax_rate: str = "",
    discount: str = "",
) -> Made:
    """Adds a line of one's own; its tax is that of the draft's client unless given."""
    with workspace.locked():
        old = find_draft(workspace, which)
        chosen = _tax(workspace, old, tax, tax_rate)
        line = _figured(
            Line(
                _words(description),
                _number(quantity, "quantity"),
                _unit(unit),
                _number("1", "quantity"),
                _number(price, "price"),
                _amount(discount, old.currency),
                _number("0", "net"),
                chosen.category,
                chosen.rate,
                chosen.reason,
                id=workspace.new_id()[-8:],
            ),
            old.currency,
        )
        draft = old._replace(lines=(*old.lines, line))
        return save_draft(workspace, old, draft, f"Added a line to draft {handle(old.id)}")


def edit_line(
    workspace: Workspace,
    which: str,
    which_line: int | str,
    description: str | None = None,
    quantity: str | None = None,
    price: str | None = None,
    unit: str | None = None,
    tax: str | None = None,
    tax_rate: str | None = None,
    discount: str | None = None,
) -> Made:
    """Changes a line, named by number or id; of tracked time not what follows from the log."""
    with workspace.locked():
        old = find_draft(workspace, which)
        number = _number_of(old, which_line)
        line = old.lines[number - 1]
        tracked = line.kind in ("time", "fixed", "expense")
        if tracked and (quantity is not None or price is not None or unit is not None):
            raise Refused(
                f"line {number} comes from the log: edit the entries or the rate and refresh, "
                "or give it a discount"
            )
        if description is not None:
            line = line._replace(description=_words(description))
        if quantity is not None:
            line = line._replace(quantity=_number(quantity, "quantity"))
        if price is not None:
            line = line._replace(price=_number(price, "price"))
        if unit is not None:
            line = line._replace(unit=_unit(unit))
        if tax is not None or tax_rate is not None:
            line = _taxed(line, _tax(workspace, old, tax or line.tax_category, tax_rate or ""))
        if discount is not None:
            line = line._replace(discount=_amount(discount, old.currency))
        line = _figured(line, old.currency)
        draft = old._replace(lines=(*old.lines[: number - 1], line, *old.lines[number:]))
        label = f"Edited line {number} of draft {handle(old.id)}"
        return save_draft(workspace, old, draft, label)


def remove_line(workspace: Workspace, which: str, which_line: int | str) -> Made:
    """Takes a line out, named by its number or its id.

    The time behind it is unbilled again until the draft is refreshed.
    """
    with workspace.locked():
        old = find_draft(workspace, which)
        number = _number_of(old, which_line)
        draft = old._replace(lines=(*old.lines[: number - 1], *old.lines[number:]))
        label = f"Removed line {number} of draft {handle(old.id)}"
        return save_draft(workspace, old, draft, label)


def find_line(workspace: Workspace, which: str, which_line: int | str) -> Line:
    """A line of a draft as it is now."""
    draft = find_draft(workspace, which)
    return draft.lines[_number_of(draft, which_line) - 1]


def _number_of(draft: Document, line: int | str) -> int:
    count = len(draft.lines)
    if isinstance(line, int):
        if not 1 <= line <= count:
            raise Refused(f"draft {handle(draft.id)} has lines 1 to {count}, not {line}")
        return line
    for number, one in enumerate(draft.lines, 1):
        if one.id == line:
            return number
    raise Refused(f"the line is not in draft {handle(draft.id)} any more: look at it again")


def _taxed(line: Line, tax: Tax) -> Line:
    return line._replace(tax_category=tax.category, tax_rate=tax.rate, tax_reason=tax.reason)


def _figured(line: Line, currency: str) -> Line:
    net = line_net(line.quantity, line.price, line.base_quantity, line.discount, currency)
    if net < 0:
        raise Refused("a line cannot cost less than nothing: give the document a discount")
    return line._replace(net=net)


def _words(text: str) -> str:
    words = check_note(text)
    if not words:
        raise Usage("a line needs a description")
    return words


def _number(text: str, what: str) -> Decimal:
    from tracker_tui.core.currency import parse_amount

    number = parse_amount(text, None, MOST_DECIMALS)
    if number < 0:
        raise Usage(f"a {what} is not below zero: {text}")
    return number


def _amount(text: str, currency: str) -> Decimal:
    from tracker_tui.core.currency import parse_amount, quantise

    amount = quantise(parse_amount(text or "0", currency), currency)
    if amount < 0:
        raise Usage(f"an amount here is not below zero: {text}")
    return amount


def _percent(text: str) -> Decimal:
    percent = _number(text.removesuffix("%").strip(), "discount")
    if percent > 100:
        raise Usage(f"a discount is at most 100 percent, not {text}")
    return percent


def _unit(text: str) -> str:
    unit = text.upper()
    if unit not in UNITS:
        raise Usage(f"{text} is not a unit: {', '.join(UNITS)}")
    return unit


def _tax(workspace: Workspace, draft: Document, category: str, rate: str) -> Tax:
    from tracker_tui.core.drafting import tax_on
    from tracker_tui.core.taxes import make_tax
    from tracker_tui.services.listing import terms_of
    from tracker_tui.services.projects import known_client

    if not category and not rate:
        client = known_client(workspace, draft.client)
        return tax_on(draft.supply_until or workspace.today, client, terms_of(workspace))
    try:
        return make_tax("", category or "S", _number(rate, "tax rate") if rate else None)
    except FieldError as error:
        raise Usage(error.problem) from None
