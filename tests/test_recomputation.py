"""Two thousand random ledgers priced twice: by the program, and by the second implementation."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests import second_opinion
from tracker_tui.core.business import read_business
from tracker_tui.core.client import Client, read_client
from tracker_tui.core.document import compute_totals, percent_allowances
from tracker_tui.core.drafting import Work, draft_lines
from tracker_tui.core.entry import read_entry
from tracker_tui.core.pricing import Terms

LEDGERS = 2000
SLICES = 8

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
ROUNDINGS = [
    {"minutes": minutes, "mode": mode, "scope": scope, "minimum": minimum}
    for minutes in (1, 6, 15, 60)
    for mode in ("up", "nearest", "down")
    for scope in ("entry", "day-task", "line")
    for minimum in (0, 30)
]


def random_rates(pick: random.Random, people: bool = True) -> list[dict[str, Any]]:
    rates: list[dict[str, Any]] = []
    for since in pick.sample(["", "2026-02-15", "2026-03-29", "2026-04-01"], pick.randint(0, 3)):
        rate: dict[str, Any] = {"from": date.fromisoformat(since)} if since else {}
        amount = Decimal(pick.randrange(3000, 20000)) / 100
        if pick.random() < 0.2:
            rate |= {"daily": amount * 8, "hours": pick.choice([Decimal(8), Decimal("7.5")])}
        else:
            rate["hourly"] = amount
        if people and pick.random() < 0.3:
            rate["person"] = "ada"
        if pick.random() < 0.1:
            rate["currency"] = pick.choice(["EUR", "JPY"])
        rates.append(rate)
    return rates


def random_client(pick: random.Random) -> dict[str, Any]:
    taxes: list[dict[str, Any]] = [
        pick.choice(
            [
                {"category": "S", "rate": 19},
                {"category": "AE"},
                {"category": "S", "rate": Decimal("8.1")},
            ]
        )
    ]
    if pick.random() < 0.4:
        taxes.append({"from": date(2026, 4, 1), "category": "S", "rate": 7})
    client: dict[str, Any] = {
        "name": "Acme",
        "currency": pick.choice(list(second_opinion.DIGITS)),
        "quantity": pick.choice(["exact", "decimal"]),
        "taxes": taxes,
        "rates": [*random_rates(pick), {"hourly": Decimal(90)}],
        "projects": {},
    }
    if pick.random() < 0.7:
        client["rounding"] = pick.choice(ROUNDINGS)
    if pick.random() < 0.3:
        client["discount"] = pick.choice([5, Decimal("2.5")])
    if pick.random() < 0.2:
        client["withholding"] = 15
    if client["currency"] == "CHF":
        client["cash_rounding"] = Decimal("0.05")
    if pick.random() < 0.3:
        client["surcharges"] = [
            {"name": "Night", "percent": 25, "hours": "20:00-06:00"},
            {"name": "Sunday", "percent": 50, "weekdays": ["sun"]},
        ]
    for name in ("api", "ops"):
        project: dict[str, Any] = {"name": name, "rates": random_rates(pick), "tasks": {}}
        if pick.random() < 0.2:
            project["rounding"] = pick.choice(ROUNDINGS)
        if pick.random() < 0.5:
            project["tasks"]["review"] = {"name": "Review", "rates": random_rates(pick)}
        client["projects"][name] = project
    return client


def random_entry(pick: random.Random, number: int, whole_hours: bool) -> dict[str, Any]:
    """An entry of February to April 2026; surcharges need zones without half hours."""
    zone = pick.choice(("Europe/Berlin", "UTC") if whole_hours else ZONES)
    entry: dict[str, Any] = {"zone": zone, "project": f"acme/{pick.choice(['api', 'ops'])}"}
    day = date(2026, 2, 1) + timedelta(days=pick.randrange(80))
    if pick.random() < 0.2:
        entry |= {"date": day.isoformat(), "seconds": pick.randrange(1, 9 * 3600)}
    else:
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("UTC"))
        begin = midnight + timedelta(seconds=pick.randrange(86400))
        end = begin + timedelta(seconds=pick.choice([0, 29, 30, 90, 1800]) + pick.randrange(20000))
        local = ZoneInfo(zone)
        if whole_hours:
            local_end = begin.astimezone(local).utcoffset()
            if local_end != end.astimezone(local).utcoffset():
                end = begin  # hours of day across a changeover: tested by exact tables elsewhere
        entry["start"] = begin.astimezone(local).isoformat()
        entry["end"] = end.astimezone(local).isoformat()
    if pick.random() < 0.3:
        entry["task"] = "review"
    if pick.random() < 0.05:
        entry["rate"] = "111.11"
    return {**entry, "_id": f"{number:026}", "_person": pick.choice(["ada", "ben"])}


def by_the_program(
    client: Client, records: list[dict[str, Any]], defaults: list[Any], group_by: str
) -> tuple[Any, Any]:
    entries = [
        read_entry(
            record["_id"],
            record["_person"],
            {key: value for key, value in record.items() if key[0] != "_"},
        )
        for record in records
    ]
    business = read_business({"name": "B", "currency": "EUR", "rates": defaults})
    terms = Terms(business, {client.id: client})
    entries.sort(key=lambda entry: entry.order)
    lines = draft_lines(Work(entries, [], {}), client, terms, group_by)
    allowances: Any = ()
    if client.discount:
        allowances = percent_allowances(client.discount, "Discount", lines, client.currency)
    totals = compute_totals(
        lines, allowances, client.currency, None, client.withholding, client.cash_rounding
    )
    return lines, totals


def units(amount: Decimal, currency: str) -> Fraction:
    scale: int = 10 ** second_opinion.DIGITS[currency]
    return Fraction(amount) * scale


@pytest.mark.parametrize("part", range(SLICES))
def test_random_ledgers_cost_the_same_by_both_implementations(part: int) -> None:
    for seed in range(part, LEDGERS, SLICES):
        pick = random.Random(seed)
        record = random_client(pick)
        defaults = random_rates(pick, people=False)
        group_by = pick.choice(["entry", "day", "task", "project"])
        surcharged = "surcharges" in record
        entries = [random_entry(pick, n, surcharged) for n in range(pick.randint(1, 12))]
        client = read_client("acme", record, "EUR")
        lines, totals = by_the_program(client, entries, defaults, group_by)
        expected = second_opinion.draft(record, entries, defaults, "EUR", group_by)

        currency = client.currency
        mine = sorted(
            (
                Fraction(line.quantity),
                Fraction(line.price),
                units(line.net, currency),
                line.tax_category,
                Fraction(line.tax_rate),
            )
            for line in lines
        )
        theirs = sorted(
            (quantity, cost, Fraction(net), category, rate)
            for _, _, quantity, cost, net, category, rate in expected["lines"]
        )
        assert mine == theirs, seed
        groups = {
            (group.category, Fraction(group.rate)): units(group.taxable, currency)
            for group in totals.taxes
        }
        assert groups == expected["groups"], seed
        for name in ("net", "tax", "total", "payable"):
            assert units(getattr(totals, name), currency) == expected[name], (seed, name)
        withheld = totals.withholding.amount if totals.withholding else Decimal(0)
        assert units(withheld, currency) == expected["withheld"], seed
