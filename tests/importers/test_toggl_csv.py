from __future__ import annotations

import csv
import random
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.importers.toggl_rows import ADA, CLASSIC, NEW, only_problem, read_lines, read_one
from tracker_tui.importers.base import NeutralEntry, content_keys
from tracker_tui.importers.toggl_csv import parse

if TYPE_CHECKING:
    from pathlib import Path

# --- what the variants say --------------------------------------------------------------------


def test_a_classic_row_is_read_whole() -> None:
    entry = read_one(CLASSIC, ADA)
    assert entry == NeutralEntry(
        kind="clocked",
        date="2026-11-20",
        origin=entry.origin,
        start="2026-11-20T09:00:00",
        end="2026-11-20T10:30:00",
        zone=None,
        seconds=5400,
        description="Fix it",
        client="Acme",
        project="API",
        task="Review",
        tags=("bug", "urgent"),
        billable=True,
        rate=Decimal("95.00"),
        amount=Decimal("142.50"),
        currency="EUR",
        user="ada@example.org",
        user_name="Ada",
        external_id=None,
    )
    assert entry.origin.file == "toggl.csv" and entry.origin.line == 2
    assert entry.origin.row == tuple(next(csv.reader([ADA])))


def test_a_quoted_classic_row_without_amount_is_read() -> None:
    header = ",".join(f'"{name}"' for name in CLASSIC.split(",")[:-1])
    entry = read_one(header, ADA.rpartition(",")[0])
    assert (entry.seconds, entry.amount, entry.rate, entry.currency) == (5400, None, None, None)


def test_an_amount_without_currency_gives_no_rate() -> None:
    entry = read_one(CLASSIC.replace("(EUR)", "()"), ADA)
    assert (entry.amount, entry.rate, entry.currency) == (Decimal("142.50"), None, None)


def test_a_rate_is_only_taken_if_it_gives_the_amount() -> None:
    assert read_one(CLASSIC, ADA.replace("142.50", "142.51")).rate is None
    assert read_one(CLASSIC.replace("EUR", "JPY"), ADA.replace("142.50", "15000")).rate == 10000


def test_a_report_of_chosen_columns_without_end_has_start_and_seconds() -> None:
    entry = read_one(
        "Email,Start date,Start time,Duration,Project,Task,Client,Billable,Description",
        "ada@example.org,2023-01-02,09:00:00,02:58:00,Project3,,Client1,No,nulla justo",
    )
    assert (entry.kind, entry.start, entry.end) == ("clocked", "2023-01-02T09:00:00", None)
    assert (entry.seconds, entry.billable, entry.tags) == (10680, False, ())


def test_column_names_are_known_in_any_case_and_order() -> None:
    entry = read_one(
        "Project,Start Date,START TIME,Duration,eMail", "P,2026-11-20,9:00,0:30:00,a@b.c"
    )
    assert (entry.project, entry.start, entry.seconds) == ("P", "2026-11-20T09:00:00", 1800)
    assert entry.billable is None


def test_a_new_row_is_read_whole_and_dashes_are_empty_except_in_descriptions() -> None:
    entry = read_one(
        NEW,
        '"-","1:05:00","Ada","ada@example.org","-","-","2026-11-20","09:00:00","2026-11-20","10:05:00"',
    )
    assert (entry.description, entry.project, entry.tags) == ("-", "", ())
    assert (entry.seconds, entry.user, entry.user_name) == (3900, "ada@example.org", "Ada")


def test_the_first_header_cell_alone_may_be_quoted_behind_a_byte_order_mark() -> None:
    header = (
        '"Description",Duration,Member,Start date,Start time,Stop date,Stop time,Amount,Currency'
    )
    row = "Fix,0:30:00,Ada,2026-11-20,09:00:00,2026-11-20,09:30:00,-,usd"
    parsed = parse(f"\ufeff{header}\r\n{row}\r\n".encode())
    assert parsed.problems == [] and parsed.form.startswith(
        "Toggl report (new columns), UTF-8 with"
    )
    assert (parsed.entries[0].amount, parsed.entries[0].currency) == (None, "USD")


def test_amount_and_currency_in_two_columns_are_read() -> None:
    header = "Start date,Start time,Stop date,Stop time,Duration,Amount,Currency"
    entry = read_one(header, "2026-11-20,09:00:00,2026-11-20,10:00:00,1:00:00,120.00,USD")
    assert (entry.amount, entry.rate) == (Decimal("120.00"), Decimal("120.00"))
    assert entry.currency == "USD"


def test_a_new_report_without_duration_leaves_the_seconds_to_start_and_end() -> None:
    header = '"Description","Billable","Project","Client","Start date","Start time","Stop date"'
    entry = read_one(header + ',"Stop time"', "Fix,Yes,P,C,2026-11-20,09:00:00,2026-11-20,10:00:00")
    assert (entry.end, entry.seconds, entry.billable) == ("2026-11-20T10:00:00", None, True)


def test_a_new_row_without_stop_is_running() -> None:
    for empty in ("", "-"):
        entry = read_one(
            NEW, f'Fix,0:10:00,Ada,ada@example.org,P,-,2026-11-20,09:00:00,"{empty}","{empty}"'
        )
        assert entry.kind == "running" and entry.start == "2026-11-20T09:00:00"
        assert (entry.end, entry.seconds) == (None, None)


def test_a_dash_as_duration_with_stop_equal_to_start_is_zero_seconds() -> None:
    entry = read_one(NEW, "Fix,-,Ada,a@b.c,P,-,2026-11-20,09:00:00,2026-11-20,09:00:00")
    assert (entry.kind, entry.seconds) == ("clocked", 0)


def test_a_row_without_start_time_is_a_duration() -> None:
    entry = read_one("Project,Start date,Duration", "P,2026-11-20,01:00:00")
    assert (entry.kind, entry.date, entry.start, entry.seconds) == (
        "duration",
        "2026-11-20",
        None,
        3600,
    )


def test_equal_rows_both_count() -> None:
    parsed = read_lines(CLASSIC, ADA, ADA)
    first, second = content_keys(parsed.entries, "toggl")
    assert second == f"{first}.2"


def test_classic_and_new_columns_give_the_same_row_the_same_key() -> None:
    classic = read_one(
        "User,Email,Project,Description,Start date,Start time,End date,End time,Duration,Tags",
        "Ada,ada@example.org,P,Fix,2026-11-20,09:00:00,2026-11-20,10:05:00,01:05:00,",
    )
    new = read_one(
        NEW, "Fix,1:05:00,Ada,ada@example.org,P,-,2026-11-20,09:00:00,2026-11-20,10:05:00"
    )
    assert content_keys([classic], "toggl") == content_keys([new], "toggl")


# --- times ------------------------------------------------------------------------------------


def _row(start: str, end: str, duration: str) -> list[str]:
    header = "Start date,Start time,End date,End time,Duration"
    return [header, ",".join([*start.split("T"), *end.split("T"), duration])]


def test_a_duration_other_than_end_minus_start_is_kept_beside_it() -> None:
    entry = read_one(*_row("2026-11-20T09:00:00", "2026-11-20T12:00:00", "02:30:00"))
    assert (entry.end, entry.seconds) == ("2026-11-20T12:00:00", 9000)


def test_an_entry_may_cross_midnight() -> None:
    entry = read_one(*_row("2026-11-20T23:00:00", "2026-11-21T02:00:00", "03:00:00"))
    assert (entry.date, entry.end, entry.seconds) == ("2026-11-20", "2026-11-21T02:00:00", 10800)


def test_without_end_dates_an_earlier_end_time_is_on_the_next_day() -> None:
    header = "Start date,Start time,End time,Duration"
    parsed = read_lines(header, "2026-11-20,23:00:00,01:00:00,", "2026-11-20,09:00:00,10:00:00,")
    assert [entry.end for entry in parsed.entries] == ["2026-11-21T01:00:00", "2026-11-20T10:00:00"]


def test_the_repeated_autumn_hour_may_end_before_it_starts_if_a_duration_says_so() -> None:
    entry = read_one(*_row("2026-10-25T02:50:00", "2026-10-25T02:10:00", "00:20:00"))
    assert (entry.start, entry.end) == ("2026-10-25T02:50:00", "2026-10-25T02:10:00")
    assert entry.seconds == 1200


@pytest.mark.parametrize(
    ("start", "end", "duration", "words"),
    [
        ("2026-11-20T09:00:00", "2026-11-20T08:30:00", "", "before it starts"),
        ("2026-11-20T09:00:00", "2026-11-19T10:00:00", "01:00:00", "before it starts"),
        ("2026-11-20T09:00:00", "2036-11-20T10:00:00", "01:00:00", "more than 1000 h"),
        ("2026-11-20T09:00:00", "2026-11-20T", "01:00:00", "an end date without an end time"),
        ("T09:00:00", "2026-11-20T10:00:00", "01:00:00", "no start date"),
        ("2026-11-20T", "2026-11-20T10:00:00", "01:00:00", "no start time"),
        ("2026-11-31T09:00:00", "2026-11-20T10:00:00", "", "a day that does not exist"),
        ("1900-01-01T09:00:00", "1900-01-01T10:00:00", "", "not between 1970 and 2199"),
        ("9999-12-31T09:00:00", "9999-12-31T23:00:00", "", "not between 1970 and 2199"),
        ("yesterdayT09:00:00", "2026-11-20T10:00:00", "", '"yesterday" is not a date'),
        ("2026-11-20T25:00:00", "2026-11-20T10:00:00", "", '"25:00:00" is not a time of day'),
        ("2026-11-20T13:00 PM", "2026-11-20T10:00:00", "", '"13:00 PM" is not a time of day'),
        ("2026-11-20T\u0669:00", "2026-11-20T10:00:00", "", "is not a time of day"),
    ],
)
def test_impossible_times_are_problems_with_their_line(
    start: str, end: str, duration: str, words: str
) -> None:
    header, row = _row(start, end, duration)
    problem = only_problem(header, "", row)
    assert problem.startswith("3: ") and words in problem


@pytest.mark.parametrize(
    "duration", ["-00:10:00", "soon", "00:61:00", "9999:00:00", "3600", "1e3", "=1+1", "12:30"]
)
def test_a_duration_that_cannot_be_read_is_a_problem_without_an_end(duration: str) -> None:
    problem = only_problem("Start date,Start time,Duration", f"2026-11-20,09:00:00,{duration}")
    assert problem.startswith(f'2: "{duration}" is ')


def test_a_duration_that_cannot_be_read_gives_way_to_the_end_with_a_warning() -> None:
    parsed = read_lines(*_row("2026-11-20T09:00:00", "2026-11-20T10:00:00", "soon"))
    assert [entry.seconds for entry in parsed.entries] == [None]
    (problem,) = parsed.problems
    assert (problem.line, problem.skipped) == (2, False)
    assert "the end minus the start is taken" in problem.text


def test_times_that_a_spreadsheet_rewrote_are_read_with_one_warning_of_each_kind() -> None:
    header = "Start date,Start time,End date,End time,Duration"
    parsed = read_lines(
        header,
        "2026-11-20,10:30:34 AM,2026-11-20,12:42:34 PM,02:12:00 AM",
        "2026-11-20,12:10:00 am,2026-11-20,12:22:00 a.m.,12:12:00 AM",
    )
    assert [(entry.start, entry.end, entry.seconds) for entry in parsed.entries] == [
        ("2026-11-20T10:30:34", "2026-11-20T12:42:34", None),
        ("2026-11-20T00:10:00", "2026-11-20T00:22:00", None),
    ]
    assert [(problem.line, problem.skipped) for problem in parsed.problems] == [(2, False)] * 2
    assert all("spreadsheet" in problem.text for problem in parsed.problems)


def test_a_rewritten_duration_without_end_is_turned_back() -> None:
    header = "Start date,Start time,Duration"
    parsed = read_lines(header, "2026-11-20,09:00,12:12:00 AM", "2026-11-20,09:00,01:30:00 PM")
    assert [entry.seconds for entry in parsed.entries] == [720, 13 * 3600 + 1800]
    assert [problem.skipped for problem in parsed.problems] == [False]


@pytest.mark.parametrize(
    ("duration", "seconds"), [("1.50", 5400), ("1,5", 5400), ("0.01 h", 36), ("0.333333", 1200)]
)
def test_decimal_hours_are_read(duration: str, seconds: int) -> None:
    entry = read_one("Start date;Start time;Duration", f"2026-11-20;09:00:00;{duration}")
    assert entry.seconds == seconds


def test_decimal_hours_give_way_to_an_end_that_says_the_same_more_exactly() -> None:
    exact = read_one(*_row("2026-11-20T09:00:00", "2026-11-20T09:07:00", "0.12"))
    other = read_one(*_row("2026-11-20T09:00:00", "2026-11-20T09:07:00", "0.25"))
    assert (exact.seconds, other.seconds) == (None, 900)


# --- the order of day and month ---------------------------------------------------------------

DATES = "Start date,Start time,Duration"


def _dates(*dates: str, **options: Any) -> list[str]:
    rows = (f"{date},09:00,1:00:00" for date in dates)
    parsed = read_lines(DATES, *rows, **options)
    assert parsed.problems == []
    return [entry.date for entry in parsed.entries]


def test_one_date_decides_the_order_for_the_file() -> None:
    assert _dates("03/04/2026", "13/04/2026") == ["2026-04-03", "2026-04-13"]
    assert _dates("03/04/2026", "04/13/26") == ["2026-03-04", "2026-04-13"]
    assert _dates("3-4-2026", "13-4-2026") == ["2026-04-03", "2026-04-13"]
    assert _dates("03.04.2026", "2026/04/05") == ["2026-04-03", "2026-04-05"]


def test_an_order_that_cannot_be_known_is_asked_and_can_be_answered() -> None:
    problem = only_problem(DATES, "03/04/2026,09:00,1:00:00", "05/06/2026,09:00,1:00:00")
    assert problem.startswith("2: ") and "2026-04-03 to 2026-06-05" in problem
    assert "2026-03-04 to 2026-05-06" in problem
    assert _dates("03/04/2026", date_order="dmy") == ["2026-04-03"]
    assert _dates("03/04/2026", date_order="mdy") == ["2026-03-04"]


def test_dates_of_both_orders_make_the_file_invalid() -> None:
    problem = only_problem(DATES, "13/04/2026,09:00,1:00:00", "04/14/2026,09:00,1:00:00")
    assert "13/04/2026" in problem and "04/14/2026" in problem


def test_a_date_written_otherwise_than_the_first_is_a_problem() -> None:
    parsed = read_lines(DATES, "2026-04-03,09:00,1:00:00", "03/04/2026,09:00,1:00:00")
    assert len(parsed.entries) == 1
    assert [(problem.line, problem.skipped) for problem in parsed.problems] == [(3, True)]


# --- real reports -----------------------------------------------------------------------------


def test_the_report_of_five_people_has_the_known_sums(samples: Path) -> None:
    parsed = parse((samples / "toggl-csv/compiler_api_report.csv").read_bytes())
    assert parsed.problems == [] and len(parsed.entries) == 250
    assert _total(parsed.entries) == "518:07:00"
    assert len({entry.user for entry in parsed.entries}) == 5
    assert {entry.client for entry in parsed.entries} == {"Client1"}
    assert {entry.billable for entry in parsed.entries} == {True}
    by_project = {
        project: _total([entry for entry in parsed.entries if entry.project == project])
        for project in sorted({entry.project for entry in parsed.entries})
    }
    assert by_project == {
        "Project1": "90:11:00",
        "Project2": "59:52:00",
        "Project3": "71:05:00",
        "Project4": "76:27:00",
        "Project5": "58:38:00",
        "Project6": "75:02:00",
        "Project7": "86:52:00",
    }


def test_the_report_of_one_person_has_the_known_sum(samples: Path) -> None:
    parsed = parse((samples / "toggl-csv/timba.csv").read_bytes())
    assert parsed.problems == [] and len(parsed.entries) == 11
    assert _total(parsed.entries) == "10:45:00"
    assert {(entry.client, entry.project) for entry in parsed.entries} == {("", "INF-VERT6")}


def test_a_real_report_has_the_same_keys_in_any_order(samples: Path) -> None:
    for name in ("compiler_api_report", "timba"):
        data = (samples / f"toggl-csv/{name}.csv").read_bytes()
        entries = parse(data).entries
        header, *lines = data.splitlines(keepends=True)
        random.Random(7).shuffle(lines)
        shuffled = parse(header + b"".join(lines)).entries
        keys = content_keys(entries, "toggl")
        assert Counter(keys) == Counter(content_keys(shuffled, "toggl"))
        assert len(set(keys)) == len(entries)


def _total(entries: list[NeutralEntry]) -> str:
    seconds = sum(entry.seconds or 0 for entry in entries)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
