from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.near import nearest

KNOWN = ("acme/api", "acme/shop", "globex/ops", "globex/website-relaunch", "hp/qa")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("acme/apu", "acme/api"),  # one letter replaced
        ("acme/ap", "acme/api"),  # left out
        ("acme/apii", "acme/api"),  # added
        ("amce/api", "acme/api"),  # neighbours swapped
        ("acme/aip", "acme/api"),
        ("Acme/API", "acme/api"),  # case
        ("api", "acme/api"),  # the client left out
        ("globex/websit-relunch", "globex/website-relaunch"),  # two slips in a long part
        ("glbex/opps", "globex/ops"),  # one in each part
        ("hp/aq", "hp/qa"),
        ("acme/api", "acme/api"),
    ],
)
def test_a_slip_finds_the_name_that_was_meant(typed: str, meant: str) -> None:
    assert nearest(typed, KNOWN) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "acme/web",
        "initech/api",
        "hp/qb",
        "ab/qa",
        "acme/billing",
        "shop2/api",
        "x",
        "",
        "/",
        "a/b/c",
    ],
)
def test_a_clearly_different_name_finds_nothing(typed: str) -> None:
    assert nearest(typed, KNOWN) is None


def test_names_that_differ_in_digits_alone_are_different_on_purpose() -> None:
    assert nearest("acme/phase-2", ["acme/phase-1"]) is None
    assert nearest("acme/2026", ["acme/2025", "acme/2062"]) is None
    assert nearest("acme/ap1", ["acme/api"]) == "acme/api"


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("acme", []) is None


def test_of_equally_near_names_the_longest_common_beginning_wins_then_the_alphabet() -> None:
    assert nearest("desk", ["disk", "dest"]) == "dest"
    for order in itertools.permutations(["cart", "bart", "dart"]):
        assert nearest("eart", order) == "bart"


def test_without_edits_only_case_and_a_missing_client_are_forgiven() -> None:
    assert nearest("acme/apu", KNOWN, limit=0) is None
    assert nearest("ACME/api", KNOWN, limit=0) == "acme/api"
    assert nearest("shop", KNOWN, limit=0) == "acme/shop"


@given(
    st.text("abcdefgh", min_size=3, max_size=12),
    st.integers(0, 100),
    st.sampled_from("xyz"),
    st.sampled_from(["swap", "drop", "add", "replace"]),
)
def test_every_single_slip_is_found(name: str, at: int, letter: str, slip: str) -> None:
    at %= len(name) - 1
    slips = {
        "swap": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        "drop": name[:at] + name[at + 1 :],
        "add": name[:at] + letter + name[at:],
        "replace": name[:at] + letter + name[at + 1 :],
    }
    assert nearest(slips[slip], [name]) == name


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=8))
def test_the_answer_is_a_known_name_and_does_not_depend_on_their_order(
    name: str, known: list[str]
) -> None:
    found = nearest(name, known)
    assert found is None or found in known
    assert nearest(name, sorted(known)) == nearest(name, sorted(known, reverse=True)) == found
    if name in known:
        assert found is not None and found.casefold() == name.casefold()
