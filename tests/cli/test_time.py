"""Tracking time: words in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.session import Session

    Transcript = Callable[[str], None]


def test_a_day_of_timers(transcript: Transcript) -> None:
    transcript(
        """
        @ 9:00
        $ start acme/api Fix login +bug @review
        ENT01
        ! Started acme/api
        @ 10:24
        $ status
        acme/api 1:24:00 Fix login
        $ stop
        ENT01  2026-11-20  09:00-10:24  1:24  acme/api  Fix login @review +bug
        ! Stopped acme/api after 1:24
        ! undo: tracker-tui undo
        $ status
        @ 11:00
        $ continue
        ENT02
        ! Continued acme/api
        @ 12:00
        $ interrupt globex/ops Pager: disk full
        ENT03
        ! Interrupted acme/api for globex/ops
        ! made the client globex (complete it with client edit) and the project globex/ops
        @ 12:30
        $ back
        ENT04
        ! Back to acme/api
        ! stopped globex/ops after 0:30
        @ 13:00
        $ cancel
        ENT04  2026-11-20  12:30-  running  acme/api  Fix login @review +bug
        ! Cancelled acme/api after 0:30
        ! undo: tracker-tui undo
        $ undo
        Cancelled acme/api after 0:30
        ! Undid: Cancelled acme/api after 0:30
        ! redo: tracker-tui redo
        $ log
        Fri 2026-11-20  3:24  306.00 EUR
          ENT01  09:00-10:24  1:24  126.00 EUR  unbilled  acme/api    Fix login @review +bug
          ENT02  11:00-12:00  1:00   90.00 EUR  unbilled  acme/api    Fix login @review +bug
          ENT03  12:00-12:30  0:30   45.00 EUR  unbilled  globex/ops  Pager: disk full
          ENT04  12:30-       0:30   45.00 EUR  running   acme/api    Fix login @review +bug
    """
    )


def test_time_that_is_over(transcript: Transcript) -> None:
    transcript("""
        @ 18:00
        $ add yesterday 9-11:30 acme/api Fix login +bug
        ENT01
        ! Added 2:30 of acme/api on 2026-11-19
        $ add 2026-11-18 22:00-06:30 acme/api Night shift --free
        ENT02
        ! Added 8:30 of acme/api on 2026-11-18
        $ add today 1h30 acme/api
        ENT03
        ! Added 1:30 of acme/api on 2026-11-20
        $ log week
        Wed 2026-11-18  8:30
          ENT02  22:00-06:30+1  8:30              free      acme/api  Night shift

        Thu 2026-11-19  2:30  225.00 EUR
          ENT01  09:00-11:30    2:30  225.00 EUR  unbilled  acme/api  Fix login +bug

        Fri 2026-11-20  1:30  135.00 EUR
          ENT03                 1:30  135.00 EUR  unbilled  acme/api

        Total  12:30  billed 4:00  360.00 EUR
        $ edit ENT01 --note 'Fix the login' --tag bug --tag urgent --end 12:00
        ENT01  2026-11-19  09:00-12:00  3:00  acme/api  Fix the login +bug +urgent
        ! Edited acme/api of 2026-11-19
        ! undo: tracker-tui undo
        $ edit ENT01 --note 'Fix the login'
        ENT01  2026-11-19  09:00-12:00  3:00  acme/api  Fix the login +bug +urgent
        ! Nothing to change on ENT01
        $ split ENT01 --at 10:00
        ENT01  2026-11-19  09:00-10:00  1:00  acme/api  Fix the login +bug +urgent
        ENT04  2026-11-19  10:00-12:00  2:00  acme/api  Fix the login +bug +urgent
        ! Split acme/api at 2026-11-19T10:00:00+01:00
        ! undo: tracker-tui undo
        $ join ENT04 ENT01
        ENT01  2026-11-19  09:00-12:00  3:00  acme/api  Fix the login +bug +urgent
        ! Joined two entries of acme/api on 2026-11-19
        ! undo: tracker-tui undo
        $ rm ENT02 ENT03
        ENT02  2026-11-18  22:00-06:30+1  8:30  acme/api  Night shift  (free)
        ENT03  2026-11-20  1:30  acme/api
        ! Removed 2 entries
        ! undo: tracker-tui undo
        $ undo 2
        Removed 2 entries
        Joined two entries of acme/api on 2026-11-19
        ! Undid: Removed 2 entries; Joined two entries of acme/api on 2026-11-19
        ! redo: tracker-tui redo
        $ redo
        Joined two entries of acme/api on 2026-11-19
        ! Did again: Joined two entries of acme/api on 2026-11-19
        ! undo: tracker-tui undo
    """)


@pytest.mark.parametrize(
    "words",
    [
        "start --free acme/api Fix -- --flaky test",
        "start acme/api Fix --free -- --flaky test",
        "--json start acme/api --free -- Fix --flaky test",
        "start --free -- acme/api Fix --flaky test",
    ],
)
def test_options_stand_anywhere_and_two_dashes_end_them(session: Session, words: str) -> None:
    session.run(*words.split()).done()
    (entry,) = session.run("log", "--json").json
    assert (entry["project"], entry["note"]) == ("acme/api", "Fix --flaky test")
    assert entry["billable"] is False


def test_options_take_their_value_with_or_without_an_equals_sign(session: Session) -> None:
    session.at("10:00")
    for words in (["--at", "9:00"], ["--at=9:00"]):
        entry = session.run("start", "acme/api", *words, "--json").done().json
        assert entry["start"] == "2026-11-20T09:00:00+01:00"
        session.run("cancel").done()


def test_an_unknown_name_near_a_known_one_is_refused_with_it(transcript: Transcript) -> None:
    transcript("""
        $ start acme/apu
        ! tracker-tui: unknown project acme/apu; did you mean acme/api? --new creates it
        [1]
        $ start acme/apu --new
        ENT01
        ! Started acme/apu
        ! made the project acme/apu
    """)


def test_a_first_word_with_a_slash_must_be_a_project(session: Session) -> None:
    refused = session.run("start", "Acme/API", "Fix")
    assert refused.code == 2
    assert "cannot name a client" in refused.err
    session.run("start", "see", "https://example.org/a").done()
    (entry,) = session.run("log", "--json").json
    assert (entry["project"], entry["note"]) == ("", "see https://example.org/a")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("add acme/api Fix", "add needs a WHEN before the PROJECT"),
        ("add today 1h", "add needs a PROJECT after the WHEN"),
        ("add today Acme/Api 1h", "cannot name a client"),
        ("add soon acme/api", "is not a span of time"),
        ("add", "add needs WHEN PROJECT"),
        ("split %1", "split needs --at WHEN"),
        ("edit %1 --free --billable", "exclude each other"),
        ("join %1", "join needs HANDLE"),
        ("stop ABCDE 12345", '"12345" is one word too many'),
        ("start --at", "--at needs a value: --at WHEN"),
        ("start --at --keep", "--at needs a value"),
        ("start --keep=yes", "--keep takes no value"),
        ("start --at 9:00 --at 10:00", "--at is given twice"),
        ("stop --keap", 'stop has no option "--keap"'),
        ("start --keap", "did you mean --keep?"),
    ],
)
def test_words_that_are_wrong_end_with_2_and_one_line(
    session: Session, words: str, problem: str
) -> None:
    session.run("add", "1h", "acme/api").done()
    answer = session.run(*words.split())
    assert (answer.code, answer.out) == (2, "")
    assert problem in answer.err
    assert answer.err.count("\n") == 1


def test_a_timer_of_another_zone(session: Session) -> None:
    session.at("18:00")
    words = "add --zone Asia/Tokyo 2026-11-20 9:00-10:00 acme/api --json"
    entry = session.run(*words.split()).done().json
    assert (entry["start"], entry["zone"]) == ("2026-11-20T09:00:00+09:00", "Asia/Tokyo")
