"""The table of commands: every one is reachable, explained, and its examples can be typed."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from tests.cli.session import call
from tests.program import ROOT
from tracker_tui.cli.command import GLOBAL, Command
from tracker_tui.cli.parser import check_words, find_command, parse_command
from tracker_tui.cli.registry import all_commands, heads

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = all_commands()
EXAMPLES = [(command, example) for command in COMMANDS for example in command.examples]

EXPECTED = """
start stop continue cancel interrupt back status add edit split join rm log report
client:add,list,show,edit,rename,archive project:add,list,show,edit,move,archive
rate:set,list,explain expense:add,list
invoice:draft,edit,refresh,discard,list,show,issue,pay,credit,correct,explain,export
init demo import export check undo redo history zone locate help completion
"""


def test_every_command_is_there() -> None:
    wanted = {"invoice line add", "invoice line edit", "invoice line rm"}
    for word in EXPECTED.split():
        head, _, verbs = word.partition(":")
        wanted |= {f"{head} {verb}".rstrip() for verb in verbs.split(",")}
    assert {command.name for command in COMMANDS} == wanted


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
def test_every_command_has_help_with_examples(command: Command) -> None:
    for words in ([*command.name.split(), "--help"], ["-h", *command.name.split()]):
        answer = call(*words)
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.startswith(f"Usage: tracker-tui {command.usage}")
        assert all(option.name in answer.out for option in (*GLOBAL, *command.options))
        assert "Examples:" in answer.out
    assert 1 <= len(command.examples) <= 3 or command.name == "completion"
    assert all(option.help for option in command.options)


@pytest.mark.parametrize(("command", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_every_example_can_be_typed(command: Command, example: str) -> None:
    assert example.startswith(command.name)
    typed = shlex.split(example.partition(" > ")[0])[len(command.name.split()) :]
    words, _ = parse_command(command, typed)
    least, most = command.limits()
    assert least <= len(words) <= most


def commands_in(page: Path) -> list[str]:
    """The commands of a page in Markdown: lines of code, and code within a line."""
    text = page.read_text(encoding="utf-8")
    lines = [line.strip().removeprefix("$ ") for line in text.splitlines()]
    spans = [span.replace("\n", " ") for span in text.split("`")[1::2]]
    return [one for one in (*lines, *spans) if one.startswith("tracker-tui ") and "`" not in one]


PAGES = [ROOT / "README.md", *sorted((ROOT / "tracker_tui" / "manual").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_the_manual_can_be_typed(page: Path) -> None:
    for line in commands_in(page):
        if line.startswith("tracker-tui keeps"):  # a sentence about the program
            continue
        typed = shlex.split(line.partition(" > ")[0], comments=True)[1:]
        command, words, options = find_command(typed[0], typed[1:])
        assert command is not None, line
        if words or command.limits()[0] == 0:  # a name alone speaks of the command
            check_words(command, words, options)


@pytest.mark.parametrize("head", heads())
def test_help_comes_before_mistakes(head: str) -> None:
    answer = call(head, "--no-such-option", "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Usage: ")


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["help"]])
def test_the_overview_names_every_command_and_the_words(words: list[str]) -> None:
    answer = call(*words)
    assert answer.code == 0
    for text in (*{one.name.split()[0] for one in COMMANDS}, "PERIOD", "HANDLE", "--workspace"):
        assert text in answer.out


@pytest.mark.parametrize(
    ("words", "usage"),
    [
        (["invoice", "--help"], "invoice COMMAND"),
        (["invoice", "line", "--help"], "invoice COMMAND"),
        (["help", "invoice"], "invoice COMMAND"),
        (["help", "invoice", "draft"], "invoice draft [CLIENT] [PERIOD]"),
        (["help", "stop"], "stop [HANDLE]"),
    ],
)
def test_help_of_a_group_and_by_topic(words: list[str], usage: str) -> None:
    answer = call(*words)
    assert answer.code == 0
    assert usage in answer.lines[0]


def test_pages_fit_a_terminal_of_80_columns() -> None:
    for command in COMMANDS:
        lines = call(*command.name.split(), "--help").lines
        told = lines[: lines.index("Examples:")]
        assert [line for line in told[1:] if len(line) > 80] == []


def test_a_page_of_the_manual_is_printed_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tracker_tui

    (tmp_path / "manual").mkdir()
    (tmp_path / "manual" / "files.md").write_text("# Files\n\nOne *per* month.\n", encoding="utf-8")
    monkeypatch.setattr(tracker_tui, "__file__", str(tmp_path / "__init__.py"))
    assert call("help", "files").out == "# Files\n\nOne *per* month.\n"
    assert "tracker-tui help files" in call("help").out
    refused = call("help", "../secrets")
    assert (refused.code, refused.out) == (2, "")
    assert "the manual has files" in refused.err


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["strat"], 'unknown command "strat"; did you mean start?'),
        (["sync"], 'unknown command "sync"'),
        (["invoice"], "invoice needs one of draft,"),
        (["invoice", "line"], "invoice line needs one of add, edit, rm"),
        (["invoice", "drat"], 'invoice has no "drat"; did you mean draft?'),
        (["invoice", "line", "ad"], 'invoice line has no "ad"; '),
        (["--bogus"], 'tracker-tui has no option "--bogus"'),
        (["-w"], "--workspace needs a value"),
        (["log", "-w", ""], "--workspace is empty: --workspace DIR"),
        (["status", "-w", ""], "--workspace is empty: --workspace DIR"),
        (["--person=", "log"], "--person is empty: --person PERSON"),
        (["help", "nothing"], 'there is no page "nothing"'),
        (["log", "\udcff"], "word 2 "),
        (["log", "a\0b"], "word 2 "),
    ],
)
def test_what_is_no_command_ends_with_2_and_one_line(words: list[str], problem: str) -> None:
    answer = call(*words)
    assert (answer.code, answer.out) == (2, "")
    assert problem in answer.err
    assert answer.err.count("\n") == 1


def test_an_option_has_a_value_everywhere_or_nowhere_within_a_group() -> None:
    for head in heads():
        kinds: dict[str, bool] = {}
        for command in COMMANDS:
            for option in command.options if command.name.split()[0] == head else ():
                assert kinds.setdefault(option.name, bool(option.value)) == bool(option.value)


def test_the_version_is_printed_by_every_command() -> None:
    from tracker_tui import __version__

    for words in (["--version"], ["log", "--version"], ["--version", "invoice", "draft"]):
        assert call(*words).out == f"tracker-tui {__version__}\n"
