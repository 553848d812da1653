"""Entries as lists and reports show them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tracker_tui.core.business import read_business
from tracker_tui.core.client import read_client
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.entry import Entry
from tracker_tui.core.pricing import Billing, Terms
from tracker_tui.core.views import STATES, PricedEntry, price_entries

TERMS = Terms(
    read_business({"name": "Me", "currency": "EUR"}),
    {
        "acme": read_client(
            "acme",
            {
                "rates": [{"hourly": 90}],
                "rounding": {"minutes": 15},
                "projects": {"fixed": {"fixed_fee": 100}, "free": {"billable": False}},
            },
            "EUR",
        ),
        "night": read_client(
            "night",
            {"rates": [{"hourly": 60}], "surcharges": [{"percent": 50, "hours": "22:00-06:00"}]},
            "EUR",
        ),
    },
)


def entry(project: str = "acme/api", **fields: Any) -> Entry:
    start, end = (parse_moment(f"2026-07-01T{at}+02:00") for at in ("21:50", "22:10"))
    made = Entry("E", "ada", "2026-07-01", 1200, "Europe/Berlin", start, end, project)
    return made._replace(**fields)


def price(one: Entry, billing: Billing | None = None, now: int = 0) -> PricedEntry:
    [priced] = price_entries([one], TERMS, {"E": billing} if billing else {}, now)
    assert priced.state in STATES
    return priced


def test_an_entry_shows_raw_and_billed_time_rate_rule_and_amount() -> None:
    assert price(entry()) == PricedEntry(
        entry(),
        1200,
        1800,
        Decimal(90),
        "client acme: 90/h",
        Decimal("45.00"),
        "EUR",
        "unbilled",
        "",
        True,
    )


@pytest.mark.parametrize(
    ("one", "billing", "state", "document", "amount"),
    [
        (entry(), Billing("INV-1", "billed", 600), "billed", "INV-1", "15.00"),
        (entry(), Billing("01DRAFT", "draft", 1800), "draft", "01DRAFT", "45.00"),
        (entry(billed_elsewhere="OLD-7"), None, "billed", "OLD-7", "45.00"),
        (entry(billable=False), None, "free", "", None),
        (entry("acme/free"), None, "free", "", None),
        (entry("acme/fixed"), None, "unbilled", "", None),
        (entry(""), None, "unassigned", "", None),
        (entry("unknown/x"), None, "unbilled", "", None),
    ],
)
def test_state_document_and_amount_go_together(
    one: Entry, billing: Billing | None, state: str, document: str, amount: str | None
) -> None:
    priced = price(one, billing)
    assert (priced.state, priced.document) == (state, document)
    assert priced.amount == (None if amount is None else Decimal(amount))
    assert priced.billable == (state != "free")


def test_a_running_timer_is_worth_its_raw_time() -> None:
    timer = entry(end=None, seconds=0)
    assert timer.start is not None
    priced = price(timer, now=timer.start.utc + 100)
    assert (priced.seconds, priced.billed_seconds, priced.state) == (100, 100, "running")
    assert priced.amount == Decimal("2.50")
    free = price(timer._replace(billable=False), now=timer.start.utc + 100)
    assert (free.seconds, free.billed_seconds, free.amount, free.billable) == (100, 0, None, False)


def test_a_surcharge_raises_the_worth_of_its_part() -> None:
    priced = price(entry("night/shift"))
    assert priced.amount == Decimal("10.00") + Decimal("15.00")
    assert priced.rate == 60
