"""What is wrong in the files, each with its place."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Refused
from tracker_tui.core.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable


class Problem(NamedTuple):
    """Something wrong in a file: `line` counts from 1 (0: the whole file), `key` is dotted."""

    file: str
    line: int
    key: str
    text: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return one_line(": ".join(part for part in (place, self.key, self.text) if part))


class BadFile(Refused):
    """A file that cannot be read as what it should be; it is left alone."""

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = list(problems)
        more = len(self.problems) - 1
        super().__init__(str(self.problems[0]) + (f" (and {more} more)" if more > 0 else ""))
