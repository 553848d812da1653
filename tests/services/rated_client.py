"""A client with rates of its own, and what its file and its entries say."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker_tui.services.listing import terms_of

if TYPE_CHECKING:
    from tracker_tui.core.entry import Entry
    from tracker_tui.store.workspace import Workspace

ACME = """\
name = "Acme GmbH"
currency = "EUR"

# from the frame contract
[[rates]]
from = 2025-01-01
hourly = 80.00

[[rates]]
from = 2025-01-01
person = "ada"
hourly = 140.00

[projects.api]
name = "Payments API"

[[projects.api.rates]]
from = 2026-07-01
hourly = 95.00

[projects.web]
name = "Web"
"""


def text_of(workspace: Workspace, file: str = "clients/acme.toml") -> str:
    with open(f"{workspace.root}/{file}", encoding="utf-8") as source:
        return source.read()


def record_of(workspace: Workspace, file: str = "clients/acme.toml") -> dict[str, Any]:
    return tomllib.loads(text_of(workspace, file), parse_float=Decimal)


def amount_of(workspace: Workspace, entry: Entry) -> str:
    """What an hour of the entry costs by the rules as they stand."""
    rate = terms_of(workspace).rate_of(entry).rate
    return "" if rate is None else f"{rate.amount}"
