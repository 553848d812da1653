"""Whole pieces of work done twice, by keys and by commands at the same moments: equal files.

What differs between the two ways is said where it is so; everything else is compared exactly: what
is written on disk, moments of recording included, the text of PDFs, what is exported.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Session
from tests.ui.scenario_files import differences
from tests.ui.scenario_hands import TODAY, Hands
from tests.ui.stage import Now, open_app, play
from tracker_tui.services import activity
from tracker_tui.services.preferences import Preferences
from tracker_tui.ui.app import make_app
from tracker_tui.ui.dialogs.guard import GuardDialog
from tracker_tui.ui.screens.invoices import Invoices
from tracker_tui.ui.screens.preview import Preview
from tracker_tui.ui.screens.today import Today

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp

MONTH_END = "2026-11-30T17:00:00+01:00"


class Ways:
    """Two folders, in which the same is done by keys and by commands; and two for exports."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.by_keys, self.by_commands = folder / "by-keys", folder / "by-commands"
        self.exports = folder / "out-by-keys", folder / "out-by-commands"
        for one in self.exports:
            one.mkdir()
        patch.setenv("TRACKER_TUI_GIT", "off")
        patch.setattr(activity, "last_activity", lambda now: None)
        self._patch = patch

    def keys(
        self,
        work: Callable[[Hands], Awaitable[None]],
        person: str = "ada",
        now: str = TODAY.format("9:00"),
        app: TrackerApp | None = None,
    ) -> None:
        """Does it in the app."""
        clock = Now(now)
        self._patch.chdir(self.exports[0])

        async def do(app: TrackerApp, pilot: Pilot[int]) -> None:
            await work(Hands(app, pilot, clock))

        play(app or open_app(self.by_keys, person, clock), do)

    def commands(self) -> Session:
        """The command line on the other folder."""
        self._patch.chdir(self.exports[1])
        return Session(self.by_commands, self._patch)

    def copy(self, prepared: Path) -> None:
        """Both begin with the same."""
        shutil.copytree(prepared, self.by_keys)
        shutil.copytree(prepared, self.by_commands)

    def assert_equal(self) -> None:
        """Nothing differs but ids."""
        found = differences(self.by_keys, self.by_commands) + differences(*self.exports)
        assert found == [], "\n".join(found)


@pytest.fixture
def ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ways:
    return Ways(tmp_path, monkeypatch)


def test_from_the_first_start_to_a_paid_invoice(ways: Ways) -> None:
    session = ways.commands()  # which also sets the clock of the first start
    run = session.run
    run("init", "--name", "Studio Ada", "--currency", "EUR", "--zone", "Europe/Berlin").done()

    async def begin(hands: Hands) -> None:
        await hands.fill(name="Studio Ada", currency="EUR", zone="Europe/Berlin")
        assert isinstance(hands.app.place, Today)

    ways.keys(begin, app=make_app(str(ways.by_keys), None, Preferences()))
    ways.assert_equal()
    person = next((ways.by_keys / "people").iterdir()).stem
    ways.keys(bill_the_first_client, person)

    # No command writes the address of the business: at the command line its file is edited by hand.
    business = (ways.by_keys / "tracker.toml").read_text(encoding="utf-8")
    (ways.by_commands / "tracker.toml").write_text(business, encoding="utf-8")
    ways.commands()
    address = ("--street", "Ankerkai 21", "--zip", "20457", "--city", "Hamburg", "--country", "DE")
    tax = ("--vat-id", "DE136695976", "--tax", "S", "--tax-rate", "19")
    run("client", "add", "acme", "--name", "Acme GmbH", *address, *tax).done()
    run("project", "add", "acme/api", "--name", "Payments API").done()
    run("rate", "set", "acme", "90", "--from", "2026-01-01").done()
    session.at("9:07")
    run("start", "--at", "9:00", "acme/api", "Fix", "the", "login", "+bug", "@dev").done()
    session.at("11:30")
    run("stop").done()
    run("add", "13:00-14:15", "acme/api", "Call").done()
    run("invoice", "draft", "acme").done()
    run("invoice", "line", "edit", "DRF01", "1", "--description", "Payments").done()
    run("invoice", "issue", "DRF01").done()
    run("invoice", "export", "INV-2026-0001", "--format", "pdf").done()
    run("invoice", "pay", "INV-2026-0001", "200").done()
    ways.assert_equal()
    assert len(list(ways.by_keys.rglob("INV-2026-0001.pdf"))) == 1
    assert len(list(ways.exports[0].iterdir())) == 1


async def bill_the_first_client(hands: Hands) -> None:
    """From an empty workspace to a payment."""
    await hands.press("comma")
    hands.go_to(next(row for row in hands.rows() if row.endswith(":street")))
    await hands.press("e")
    await hands.fill(street="Am Werkhof 3", zip="12043", city="Berlin", country="DE")
    await hands.press("escape", "3", "n")
    await hands.fill(
        client="acme",
        name="Acme GmbH",
        street="Ankerkai 21",
        zip="20457",
        city="Hamburg",
        country="DE",
        vat_id="DE136695976",
        tax="S",
        tax_rate="19",
    )
    await hands.press("p")
    await hands.fill(project="api", name="Payments API")
    await hands.press("g", "r")
    await hands.fill(amount="90", since="2026-01-01")
    await hands.press("s")
    hands.at("9:07")  # the clock runs from the key, not from enter
    await hands.press("=acme/api Fix the login +bug @dev", "enter")
    assert "Started acme/api" in hands.seen
    hands.at("11:30")
    await hands.press("x", "1", "a", "=13:00-14:15 acme/api Call", "enter")
    await hands.press("4", "n", "enter", "enter")
    preview = hands.app.screen
    assert isinstance(preview, Preview)
    preview.view.move_to("line", 1)
    await hands.press("e")
    await hands.fill(description="Payments")
    await hands.press("I", "y", "p")
    assert "Wrote" in hands.seen
    await hands.press("y")
    await hands.fill(amount="200")
    await hands.press("escape")
    assert "part paid" in hands.seen


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three clients of other currencies and taxes, and a month's work for them."""
    folder = tmp_path_factory.mktemp("prepared") / "work"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_TUI_GIT", "off")
        session = Session(folder, patch)
        run = session.run
        session.at("2026-11-02T08:00:00+01:00")
        run("init", "--name", "Studio Ada", "--person", "ada", "--zone", "Europe/Berlin").done()
        with (folder / "tracker.toml").open("a", encoding="utf-8") as business:
            address = 'street = "Am Werkhof 3"\nzip = "12043"\ncity = "Berlin"\ncountry = "DE"\n'
            business.write(f'\n[[addresses]]\n{address}vat_id = "DE136695976"\n')
        for client, name, country, currency, tax in (
            ("acme", "Acme GmbH", "DE", "EUR", ("S", "--tax-rate", "19")),
            ("harbor", "Harbor Inc.", "US", "USD", ("O",)),
            ("kobo", "Kobo K.K.", "JP", "JPY", ("G",)),
        ):
            where = ("--street", "1 Quay", "--zip", "10001", "--city", "Port", "--country", country)
            made = ("client", "add", client, "--name", name, "--currency", currency, *where)
            run(*made, "--tax", *tax).done()
            for project in ("api", "ops"):
                run("project", "add", f"{client}/{project}").done()
        for target, amount in (("acme", "90"), ("harbor", "110.50"), ("kobo", "14000")):
            run("rate", "set", target, amount, "--from", "2026-01-01").done()
        session.at(MONTH_END)
        for day, client in enumerate(("acme", "harbor", "kobo", "acme", "harbor", "kobo"), 10):
            date = f"2026-11-{day}"
            run("add", date, "9-10:40", f"{client}/api", "Build", "@dev").done()
            run("add", date, "11-11:50", f"{client}/ops", "Watch").done()
        for at, note in (("9:00", "Planning"), ("9:20", "Planning"), ("13:00", "Lunch talk")):
            session.at(TODAY.format(at))
            run("start", note).done()
        session.at(TODAY.format("14:00"))
        run("stop").done()
    return folder


def test_a_day_with_interruptions_and_corrections(prepared: Path, ways: Ways) -> None:
    ways.copy(prepared)
    ways.keys(spend_the_day)

    session = ways.commands()
    run = session.run
    run("log").done()  # from here on it knows the records by name
    known = set(session.handles)

    def new() -> str:
        """The name of the record that was made last."""
        made = [name for name in session.handles if name not in known]
        known.update(made)
        return made[-1]

    session.at("15:00")
    run("start", "acme/api", "Write", "the", "tests").done()
    first = new()
    session.at("15:40")
    run("interrupt", "acme/ops", "Pager").done()
    pager = new()
    session.at("16:05")
    run("back").done()
    second = new()
    session.at("17:00")
    run("stop").done()
    session.at("17:20")
    run("continue").done()
    third = new()
    session.at("18:00")
    run("stop").done()
    run("edit", pager, "--note", "Pager: disk full", "--tag", "oncall").done()
    run("split", first, "--at", "15:10").done()
    rest = new()
    # No command moves a border: both its sides are edited.
    run("edit", pager, "--end", "16:15").done()
    run("edit", second, "--start", "16:15").done()
    run("add", "17:00-17:20", "acme/api").done()
    gap = new()
    run("rm", third).done()
    run("undo").done()
    run("redo").done()
    run("undo").done()
    run("join", first, rest).done()
    # No command edits several entries: they are edited one by one.
    for one in (second, gap, third):
        run("edit", one, "--project", "acme/ops").done()
    run("start", "harbor/api", "Late", "call").done()
    run("add", "18:30-19:15", "acme/ops", "Mail").done()
    session.at("2026-11-21T09:00:00+01:00")
    run("stop", "--at", "2026-11-20 19:15").done()
    ways.assert_equal()


async def spend_the_day(hands: Hands) -> None:
    """Timers, corrections, and a timer that is forgotten over night."""
    workspace = hands.app.workspace
    hands.at("15:00")
    await hands.press("s", "=acme/api Write the tests", "enter")
    hands.at("15:40")
    await hands.press("i", "=acme/ops Pager", "enter")
    hands.at("16:05")
    await hands.press("b")
    hands.at("17:00")
    await hands.press("x")
    hands.at("17:20")
    hands.go_to(workspace.entries("ada", "2026-11")[-1].id)
    await hands.press("c")
    hands.at("18:00")
    await hands.press("x")
    first, pager, second, third = (one.id for one in workspace.entries("ada", "2026-11")[-4:])
    hands.go_to(pager)
    await hands.press("e")
    await hands.fill(note="Pager: disk full", tags="oncall")
    hands.go_to(first)
    await hands.press("S")
    await hands.fill(at="15:10")
    hands.go_to(pager)
    await hands.press("right_square_bracket", "full_stop")
    hands.go_to(next(row for row in hands.rows() if row.startswith("gap:") and "17:00" in row))
    await hands.press("f")
    hands.go_to(third)
    await hands.press("d")
    assert third not in hands.rows()
    await hands.press("u", "ctrl+r", "u")
    assert third in hands.rows()
    hands.go_to(first)
    await hands.press("J")
    await hands.press("2")
    hands.go_to(second)
    await hands.press("v", "j", "j", "v", "m", "=acme/ops", "enter")
    assert "Edited 3 entries" in hands.seen
    await hands.press("s", "=harbor/api Late call", "enter")
    await hands.press("a", "=18:30-19:15 acme/ops Mail", "enter")
    hands.at("2026-11-21T09:00:00+01:00")
    hands.app.look()
    await hands.press()
    assert isinstance(hands.app.screen, GuardDialog)
    await hands.press("enter")
    assert workspace.running() == []


def test_the_end_of_a_month_for_three_clients(prepared: Path, ways: Ways) -> None:
    ways.copy(prepared)
    ways.keys(close_the_month, now=MONTH_END)

    session = ways.commands()
    session.at(MONTH_END)
    run = session.run
    lost = [one["id"] for one in run("log", "month", "state:unassigned", "--json").done().json]
    for one in lost:
        run("edit", one[-5:], "--project", "acme/ops").done()
    run("invoice", "draft", "--all", "month").done()
    rows = run("invoice", "list", "--json").done().json
    drafts = {one["client"]: one["id"][-5:] for one in rows}
    # No command groups a draft anew: it is drafted anew with other lines.
    run("invoice", "discard", drafts["acme"]).done()
    drafted = run("invoice", "draft", "acme", "month", "--group-by", "project").done()
    drafts["acme"] = drafted.lines[-1]
    run("invoice", "edit", drafts["harbor"], "--discount", "5").done()
    for at, client in enumerate(("acme", "harbor", "kobo"), 1):
        issued = run("invoice", "issue", drafts[client]).done()
        assert issued.lines[-1] == f"INV-2026-000{at}"
    for at in (1, 2, 3):
        run("invoice", "export", f"INV-2026-000{at}", "--format", "pdf").done()
    run("invoice", "credit", "INV-2026-0003", "--line", "1").done()
    run("invoice", "pay", "INV-2026-0002", "300", "--fee", "5").done()
    report = run("report", "month", "--by", "client", "--json").done().json
    # No command writes a report as CSV: its figures are those of --json.
    with (ways.exports[0] / "month.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row.pop("client") for row in rows] == ["acme", "harbor", "kobo", "total"]
    for row, expected in zip(rows, [*report["rows"], report["totals"]], strict=True):
        assert int(row["seconds"]) == expected["seconds"]
        assert int(row["billed_seconds"]) == expected["billed_seconds"]
        amounts = {code: row[code] for code in ("EUR", "USD", "JPY") if row[code]}
        assert amounts == expected["amounts"]
    saved = json.loads((ways.exports[0] / "month.json").read_text(encoding="utf-8"))
    assert saved == report
    for name in ("month.csv", "month.json"):
        (ways.exports[0] / name).unlink()
    ways.assert_equal()
    assert len(list(ways.exports[1].iterdir())) == 3


async def close_the_month(hands: Hands) -> None:
    """From unassigned time to a report."""
    await hands.press("2", "slash", "=state:unassigned", "enter", "ctrl+a")
    assert "Lunch talk" in hands.seen
    assert "Watch" not in hands.seen
    await hands.press("m", "=acme/ops", "enter")
    assert "Edited 3 entries" in hands.seen
    assert "nothing fits the filter" in hands.seen
    await hands.press("4", "D", "=this month", "enter")
    assert "Drafted 3 invoices" in hands.seen
    drafts = {one.client: one.id for one in hands.app.workspace.index().summaries()}
    for client, keys in (("acme", ("r", "=project", "enter")), ("harbor", ("percent_sign",))):
        hands.go_to(drafts[client])
        await hands.press("enter", *keys)
        if client == "harbor":
            await hands.fill(discount="5")
        await hands.press("escape")
        assert isinstance(hands.app.screen, Invoices)
    for client in ("acme", "harbor", "kobo"):
        hands.go_to(drafts[client])
        await hands.press("I", "y")
    for at, client in enumerate(("acme", "harbor", "kobo"), 1):
        hands.go_to(drafts[client])
        await hands.press("p")
        assert "Wrote" in hands.seen
        assert os.path.exists(f"INV-2026-000{at}.pdf")
    await hands.press("C", "=line 1", "enter", "y")
    hands.go_to(drafts["harbor"])
    await hands.press("y")
    await hands.fill(amount="300", fee="5")
    await hands.press("5", "p", "=client", "enter", "o")
    await hands.fill(file="month.csv")
    await hands.press("o")
    await hands.type(file="month.json")
    await hands.press("shift+tab", "space", "f2")
