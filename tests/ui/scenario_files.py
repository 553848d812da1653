"""Two workspaces compared: everything must be equal but ids, and the seals that follow from them.

Each id stands for the place where it is first seen, so that whatever refers to a record must refer
to the same one on both sides. Files are read in the order in which records refer to each other:
entries first, then drafts and documents, which name them.
"""

from __future__ import annotations

import re
from difflib import ndiff
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfReader

from tests.cli.session import contents

if TYPE_CHECKING:
    from pathlib import Path

MACHINE_STATE = (".tracker", ".git")
FIRST = {"time": 0, "expenses": 1, "drafts": 2, "documents": 3, "events": 4}

_ID = r"\b[0-9A-HJKMNP-TV-Z]{26}\b"
_LINE_ID = r"(?<=\bid = \")[0-9A-HJKMNP-TV-Z]{8}(?=\")"
_SEAL = r"\b[0-9a-f]{64}\b"
_KNOWN = re.compile("|".join((_ID, _LINE_ID, _SEAL)))
"""Ids of records and of the lines of documents; seals, and the hashes of what was sent."""


def differences(one: Path, other: Path) -> list[str]:
    """The lines in which two workspaces differ, ids apart."""
    mine, theirs = contents(one), contents(other)
    same = {name for name, data in mine.items() if theirs.get(name) == data}
    left, right = _readable(mine, same), _readable(theirs, same)
    found = [f"only in {one.name}: {name}" for name in left if name not in right]
    found += [f"only in {other.name}: {name}" for name in right if name not in left]
    for name in sorted(left.keys() & right.keys()):
        lines = ndiff(left[name].splitlines(), right[name].splitlines())
        found += [f"{name}: {line}" for line in lines if line[0] in "+-"]
    return found


def _readable(files: dict[str, bytes], same: set[str]) -> dict[str, str]:
    """The files as text, with ids by the order in which they are seen.

    Of those that are the `same` on both sides only the ids are looked at.
    """
    seen: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        return seen.setdefault(match[0], f"<{len(seen)}>")

    found = {}
    for name in sorted(files, key=_order):
        if name.split("/")[0] in MACHINE_STATE or (name in same and name.endswith(".pdf")):
            continue
        text = _pdf_text(files[name]) if name.endswith(".pdf") else files[name].decode()
        if name.startswith("events/"):
            text = _by_content(text)
        text = _KNOWN.sub(number, text)
        if name not in same:
            found[_KNOWN.sub(number, name)] = text
    return found


def _order(name: str) -> tuple[int, str]:
    return FIRST.get(name.split("/")[0], len(FIRST)), name


def _by_content(text: str) -> str:
    """Records of the same second are in the order of their ids: here in that of what they say."""
    lines = text.replace("},\n", "}\n").splitlines()
    return "\n".join(sorted(lines, key=lambda line: _KNOWN.sub("", line)))


def _pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
