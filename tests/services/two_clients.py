"""Two clients that somebody wrote by hand, and what their files say."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.services.small_workspace import make_workspace, write

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace

ACME = """\
name = "Acme GmbH"
currency = "EUR"

# what they pay
[[rates]]
hourly = 80.00

[[orders]]
number = "PO-1"
project = "api"

# the payments of their shop
[projects.api]
name = "Payments API"  # was Payments
budget_hours = 10

[[projects.api.rates]]
from = 2026-07-01
hourly = 95.00

[projects.api.tasks.review]
name = "Code review"

[projects.apiary]
name = "Apiary"
"""

BETA = """\
name = "Beta Ltd"
currency = "EUR"

[[rates]]
hourly = 100.00
"""


def make_two_clients(root: Path) -> Workspace:
    """A workspace with both."""
    write(root, "clients/acme.toml", ACME)
    write(root, "clients/beta.toml", BETA)
    return make_workspace(root)


def text_of(workspace: Workspace, client: str = "acme") -> str:
    with open(f"{workspace.root}/clients/{client}.toml", encoding="utf-8") as file:
        return file.read()


def record_of(workspace: Workspace, client: str = "acme") -> dict[str, Any]:
    return tomllib.loads(text_of(workspace, client), parse_float=Decimal)


def project_of(workspace: Workspace, typed: str) -> dict[str, Any]:
    client, _, project = typed.partition("/")
    found: dict[str, Any] = record_of(workspace, client)["projects"][project]
    return found
