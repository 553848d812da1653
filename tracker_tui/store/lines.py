"""Where a key stands in a file: the line of every key path in JSON and TOML as people write it.

Only asked when something is wrong, so these scanners are made for exactness and not for speed.
Both go as far as the text makes sense and never raise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Path = tuple["str | int", ...]
"""Keys from the outside in; a number counts the elements of a list from 0."""


def nearest(lines: Mapping[Path, int], path: Sequence[str | int]) -> int:
    """The line of a path, or of the nearest one above it that is written; 1 where none is."""
    whole = tuple(path)
    for length in range(len(whole), 0, -1):
        if whole[:length] in lines:
            return lines[whole[:length]]
    return 1


def dotted_paths(key: str) -> list[Path]:
    """The paths that a dotted key such as "rates.1.hourly" may mean, the likeliest first."""
    parts = key.split(".") if key else []
    with_numbers = tuple(int(part) if part.isdecimal() else part for part in parts)
    return [with_numbers, tuple(parts)]


# --- JSON ------------------------------------------------------------------------------------

_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


class JsonScan:
    """The lines of a JSON text's keys, and what a reader would swallow without a word."""

    def __init__(self, text: str, deepest: int) -> None:
        self.lines: dict[Path, int] = {}
        self.twice: list[tuple[int, Path]] = []  # keys that their object already has
        self.scalars: list[tuple[int, Path, str]] = []  # bare words and numbers
        self.too_deep = 0  # the line where the nesting passes `deepest`
        self._text = text
        self._at = 0
        self._line = 1
        self._scan(deepest)

    def _scan(self, deepest: int) -> None:
        path: list[str | int] = []
        in_list: list[bool] = []
        waiting = ""  # a string that may turn out to be a key
        for token in _JSON_TOKEN.finditer(self._text):
            word = token[0]
            line = self._line_of(token.start())
            if word in "{[":
                in_list.append(word == "[")
                path.append(0 if word == "[" else "")
                if len(in_list) > deepest:
                    self.too_deep = line
                    return
            elif word in "}]":
                if not in_list:
                    return
                in_list.pop()
                path.pop()
            elif word == "," and in_list and in_list[-1]:
                path[-1] = int(path[-1]) + 1
            elif word == ":" and in_list and not in_list[-1]:
                path[-1] = _json_text(waiting)
                self._note(tuple(path), line)
            elif word[0] == '"':
                waiting = word
            elif word not in ",:":
                self.scalars.append((line, tuple(path), word))

    def _note(self, path: Path, line: int) -> None:
        if path in self.lines:
            self.twice.append((line, path))
        else:
            self.lines[path] = line

    def _line_of(self, position: int) -> int:
        self._line += self._text.count("\n", self._at, position)
        self._at = position
        return self._line


def _json_text(token: str) -> str:
    from json import loads

    try:
        return str(loads(token, strict=False))
    except ValueError:
        return token


# --- TOML ------------------------------------------------------------------------------------

_TOML_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_TOML_KEY = re.compile(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*""")
_TOML_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'",
    re.DOTALL,
)
_TOML_WORD = re.compile(r"[^\s,\]}#][^,\]}#\r\n]*")


def toml_lines(text: str) -> dict[Path, int]:
    """The line of every key, table and element of a list in a TOML text."""
    return _TomlScan(text).lines


class _Lost(Exception):
    """The text makes no sense from here on."""


class _TomlScan:
    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._text = text
        self._at = 0
        self._lists: dict[Path, int] = {}  # lists of tables and the number of their last element
        try:
            self._document()
        except (_Lost, RecursionError):
            return

    def _document(self) -> None:
        table: Path = ()
        while self._skip_blank():
            if self._take("[["):
                table = self._element(self._key())
                self._need("]]")
            elif self._take("["):
                table = self._below((), self._key())
                self._note(table)
                self._need("]")
            else:
                self._pair(table)

    def _element(self, key: list[str]) -> Path:
        """One more element of a list of tables."""
        parent = self._below((), key[:-1])
        whole = (*parent, key[-1])
        self._lists[whole] = self._lists.get(whole, -1) + 1
        element = (*whole, self._lists[whole])
        self._note(whole)
        self._note(element)
        return element

    def _below(self, table: Path, key: list[str]) -> Path:
        """A key's path; the name of a list of tables means its last element."""
        for name in key:
            table = (*table, name)
            if table in self._lists:
                table = (*table, self._lists[table])
        return table

    def _pair(self, table: Path) -> None:
        key = self._key()
        for length in range(1, len(key) + 1):
            self._note((*table, *key[:length]))
        self._need("=")
        self._value((*table, *key))

    def _value(self, path: Path) -> None:
        self._skip_blank()
        if self._take("["):
            self._items(path)
        elif self._take("{"):
            while self._skip_blank() and not self._take("}"):
                self._pair(path)
                self._skip_blank()
                self._take(",")
        else:
            found = _TOML_STRING.match(self._text, self._at) or _TOML_WORD.match(
                self._text, self._at
            )
            if found is None:
                raise _Lost
            self._at = found.end()

    def _items(self, path: Path) -> None:
        number = 0
        while self._skip_blank() and not self._take("]"):
            self._note((*path, number))
            self._value((*path, number))
            self._skip_blank()
            self._take(",")
            number += 1

    def _key(self) -> list[str]:
        parts = []
        while True:
            found = _TOML_KEY.match(self._text, self._at)
            if found is None:
                raise _Lost
            self._at = found.end()
            quoted, literal, bare = found.groups()
            parts.append(_json_text(f'"{quoted}"') if quoted is not None else literal or bare or "")
            if not self._take("."):
                return parts

    def _note(self, path: Path) -> None:
        self.lines.setdefault(path, self._text.count("\n", 0, self._at) + 1)

    def _skip_blank(self) -> bool:
        found = _TOML_BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at < len(self._text)

    def _take(self, sign: str) -> bool:
        if not self._text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        return True

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            raise _Lost
