"""Which of the dated rates holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.business import read_business
from tracker_tui.core.client import read_client
from tracker_tui.core.entry import Entry
from tracker_tui.core.errors import FieldError
from tracker_tui.core.pricing import Terms
from tracker_tui.core.rates import ChosenRate, Rate, choose_rate, latest_rate, read_rate, write_rate


def rate(amount: int, since: str = "", person: str = "", currency: str = "") -> Rate:
    return Rate(since, Decimal(amount), person=person, currency=currency)


RATES = st.lists(
    st.builds(
        rate,
        st.integers(1, 99),
        st.sampled_from(("", "2026-01-01", "2026-03-29", "2026-06-30")),
        st.sampled_from(("", "ada", "bob")),
        st.sampled_from(("", "EUR", "USD")),
    ),
    max_size=6,
    unique_by=lambda one: (one.since, one.person),
)
DAYS = st.sampled_from(("2025-12-31", "2026-01-01", "2026-03-28", "2026-03-29", "2026-07-01"))


@given(RATES, DAYS)
def test_of_one_place_the_persons_own_comes_first_then_the_latest(
    rates: list[Rate], day: str
) -> None:
    fitting = [one for one in rates if one.since <= day and one.currency in ("", "EUR")]
    ranked = sorted(
        (one for one in fitting if one.person in ("", "ada")),
        key=lambda one: (one.person == "ada", one.since),
    )
    assert latest_rate(rates, "ada", day, "EUR") == (ranked[-1] if ranked else None)


@given(RATES, RATES, DAYS)
def test_a_narrow_place_comes_before_a_wide_one(
    narrow: list[Rate], wide: list[Rate], day: str
) -> None:
    found = choose_rate([("narrow", narrow), ("wide", wide)], "ada", day, "EUR").rate
    assert found == (latest_rate(narrow, "ada", day, "EUR") or latest_rate(wide, "ada", day, "EUR"))


@given(RATES, DAYS, st.integers(1, 99))
def test_a_later_rate_changes_nothing_before_its_day(
    rates: list[Rate], day: str, amount: int
) -> None:
    later = rate(amount, "2026-12-01")
    assert latest_rate([*rates, later], "ada", day, "EUR") == latest_rate(rates, "ada", day, "EUR")


def terms(client: dict[str, Any] | None = None, rates: tuple[dict[str, Any], ...] = ()) -> Terms:
    business = read_business({"name": "Me", "currency": "EUR", "rates": list(rates)})
    return Terms(business, {"acme": read_client("acme", client or {}, "EUR")})


def entry(**fields: Any) -> Entry:
    return Entry("E", "ada", "2026-07-01", 60, "UTC", project="acme/api", task="review")._replace(
        **fields
    )


PLACES: list[tuple[dict[str, Any], str]] = [
    (
        {"projects": {"api": {"tasks": {"review": {"rates": [{"hourly": 5}]}}}}},
        "task acme/api@review: 5/h",
    ),
    ({"projects": {"api": {"rates": [{"hourly": 4}]}}}, "project acme/api: 4/h"),
    ({"rates": [{"hourly": 3, "from": "2026-01-01"}]}, "client acme since 2026-01-01: 3/h"),
    ({}, "default for ada: 16/8 h"),
]


@pytest.mark.parametrize(("client", "rule"), PLACES)
def test_the_rule_that_chose_is_named(client: dict[str, Any], rule: str) -> None:
    defaults = ({"daily": 16, "person": "ada"}, {"hourly": 1})
    assert terms(client, defaults).rate_of(entry()).rule == rule


def test_the_entrys_own_rate_comes_before_all_others() -> None:
    found = terms(PLACES[0][0]).rate_of(entry(rate=Decimal("7.50")))
    assert found == ChosenRate(Rate("", Decimal("7.50")), "the entry's own rate: 7.50/h")


@pytest.mark.parametrize(
    ("client", "fields", "rule"),
    [
        ({}, {}, "no rate in EUR on 2026-07-01 at client acme, default"),
        ({}, {"project": ""}, "no client: assign the entry to a project"),
        ({}, {"billable": False, "rate": Decimal(5)}, "not billable"),
        ({"projects": {"api": {"billable": False}}}, {}, "not billable"),
        ({"projects": {"api": {"fixed_fee": 100}}}, {}, "fixed fee of acme/api"),
        (
            {"rates": [{"hourly": 3, "from": "2026-07-02"}]},
            {},
            "no rate in EUR on 2026-07-01 at client acme, default",
        ),
    ],
)
def test_without_a_rate_the_reason_is_named(
    client: dict[str, Any], fields: dict[str, Any], rule: str
) -> None:
    assert terms(client).rate_of(entry(**fields)) == ChosenRate(None, rule)


def test_a_default_rate_applies_only_to_clients_of_its_currency() -> None:
    defaults = ({"hourly": 1}, {"hourly": 2, "currency": "USD"})
    assert terms({"currency": "USD"}, defaults).rate_of(entry()).rule == "default: 2/h"
    assert terms({"currency": "JPY"}, defaults).rate_of(entry()).rate is None


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({}, "hourly"),
        ({"hourly": 1, "daily": 2}, "hourly"),
        ({"hourly": -1}, "hourly"),
        ({"hourly": 0.5}, "hourly"),
        ({"hourly": "NaN"}, "hourly"),
        ({"daily": 1, "hours": 0}, "hours"),
        ({"daily": 1, "hours": 25}, "hours"),
        ({"hourly": 1, "from": "soon"}, "from"),
    ],
)
def test_a_wrong_rate_names_its_key(record: dict[str, Any], key: str) -> None:
    with pytest.raises(FieldError) as refused:
        read_rate(record)
    assert refused.value.key == key


def test_a_rate_is_written_as_it_was_read() -> None:
    record = {
        "from": date(2026, 7, 1),
        "person": "ada",
        "daily": Decimal("720.50"),
        "hours": Decimal("7.5"),
        "currency": "CHF",
    }
    assert write_rate(read_rate(record)) == record
    assert read_rate(record).base_minutes == 450
    assert Rate("", Decimal(1), daily=True).base_minutes == 480
