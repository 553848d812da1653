"""The example studio: it is what its script makes, it shows what it promises, and it is sound."""

from __future__ import annotations

import json
import os
import shutil
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from examples.make_studio import STUDIO, make_studio
from tests.program import ROOT, run_program
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.errors import Refused
from tracker_tui.services.checking import check_workspace
from tracker_tui.services.clients import list_clients
from tracker_tui.services.demo import EXAMPLE_NOW, run_demo
from tracker_tui.services.documents import list_documents, show_document
from tracker_tui.services.timers import parked_timers
from tracker_tui.store.workspace import Workspace

if TYPE_CHECKING:
    from typing import Any

    from tracker_tui.core.entry import Entry

NOW = parse_moment(EXAMPLE_NOW).utc


def opened(root: Path) -> Workspace:
    return Workspace(str(root), "ada", "Europe/Berlin", lambda: NOW, os.urandom)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy: reading leaves its caches behind."""
    root = tmp_path_factory.mktemp("example") / "studio"
    shutil.copytree(STUDIO, root)
    return opened(root)


@pytest.fixture(scope="module")
def entries(studio: Workspace) -> list[Entry]:
    return [
        entry
        for person in studio.time_people()
        for month in studio.months(person)
        for entry in studio.entries(person, month)
    ]


@pytest.fixture(scope="module")
def documents(studio: Workspace) -> list[dict[str, Any]]:
    return list_documents(studio)


# --- the files -------------------------------------------------------------------------------


def without_papers(root: Path) -> dict[str, object]:
    """Every file by name; of papers, whose bytes depend on versions of libraries, only the name."""
    found: dict[str, object] = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or name.startswith(".tracker/"):
            continue
        if name.startswith("documents/") and path.suffix == ".pdf":
            found[name] = "a paper"
        elif name.startswith("events/"):
            events = json.loads(path.read_bytes())["events"]
            found[name] = [{**one, "hash": ""} for one in events.values()]
        else:
            found[name] = path.read_bytes()
    return found


def test_the_studio_is_what_its_script_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "tracker_tui.services.paper.draw_document",
        lambda workspace, document: document.number.encode(),
    )
    monkeypatch.setattr("os.fsync", lambda file: None)
    make_studio(str(tmp_path / "studio"))
    made, kept = without_papers(tmp_path / "studio"), without_papers(Path(STUDIO))
    assert made.keys() == kept.keys()
    differing = [name for name in made if made[name] != kept[name]]
    assert not differing, "make examples writes it anew"


def test_machine_state_is_no_part_of_it() -> None:
    assert not Path(STUDIO, ".tracker").exists()


def test_the_studio_stays_small() -> None:
    assert sum(path.stat().st_size for path in Path(STUDIO).rglob("*")) < 6_000_000


# --- what it shows ---------------------------------------------------------------------------


def test_two_people_track_thousands_of_entries_over_two_years(entries: list[Entry]) -> None:
    assert len(entries) >= 3000
    assert {entry.person for entry in entries} == {"ada", "ben"}
    days = sorted(entry.day for entry in entries)
    assert (days[0][:7], days[-1]) == ("2024-10", EXAMPLE_NOW[:10])


def test_nothing_is_later_than_its_today(studio: Workspace, entries: list[Entry]) -> None:
    assert all(entry.end is None or entry.end.utc <= NOW for entry in entries)
    assert all(parse_moment(event.at).utc <= NOW for event in studio.events())


def test_clients_have_four_currencies_and_every_tax_situation(studio: Workspace) -> None:
    clients = studio.clients().values()
    assert len(clients) >= 6
    assert {client.currency for client in clients} == {"EUR", "USD", "GBP", "CHF"}
    assert {tax.category for client in clients for tax in client.taxes} == {"S", "AE", "G", "O"}
    moved = [client for client in clients if len(client.taxes) > 1 and len(client.addresses) > 1]
    assert [client.id for client in moved] == ["globex"]


def test_clients_differ_in_their_terms(studio: Workspace) -> None:
    clients = studio.clients().values()
    assert "decimal" in {client.quantity for client in clients}
    assert {"15:up:day-task", "6:nearest:entry"} <= {str(client.rounding) for client in clients}
    assert any(client.withholding for client in clients)
    assert any(client.discount for client in clients)
    assert any(order.limit for client in clients for order in client.orders)
    assert {client["id"] for client in list_clients(studio, archived=True) if client["archived"]}
    projects = [project for client in clients for project in client.projects.values()]
    assert any(project.fixed_fee for project in projects)
    assert any(project.budget_hours for project in projects)
    assert any(project.budget_amount for project in projects)
    assert any(project.surcharges for project in projects)


def test_nights_and_journeys_cross_every_change_of_the_clocks(entries: list[Entry]) -> None:
    crossed = {
        (entry.zone, entry.end.offset - entry.start.offset)
        for entry in entries
        if entry.start is not None and entry.end is not None
    }
    flights = {
        ("Europe/Berlin", -5 * 3600),
        ("Europe/Berlin", -6 * 3600),
        ("America/New_York", 5 * 3600),
        ("America/New_York", 6 * 3600),
    }
    changes = {
        (zone, change) for zone in ("Europe/Berlin", "America/New_York") for change in (3600, -3600)
    }
    assert changes <= crossed
    assert crossed & flights
    zones_by_day: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        zones_by_day.setdefault((entry.person, entry.day), set()).add(entry.zone)
    assert any(len(zones) > 1 for zones in zones_by_day.values())


def test_entries_are_of_every_kind(entries: list[Entry]) -> None:
    assert any(entry.start is None for entry in entries)
    assert any(not entry.billable for entry in entries)
    assert any(entry.rate is not None for entry in entries)
    assert any(entry.billed_elsewhere for entry in entries)
    assert any(entry.commits for entry in entries)
    assert any(entry.created for entry in entries)


def test_documents_are_of_every_kind_and_in_every_state(documents: list[dict[str, Any]]) -> None:
    kinds = [one["kind"] for one in documents if one["number"]]
    assert {"quote", "proforma", "invoice"} <= set(kinds)
    assert kinds.count("credit-note") == 2
    states = [one["state"] for one in documents]
    wanted = {"paid", "part paid", "overdue", "issued", "written off", "credited", "draft"}
    assert wanted <= set(states)
    assert states.count("overdue") > 1


def test_francs_are_paid_in_steps_of_five(studio: Workspace) -> None:
    francs = [one for one in list_documents(studio) if one["currency"] == "CHF" and one["number"]]
    shown = [show_document(studio, one["number"]) for one in francs if one["kind"] == "invoice"]
    assert all(Decimal(one["payable"]) % Decimal("0.05") == 0 for one in shown)
    assert any(Decimal(one["rounding"]) for one in shown)


def test_receipts_lie_beside_their_expenses(studio: Workspace) -> None:
    receipts = [one.receipt for one in studio.expenses() if one.receipt]
    assert receipts
    assert all(Path(studio.root, name).stat().st_size for name in receipts)


def test_one_timer_runs_and_one_is_parked(studio: Workspace) -> None:
    assert [entry.project for entry in studio.running()] == ["acme/api"]
    assert [one.entry.project for one in parked_timers(studio)] == ["harbor/shop"]


def test_its_books_are_sound(studio: Workspace) -> None:
    found = check_workspace(studio)
    assert [one for one in found if one.severity == "error"] == []
    assert {one.code for one in found} == {"overlap"}


# --- the demo --------------------------------------------------------------------------------


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_the_demo_does_the_main_job(tmp_path: Path, documents: list[dict[str, Any]]) -> None:
    lines = run_demo(str(tmp_path / "demo"))
    (pdf,) = (tmp_path / "demo").glob("INV-*.pdf")
    assert pdf.stem not in {one["number"] for one in documents}
    workspace = opened(tmp_path / "demo")
    shown = show_document(workspace, pdf.stem)
    printed = text_of(pdf)
    assert shown["number"] in printed
    assert f"{Decimal(shown['payable']):,}" in printed
    assert shown["state"] == "paid"
    assert f"PDF: {pdf}" in lines
    assert "check: 0 errors, " in "\n".join(lines)


def test_the_demo_takes_a_fresh_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    monkeypatch.setenv("TRACKER_TUI_WORKSPACE", str(mine))
    monkeypatch.setenv("TRACKER_TUI_PERSON", "nobody")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    run_demo()
    assert len(list(tmp_path.glob("tracker-tui-demo-*/INV-*.pdf"))) == 1
    assert list(mine.iterdir()) == []
    assert not (tmp_path / "home" / ".config").exists()
    assert not Path(STUDIO, ".tracker").exists()


def test_the_demo_never_writes_into_a_folder_with_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    with pytest.raises(Refused, match="not empty"):
        run_demo(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_demo_takes_a_later_clock_but_no_earlier_one(tmp_path: Path) -> None:
    for number, now in enumerate(("2026-02-01T09:00:00+00:00", "2027-04-05T09:00:00+00:00")):
        folder = tmp_path / str(number)
        done = run_program("demo", "-w", str(folder), cwd=tmp_path, now=now)
        assert (done.returncode, done.stderr) == (0, "")
        assert str(folder) in done.stdout
        (pdf,) = folder.glob("INV-*.pdf")
        assert pdf.name.startswith(f"INV-{max(now, EXAMPLE_NOW)[:4]}")


def test_the_script_stands_beside_what_it_makes() -> None:
    assert Path(STUDIO) == ROOT / "examples" / "studio"
