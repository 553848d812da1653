"""A workspace of a freelancer in Berlin, and the program in it."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from tests.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A workspace in which nothing was done yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    session = Session(tmp_path / "hours", monkeypatch)
    words = ("--no-git", "--person", "ada", "--zone", "Europe/Berlin", "--currency", "EUR")
    session.run("init", *words, "--name", "Ada Lovelace").done()
    return session


@pytest.fixture
def session(empty: Session) -> Session:
    """A client with a project, its rates and taxes, and the address of the business."""
    address = ("--street", "Weg 1", "--zip", "10115", "--city", "Berlin", "--country", "DE")
    taxes = ("--tax", "S", "--tax-rate", "19")
    empty.run("client", "add", "acme", "--name", "Acme GmbH", *address, *taxes).done()
    empty.run("project", "add", "acme/api", "--name", "Payments API").done()
    empty.run("rate", "set", "default", "90", "--from", "2026-01-01").done()
    with (empty.folder / "tracker.toml").open("a", encoding="utf-8") as file:
        file.write('[[addresses]]\nstreet = "Ring 2"\nzip = "10117"\ncity = "Berlin"\n')
        file.write('country = "DE"\nvat_id = "DE136695976"\n')
    return empty


@pytest.fixture
def transcript(session: Session) -> Callable[[str], None]:
    """Runs a transcript in that workspace; every line must come as it is written."""

    def compare(text: str) -> None:
        wanted = dedent(text).strip()
        assert session.replay(wanted) == wanted

    return compare
