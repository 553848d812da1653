"""From tracked hours to a paid invoice, on the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.session import Session

    Transcript = Callable[[str], None]

SHOWN = [
    *("id", "kind", "number", "date", "due", "currency", "lines", "taxes", "net", "tax", "total"),
    *("prepaid", "rounding", "payable", "state", "seal"),
]
"""The fields that `invoice show --json` promises."""

SHOWN_OF_A_LINE = [
    *("description", "quantity", "unit", "base_quantity", "price", "net"),
    *("tax_category", "tax_rate", "entries"),
]


@pytest.fixture
def worked(session: Session) -> Session:
    """Two entries and an expense that nobody has billed."""
    session.at("18:00")
    session.run("add", "yesterday", "9-11:30", "acme/api", "Fix", "login").done()
    session.run("add", "1h30", "acme/api", "Tests", "@review").done()
    session.run("expense", "add", "acme", "120.50", "--description", "Train").done()
    return session


@pytest.fixture
def issued(worked: Session) -> Session:
    """An issued invoice, INV-2026-0001."""
    worked.run("invoice", "draft", "acme").done()
    worked.run("invoice", "issue", "DRF01").done()
    return worked


@pytest.mark.usefixtures("worked")
def test_a_draft_is_made_changed_and_refreshed(transcript: Transcript) -> None:
    transcript("""
        $ invoice draft acme
        DRF01
        ! Drafted invoice for acme: 480.50 EUR net
        $ invoice list
        number  date  due  client  kind     payable  open       state
        DRF01              acme    invoice   571.80        EUR  draft
        $ invoice edit DRF01 --order PO-4711 --discount 10 --note 'Thank you'
        DRF01  acme  net 432.45 EUR
        ! Edited draft DRF01
        ! undo: tracker-tui undo
        $ invoice line add DRF01 Domain for a year --price 15
        DRF01  acme  net 445.95 EUR
        ! Added a line to draft DRF01
        ! undo: tracker-tui undo
        $ invoice line edit DRF01 4 --quantity 2
        DRF01  acme  net 459.45 EUR
        ! Edited line 4 of draft DRF01
        ! undo: tracker-tui undo
        $ invoice line rm DRF01 4
        DRF01  acme  net 432.45 EUR
        ! Removed line 4 of draft DRF01
        ! undo: tracker-tui undo
        $ invoice refresh DRF01
        DRF01  acme  net 432.45 EUR
        ! Refreshed draft DRF01
        ! undo: tracker-tui undo
        $ invoice discard DRF01
        DRF01  acme  net 432.45 EUR
        ! Discarded draft DRF01 for acme
        ! undo: tracker-tui undo
    """)


def test_the_log_names_the_document_of_an_entry(worked: Session) -> None:
    worked.run("invoice", "draft", "acme").done()
    assert "225.00 EUR  draft DRF01  acme/api" in worked.run("log", "yesterday").out
    worked.run("invoice", "issue", "DRF01").done()
    assert "225.00 EUR  INV-2026-0001  acme/api" in worked.run("log", "yesterday").out
    (row,) = worked.run("log", "yesterday", "--json").json
    assert (row["state"], row["document"]) == ("billed", "INV-2026-0001")


def test_an_invoice_is_issued_and_paid(worked: Session, transcript: Transcript) -> None:
    worked.run("invoice", "draft", "acme").done()
    transcript("""
        $ invoice issue DRF01
        INV-2026-0001
        ! Issued invoice INV-2026-0001 to acme
        $ invoice pay INV-2026-0001 100 --fee 1
        Paid 100.00 EUR of INV-2026-0001
        ! Paid 100.00 EUR of INV-2026-0001
        ! 470.80 EUR stay open
        ! undo: tracker-tui undo
        $ invoice list
        number         date        due         client  kind     payable    open       state
        INV-2026-0001  2026-11-20  2026-12-04  acme    invoice   571.80  470.80  EUR  part paid

        open: 470.80 EUR
        $ undo
        Paid 100.00 EUR of INV-2026-0001
        ! Undid: Paid 100.00 EUR of INV-2026-0001
        ! redo: tracker-tui redo
        $ invoice pay INV-2026-0001
        Paid 571.80 EUR of INV-2026-0001
        ! Paid 571.80 EUR of INV-2026-0001
        ! undo: tracker-tui undo
        $ invoice list
        number         date        due         client  kind     payable  open       state
        INV-2026-0001  2026-11-20  2026-12-04  acme    invoice   571.80        EUR  paid
    """)


def test_what_is_overdue_is_summed_for_itself(issued: Session) -> None:
    issued.at("2026-12-24T09:00:00+01:00")
    assert issued.run("invoice", "list").done().lines[-1] == "overdue: 571.80 EUR"


def test_what_is_issued_cannot_be_undone_only_credited(issued: Session) -> None:
    refused = issued.run("undo")
    assert (refused.code, refused.out) == (1, "")
    assert "INV-2026-0001" in refused.err
    for words in ("edit ENT01 --note x", "rm ENT01", "split ENT01 --at 10:00"):
        refused = issued.run(*words.split())
        assert refused.code == 1
        assert "is billed on INV-2026-0001" in refused.err
    assert issued.run("invoice", "credit", "INV-2026-0001", "--line", "1").done().out == (
        "CN-2026-0001\n"
    )
    issued.run("edit", "ENT01", "--note", "x").done()


def test_an_invoice_is_corrected_by_a_credit_note_and_a_new_draft(issued: Session) -> None:
    made = issued.run("invoice", "correct", "INV-2026-0001").done()
    assert made.lines == ["CN-2026-0001", "DRF02"]
    states = {row["number"] or "draft": row for row in issued.run("invoice", "list", "--json").json}
    assert states["INV-2026-0001"]["state"] == "credited"
    assert states["CN-2026-0001"]["refers_to"] == "INV-2026-0001"
    issued.run("invoice", "discard", "DRF02").done()


def test_the_fields_of_a_document_in_json(issued: Session) -> None:
    shown = issued.run("invoice", "show", "INV-2026-0001", "--json").done().json
    assert [name for name in shown if name in SHOWN] == SHOWN
    assert [name for name in shown["lines"][0] if name in SHOWN_OF_A_LINE] == SHOWN_OF_A_LINE
    assert list(shown["taxes"][0])[:4] == ["category", "rate", "taxable", "tax"]
    figures = ("net", "tax", "total", "prepaid", "rounding", "payable")
    assert [shown[name] for name in figures] == [
        *("480.50", "91.30", "571.80"),
        *("0.00", "0.00", "571.80"),
    ]
    assert [len(line["entries"]) for line in shown["lines"]] == [1, 1, 0]


def test_a_document_is_shown_for_people(issued: Session) -> None:
    shown = issued.run("invoice", "show", "INV-2026-0001").done().out
    for text in ("INV-2026-0001", "Acme GmbH", "Payments API", "Train", "571.80", "2026-12-04"):
        assert text in shown


def test_every_line_explains_itself(issued: Session) -> None:
    shown = issued.run("invoice", "explain", "INV-2026-0001").done().out
    for text in ("ENT01", "225.00", "90.00", "default", "571.80"):
        assert text in shown
    one = issued.run("invoice", "explain", "INV-2026-0001", "--line", "2").done().out
    assert "ENT02" in one and "ENT01" not in one
    assert issued.run("invoice", "explain", "INV-2026-0001", "--json").done().json


def test_a_document_goes_out_as_a_file_or_to_standard_output(issued: Session) -> None:
    number = "INV-2026-0001"
    made = issued.run("invoice", "export", number, "--format", "pdf").done()
    assert made.out == f"{os.path.abspath(f'{number}.pdf')}\n"
    with open(f"{number}.pdf", "rb") as file:
        assert file.read(5) == b"%PDF-"
    os.mkdir("out")
    issued.run("invoice", "export", number, "--format", "csv", "-o", "out").done()
    assert os.listdir("out") == [f"{number}.csv"]
    shown = issued.run("invoice", "show", number, "--json").json
    (exported,) = issued.run("invoice", "export", number, "--format", "json", "-o", "-").json
    assert exported == shown


def test_drafts_for_everybody(worked: Session) -> None:
    worked.run("client", "add", "globex", "--tax", "O").done()
    worked.run("add", "1h", "globex/ops").done()
    made = worked.run("invoice", "draft", "--all").done()
    assert made.lines == ["DRF01", "DRF02"] or made.lines == ["DRF02", "DRF01"]
    worked.run("undo", "2").done()
    records = worked.run("invoice", "draft", "--all", "today", "--json").done().json
    assert [(one["client"], one["net"]) for one in records] == [
        ("acme", "255.50"),
        ("globex", "90.00"),
    ]


def test_earlier_work_that_a_period_leaves_behind_is_named(worked: Session) -> None:
    made = worked.run("invoice", "draft", "acme", "today").done()
    assert "1 unbilled entr" in made.err
    assert "left behind" in made.err


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        ("invoice draft", 2, "invoice draft needs a CLIENT, or --all"),
        ("invoice draft acme soon", 2, "is not a period"),
        ("invoice draft acme last-year", 1, "nothing is unbilled for acme"),
        ("invoice draft --all acme today", 2, "takes a PERIOD and no client"),
        ("invoice draft --all --kind quote", 2, "--kind is for the draft of one client"),
        ("invoice draft acme --kind bill", 2, "bill is not a kind"),
        ("invoice show INV-1", 1, "INV-1"),
        ("invoice issue ABCDE", 1, "ABCDE"),
        ("invoice pay INV-2026-0001 nothing", 2, "nothing"),
        ("invoice pay INV-2026-0001 -5", 2, "-5"),
        ("invoice credit INV-2026-0001 --line 0", 2, "whole number from 1"),
        ("invoice credit INV-2026-0001 --line 9", 1, "lines 1 to 3"),
        ("invoice line edit ABCDE 1", 2, "needs an option that says what to change"),
        ("invoice line rm ABCDE x", 2, '"x" is not a line'),
        ("invoice export INV-2026-0001", 2, "invoice export needs --format"),
        ("invoice export INV-2026-0001 --format doc", 2, "doc is not a format"),
        ("invoice export INV-2026-0001 --format csv -o /nowhere/x.csv", 1, "No such file"),
        ("invoice send INV-2026-0001", 2, 'invoice has no "send"'),
    ],
)
def test_what_is_refused_says_why_in_one_line(
    issued: Session, words: str, code: int, problem: str
) -> None:
    answer = issued.run(*words.split())
    assert (answer.code, answer.out) == (code, "")
    assert problem in answer.err
    assert answer.err.count("\n") == 1
