"""Printing: data to stdout, narration to stderr, nothing that could steer a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tracker_tui.core.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker_tui.store.workspace import Workspace


def say(*lines: str) -> None:
    """Lines of data, each made safe for one line of a terminal."""
    for line in lines:
        print(one_line(line))


def tell(*lines: str) -> None:
    """Lines of narration; nobody listening is no error."""
    if sys.stderr is not None:
        for line in lines:
            print(one_line(line), file=sys.stderr)


def tell_problems(workspace: Workspace) -> None:
    """What was found in the files on the way, and what was mended when they were opened."""
    tell(*workspace.notices)
    tell(*(f"tracker-tui: warning: {problem}" for problem in workspace.problems))
    workspace.notices.clear()


def print_json(value: object) -> None:
    """JSON for programs: of a list one record a line; text as it is, save what steers terminals."""
    import json

    if isinstance(value, list):
        lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in value)
        text = f"[\n{lines}\n]" if value else "[]"
    else:
        text = json.dumps(value, ensure_ascii=False, indent=2)
    print(_escaped_json(text))


def _escaped_json(text: str) -> str:
    return "\n".join(
        line
        if line.isprintable()
        else "".join(sign if one_line(sign) == sign else _json_escape(sign) for sign in line)
        for line in text.split("\n")
    )


def _json_escape(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def table(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """Rows as lines with aligned columns, two blanks between; columns in `right` end aligned."""
    safe = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*safe, strict=True)]
    to_right = frozenset(right)
    return [
        "  ".join(
            pad(cell, width, at in to_right)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in safe
    ]


def pad(text: str, width: int, right: bool = False) -> str:
    """The text with blanks up to a display width."""
    blanks = " " * (width - display_width(text))
    return blanks + text if right else text + blanks


def display_width(text: str) -> int:
    """The columns that a text takes in a terminal (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0
        if category(sign) in ("Mn", "Me", "Cf")
        else 2
        if east_asian_width(sign) in ("W", "F")
        else 1
        for sign in text
    )


def say_fitted(lines: Iterable[str]) -> None:
    """Lines of data, cut to the width of the terminal where stdout is one."""
    width = terminal_width()
    for line in lines:
        print(cut(one_line(line), width) if width else one_line(line))


def terminal_width() -> int:
    """The columns of the terminal on stdout; 0 where it is none."""
    if not sys.stdout.isatty():
        return 0
    import os

    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 80


def cut(text: str, width: int) -> str:
    """The text, its end replaced by … where it is wider than so many columns."""
    if display_width(text) <= width:
        return text
    kept, left = [], width - 1
    for sign in text:
        left -= display_width(sign)
        if left < 0:
            break
        kept.append(sign)
    return "".join(kept) + "…"


def write_bytes(data: bytes) -> None:
    """Bytes to standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
