"""The files of the roll-ups: one for each person and year, with a section for each month.

A line of JSON tells the sections; behind it lie their columns as they are in memory: seconds, days,
ids. Nothing is lost when such a file is: whatever is wrong with it, it counts as not there.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.rollup import Bundle, MonthFile

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = 1

_SECONDS = "I"
"""Type of the array of seconds: whole numbers of four bytes."""


class Section(NamedTuple):
    """A month: what it was made from (size, time, inode), its bundles, and its columns as bytes."""

    stamp: Sequence[int]
    head: dict[str, Any]
    columns: bytes


class YearFile:
    """The sections of a person's year by month; `changed` ones are written by `save`."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._sections = _read(path)
        self._changed = False

    def get(self, person: str, month: str, stamp: Sequence[int]) -> MonthFile | None:
        """The roll-up of a month, if it was made from a file with this stamp."""
        section = self._sections.get(month)
        if section is None or list(section.stamp) != list(stamp):
            return None
        return _unpack(person, section)

    def put(self, month: str, stamp: Sequence[int], rollup: MonthFile) -> None:
        """Keeps the roll-up of a month, from the next `save` on."""
        try:
            self._sections[month] = _pack(stamp, rollup)
        except OverflowError:  # an entry of more than a century
            return
        self._changed = True

    def save(self) -> None:
        """Replaces the file in one step; where nothing can be written there is none."""
        if not self._changed:
            return
        self._changed = False
        temporary = f"{self._path}.{os.getpid()}.tmp"
        try:
            with open(_new_file(temporary), "wb") as file:
                file.write(_text(self._sections))
            os.replace(temporary, self._path)
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)


def _pack(stamp: Sequence[int], rollup: MonthFile) -> Section:
    """The bundles column by column, which reads fastest; what few of them have is kept apart."""
    from array import array

    bundles, seconds = rollup.bundles, array(_SECONDS, rollup.seconds)
    columns = b"".join((seconds.tobytes(), bytes(rollup.days), rollup.ids.encode()))
    head = {
        "entries": len(seconds),
        "projects": [one.name[0] for one in bundles],
        "tasks": [one.name[1] for one in bundles],
        "billable": [one.name[2] for one in bundles],
        "ends": [one.end for one in bundles],
        "rates": [(at, one.rates) for at, one in enumerate(bundles) if one.rates],
        "parts": [(at, one.parts) for at, one in enumerate(bundles) if one.parts],
    }
    return Section(stamp, head, columns)


def _unpack(person: str, section: Section) -> MonthFile:
    from array import array

    head, data, seconds = section.head, section.columns, array(_SECONDS)
    ends: list[int] = head["ends"]
    rates: list[list[tuple[int, str]]] = [[]] * len(ends)
    parts: list[list[tuple[int, list[tuple[str, int]]]]] = [[]] * len(ends)
    for at, some in head["rates"]:
        rates[at] = some
    for at, several in head["parts"]:
        parts[at] = several
    names = zip(head["projects"], head["tasks"], head["billable"], strict=True)
    bundles = list(map(Bundle, names, [0, *ends], ends, rates, parts))
    count = head["entries"]
    middle = count * seconds.itemsize
    seconds.frombytes(data[:middle])
    days, ids = data[middle : middle + count], data[middle + count :].decode()
    return MonthFile(person, bundles, days, seconds.tolist(), ids)


def _text(sections: dict[str, Section]) -> bytes:
    from binascii import crc32

    from msgspec.json import encode  # loaded already by the scanner

    columns = b"".join([one.columns for one in sections.values()])
    months = {month: (one.stamp, len(one.columns), one.head) for month, one in sections.items()}
    head = encode({"form": _form(), "months": months})
    return b"%d %d\n%s\n%s" % (crc32(head), crc32(columns), head, columns)


def _read(path: str) -> dict[str, Section]:
    import json
    from binascii import crc32

    try:
        with open(path, "rb") as file:
            checks, line, columns = file.read().split(b"\n", 2)
        if checks != b"%d %d" % (crc32(line), crc32(columns)):
            return {}
        head = json.loads(line)
    except (OSError, ValueError):
        return {}
    found: dict[str, Section] = {}
    at = 0
    for month, (stamp, length, section) in (
        head["months"].items() if head["form"] == _form() else ()
    ):
        found[month] = Section(stamp, section, columns[at : at + length])
        at += length
    return found


def _form() -> list[object]:
    """What makes a file of another version, or of another machine, unreadable here."""
    return [VERSION, sys.byteorder]


def _new_file(path: str) -> int:
    """A descriptor of a file that belongs to its owner alone, in a folder that may be new."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        return os.open(path, flags, 0o600)
