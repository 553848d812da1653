"""Clients for looking through: the same figures as where they are shown one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.services.small_workspace import make_workspace, track, write
from tracker_tui.services.client_overview import PlaceLine, list_places, measure_clients
from tracker_tui.services.composing import unbilled_amounts
from tracker_tui.services.project_admin import show_project
from tracker_tui.services.rates import explain_place

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace

ACME = """\
name = "Acme"
currency = "EUR"

[[rates]]
hourly = 90
[[rates]]
from = 2026-11-01
hourly = 95
[[rates]]
person = "ada"
daily = 640
[projects.api]
name = "API"
budget_hours = 10
[projects.api.tasks.review]
name = "Review"
rates = [{hourly = 80}]
[projects.api.tasks.away]
billable = false
[projects.site]
fixed_fee = 4500
[projects.old]
archived = true
"""


def acme(root: Path) -> Workspace:
    write(root, "clients/acme.toml", ACME)
    write(root, "clients/gone.toml", 'name = "Gone"\ncurrency = "CHF"\narchived = true\n')
    write(root, "clients/new.toml", 'name = "new"\nprovisional = true\n')
    return make_workspace(root)


def test_places_stand_below_each_other_with_the_rate_of_today(tmp_path: Path) -> None:
    workspace = acme(tmp_path)
    assert list_places(workspace) == [
        PlaceLine("acme", "Acme", "95/h"),
        PlaceLine("acme/api", "API", "95/h"),
        PlaceLine("acme/api@review", "Review", "80/h"),
        PlaceLine("acme/api@away", "away", "free"),
        PlaceLine("acme/site", "site", "fixed fee"),
        PlaceLine("new", "new", provisional=True),
    ]
    more = {one.place for one in list_places(workspace, archived=True)}
    assert more - {one.place for one in list_places(workspace)} == {"acme/old", "gone"}
    task = PlaceLine("acme/api@review", "")
    assert (task.client, task.above, task.level) == ("acme", "acme/api", 2)
    assert (PlaceLine("acme/api", "").above, PlaceLine("acme", "").above) == ("acme", "")


def test_figures_are_those_of_the_project_and_of_the_draft(tmp_path: Path) -> None:
    workspace = acme(tmp_path)
    track(workspace, "acme/api", minutes=90)
    track(workspace, "acme/api", day="2026-10-20", task="review")
    track(workspace, "acme/site", minutes=30, person="ada")
    figures = measure_clients(workspace)
    for project in ("acme/api", "acme/site"):
        assert figures.seconds[project] == show_project(workspace, project)["used"]["seconds"]
    assert figures.seconds["acme"] == 180 * 60
    unbilled = figures.unbilled["acme"]
    assert {unbilled.currency: unbilled.amount} == unbilled_amounts(workspace, "acme")
    hours = [one for one in figures.budgets["acme"] if one.kind == "hours"]
    assert [(one.place, one.used, one.limit) for one in hours] == [("acme/api", 9000, 36000)]


def test_why_a_place_has_its_rate(tmp_path: Path) -> None:
    workspace = acme(tmp_path)
    found = explain_place(workspace, "acme/api@review")
    assert found["rate"] == "80.00"
    assert found["text"][0] == "task acme/api@review: holds (80.00 EUR/h)"
    assert explain_place(workspace, "acme/api")["rule"] == "client acme since 2026-11-01: 95/h"
    assert explain_place(workspace, "acme", "ada")["rate"] == "640.00"
    assert explain_place(workspace, "acme/site")["rule"] == "fixed fee of acme/site"
