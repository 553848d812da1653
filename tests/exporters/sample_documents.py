"""Documents to draw, made without a workspace."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from tracker_tui.core.currency import quantise
from tracker_tui.core.document import (
    Allowance,
    BilledEntry,
    Document,
    Line,
    Party,
    compute_totals,
    line_net,
)
from tracker_tui.exporters.paper import Paper, read_paper
from tracker_tui.exporters.words import LANGUAGES

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


HOUR = line("Work", "60", "MIN", "60", "90.00")
"""The simplest line."""
ENTRIES = tuple(
    entry(
        number,
        f"2026-11-{number:02}T09:02:00+01:00",
        f"2026-11-{number:02}T11:{number + 10}:00+01:00",
        3600 * 3,
        note=f"Review the retry logic, part {number}",
        ref=f"GH-{200 + number}",
    )
    for number in range(1, 6)
)


def assorted() -> dict[str, Document]:
    """Documents of all kinds and languages, with all that can stand below their lines."""
    work = line("Développement: Łódź & Müller <b>", "1285", "MIN", "60", "95.00", entries=ENTRIES)
    train = line("Train", "1", "C62", "1", "148.63", ("S", "7"), discount="8.63")
    course = line("Course", "0.25", "DAY", "1", "800", ("E", "0"), tax_reason="§ 4 Nr. 21 UStG")
    daily = line("Workshop\nin two parts", "456", "MIN", "480", "760.00")
    frame = Allowance("Frame contract", Decimal("61.04"), "S", Decimal(19), Decimal(3))
    found = {
        language: document(work, train, course, daily, language=language, note="See you (soon)")
        for language in LANGUAGES
    }
    more = {"allowances": (frame,), "prepaid": Decimal("500.00"), "cash_rounding": Decimal("0.05")}
    withheld = {**more, "withholding_rate": Decimal("15")}
    return found | {
        "everything": document(work, train, course, language="es", **withheld),
        "reverse charge": document(line("API", "1", "C62", "1", "9.50", ("AE", "0"))),
        "quote": document(HOUR, kind="quote", number="Q-1", title="An offer"),
        "proforma": document(HOUR, kind="proforma", number="PF-1", intro="Dear all,\nas agreed:"),
        "credit note": document(HOUR, kind="credit-note", refers_to="INV-1", number="CN-1"),
        "draft": document(HOUR, number="", date="", due=""),
        "yen": document(line("x", "95", "MIN", "60", "12000", currency="JPY"), currency="JPY"),
        "dinar": document(line("x", "95", "MIN", "60", "31.375", currency="KWD"), currency="KWD"),
    }


def hostile() -> Document:
    """Everything too long."""
    long = "Donaudampfschifffahrtsgesellschaftskapitän" * 8
    customer = CUSTOMER._replace(
        id="x" * 40,
        name=long[:300],
        fields={"street": "A" * 200, "zip": "1" * 60, "city": "B" * 150, "vat_id": "D" * 80},
    )
    notes = tuple(
        one._replace(note=long, ref=long[:120], task="t" * 60, person=f"p{at}" * 20)
        for at, one in enumerate(ENTRIES)
    )
    return document(
        line(long, "80", "MIN", "60", "90.123456", entries=notes),
        line("word " * 900, "99999999", "C62", "1", "999999999.99", discount="1234567.89"),
        line("y" * 500, "0.25", "DAY", "1", "800", ("E", "0"), tax_reason="ƶ" * 400),
        customer=customer,
        issuer=ISSUER._replace(name="Über " * 60),
        title="Ħ" * 300,
        number="INV-" + "9" * 60,
        order="O" * 120,
        intro="w " * 900,
        note="Ŧ" * 1500,
        bank={key: key[0] * 120 for key in (*BANK, "account", "routing")},
        prepaid=Decimal("1"),
        allowances=(Allowance("a" * 200, Decimal("1.00"), "S", Decimal(19)),),
    )
