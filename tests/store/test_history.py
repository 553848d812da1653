"""Undo and redo: across restarts, in any order of use, and exactly back to where it was."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.faults import (
    CLIENT,
    CLIENT_TEXT,
    MONTH,
    RUNNING,
    data_files,
    entry,
    get_text,
    make_workspace,
    open_bytes,
    open_store,
    put_text,
    values,
)
from tracker_tui.core.errors import Refused
from tracker_tui.store.actions import Action, read_action
from tracker_tui.store.history import BLOCK, History
from tracker_tui.store.records import Change, Conflict, value_at, with_value

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.commit import Store


def add(root: object, name: str) -> None:
    open_store(root).commit(name, [entry(name, None, {"note": name})])


def names(root: object) -> str:
    return "".join(open_store(root).tables(MONTH).get("entries", {}))


def states(root: object) -> list[str]:
    actions = open_store(root).history()
    return [f"{one.label}{'-' if one.undone else '+'}" for one in actions]


def test_undo_and_redo_go_back_and_forth_across_restarts(tmp_path: Path) -> None:
    for name in "ABC":
        add(tmp_path, name)
    assert [one.label for one in open_store(tmp_path).undo(2)] == ["C", "B"]
    assert (names(tmp_path), states(tmp_path)) == ("A", ["C-", "B-", "A+"])
    assert [one.label for one in open_store(tmp_path).redo()] == ["B"]
    open_store(tmp_path).undo()
    open_store(tmp_path).redo(2)
    assert (names(tmp_path), states(tmp_path)) == ("ABC", ["C+", "B+", "A+"])
    with pytest.raises(Refused, match="there is nothing to redo"):
        open_store(tmp_path).redo()


def test_a_new_action_after_undo_ends_redo_but_not_undo(tmp_path: Path) -> None:
    add(tmp_path, "A")
    add(tmp_path, "B")
    open_store(tmp_path).undo()
    add(tmp_path, "C")
    with pytest.raises(Refused, match="nothing to redo"):
        open_store(tmp_path).redo()
    open_store(tmp_path).undo(2)
    assert (names(tmp_path), states(tmp_path)) == ("", ["C-", "B-", "A-"])
    open_store(tmp_path).redo(2)
    assert names(tmp_path) == "AC"
    with pytest.raises(Refused, match="nothing to redo"):
        open_store(tmp_path).redo()


def test_undoing_more_than_there_is_says_how_far_it_came(tmp_path: Path) -> None:
    add(tmp_path, "A")
    with pytest.raises(Refused, match="undo: 1 of 3 done, then: there is nothing to undo"):
        open_store(tmp_path).undo(3)
    assert names(tmp_path) == ""


def test_what_is_final_says_so_and_blocks_what_was_before_it(tmp_path: Path) -> None:
    add(tmp_path, "A")
    store = open_store(tmp_path)
    change = entry("D", None, {"note": "issued"})
    store.commit("Issued", [change], final="INV-1 is final; credit it instead")
    with pytest.raises(Refused, match=r"^INV-1 is final; credit it instead$"):
        open_store(tmp_path).undo()
    store.commit("Other", [entry("E", None, {})], undoable=False)
    with pytest.raises(Refused, match='"Other" is final'):
        store.undo()
    assert names(tmp_path) == "ADE"


def test_an_undo_that_no_longer_fits_says_why_and_changes_nothing(tmp_path: Path) -> None:
    add(tmp_path, "A")
    put_text(tmp_path, MONTH, '{"entries": {\n"A": {"note": "by hand"}\n}}\n')
    files = data_files(tmp_path)
    with pytest.raises(Conflict) as caught:
        open_store(tmp_path).undo()
    assert str(caught.value).startswith(f'cannot undo "A": {MONTH}: entries.A:')
    assert data_files(tmp_path) == files
    assert states(tmp_path) == ["A+"]


def test_what_was_taken_back_by_hand_counts_as_undone(tmp_path: Path) -> None:
    add(tmp_path, "A")
    put_text(tmp_path, MONTH, '{"entries": {}}\n')
    open_store(tmp_path).undo()
    assert states(tmp_path) == ["A-"]
    open_store(tmp_path).redo()
    assert names(tmp_path) == "A"


def test_a_torn_last_line_is_passed_over_and_cut_off(tmp_path: Path) -> None:
    add(tmp_path, "A")
    path = tmp_path / ".tracker" / "history.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])
    assert states(tmp_path) == ["A+"]
    add(tmp_path, "B")
    assert states(tmp_path) == ["B+", "A+"]
    assert path.read_bytes().startswith(whole)
    path.write_bytes(b"x" * (3 * BLOCK))
    add(tmp_path, "C")
    assert states(tmp_path) == ["C+"]
    path.write_bytes(b"\xff\n[]\n{}\n7\n" + path.read_bytes())
    assert states(tmp_path) == ["C+"]


def test_only_the_end_of_a_long_history_is_read(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    history = History(str(path))
    action = Action("1", "A" * 300, "ada", "now", [])
    path.write_bytes(action.line() * 5000)
    history.append(action._replace(id="last").line())
    lines = history.newest_first()
    assert next(lines).id == "last"
    assert sum(one == action for one in lines) == 5000
    with path.open("r+b") as file:
        file.write(b"\n" * 400_000)  # whoever read this far would find fewer
    assert next(history.newest_first()).id == "last"


def test_lines_longer_than_a_block_are_read_whole(tmp_path: Path) -> None:
    history = History(str(tmp_path / "history.jsonl"))
    long = [Action(str(one), "x" * (BLOCK * one), "", "", []) for one in range(4)]
    for action in long:
        history.append(action.line())
    assert list(history.newest_first()) == long[::-1]


VALUES: Any = st.recursive(
    st.one_of(
        st.text(max_size=4),
        st.booleans(),
        st.integers(-9, 10**12),
        st.decimals(-999, 999, places=2),
        st.dates(),
        st.datetimes(),
        st.datetimes(timezones=st.just(UTC)),
        st.times(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.text(max_size=3), st.just("~")), inner, max_size=3),
    ),
    max_leaves=6,
)


@given(VALUES, st.one_of(st.none(), VALUES))
def test_the_line_of_an_action_keeps_every_value_and_its_kind(before: Any, after: Any) -> None:
    action = Action("1", "Läbel\n", "ada", "now", [Change("a.toml", ("x",), before, after)])
    line = action.line()
    assert line.count(b"\n") == 1
    read = read_action(line)
    assert read is not None
    assert repr(read) == repr(action) or read == action
    assert read_action(line[:-2]) is None


def test_dates_and_money_of_a_client_come_back_as_they_were(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    store = open_store(tmp_path)
    row = {
        "from": date(2026, 1, 1),
        "hourly": Decimal("95.50"),
        "at": datetime(2026, 1, 1, 9, tzinfo=UTC),
    }
    old = value_at(store.toml(CLIENT), ("rates",))
    store.commit("Rated", [Change(CLIENT, ("rates",), old, [*old, row])])
    with_row = get_text(tmp_path, CLIENT)
    open_store(tmp_path).undo()
    assert get_text(tmp_path, CLIENT).rstrip() == CLIENT_TEXT.rstrip()
    open_store(tmp_path).redo()
    assert open_store(tmp_path).toml(CLIENT) == {**(store.toml(CLIENT) or {}), "rates": [*old, row]}
    assert "# agreed by phone" in with_row


# --- undo of anything is identity ------------------------------------------------------------

RECORD = st.dictionaries(
    st.sampled_from(["start", "note", "zz"]),
    st.one_of(st.text(max_size=3), st.integers(0, 9), st.decimals(0, 9, places=2)),
    max_size=3,
)
TABLE_CHANGES = st.tuples(
    st.sampled_from([MONTH, RUNNING, "expenses/2026.json"]),
    st.tuples(st.sampled_from(["entries", "parked"]), st.sampled_from(["A1", "B2", "C3"])),
    st.one_of(st.none(), RECORD),
)
TOML_VALUES = st.one_of(
    st.text(max_size=3),
    st.decimals(1, 99, places=2),
    st.dates(),
    st.dictionaries(st.sampled_from(["name", "x"]), st.integers(0, 3), max_size=2),
    st.lists(st.fixed_dictionaries({"hourly": st.decimals(1, 99, places=2)}), max_size=3),
)
TOML_CHANGES = st.tuples(
    st.sampled_from([CLIENT, "clients/globex.toml", "drafts/D1.toml"]),
    st.one_of(
        st.lists(st.sampled_from(["name", "rates", "api"]), min_size=1, max_size=2).map(tuple),
        st.just(("projects", "api", "name")),
        st.just(("projects", "api")),
    ),
    st.one_of(st.none(), TOML_VALUES),
)
WHOLE_CHANGES = st.tuples(
    st.sampled_from([CLIENT, "clients/globex.toml", "drafts/D1.toml"]),
    st.just(()),
    st.one_of(st.none(), st.dictionaries(st.sampled_from(["name", "rates"]), TOML_VALUES)),
)
WISHES = st.lists(st.one_of(TABLE_CHANGES, TOML_CHANGES, WHOLE_CHANGES), min_size=1, max_size=4)


def changes_for(store: Store, wishes: list[tuple[str, tuple[str, ...], Any]]) -> list[Change]:
    """The wishes as changes, each seen from where the ones before it lead."""
    documents: dict[str, Any] = {}
    changes = []
    for file, path, after in wishes:
        if file not in documents:
            documents[file] = store.tables(file) if file.endswith(".json") else store.toml(file)
        changes.append(Change(file, path, value_at(documents[file], path), after))
        documents[file] = with_value(documents[file], path, after)
    return changes


@settings(max_examples=40)
@given(st.lists(WISHES, min_size=1, max_size=3))
def test_undo_of_any_commit_is_as_if_it_had_never_been(
    commits: list[list[tuple[str, tuple[str, ...], Any]]],
) -> None:
    with tempfile.TemporaryDirectory() as root:
        make_workspace(root)
        past = [values(root)]
        for wishes in commits:
            store = open_store(root)
            known = len(store.history())
            try:
                store.commit("Did", changes_for(store, wishes))
            except Refused:  # no place for a key inside a text, or a form that tomlkit cannot do
                assert values(root) == past[-1]
            if len(store.history()) > known:
                past.append(values(root))
            assert values(root) == past[-1]
        for state in past[-2::-1]:
            open_store(root).undo()
            assert values(root) == state
        for state in past[1:]:
            open_store(root).redo()
            assert values(root) == state
        assert open_bytes(f"{root}/.tracker/intent.json") == b""
