"""The history that the entry line suggests from, read out of a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.moving_clock import Clock
from tests.services.small_workspace import write
from tracker_tui.core.grammar import parse_words
from tracker_tui.core.suggesting import suggest
from tracker_tui.services.clients import archive_client, rename_client
from tracker_tui.services.entries import add_entry
from tracker_tui.services.suggesting import Memory
from tracker_tui.store.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A workspace at nine in the morning, with work of the months before."""
    clock = Clock(tmp_path, "Europe/Berlin", "2026-11-20T09:00:00+01:00")
    for when, *words in (
        ("2026-08-01 9-10", "acme/api", "Too long ago"),
        ("2026-09-01 9-10", "acme/api", "Old", "@dev"),
        ("yesterday 9-11", "acme/ops", "New", "+night"),
        ("yesterday 1h30", "acme/ops", "A duration alone"),
    ):
        add_entry(clock.workspace, when, parse_words(words))
    return clock


def recent(memory: Memory, clock: Clock) -> list[str]:
    return [thing.line for thing in memory.history(clock.workspace).recent]


def test_the_entries_of_the_last_months_are_what_is_suggested(clock: Clock) -> None:
    assert recent(Memory(), clock) == [
        "acme/ops New +night",
        "acme/ops A duration alone",
        "acme/api Old @dev",
    ]


def test_a_change_is_seen_and_what_runs_is_left_out(clock: Clock) -> None:
    memory = Memory()
    assert len(recent(memory, clock)) == 3
    clock.start("2026-11-20T10:00:00+01:00", "acme/api", "Just now")
    assert "acme/api Just now" not in recent(memory, clock)
    clock.stop("2026-11-20T10:05:00+01:00")
    assert recent(memory, clock)[0] == "acme/api Just now"


def test_months_that_did_not_change_are_read_once(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, read = Memory(), []
    entries = Workspace.entries

    def spy(self: Workspace, person: str, month: str) -> object:
        read.append(month)
        return entries(self, person, month)

    monkeypatch.setattr(Workspace, "entries", spy)
    memory.history(clock.workspace)
    assert read == ["2026-08", "2026-09", "2026-11"]
    add_entry(clock.workspace, "today 8-9", parse_words(["acme/api", "Fresh"]))
    read.clear()
    assert "acme/api Fresh" in recent(memory, clock)
    assert read == ["2026-11"]


def test_projects_have_their_present_names_and_archived_ones_none(
    clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "clients/acme.toml"
    write(tmp_path, "clients/zeta.toml", 'name = "Z"\n[projects.new]\nname = "New"\n')
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"API"', '"API"\naka = ["acme/rest"]'), encoding="utf-8")
    month = tmp_path / "time/ada/2026-09.json"
    month.write_text(month.read_text(encoding="utf-8").replace("acme/api", "acme/rest"))
    assert "acme/api Old @dev" in recent(Memory(), clock)
    rename_client(clock.workspace, "acme", "apex")
    assert "apex/ops New +night" in recent(Memory(), clock)
    history = Memory().history(clock.workspace)
    assert [one.name for one in suggest(history, "z")] == ["zeta/new"]
    archive_client(clock.workspace, "apex")
    assert recent(Memory(), clock) == []
