"""The program called in this process, as a session whose words and answers can be compared."""

from __future__ import annotations

import io
import json
import os
import shlex
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest


class Answer(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, read as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """What it printed, line by line."""
        return self.out.splitlines()

    def done(self) -> Answer:
        """Itself; fails where the command did."""
        assert self.code == 0, self.err
        return self


def call(*words: str) -> Answer:
    """Run the program with these words."""
    data = io.BytesIO(), io.BytesIO()
    out, err = (
        io.TextIOWrapper(one, encoding="utf-8", newline="", write_through=True) for one in data
    )
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(words))
    return Answer(code, *(one.getvalue().decode() for one in data))


class Session:
    """Commands in one workspace, at a time of day that the test sets."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._patch = patch
        self._names: dict[str, str] = {}
        patch.setenv("TRACKER_TUI_WORKSPACE", str(folder))
        self.at("2026-11-20T09:00:00+01:00")

    def at(self, moment: str) -> None:
        """Set the clock: a moment, or a time of day (Berlin, winter) on 20 November 2026."""
        if len(moment) <= 5:
            moment = f"2026-11-20T{moment:0>5}:00+01:00"
        self._patch.setenv("TRACKER_TUI_NOW", moment)

    def run(self, *words: str) -> Answer:
        """Run a command; ENT1, DRF1, ... stand for the records in the order of their making."""
        answer = call(*(self._unnamed(word) for word in words))
        self._name_new_records()
        return answer._replace(out=self._named(answer.out), err=self._named(answer.err))

    def replay(self, transcript: str) -> str:
        """Run every `$ command` of a transcript; gives the transcript as it came out.

        `! ` begins a line of stderr, `@ ` sets the clock, `[1]` is an exit code other than 0.
        """
        found: list[str] = []
        for line in transcript.splitlines():
            if line.startswith("@ "):
                self.at(line[2:])
                found.append(line)
            elif line.startswith("$ "):
                answer = self.run(*shlex.split(line[2:]))
                found += [line, *answer.lines, *(f"! {one}" for one in answer.err.splitlines())]
                found += [f"[{answer.code}]"] if answer.code else []
        return "\n".join(found)

    @property
    def handles(self) -> dict[str, str]:
        """What people would type for ENT01, DRF01, ..."""
        return {name: record_id[-5:] for record_id, name in self._names.items()}

    def _name_new_records(self) -> None:
        """Names for what is new, by kind and then in the order of the files."""
        for folder, table, prefix in (("time", "entries", "ENT"), ("expenses", "expenses", "EXP")):
            for path in sorted((self.folder / folder).rglob("*.json")):
                with suppress(ValueError):  # a file that a test has spoiled
                    self._name(json.loads(path.read_text(encoding="utf-8")).get(table, {}), prefix)
        self._name([path.stem for path in sorted(self.folder.glob("drafts/*.toml"))], "DRF")

    def _name(self, record_ids: Iterable[str], prefix: str) -> None:
        for record_id in record_ids:
            if record_id not in self._names:
                count = sum(name.startswith(prefix) for name in self._names.values())
                self._names[record_id] = f"{prefix}{count + 1:02}"

    def _named(self, text: str) -> str:
        for record_id, name in self._names.items():
            text = text.replace(record_id, f"{record_id[:2]}{name:.>24}")
            text = text.replace(record_id[-5:], name)
        return text

    def _unnamed(self, word: str) -> str:
        for record_id, name in self._names.items():
            word = word.replace(name, record_id[-5:])
        return word


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its relative path; folders with an empty text."""
    found = {}
    for place, _, names in os.walk(folder):
        found[os.path.relpath(place, folder) + "/"] = b""
        for name in names:
            path = Path(place) / name
            found[os.path.relpath(path, folder)] = path.read_bytes()
    return found
