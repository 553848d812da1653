"""The screens and a command on one workspace at once: each keeps what the other did."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from tests.cli.session import Session
from tests.ui.scenario_hands import TODAY, Hands
from tests.ui.stage import NARROW, open_app, play, settle
from tracker_tui.ui.dialogs.form import Form
from tracker_tui.ui.screens.log import Log
from tracker_tui.ui.screens.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp

    Play = Callable[[Hands], Awaitable[None]]


class Elsewhere(Session):
    """The commands of somebody who works on the same files; what the app shows follows."""

    async def do(self, hands: Hands, *words: str) -> str:
        """Runs a command and lets the app look; gives what the command printed last."""
        answer = self.run(*words).done()
        hands.app.look()
        await settle(hands.app, hands.pilot)
        return answer.lines[-1] if answer.lines else ""

    def know(self) -> None:
        """Gives names to what is there."""
        self._name_new_records()

    def id_of(self, name: str) -> str:
        """The id of ENT01 and so on."""
        return next(key for key, known in self._names.items() if known == name)

    def entry(self, name: str) -> dict[str, Any]:
        """The record of an entry of this month as it is on disk."""
        text = (self.folder / "time/ada/2026-11.json").read_text(encoding="utf-8")
        record: dict[str, Any] = json.loads(text)["entries"][self.id_of(name)]
        return record


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A client with two projects, and ENT01 to ENT03: three hours of this day."""
    folder = tmp_path_factory.mktemp("prepared") / "work"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_TUI_GIT", "off")
        session = Session(folder, patch)
        session.at("18:00")
        run = session.run
        run("init", "--name", "Ada", "--person", "ada", "--zone", "Europe/Berlin").done()
        address = ("--street", "Ankerkai 21", "--zip", "20457", "--city", "Hamburg")
        tax = ("--country", "DE", "--tax", "O")
        run("client", "add", "acme", "--name", "Acme", *address, *tax).done()
        run("rate", "set", "acme", "90", "--from", "2026-01-01").done()
        for project in ("api", "ops"):
            run("project", "add", f"acme/{project}").done()
        for hour in (9, 10, 11):
            run("add", f"{hour}-{hour + 1}", "acme/api", f"Hour {hour}").done()
        yield folder


@pytest.fixture
def other(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    """Somebody at the command line, in a copy of what was prepared."""
    monkeypatch.setenv("TRACKER_TUI_GIT", "off")
    session = Elsewhere(shutil.copytree(prepared, tmp_path / "work"), monkeypatch)
    session.at("18:00")
    session.know()
    return session


def at_once(other: Elsewhere, scenario: Play, size: tuple[int, int] = NARROW) -> None:
    """Plays in the app on the files of the other."""

    async def play_it(app: TrackerApp, pilot: Pilot[int]) -> None:
        await scenario(Hands(app, pilot))

    play(open_app(other.folder, now=TODAY.format("18:00")), play_it, size)


def test_a_command_beside_the_list_moves_neither_cursor_nor_focus(other: Elsewhere) -> None:
    for day in (16, 17, 18, 19):
        for hour in range(1, 9):
            other.run("add", f"2026-11-{day}", f"{hour}-{hour + 1}", "acme/ops").done()

    async def scenario(hands: Hands) -> None:
        await hands.press("2", "g", "ctrl+d", "space", "j")
        log = hands.app.place
        assert isinstance(log, Log)
        grid = log.grid

        def standing() -> tuple[object, ...]:
            return grid.cursor_key, grid.cursor - grid.top, grid.marked, hands.app.focused

        before = standing()
        assert grid.top
        await other.do(hands, "rm", "ENT04", "ENT35")  # above and below
        assert standing() == before
        await other.do(hands, "add", "2026-11-02", "8-9", "acme/ops", "Long", "ago")
        assert standing() == before
        await other.do(hands, "start", "acme/ops", "On", "call")
        assert standing() == before
        assert "On call" not in hands.seen  # it is below what is seen
        await hands.press("G")
        assert "On call" in hands.seen

    at_once(other, scenario)


def test_the_entry_line_keeps_what_is_typed_and_its_clock(other: Elsewhere) -> None:
    async def scenario(hands: Hands) -> None:
        await hands.press("s", "=acme/op", "left")
        line = hands.app.focused
        assert isinstance(line, Input)
        before = line.value, line.cursor_position
        await other.do(hands, "add", "13-14", "acme/api", "Lunch", "talk")
        assert hands.app.focused is line
        assert (line.value, line.cursor_position) == before
        assert "Lunch talk" in hands.seen
        await hands.press("end", "=s Restart", "enter")
        assert [one.note for one in hands.app.workspace.running()] == ["Restart"]

    at_once(other, scenario, (100, 40))


def test_an_edit_keeps_what_somebody_else_changed_of_the_entry(other: Elsewhere) -> None:
    async def scenario(hands: Hands) -> None:
        await hands.press("2")
        hands.go_to(other.id_of("ENT02"))
        await hands.press("e")
        await hands.type(note="My words")
        field = hands.app.focused
        await other.do(hands, "edit", "ENT02", "--task", "review", "--end", "10:45")
        await other.do(hands, "rm", "ENT01")
        assert hands.app.focused is field
        assert isinstance(field, Input)
        assert field.value == "My words"
        await hands.press("f2")

    at_once(other, scenario)
    entry = other.entry("ENT02")
    assert (entry["note"], entry["task"]) == ("My words", "review")
    assert entry["end"] == TODAY.format("10:45")


def test_two_edits_of_one_field_are_named_and_the_second_must_insist(other: Elsewhere) -> None:
    async def scenario(hands: Hands) -> None:
        await hands.press("2")
        hands.go_to(other.id_of("ENT02"))
        await hands.press("e")
        mine = {"end": "10:30", "note": "My words", "tags": "mine"}
        await hands.type(**mine, task="review")
        theirs = ("--note", "Their words", "--end", "10:45", "--tag", "theirs")
        await other.do(hands, "edit", "ENT02", *theirs)
        before = other.entry("ENT02")
        for now in ("10:45", "Their words", "theirs"):  # one after the other
            await hands.press("f2")
            (problem,) = hands.app.screen.query(".form-problem")
            assert f"changed meanwhile to {now};" in str(problem.render())
            assert other.entry("ENT02") == before
            values = hands.app.screen.query_one(Form).values
            assert {name: values[name] for name in mine} == mine
        await hands.press("f2")
        after = other.entry("ENT02")
        changed = {"end": TODAY.format("10:30"), "note": "My words", "tags": ["mine"]}
        assert after == {**before, **changed, "task": "review"}

    at_once(other, scenario, (120, 40))


def test_an_edit_of_what_is_gone_is_refused_and_stays_typed(other: Elsewhere) -> None:
    async def scenario(hands: Hands) -> None:
        await hands.press("2")
        hands.go_to(other.id_of("ENT02"))
        gone = hands.app.workspace.entries("ada", "2026-11")[1].id
        await hands.press("e")
        await hands.type(note="My words")
        await other.do(hands, "rm", "ENT02")
        await hands.press("f2")
        assert hands.app.screen.query_one(Form).values["note"] == "My words"
        assert gone[-5:] in hands.seen
        await hands.press("escape", "escape")
        assert gone not in hands.rows()

    at_once(other, scenario)


def test_marked_entries_of_which_one_was_billed_meanwhile_stay_as_they_are(
    other: Elsewhere,
) -> None:
    async def scenario(hands: Hands) -> None:
        await hands.press("2")
        hands.go_to(other.id_of("ENT02"))
        await hands.press("space", "space", "m", "=acme/ops")
        await other.do(hands, "invoice", "draft", "acme", "2026-11-20")
        await other.do(hands, "invoice", "issue", "DRF01")
        await hands.press("enter")
        assert "INV-2026-0001" in hands.seen

    at_once(other, scenario)
    assert {other.entry(name)["project"] for name in ("ENT02", "ENT03")} == {"acme/api"}


def test_a_form_over_the_screen_keeps_what_somebody_else_changed(other: Elsewhere) -> None:
    async def scenario(hands: Hands) -> None:
        def client() -> tuple[str, int | None, str]:
            found = hands.app.workspace.client("acme")
            assert found is not None
            return found.name, found.terms_days, found.language

        await hands.press("3", "e")
        await hands.type(terms_days="10", name="Acme GmbH")
        field = hands.app.focused
        theirs = ("--name", "Acme AG", "--language", "de")
        await other.do(hands, "client", "edit", "acme", *theirs)
        assert hands.app.focused is field
        await hands.press("f2")
        assert "changed meanwhile to Acme AG" in hands.seen
        assert client() == ("Acme AG", None, "de")
        await hands.press("f2")
        assert client() == ("Acme GmbH", 10, "de")

    at_once(other, scenario)


def test_a_draft_that_changed_elsewhere_is_not_issued_as_it_was_shown(other: Elsewhere) -> None:
    async def scenario(hands: Hands) -> None:
        await hands.press("4", "n", "enter", "enter")
        other.know()
        other.run("invoice", "edit", "DRF01", "--note", "Behind the screen").done()
        await hands.press("I")  # before the app has looked
        assert "changed since it was shown" in hands.seen
        await other.do(hands, "invoice", "edit", "DRF01", "--note", "In front of it")
        await hands.press("I")
        await other.do(hands, "invoice", "edit", "DRF01", "--note", "Behind the question")
        await hands.press("y")
        assert "changed since it was shown" in hands.seen
        await hands.press("G")
        assert "Behind the question" in hands.seen
        await other.do(hands, "invoice", "discard", "DRF01")
        assert "esc goes back" in hands.seen
        await hands.press("I", "escape")
        assert hands.rows() == []
        assert not hands.app.workspace.document_numbers()

    at_once(other, scenario)


def test_the_line_of_a_draft_is_the_one_that_was_opened_wherever_it_is_now(
    other: Elsewhere,
) -> None:
    other.run("invoice", "draft", "acme").done()
    for name in ("Domain", "Hosting", "Mail"):
        other.run("invoice", "line", "add", "DRF01", name, "--price", "15").done()

    async def scenario(hands: Hands) -> None:
        await hands.press("4", "enter")
        preview = hands.app.screen
        assert isinstance(preview, Preview)
        preview.view.move_to("line", 3)
        await hands.press("e")
        await hands.type(price="20")
        await other.do(hands, "invoice", "line", "rm", "DRF01", "2")
        await hands.press("f2")
        preview.view.move_to("line", 3)
        other.run("invoice", "line", "rm", "DRF01", "1").done()
        await hands.press("d")  # before the app has looked

    at_once(other, scenario)
    lines = other.run("invoice", "show", "DRF01", "--json").done().json["lines"]
    assert [(line["description"], line["net"]) for line in lines] == [("Hosting", "20.00")]


def test_what_is_undone_is_the_last_change_of_whoever_made_it(other: Elsewhere) -> None:
    async def scenario(hands: Hands) -> None:
        await hands.press("x", "a", "=13-14 acme/api Mine", "enter")
        await other.do(hands, "add", "15-16", "acme/ops", "Theirs")
        await hands.press("u")
        assert "acme/ops" in hands.seen.splitlines()[-2]
        notes = [entry.note for entry in hands.app.workspace.entries("ada", "2026-11")]
        assert "Mine" in notes and "Theirs" not in notes

    at_once(other, scenario)
