"""Who takes part: the studio, its people, its clients with their projects, terms and prices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from examples.making.clients import CLIENTS
from examples.making.stage import BERLIN
from tracker_tui.core.clock import add_days
from tracker_tui.services.clients import ClientFields, add_client, archive_client, edit_client
from tracker_tui.services.project_admin import add_project, move_project
from tracker_tui.services.rates import set_rate
from tracker_tui.services.setup import init_workspace
from tracker_tui.store.layout import client_file
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from examples.making.clients import NewClient
    from examples.making.stage import Stage

BUSINESS = """\
# Studio Fern writes the invoices. Everybody and everything in this example is invented.
name = "Studio Fern"
currency = "EUR"
language = "de"
zone = "Europe/Berlin"
terms_days = 14
day_hours = 8

[[addresses]]
from = 2024-10-01
contact = "Ada Fern"
street = "Kranichsteg 7"
zip = "10999"
city = "Berlin"
country = "DE"
vat_id = "DE271828106"
tax_number = "99/271/82818"
email = "ada@fern.example.com"
phone = "+49 30 5550142"
web = "fern.example.com"

[[addresses]]  # two rooms and a window to the yard
from = 2026-04-01
contact = "Ada Fern"
street = "Am Werkhof 3"
zip = "12043"
city = "Berlin"
country = "DE"
vat_id = "DE271828106"
tax_number = "99/271/82818"
email = "ada@fern.example.com"
phone = "+49 30 5550142"
web = "fern.example.com"

[[taxes]]
from = 2024-10-01
category = "S"
rate = 19

[bank]
holder = "Ada Fern"
bank = "Musterbank Berlin"
iban = "DE02120300000000202051"
bic = "BYLADEM1001"
"""

ADA = """\
name = "Ada Fern"
email = "ada@fern.example.com"
zone = "Europe/Berlin"
weekly_hours = 36
daily_hours = 8
"""

BEN = """\
name = "Ben Castro"
email = "ben@fern.example.com"
zone = "Europe/Lisbon"  # works from there, two days a week
weekly_hours = 14
"""

RATES = (
    ("2025-02-10", "+ben", "65"),
    ("2025-02-10", "acme+ben", "68"),
    ("2025-02-10", "globex+ben", "70"),
    ("2025-07-01", "acme", "96.50"),
    ("2026-01-01", "default", "95"),
    ("2026-01-01", "+ben", "70"),
    ("2026-01-01", "globex", "98"),
    ("2026-01-01", "bergkristall", "145"),
    ("2026-02-01", "pemberton", "92"),
    ("2026-03-01", "harbor", "132.50"),
    ("2026-07-01", "acme/api", "99"),
    ("2026-07-01", "acme/api+ben", "72"),
    ("2026-07-01", "acme+ben", "72"),
)
"""What an hour costs from a day on; entered two weeks before."""

TASKS = {
    "acme/portal": {"dev": "Development", "review": "Code review", "meeting": "Meetings"},
    "acme/tracking": {"dev": "Development", "review": "Code review", "meeting": "Meetings"},
    "globex/ops": {"run": "Betrieb", "meeting": "Abstimmung"},
    "globex/mes": {"dev": "Entwicklung", "meeting": "Abstimmung"},
    "bergkristall/booking": {"dev": "Entwicklung", "meeting": "Besprechung"},
    "pemberton/dash": {"dev": "Development", "meeting": "Meetings"},
    "harbor/shop": {"dev": "Development", "review": "Code review", "meeting": "Meetings"},
    "harbor/data": {"dev": "Development", "meeting": "Meetings"},
}

ORDERS = [
    {
        "number": "PO-2024-118",
        "from": date(2024, 10, 1),
        "until": date(2025, 12, 31),
        "limit": Decimal("120000.00"),
    },
    {
        "number": "PO-2026-031",
        "from": date(2026, 1, 1),
        "limit": Decimal("85000.00"),
    },
]

SURCHARGES = [
    {"name": "Nachtarbeit", "percent": Decimal("50"), "hours": "22:00-06:00"},
    {"name": "Wochenende", "percent": Decimal("25"), "weekdays": ["sat", "sun"]},
]


BY_HAND: dict[str, dict[tuple[str, ...], object]] = {
    "acme": {("orders",): ORDERS[:1]},
    "globex": {("projects", "ops", "surcharges"): SURCHARGES},
    "bergkristall": {("cash_rounding",): Decimal("0.05")},
    "pemberton": {("theme",): "modern"},
}
"""What no command sets: it is written into the client's file."""


def plan_parties(stage: Stage) -> None:
    """Everybody comes, moves, costs more and goes on their days."""
    workspace = stage.workspace
    stage.plan("2024-10-01 08:05", partial(_open_studio, stage))
    for client in CLIENTS:
        stage.plan(f"{client.day} 08:20", partial(_add_client, stage, client))
    for day, target, amount in RATES:
        stage.plan(f"{add_days(day, -14)} 17:40", partial(set_rate, workspace, target, amount, day))
    stage.plan("2025-01-20 09:05", partial(stage.hand_edit, "people/ben.toml", BEN))
    stage.plan("2025-03-12 17:20", partial(_rename_tracking, stage))
    stage.plan("2025-11-10 09:00", partial(archive_client, workspace, "tolk"))
    stage.plan("2025-12-10 11:15", partial(_globex_moves, stage))
    stage.plan("2025-12-12 12:30", partial(_next_order, stage))


def _open_studio(stage: Stage) -> None:
    init_workspace(stage.root, "Studio Fern", "EUR", BERLIN, "ada", use_git=False)
    stage.hand_edit("tracker.toml", BUSINESS)
    stage.hand_edit("people/ada.toml", ADA)
    set_rate(stage.workspace, "default", "90")


def _add_client(stage: Stage, client: NewClient) -> None:
    workspace, file = stage.workspace, client_file(client.id)
    add_client(workspace, client.id, client.fields)
    for name, fields in client.projects.items():
        add_project(workspace, f"{client.id}/{name}", fields)
        tasks = TASKS.get(f"{client.id}/{name}")
        if tasks:
            tables = {task: {"name": title} for task, title in tasks.items()}
            stage.set_fields(file, {("projects", name, "tasks"): tables})
    for target, amount in client.rates:
        set_rate(workspace, target, amount, daily=client.daily)
    if client.id in BY_HAND:
        stage.set_fields(file, BY_HAND[client.id])


def _rename_tracking(stage: Stage) -> None:
    move_project(stage.workspace, "acme/tracking", "acme/api")


def _globex_moves(stage: Stage) -> None:
    """From Passau to Linz, and with that from German VAT to reverse charge."""
    fields = ClientFields(
        street="Donaulände 8",
        zip="4020",
        city="Linz",
        country="AT",
        vat_id="ATU57721503",
        tax="AE",
        since="2026-01-01",
    )
    edit_client(stage.workspace, "globex", fields)


def _next_order(stage: Stage) -> None:
    file = client_file("acme")
    change = Change(file, ("orders",), ORDERS[:1], ORDERS)
    stage.workspace.commit("Added the order of 2026 to acme", [change])
