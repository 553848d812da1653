"""Random ledgers: terms, entries and what documents took of them, all from one seed."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from tracker_tui.core.business import Business, read_business
from tracker_tui.core.client import Client, read_client
from tracker_tui.core.clock import DAY, Moment, day_number, moment_in, zone_of
from tracker_tui.core.entry import Entry
from tracker_tui.core.ids import make_id
from tracker_tui.core.pricing import Billing, Terms

PEOPLE = ("ada", "bob")
PROJECTS = (
    "acme/api",
    "acme/old",
    "acme/fixed",
    "globex/ops",
    "globex/free",
    "initech/web",
    "unknown/x",
    "",
)
TASKS = ("", "review", "chore", "other")
DAYS = (
    "2025-10-25",  # the night of the change in Europe
    "2025-10-26",
    "2025-10-31",
    "2025-11-01",  # and in America
    "2025-11-02",
    "2025-12-31",
    "2026-01-14",
    "2026-03-07",
    "2026-03-08",
    "2026-03-28",
    "2026-03-29",
    "2026-03-31",
)
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Mars/Base", "")
NOW = 1_775_000_000  # 2026-03-31T23:33:20Z


class Ledger(NamedTuple):
    """Terms, finished entries, running timers and billings."""

    terms: Terms
    entries: list[Entry]
    running: list[Entry]
    billings: dict[str, Billing]

    def of(self, person: str, month: str) -> list[Entry]:
        """The person's finished entries of a month, by start."""
        found = [one for one in self.entries if one.person == person and one.day[:7] == month]
        return sorted(found, key=lambda one: one.order)


def random_ledger(seed: int, size: int = 30, *, surcharges: bool = True) -> Ledger:
    """A ledger of up to `size` entries of one or two people."""
    random = Random(seed)
    terms = Terms(_business(random), _clients(random, surcharges))
    people = random.choice((PEOPLE, PEOPLE[:1]))
    entries = [_entry(random, at, people) for at in range(random.randint(1, size))]
    running = [_timer(random, at) for at in range(random.choice((0, 0, 1, 2)))]
    return Ledger(terms, entries, running, _billings(random, entries))


def _business(random: Random) -> Business:
    return read_business({"name": "Me", "currency": "EUR", "rates": _rates(random, "USD")})


def _clients(random: Random, surcharges: bool) -> dict[str, Client]:
    clients = {}
    for name, currency, projects in (
        ("acme", "EUR", ("api", "fixed")),
        ("globex", "USD", ("ops", "free")),
        ("initech", "JPY", ("web",)),
    ):
        record: dict[str, Any] = {
            "currency": currency,
            "quantity": random.choice(("exact", "decimal")),
            "rates": _rates(random),
            "projects": {one: _project(random, one) for one in projects},
        }
        if random.random() < 0.8:
            record["rounding"] = rounding_record(random)
        if surcharges and random.random() < 0.15:
            record["surcharges"] = [{"percent": 50, "hours": "22:00-06:00"}]
        clients[name] = read_client(name, record, "EUR")
    return clients


def rounding_record(random: Random) -> dict[str, Any]:
    """Any rule as its table."""
    return {
        "minutes": random.choice((0, 1, 6, 15, 60)),
        "mode": random.choice(("up", "nearest", "down")),
        "scope": random.choice(("entry", "day-task", "entry", "day-task", "line")),
        "minimum": random.choice((0, 0, 20)),
    }


def _project(random: Random, name: str) -> dict[str, Any]:
    record: dict[str, Any] = {
        "rates": _rates(random) if random.random() < 0.4 else [],
        "tasks": {
            "review": {"rates": _rates(random) if random.random() < 0.5 else []},
            "chore": {"billable": False},
        },
    }
    if random.random() < 0.3:
        record["rounding"] = rounding_record(random)
    if name == "fixed":
        record["fixed_fee"] = "1000"
    if name == "free":
        record["billable"] = False
    return record


def _rates(random: Random, other_currency: str = "") -> list[dict[str, Any]]:
    rates = []
    for _ in range(random.randint(0, 3)):
        rate: dict[str, Any] = {
            random.choice(("hourly", "hourly", "daily")): _money(random),
            "from": random.choice(("", "2025-10-26", "2026-01-01", "2026-03-29")),
            "person": random.choice(("", "", "ada")),
        }
        if other_currency and random.random() < 0.3:
            rate["currency"] = other_currency
        rates.append({key: value for key, value in rate.items() if value})
    return rates


def _money(random: Random) -> str:
    return f"{random.randint(1, 20000)}e-{random.choice((0, 1, 2, 2, 3))}"


def _entry(random: Random, at: int, people: tuple[str, ...]) -> Entry:
    entry_id = make_id(at, random.randbytes(10))
    fields: dict[str, Any] = {
        "project": random.choice(PROJECTS),
        "task": random.choice(TASKS),
        "note": random.choice(("", "Fix login", "Review and/or test")),
        "tags": tuple(random.sample(("bug", "ops", "Ümlaut"), random.choice((0, 0, 1, 2)))),
        "billable": random.random() < 0.85,
        "rate": Decimal(_money(random)) if random.random() < 0.1 else None,
        "billed_elsewhere": "OLD-1" if random.random() < 0.05 else "",
    }
    person, zone = random.choice(people), random.choice(ZONES)
    day = random.choice(DAYS)
    seconds = random.choice(
        (0, 1, 59, 60, 900, random.randint(1, 40_000), random.randint(1, 200_000))
    )
    if random.random() < 0.1:
        return Entry(entry_id, person, day, min(seconds, 90_000), zone, **fields)
    start, end = _span(random, day, seconds, zone)
    return Entry(entry_id, person, start.day, end.utc - start.utc, zone, start, end, **fields)


def _span(random: Random, day: str, seconds: int, zone: str) -> tuple[Moment, Moment]:
    """A stretch that is written with the zone's offsets, or now and then with others."""
    utc = day_number(day) * DAY + random.choice((0, 3600, 82_800, random.randint(0, DAY)))
    if zone in ("", "Mars/Base"):
        return Moment(utc, 7200), Moment(utc + seconds, random.choice((7200, 7200, 3600)))
    start, end = moment_in(utc, zone_of(zone)), moment_in(utc + seconds, zone_of(zone))
    if random.random() < 0.1:
        start = Moment(start.utc, random.choice((0, -18_000, 45_900)))
    if random.random() < 0.1:
        end = Moment(end.utc, start.offset)
    return start, end


def _timer(random: Random, at: int) -> Entry:
    start = Moment(NOW - random.choice((10, 5_000, 100_000)), 7200)
    return Entry(
        make_id(at, random.randbytes(10)),
        random.choice(PEOPLE),
        start.day,
        0,
        "Europe/Berlin",
        start,
        project=random.choice(PROJECTS),
        billable=random.random() < 0.8,
    )


def _billings(random: Random, entries: list[Entry]) -> dict[str, Billing]:
    share = random.choice((0, 0, 0.3, 0.9))
    return {
        one.id: Billing("INV-1", random.choice(("billed", "draft")), _billed(random, one.seconds))
        for one in entries
        if random.random() < share
    }


def _billed(random: Random, seconds: int) -> int:
    return random.choice((seconds, -(-seconds // 900) * 900, seconds // 360 * 360))
