"""The JSON tables: their form to the byte, and everything odd that hands leave in them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker_tui.core.errors import Refused
from tracker_tui.store.problems import BadFile
from tracker_tui.store.tables import line_of_record, read_tables, write_tables
from tracker_tui.store.tinytables import WorkspaceDB

if TYPE_CHECKING:
    from tracker_tui.store.tables import Tables

ORDER = {"entries": ("start", "end", "zone", "note", "tags"), "parked": ("since",)}


def problems(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(BadFile) as caught:
        read_tables(text, "time/ada/2026-11.json")
    assert all(one.file == "time/ada/2026-11.json" for one in caught.value.problems)
    assert "\n" not in str(caught.value)
    return [(one.line, one.key, one.text) for one in caught.value.problems]


def test_the_form_is_one_record_a_line_in_the_order_of_start_with_known_keys_first() -> None:
    tables: Tables = {
        "entries": {
            "B": {"zz": 1, "note": "Zürich “x”\n", "start": "2026-11-20T09:00:00+01:00"},
            "A": {"start": "2026-11-20T09:30:00+02:00", "tags": ["a", "b"], "aa": None},
        }
    }
    assert write_tables(tables, ORDER) == (
        '{"entries": {\n'
        '"A": {"start": "2026-11-20T09:30:00+02:00", "tags": ["a", "b"], "aa": null},\n'
        '"B": {"start": "2026-11-20T09:00:00+01:00", "note": "Zürich “x”\\n", "zz": 1}\n'
        "}}\n"
    )


def test_an_empty_table_is_kept_on_one_line() -> None:
    assert write_tables({"entries": {}}, ORDER) == '{"entries": {}}\n'
    assert read_tables('{"entries": {}}\n') == {"entries": {}}


def test_several_tables_follow_each_other_known_ones_first() -> None:
    one = {"X": {"start": "2026-11-20T09:00:00Z"}}
    two = {"Y": {"since": "2026-11-20T09:00:00Z"}}
    assert write_tables({"later": {"Z": {}}, "parked": two, "entries": one}, ORDER) == (
        '{"entries": {\n"X": {"start": "2026-11-20T09:00:00Z"}\n'
        '}, "parked": {\n"Y": {"since": "2026-11-20T09:00:00Z"}\n'
        '}, "later": {\n"Z": {}\n}}\n'
    )


def test_records_are_ordered_by_start_else_date_else_at_then_by_id() -> None:
    tables = {
        "t": {
            "tombstone": {"moved": "2026-10"},
            "at": {"at": "2026-11-21T00:00:00Z"},
            "day": {"date": "2026-11-20"},
            "b": {"start": "2026-11-20T10:00:00+01:00"},
            "a": {"start": "2026-11-20T09:00:00Z"},
            "broken": {"start": "yesterday", "date": "2026-11-19"},
        }
    }
    written = read_tables(write_tables(tables, {}))
    assert list(written["t"]) == ["broken", "day", "a", "b", "at", "tombstone"]


@pytest.mark.parametrize("number", ["90.0", "90.00", "0.1000000000000000055511151231257827", "7"])
def test_no_digit_of_a_number_is_lost(number: str) -> None:
    text = '{"events": {\n"E": {"amount": N, "more": [{"x": N}]}\n}}\n'.replace("N", number)
    tables = read_tables(text)
    assert tables["events"]["E"]["amount"] == Decimal(number)
    assert write_tables(tables, {}) == text


def test_what_is_no_json_is_reported_with_its_line() -> None:
    assert problems('{"entries": {\n"A": {"start": },\n}}') == [
        (2, "", "not JSON: expecting value (column 16)")
    ]
    assert problems("")[0][0] == 1


def test_the_same_id_or_key_twice_is_reported_and_not_lost() -> None:
    text = '{"entries": {\n"A": {"note": "x"},\n"B": {"note": "x",\n "note": "y"},\n"A": {}\n}}'
    assert problems(text) == [
        (4, "entries.B.note", "is there twice; remove one of them"),
        (5, "entries.A", "is there twice; remove one of them"),
    ]


@pytest.mark.parametrize(
    ("word", "what"),
    [
        ("NaN", "NaN is not a number that can be used"),
        ("-Infinity", "-Infinity is not a number that can be used"),
        ("1e400", "the number 1e400 is too large"),
        ("1e99999999999999999999", "the number 1e999999999999999... is too large"),
        ("9" * 5000, "the number 99999999999999999... is too large"),
    ],
)
def test_numbers_that_nobody_can_mean_are_reported(word: str, what: str) -> None:
    text = '{"entries": {\n"A": {},\n"B": {"amount": WORD}\n}}'.replace("WORD", word)
    assert problems(text) == [(3, "entries.B.amount", what)]


def test_what_is_not_a_table_of_records_is_reported() -> None:
    assert problems("[]")[0][0] == 1
    assert problems('{"entries": [],\n"parked": {}}') == [
        (1, "entries", "expected a table of records by id")
    ]
    assert problems('{"entries": {\n"A": {},\n"B": 7\n}}') == [
        (3, "entries.B", "expected a record in braces")
    ]


@pytest.mark.parametrize("sign", ["[", '{"a":'])
def test_nesting_without_end_is_reported_and_raises_nothing_else(sign: str) -> None:
    text = '{"entries": {\n"A": {"x": ' + sign * 100_000
    assert problems(text) == [(2, "", "nested deeper than 50 levels")]


def test_nesting_too_deep_to_write_is_refused() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(Refused, match="nested deeper"):
        write_tables({"entries": {"A": {"x": deep}}}, {})


def test_half_a_character_is_reported() -> None:
    text = '{"entries": {\n"A": {"note": "\\u00e9"},\n"B": {"note": "\\ud83d"}\n}}'
    assert problems(text)[0][:2] == (3, "entries.B")
    assert read_tables('{"e": {"A": {"note": "\\ud83d\\ude00"}}}')["e"]["A"] == {"note": "😀"}


def test_the_line_of_a_record_is_found_however_it_is_written() -> None:
    text = '{"entries":\n{"A" : {"note": "\\"B\\": x"}, "C": {},\n\n"B"\n: {"start": 1,\n "x": 2}}}'
    assert line_of_record(text, "A") == 2
    assert line_of_record(text, "entries", "B") == 5
    assert line_of_record(text, "entries", "B", "x") == 6
    assert line_of_record(text, "B", "gone") == 5
    assert line_of_record(text, "nowhere") == 1


RECORDS = st.dictionaries(
    st.text(min_size=1, max_size=4),
    st.dictionaries(
        st.sampled_from(["start", "note", "zz", "tags", "n"]),
        st.one_of(
            st.text(max_size=8),
            st.integers(-(10**20), 10**20),
            st.booleans(),
            st.none(),
            st.lists(st.text(max_size=3), max_size=2),
            st.decimals(-1000, 1000, allow_nan=False, allow_infinity=False, places=3),
        ),
    ),
    max_size=5,
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(["entries", "parked", "x"]), RECORDS, max_size=3))
def test_what_is_written_reads_back_the_same_and_is_json(
    tables: dict[str, dict[str, dict[str, object]]],
) -> None:
    text = write_tables(tables, ORDER)
    assert read_tables(text) == tables
    assert write_tables(read_tables(text), ORDER) == text
    assert json.loads(text).keys() == tables.keys()
    assert text.count("\n") == 1 + sum(len(table) + 1 for table in tables.values() if table)


def test_tinydb_changes_records_by_their_own_ids_and_never_counts() -> None:
    before = {"entries": {"A": {"note": "x"}, "B": {"note": "y"}}}
    kept = json.dumps(before)
    database = WorkspaceDB(before, ORDER)
    table = database.records("entries")
    table.put_all({"A": None, "B": {"zz": 1}, "C": {"note": "new"}, "D": None})
    assert read_tables(database.render()) == {"entries": {"B": {"zz": 1}, "C": {"note": "new"}}}
    assert [str(document.doc_id) for document in table.all()] == ["B", "C"]
    assert json.dumps(before) == kept
    with pytest.raises(TypeError, match="its own id"):
        table.insert({"note": "no id"})
