"""What a new rate does to unbilled time, and which rates it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.rated_client import ACME, amount_of
from tests.services.small_workspace import bill, make_workspace, track, write
from tracker_tui.services.changes import handle
from tracker_tui.services.clients import ClientFields, add_client, archive_client, rename_client
from tracker_tui.services.project_admin import ProjectFields, edit_project
from tracker_tui.services.rates import set_rate

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    write(tmp_path, "clients/acme.toml", ACME)
    return make_workspace(tmp_path)


# --- what they reprice -----------------------------------------------------------------------


def test_the_unbilled_entries_that_change_price_are_counted(workspace: Workspace) -> None:
    changed = [
        track(workspace, "acme/web", day="2026-10-01", minutes=90),
        track(workspace, "acme/web", day="2026-10-31", minutes=45),
        track(workspace, "acme/web", minutes=None),
    ]
    unchanged = [
        track(workspace, "acme/web", day="2026-09-30"),
        track(workspace, "acme/api", day="2026-10-02"),
        track(workspace, "acme/web", day="2026-10-02", person="ada"),
        track(workspace, "acme/web", day="2026-10-02", billable=False),
        track(workspace, "acme/web", day="2026-10-02", rate="77"),
        track(workspace, "acme/web", day="2026-10-02", billed_elsewhere="old books"),
    ]
    billed = track(workspace, "acme/web", day="2026-10-05")
    bill(workspace, "INV-2026-0001", billed)
    before = [amount_of(workspace, entry) for entry in (*changed, *unchanged[:5])]
    made = set_rate(workspace, "acme", "90", since="2026-10-01")
    after = [amount_of(workspace, entry) for entry in (*changed, *unchanged[:5])]
    moved = [old != new for old, new in zip(before, after, strict=True)]
    assert moved == [True] * 3 + [False] * 5
    # 1:30 and 0:45, and the timer that runs since nine: it is noon
    assert made.notes[0] == "reprices 3 unbilled entries (5:15) from 80.00 to 90.00"


def test_each_old_price_has_its_own_remark(workspace: Workspace) -> None:
    track(workspace, "acme/web", minutes=30)
    track(workspace, "acme/api", minutes=60)
    set_rate(workspace, "acme/web", "85", since="2026-01-01")
    made = set_rate(workspace, "acme/web", "85.5", since="2026-11-01")
    assert made.notes == ("reprices 1 unbilled entry (0:30) from 85.00 to 85.50",)
    made = set_rate(workspace, "acme+me", "99", since="always")
    assert made.notes[0].startswith("leaves narrower rates")


def test_a_first_rate_prices_what_had_none(workspace: Workspace) -> None:
    add_client(workspace, "beta", ClientFields())
    track(workspace, "beta/web", minutes=30)
    track(workspace, "gone/web", minutes=30)
    made = set_rate(workspace, "default", "70", since="2026-01-01")
    assert made.notes == (
        "prices 1 unbilled entry (0:30) that had no rate at 70.00",
        "leaves narrower rates: client acme since 2025-01-01 80.00 EUR/h; "
        "client acme for ada since 2025-01-01 140.00 EUR/h; "
        "project acme/api since 2026-07-01 95.00 EUR/h",
    )


def test_a_rate_for_a_person_reprices_that_persons_work_alone(workspace: Workspace) -> None:
    track(workspace, "acme/web", person="ada", minutes=30)
    track(workspace, "acme/web", minutes=60)
    made = set_rate(workspace, "acme+ada", "150")
    assert made.notes[0] == "reprices 1 unbilled entry (0:30) from 140.00 to 150.00"


def test_the_default_reprices_only_clients_of_its_currency(workspace: Workspace) -> None:
    set_rate(workspace, "default", "70", since="2026-01-01")
    add_client(workspace, "usa", ClientFields(currency="USD"))
    add_client(workspace, "beta", ClientFields())
    track(workspace, "usa/web")
    track(workspace, "beta/web")
    made = set_rate(workspace, "default", "75", since="2026-01-01")
    assert made.notes[0] == "reprices 1 unbilled entry (1:00) from 70.00 to 75.00"


def test_a_day_is_not_an_hour_at_the_same_figure(workspace: Workspace) -> None:
    track(workspace, "acme/web")
    made = set_rate(workspace, "acme", "80", daily=True)
    assert made.notes[0] == "reprices 1 unbilled entry (1:00) from 80.00 to 80.00/8 h"


def test_work_under_a_former_name_is_counted(workspace: Workspace) -> None:
    rename_client(workspace, "acme", "apex")
    track(workspace, "acme/web")  # as it comes from a clone that did not know yet
    made = set_rate(workspace, "apex", "90")
    assert made.notes[0] == "reprices 1 unbilled entry (1:00) from 80.00 to 90.00"


def test_a_draft_that_holds_repriced_work_is_named(workspace: Workspace) -> None:
    draft = bill(workspace, "", track(workspace, "acme/web"))
    made = set_rate(workspace, "acme", "90")
    assert made.notes[:2] == (
        "reprices 1 unbilled entry (1:00) from 80.00 to 90.00",
        f"draft {handle(draft.id)} keeps its prices: bring it up to date with invoice refresh",
    )


# --- which ones they leave -------------------------------------------------------------------


def test_narrower_rates_are_named(workspace: Workspace) -> None:
    made = set_rate(workspace, "acme", "90")
    assert made.notes == (
        "leaves narrower rates: client acme for ada since 2025-01-01 140.00 EUR/h; "
        "project acme/api since 2026-07-01 95.00 EUR/h",
    )


def test_narrower_rates_that_ended_or_are_anothers_are_not_named(workspace: Workspace) -> None:
    set_rate(workspace, "acme/api", "97", since="2026-09-01")
    set_rate(workspace, "acme/web+me", "111")
    edit_project(workspace, "acme/web", ProjectFields(name="Web site"))
    made = set_rate(workspace, "acme+ada", "150")
    assert made.notes == ("leaves narrower rates: project acme/api since 2026-09-01 97.00 EUR/h",)


def test_archived_clients_and_other_currencies_are_not_named(workspace: Workspace) -> None:
    add_client(workspace, "usa", ClientFields(currency="USD"))
    set_rate(workspace, "usa", "100")
    archive_client(workspace, "acme")
    assert set_rate(workspace, "default", "70").notes == ()


def test_a_later_rate_of_the_same_place_is_named(workspace: Workspace) -> None:
    made = set_rate(workspace, "acme/api", "90", since="2026-01-01")
    assert made.notes == ("leaves later rates: project acme/api since 2026-07-01 95.00 EUR/h",)


def test_many_narrower_rates_are_counted(workspace: Workspace) -> None:
    for number in range(7):
        set_rate(workspace, f"acme/web@task{number}", "100")
    (note,) = set_rate(workspace, "acme/web", "90").notes
    assert note.count(";") == 5
    assert note.endswith("and 2 more (rate list shows them)")
