"""TOML documents: read exactly, and written whole for the program's own files.

Numbers with a fraction are Decimals. `toml_change` changes what people write and keeps the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker_tui.core.errors import Refused
from tracker_tui.store.problems import BadFile, Problem
from tracker_tui.store.records import with_value
from tracker_tui.store.tables import DEEPEST, LONGEST_NUMBER, OddNumber, dotted, exact_number

if TYPE_CHECKING:
    from collections.abc import Sequence

Document = dict[str, Any]
"""Text, ints, Decimals, true/false, dates and times, lists and tables, by key."""

_PLACE = r" \(at (?:line (\d+), column \d+|end of document)\)$"
_DIGITS = rf"[0-9_]{{{LONGEST_NUMBER + 1},}}"


def read_toml(text: str, file: str = "") -> Document:
    """The document; what is not TOML, or no number that can be used, is a BadFile."""
    import tomllib

    try:
        document = tomllib.loads(text, parse_float=exact_number)
    except tomllib.TOMLDecodeError as error:
        raise BadFile([_syntax_problem(error, text, file)]) from None
    except RecursionError:
        raise BadFile([Problem(file, 0, "", f"nested deeper than {DEEPEST} levels")]) from None
    except ValueError as error:
        raise BadFile([_number_problem(error, text, file)]) from None
    if problems := _odd_values(document, text, file):
        raise BadFile(problems)
    return document


def line_of_key(text: str, path: Sequence[str | int]) -> int:
    """The line of a key, or of the nearest one above it that is written."""
    from tracker_tui.store.lines import nearest, toml_lines

    return nearest(toml_lines(text), path)


def change_toml(
    text: str, changes: Sequence[tuple[Sequence[str | int], Any]], file: str = ""
) -> str:
    """The text with the values at these key paths set or (None) removed, all else as it was.

    Comments, order and form are kept, tables above a key are made where they are missing, and a
    number that counts to just behind a list's end appends. What cannot be done that way is refused.
    """
    from tracker_tui.store.toml_edit import edit

    wished = read_toml(text, file)
    for path, value in changes:
        wished = with_value(wished, path, value)
    for headers in (True, False):
        try:
            result = edit(text.replace("\r\n", "\n"), changes, headers)
            done = read_toml(result, file) == wished
        except (Refused, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            continue  # tomlkit stumbles over some forms that TOML allows
        if done:
            return result.replace("\n", "\r\n") if "\r\n" in text else result
    keys = ", ".join(dotted(tuple(path)) or "the whole file" for path, _ in changes)
    raise Refused(f"{file}: cannot change {keys} without disturbing the rest; change it by hand")


def write_toml(document: Document) -> str:
    """The text of a file that belongs to the program; Decimals become text, in their own digits."""
    import tomli_w

    try:
        return tomli_w.dumps(as_owned(document))
    except RecursionError:
        raise Refused(f"a document is nested deeper than {DEEPEST} levels") from None


def as_owned(value: Any) -> Any:
    """A value as it comes back from a file of the program's own: Decimals as text."""
    if isinstance(value, dict):
        return {key: as_owned(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_owned(item) for item in value]
    if type(value).__name__ == "Decimal":
        return format(value, "f")
    return value


def _syntax_problem(error: ValueError, text: str, file: str) -> Problem:
    import re

    message = str(error)
    place = re.search(_PLACE, message)
    if place is None:
        return Problem(file, 0, "", f"not TOML: {message}")
    line = int(place[1]) if place[1] else max(len(text.splitlines()), 1)
    message = message[: place.start()]
    return Problem(file, line, "", f"not TOML: {message[:1].lower()}{message[1:]}")


def _number_problem(error: ValueError, text: str, file: str) -> Problem:
    """Where a number is that nobody can mean; tomllib does not say."""
    import re

    odd = str(error) if isinstance(error, OddNumber) else ""
    found = re.search(re.escape(odd) if odd else _DIGITS, text)
    line = text.count("\n", 0, found.start()) + 1 if found else 0
    if odd.strip("+-") in ("nan", "inf"):
        return Problem(file, line, "", f"{odd} is not a number that can be used")
    return Problem(file, line, "", "the number is too large")


def _odd_values(document: Document, text: str, file: str) -> list[Problem]:
    found: list[Problem] = []

    def look(value: object, path: tuple[str | int, ...]) -> None:
        problem = ""
        if len(path) > DEEPEST:
            problem = f"nested deeper than {DEEPEST} levels"
        elif isinstance(value, dict):
            for key, item in value.items():
                look(item, (*path, key))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                look(item, (*path, number))
        elif type(value) is int and abs(value) >= 10**LONGEST_NUMBER:
            problem = "the number is too large"
        if problem:
            found.append(Problem(file, line_of_key(text, path), dotted(path), problem))

    look(document, ())
    return found
