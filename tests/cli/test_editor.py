"""Records in the user's own editor; the editors are small scripts."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.session import Session

    Editor = Callable[[str], None]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Sets an editor that does something with the `text`, given as a line of Python."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def use(line: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys\n"
            "with open(sys.argv[-1], encoding='utf-8') as file: text = file.read()\n"
            f"{line}\n"
            "with open(sys.argv[-1], 'w', encoding='utf-8') as file: file.write(text)\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script), "--wait"]))

    return use


@pytest.fixture
def worked(session: Session) -> Session:
    """One entry."""
    session.at("18:00")
    session.run("add", "9-11:30", "acme/api", 'Fix "login"', "+bug").done()
    return session


def left_over(folder: Path) -> list[Path]:
    return list(folder.glob("tracker-tui-*"))


def test_an_entry_is_edited_as_text(worked: Session, editor: Editor, tmp_path: Path) -> None:
    editor("text = text.replace('\"bug\"', '\"urgent\", \"ui\"').replace('11:30', '12:00')")
    answer = worked.run("edit", "ENT01").done()
    assert answer.out == (
        'ENT01  2026-11-20  09:00-12:00  3:00  acme/api  Fix "login" +urgent +ui\n'
    )
    assert answer.err.endswith("undo: tracker-tui undo\n")
    assert left_over(tmp_path) == []


def test_the_text_has_every_field_that_can_be_changed(
    worked: Session, editor: Editor, tmp_path: Path
) -> None:
    editor("open(sys.argv[-2] + '.seen', 'w').write(text)".replace("sys.argv[-2]", "sys.argv[0]"))
    assert worked.run("edit", "ENT01").done().err == "Nothing changed\n"
    seen = (tmp_path / "editor.py.seen").read_text(encoding="utf-8").splitlines()
    assert seen[1:] == [
        'start = "2026-11-20T09:00:00+01:00"',
        'end = "2026-11-20T11:30:00+01:00"',
        'project = "acme/api"',
        'task = ""',
        'note = "Fix \\"login\\""',
        'tags = ["bug"]',
        'ref = ""',
        "billable = true",
    ]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("text = text.replace('billable = true', 'billable = false')", {"billable": False}),
        ("text = text.replace('note =', '# note =')", {"note": ""}),
        ("text = text.replace('task = \"\"', 'task = \"review\"')", {"task": "review"}),
        ("text = text.replace('\"2026-11-20T09:00:00+01:00\"', '2026-11-20T09:30:00+01:00')",
         {"start": "2026-11-20T09:30:00+01:00", "seconds": 7200}),
        ("text = text.replace('[\"bug\"]', '[]')", {"tags": []}),
    ],
)  # fmt: skip
def test_a_change_in_the_text_changes_the_entry(
    worked: Session, editor: Editor, line: str, fields: dict[str, object]
) -> None:
    editor(line)
    record = worked.run("edit", "ENT01", "--json").done().json
    assert {name: record[name] for name in fields} == fields


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("text = text.replace('tags = [', 'tags = ]')", "line 7"),
        ("text += 'colour = \"red\"\\n'", "line 10: colour: an entry has no such field here"),
        ("text = text.replace('billable = true', 'billable = 1')", "line 9: billable: expected"),
        ("text = text.replace('[\"bug\"]', '\"bug\"')", "line 7: tags: expected a list of texts"),
        ("text = text.replace('start =', '# start =')", "start: an entry needs it"),
        ("text = text.replace('acme/api', 'acme/apu')", "did you mean acme/api?"),
        ("text = text.replace('11:30', '25:30')", "25:30"),
    ],
)
def test_a_mistake_is_refused_and_the_text_is_kept(
    worked: Session, editor: Editor, tmp_path: Path, line: str, problem: str
) -> None:
    before = worked.run("log", "--json").out
    editor(line)
    answer = worked.run("edit", "ENT01")
    assert (answer.code != 0, answer.out, answer.err.count("\n")) == (True, "", 1)
    assert problem in answer.err
    (kept,) = left_over(tmp_path)
    assert str(kept) in answer.err
    assert kept.read_text(encoding="utf-8").startswith("# Entry ")
    assert worked.run("log", "--json").out == before


def test_a_draft_is_edited_as_its_own_file(worked: Session, editor: Editor) -> None:
    worked.run("invoice", "draft", "acme").done()
    editor("text = text.replace('Payments API', 'Work on the API')")
    worked.run("invoice", "edit", "DRF01").done()
    shown = worked.run("invoice", "show", "DRF01", "--json").json
    assert shown["lines"][0]["description"] == "Work on the API"
    editor("text = text.replace('quantity = ', 'quantity = =')")
    refused = worked.run("invoice", "edit", "DRF01")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "your text is kept in" in refused.err
    editor("")
    assert worked.run("invoice", "edit", "DRF01").done().err == "Nothing changed\n"


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("", "set EDITOR, or name a field, such as --note"),
        ("/nowhere/editor", "the editor /nowhere/editor cannot be started"),
        (f"{shlex.quote(sys.executable)} -c 'raise SystemExit(3)'", "ended with code 3"),
        ("'unfinished", "EDITOR cannot be read"),
    ],
)
def test_an_editor_that_does_not_work_is_one_line(
    worked: Session, monkeypatch: pytest.MonkeyPatch, command: str, problem: str
) -> None:
    monkeypatch.setenv("EDITOR", command)
    answer = worked.run("edit", "ENT01")
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert problem in answer.err


def test_the_visual_editor_comes_first(
    worked: Session, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor("")
    monkeypatch.setenv("VISUAL", "/nowhere/visual")
    assert "/nowhere/visual" in worked.run("edit", "ENT01").err
