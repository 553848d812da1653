from __future__ import annotations

import csv
import tracemalloc
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.toggl_rows import ADA, CLASSIC, NEW, read_lines, read_one
from tracker_tui.importers.base import NeutralEntry, Parsed, content_keys
from tracker_tui.importers.toggl_csv import parse

# --- files that are not what they should be ---------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "1: the file is empty"),
        (b"\n\n \n", "1: the file is empty"),
        (b"\xef\xbb\xbf", "1: the file is empty"),
        (b"hello", "1: not a Toggl report: no column Start date"),
        (b"Start date,Start time\n", "no column Duration or End time"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1: not a Toggl report"),
        (bytes(range(1, 256)), "2: the file is neither UTF-8 nor Windows-1252"),
        (b'"Start date,Duration\n', "1: the header cannot be read: a quote is opened"),
        (b"Start Date,Start Time,End Date,End Time,Duration (h)\n", "Clockify"),
    ],
)
def test_what_is_no_report_is_one_problem(data: bytes, words: str) -> None:
    parsed = parse(data)
    assert parsed.entries == []
    (problem,) = parsed.problems
    assert words in f"{problem.line}: {problem.text}" and problem.text.isprintable()


def test_a_header_without_rows_holds_nothing_and_no_problem() -> None:
    assert read_lines(CLASSIC)[:2] == ([], [])
    assert read_lines(CLASSIC, ",,,,,,,,,,,,,", "")[:2] == ([], [])


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends_are_recognised(
    codec: str, separator: str, ending: str
) -> None:
    text = StringIO(newline="")
    row = next(csv.reader([ADA.replace("Fix it", "Grüße 👋")]))
    csv.writer(text, delimiter=separator, lineterminator=ending).writerows(
        [CLASSIC.split(","), row]
    )
    parsed = parse(text.getvalue().rstrip().encode(codec))
    assert parsed.problems == []
    (entry,) = parsed.entries
    assert (entry.description, entry.tags) == ("Grüße 👋", ("bug", "urgent"))
    assert content_keys([entry], "toggl") == content_keys(
        [read_one(CLASSIC, ADA.replace("Fix it", "Grüße 👋"))], "toggl"
    )


def test_windows_1252_is_read_and_said() -> None:
    parsed = parse(f"{CLASSIC}\n{ADA.replace('Fix it', 'Grüße')}".encode("cp1252"))
    assert parsed.entries[0].description == "Grüße" and "Windows-1252" in parsed.form
    (problem,) = parsed.problems
    assert "Windows-1252" in problem.text and not problem.skipped


def test_line_breaks_and_quotes_inside_a_cell_belong_to_it_and_lines_are_still_counted() -> None:
    parsed = read_lines(
        CLASSIC, ADA.replace("Fix it", '"Fix\n""it"""'), ADA.replace("09:00:00", "9")
    )
    assert parsed.entries[0].description == 'Fix\n"it"'
    assert [problem.line for problem in parsed.problems] == [4]
    assert parsed.problems[0].row[8] == "9"


def test_rows_of_another_width_are_problems_unless_only_text_at_the_end_is_missing() -> None:
    cells = ADA.split(",")
    parsed = read_lines(
        CLASSIC, ADA + ",", ADA + ",surplus", ",".join(cells[:9]), ",".join(cells[:12])
    )
    assert [entry.origin.line for entry in parsed.entries] == [2, 5]
    assert [(problem.line, problem.skipped) for problem in parsed.problems] == [
        (3, True),
        (4, True),
        (5, False),
    ]
    assert parsed.entries[1].tags == ()


def test_a_second_column_of_the_same_name_and_an_unknown_one_are_doubts_about_the_header() -> None:
    parsed = read_lines(CLASSIC + ",Project,Mood", ADA + ",Other,fine")
    assert [entry.project for entry in parsed.entries] == ["API"]
    assert [(problem.line, problem.skipped) for problem in parsed.problems] == [(1, False)] * 2
    assert '"project"' in parsed.problems[0].text and '"mood"' in parsed.problems[1].text


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Yes", "perhaps", "neither Yes nor No"),
        ("142.50", "NaN", "not an amount"),
        ("142.50", '"1,234"', "can mean"),
    ],
)
def test_a_doubtful_cell_beside_the_times_is_left_out_with_a_warning(
    old: str, new: str, words: str
) -> None:
    parsed = read_lines(CLASSIC, ADA.replace(old, new))
    (entry,) = parsed.entries
    assert entry.seconds == 5400
    assert (entry.billable, entry.amount) in ((None, Decimal("142.50")), (True, None))
    assert [(p.line, p.skipped, words in p.text) for p in parsed.problems] == [(2, False, True)]


def test_an_unknown_currency_is_left_out_with_a_warning() -> None:
    parsed = read_lines(CLASSIC.replace("EUR", "Gold"), ADA)
    assert parsed.entries[0].currency is None
    assert '"GOLD" is not a currency' in parsed.problems[0].text


def test_a_row_with_nul_bytes_and_a_row_with_a_broken_quote_do_not_stop_the_others() -> None:
    parsed = read_lines(CLASSIC, ADA.replace("Fix it", '"Fix" it'), "x" * 2_000_000, ADA)
    assert len(parsed.entries) == 1
    assert [problem.line for problem in parsed.problems] == [2, 3]
    data = "\n".join([CLASSIC, *[ADA] * 8_000, ADA.replace("Fix", "F\0x"), ADA]).encode()
    parsed = parse(data)
    assert len(parsed.entries) == 8_001
    assert [(problem.line, problem.text) for problem in parsed.problems] == [
        (8_002, "the row holds NUL bytes")
    ]


def test_a_cell_of_a_megabyte_is_read() -> None:
    entry = read_one(CLASSIC, ADA.replace("Fix it", "x" * 1_000_000))
    assert len(entry.description) == 1_000_000


def test_formulas_and_hostile_text_stay_text() -> None:
    text = '=HYPERLINK("x") [b]\u202e\x1b[31m'
    entry = read_one(CLASSIC, ADA.replace("Fix it", '"' + text.replace('"', '""') + '"'))
    assert entry.description == text


def test_memory_does_not_grow_with_the_rows_that_were_read() -> None:
    from tracker_tui.importers.toggl_csv import _open_report, read_items

    report, _ = _open_report("\n".join([CLASSIC, *[ADA] * 3_000]).encode(), "", None)
    tracemalloc.start()
    try:
        count = sum(isinstance(item, NeutralEntry) for item in read_items(report))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 3_000
    assert peak < 400_000  # the entries together take more than 3 MB


# --- no bytes lead to a traceback -------------------------------------------------------------

GOOD = "\n".join(
    [CLASSIC, ADA, ADA.replace("Fix it", '"Grüße, ""A"""'), ADA.replace("20", "21")]
).encode()


def _check(parsed: Parsed) -> None:
    for entry in parsed.entries:
        assert entry.kind != "clocked" or entry.start
        assert entry.kind == "running" or entry.seconds is not None or entry.end
        assert entry.kind != "running" or (entry.end, entry.seconds) == (None, None)
    for problem in parsed.problems:
        assert problem.line >= 1 and problem.text
        assert "\n" not in problem.text and "\x1b" not in problem.text
    keys = content_keys(parsed.entries, "toggl")
    assert len(set(keys) - {""}) == len(keys) - keys.count("")


@given(st.binary(max_size=400))
def test_any_bytes_are_answered_with_problems(data: bytes) -> None:
    _check(parse(data))
    _check(parse(CLASSIC.encode() + b"\n" + data))


@given(st.integers(0, len(GOOD)))
def test_a_truncated_file_never_yields_more_than_the_whole(length: int) -> None:
    parsed = parse(GOOD[:length])
    _check(parsed)
    whole = [(entry.start, entry.end) for entry in parse(GOOD).entries]
    assert [(entry.start, entry.end) for entry in parsed.entries] == whole[: len(parsed.entries)]
    assert {entry.seconds for entry in parsed.entries} <= {5400, None}


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=3))
def test_damaged_bytes_are_answered_with_problems(at: int, damage: bytes) -> None:
    _check(parse(GOOD[:at] + damage + GOOD[at + len(damage) :]))


@given(st.permutations(range(14)), st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-8-sig"]))
def test_shuffled_columns_give_the_same_entries(order: list[int], codec: str) -> None:
    rows = list(csv.reader(StringIO(GOOD.decode())))
    text = StringIO(newline="")
    csv.writer(text).writerows([[row[at] for at in order] for row in rows])
    shuffled = parse(text.getvalue().encode(codec)).entries
    assert content_keys(shuffled, "toggl") == content_keys(parse(GOOD).entries, "toggl")


ODD_CELLS = (
    *("", "-", "2026-11-20", "20/11/2026", "11/20/2026", "01.02.26", "09:00:00", "9:00 PM"),
    *("25:00", "01:00:00", "-01:00:00", "1,5", "12:00:00 AM", "99999:00:00", "Yes", "1e9", "=1"),
)
CELL = st.sampled_from(ODD_CELLS) | st.text(max_size=8)


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from([*CLASSIC.split(","), *NEW.replace('"', "").split(","), "Odd"])),
    st.lists(st.lists(CELL, max_size=14), max_size=4),
)
def test_any_cells_under_any_columns_are_answered(header: list[str], rows: list[list[str]]) -> None:
    text = StringIO(newline="")
    csv.writer(text).writerows([["Start date", "Duration", *header], *rows])
    _check(parse(text.getvalue().encode("utf-8", "replace")))
