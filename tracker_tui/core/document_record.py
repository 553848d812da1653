"""A document as the record of its file, its canonical form and its seal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker_tui.core.document import (
    LINE_KINDS,
    Allowance,
    BilledEntry,
    Document,
    Line,
    Party,
    Totals,
    Withholding,
    line_net,
    with_totals,
)
from tracker_tui.core.errors import FieldError
from tracker_tui.core.numbering import KINDS
from tracker_tui.core.record import Reader, compact
from tracker_tui.core.taxes import CATEGORIES, TaxGroup

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker_tui.core.record import Record


def write_document(document: Document) -> Record:
    """The document as a record: amounts as text, days as days, empty fields left out."""
    tables: Record = {
        "issuer": _write_party(document.issuer),
        "customer": _write_party(document.customer),
        "bank": dict(document.bank),
        "withholding": _write_withholding(document.totals.withholding),
        "taxes": [_write_group(group) for group in document.totals.taxes],
        "allowances": [_write_allowance(one) for one in document.allowances],
        "lines": [_write_line(line) for line in document.lines],
    }
    return {**_write_fields(document), **compact(tables, document.rest)}


def _write_fields(document: Document) -> Record:
    totals = document.totals
    return compact(
        {
            "id": document.id,
            "kind": document.kind,
            "number": document.number,
            "date": _day(document.date),
            "due": _day(document.due),
            "client": document.client,
            "currency": document.currency,
            "language": document.language,
            "title": document.title,
            "terms_days": document.terms_days,
            "supply_from": _day(document.supply_from),
            "supply_until": _day(document.supply_until),
            "order": document.order,
            "buyer_reference": document.buyer_reference,
            "refers_to": document.refers_to,
            "group_by": document.group_by,
            "quantity": document.quantity,
            "theme": document.theme,
            "intro": document.intro,
            "note": document.note,
            "withholding_rate": _text(document.withholding_rate),
            "cash_rounding": _text(document.cash_rounding),
            "net": _text(totals.net),
            "tax": _text(totals.tax),
            "total": _text(totals.total),
            "prepaid": _text(document.prepaid),
            "rounding": _text(totals.rounding),
            "payable": _text(totals.payable),
            "created": document.created,
            "previous_seal": document.previous_seal,
            "seal": document.seal,
        }
    )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")


def _day(day: str) -> object:
    from datetime import date

    return date.fromisoformat(day) if day else None


def _write_party(party: Party) -> Record:
    return compact({"id": party.id, "name": party.name, **party.fields})


def _write_withholding(one: Withholding | None) -> Record:
    if one is None:
        return {}
    return {"rate": _text(one.rate), "taxable": _text(one.taxable), "amount": _text(one.amount)}


def _write_group(group: TaxGroup) -> Record:
    return compact(
        {
            "category": group.category,
            "rate": _text(group.rate),
            "taxable": _text(group.taxable),
            "tax": _text(group.tax),
            "reason": group.reason,
        }
    )


def _write_allowance(one: Allowance) -> Record:
    return compact(
        {
            "reason": one.reason,
            "amount": _text(one.amount),
            "percent": _text(one.percent),
            "tax_category": one.tax_category,
            "tax_rate": _text(one.tax_rate),
            "charge": one.charge or None,
        }
    )


def _write_line(line: Line) -> Record:
    return compact(
        {
            "id": line.id,
            "kind": line.kind,
            "description": line.description,
            "day": _day(line.day),
            "project": line.project,
            "task": line.task,
            "quantity": _text(line.quantity),
            "unit": line.unit,
            "base_quantity": _text(line.base_quantity),
            "price": _text(line.price),
            "discount": _text(line.discount) if line.discount else None,
            "net": _text(line.net),
            "tax_category": line.tax_category,
            "tax_rate": _text(line.tax_rate),
            "tax_reason": line.tax_reason,
            "expense": line.expense,
            "rounding": line.rounding,
            "surcharge": line.surcharge,
            "entries": [_write_billed(entry) for entry in line.entries],
        }
    )


def _write_billed(entry: BilledEntry) -> Record:
    record = compact({key: value for key, value in entry._asdict().items() if key != "commits"})
    record["seconds"] = entry.seconds
    record["billed_seconds"] = entry.billed_seconds
    return {**record, "commits": list(entry.commits)} if entry.commits else record


def read_document(record: Record) -> Document:
    """A document from its record; a draft's figures are computed anew, an issued one's are kept."""
    reader = Reader(record)
    document = _read_fields(reader)
    issued = reader.read_list("taxes", _read_group)
    withheld = reader.read("withholding", _read_withholding)
    document = document._replace(rest=reader.rest())
    if not document.currency:
        raise FieldError("currency", "missing: a document has a currency")
    if not document.number:
        return with_totals(document)
    lines_net = sum((line.net for line in document.lines), document.totals.lines_net)
    totals = document.totals._replace(taxes=issued, withholding=withheld, lines_net=lines_net)
    return document._replace(totals=totals)


def _read_fields(reader: Reader) -> Document:
    return Document(
        reader.text("id"),
        reader.choice("kind", KINDS, "invoice"),
        reader.text("client"),
        reader.text("currency"),
        reader.text("language", "en"),
        reader.read("issuer", _read_party) or Party("", "", {}),
        reader.read("customer", _read_party) or Party("", "", {}),
        reader.read_list("lines", lambda table: _read_line(table, reader.text("currency"))),
        _read_figures(reader),
        reader.text("number"),
        reader.day("date"),
        reader.day("due"),
        reader.whole("terms_days", 0, high=3650),
        reader.day("supply_from"),
        reader.day("supply_until"),
        reader.text("order"),
        reader.text("buyer_reference"),
        reader.read_list("allowances", _read_allowance),
        reader.number("prepaid"),
        reader.number("withholding_rate"),
        reader.number("cash_rounding"),
        reader.text("group_by"),
        reader.text("quantity", "exact"),
        reader.text("theme", "plain"),
        reader.text("title"),
        reader.text("intro"),
        reader.text("note"),
        reader.read("bank", _read_texts) or {},
        reader.text("refers_to"),
        reader.text("created"),
        reader.text("previous_seal"),
        reader.text("seal"),
    )


def _read_figures(reader: Reader) -> Totals:
    from decimal import Decimal

    net, tax, total, payable, rounding = (
        _amount(reader, key, "0") for key in ("net", "tax", "total", "payable", "rounding")
    )
    return Totals((), Decimal(0), net, tax, total, payable, rounding, None)


def _amount(reader: Reader, key: str, default: str) -> Decimal:
    from decimal import Decimal

    number = reader.number(key)
    return Decimal(default) if number is None else number


def _read_texts(record: Record) -> dict[str, str]:
    reader = Reader(record)
    return {key: reader.text(key) for key in record}


def _read_party(record: Record) -> Party:
    fields = _read_texts(record)
    return Party(fields.pop("id", ""), fields.pop("name", ""), fields)


def _read_withholding(record: Record) -> Withholding:
    reader = Reader(record)
    return Withholding(*[_amount(reader, key, "0") for key in ("rate", "taxable", "amount")])


def _read_group(record: Record) -> TaxGroup:
    reader = Reader(record)
    return TaxGroup(
        reader.choice("category", tuple(CATEGORIES), "S"),
        _amount(reader, "rate", "0"),
        _amount(reader, "taxable", "0"),
        _amount(reader, "tax", "0"),
        reader.text("reason"),
    )


def _read_allowance(record: Record) -> Allowance:
    reader = Reader(record)
    return Allowance(
        reader.text("reason"),
        _amount(reader, "amount", "0"),
        reader.choice("tax_category", tuple(CATEGORIES), "S"),
        _amount(reader, "tax_rate", "0"),
        reader.number("percent"),
        reader.flag("charge", False),
    )


def _read_line(record: Record, currency: str) -> Line:
    reader = Reader(record)
    quantity, base = _amount(reader, "quantity", "1"), _amount(reader, "base_quantity", "1")
    price, discount = _amount(reader, "price", "0"), _amount(reader, "discount", "0")
    if base <= 0:
        raise FieldError("base_quantity", f"must be above 0, found {base}")
    net = reader.number("net")
    if net is None:
        net = line_net(quantity, price, base, discount, currency)
    return Line(
        reader.text("description"),
        quantity,
        reader.text("unit", "C62"),
        base,
        price,
        discount,
        net,
        reader.choice("tax_category", tuple(CATEGORIES), "S"),
        _amount(reader, "tax_rate", "0"),
        reader.text("tax_reason"),
        reader.choice("kind", LINE_KINDS, "manual"),
        reader.text("id"),
        reader.text("project"),
        reader.text("task"),
        reader.day("day"),
        reader.text("expense"),
        reader.read_list("entries", _read_billed),
        reader.text("rounding"),
        reader.text("surcharge"),
    )


def _read_billed(record: Record) -> BilledEntry:
    reader = Reader(record)
    texts = {
        key: reader.text(key)
        for key in ("id", "person", "day", "start", "end", "zone", "project", "task", "note", "ref")
    }
    return BilledEntry(
        **texts,
        seconds=reader.whole("seconds"),
        billed_seconds=reader.whole("billed_seconds"),
        commits=reader.texts("commits"),
        rule=reader.text("rule"),
    )


def canonical_form(record: Record) -> str:
    """The record without its seal as JSON: sorted keys, no spaces, days as ISO 8601 text."""
    import json

    kept = {key: value for key, value in record.items() if key != "seal"}
    return json.dumps(
        kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    )


def _plain(value: Any) -> str:
    from datetime import date

    return value.isoformat() if isinstance(value, date) else format(value, "f")


def seal_of(record: Record) -> str:
    """The SHA-256 (hex) of the canonical form, which holds the previous seal of its series."""
    import hashlib

    return hashlib.sha256(canonical_form(record).encode()).hexdigest()
