"""Whole pieces of work done twice, by keys and by commands: the files are the same but for ids."""

from __future__ import annotations

import re
from difflib import ndiff
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from textual.events import Paste

from tests.cli.session import Session
from tests.ui.stage import Now, copy_studio, open_app, play, screen_text, settle
from tracker_tui.services.demo import EXAMPLE_NOW
from tracker_tui.services.preferences import Preferences
from tracker_tui.ui.app import make_app
from tracker_tui.ui.dialogs.form import Form
from tracker_tui.ui.screens.log import Log
from tracker_tui.ui.screens.today import Today

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp

DAY = "2026-11-20T{}:00+01:00"
_ID = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{26}\b|(?<=^id = \")[0-9A-HJKMNP-TV-Z]{8}(?=\"$)", re.M)
"""Ids of records, and of the lines of documents."""
_CREATED = re.compile(r'(, )?"created": "[^"]*"')
_RECORDED = re.compile(r'("at": |seal = |previous_seal = |"hash": )"[^"]*"')


def files_of(root: Path) -> dict[str, str]:
    """Every file but machine state, with ids numbered by their order and seals left out."""
    ids: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        return ids.setdefault(match[0], f"<id {len(ids)}>")

    found = {}
    paths = [path for path in root.rglob("*") if path.is_file()]
    kept = [path for path in paths if not {".tracker", ".git"} & set(path.parts)]
    order = {"time": 0, "expenses": 1}
    for path in sorted(kept, key=lambda one: (order.get(one.relative_to(root).parts[0], 2), one)):
        name = str(path.relative_to(root))
        if path.suffix == ".pdf":
            text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
        else:
            text = path.read_text(encoding="utf-8")
        text = _RECORDED.sub(r"\1<moment or seal>", _CREATED.sub("", text))
        if name.startswith("events"):  # those of one second are in the order of their ids
            lines = text.replace("},\n", "}\n").splitlines()
            text = "\n".join(sorted(_ID.sub("<id>", line) for line in lines))
        found[_ID.sub(number, name)] = _ID.sub(number, text)
    return found


def differences(one: Path, other: Path) -> list[str]:
    """The lines in which two workspaces differ."""
    mine, theirs = files_of(one), files_of(other)
    found = [f"only in one: {name}" for name in sorted(mine.keys() ^ theirs.keys())]
    for name in sorted(mine.keys() & theirs.keys()):
        lines = ndiff(mine[name].splitlines(), theirs[name].splitlines())
        found += [f"{name}: {line}" for line in lines if line[0] in "+-"]
    return found


class Hands:
    """Keys and typed texts, one after the other, with all work done in between."""

    def __init__(self, app: TrackerApp, pilot: Pilot[int], clock: Now | None = None) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    def at(self, time: str) -> None:
        """Sets the clock to a time of day of 20 November 2026."""
        assert self.clock is not None
        self.clock.utc = Now(DAY.format(time)).utc

    async def press(self, *keys: str) -> None:
        """Presses keys; `=text` pastes a text."""
        for key in keys:
            if key.startswith("="):
                assert self.app.focused is not None
                self.app.focused.post_message(Paste(key[1:]))
            else:
                await self.pilot.press(key)
            await settle(self.app, self.pilot)

    async def fill(self, **texts: str) -> None:
        """Fills in fields of the form that is open, and saves it."""
        form = self.app.screen.query_one(Form)
        for name, text in texts.items():
            form.focus_field(name)
            await self.press("end", "ctrl+u", f"={text}")
        await self.press("f2")

    def go_to(self, key: str) -> None:
        """Puts the cursor on a row."""
        place = self.app.place
        assert isinstance(place, Today | Log)
        assert place.grid.move_to(key)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("TRACKER_TUI_GIT", "off")
    return Session(tmp_path / "by-commands", monkeypatch)


def test_from_the_first_start_to_a_paid_invoice(tmp_path: Path, session: Session) -> None:
    root = tmp_path / "by-keys"
    session.at("9:00")

    async def begin(app: TrackerApp, pilot: Pilot[int]) -> None:
        hands = Hands(app, pilot)
        await hands.fill(name="Studio Ada", currency="EUR", zone="Europe/Berlin")
        assert isinstance(app.place, Today)

    play(make_app(str(root), None, Preferences()), begin)
    clock = Now(DAY.format("09:00"))

    async def work(app: TrackerApp, pilot: Pilot[int]) -> None:
        hands = Hands(app, pilot, clock)
        await hands.press("comma", *"jjjjjjjjj", "e")
        await hands.fill(street="Am Werkhof 3", zip="12043", city="Berlin", country="DE")
        await hands.press("escape", "3", "n")
        await hands.fill(
            client="acme",
            name="Acme GmbH",
            street="Ankerkai 21",
            zip="20457",
            city="Hamburg",
            country="DE",
            tax="S",
            tax_rate="19",
        )
        await hands.press("p")
        await hands.fill(project="api", name="Payments API")
        await hands.press("g", "r")
        await hands.fill(amount="90", since="2026-01-01")
        await hands.press("s")
        hands.at("09:07")  # the clock runs from the key, not from enter
        await hands.press("=acme/api Fix the login +bug @dev", "enter")
        hands.at("11:30")
        await hands.press("x", "1", "a")
        await hands.press("=13:00-14:15 acme/api Call", "enter")
        await hands.press("4", "n", "enter", "enter")
        assert "Acme GmbH" in screen_text(app)
        await hands.press("I", "y")
        assert "INV-2026-0001" in screen_text(app)
        await hands.press("y")
        await hands.fill(amount="200")

    play(open_app(root, app_person(root), clock), work)
    person = app_person(root)
    run = session.run
    run("init", "--name", "Studio Ada", "--currency", "EUR", "--zone", "Europe/Berlin").done()
    by_hand = (root / "tracker.toml").read_text(encoding="utf-8")
    (session.folder / "tracker.toml").write_text(by_hand, encoding="utf-8")  # no command for it
    address = ("--street", "Ankerkai 21", "--zip", "20457", "--city", "Hamburg", "--country", "DE")
    run("client", "add", "acme", "--name", "Acme GmbH", *address, "--tax", "S", "--tax-rate", "19")
    run("project", "add", "acme/api", "--name", "Payments API").done()
    run("rate", "set", "acme", "90", "--from", "2026-01-01").done()
    run("start", "acme/api", "Fix", "the", "login", "+bug", "@dev").done()
    session.at("11:30")
    run("stop").done()
    run("add", "13:00-14:15", "acme/api", "Call").done()
    run("invoice", "draft", "acme").done()
    run("invoice", "issue", "DRF01").done()
    run("invoice", "pay", "INV-2026-0001", "200").done()
    assert person == app_person(session.folder)
    found = differences(root, session.folder)
    assert found == [], "\n".join(found)
    assert any(name.endswith("INV-2026-0001.pdf") for name in files_of(root))


def app_person(root: Path) -> str:
    """The one person of a new workspace."""
    (path,) = (root / "people").iterdir()
    return path.stem


def prepare(session: Session) -> None:
    """A client with two projects."""
    session.run("init", "--name", "Ada", "--person", "ada", "--zone", "Europe/Berlin").done()
    session.run("client", "add", "acme", "--name", "Acme").done()
    for project in ("api", "ops"):
        session.run("project", "add", f"acme/{project}").done()


def test_a_day_with_interruptions_and_corrections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TUI_GIT", "off")
    by_keys = Session(tmp_path / "by-keys", monkeypatch)
    prepare(by_keys)
    root = by_keys.folder
    clock = Now(DAY.format("08:30"))

    async def work(app: TrackerApp, pilot: Pilot[int]) -> None:
        hands = Hands(app, pilot, clock)
        await hands.press("s", "=acme/api Write the tests", "enter")
        hands.at("09:40")
        await hands.press("i", "=acme/ops Pager", "enter")
        hands.at("10:05")
        await hands.press("b")
        hands.at("11:00")
        await hands.press("x")
        hands.at("11:20")
        await hands.press("c")
        hands.at("12:00")
        await hands.press("x")
        entries = app.workspace.entries("ada", "2026-11")
        first, pager, second, third = (entry.id for entry in entries)
        hands.go_to(pager)
        await hands.press("e")
        await hands.fill(note="Pager: disk full", tags="oncall")
        hands.go_to(first)
        await hands.press("S")
        await hands.fill(at="9:00")
        hands.go_to(pager)
        await hands.press("right_square_bracket", "right_square_bracket")
        gap = next(row for row in rows_of(app) if row.startswith("gap:"))
        hands.go_to(gap)
        await hands.press("f")
        hands.go_to(third)
        await hands.press("d", "u", "ctrl+r", "u")
        hands.go_to(first)
        await hands.press("J")
        await hands.press("2")
        log = app.place
        assert isinstance(log, Log)
        log.grid.move_to(second)
        await hands.press("space")
        log.grid.move_to(third)
        await hands.press("space", "m", "=acme/ops", "enter")

    play(open_app(root, "ada", clock), work)
    session = Session(tmp_path / "by-commands", monkeypatch)
    prepare(session)
    run = session.run
    session.at("8:30")
    run("start", "acme/api", "Write", "the", "tests").done()
    session.at("9:40")
    run("interrupt", "acme/ops", "Pager").done()
    session.at("10:05")
    run("back").done()
    session.at("11:00")
    run("stop").done()
    session.at("11:20")
    run("continue").done()
    session.at("12:00")
    run("stop").done()
    first, pager, second, third = ("ENT01", "ENT02", "ENT03", "ENT04")
    run("edit", pager, "--note", "Pager: disk full", "--tag", "oncall").done()
    run("edit", pager, "--end", "10:15").done()
    run("edit", second, "--start", "10:15").done()
    run("add", "11:00-11:20", "acme/api").done()
    run("edit", second, "--project", "acme/ops").done()
    run("edit", third, "--project", "acme/ops").done()
    found = differences(root, session.folder)
    assert found == [], "\n".join(found)
    assert first == "ENT01"  # it was split and joined again


def rows_of(app: TrackerApp) -> list[str]:
    """The keys of the rows of the day."""
    place = app.place
    assert isinstance(place, Today)
    return [place.grid.rows.key(at) for at in range(len(place.grid.rows))]


def test_the_end_of_a_month_for_three_clients(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TUI_GIT", "off")
    monkeypatch.setenv("TRACKER_TUI_PERSON", "ada")
    root = copy_studio(tmp_path / "by-keys")

    async def work(app: TrackerApp, pilot: Pilot[int]) -> None:
        hands = Hands(app, pilot)
        await hands.press("x")
        for client in ("harbor", "acme", "pemberton"):
            app.go("invoices", draft_for=client)
            await settle(app, pilot)
            await hands.press("enter")
            if client == "acme":
                await hands.press("r", "=project", "enter")
            if client == "harbor":
                await hands.press("percent_sign")
                await hands.fill(discount="5")
            await hands.press("I", "y", "escape")
            await settle(app, pilot)
        await hands.press("y")
        await hands.fill(amount="500", fee="5")

    app = open_app(root)
    play(app, work)
    again = copy_studio(tmp_path / "by-commands")
    session = Session(again, monkeypatch)
    session.at(EXAMPLE_NOW)
    run = session.run
    run("stop").done()
    new = []
    for client, options, edit in (
        ("harbor", (), ("--discount", "5")),
        ("acme", ("--group-by", "project"), ()),
        ("pemberton", (), ()),
    ):
        draft = run("invoice", "draft", client, *options).done().lines[-1]
        if edit:
            run("invoice", "edit", draft, *edit).done()
        new.append(run("invoice", "issue", draft).done().lines[-1])
    assert new == ["INV-2026-0051", "INV-2026-0052", "INV-2026-0053"]
    run("invoice", "pay", "INV-2026-0053", "500", "--fee", "5").done()
    found = differences(root, again)
    assert found == [], "\n".join(found)
