"""Documents to draw, made without a workspace."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracker_tui.core.currency import quantise
from tracker_tui.core.document import BilledEntry, Document, Line, Party, compute_totals, line_net
from tracker_tui.exporters.paper import Paper, read_paper

THEMES = Path(__file__).parents[2] / "themes" / "paper"

ISSUER = Party(
    "studio",
    "Weber & Lind Softwarewerkstatt",
    {
        "street": "Oranienstraße 183",
        "zip": "10999",
        "city": "Berlin",
        "country": "DE",
        "email": "rechnung@weber-lind.example",
        "phone": "+49 30 5550 1460",
        "vat_id": "DE293847561",
        "tax_number": "37/482/01234",
    },
)
CUSTOMER = Party(
    "kessler",
    "Kessler Maschinenbau GmbH",
    {
        "contact": "Kreditorenbuchhaltung",
        "street": "Industriestraße 12–14",
        "zip": "70565",
        "city": "Stuttgart",
        "country": "DE",
        "vat_id": "DE811234567",
    },
)
BANK = {
    "holder": "Weber & Lind GbR",
    "bank": "GLS Bank",
    "iban": "DE89370400440532013000",
    "bic": "GENODEM1GLS",
}


def paper(name: str = "plain") -> Paper:
    """A theme that ships."""
    text = (THEMES / f"{name}.toml").read_text(encoding="utf-8")
    return read_paper(tomllib.loads(text, parse_float=Decimal))


def line(
    description: str,
    quantity: str,
    unit: str,
    base: str,
    price: str,
    tax: tuple[str, str] = ("S", "19"),
    currency: str = "EUR",
    discount: str = "0",
    **more: Any,
) -> Line:
    """A line whose net follows from the rest."""
    off = quantise(Decimal(discount), currency)
    net = line_net(Decimal(quantity), Decimal(price), Decimal(base), off, currency)
    return Line(
        description,
        Decimal(quantity),
        unit,
        Decimal(base),
        Decimal(price),
        off,
        net,
        tax[0],
        Decimal(tax[1]),
        **more,
    )


def entry(number: int, start: str, end: str, billed: int, **more: Any) -> BilledEntry:
    """An entry by its two moments; `seconds` is what was worked."""
    from datetime import datetime

    worked = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return BilledEntry(
        **{
            "id": f"01J{number:023}",
            "person": "ada",
            "day": start[:10],
            "start": start,
            "end": end,
            "zone": "Europe/Berlin",
            "seconds": int(worked.total_seconds()),
            "billed_seconds": billed,
            "project": "kessler/api",
            **more,
        }
    )


def document(*lines: Line, **more: Any) -> Document:
    """An issued German invoice unless `more` says otherwise; its totals are computed."""
    fields: dict[str, Any] = {
        "id": "01JDOCUMENT",
        "kind": "invoice",
        "client": "kessler",
        "currency": "EUR",
        "language": "de",
        "issuer": ISSUER,
        "customer": CUSTOMER,
        "lines": lines,
        "number": "INV-2026-0042",
        "date": "2026-11-30",
        "due": "2026-12-14",
        "terms_days": 14,
        "supply_from": "2026-11-01",
        "supply_until": "2026-11-30",
        "bank": BANK,
        **more,
    }
    totals = compute_totals(
        lines,
        fields.get("allowances", ()),
        fields["currency"],
        fields.get("prepaid"),
        fields.get("withholding_rate"),
        fields.get("cash_rounding"),
    )
    return Document(**fields, totals=totals)


def table_of_many(count: int = 70) -> Document:
    """An English invoice whose table needs three sheets; line n is called `Line n of work`."""
    lines = [
        line(f"Line {n} of work", str(15 * (1 + n * 7 % 40)), "MIN", "60", f"{80 + n % 9}.50")
        for n in range(1, count + 1)
    ]
    return document(*lines, language="en")
