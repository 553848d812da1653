from __future__ import annotations

import csv
import json
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.exporters.csv_rows import COLUMNS, guard_formula, write_csv
from tracker_tui.exporters.json_rows import write_json

ROW: dict[str, object] = {
    "id": "01JDA2K5X8",
    "start": "2026-11-20T09:02:00+01:00",
    "end": "2026-11-20T11:40:00+01:00",
    "zone": "Europe/Berlin",
    "seconds": 9480,
    "billed_seconds": 9900,
    "client": "acme",
    "project": "acme/api",
    "task": "review",
    "note": 'Review "retry", again',
    "tags": ["review", "bug"],
    "billable": True,
    "person": "ada",
    "rate": "95.00",
    "amount": "261.25",
    "currency": "EUR",
    "state": "unbilled",
    "document": None,
}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def _read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_csv_of_one_entry_byte_for_byte() -> None:
    assert write_csv([ROW]) == (
        b"id,start,end,zone,seconds,hours,billed_seconds,client,project,task,note,tags,billable,"
        b"person,rate,amount,currency,state,document\r\n"
        b"01JDA2K5X8,2026-11-20T09:02:00+01:00,2026-11-20T11:40:00+01:00,Europe/Berlin,9480,2.63,"
        b'9900,acme,acme/api,review,"Review ""retry"", again","review, bug",true,'
        b"ada,95.00,261.25,EUR,unbilled,\r\n"
    )


def test_csv_without_rows_is_the_header_alone() -> None:
    assert write_csv([]) == ",".join(COLUMNS).encode() + b"\r\n"


@pytest.mark.parametrize("note", ["=1+1", "+49 30", "-5", "@here", "\tx", "\rx", "'=1", "''=1"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(note: str) -> None:
    row = ROW | {"note": note, "task": note}
    (cells,) = _read(write_csv([row]))
    assert cells["note"] == cells["task"] == "'" + note
    (cells,) = _read(write_csv([row], guard=False))
    assert cells["note"] == cells["task"] == note


@pytest.mark.parametrize("note", ["a=1", "1-2", " =1", "'tis", "", "Fix +bug"])
def test_other_text_is_left_as_it_is(note: str) -> None:
    (cells,) = _read(write_csv([ROW | {"note": note}]))
    assert cells["note"] == note


def test_numbers_are_never_guarded() -> None:
    (cells,) = _read(write_csv([ROW | {"amount": Decimal("-5.00"), "rate": "-1.5", "seconds": -1}]))
    assert (cells["amount"], cells["rate"], cells["seconds"]) == ("-5.00", "-1.5", "-1")


@given(TEXTS)
def test_taking_off_one_apostrophe_undoes_the_guard(text: str) -> None:
    guarded = guard_formula(text)
    assert guarded[:1] not in set("=+-@\t\r\n")
    assert text == (guarded[1:] if guarded.lstrip("'")[:1] in set("=+-@\t\r\n") else guarded)


@given(st.lists(st.fixed_dictionaries({"id": TEXTS, "note": TEXTS}), max_size=5))
def test_any_text_comes_back_from_the_csv(rows: list[dict[str, str]]) -> None:
    data = write_csv(rows, ("id", "note"), guard=False)
    read = list(csv.reader(StringIO(data.decode(), newline=""), strict=True))
    assert read == [["id", "note"], *[[row["id"], row["note"]] for row in rows]]
    assert write_csv(rows, ("id", "note"), guard=False) == data


@given(st.integers(0, 10**9))
def test_hours_are_the_seconds_rounded_half_up_to_hundredths(seconds: int) -> None:
    (cells,) = _read(write_csv([{"seconds": seconds}], ("seconds", "hours")))
    hundredths = int(Fraction(seconds, 36) + Fraction(1, 2))
    assert Fraction(cells["hours"]) == Fraction(hundredths, 100)
    assert len(cells["hours"].partition(".")[2]) == 2


def test_hours_of_an_entry_without_seconds_are_empty() -> None:
    (cells,) = _read(write_csv([{"id": "a", "seconds": None}]))
    assert cells["hours"] == cells["seconds"] == ""


def test_excel_is_told_that_it_is_utf_8_on_request() -> None:
    data = write_csv([ROW | {"note": "Grüße 👋"}], bom=True)
    assert data.startswith(b"\xef\xbb\xbfid,")
    assert _read(data)[0]["note"] == "Grüße 👋"


def test_json_of_two_entries_is_one_object_a_line_in_the_given_order() -> None:
    rows: list[dict[str, object]] = [
        {"id": "b", "amount": Decimal("10.00"), "tags": ["x"]},
        {"id": "a", "note": "Grüße"},
    ]
    assert write_json(rows).decode() == (
        '[\n{"id": "b", "amount": "10.00", "tags": ["x"]},\n{"id": "a", "note": "Grüße"}\n]\n'
    )
    assert write_json(rows, ("note", "id")).decode() == (
        '[\n{"note": null, "id": "b"},\n{"note": "Grüße", "id": "a"}\n]\n'
    )
    assert write_json([]) == b"[]\n"


@given(st.lists(st.dictionaries(TEXTS, TEXTS | st.booleans() | st.integers() | st.none())))
def test_any_rows_come_back_from_the_json(rows: list[dict[str, Any]]) -> None:
    assert json.loads(write_json(rows)) == rows


def test_big_and_small_decimals_are_written_without_exponent() -> None:
    rows = [{"rate": Decimal("1E+3"), "amount": Decimal("0E-8")}]
    assert b'"1000", "amount": "0.00000000"' in write_json(rows)
    assert write_csv(rows, ("rate", "amount")).endswith(b"\r\n1000,0.00000000\r\n")


def test_a_lone_surrogate_does_not_stop_an_export() -> None:
    assert b"a?b" in write_csv([{"note": "a\ud800b"}], ("note",))
    assert b"a?b" in write_json([{"note": "a\ud800b"}])
