"""What a command is: its words, options, help and examples, and one call of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Usage

if TYPE_CHECKING:
    from tracker_tui.store.workspace import Workspace


class Option(NamedTuple):
    """An option; without a `value` (the word for it in the help) it is a switch.

    `value` also says what completes it: a word such as CLIENT, or the choices as `a|b|c`.
    """

    name: str
    value: str = ""
    help: str = ""
    short: str = ""
    repeat: bool = False

    @property
    def key(self) -> str:
        """The name by which a call knows it: `terms_days` for --terms-days."""
        return self.name[2:].replace("-", "_")


class Command(NamedTuple):
    """One command. `words` is its usage, from which is read how many words it takes.

    A `[WORD]` may be missing, a `WORD...` may be repeated.
    """

    name: str
    words: str
    help: str
    run: Callable[..., int | None]
    """Takes the `Call`."""
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()
    details: str = ""

    @property
    def usage(self) -> str:
        """How the command is typed, without its options."""
        return f"{self.name} {self.words}".rstrip()

    def limits(self) -> tuple[int, int]:
        """The least and the most words that it takes."""
        words = self.words.split()
        least = sum(not word.startswith("[") for word in words)
        return least, 1_000_000 if "..." in self.words else len(words)


GLOBAL = (
    Option("--workspace", "DIR", "the workspace's folder (or TRACKER_TUI_WORKSPACE)", "-w"),
    Option("--person", "PERSON", "who you are (or TRACKER_TUI_PERSON)"),
    Option("--json", "", "print JSON for programs"),
    Option("--help", "", "explain the command", "-h"),
    Option("--version", "", "print the version"),
)
"""The options that every command takes, anywhere among its words."""


class Call:
    """One command as it was typed: its words and options, and the workspace on demand."""

    def __init__(self, command: Command, words: list[str], options: dict[str, list[str]]) -> None:
        self.command = command
        self.words = words
        self.opened: Workspace | None = None
        self._options = options

    @property
    def folder(self) -> str | None:
        """The workspace's folder where it was named."""
        return self.given("workspace")

    @property
    def person(self) -> str | None:
        """The person where one was named."""
        return self.given("person")

    @property
    def as_json(self) -> bool:
        """Whether a program reads the answer."""
        return self.has("json")

    def has(self, key: str) -> bool:
        """Whether the option is there."""
        return key in self._options

    def given(self, key: str) -> str | None:
        """The option's value; None where it was not given."""
        values = self._options.get(key)
        return values[-1] if values else None

    def text(self, key: str) -> str:
        """The option's value; empty where it was not given."""
        return self.given(key) or ""

    def all(self, key: str) -> list[str]:
        """Every value of an option that may be repeated."""
        return self._options.get(key, [])

    def word(self, at: int, default: str = "") -> str:
        """The word at a place, from 0."""
        return self.words[at] if at < len(self.words) else default

    def choice(self, name: str, negative: str) -> bool | None:
        """True for the one switch, False for its opposite, None for neither."""
        if self.has(name) and self.has(negative):
            raise Usage(f"--{name} and --{negative} exclude each other")
        return True if self.has(name) else False if self.has(negative) else None

    def workspace(self) -> "Workspace":
        """The workspace, opened once."""
        if self.opened is None:
            from tracker_tui.services.opening import open_workspace

            self.opened = open_workspace(self.folder, self.person)
        return self.opened
