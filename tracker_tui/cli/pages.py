"""The pages of --help, all written from the same table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.cli.command import GLOBAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker_tui.cli.command import Command, Option

PROGRAM = "tracker-tui"
WIDTH = 80

_EXAMPLES = (
    "init --name 'Ada Lovelace' --currency EUR",
    "start acme/api Fix login +bug",
    "stop",
    "log week",
    "invoice draft acme last-month",
)

_WORDS = (
    ("PROJECT", "client/project, such as acme/api: the first word with a / in it"),
    ("NOTE", "the other words; +bug among them is a tag, @review a task"),
    ("HANDLE", "the last characters of an entry as log prints them; %1 is the newest"),
    ("WHEN", "9:00, 10m (ago), yesterday 17:30, 2026-11-20T09:02"),
    ("PERIOD", "today, week, last-month, 2026-11, 2026-W47, 2026-Q4, 2026-11-01..2026-11-15, all"),
    ("QUERY", "words and client:acme tag:bug state:unbilled; not: before one turns it round"),
    ("DRAFT", "the handle of a draft, NUMBER that of an issued document, ID one of both"),
)


def overview() -> list[str]:
    """What the program does and every command in a line."""
    from tracker_tui.cli.registry import GROUPS

    lines = [
        f"Usage: {PROGRAM} COMMAND [WORDS...] [OPTIONS]",
        "",
        "Tracks the hours of several clients and turns them into invoices.",
    ]
    for heading, group in GROUPS:
        lines += ["", f"{heading}:", *_columns([(head, text) for head, text, _ in group], 12)]
    lines += ["", "Words:", *_columns(_WORDS, 12)]
    lines += ["", *_options("Options of every command", GLOBAL), "", *_examples(_EXAMPLES)]
    return [*lines, "", f"{PROGRAM} COMMAND --help explains a command."]


def group_page(head: str, commands: list[Command]) -> list[str]:
    """The commands that begin with the same word."""
    lines = [f"Usage: {PROGRAM} {head} COMMAND [WORDS...] [OPTIONS]", "", "Commands:"]
    lines += _columns([(one.usage, one.help) for one in commands], 44)
    examples = [one.examples[0] for one in commands if one.examples]
    lines += ["", *_options("Options of every command", GLOBAL), "", *_examples(examples)]
    first = commands[0].name
    return [*lines, "", f"{PROGRAM} {first} --help explains one of them."]


def command_page(command: Command) -> list[str]:
    """One command: usage, what it does, options, examples."""
    options = " [OPTIONS]" if command.options else ""
    lines = [f"Usage: {PROGRAM} {command.usage}{options}", ""]
    lines += _wrapped(f"{command.help[:1].upper()}{command.help[1:]}.", "")
    for paragraph in command.details.split("\n\n") if command.details else []:
        lines += ["", *_wrapped(paragraph, "")]
    if command.options:
        lines += ["", *_options("Options", command.options)]
    lines += ["", *_options("Options of every command", GLOBAL)]
    return [*lines, "", *_examples(command.examples)]


def _options(heading: str, options: Iterable[Option]) -> list[str]:
    rows = []
    for one in options:
        names = f"{one.short}, {one.name}" if one.short else one.name
        text = f"{one.help} (may be repeated)" if one.repeat else one.help
        rows.append((f"{names} {one.value}".rstrip(), text))
    return [f"{heading}:", *_columns(rows, 26)]


def _examples(examples: Iterable[str]) -> list[str]:
    return ["Examples:", *(f"  {PROGRAM} {example}" for example in examples)]


def _columns(rows: Iterable[tuple[str, str]], most: int) -> list[str]:
    """Two columns; a left side that is too long has a line of its own."""
    rows = list(rows)
    width = min(max(len(left) for left, _ in rows), most)
    lines: list[str] = []
    for left, right in rows:
        text = _wrapped(right, " " * (width + 4))
        if len(left) > width:
            lines += [f"  {left}", *text]
        else:
            lines += [f"  {left:<{width}}  {text[0].lstrip()}", *text[1:]]
    return lines


def _wrapped(text: str, indent: str) -> list[str]:
    lines = [indent]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > WIDTH and lines[-1] != indent:
            lines.append(indent)
        lines[-1] += word if lines[-1] == indent else f" {word}"
    return lines
