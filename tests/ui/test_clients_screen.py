"""The Clients screen by keys alone; what it does is what the services do."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from textual.events import Paste

from tests.ui.stage import (
    NARROW,
    WIDE,
    copy_studio,
    open_app,
    play,
    screen_lines,
    screen_text,
    settle,
    type_in,
)
from tracker_tui.services.client_overview import list_places, measure_clients
from tracker_tui.ui.dialogs.form import Form
from tracker_tui.ui.figures import amount, hours
from tracker_tui.ui.screens.clients import SETTLE, Clients

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

    from tracker_tui.store.workspace import Workspace
    from tracker_tui.ui.app import TrackerApp

LONG = "A very long name [bold] " + "x" * 276
ODD = "[/] \u05d0\u05d1\u05d2 \U0001f680 [red]"


BARE = 'name = "Bare"\ncurrency = "EUR"\n'
TWO = f"{BARE}[projects.portal.tasks.dev]\n[projects.api.tasks.dev]\n[projects.api.tasks.review]\n"


def workspace_of(root: Path) -> Workspace:
    """The workspace as another process sees it."""
    return open_app(root).workspace


def small(root: Path, **clients: str) -> Path:
    """A workspace with only these clients."""
    for folder in ("clients", "people"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    business = 'name = "Me"\ncurrency = "EUR"\nzone = "Europe/Berlin"\n[[rates]]\nhourly = 80\n'
    (root / "tracker.toml").write_text(business)
    (root / "people/ada.toml").write_text('name = "Ada"\n')
    for name, text in clients.items():
        (root / f"clients/{name}.toml").write_text(text, encoding="utf-8")
    return root


async def at_clients(app: TrackerApp, pilot: Pilot[int]) -> Clients:
    """Goes to the screen and waits until it has counted."""
    await pilot.press("3")
    await rest(app, pilot)
    assert isinstance(app.screen, Clients)
    return app.screen


async def rest(app: TrackerApp, pilot: Pilot[int]) -> None:
    """Waits until the panel has followed the cursor."""
    await settle(app, pilot)
    await pilot.pause(2 * SETTLE)
    await settle(app, pilot)


async def fill(pilot: Pilot[int], **texts: str) -> None:
    """Pastes into the fields of the form in front, in the place of what is in them."""
    form = pilot.app.screen.query_one(Form)
    for name, text in texts.items():
        form.focus_field(name)
        await pilot.press("end", "ctrl+u")
        assert pilot.app.focused is not None
        pilot.app.focused.post_message(Paste(text))
    await pilot.pause()


def test_figures_are_those_of_the_services_and_the_panel_says_what_holds_and_why(
    tmp_path: Path,
) -> None:
    root = copy_studio(tmp_path)
    workspace = workspace_of(root)
    figures, places = measure_clients(workspace), list_places(workspace)

    async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
        screen = await at_clients(app, pilot)
        await pilot.press("z")
        await rest(app, pilot)
        rows = [screen.grid.rows.row(index) for index in range(len(screen.grid.rows))]
        assert [row.key for row in rows] == [one.place for one in places]
        for row, line in zip(rows, places, strict=True):
            texts = [cell if isinstance(cell, str) else cell.text for cell in row.cells]
            assert texts[0].endswith(line.place.rpartition("@")[2].rpartition("/")[2])
            assert texts[2] == line.rate
            seconds = figures.seconds.get(line.place, 0)
            assert texts[3].endswith(hours(seconds) if seconds else "")
            unbilled = figures.unbilled.get(line.place)
            if unbilled is not None:
                assert texts[4].endswith(amount(unbilled.amount, unbilled.currency))
        await pilot.resize_terminal(*NARROW)
        await pilot.press("z", "g")
        await rest(app, pilot)
        client = screen_text(app)
        for words in ("Ankerkai 21", "DE161803306", "S 19 % standard", "15:up:day-task", "14 days"):
            assert words in client
        await pilot.press("l", "l", "j", "l", "l", "j")
        await rest(app, pilot)
        task = screen_text(app)
        assert "acme/api@review" in task
        assert "80.00/h" in task
        assert "task acme/api@review since" in task
        await pilot.press("h")
        await rest(app, pilot)
        project = screen_text(app)
        assert "formerly  acme/tracking" in project
        assert "of 900:00 h" in project
        await pilot.press("w")
        await settle(app, pilot)
        assert "default: not asked" in screen_text(app)
        await pilot.press("enter", "o")
        await settle(app, pilot)
        assert "Train to Hamburg" in screen_text(app)

    play(open_app(root), look, WIDE)


async def do_by_keys(app: TrackerApp, pilot: Pilot[int]) -> None:
    """Everything that the screen can do, in one go."""
    screen = await at_clients(app, pilot)
    await pilot.press("n")
    await fill(pilot, client="Acme", name=ODD, city="Bern", vat_id="DE161803306")
    await pilot.press("f2")
    await settle(app, pilot)
    assert "use small letters" in screen_text(app)
    await fill(pilot, client="zeta")
    await pilot.press("f2", "p")
    await settle(app, pilot)
    assert screen.grid.cursor_key == "zeta"
    await fill(pilot, project="api", budget_hours="120", fixed_fee="x")
    await pilot.press("f2")
    await settle(app, pilot)
    await fill(pilot, fixed_fee="")
    await pilot.press("f2", "t")
    await settle(app, pilot)
    await fill(pilot, task="review", estimate_hours="12.5")
    await pilot.press("f2", "r")
    await settle(app, pilot)
    await fill(pilot, amount="95", since="2026-07-01")
    await pilot.press("f2", "e")
    await settle(app, pilot)
    await fill(pilot, name="Code review")
    await pilot.press("f2", "h", "e")
    await settle(app, pilot)
    await fill(pilot, budget_hours="160")
    await pilot.press("f2", "plus")
    await settle(app, pilot)
    await fill(pilot, amount="120.5", date="2026-11-01", description="Train")
    await pilot.press("f2", "R")
    await settle(app, pilot)
    await fill(pilot, new="zeta/payments")
    await pilot.press("f2")
    await settle(app, pilot)
    assert screen.grid.cursor_key == "zeta/payments"
    await pilot.press("m")
    await type_in(pilot, "glob")
    await pilot.press("enter")
    await settle(app, pilot)
    assert screen.grid.cursor_key == "globex/payments"
    await pilot.press("A")
    screen.open(client="globex")
    await pilot.press("e")
    await settle(app, pilot)
    await fill(pilot, terms_days="30", street="Neu 1", since="2026-12-01")
    await pilot.press("f2")
    await settle(app, pilot)


def do_by_services(workspace: Workspace) -> None:
    """The same without the screen."""
    from tracker_tui.services.clients import ClientFields, add_client, edit_client
    from tracker_tui.services.expenses import add_expense
    from tracker_tui.services.project_admin import (
        ProjectFields,
        add_project,
        archive_project,
        edit_project,
        move_project,
    )
    from tracker_tui.services.rates import set_rate
    from tracker_tui.services.tasks import TaskFields, add_task, edit_task

    zeta = ClientFields(name=ODD, currency="EUR", city="Bern", vat_id="DE161803306")
    add_client(workspace, "zeta", zeta)
    add_project(workspace, "zeta/api", ProjectFields(budget_hours="120"))
    add_task(workspace, "zeta/api@review", TaskFields(estimate_hours="12.5"))
    set_rate(workspace, "zeta/api@review", "95", "2026-07-01")
    edit_task(workspace, "zeta/api@review", TaskFields("Code review"))
    edit_project(workspace, "zeta/api", ProjectFields(budget_hours="160"))
    add_expense(workspace, "zeta/api", "120.5", "2026-11-01", "Train")
    move_project(workspace, "zeta/api", "zeta/payments")
    move_project(workspace, "zeta/payments", "globex/payments")
    archive_project(workspace, "globex/payments")
    fields = ClientFields(terms_days="30", street="Neu 1", since="2026-12-01")
    edit_client(workspace, "globex", fields)


def test_what_is_done_by_keys_is_what_the_services_do(tmp_path: Path) -> None:
    root = small(tmp_path / "w", acme=BARE, globex=BARE)
    with (root / "tracker.toml").open("a") as file:
        file.write('[[taxes]]\ncategory = "S"\nrate = 19\n')
    twin = tmp_path / "twin"
    shutil.copytree(root, twin)
    do_by_services(workspace_of(twin))
    play(open_app(root), do_by_keys, NARROW)
    names = {path.name for path in (root / "clients").iterdir()}
    assert names == {path.name for path in (twin / "clients").iterdir()}
    for name in names:
        assert (root / "clients" / name).read_bytes() == (twin / "clients" / name).read_bytes()
    assert _expenses(root) == _expenses(twin)


def _expenses(root: Path) -> list[str]:
    """The expenses of the year without their ids."""
    table = json.loads((root / "expenses/2026.json").read_text())["expenses"]
    return sorted(json.dumps({**one, "id": ""}) for one in table.values())


def test_the_editor_takes_the_whole_file_and_u_takes_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '# ours\nname = "Acme"\ncurrency = "EUR"\n'
    root = small(tmp_path / "w", acme=text)
    app = open_app(root)

    def edit(before: str, name: str, apply: Callable[[str], object]) -> str:
        assert (before, name) == (text, "acme.toml")
        after = before.replace("Acme", "Acme [GmbH]")
        apply(after)
        return after

    monkeypatch.setattr(app, "edit_text", edit)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await at_clients(app, pilot)
        await pilot.press("E")
        await rest(app, pilot)
        assert "Acme [GmbH]" in screen_text(app)
        assert "Edited the file of client acme" in screen_text(app)
        await pilot.press("u")
        await settle(app, pilot)

    play(app, scenario, WIDE)
    assert (root / "clients/acme.toml").read_text() == text


def test_nothing_there_teaches_the_key_and_a_provisional_client_is_completed(
    tmp_path: Path,
) -> None:
    root = small(tmp_path / "w")

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        screen = await at_clients(app, pilot)
        assert "No clients yet: n adds one" in screen_text(app)
        for key in "eptmdLEwoA+zJ":
            await pilot.press({"+": "plus"}.get(key, key))
        assert app.screen is screen
        text = 'name = "new"\nprovisional = true\n[projects.api]\nname = "api"\n'
        (root / "clients/new.toml").write_text(text)
        app.look()
        await rest(app, pilot)
        assert "e completes it" in screen_text(app)
        await pilot.press("e")
        await settle(app, pilot)
        assert "Complete client new" in screen_text(app)
        await pilot.press("f2")
        await settle(app, pilot)
        assert "neither the client nor the business has a tax" in screen_text(app)
        await pilot.press("enter")
        await rest(app, pilot)
        assert "completes" not in screen_text(app)
        await pilot.press("u")
        await rest(app, pilot)
        assert "e completes it" in screen_text(app)

    play(open_app(root), scenario, NARROW)


def test_names_of_every_kind_are_shown_as_they_are(tmp_path: Path) -> None:
    acme = f'name = "{ODD}"\ncurrency = "EUR"\n[[addresses]]\nstreet = "{LONG}"\n'
    acme += f'[projects.api]\nname = "{LONG}"\n[projects.api.tasks.dev]\nname = "{ODD}"\n'
    for size in ((79, 24), WIDE, (60, 15)):

        async def look(app: TrackerApp, pilot: Pilot[int]) -> None:
            await at_clients(app, pilot)
            assert ODD in screen_text(app)
            await pilot.press("z", "j")
            await rest(app, pilot)
            assert LONG[:20] in screen_text(app)
            assert "\u2026" in screen_text(app)
            await pilot.press("e")
            await settle(app, pilot)
            assert LONG[:24] in screen_text(app)
            assert len(screen_lines(app)) == app.size.height

        root = small(tmp_path / f"{size}", acme=acme)
        play(open_app(root), look, size)


def test_fold_and_filter_keep_the_cursor_on_its_place(tmp_path: Path) -> None:
    root = small(tmp_path / "w", acme=TWO, globex=BARE)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        screen = await at_clients(app, pilot)
        screen.open(client="acme", project="acme/api")
        assert screen.grid.cursor_key == "acme/api"
        await pilot.press("slash")
        await type_in(pilot, "api dev")
        await pilot.press("enter")
        keys = [screen.grid.rows.key(index) for index in range(len(screen.grid.rows))]
        assert "acme" in keys
        assert "acme/api@dev" in keys
        assert "acme/portal" not in keys
        assert screen.grid.cursor_key == "acme/api"
        assert screen.grid.has_focus
        await pilot.press("slash", "escape", "h", "h")
        assert screen.grid.cursor_key == "acme"
        await pilot.press("l", "z")
        assert screen.grid.cursor_key == "acme"
        assert len(screen.grid.rows) == len(list_projects(app.workspace))

    def list_projects(workspace: Workspace) -> list[str]:
        return [one.place for one in list_places(workspace) if not one.level]

    play(open_app(root), scenario, NARROW)
