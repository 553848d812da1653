"""check, undo and history; init, zone and locate; import."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.session import call

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.session import Session

    Transcript = Callable[[str], None]

TOGGL = """\
User,Client,Project,Description,Billable,Start date,Start time,End date,End time,Duration
Ada,Acme GmbH,Payments API,Fix,Yes,2026-11-19,09:00:00,2026-11-19,10:30:00,01:30:00
Ada,Initech,TPS,Report,No,2026-11-19,11:00:00,2026-11-19,11:20:30,00:20:30
"""


def test_a_sound_workspace_has_nothing_to_say(session: Session) -> None:
    assert session.run("check") == (0, "", "all is well\n")
    assert session.run("check", "--json").json == []


def test_warnings_end_with_0_and_errors_with_1(session: Session) -> None:
    session.at("18:00")
    session.run("add", "1h", "acme/api").done()
    session.run("add", "1h", "globex/ops").done()
    warned = session.run("check")
    assert warned.code == 0
    assert warned.out.startswith("warning: clients/globex.toml:")
    assert warned.err == "0 errors, 1 warning\n"
    (session.folder / "clients" / "globex.toml").write_text("name = 7\n", encoding="utf-8")
    failed = session.run("check")
    assert failed.code == 1
    assert "error: clients/globex.toml:1: name:" in failed.out
    assert "warning: clients" not in failed.err
    found = session.run("check", "--json")
    assert found.code == 1
    assert list(found.json[0]) == ["code", "severity", "file", "line", "text", "remedy"]


def test_undo_and_history(transcript: Transcript) -> None:
    transcript("""
        $ start acme/api
        ENT01
        ! Started acme/api
        $ history --limit 2
        at                         person  label
        2026-11-20T09:00:00+01:00  ada     Started acme/api
        2026-11-20T09:00:00+01:00  ada     Set the rate of default to 90.00 EUR/h from 2026-01-01
        $ undo
        Started acme/api
        ! Undid: Started acme/api
        ! redo: tracker-tui redo
        $ log
        ! no entries: 2026-11-20
        $ redo
        Started acme/api
        ! Did again: Started acme/api
        ! undo: tracker-tui undo
        $ undo none
        ! tracker-tui: "none" is not a number of actions: type a whole number from 1 to 999
        [2]
        $ undo 0
        ! tracker-tui: "0" is not a number of actions: type a whole number from 1 to 999
        [2]
    """)


def test_a_workspace_is_made_once(empty: Session, tmp_path: Path) -> None:
    refused = call("init", str(empty.folder))
    assert (refused.code, refused.out) == (1, "")
    assert "is a workspace already" in refused.err
    words = ("--name", "Ada", "--currency", "USD", "--zone", "Asia/Tokyo", "--no-git")
    made = call("init", str(tmp_path / "other"), *words, "--person", "ada", "--json")
    assert made.done().json == {
        "workspace": str(tmp_path / "other"),
        "person": "ada",
        "currency": "USD",
        "zone": "Asia/Tokyo",
    }


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["init", "new", "--currency", "EURO"], "EURO"),
        (["init", "new", "--zone", "Mars/Base"], "Mars/Base"),
        (["init", "new", "--person", "Ada L"], "cannot name a person"),
        (["init", "new", "--name", "a\nb"], "one line"),
        (["init", ""], "the DIR of init is empty"),
        (["init", "a", "b"], "one word too many"),
    ],
)
def test_a_workspace_that_cannot_be_is_not_begun(
    empty: Session, tmp_path: Path, words: list[str], problem: str
) -> None:
    refused = call(*words, "--no-git")
    assert refused.code in (1, 2)
    assert problem in refused.err
    assert not (tmp_path / "new").exists()


def test_no_workspace_is_one_line(tmp_path: Path) -> None:
    refused = call("log", "-w", str(tmp_path / "nowhere"))
    assert (refused.code, refused.out) == (1, "")
    assert "is no workspace: make one with tracker-tui init" in refused.err


def test_the_zone_is_said_and_set(session: Session) -> None:
    assert session.run("zone").done().out == "Europe/Berlin\n"
    session.run("zone", "Asia/Tokyo").done()
    assert session.run("zone", "--json").done().json == {"zone": "Asia/Tokyo"}
    assert session.run("start", "acme/api", "--json").json["start"] == "2026-11-20T17:00:00+09:00"
    assert session.run("zone", "Mars/Base").code != 0


def test_what_is_in_use_is_located(session: Session) -> None:
    places = session.run("locate", "--json").done().json
    assert places["workspace"] == str(session.folder)
    assert f"workspace      {session.folder}\n" in session.run("locate").out


def test_time_comes_in_once(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "toggl.csv"
    file.write_text(TOGGL, encoding="utf-8")
    words = ("import", "toggl-csv", str(file), "--zone", "Europe/Berlin")
    dry = session.run(*words, "--dry-run").done()
    assert dry.out == "2 new, 0 already here, 0 problems\n"
    assert "undo" not in dry.err
    assert session.run("log", "all", "--json").json == []
    assert session.run(*words).done().err.endswith("undo: tracker-tui undo\n")
    rows = session.run("log", "all", "--json").json
    assert [(row["project"], row["seconds"], row["billable"]) for row in rows] == [
        ("acme/api", 5400, True),
        ("initech/tps", 1230, False),
    ]
    again = session.run(*words, "--json").done()
    assert (again.json["new"], again.json["already_here"]) == (0, 2)
    assert "undo" not in again.err


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (["import", "toggl-csv", "nowhere.csv"], 1, "nowhere.csv: No such file"),
        (["import", "harvest", "x.csv"], 2, '"harvest" is not a format to import'),
        (["import", "toggl-csv"], 2, "import needs FILE"),
        (["export", "xml"], 2, '"xml" is not a format to export: there is csv, json'),
        (["export", "csv", "week", "-o", "/nowhere/x"], 1, "/nowhere/x: No such file"),
    ],
)
def test_what_cannot_be_moved_is_one_line(
    session: Session, words: list[str], code: int, problem: str
) -> None:
    answer = session.run(*words)
    assert (answer.code, answer.out) == (code, "")
    assert problem in answer.err
    assert answer.err.count("\n") == 1
