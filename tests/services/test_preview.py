"""What a preview shows, what issuing makes final, what is owed and what could be billed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.services.moving_clock import CLIENT, Clock
from tests.services.small_workspace import write
from tracker_tui.core.ageing import SPANS, Owed, age_amounts, span_of
from tracker_tui.core.clock import add_days
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.grammar import parse_words
from tracker_tui.core.periods import parse_period
from tracker_tui.exporters.page import texts_of
from tracker_tui.services import composing
from tracker_tui.services.ageing import age_invoices
from tracker_tui.services.clients import archive_client
from tracker_tui.services.composing import unbilled_amounts
from tracker_tui.services.crediting import credit_document
from tracker_tui.services.draft_edits import add_line, edit_draft_fields, edit_line
from tracker_tui.services.drafts import make_draft, refresh_draft
from tracker_tui.services.entries import EntryEdit, add_entry, edit_entry
from tracker_tui.services.issuing import issue_document
from tracker_tui.services.payments import pay_document
from tracker_tui.services.preview import page_of, preview_document
from tracker_tui.services.readiness import summarise_issue
from tracker_tui.services.unbilled import list_unbilled
from tracker_tui.store.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.core.entry import Entry

NOON = "2026-11-20T12:00:00+01:00"
TODAY = "2026-11-20"


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A workspace at noon with three entries of acme: 60, 150 and 70 minutes at 60 an hour."""
    clock = Clock(tmp_path, "Europe/Berlin", NOON)
    for when, *words in (
        ("2026-10-30 9-10", "acme/api", "Plan"),
        ("2026-11-02 9-11:30", "acme/api", "Fix"),
        ("2026-11-03 1h10", "acme/ops", "Call"),
    ):
        add_entry(clock.workspace, when, parse_words(words))
    return clock


def draft(clock: Clock, **options: Any) -> str:
    return make_draft(clock.workspace, "acme", **options).ids[0]


def month(text: str) -> Any:
    return parse_period(text, TODAY)


# The document that is shown is the document that is issued


def test_a_page_is_that_of_the_draft_and_then_that_of_the_document(clock: Clock) -> None:
    handle = draft(clock)
    shown = preview_document(clock.workspace, handle)
    assert shown.page == page_of(clock.workspace, handle)
    assert (shown.is_draft, shown.state, shown.open) == (True, "draft", Decimal("333.20"))
    number = issue_document(clock.workspace, handle, shown=shown.fingerprint).ids[0]
    issued = preview_document(clock.workspace, number)
    assert (issued.is_draft, issued.state, issued.open) == (False, "issued", Decimal("333.20"))
    before, after = list(texts_of(shown.page)), list(texts_of(issued.page))
    assert [text for text in before if text not in after] == [
        "Invoice (draft)",
        "Invoice (draft)",
        "Payable within 14 days without deduction.",
    ]


def test_a_draft_that_changed_since_it_was_shown_is_not_issued(clock: Clock) -> None:
    handle = draft(clock)
    shown = preview_document(clock.workspace, handle).fingerprint
    elsewhere = clock.workspace.again()
    edit_draft_fields(elsewhere, handle, {"note": "Pay less"})
    with pytest.raises(Refused, match="changed since it was shown"):
        issue_document(clock.workspace, handle, shown=shown)
    edit_draft_fields(elsewhere, handle, {"note": ""})
    assert issue_document(clock.workspace, handle, shown=shown).ids == ("INV-2026-0001",)


def test_neither_is_one_whose_work_changed_or_whose_paper_says_something_else(
    clock: Clock, tmp_path: Path
) -> None:
    handle = draft(clock)
    shown = preview_document(clock.workspace, handle).fingerprint
    write(tmp_path, "themes/paper/plain.toml", '[closing]\nen = "Pay at once."\n')
    with pytest.raises(Refused, match="changed since it was shown"):
        issue_document(clock.workspace, handle, shown=shown)
    (tmp_path / "themes/paper/plain.toml").unlink()
    edit_entry(clock.workspace.again(), "%1", EntryEdit(duration="2h"))
    with pytest.raises(Refused, match="changed since the draft was made"):
        issue_document(clock.workspace, handle, shown=shown)
    assert not (tmp_path / "documents").exists()


# What becomes final


def test_a_summary_says_what_issuing_then_does(clock: Clock) -> None:
    handle = draft(clock)
    found = summarise_issue(clock.workspace, handle)
    assert (found.number, found.date, found.due) == ("INV-2026-0001", TODAY, "2026-12-04")
    assert (found.lines, found.entries, found.seconds, found.billed_seconds) == (
        2,
        3,
        280 * 60,
        280 * 60,
    )
    assert found.warnings == ()
    record = issue_document(clock.workspace, handle, shown=found.fingerprint).record
    for name in ("number", "date", "due", "currency", "net", "tax", "total", "payable"):
        assert str(getattr(found, name)) == record[name]


def test_a_summary_names_the_work_that_is_left_out(clock: Clock) -> None:
    handle = draft(clock, period=month("month"))
    add_entry(clock.workspace, "2026-11-10 30m", parse_words(["acme/api"]))
    assert summarise_issue(clock.workspace, handle).warnings == (
        "1 entry (1:00) from 2026-10-30 on stay unbilled: too early",
        "1 entry (0:30) of its days are not on it: refresh takes them",
    )


def test_a_summary_warns_of_an_order_that_is_passed(clock: Clock, tmp_path: Path) -> None:
    order = '[[orders]]\nnumber = "PO-7"\nlimit = 300\n'
    write(tmp_path, "clients/acme.toml", CLIENT + order)
    issue_document(clock.workspace, draft(clock, period=month("2026-10")))
    handle = draft(clock)
    assert summarise_issue(clock.workspace, handle).warnings == ()
    add_line(clock.workspace, handle, "Travel", "1", "20.01")
    assert summarise_issue(clock.workspace, handle).warnings == (
        "order PO-7 is passed by 0.01 EUR: its limit is 300.00",
    )


def test_a_summary_is_refused_as_issuing_is(clock: Clock) -> None:
    handle = make_draft(clock.workspace, "acme", kind="quote").ids[0]
    with pytest.raises(Refused, match="has no lines"):
        summarise_issue(clock.workspace, handle)
    issue_document(clock.workspace, draft(clock, kind="proforma"))
    handle = draft(clock)
    assert summarise_issue(clock.workspace, handle, "2026-12-24").warnings == (
        "its date 2026-12-24 is in the future",
    )


# What is owed


@pytest.mark.parametrize(
    ("days", "span"),
    [(-3, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4)],
)
def test_what_is_late_is_counted_from_the_day_after_it_is_due(days: int, span: int) -> None:
    assert span_of(add_days(TODAY, -days), TODAY) == span


def test_currencies_are_aged_apart() -> None:
    owed = [
        Owed("EUR", Decimal("10.01"), "2026-11-01", "2026-11-19"),
        Owed("EUR", Decimal("20.02"), "2026-11-01", "2026-10-21"),
        Owed("EUR", Decimal("40.04"), "2026-07-01", ""),
        Owed("CHF", Decimal("5.00"), "2026-11-01", "2026-12-01"),
    ]
    chf, eur = age_amounts(owed, TODAY)
    zero = Decimal("0.00")
    assert chf == ("CHF", (Decimal("5.00"), zero, zero, zero, zero), Decimal("5.00"))
    assert eur.amounts == (zero, Decimal("30.03"), zero, zero, Decimal("40.04"))
    assert (eur.total, len(SPANS)) == (Decimal("70.07"), len(eur.amounts))


def test_only_what_is_open_of_issued_invoices_is_aged(clock: Clock) -> None:
    paid, part, credited = (
        issue_document(clock.workspace, draft(clock, period=month(when)), date="2026-11-03").ids[0]
        for when in ("2026-10-30", "2026-11-02", "2026-11-03")
    )
    add_entry(clock.workspace, "2026-11-04 1h", parse_words(["acme/api"]))
    draft(clock)
    pay_document(clock.workspace, paid)
    pay_document(clock.workspace, part, "100")
    credit_document(clock.workspace, credited)
    (found,) = age_invoices(clock.workspace)
    assert found.amounts[1] == found.total == Decimal("78.50")  # 178.50 due on the 17th
    clock.at("2027-02-16T12:00:00+01:00")
    assert age_invoices(clock.workspace)[0].amounts[4] == Decimal("78.50")
    pay_document(clock.workspace, part)
    assert age_invoices(clock.workspace) == []


# What could be billed


def test_what_can_be_billed_comes_first_and_most_of_it_before_the_rest(
    clock: Clock, tmp_path: Path
) -> None:
    for name, currency in (("beta", "EUR"), ("gamma", "CHF"), ("old", "EUR")):
        text = f'currency = "{currency}"\n[[rates]]\nhourly = 100\n'
        write(tmp_path, f"clients/{name}.toml", text)
    write(tmp_path, "clients/delta.toml", 'currency = "USD"\n')
    for project in ("beta/x", "gamma/x", "delta/x", "old/x", "acme/api"):
        client, _, name = project.partition("/")
        path = tmp_path / f"clients/{client}.toml"
        text = path.read_text("utf-8")
        if f"[projects.{name}]" not in text:
            path.write_text(f"{text}[projects.{name}]\n", "utf-8")
        add_entry(clock.workspace, "2026-11-05 1h", parse_words([project]))
    archive_client(clock.workspace, "old")
    found = list_unbilled(clock.workspace)
    assert [(one.client, one.amount, one.problem) for one in found] == [
        ("acme", Decimal("340.00"), ""),
        ("beta", Decimal("100.00"), ""),
        ("gamma", Decimal("100.00"), ""),
        ("old", Decimal("100.00"), "the client is archived"),
        ("delta", None, "1 entry without a price"),
    ]
    assert (found[0].since, found[0].entries, found[0].seconds) == ("2026-10-30", 4, 340 * 60)
    for one in found:
        amounts = unbilled_amounts(clock.workspace, one.client)
        assert amounts == ({} if one.amount is None else {one.currency: one.amount})


def test_nothing_can_be_billed_twice(clock: Clock) -> None:
    draft(clock)
    assert list_unbilled(clock.workspace) == []


def months_read(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The months that are read to find what is unbilled, which is the same as in all of them."""
    read: set[str] = set()
    entries = Workspace.entries

    def spy(self: Workspace, person: str, month: str) -> list[Entry]:
        read.add(month)
        return entries(self, person, month)

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "entries", spy)
        found = list_unbilled(clock.workspace)
    with monkeypatch.context() as patch:
        patch.setattr(composing, "FEW_MONTHS", 100)
        assert list_unbilled(clock.workspace) == found
    return read


def test_months_in_which_all_is_billed_are_not_read(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for count in range(1, 10):
        add_entry(clock.workspace, f"2026-0{count}-05 9-10", parse_words(["acme/api"]))
    add_entry(clock.workspace, "2026-03-06 9-10", parse_words(["Whose", "is", "it"]))
    number = issue_document(clock.workspace, draft(clock, period=month("2026-06..2026-09"))).ids[0]

    unread = {f"2026-0{count}" for count in range(6, 10)}
    assert not unread & months_read(clock, monkeypatch)
    credit_document(clock.workspace, number)
    assert unread <= months_read(clock, monkeypatch)


# Grouping anew


def lines(made: Any) -> list[tuple[str, str]]:
    return [(line["description"], line["net"]) for line in made.record["lines"]]


def test_entries_of_one_day_keep_their_own_words_and_discounts(clock: Clock) -> None:
    add_entry(clock.workspace, "2026-11-02 12-13", parse_words(["acme/api", "Test"]))
    handle = draft(clock, group_by="entry")
    edit_line(clock.workspace, handle, 2, discount="10")
    made = refresh_draft(clock.workspace, handle)
    assert lines(made) == [
        ("API: Plan", "60.00"),
        ("API: Fix", "140.00"),
        ("API: Test", "60.00"),
        ("Operations: Call", "70.00"),
    ]
    assert len({line.id for line in clock.workspace.draft(made.record["id"]).lines}) == 4


def test_grouping_anew_keeps_the_sum_and_ones_own_lines(clock: Clock) -> None:
    handle = draft(clock, group_by="entry")
    edit_line(clock.workspace, handle, 3, discount="5")
    edit_line(clock.workspace, handle, 1, discount="1")
    add_line(clock.workspace, handle, "Licence", "1", "9")
    made = refresh_draft(clock.workspace, handle, "project")
    assert lines(made) == [("API", "210.00"), ("Operations", "65.00"), ("Licence", "9.00")]
    assert made.label == f"Grouped draft {handle} by project"
    assert made.notes == ("the discount of 1.00 EUR on line 1 is gone with its line",)
    assert lines(refresh_draft(clock.workspace, handle)) == lines(made)
    with pytest.raises(Usage, match="not a grouping"):
        refresh_draft(clock.workspace, handle, "person")
