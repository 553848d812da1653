"""Importing time and taking it out again."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from tests.services.moving_clock import Clock
from tracker_tui.core.errors import Refused
from tracker_tui.core.periods import parse_period
from tracker_tui.core.query import parse_query
from tracker_tui.services.clients import ClientFields, edit_client
from tracker_tui.services.documents import list_documents, show_document
from tracker_tui.services.drafts import make_draft
from tracker_tui.services.issuing import issue_document
from tracker_tui.services.listing import make_report
from tracker_tui.services.rates import set_rate
from tracker_tui.services.transfer import export_time, import_file

if TYPE_CHECKING:
    from pathlib import Path

NOON = "2026-11-20T12:00:00+01:00"
ALL = parse_period("all", "2026-11-20")
ANY = parse_query([])

COLUMNS = (
    "User,Email,Client,Project,Task,Description,Billable,"
    "Start date,Start time,End date,End time,Duration,Tags,Amount ()"
)
ADA = "Ada,ada@example.com,Acme,API,"
NINE = "2026-10-26,09:00:00,2026-10-26,10:00:00,01:00:00,,"

SMALL = f"""\
{COLUMNS}
{ADA},First,Yes,2026-10-24,23:00:00,2026-10-25,03:30:00,05:30:00,"a, b",
{ADA},Twin,No,{NINE}
{ADA},Twin,No,{NINE}
Zoë Ünal,zoe@example.com,Größe & Co,Wartung,,日本,Yes,{NINE}
"""


def fingerprint(root: Path) -> dict[str, str]:
    """The hash of every file but the machine's own."""
    return {
        str(path.relative_to(root)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".tracker" not in path.parts
    }


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A workspace in a folder of its own."""
    return Clock(tmp_path / "w", "Europe/Berlin", NOON)


def test_an_import_is_exact_and_importing_again_changes_nothing(
    clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "report.csv"
    path.write_text(SMALL, "utf-8")
    assert import_file(clock.workspace, "toggl-csv", str(path), dry_run=True).record["new"] == 4
    assert clock.workspace.months("ada") == []
    made = import_file(clock.workspace, "toggl-csv", str(path))
    assert made.record["people"] == ["zoe"]
    assert made.record["projects"] == ["grosse-co/wartung"]
    entries = clock.workspace.entries("ada", "2026-10")
    assert [entry.seconds for entry in entries] == [19800, 3600, 3600]
    assert entries[0].end is not None and entries[0].end.iso() == "2026-10-25T03:30:00+01:00"
    assert entries[0].tags == ("a", "b") and not entries[1].billable
    before = fingerprint(tmp_path / "w")
    again = import_file(clock.workspace, "toggl-csv", str(path))
    assert (again.record["new"], again.record["already_here"]) == (0, 4)
    assert fingerprint(tmp_path / "w") == before
    clock.workspace.undo(1)
    assert clock.workspace.entries("ada", "2026-10") == []


def test_what_is_no_report_is_refused_whole(clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"\x00\x01\x02,;\xff\n" * 100)
    before = fingerprint(tmp_path / "w")
    with pytest.raises(Refused, match=r"x\.csv"):
        import_file(clock.workspace, "toggl-csv", str(path))
    with pytest.raises(Refused, match="No such file"):
        import_file(clock.workspace, "toggl-csv", str(tmp_path / "none.csv"))
    assert fingerprint(tmp_path / "w") == before


def test_exports_hold_the_log(clock: Clock) -> None:
    clock.start("2026-11-20T09:00:00+01:00", "acme/api", "=1+1")
    clock.stop("2026-11-20T10:30:00+01:00")
    rows = list(
        csv.DictReader(io.StringIO(export_time(clock.workspace, "csv", ALL, ANY).decode("utf-8")))
    )
    assert [(row["seconds"], row["hours"], row["amount"], row["note"]) for row in rows] == [
        ("5400", "1.50", "90.00", "'=1+1")
    ]
    (record,) = json.loads(export_time(clock.workspace, "json", ALL, ANY))
    assert (record["seconds"], record["note"]) == (5400, "=1+1")


def test_a_real_report_becomes_an_invoice_per_project(clock: Clock, samples: Path) -> None:
    workspace = clock.workspace
    path = str(samples / "toggl-csv/compiler_api_report.csv")
    assert import_file(workspace, "toggl-csv", path).record["seconds"] == 518 * 3600 + 7 * 60
    before = fingerprint(clock.root)
    assert import_file(workspace, "toggl-csv", path).record["new"] == 0
    assert fingerprint(clock.root) == before
    edit_client(workspace, "client1", ClientFields(name="Client One", tax="S", tax_rate="19"))
    set_rate(workspace, "client1", "100", since="2020-01-01")
    expected = {row.key: row.seconds for row in make_report(workspace, ALL, "project", ANY).rows}
    assert len(expected) == 7 and sum(expected.values()) == 1865220
    for project, seconds in expected.items():
        draft = make_draft(workspace, "client1", project=project).ids[0]
        number = issue_document(workspace, draft).ids[0]
        lines = show_document(workspace, number)["lines"]
        assert sum(int(line["quantity"]) for line in lines) * 60 == seconds
    rows = list_documents(workspace)
    cents = sum((seconds * 10000 + 1800) // 3600 for seconds in expected.values())
    assert sum(Decimal(row["net"]) * 100 for row in rows) == cents == 5181166
