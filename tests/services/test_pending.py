"""The entry line of a process that died."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.services.small_workspace import make_workspace
from tracker_tui.services.pending import Pending, drop_pending, note_pending, take_pending

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace

NOBODY = 2**22 + 1
"""A process that cannot be there: Linux numbers them up to 2**22."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A small workspace."""
    return make_workspace(tmp_path)


def left(workspace: Workspace, text: str, process: int = NOBODY, earlier: int = 0) -> Pending:
    """A line as another process noted it."""
    now = workspace.now()
    pending = Pending("start", now._replace(utc=now.utc - earlier), text, workspace.person)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "getpid", lambda: process)
        note_pending(workspace, pending)
    return pending


def files(workspace: Workspace) -> list[str]:
    return sorted(os.listdir(os.path.join(workspace.root, ".tracker", "pending")))


def test_a_dead_processs_line_is_taken_over_and_kept(workspace: Workspace) -> None:
    pending = left(workspace, "acme/api Größe [1] 🎉")
    assert take_pending(workspace) == pending
    assert files(workspace) == [f"{os.getpid()}.json"]
    assert take_pending(workspace) == pending
    drop_pending(workspace)
    assert take_pending(workspace) is None
    assert files(workspace) == []
    drop_pending(workspace)


def test_the_newest_line_is_taken_and_older_ones_are_forgotten(workspace: Workspace) -> None:
    left(workspace, "older", NOBODY, 60)
    newest = left(workspace, "newest", NOBODY + 1)
    assert take_pending(workspace) == newest
    assert files(workspace) == [f"{os.getpid()}.json"]


def test_a_living_process_and_another_person_keep_theirs(workspace: Workspace) -> None:
    left(workspace, "alive", os.getppid())
    left(workspace, "mine")
    workspace.person = "ada"
    assert take_pending(workspace) is None
    assert len(files(workspace)) == 2


@pytest.mark.parametrize("text", ["", "[]", '{"kind": "start"}', '{"kind": 1, "moment": "x"}'])
def test_a_file_that_says_nothing_is_forgotten(workspace: Workspace, text: str) -> None:
    left(workspace, "mine")
    path = os.path.join(workspace.root, ".tracker", "pending", f"{NOBODY}.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    assert take_pending(workspace) is None
    assert files(workspace) == []


def test_where_nothing_can_be_written_nothing_is_said(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / ".tracker").write_text("in the way", encoding="utf-8")
    note_pending(workspace, Pending("start", workspace.now(), "lost"))
    drop_pending(workspace)
    assert take_pending(workspace) is None
