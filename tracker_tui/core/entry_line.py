"""The words of an entry as they are typed, on the command line or in the entry line of the app."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Usage
from tracker_tui.core.grammar import Words, parse_words, project_at
from tracker_tui.core.ids import shown, split_project

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTIONS = {
    "start": ("--at", "--keep", "--free", "--new"),
    "interrupt": ("--new",),
    "add": ("--zone", "--free", "--new"),
}
"""The options of each command that a line of the app may be."""

_WITH_VALUE = ("--at", "--zone")


class EntryLine(NamedTuple):
    """A line taken apart: when (for `add`), what, and the options with their values."""

    when: str
    words: Words
    options: dict[str, str]


def read_entry_line(kind: str, text: str) -> EntryLine:
    """The words behind `start`, `interrupt` or `add`; `#bug` is a tag too. Raises Usage."""
    words, options = _split_options(kind, split_line(text))
    when = ""
    if kind == "add":
        when, words = split_when(words)
    return EntryLine(when, entry_words(words, allow_hash=True), options)


def split_line(text: str) -> list[str]:
    """The words of a typed line; only spaces part them, as in a note."""
    return [word for word in text.split(" ") if word]


def _split_options(kind: str, words: list[str]) -> tuple[list[str], dict[str, str]]:
    """The words without the options, and those by their names; -- ends the options."""
    known = OPTIONS[kind]
    plain: list[str] = []
    options: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, sign, value = word.partition("=")
        if word == "--":
            plain += rest
        elif not word.startswith("--"):
            plain.append(word)
        elif name not in known:
            raise Usage(f"{kind} has no option {shown(name)}: write -- before such words of a note")
        elif name in _WITH_VALUE:
            value = value if sign else next(rest, "")
            if not value:
                raise Usage(f"{name} needs a value behind it")
            options[name] = value
        else:
            options[name] = "yes"
    return plain, options


def entry_words(words: "Sequence[str]", *, allow_hash: bool = False) -> Words:
    """Project, task, tags and note of an entry; a first word with a / must name a project."""
    found = parse_words(words, allow_hash=allow_hash)
    if not found.project and words and "/" in words[0] and ":" not in words[0]:
        split_project(words[0])
    return found


def split_when(words: list[str]) -> tuple[str, list[str]]:
    """The WHEN, which are the words before the PROJECT, and the words from the PROJECT on."""
    at = project_at(words)
    if at == 0:
        raise Usage("add needs a WHEN before the PROJECT, such as today 9-11:30 or 1h30")
    if at is not None:
        return " ".join(words[:at]), words[at:]
    for word in words:
        if "/" in word and ":" not in word:
            split_project(word)
    raise Usage("add needs a PROJECT after the WHEN: add yesterday 9-11:30 acme/api Fix login")
