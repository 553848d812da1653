"""Changes that meet something else than they expected: both hold, or a conflict names both."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.errors import Refused
from tracker_tui.store.records import Change, Conflict, invert, merged, value_at, with_value

BEFORE = {"start": "9:00", "note": "Fix login", "tags": ["a"]}


def meet(after: Any, current: Any, before: Any = BEFORE) -> Any:
    return merged(Change("time/ada/2026-11.json", ("entries", "01X"), before, after), current)


def test_different_fields_of_one_record_both_hold() -> None:
    ours = {**BEFORE, "note": "Fix logout", "end": "10:00"}
    theirs = {"start": "9:05", "note": "Fix login", "unknown": None}
    assert meet(ours, theirs) == {
        "start": "9:05",
        "note": "Fix logout",
        "unknown": None,
        "end": "10:00",
    }


def test_a_field_that_we_remove_goes_and_one_that_they_removed_stays_away() -> None:
    ours = {"start": "9:00", "tags": ["a"]}
    theirs = {"start": "9:00", "note": "Fix login", "task": "review"}
    assert meet(ours, theirs) == {"start": "9:00", "task": "review"}


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    ours = {**BEFORE, "note": "Same"}
    assert meet(ours, dict(ours)) == ours
    assert meet(None, None) is None


def test_the_same_field_on_both_sides_names_file_record_field_and_both_versions() -> None:
    with pytest.raises(Conflict) as caught:
        meet({**BEFORE, "note": "Ours\n"}, {**BEFORE, "note": "Theirs"})
    text = str(caught.value)
    for part in ("time/ada/2026-11.json", "entries.01X.note", '"Fix login"', '"Theirs"'):
        assert part in text
    assert r'"Ours\n"' in text
    assert "\n" not in text


def test_a_removed_record_that_changed_is_shown_by_the_fields_that_differ() -> None:
    with pytest.raises(Conflict) as caught:
        meet(None, {**BEFORE, "note": "Theirs", "free": True})
    assert 'was {note: "Fix login"}, is {note: "Theirs", free: true} on disk' in str(caught.value)
    assert "was to become nothing" in str(caught.value)


@pytest.mark.parametrize(
    ("after", "current", "before"),
    [
        (None, {**BEFORE, "note": "Theirs"}, BEFORE),
        ({**BEFORE, "note": "Ours"}, None, BEFORE),
        ({"note": "Ours"}, {"note": "Theirs"}, None),
        ("one text", "another", "a third"),
    ],
)
def test_removing_or_adding_what_the_other_side_changed_is_a_conflict(
    after: Any, current: Any, before: Any
) -> None:
    with pytest.raises(Conflict):
        meet(after, current, before)


FIELDS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2), max_size=4)


@given(FIELDS, FIELDS, FIELDS)
def test_every_field_of_a_merge_comes_from_a_side_that_changed_it(
    before: dict[str, int], current: dict[str, int], after: dict[str, int]
) -> None:
    clash = [
        key
        for key in "abcd"
        if before.get(key) != current.get(key) != after.get(key) != before.get(key)
    ]
    try:
        result = meet(after, current, before)
    except Conflict:
        assert clash
        return
    assert not clash
    for key in "abcd":
        side = after if before.get(key) != after.get(key) else current
        assert result.get(key) == side.get(key)


def test_values_are_set_at_paths_and_the_given_document_is_kept() -> None:
    document = {"rates": [{"hourly": 1}], "name": "x"}
    assert with_value(document, ("rates", 0, "hourly"), 2)["rates"] == [{"hourly": 2}]
    assert with_value(document, ("rates", 1, "hourly"), 3)["rates"][1] == {"hourly": 3}
    assert with_value(document, ("rates", 0), None)["rates"] == []
    assert with_value(document, ("a", "b"), 1)["a"] == {"b": 1}
    assert with_value(document, ("a", "b"), None) == document
    assert document == {"rates": [{"hourly": 1}], "name": "x"}
    with pytest.raises(Refused, match="no place"):
        with_value(document, ("name", "inside"), 1)


PATHS = st.lists(st.sampled_from("ab"), min_size=1, max_size=3).map(tuple)


@given(st.lists(st.tuples(PATHS, st.one_of(st.none(), st.integers()))))
def test_what_is_put_at_a_path_stands_there(changes: list[tuple[tuple[str, ...], Any]]) -> None:
    document: Any = {}
    for path, value in changes:
        try:
            document = with_value(document, path, value)
        except Conflict:
            continue
        assert value_at(document, path) == value


def test_the_inverse_of_the_inverse_is_the_change() -> None:
    change = Change("f.json", ("t", "i"), None, {"a": 1})
    assert invert(invert(change)) == change
    assert invert(change).before == {"a": 1}
