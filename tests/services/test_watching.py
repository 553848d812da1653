"""Noticing that files changed: what somebody else writes, and nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.services.small_workspace import make_workspace, track, write
from tracker_tui.services.watching import Watch

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace

ACME = 'name = "Acme"\ncurrency = "EUR"\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with a client, work of two months and a sealed document; November was read."""
    workspace = make_workspace(tmp_path)
    write(tmp_path, "clients/acme.toml", ACME)
    write(tmp_path, "documents/2026/INV-0.toml", 'number = "INV-0"\n')
    track(workspace, "acme/api")
    track(workspace, "acme/api", day="2026-10-20")
    workspace.refresh()
    assert workspace.entries("me", "2026-11")
    return workspace


def edit(path: Path) -> None:
    """Writes a file in place, so that its folder tells nothing."""
    with path.open("a", encoding="utf-8") as file:
        file.write("\n")


def test_nothing_changes_by_looking(workspace: Workspace) -> None:
    watch = Watch(workspace)
    assert not watch.changed()
    assert workspace.entries("me", "2026-10")  # read for the first time: now it is looked at, too
    assert workspace.clients()
    assert not watch.changed()
    edit_later = workspace.files.path("time/me/2026-10.json")
    with open(edit_later, "a", encoding="utf-8") as file:
        file.write("\n")
    assert watch.changed()


@pytest.mark.parametrize(
    "file", ["tracker.toml", "clients/acme.toml", "people/me.toml", "time/me/2026-11.json"]
)
def test_an_edit_in_place_is_noticed_once(workspace: Workspace, tmp_path: Path, file: str) -> None:
    watch = Watch(workspace)
    edit(tmp_path / file)
    assert watch.changed()
    assert not watch.changed()


@pytest.mark.parametrize(
    "file",
    [
        "clients/new.toml",
        "documents/2026/INV-1.toml",
        "drafts/1.toml",
        "events/2026.json",
        "expenses/2026.json",
        "time/ada/2026-09.json",
        "time/ada/running.json",
        "time/ben/2026-11.json",
    ],
)
def test_a_new_file_is_noticed(workspace: Workspace, tmp_path: Path, file: str) -> None:
    watch = Watch(workspace)
    write(tmp_path, file, "")
    assert watch.changed()
    assert not watch.changed()


def test_a_removed_file_is_noticed(workspace: Workspace, tmp_path: Path) -> None:
    watch = Watch(workspace)
    (tmp_path / "clients/acme.toml").unlink()
    assert watch.changed()
    assert not watch.changed()


def test_a_replaced_month_is_noticed_though_nobody_reads_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    watch = Watch(workspace)
    month = tmp_path / "time/me/2026-10.json"
    fresh = tmp_path / "time/me/fresh"
    fresh.write_bytes(month.read_bytes() + b"\n")
    os.replace(fresh, month)
    assert watch.changed()


def test_sealed_documents_are_not_looked_at_one_by_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    watch = Watch(workspace)
    edit(tmp_path / "documents/2026/INV-0.toml")
    assert not watch.changed()


def test_a_change_of_ones_own_is_noted(workspace: Workspace) -> None:
    watch = Watch(workspace)
    track(workspace, "acme/api", day="2026-11-19")
    watch.note()
    assert not watch.changed()
    track(workspace, "acme/api", day="2026-11-18")
    assert watch.changed()
