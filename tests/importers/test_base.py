from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.errors import Usage
from tracker_tui.importers.base import (
    NeutralEntry,
    Origin,
    content_keys,
    find_importer,
    format_names,
)
from tracker_tui.importers.text import (
    Encoding,
    NotText,
    detect_encoding,
    detect_separator,
    read_rows,
)

ENTRY = NeutralEntry(
    "clocked",
    "2026-11-20",
    Origin("a.csv", 2, ("x",)),
    start="2026-11-20T09:00:00",
    end="2026-11-20T10:00:00",
    seconds=3600,
    description="Fix",
    client="Acme",
    project="API",
    tags=("a", "b"),
    billable=True,
    user="ada@example.org",
)


def _key(**changed: Any) -> str:
    (key,) = content_keys([ENTRY._replace(**changed)], "toggl")
    return key


def test_a_key_is_the_source_and_twenty_hex_digits() -> None:
    source, _, digest = _key().partition(":")
    assert source == "toggl"
    assert len(digest) == 20 and int(digest, 16) >= 0


@pytest.mark.parametrize(
    "changed",
    [
        {"start": "2026-11-20T09:00:01"},
        {"end": "2026-11-20T10:00:01"},
        {"seconds": 3599},
        {"description": "fix"},
        {"client": ""},
        {"project": "Shop"},
        {"task": "Review"},
        {"tags": ("a",)},
        {"billable": None},
        {"billable": False},
        {"user": "bob@example.org"},
    ],
)
def test_other_content_has_another_key(changed: dict[str, object]) -> None:
    assert _key(**changed) != _key()


@pytest.mark.parametrize(
    "changed",
    [
        {"tags": ("b", "a", "b")},
        {"origin": Origin("b.csv", 99, ())},
        {"user": "Ada@Example.org"},
        {"user_name": "Ada"},
        {"description": " Fix\r\n"},
        {"zone": "Europe/Berlin"},
        {"end": None},
        {"seconds": None},
    ],
)
def test_what_does_not_count_leaves_the_key_alone(changed: dict[str, object]) -> None:
    assert _key(**changed) == _key()


def test_text_in_either_unicode_form_has_one_key() -> None:
    assert _key(description="Gr\u00fc\u00dfe") == _key(description="Gru\u0308\u00dfe")


def test_another_source_has_other_keys() -> None:
    assert content_keys([ENTRY], "harvest")[0].removeprefix("harvest:") not in _key()


def test_a_cell_border_is_part_of_the_content() -> None:
    assert _key(client="a", project="bc") != _key(client="ab", project="c")


def test_a_duration_entry_counts_by_its_day() -> None:
    entry = NeutralEntry("duration", "2026-11-20", ENTRY.origin, seconds=3600)
    keys = content_keys([entry, entry._replace(date="2026-11-21")], "harvest")
    assert len(set(keys)) == 2


def test_equal_rows_are_numbered() -> None:
    other = ENTRY._replace(description="Other")
    first, second, between, third = content_keys([ENTRY, ENTRY, other, ENTRY], "toggl")
    assert (second, third) == (f"{first}.2", f"{first}.3")
    assert "." not in first + between


def test_a_running_entry_has_no_key_and_an_id_of_the_source_is_the_key() -> None:
    running = ENTRY._replace(kind="running", end=None, seconds=None)
    assert content_keys([running, ENTRY._replace(external_id="77")], "toggl") == ["", "toggl:77"]


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_overlapping_files_unite_to_the_larger_count_of_each_row(
    first: list[str], second: list[str]
) -> None:
    store: set[str] = set()
    for file in (first, second, first):
        store |= set(content_keys([ENTRY._replace(description=text) for text in file], "toggl"))
    assert len(store) == (Counter(first) | Counter(second)).total()


def test_formats_are_found_by_name_and_short_name() -> None:
    for name in format_names():
        assert find_importer(name).name == name
    assert find_importer("Toggl") == find_importer("toggl-csv")


@pytest.mark.parametrize(
    ("name", "words"), [("togl", "did you mean toggl?"), ("exe", "toggl-csv"), ("", "toggl-csv")]
)
def test_an_unknown_format_is_wrong_usage(name: str, words: str) -> None:
    with pytest.raises(Usage, match=words):
        find_importer(name)


@pytest.mark.parametrize(
    ("data", "codec", "guessed"),
    [
        (b"", "utf-8", False),
        ("Grüße".encode(), "utf-8", False),
        ("Grüße".encode("utf-8-sig"), "utf-8-sig", False),
        ("Grüße".encode("utf-16"), "utf-16", False),
        (b"\xfe\xff" + "Grüße".encode("utf-16-be"), "utf-16", False),
        ("Grüße €".encode("cp1252"), "cp1252", True),
        (b"a" * (1 << 20) + b"\xe4", "cp1252", True),
        (("a" * ((1 << 20) - 1) + "ü").encode(), "utf-8", False),  # a letter over a border
    ],
)
def test_the_encoding_is_found(data: bytes, codec: str, guessed: bool) -> None:
    encoding = detect_encoding(data)
    assert (encoding.codec, encoding.guessed) == (codec, guessed)
    data.decode(codec)


@pytest.mark.parametrize(
    ("data", "words", "line"),
    [
        (b"\x00\x01\x02", "NUL", 1),
        ("a,b".encode("utf-16-le"), "NUL", 1),
        (b"a\nb\nc\x81\x8d", "neither UTF-8 nor Windows-1252", 3),
        (b"\xef\xbb\xbfabc\nd\xff", "begins as UTF-8", 2),
        (b"\xff\xfea", "begins as UTF-16", 1),
        (b"\xff\xfe\x00\xd8", "begins as UTF-16", 1),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, words: str, line: int) -> None:
    with pytest.raises(NotText, match=words) as refusal:
        detect_encoding(data)
    assert refusal.value.line == line


@pytest.mark.parametrize(
    ("header", "separator"),
    [
        ("a,b,c", ","),
        ("a;b;c", ";"),
        ("a\tb\tc", "\t"),
        ('"a,b,c,d";"e";f', ";"),
        ("alone", ","),
        ("", ","),
    ],
)
def test_the_separator_is_counted_outside_quotes(header: str, separator: str) -> None:
    assert detect_separator(header) == separator


UTF_8 = Encoding("utf-8", "UTF-8")


def test_rows_know_the_line_on_which_they_begin() -> None:
    data = b'a,b\r\n\r\n"x\ny","q""r"\n ,\nlast,'
    assert [(row.line, row.cells) for row in read_rows(data, UTF_8, ",")] == [
        (1, ("a", "b")),
        (3, ("x\ny", 'q"r')),
        (6, ("last", "")),
    ]


def test_a_broken_row_is_told_and_the_next_one_read() -> None:
    data = b'a,b\n"x" y,1\nc,d\ne\0,f\n"never closed,\n1'
    rows = list(read_rows(data, UTF_8, ","))
    assert [row.line for row in rows] == [1, 2, 3, 4, 5]
    assert [row.broken for row in rows] == [
        "",
        "a quote ends in the middle of a cell",
        "",
        "the row holds NUL bytes",
        "a quote is opened and never closed: lines 5 to 6 cannot be read",
    ]


def test_a_backslash_before_a_closing_quote_is_a_letter() -> None:
    (row,) = read_rows(b'"C:\\","x"\n', UTF_8, ",")
    assert row.cells == ("C:\\", "x")


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1),
            min_size=2,
            max_size=4,
        ).filter(lambda cells: any(cell.strip() for cell in cells)),
        max_size=6,
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_all_cells_that_a_csv_writer_wrote_are_read(
    rows: list[list[str]], separator: str, codec: str
) -> None:
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    data = text.getvalue().encode(codec)
    read = read_rows(data, Encoding(codec, codec), separator)
    assert [list(row.cells) for row in read if not row.broken] == rows
