"""Whole tables moved inside TOML texts as they are written, with their comments.

Only headers of the form `[a.b]` and `[[a.b]]` are known, and a line inside a list or a long string
may look like one: whoever calls compares what the result says with what was wished.
"""

from __future__ import annotations

import re


def rename_tables(text: str, path: tuple[str, ...], new: tuple[str, ...]) -> str:
    """The text with another name in the headers of a table and of those below it."""
    return re.sub(
        _header(path), lambda found: f"{found[1]}{'.'.join(new)}", text, flags=re.MULTILINE
    )


def split_tables(text: str, path: tuple[str, ...]) -> tuple[str, str]:
    """The text without a table and those below it, and their text.

    Comments right above a header belong to it.
    """
    parts: list[list[str]] = [[]]
    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith("["):
            above = parts[-1]
            comments: list[str] = []
            while above and above[-1].lstrip().startswith("#"):
                comments.insert(0, above.pop())
            parts.append(comments)
        parts[-1].append(line)
    own = re.compile(_header(path), re.MULTILINE)
    kept: list[str] = []
    taken: list[str] = []
    for part in ("".join(lines) for lines in parts):
        (taken if own.search(part) else kept).append(part)
    return "".join(kept), "".join(taken)


def join_tables(text: str, tables: str) -> str:
    """The text with tables behind all others, a blank line between."""
    return f"{text.rstrip()}\n\n{tables.strip()}\n" if text.strip() else tables


def _header(path: tuple[str, ...]) -> str:
    """What the beginning of a header looks like, up to the last key of the path."""
    names = (rf"(?:{re.escape(key)}|\"{re.escape(key)}\"|'{re.escape(key)}')" for key in path)
    dot = r"[ \t]*\.[ \t]*"
    return rf"^([ \t]*\[\[?[ \t]*){dot.join(names)}(?=[ \t]*[.\]])"
