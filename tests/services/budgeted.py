"""Two clients in two currencies, with budgets, an estimate, a fixed fee and orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.services.small_workspace import BUSINESS, make_workspace, write

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace

ADDRESS = """\
[[addresses]]
street = "Weg 1"
city = "Bonn"
zip = "53111"
country = "DE"
vat_id = "DE136695976"
email = "mail@example.org"
[bank]
iban = "DE89370400440532013000"
"""

ACME = """\
name = "Acme [GmbH]"
currency = "EUR"
[[addresses]]
street = "Ring 2"
city = "Bonn"
zip = "53111"
country = "DE"
[[rates]]
hourly = 60.00
[[orders]]
number = "PO-1"
until = 2026-10-31
limit = 1000.00
[[orders]]
number = "PO-2"
from = 2026-11-01
limit = 500.00
[projects.api]
name = "API"
budget_hours = 3
aka = ["acme/old"]
[projects.api.tasks.review]
name = "Review"
estimate_hours = 1.5
[projects.site]
name = "Site"
budget_amount = 100.00
[projects.relaunch]
name = "Relaunch"
fixed_fee = 900.00
[projects.gone]
name = "Gone"
budget_hours = 1
archived = true
"""

TOKYO = """\
name = "Tokyo"
currency = "JPY"
[projects.app]
name = "App"
[[projects.app.rates]]
from = 2026-11-10
hourly = 5000
"""


def make_budgeted(root: Path) -> Workspace:
    """A workspace with both."""
    write(root, "clients/acme.toml", ACME)
    write(root, "clients/tokyo.toml", TOKYO)
    return make_workspace(root, BUSINESS + ADDRESS)
