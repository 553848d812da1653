"""From unbilled time to a paid invoice, and back by a credit note."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from tests.services.moving_clock import Clock
from tests.services.small_workspace import write
from tracker_tui.core.errors import Refused
from tracker_tui.core.grammar import parse_words
from tracker_tui.core.periods import parse_period
from tracker_tui.core.query import parse_query
from tracker_tui.services.checking import check_workspace
from tracker_tui.services.composing import unbilled_amounts
from tracker_tui.services.crediting import correct_document, credit_document
from tracker_tui.services.documents import list_documents, show_document
from tracker_tui.services.draft_edits import add_line, edit_draft_fields, edit_line, remove_line
from tracker_tui.services.drafts import discard_draft, make_draft, refresh_draft
from tracker_tui.services.entries import EntryEdit, add_entry, edit_entry
from tracker_tui.services.issuing import issue_document
from tracker_tui.services.listing import read_log
from tracker_tui.services.payments import pay_document

if TYPE_CHECKING:
    from pathlib import Path

NOON = "2026-11-20T12:00:00+01:00"


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A workspace at noon with three entries of acme."""
    clock = Clock(tmp_path, "Europe/Berlin", NOON)
    for when, words in (
        ("2026-10-30 9-10", ["acme/api", "Plan"]),
        ("2026-11-02 9-11:30", ["acme/api", "Fix"]),
        ("2026-11-03 1h10", ["acme/ops", "Call"]),
    ):
        add_entry(clock.workspace, when, parse_words(words))
    return clock


def draft(clock: Clock, **options: Any) -> str:
    """The handle of a new draft for acme."""
    return make_draft(clock.workspace, "acme", **options).ids[0]


def issue(clock: Clock) -> str:
    """The number of a new invoice for acme."""
    return issue_document(clock.workspace, draft(clock)).ids[0]


def states(clock: Clock) -> list[str]:
    """The state of each entry in the log."""
    period = parse_period("all", "2026-11-20")
    return [one.state for one in read_log(clock.workspace, period, parse_query([]))]


def test_a_draft_takes_the_period_and_names_what_it_leaves(clock: Clock) -> None:
    made = make_draft(clock.workspace, "acme", parse_period("month", "2026-11-20"))
    assert [line["net"] for line in made.record["lines"]] == ["150.00", "70.00"]
    assert made.notes == (
        "1 unbilled entries (1:00) from 2026-10-30 on, before 2026-11-01, are left behind",
    )
    assert states(clock) == ["unbilled", "draft", "draft"]
    assert unbilled_amounts(clock.workspace, "acme") == {"EUR": 60}
    discard_draft(clock.workspace, made.ids[0])
    assert unbilled_amounts(clock.workspace, "acme") == {"EUR": 280}


def test_unassigned_time_stops_a_draft(clock: Clock) -> None:
    add_entry(clock.workspace, "2026-11-04 9-10", parse_words(["What", "was", "this"]))
    with pytest.raises(Refused, match=r"1 entry \(1:00\) of the period have no project"):
        draft(clock)


def test_time_without_a_rate_stops_a_draft(clock: Clock, tmp_path: Path) -> None:
    text = (tmp_path / "clients/acme.toml").read_text("utf-8")
    write(tmp_path, "clients/acme.toml", text.replace('"EUR"', '"CHF"'))
    with pytest.raises(Refused, match="has no price: no rate in CHF"):
        draft(clock)


def test_an_issued_document_is_sealed_over_its_canonical_form(clock: Clock, tmp_path: Path) -> None:
    first = issue(clock)
    add_entry(clock.workspace, "2026-11-05 9-10", parse_words(["acme/api"]))
    second = issue(clock)
    assert (first, second) == ("INV-2026-0001", "INV-2026-0002")
    records = [
        tomllib.loads((tmp_path / f"documents/2026/{number}.toml").read_text("utf-8"))
        for number in (first, second)
    ]
    for record in records:
        seal = record.pop("seal")
        canonical = json.dumps(
            record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
        )
        assert seal == sha256(canonical.encode()).hexdigest()
        record["seal"] = seal
    assert "previous_seal" not in records[0]
    assert records[1]["previous_seal"] == records[0]["seal"]
    assert [one for one in check_workspace(clock.workspace) if one.severity == "error"] == []


def test_a_changed_document_is_found_out(clock: Clock, tmp_path: Path) -> None:
    number = issue(clock)
    path = tmp_path / f"documents/2026/{number}.toml"
    path.write_text(path.read_text("utf-8").replace('net = "210.00"', 'net = "211.00"'), "utf-8")
    (tmp_path / f"documents/2026/{number}.pdf").unlink()
    clock.workspace._index = None
    codes = {one.code for one in check_workspace(clock.workspace)}
    assert {"seal", "sums", "sent-file"} <= codes


def test_the_log_must_still_be_as_drafted(clock: Clock) -> None:
    handle = draft(clock)
    edit_entry(clock.workspace, "%1", EntryEdit(duration="2h"))
    with pytest.raises(Refused, match="changed since the draft was made"):
        issue_document(clock.workspace, handle)
    refresh_draft(clock.workspace, handle)
    assert issue_document(clock.workspace, handle).record["net"] == "330.00"


@pytest.mark.parametrize(
    "edit", [EntryEdit(project="acme/api"), EntryEdit(billable=False), EntryEdit(task="review")]
)
def test_work_that_became_other_work_is_not_billed_as_drafted(
    clock: Clock, edit: EntryEdit
) -> None:
    handle = draft(clock)
    edit_entry(clock.workspace, "%1", edit)
    with pytest.raises(Refused, match="changed since the draft was made"):
        issue_document(clock.workspace, handle)


def test_refreshing_keeps_words_own_lines_and_discounts(clock: Clock) -> None:
    handle = draft(clock)
    edit_draft_fields(clock.workspace, handle, {"intro": "Thank you", "discount": "10"})
    edit_line(clock.workspace, handle, 1, description="Payments", discount="10")
    add_line(clock.workspace, handle, "Licence", "2", "15.50")
    edit_entry(clock.workspace, "%1", EntryEdit(duration="1h40"))
    record = refresh_draft(clock.workspace, handle).record
    assert [(line["description"], line["net"]) for line in record["lines"]] == [
        ("Payments", "200.00"),
        ("Operations", "100.00"),
        ("Licence", "31.00"),
    ]
    assert record["net"] == "297.90"  # less ten percent of 331.00
    assert record["tax"] == "56.60"


def test_tracked_quantities_are_not_edited_in_a_draft(clock: Clock) -> None:
    handle = draft(clock)
    with pytest.raises(Refused, match="comes from the log"):
        edit_line(clock.workspace, handle, 1, quantity="99")
    remove_line(clock.workspace, handle, 2)
    assert states(clock) == ["draft", "draft", "unbilled"]


def test_nothing_is_issued_to_a_client_made_in_passing(clock: Clock) -> None:
    add_entry(clock.workspace, "2026-11-05 9-10", parse_words(["zenith/web"]))
    handle = make_draft(clock.workspace, "zenith").ids[0]
    with pytest.raises(Refused, match="client edit zenith"):
        issue_document(clock.workspace, handle)


def test_what_cannot_be_printed_burns_no_number(clock: Clock, tmp_path: Path) -> None:
    handle = draft(clock)
    edit_draft_fields(clock.workspace, handle, {"intro": "発票"})
    with pytest.raises(Refused, match="発"):
        issue_document(clock.workspace, handle)
    assert not (tmp_path / "documents").exists()
    edit_draft_fields(clock.workspace, handle, {"intro": ""})
    assert issue_document(clock.workspace, handle).ids == ("INV-2026-0001",)


def test_issuing_is_not_undone_but_credited(clock: Clock) -> None:
    number = issue(clock)
    with pytest.raises(Refused, match="credit it instead"):
        clock.workspace.undo(1)
    made = credit_document(clock.workspace, number)
    assert made.ids == ("CN-2026-0001",)
    assert made.record["payable"] == show_document(clock.workspace, number)["payable"]
    assert states(clock) == ["unbilled"] * 3
    assert show_document(clock.workspace, number)["state"] == "credited"
    with pytest.raises(Refused, match="credited already"):
        credit_document(clock.workspace, number)
    assert issue(clock) == "INV-2026-0002"


def test_credits_by_line_add_up_to_the_whole(clock: Clock) -> None:
    handle = draft(clock)
    edit_draft_fields(clock.workspace, handle, {"discount": "3.3"})
    number = issue_document(clock.workspace, handle).ids[0]
    one = credit_document(clock.workspace, number, (2,)).record
    assert states(clock) == ["billed", "billed", "unbilled"]
    rest = credit_document(clock.workspace, number).record
    whole = show_document(clock.workspace, number)
    assert Decimal(one["net"]) + Decimal(rest["net"]) == Decimal(whole["net"])
    assert Decimal(one["payable"]) + Decimal(rest["payable"]) == Decimal(whole["payable"])
    assert whole["state"] == "credited"


def test_cents_that_taxes_lose_by_line_are_made_up_for(clock: Clock) -> None:
    handle = draft(clock)
    for _ in range(2):
        add_line(clock.workspace, handle, "Domain", "1", "10.03")
    for line in (2, 1):
        remove_line(clock.workspace, handle, line)
    number = issue_document(clock.workspace, handle).ids[0]
    assert show_document(clock.workspace, number)["tax"] == "3.81"
    one = credit_document(clock.workspace, number, (1,)).record
    rest = credit_document(clock.workspace, number).record
    assert (one["tax"], rest["tax"], rest["rounding"]) == ("1.91", "1.91", "-0.01")
    (row, *_) = (row for row in list_documents(clock.workspace) if row["number"] == number)
    assert (row["open"], row["state"]) == ("0.00", "credited")
    assert [one for one in check_workspace(clock.workspace) if one.severity == "error"] == []


def test_correcting_credits_and_leaves_the_same_lines(clock: Clock) -> None:
    number = issue(clock)
    made = correct_document(clock.workspace, number)
    assert made.record["draft"]["lines"] == show_document(clock.workspace, number)["lines"]
    again = issue_document(clock.workspace, made.ids[1])
    assert again.ids == ("INV-2026-0002",)
    assert states(clock) == ["billed"] * 3


def test_payments_lead_from_issued_to_paid(clock: Clock) -> None:
    number = issue(clock)
    assert show_document(clock.workspace, number)["payable"] == "333.20"
    pay_document(clock.workspace, number, "100", fee="1.50")
    (row,) = list_documents(clock.workspace)
    assert (row["open"], row["state"]) == ("231.70", "part paid")
    clock.at("2026-12-20T12:00:00+01:00")
    (row,) = list_documents(clock.workspace)
    assert row["state"] == "overdue"
    pay_document(clock.workspace, number, "200", write_off="Goodwill")
    (row,) = list_documents(clock.workspace)
    assert (row["open"], row["state"]) == ("0.00", "paid")
    with pytest.raises(Refused, match="nothing is open"):
        pay_document(clock.workspace, number)


def test_drafting_in_parts_never_charges_more_than_at_once(clock: Clock, tmp_path: Path) -> None:
    text = (tmp_path / "clients/acme.toml").read_text("utf-8")
    rule = 'rounding = { minutes = 60, mode = "up", scope = "day-task" }\n'
    write(tmp_path, "clients/acme.toml", rule + text)
    add_entry(clock.workspace, "2026-11-10 20m", parse_words(["acme/api"]))
    issue(clock)
    add_entry(clock.workspace, "2026-11-10 20m", parse_words(["acme/api"]))
    second = make_draft(clock.workspace, "acme")
    assert second.record["net"] == "0.00"  # 40 minutes still fit the hour that was charged
    discard_draft(clock.workspace, second.ids[0])
    add_entry(clock.workspace, "2026-11-10 25m", parse_words(["acme/api"]))
    third = make_draft(clock.workspace, "acme")
    assert third.record["net"] == "60.00"  # 65 minutes are two hours, one of them charged


ISSUER = """
import os, sys
from tracker_tui.services.issuing import issue_document
from tracker_tui.services.opening import open_workspace
for draft in sys.argv[2:]:
    print(issue_document(open_workspace(sys.argv[1], "ada"), draft).ids[0])
"""


def test_processes_that_issue_at_once_share_one_gapless_series(
    clock: Clock, tmp_path: Path
) -> None:
    drafts = []
    for day in range(1, 10):
        add_entry(clock.workspace, f"2026-09-0{day} 1h", parse_words(["acme/api"]))
        period = parse_period(f"2026-09-0{day}", "2026-11-20")
        drafts.append(draft(clock, period=period))
    environment = {**os.environ, "TRACKER_TUI_NOW": NOON, "PYTHONPATH": os.getcwd()}
    children = [
        subprocess.Popen(
            [sys.executable, "-c", ISSUER, str(tmp_path), *drafts[at::3]],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for at in range(3)
    ]
    numbers = [line for child in children for line in child.communicate()[0].split()]
    assert sorted(numbers) == [f"INV-2026-{count:04}" for count in range(1, 10)]
    assert [one for one in check_workspace(clock.workspace) if one.severity == "error"] == []
