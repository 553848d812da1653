"""What entries are billed and worth."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledgers import random_ledger
from tracker_tui.core.business import read_business
from tracker_tui.core.client import read_client
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.entry import Entry
from tracker_tui.core.pricing import Billing, Terms, billed_seconds, price_of, worth
from tracker_tui.core.rates import Rate
from tracker_tui.core.rounding import Rounding


def terms(client: dict[str, Any], business: dict[str, Any] | None = None) -> Terms:
    own = read_business({"name": "Me", "currency": "EUR", **(business or {})})
    return Terms(own, {"acme": read_client("acme", client, "EUR")})


def entry(name: str, seconds: int, **fields: Any) -> Entry:
    values = {"project": "acme/api", **fields}
    return Entry(
        name, values.pop("person", "ada"), values.pop("day", "2026-07-01"), seconds, "UTC", **values
    )


def rounded(scope: str, minutes: int = 15) -> dict[str, Any]:
    return {"rounding": {"minutes": minutes, "mode": "up", "scope": scope}}


WORK = [
    entry("A", 600),
    entry("B", 600, task="review"),
    entry("C", 600),
    entry("D", 600, day="2026-07-02"),
    entry("E", 600, person="bob"),
    entry("F", 600, project="acme/web"),
    entry("G", 600, day="2026-08-01"),
]


@pytest.mark.parametrize(
    ("scope", "billed"),
    [
        ("entry", [900, 900, 900, 900, 900, 900, 900]),
        ("day-task", [600, 900, 1200, 900, 900, 900, 900]),
        ("line", [600, 900, 600, 900, 600, 900, 900]),
    ],
)
def test_the_scope_says_what_is_rounded_together(scope: str, billed: list[int]) -> None:
    found = billed_seconds(WORK, terms(rounded(scope)), {})
    assert [found[one.id] for one in WORK] == billed


def test_the_projects_rule_comes_before_the_clients_and_that_before_the_businesss() -> None:
    project, client, business = (rounded("entry", minutes) for minutes in (1, 6, 60))
    for records, minutes in (
        (({"projects": {"api": project}, **client}, business), 1),
        ((client, business), 6),
        (({}, business), 60),
    ):
        assert terms(*records).rounding_of(WORK[0]) == Rounding(minutes, "up", "entry")
    assert terms({}).rounding_of(WORK[0]) == Rounding()
    assert terms({}, business).rounding_of(entry("X", 1, project="")) == Rounding()


def test_what_a_document_billed_stands_and_the_rest_is_rounded_with_it() -> None:
    work, rule = WORK[:3], terms(rounded("day-task"))
    done = {"A": Billing("INV-1", "billed", 900)}
    assert billed_seconds(work, rule, done) == {"A": 900, "B": 900, "C": 900}
    done["A"] = Billing("INV-1", "billed", 1800)
    assert billed_seconds(work, rule, done) == {"A": 1800, "B": 900, "C": 0}


def test_what_was_billed_stands_even_where_it_would_be_free_today() -> None:
    free = terms({"projects": {"api": {"billable": False}}})
    assert billed_seconds([WORK[0], WORK[2]], free, {"A": Billing("INV-1", "billed", 700)}) == {
        "A": 700,
        "C": 0,
    }


def test_free_time_is_not_billed_and_running_time_not_yet() -> None:
    timer = entry("R", 0, start=parse_moment("2026-07-01T09:00:00Z"))
    assert billed_seconds([timer], terms({}), {}) == {}
    assert billed_seconds([entry("A", 60, billable=False)], terms({}), {}) == {"A": 0}


@given(st.integers(0, 10**6))
def test_every_finished_entry_is_billed_never_below_nothing_and_groups_add_up(seed: int) -> None:
    ledger = random_ledger(seed, 12)
    found = billed_seconds(ledger.entries, ledger.terms, ledger.billings)
    assert found.keys() == {one.id for one in ledger.entries}
    assert min(found.values()) >= 0
    groups: dict[tuple[Rounding, tuple[str, ...]], list[Entry]] = {}
    for one in ledger.entries:
        rule = ledger.terms.rounding_of(one)
        key = {
            "entry": (one.id,),
            "day-task": (one.person, one.day, one.project, one.task),
            "line": (one.day[:7], one.project, one.task),
        }[rule.scope]
        if ledger.terms.billable(one) or one.id in ledger.billings:
            groups.setdefault((rule, key), []).append(one)
    for (rule, _), group in groups.items():
        taken = sum(
            ledger.billings[one.id].billed_seconds for one in group if one.id in ledger.billings
        )
        whole = rule.apply(sum(one.seconds for one in group))
        if any(one.id not in ledger.billings for one in group):
            assert sum(found[one.id] for one in group) == max(whole, taken)


AMOUNTS = st.decimals(0, 10_000, places=3)
CURRENCIES = st.sampled_from((("EUR", 2), ("JPY", 0), ("KWD", 3)))


@given(st.integers(0, 10**7), AMOUNTS, st.booleans(), CURRENCIES, st.integers(-100, 1000))
def test_worth_is_rounded_half_up_once(
    seconds: int, amount: Decimal, daily: bool, currency: tuple[str, int], percent: int
) -> None:
    code, digits = currency
    rate = Rate("", amount, daily, Decimal("7.7"))
    factor = Decimal(100 + percent) / 100
    base = Fraction(77, 10) * 3600 if daily else 3600
    exact = Fraction(amount) * Fraction(factor) * seconds / base * 10**digits
    assert worth(seconds, rate, code, factor) * 10**digits == int(exact + Fraction(1, 2))


@pytest.mark.parametrize(
    ("seconds", "amount", "currency", "expected"),
    [
        (3600, "90", "EUR", "90.00"),
        (1, "18", "EUR", "0.01"),
        (1, "17.99", "EUR", "0.00"),
        (20, "90", "EUR", "0.50"),
        (1800, "5001", "JPY", "2501"),
        (60, "0.03", "KWD", "0.001"),
        (1, "-18", "EUR", "-0.01"),
        (1, "-1", "EUR", "0.00"),
    ],
)
def test_halves_go_away_from_nothing(
    seconds: int, amount: str, currency: str, expected: str
) -> None:
    assert str(worth(seconds, Rate("", Decimal(amount)), currency)) == expected


@given(st.lists(st.integers(0, 10**6)), AMOUNTS)
def test_several_pieces_are_rounded_each_by_itself(pieces: list[int], amount: Decimal) -> None:
    rate = Rate("", amount)
    total = sum(worth(seconds, rate, "EUR") for seconds in pieces)
    assert price_of(rate, "EUR").total(pieces) == total * 100
