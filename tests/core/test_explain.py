"""Every figure of a document explains itself."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledgers import random_ledger
from tracker_tui.core.business import read_business
from tracker_tui.core.client import GROUPINGS, Client, read_client
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.document import Document, Line, Party, compute_totals, percent_allowances
from tracker_tui.core.drafting import Work, draft_lines
from tracker_tui.core.entry import Entry
from tracker_tui.core.errors import Usage
from tracker_tui.core.explain import explain_document
from tracker_tui.core.pricing import Billing, Terms

if TYPE_CHECKING:
    from tracker_tui.core.explained import Explanation

CLIENT = {
    "taxes": [{"category": "S", "rate": 19}],
    "rates": [{"hourly": 90}],
    "rounding": {"minutes": 15, "mode": "up", "scope": "day-task"},
    "surcharges": [{"name": "Night", "percent": 25, "hours": "22:00-06:00"}],
    "projects": {"api": {"name": "Payments API"}},
}


def clocked(name: str, start: str, end: str, **fields: Any) -> Entry:
    begin, until = parse_moment(start), parse_moment(end)
    seconds = until.utc - begin.utc
    made = Entry(name, "ada", begin.day, seconds, "Europe/Berlin", begin, until, "acme/api")
    return made._replace(**fields)


ENTRIES = [
    clocked("01AAAA", "2026-07-01T09:02:00+02:00", "2026-07-01T11:40:10+02:00", note="Retry"),
    clocked("01BBBB", "2026-07-01T21:00:00+02:00", "2026-07-02T01:00:00+02:00", note="De\x1bploy"),
    Entry("01CCCC", "ada", "2026-07-01", 600, "UTC", None, None, "acme/api", "review"),
]


def terms(record: dict[str, Any]) -> Terms:
    business = read_business({"name": "Me", "currency": "EUR"})
    return Terms(business, {"acme": read_client("acme", record, "EUR")})


def document(lines: tuple[Line, ...], client: Client, **fields: Any) -> Document:
    allowances = fields.get("allowances", ())
    totals = compute_totals(
        lines,
        allowances,
        client.currency,
        fields.get("prepaid"),
        fields.get("withholding_rate"),
        fields.get("cash_rounding"),
    )
    parties = Party("", "Me", {}), Party(client.id, client.name, {})
    return Document(
        "01DRAFT", "invoice", client.id, client.currency, "en", *parties, lines, totals, **fields
    )


def sample(**fields: Any) -> Document:
    own = terms(CLIENT)
    lines = draft_lines(Work(ENTRIES, (), {}), own.clients["acme"], own, "task")
    discount = percent_allowances(Decimal(10), "Discount", lines, "EUR")
    return document(lines, own.clients["acme"], allowances=discount, **fields)


def test_a_draft_is_explained_from_its_entries_to_the_last_cent() -> None:
    made = sample(withholding_rate=Decimal(20), cash_rounding=Decimal("0.05"))
    assert explain_document(made).text() == EXPLAINED.strip("\n").split("\n")


EXPLAINED = r"""
draft invoice DRAFT, amounts in EUR

line 1: Payments API
  1AAAA  ada  2026-07-01  09:02-11:40:10  acme/api  2:38:10  Retry
  1BBBB  ada  2026-07-01  21:00-2026-07-02 01:00  acme/api  4:00 raw, 1:01:42 billed  De\x1bploy
    together 6:38:10 raw, 6:45 by the rule, 3:39:52 billed here: the other 3:05:08 is in other lines
  rounding: up to 15 min, per day and task (15:up:day-task)
  rate: client acme: 90/h
  quantity: 3:39:52 = 219.866666... min, rounded to 220 min
  net: 220 x 90 / 60 = 330.00
  tax: S 19 % (standard rate)

line 2: Payments API (Night +25 %)
  1BBBB  ada  2026-07-01  21:00-2026-07-02 01:00  acme/api  4:00 raw, 3:05:08 billed  De\x1bploy
    together 6:38:10 raw, 6:45 by the rule, 3:05:08 billed here: the other 3:39:52 is in other lines
  rounding: up to 15 min, per day and task (15:up:day-task)
  rate: client acme: 90/h
  surcharge: Night +25 %, so 112.50
  quantity: 3:05:08 = 185.133333... min, rounded to 185 min
  net: 185 x 112.50 / 60 = 346.875, rounded to 346.88
  tax: S 19 % (standard rate)

line 3: Payments API: review
  1CCCC  ada  2026-07-01  acme/api@review  0:10 raw, 0:15 billed
  rounding: up to 15 min, per day and task (15:up:day-task)
  rate: client acme: 90/h
  quantity: 0:15 = 15 min
  net: 15 x 90 / 60 = 22.50
  tax: S 19 % (standard rate)

tax S 19 % (standard rate)
  taxable: line 1 330.00 + line 2 346.88 + line 3 22.50 + Discount -69.94 = 629.44
  tax: 629.44 x 19 % = 119.5936, rounded to 119.59

699.38  lines
-69.94  Discount 10 %
629.44  net
119.59  tax
749.03  total
  0.02  rounded to 0.05
749.05  payable
125.89  of which the client withholds 20 % of 629.44
"""


def test_one_line_is_explained_with_its_tax_group_alone() -> None:
    made = sample()
    extra = made.lines[2]._replace(tax_category="AE", tax_rate=Decimal(0), tax_reason="Reverse")
    made = document((*made.lines[:2], extra), terms(CLIENT).clients["acme"])
    found = explain_document(made, 3)
    assert [line.number for line in found.lines] == [3]
    assert [tax.category for tax in found.taxes] == ["AE"]
    assert found.totals == ()
    assert "  reason: Reverse" in found.text()


@pytest.mark.parametrize("line", [0, 4, -1])
def test_a_line_that_is_not_there_is_refused(line: int) -> None:
    with pytest.raises(Usage, match=f"the draft has lines 1 to 3, not {line}"):
        explain_document(sample(), line)


def test_an_issued_document_is_explained_by_its_number() -> None:
    found = explain_document(sample()._replace(number="INV-2026-0007"))
    assert (found.kind, found.document) == ("invoice", "INV-2026-0007")


def test_a_group_that_is_partly_on_another_document_says_so() -> None:
    own = terms({**CLIENT, "surcharges": []})
    done = {"01AAAA": Billing("INV-1", "billed", 9900)}
    lines = draft_lines(Work(ENTRIES[1:2], ENTRIES[:1], done), own.clients["acme"], own, "task")
    found = explain_document(document(lines, own.clients["acme"]))
    [group] = found.lines[0].groups
    assert (group.seconds, group.rounded, group.billed_seconds) == (14400, 14400, 14400)
    assert group.remark == ""
    done = {"01AAAA": Billing("INV-1", "billed", 10800)}
    lines = draft_lines(Work(ENTRIES[1:2], ENTRIES[:1], done), own.clients["acme"], own, "task")
    found = explain_document(document(lines, own.clients["acme"]))
    [group] = found.lines[0].groups
    assert (group.rounded, group.billed_seconds) == (14400, 13500)
    assert group.remark == "rounded together with work on another document"


def test_changes_by_hand_show() -> None:
    client, discount = terms(CLIENT).clients["acme"], Decimal("1.00")
    line = sample().lines[2]._replace(quantity=Decimal(20), discount=discount, net=Decimal("29.00"))
    words = explain_document(document((line,), client)).text()
    assert "  quantity: 20 min, changed by hand from 0:15" in words
    assert "  net: 20 x 90 / 60 = 30.00; less the discount 1.00 = 29.00" in words
    broken = explain_document(document((line._replace(net=Decimal("28.00")),), client))
    assert broken.text()[7].endswith("= 29.00; the line says 28.00")


def test_a_fixed_fee_names_its_entries_without_rounding_them() -> None:
    own = terms({**CLIENT, "projects": {"api": {"fixed_fee": 500}}})
    lines = draft_lines(Work(ENTRIES, (), {}), own.clients["acme"], own, "task")
    words = explain_document(document(lines, own.clients["acme"]), 1).text()
    assert words[2:] == [
        "line 1: api",
        "  1CCCC  ada  2026-07-01  acme/api@review  0:10",
        "  1AAAA  ada  2026-07-01  09:02-11:40:10  acme/api  2:38:10  Retry",
        "  1BBBB  ada  2026-07-01  21:00-2026-07-02 01:00  acme/api  4:00  De\\x1bploy",
        "  quantity: 1",
        "  net: 1 x 500.00 = 500.00",
        "  tax: S 19 % (standard rate)",
        "",
        "tax S 19 % (standard rate)",
        "  taxable: line 1 500.00 = 500.00",
        "  tax: 500.00 x 19 % = 95.00",
    ]


def test_a_document_without_lines_is_explained_too() -> None:
    found = explain_document(document((), terms(CLIENT).clients["acme"]))
    assert found.lines == ()
    with pytest.raises(Usage, match="has no lines, not 1"):
        explain_document(document((), terms(CLIENT).clients["acme"]), 1)


def test_the_record_has_amounts_as_text_and_seconds_as_numbers() -> None:
    record = explain_document(sample(), 3).record()
    line = record["lines"][0]
    assert (line["net"], line["quantity"], line["exact"]) == ("22.50", "15", "22.5")
    assert line["groups"][0]["entries"][0]["billed_seconds"] == 900
    assert record["taxes"][0]["nets"] == [[1, "330.00"], [2, "346.88"], [3, "22.50"]]


@given(
    st.integers(0, 10**6),
    st.sampled_from(("acme", "globex", "initech")),
    st.sampled_from(GROUPINGS),
)
def test_the_figures_of_any_draft_follow_from_each_other(
    seed: int, client_id: str, group_by: str
) -> None:
    ledger = random_ledger(seed, 15)
    client = ledger.terms.clients[client_id]
    work = [
        one
        for one in ledger.entries
        if one.client == client_id
        and ledger.terms.billable(one)
        and (ledger.terms.rate_of(one).rate or one.project == "acme/fixed")
    ]
    lines = draft_lines(Work(work, (), {}), client, ledger.terms, group_by)
    found = explain_document(document(lines, client, group_by=group_by))
    check_lines(found, 0 if client.currency == "JPY" else 2)
    for tax in found.taxes:
        assert sum(net for _, net in tax.nets) == tax.taxable
        assert tax.exact == tax.taxable * tax.rate / 100
    assert dict(found.totals)["lines"] == sum(line.net for line in found.lines)
    assert all(line.isprintable() for line in found.text())


def check_lines(found: Explanation, digits: int) -> None:
    for line in found.lines:
        exact = Fraction(line.quantity) * Fraction(line.price) / Fraction(line.base_quantity)
        assert abs(exact - Fraction(line.exact)) < Fraction(1, 10**12)
        assert line.gross * 10**digits == int(exact * 10**digits + Fraction(1, 2))
        assert line.net == line.gross - line.discount
        for group in line.groups:
            assert sum(one.billed_seconds for one in group.entries) == group.billed_seconds
            assert "another document" not in group.remark
        seconds = sum(group.billed_seconds for group in line.groups)
        if line.exact_quantity is not None:
            unit = 60 if line.unit == "MIN" else 3600
            assert abs(Fraction(line.exact_quantity) - Fraction(seconds, unit)) < Fraction(
                1, 10**12
            )
