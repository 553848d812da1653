"""QUERY: which entries the words choose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledgers import NOW, random_ledger
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.entry import Entry
from tracker_tui.core.errors import Usage
from tracker_tui.core.query import Place, Query, parse_query
from tracker_tui.core.views import STATES, PricedEntry, price_entries

ENTRY = Entry(
    "01JDA2K5X8",
    "ada",
    "2026-11-20",
    3600,
    "Europe/Berlin",
    parse_moment("2026-11-20T09:00:00+01:00"),
    parse_moment("2026-11-20T10:00:00+01:00"),
    "acme/api",
    "review",
    "Straße: Retry Logic of http://x.org at 12:30",
    ("Bug", "ops"),
    "GH-214",
)
PRICED = PricedEntry(ENTRY, 3600, 3600, None, "", None, "EUR", "unbilled", "", True)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "retry",
        "RETRY logic",
        "strasse:",
        "acme",
        "acme/api",
        "view",
        "bug",
        "gh-21",
        "http://x.org",
        "12:30",
        "client:acme",
        "Client:ACME",
        "project:api",
        "project:acme/api",
        "task:review",
        "tag:bug tag:OPS",
        "person:ada",
        "billable:yes",
        "state:unbilled",
        "ref:gh-214",
        "note:retry",
        "not:login",
        "not:tag:ux",
        "not:note:review",
        "not:not:retry",
        "NOT:billable:no",
    ],
)
def test_these_words_choose_the_entry(words: str) -> None:
    assert parse_query(words.split()).matches(PRICED)


@pytest.mark.parametrize(
    "words",
    [
        "login",
        "retry login",
        "client:ac",
        "client:globex",
        "project:ap",
        "project:globex/api",
        "task:rev",
        "tag:bu",
        "person:ad",
        "billable:no",
        "state:billed",
        "ref:GH-21",
        "note:acme",
        "not:retry",
        "not:client:acme",
        "retry not:logic",
        "client:acme client:globex",
    ],
)
def test_these_words_leave_it_out(words: str) -> None:
    assert not parse_query(words.split()).matches(PRICED)


def test_words_in_quotes_are_looked_for_as_they_stand() -> None:
    assert parse_query(["retry logic"]).matches(PRICED)
    assert not parse_query(["logic retry"]).matches(PRICED)


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("clinet:acme", "did you mean client: ?"),
        ("tags:bug", "did you mean tag: ?"),
        ("stat:x", "did you mean state: ?"),
        ("not:tsak:x", "did you mean task: ?"),
        ("billable:maybe", "billable: is yes or no"),
        ("state:open", f"state: is one of {', '.join(STATES)}"),
        ("client:", "names no client"),
        ("not:", "says nothing"),
    ],
)
def test_a_slip_is_refused_with_what_was_meant(word: str, problem: str) -> None:
    with pytest.raises(Usage) as refused:
        parse_query([word])
    assert problem in str(refused.value)


@pytest.mark.parametrize("word", ["GH:214", "http://acme", "12:30", "foo:bar", "x:", "Fix:"])
def test_a_colon_elsewhere_is_part_of_a_word(word: str) -> None:
    assert parse_query([word]).conditions[0].field == ""


@pytest.mark.parametrize(
    ("words", "enough"),
    [
        ("", True),
        ("client:a project:b task:c person:d billable:no not:client:x", True),
        ("word", False),
        ("tag:x", False),
        ("state:free", False),
        ("ref:x", False),
        ("client:a note:x", False),
    ],
)
def test_a_rollup_answers_what_it_knows(words: str, enough: bool) -> None:
    assert parse_query(words.split()).needs_only_rollup == enough


SAMPLES = (
    "fix login review acme client:acme client:globex project:api project:globex/ops task:review "
    "task:chore tag:bug tag:ümlaut person:ada person:bob billable:yes billable:no state:free "
    "state:billed state:running state:unassigned ref:x note:test"
)
WORDS = st.sampled_from(SAMPLES.split())


@given(st.integers(0, 10**6), st.lists(WORDS, max_size=4), WORDS)
def test_not_turns_a_word_round_and_all_must_hold(seed: int, words: list[str], word: str) -> None:
    ledger = random_ledger(seed, 6)
    entries = ledger.entries + ledger.running
    for one in price_entries(entries, ledger.terms, ledger.billings, NOW):
        every = all(parse_query([each]).matches(one) for each in words)
        assert parse_query(words).matches(one) == every
        plain, turned = parse_query([word]), parse_query([f"not:{word}"])
        assert plain.matches(one) != turned.matches(one)


@given(st.integers(0, 10**6), st.lists(WORDS, max_size=3))
def test_a_place_fits_exactly_when_its_entries_match(seed: int, words: list[str]) -> None:
    query = Query(tuple(one for one in parse_query(words).conditions if one.field not in OTHERS))
    ledger = random_ledger(seed, 6)
    assert query.needs_only_rollup
    for one in price_entries(ledger.entries, ledger.terms, ledger.billings, NOW):
        entry, billable = one.entry, ledger.terms.billable(one.entry)
        place = Place(entry.project, entry.task, entry.person, billable)
        assert query.fits(place) == query.matches(one)


OTHERS = ("", "tag", "state", "ref", "note")


@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_text_is_a_query_or_refused(words: list[str]) -> None:
    try:
        query = parse_query(words)
    except Usage as refused:
        assert str(refused).isprintable()
    else:
        query.matches(PRICED)
