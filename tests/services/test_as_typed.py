"""What forms begin with: typed again, it changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.services.small_workspace import make_workspace, write
from tracker_tui.services.as_typed import client_as_typed, project_as_typed, task_as_typed
from tracker_tui.services.clients import edit_client
from tracker_tui.services.project_admin import edit_project
from tracker_tui.services.tasks import edit_task

if TYPE_CHECKING:
    from pathlib import Path

FULL = """\
name = "Acme [GmbH]"
currency = "EUR"
language = "de"
terms_days = 0
rounding = {minutes = 15, mode = "up", scope = "day-task", minimum = 30}
quantity = "decimal"
group_by = "day"
require = ["order", "email"]
withholding = 7.5
discount = 2

[[addresses]]
street = "Old 1"
city = "Berlin"
country = "DE"

[[addresses]]
from = 2026-01-01
contact = "Marta"
street = "New 2"
city = "Linz"
zip = "4020"
country = "AT"
vat_id = "ATU57721503"
email = "a@example.com"
buyer_reference = "IT-4402"
phone = "1"

[[taxes]]
category = "E"
reason = "because"

[projects.api]
name = "API"
billable = false
budget_hours = 120
budget_amount = 9000.5
fixed_fee = 4500
rounding = {minutes = 0, mode = "up", scope = "entry"}

[projects.api.tasks.review]
name = "Review"
billable = false
estimate_hours = 12.5
"""
BARE = """\
name = "Bare"
currency = "EUR"
[projects.api]
name = "api"
[projects.api.tasks.dev]
name = "dev"
"""


def test_what_is_typed_as_it_was_changes_nothing(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    for name, text in {"full": FULL, "bare": BARE}.items():
        write(tmp_path, f"clients/{name}.toml", text)
        task = "dev" if name == "bare" else "review"
        client, full = client_as_typed(workspace, name), f"{name}/api@{task}"
        if not client.tax:  # there is no way to type none
            client = client._replace(tax=None, tax_rate=None, tax_reason=None)
        assert edit_client(workspace, name, client).label.startswith("Nothing to change")
        project = project_as_typed(workspace, f"{name}/api")
        assert edit_project(workspace, f"{name}/api", project).label.startswith("Nothing")
        assert edit_task(workspace, full, task_as_typed(workspace, full)).label.startswith("No")
        assert (tmp_path / f"clients/{name}.toml").read_text() == text


def test_a_form_begins_with_what_holds_today_and_is_the_clients_own(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    write(tmp_path, "clients/full.toml", FULL)
    write(tmp_path, "clients/bare.toml", BARE)
    full, bare = client_as_typed(workspace, "full"), client_as_typed(workspace, "bare")
    assert (full.street, full.tax, full.terms_days) == ("New 2", "E", "0")
    assert (full.rounding, full.require) == ("15:up:day-task:30", "order, email")
    assert (bare.language, bare.terms_days, bare.tax, bare.rounding) == ("", "", "", "")
    assert None not in full
