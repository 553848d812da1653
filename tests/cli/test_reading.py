"""log and report: what people read and what programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.session import Session

    Transcript = Callable[[str], None]

LOG_FIELDS = [
    *("id", "start", "end", "zone", "seconds", "billed_seconds", "client", "project", "task"),
    *("note", "tags", "billable", "person", "rate", "amount", "currency", "state", "document"),
]
GROUPINGS = ("client", "project", "task", "tag", "person", "day", "week", "month")


@pytest.fixture
def tracked(session: Session) -> Session:
    """Two days with rounding, a free entry, an unassigned one, one without clock times."""
    session.at("18:00")
    session.run("client", "edit", "acme", "--rounding", "15:up:entry").done()
    for words in (
        "yesterday 9-11:40 acme/api Rest @review +bug",
        "yesterday 22:00-06:30 globex/ops Night",
        "today 9-9:50 acme/api Mail --free",
        "today 1h30 acme/api",
    ):
        session.run("add", *words.split()).done()
    session.run("start", "--at", "17:30", "Telephone").done()
    return session


def test_the_log_says_what_differs_from_raw_time(tracked: Session) -> None:
    assert tracked.run("log", "week").done().lines == [
        "Thu 2026-11-19  11:10  billed 11:15  1012.50 EUR",
        "  ENT01  09:00-11:40    2:40  →2:45  247.50 EUR  unbilled  acme/api    Rest @review +bug",
        "  ENT02  22:00-06:30+1  8:30         765.00 EUR  unbilled  globex/ops  Night",
        "",
        "Fri 2026-11-20  2:50  billed 2:00  135.00 EUR",
        "  ENT04                 1:30         135.00 EUR  unbilled  acme/api",
        "  ENT03  09:00-09:50    0:50                     free      acme/api    Mail",
        "  ENT05  17:30-         0:30                     running   -           Telephone",
        "",
        "Total  14:00  billed 13:15  1147.50 EUR",
    ]


def test_without_a_period_the_log_is_of_today(tracked: Session) -> None:
    assert tracked.run("log").out == tracked.run("log", "2026-11-20").out
    assert tracked.run("log", "+not-there").err == "no entries: 2026-11-20\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("week client:acme", ["ENT01", "ENT04", "ENT03"]),
        ("week tag:bug", ["ENT01"]),
        ("week not:client:acme", ["ENT02", "ENT05"]),
        ("state:free", ["ENT03"]),
        ("state:running", ["ENT05"]),
        ("yesterday night", ["ENT02"]),
        ("2026-11-19..2026-11-19", ["ENT01", "ENT02"]),
        ("last-year", []),
    ],
)
def test_a_period_and_a_query_choose(tracked: Session, words: str, found: list[str]) -> None:
    rows = tracked.run("log", *words.split(), "--json").done().json
    assert [row["id"][-5:] for row in rows] == found


def test_the_fields_of_an_entry_in_json(tracked: Session) -> None:
    rows = tracked.run("log", "week", "--json").json
    assert [list(row) for row in rows] == [LOG_FIELDS] * 5
    first, running = rows[0], rows[-1]
    assert {**first, "id": ""} == {
        "id": "",
        "start": "2026-11-19T09:00:00+01:00",
        "end": "2026-11-19T11:40:00+01:00",
        "zone": "Europe/Berlin",
        "seconds": 9600,
        "billed_seconds": 9900,
        "client": "acme",
        "project": "acme/api",
        "task": "review",
        "note": "Rest",
        "tags": ["bug"],
        "billable": True,
        "person": "ada",
        "rate": "90.00",
        "amount": "247.50",
        "currency": "EUR",
        "state": "unbilled",
        "document": "",
    }
    assert (running["end"], running["seconds"], running["amount"]) == (None, 1800, None)


@pytest.mark.parametrize("command", ["start", "stop", "continue", "add", "edit", "join", "cancel"])
def test_what_makes_or_changes_an_entry_prints_its_record(session: Session, command: str) -> None:
    session.at("18:00")
    for words in ("add 9-10 acme/api", "add 10-11 acme/api", "start acme/api"):
        session.run(*words.split()).done()
    words = {
        "start": "start acme/api",
        "add": "add 1h acme/api",
        "edit": "edit ENT01 --note x",
        "join": "join ENT01 ENT02",
    }.get(command, command)
    record = session.run(*words.split(), "--json").done().json
    assert list(record) == LOG_FIELDS


@pytest.mark.parametrize("words", ["split ENT01 --at 9:30", "rm ENT01 ENT02"])
def test_what_touches_several_entries_prints_a_list(session: Session, words: str) -> None:
    session.at("18:00")
    session.run("add", "9-10", "acme/api").done()
    session.run("add", "10-11", "acme/api").done()
    records = session.run(*words.split(), "--json").done().json
    assert [list(one) for one in records] == [LOG_FIELDS] * 2


def test_a_report_is_a_table_with_a_column_for_each_currency(tracked: Session) -> None:
    usd = "client add initech --currency USD --tax O"
    tracked.run(*usd.split()).done()
    tracked.run("rate", "set", "initech", "100").done()
    tracked.run("add", "today", "2h", "initech/it").done()
    answer = tracked.run("report", "week").done()
    assert answer.lines == [
        "project      time  billed      EUR     USD",
        "globex/ops   8:30    8:30   765.00",
        "acme/api     5:00    4:15   382.50",
        "initech/it   2:00    2:00           200.00",
        "(none)       0:30    0:30",
        "total       16:00   15:15  1147.50  200.00",
    ]
    assert answer.err == "1 running timer counted up to now\n"


def test_a_report_in_json_has_rows_and_totals(tracked: Session) -> None:
    report = tracked.run("report", "week", "--by", "day", "--json").done().json
    assert report == {
        "rows": [
            {
                "key": "2026-11-19",
                "seconds": 16800,
                "billed_seconds": 40500,
                "amounts": {"EUR": "1012.50"},
            },
            {
                "key": "2026-11-20",
                "seconds": 33600,
                "billed_seconds": 7200,
                "amounts": {"EUR": "135.00"},
            },
        ],
        "totals": {"seconds": 50400, "billed_seconds": 47700, "amounts": {"EUR": "1147.50"}},
    }


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_report_of_a_period_has_the_same_totals(tracked: Session, by: str) -> None:
    report = tracked.run("report", "week", "--by", by, "--json").done().json
    assert report["totals"]["seconds"] == 50400
    assert sum(row["seconds"] for row in report["rows"]) == 50400


def test_a_report_by_something_else_is_wrong_usage(tracked: Session) -> None:
    answer = tracked.run("report", "--by", "colour")
    assert (answer.code, answer.out) == (2, "")
    assert ", ".join(GROUPINGS) in answer.err


def test_what_another_person_did_is_named(tracked: Session) -> None:
    (tracked.folder / "people" / "bob.toml").write_text('name = "Bob"\n', encoding="utf-8")
    tracked.run("add", "1h", "acme/api", "--person", "bob").done()
    lines = tracked.run("log", "--person", "ada").done().lines
    assert [line.split()[-2] for line in lines if "1:00" in line] == ["bob"]
    assert all("ada" in line for line in lines[1:] if "1:00" not in line)


def test_signs_that_steer_a_terminal_are_escaped(session: Session) -> None:
    session.run("add", "1h", "acme/api", "plain").done()
    (month,) = session.folder.glob("time/ada/2026-11.json")
    text = month.read_text(encoding="utf-8")
    month.write_text(text.replace("plain", r"a\u001b]0;owned\u0007\u202eb"), encoding="utf-8")
    shown = session.run("log").done().out
    assert r"a\x1b]0;owned\x07\u202eb" in shown
    as_json = session.run("log", "--json").done()
    assert "\x1b" not in as_json.out and "\u202e" not in as_json.out
    assert as_json.json[0]["note"] == "a\x1b]0;owned\x07\u202eb"


def test_a_bad_file_is_a_warning_and_the_rest_works(session: Session) -> None:
    session.run("add", "1h", "acme/api").done()
    (session.folder / "clients" / "globex.toml").write_text("name = 7\n", encoding="utf-8")
    (session.folder / "time" / "ada" / "2026-10.json").write_text("{", encoding="utf-8")
    answer = session.run("report", "all").done()
    assert "total" in answer.out
    assert any(
        line.startswith("tracker-tui: warning: time/ada/2026-10.json:1:")
        for line in answer.err.splitlines()
    )


def test_time_goes_out_as_csv_and_json(tracked: Session) -> None:
    table = tracked.run("export", "csv", "week", "client:acme").done()
    assert table.lines[0].startswith("id,start,end,zone,seconds,hours,billed_seconds,client")
    assert len(table.lines) == 4
    assert tracked.run("export", "json").done().json == tracked.run("log", "all", "--json").json
    answer = tracked.run("export", "csv", "all", "-o", "out.csv").done()
    assert (answer.out, answer.err) == ("", "Wrote out.csv\n")
    with open("out.csv", encoding="utf-8") as file:
        assert len(file.readlines()) == 6
