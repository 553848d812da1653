"""From entries to the lines of a draft."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledgers import Ledger, random_ledger
from tracker_tui.core.business import read_business
from tracker_tui.core.client import GROUPINGS, read_client
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.drafting import Work, draft_lines, tidy, time_quantity
from tracker_tui.core.entry import Entry
from tracker_tui.core.errors import Refused
from tracker_tui.core.expense import Expense
from tracker_tui.core.pricing import Billing, Terms

if TYPE_CHECKING:
    from tracker_tui.core.document import Line

S19 = {"category": "S", "rate": 19}


def terms(client: dict[str, Any]) -> Terms:
    record = {"rates": [{"hourly": 90}], "taxes": [S19], **client}
    business = read_business({"name": "Me", "currency": "EUR"})
    return Terms(business, {"acme": read_client("acme", record, "EUR")})


def entry(name: str, seconds: int, **fields: Any) -> Entry:
    values = {"project": "acme/api", **fields}
    day, person = values.pop("day", "2026-07-01"), values.pop("person", "ada")
    return Entry(name, person, day, seconds, "UTC", **values)


def draft(
    entries: list[Entry],
    client: dict[str, Any] | None = None,
    group_by: str = "task",
    **work: Any,
) -> tuple[Line, ...]:
    settled, billings = work.pop("settled", ()), work.pop("billings", {})
    own = terms(client or {})
    return draft_lines(Work(entries, settled, billings, **work), own.clients["acme"], own, group_by)


def shown(line: Line) -> tuple[str, ...]:
    """Quantity, unit, base, price and net as they are printed."""
    figures = (line.quantity, line.unit, line.base_quantity, line.price, line.net)
    return tuple(str(one) for one in figures)


# --- quantities ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "rate", "mode", "expected"),
    [
        (4800, {"hourly": 90}, "exact", ("80", "MIN", "60", "90", "120.00")),
        (4800, {"hourly": 90}, "decimal", ("1.33", "HUR", "1", "90", "119.70")),
        (4829, {"hourly": 90}, "exact", ("80", "MIN", "60", "90", "120.00")),
        (4830, {"hourly": 90}, "exact", ("81", "MIN", "60", "90", "121.50")),
        (10800, {"daily": 800}, "exact", ("180", "MIN", "480", "800", "300.00")),
        (10800, {"daily": 800}, "decimal", ("0.38", "DAY", "1", "800", "304.00")),
        (10800, {"daily": 770, "hours": "7.7"}, "exact", ("180", "MIN", "462", "770", "300.00")),
        (60, {"daily": 1, "hours": "7.51"}, "exact", ("1", "MIN", "450.6", "1", "0.00")),
    ],
)
def test_the_quantity_is_rounded_once_and_the_net_follows_from_it(
    seconds: int, rate: dict[str, Any], mode: str, expected: tuple[str, ...]
) -> None:
    [line] = draft([entry("A", seconds)], {"rates": [rate], "quantity": mode})
    assert shown(line) == expected


@given(st.integers(0, 10**7), st.sampled_from(("60", "480", "462", "450.6")))
def test_quantities_agree_with_fractions(seconds: int, base: str) -> None:
    minutes = Fraction(base)
    quantity, unit, per = time_quantity(seconds, Decimal(base), "exact")
    assert quantity == int(Fraction(seconds, 60) + Fraction(1, 2))
    assert (unit, Fraction(per)) == ("MIN", minutes)
    quantity, _, per = time_quantity(seconds, Decimal(base), "decimal")
    assert quantity * 100 == int(Fraction(seconds * 100, 60) / minutes + Fraction(1, 2))
    assert per == 1


@pytest.mark.parametrize(
    ("price", "expected"),
    [("90", "90.00"), ("1E+2", "100.00"), ("90.500", "90.50"), ("90.125000", "90.125")],
)
def test_a_price_keeps_its_decimals_but_not_its_zeros(price: str, expected: str) -> None:
    assert str(tidy(Decimal(price))) == expected


# --- lines -----------------------------------------------------------------------------------

WORK = [
    entry("A", 3600, note="Login"),
    entry("B", 1800, task="review", note="Retry"),
    entry("C", 1800, day="2026-07-02"),
    entry("D", 600, project="acme/web"),
]
NAMED = {"projects": {"api": {"name": "Payments", "tasks": {"review": {"name": "Review"}}}}}


@pytest.mark.parametrize(
    ("group_by", "expected"),
    [
        ("project", [("Payments", "120"), ("acme/web", "10")]),
        ("task", [("Payments", "90"), ("Payments: Review", "30"), ("acme/web", "10")]),
        ("day", [("Payments", "90"), ("acme/web", "10"), ("Payments", "30")]),
        (
            "entry",
            [
                ("Payments: Login", "60"),
                ("Payments: Review: Retry", "30"),
                ("acme/web", "10"),
                ("Payments", "30"),
            ],
        ),
    ],
)
def test_lines_are_grouped_and_named(group_by: str, expected: list[tuple[str, str]]) -> None:
    lines = draft(WORK, NAMED, group_by)
    assert [(line.description, str(line.quantity)) for line in lines] == expected


def test_lines_never_mix_rates_taxes_or_units() -> None:
    client = {
        "rates": [
            {"hourly": 90},
            {"daily": 800, "person": "bob"},
            {"hourly": 99, "from": "2026-07-02"},
        ],
        "taxes": [S19, {"category": "AE", "from": "2026-07-03"}],
    }
    entries = [
        entry("A", 60),
        entry("B", 60, person="bob"),
        entry("C", 60, day="2026-07-02"),
        entry("D", 60, day="2026-07-03"),
        entry("E", 60, rate=Decimal("90.00")),
    ]
    lines = draft(entries, client, "project")
    assert sorted(
        ([one.id for one in line.entries], str(line.price), line.tax_category) for line in lines
    ) == [
        (["A", "E"], "90", "S"),
        (["B"], "800", "S"),
        (["C"], "99", "S"),
        (["D"], "99", "AE"),
    ]


def test_a_surcharge_makes_a_line_of_its_own() -> None:
    start, end = (parse_moment(f"2026-07-01T{at}:00+02:00") for at in ("21:00", "23:00"))
    night = entry("A", 7200, start=start, end=end)._replace(zone="Europe/Berlin")
    client = {"surcharges": [{"name": "Night", "percent": "12.5", "hours": "22:00-06:00"}]}
    lines = draft([night], client)
    assert [(line.description, *shown(line)) for line in lines] == [
        ("acme/api", "60", "MIN", "60", "90", "90.00"),
        ("acme/api (Night +12.5 %)", "60", "MIN", "60", "101.25", "101.25"),
    ]
    assert [line.entries[0].billed_seconds for line in lines] == [3600, 3600]


def test_without_a_rate_the_draft_is_refused_with_the_entry_and_the_reason() -> None:
    with pytest.raises(Refused, match=r"entry A of 2026-07-01 \(acme/api\) has no price: no rate"):
        draft([entry("A", 60)], {"rates": []})


def test_a_line_remembers_rounding_rule_and_rate_of_its_entries() -> None:
    [line] = draft([entry("A", 60)], {"rounding": {"minutes": 15}})
    assert line.rounding == "15:up:entry"
    assert [(one.seconds, one.billed_seconds, one.rule) for one in line.entries] == [
        (60, 900, "client acme: 90/h")
    ]


# --- fixed fees and expenses -----------------------------------------------------------------

FIXED = {"projects": {"api": {"fixed_fee": 1000}}}


def test_a_fixed_fee_is_one_line_with_all_its_entries() -> None:
    [line] = draft([entry("B", 60, day="2026-07-02"), entry("A", 60)], FIXED)
    assert shown(line) == ("1", "C62", "1", "1000.00", "1000.00")
    assert [one.id for one in line.entries] == ["A", "B"]
    assert (line.kind, line.description) == ("fixed", "api")


def test_a_fee_is_charged_once() -> None:
    [line] = draft([entry("A", 60)], FIXED, fees_billed=frozenset({"acme/api"}))
    assert (line.net, line.description) == (Decimal("0.00"), "api")


def test_an_entry_with_a_rate_of_its_own_is_work_beyond_the_fee() -> None:
    lines = draft([entry("A", 60), entry("B", 3600, rate=Decimal(50))], FIXED)
    assert [(line.kind, str(line.net)) for line in lines] == [
        ("time", "50.00"),
        ("fixed", "1000.00"),
    ]


def expense(**fields: Any) -> Expense:
    values = {
        "id": "X",
        "date": "2026-07-05",
        "project": "acme",
        "amount": Decimal("12.50"),
        "currency": "EUR",
    }
    return Expense(**{**values, **fields})


def test_expenses_follow_with_the_tax_of_their_day() -> None:
    lines = draft([entry("A", 60)], expenses=[expense(), expense(tax_rate=Decimal(7))])
    assert [(line.kind, str(line.net), str(line.tax_rate)) for line in lines[1:]] == [
        ("expense", "12.50", "19"),
        ("expense", "12.50", "7"),
    ]


def test_an_expense_in_another_currency_is_refused() -> None:
    with pytest.raises(Refused, match="is in USD, acme is billed in EUR"):
        draft([], expenses=[expense(currency="USD")])


# --- any ledger ------------------------------------------------------------------------------


def priced_work(ledger: Ledger, client: str) -> list[Entry]:
    """What a draft for the client can take."""
    return sorted(
        (
            one
            for one in ledger.entries
            if one.client == client
            and ledger.terms.billable(one)
            and (ledger.terms.rate_of(one).rate or one.project == "acme/fixed")
        ),
        key=lambda one: one.order,
    )


@given(
    st.integers(0, 10**6),
    st.sampled_from(("acme", "globex", "initech")),
    st.sampled_from(GROUPINGS),
)
def test_no_time_is_lost_between_entries_and_lines(seed: int, client: str, group_by: str) -> None:
    ledger = random_ledger(seed, 25)
    work = priced_work(ledger, client)
    lines = draft_lines(Work(work, (), {}), ledger.terms.clients[client], ledger.terms, group_by)
    assert {one.id for line in lines for one in line.entries} == {one.id for one in work}
    slots = Counter(
        (
            line.project,
            line.task,
            line.day,
            line.price,
            line.unit,
            line.base_quantity,
            line.surcharge,
            line.tax_category,
        )
        for line in lines
        if line.kind == "time" and group_by != "entry"
    )
    assert set(slots.values()) <= {1}
    for line in lines:
        exact = Fraction(line.quantity) * Fraction(line.price) / Fraction(line.base_quantity)
        assert abs(Fraction(line.net) - exact) * 2 <= (
            1 if client == "initech" else Fraction(1, 100)
        )


@given(
    st.integers(0, 10**6),
    st.sampled_from(("acme", "globex", "initech")),
    st.sampled_from(GROUPINGS),
)
def test_drafting_in_goes_bills_no_more_time_than_drafting_once(
    seed: int, client: str, group_by: str
) -> None:
    ledger = random_ledger(seed, 25)
    work = [one for one in priced_work(ledger, client) if one.project != "acme/fixed"]
    once = drafted(ledger, client, group_by, work, [], {})
    random = Random(seed)
    done: list[Entry] = []
    billings: dict[str, Billing] = {}
    for _ in range(2):
        some = [one for one in work if one not in done and random.random() < 0.5]
        billed = drafted(ledger, client, group_by, some, done, billings)
        billings.update({key: Billing("INV", "billed", seconds) for key, seconds in billed.items()})
        done += some
    rest = [one for one in work if one not in done]
    billed = drafted(ledger, client, group_by, rest, done, billings)
    assert sum(billed.values()) + sum(one.billed_seconds for one in billings.values()) == sum(
        once.values()
    )


def drafted(
    ledger: Ledger,
    client: str,
    group_by: str,
    entries: list[Entry],
    settled: list[Entry],
    billings: dict[str, Billing],
) -> Counter[str]:
    """Billed seconds by entry."""
    work = Work(entries, settled, billings)
    found: Counter[str] = Counter()
    for line in draft_lines(work, ledger.terms.clients[client], ledger.terms, group_by):
        for one in line.entries:
            found[one.id] += one.billed_seconds
    return found
