"""A client's fields as typed on the command line, made into the values of its file."""

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.client import ADDRESS_FIELDS, GROUPINGS, QUANTITIES, REQUIRABLE
from tracker_tui.core.errors import FieldError, Usage
from tracker_tui.core.ids import shown
from tracker_tui.core.record import Reader
from tracker_tui.core.taxes import RATED, Tax, make_tax, write_tax
from tracker_tui.services.wording import dated, line_of_text, percentage, row_day, with_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from tracker_tui.core.record import Record

ADDRESS_TYPED = (
    "contact",
    "street",
    "city",
    "zip",
    "country",
    "vat_id",
    "email",
    "buyer_reference",
)
"""The fields of an address that are typed."""

TAX_TYPED = ("tax", "tax_rate", "tax_reason")

MOST_DAYS = 3650

_MEMBERS = {"EL": "GR", "XI": "GB"}
"""Prefixes of VAT ids that differ from the country's code."""


class ClientFields(NamedTuple):
    """A client's fields as typed; None leaves one as it is, an empty text empties it.

    `since` is the day from which the address and the tax hold ("always": from the beginning).
    """

    name: str | None = None
    currency: str | None = None
    language: str | None = None
    terms_days: str | None = None
    country: str | None = None
    vat_id: str | None = None
    email: str | None = None
    tax: str | None = None
    tax_rate: str | None = None
    tax_reason: str | None = None
    rounding: str | None = None
    quantity: str | None = None
    group_by: str | None = None
    since: str | None = None
    street: str | None = None
    city: str | None = None
    zip: str | None = None
    contact: str | None = None
    buyer_reference: str | None = None
    withholding: str | None = None
    discount: str | None = None
    require: str | None = None


# --- what replaces what was there ------------------------------------------------------------


def plain_values(fields: ClientFields) -> "Record":
    """The values of the fields that were given and are not dated; None where one is emptied."""
    found: Record = {}
    for key, read in _READERS.items():
        typed = getattr(fields, key)
        if typed is not None:
            found[key] = read(typed.strip()) if typed.strip() else None
    for key in ("name", "currency"):
        if key in found and found[key] is None:
            raise Usage(f"a client has a {key}: it cannot be emptied")
    return found


def _currency(text: str) -> str:
    from tracker_tui.core.currency import minor_unit

    code = text.upper()
    minor_unit(code)
    return code


def _language(text: str) -> str:
    code = text.lower()
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise Usage(f"{shown(text)} is not a language in two letters (ISO 639), such as de or en")
    return code


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text) <= MOST_DAYS):
        raise Usage(f"{shown(text)} is not a number of days from 0 to {MOST_DAYS}")
    return int(text)


def rounding_value(text: str) -> "Record":
    """A rounding rule as the table of a file; `none` is a rule of its own, over a wider one."""
    from tracker_tui.core.rounding import parse_rounding, write_rounding

    return write_rounding(parse_rounding(text))


def _one_of(known: "Sequence[str]", what: str) -> "Callable[[str], str]":
    def read(text: str) -> str:
        if text not in known:
            raise Usage(f"{shown(text)} is not a {what}: {', '.join(known)}")
        return text

    return read


def _requirements(text: str) -> list[str]:
    read = _one_of(REQUIRABLE, "thing that can be required")
    return list(dict.fromkeys(read(word) for word in text.replace(",", " ").split()))


_READERS: "dict[str, Callable[[str], Any]]" = {
    "name": lambda text: line_of_text(text, "name"),
    "currency": _currency,
    "language": _language,
    "terms_days": _days,
    "rounding": rounding_value,
    "quantity": _one_of(QUANTITIES, "way to bill quantities"),
    "group_by": _one_of(GROUPINGS, "grouping"),
    "require": _requirements,
    "withholding": lambda text: percentage(text, "withholding"),
    "discount": lambda text: percentage(text, "discount"),
}
"""How each field is read, in the order of a client's file."""


# --- what holds from a day on ----------------------------------------------------------------


def address_rows(fields: ClientFields, rows: "list[Record]", since: str) -> "list[Record]":
    """The client's addresses with the one that was typed, which goes on from the one before it."""
    typed = _typed_address(fields)
    if not typed:
        return rows
    base = _row_on(rows, since)
    kept = {key: value for key, value in base.items() if key != "from"}
    merged = {key: value for key, value in {**kept, **typed}.items() if value != ""}
    known = [key for key in ADDRESS_FIELDS if key in merged]
    fresh = {key: merged[key] for key in dict.fromkeys((*known, *merged))}
    if fresh == kept or not fresh:
        return rows
    return with_row(rows, {**dated(since), **fresh})


def tax_rows(fields: ClientFields, rows: "list[Record]", since: str) -> "list[Record]":
    """The client's taxes with the one that was typed."""
    if all(getattr(fields, key) is None for key in TAX_TYPED):
        return rows
    base = _row_on(rows, since)
    tax = _typed_tax(fields, base)
    fresh = {key: value for key, value in write_tax(tax).items() if key != "from"}
    if fresh == {
        key: value for key, value in base.items() if key in ("category", "rate", "reason")
    }:
        return rows
    own = {key: value for key, value in base.items() if key not in Tax._fields and key != "from"}
    return with_row(rows, {**dated(since), **fresh, **own})


def _row_on(rows: "list[Record]", since: str) -> "Record":
    """The row that holds on a day, or the first one where all come later."""
    before = [row for row in rows if row_day(row) <= since]
    if before:
        return max(before, key=row_day)
    return min(rows, key=row_day, default={})


def _typed_address(fields: ClientFields) -> "Record":
    from tracker_tui.core.countries import check_country

    found: Record = {}
    for key in ADDRESS_TYPED:
        typed = getattr(fields, key)
        if typed is None:
            continue
        text = line_of_text(typed, key.replace("_", " "))
        if text and key == "country":
            text = check_country(text)
        elif text and key == "vat_id":
            text = check_vat_id(text)
        elif text and key == "email":
            _check_email(text)
        found[key] = text
    return found


def _check_email(text: str) -> None:
    name, sign, host = text.rpartition("@")
    if not (name and sign and host) or " " in text or "@" in name:
        raise Usage(f"{shown(text)} is not an e-mail address, such as office@example.org")


def _typed_tax(fields: ClientFields, base: "Record") -> Tax:
    """The tax as typed; what was not typed is as before, as long as the category is the same."""
    before = str(base.get("category", ""))
    rate = percentage(fields.tax_rate, "tax rate") if fields.tax_rate else None
    category = _category(fields, before, rate)
    same = category == before
    if rate is None and same and category in RATED:
        rate = Reader(base).number("rate")
    reason = fields.tax_reason
    if reason is None:
        reason = str(base.get("reason", "")) if same else ""
    try:
        return make_tax("", category, rate, line_of_text(reason, "tax reason"))
    except FieldError as error:
        raise Usage(f"tax: {error.problem}") from None


def _category(fields: ClientFields, before: str, rate: "Decimal | None") -> str:
    if fields.tax is not None:
        return fields.tax.strip().upper()
    if before:
        return before
    if rate:
        return RATED[0]
    raise Usage("say the tax category: --tax S, Z, E, AE, K, G or O")


# --- VAT ids ---------------------------------------------------------------------------------


def check_vat_id(text: str) -> str:
    """A VAT id as it is written on invoices; those of the EU without spaces, dots and dashes."""
    bare = "".join(letter for letter in text.upper() if letter not in " .-/\u00a0\u2013")
    sound = bare.isascii() and 4 <= len(bare) <= 20 and any(sign.isdigit() for sign in bare)
    if not sound or not all(sign.isalnum() or sign in "+*" for sign in bare):
        raise Usage(
            f"{shown(text)} is not a VAT id: it is a country code and a number, such as DE136695976"
        )
    from stdnum.eu.vat import MEMBER_STATES

    member = _MEMBERS.get(bare[:2], bare[:2]).lower()
    return bare if member in MEMBER_STATES or bare[:2] == "XI" else " ".join(text.upper().split())


def vat_notes(vat_id: str, country: str) -> tuple[str, ...]:
    """What is odd about a VAT id: worth another look, but no reason to refuse it."""
    from stdnum.eu import vat
    from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

    prefix = vat_id[:2]
    if not prefix.isalpha():
        return (f"VAT id {vat_id} does not begin with a country code: e-invoices need one",)
    notes = []
    try:
        vat.validate(vat_id)
    except InvalidChecksum:
        notes.append(f"VAT id {vat_id}: its check digit does not fit: look at it again")
    except InvalidComponent:
        pass  # not of the EU: there is no rule to check it by
    except ValidationError:
        notes.append(f"VAT id {vat_id} is not formed like those of {prefix}: look at it again")
    if country and _MEMBERS.get(prefix, prefix) != country:
        notes.append(f"VAT id {vat_id} is of {prefix}, the address is in {country}")
    return tuple(notes)


def tax_notes(tax: Tax | None, vat_id: str) -> tuple[str, ...]:
    """What invoices with this tax will miss (EN 16931 BR-AE-02, BR-IC-02, BR-E-10)."""
    if tax is None:
        return ("neither the client nor the business has a tax: say one with client edit --tax",)
    if tax.category in ("AE", "K") and not vat_id:
        return (f"tax category {tax.category} needs the client's VAT id: --vat-id",)
    if tax.category == "E" and not tax.reason:
        return ("tax category E needs the reason that invoices state: --tax-reason",)
    return ()
