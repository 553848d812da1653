"""Issuer and customer on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker_tui.exporters.page.figures import SPACE
from tracker_tui.exporters.page.model import Addressee, Letterhead
from tracker_tui.exporters.paper import fill_footer

if TYPE_CHECKING:
    from tracker_tui.core.document import Document, Party
    from tracker_tui.exporters.page.figures import Figures
    from tracker_tui.exporters.paper import Paper

_CITY_FIRST = ("US", "CA", "AU")
_ZIP_BELOW = ("GB", "IE")


def letterhead(document: Document, paper: Paper, figures: Figures) -> Letterhead:
    """The issuer; what the footer of every sheet says is not repeated here."""
    issuer = document.issuer
    below = {name for column in paper.footer for line in column for name in _names(line)}
    fields = _labelled(issuer, figures)
    keys = ("email", "phone", "web", "vat_id", "tax_number", "registration")
    contact = tuple(fields[key] for key in keys if fields.get(key) and key not in below)
    address = () if "city" in below else _address(issuer, figures, _abroad(document))
    return Letterhead(issuer.name, address, contact)


def addressee(document: Document, figures: Figures) -> Addressee:
    """The customer below the line of the sender."""
    issuer, customer = document.issuer, document.customer
    sender = [issuer.name, *_address(issuer, figures, _abroad(document))]
    lines = (customer.name, *_address(customer, figures, _abroad(document)))
    return Addressee(" · ".join(part for part in sender if part), lines)


def footer(document: Document, paper: Paper, figures: Figures) -> tuple[tuple[str, ...], ...]:
    """The theme's columns with the issuer's and the bank's fields filled in."""
    words, bank = figures.words, document.bank
    fields = {
        **_labelled(document.issuer, figures),
        "name": document.issuer.name,
        "holder": bank.get("holder", ""),
        "bank": bank.get("bank", ""),
        "iban": _with_label(words.iban, grouped(bank.get("iban", ""))),
        "bic": _with_label(words.bic, bank.get("bic", "")),
    }
    columns = (
        tuple(text for line in column if (text := fill_footer(line, fields)))
        for column in paper.footer
    )
    return tuple(column for column in columns if column)


def grouped(number: str) -> str:
    """An IBAN in groups of four."""
    plain = number.replace(" ", "")
    return SPACE.join(plain[at : at + 4] for at in range(0, len(plain), 4))


def _names(line: str) -> list[str]:
    return re.findall(r"\{([^{}]*)\}", line)


def _labelled(party: Party, figures: Figures) -> dict[str, str]:
    words, fields = figures.words, dict(party.fields)
    fields["vat_id"] = _with_label(words.vat_id, fields.get("vat_id", ""))
    fields["tax_number"] = _with_label(words.tax_number, fields.get("tax_number", ""))
    fields["country"] = figures.country(fields.get("country", ""))
    return fields


def _with_label(label: str, value: str) -> str:
    return f"{label}{SPACE}{value}" if value else ""


def _abroad(document: Document) -> bool:
    countries = [
        party.fields.get("country", "").upper() for party in (document.issuer, document.customer)
    ]
    return countries[0] != countries[1]


def _address(party: Party, figures: Figures, abroad: bool) -> tuple[str, ...]:
    """The lines below the name; the country only where it is another than the other party's."""
    fields = party.fields
    city, code, region = (fields.get(key, "") for key in ("city", "zip", "region"))
    country = fields.get("country", "").upper()
    if country in _CITY_FIRST:
        places = [", ".join(part for part in (city, f"{region} {code}".strip()) if part)]
    elif country in _ZIP_BELOW:
        places = [city, region, code]
    else:
        places = [f"{code} {city}".strip(), region]
    lines = [fields.get(key, "") for key in ("contact", "street", "extra")]
    lines += [*places, figures.country(country) if abroad else ""]
    return tuple(line for line in lines if line)
