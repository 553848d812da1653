"""One writer at a time, whatever happens to the one that holds the lock."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from tests.store.faults import in_child
from tracker_tui.core.errors import Refused
from tracker_tui.store.lock import WorkspaceLock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / ".tracker" / "lock")


def test_the_holder_may_enter_again_and_others_are_told_who_it_is(place: str) -> None:
    with WorkspaceLock(place) as lock, lock:
        assert lock.depth == 2
        with (
            pytest.raises(Refused, match=rf"in use by process {os.getpid()} \(waited 0 s\)"),
            WorkspaceLock(place, timeout=0),
        ):
            pass
    with WorkspaceLock(place, timeout=0):
        pass
    assert os.stat(place).st_mode & 0o777 == 0o600
    assert os.stat(os.path.dirname(place)).st_mode & 0o777 == 0o700


def test_another_thread_waits_too(place: str) -> None:
    lock = WorkspaceLock(place, timeout=0.01)
    said: list[str] = []

    def enter() -> None:
        try:
            with lock:
                said.append("entered")
        except Refused as error:
            said.append(str(error))

    with lock:
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
    assert said[0].startswith(f"the workspace is in use by process {os.getpid()}")
    enter()
    assert said[1] == "entered"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_process_leaves_no_lock(place: str) -> None:
    def hold_and_die() -> None:
        with WorkspaceLock(place):
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_child(hold_and_die) == -signal.SIGKILL
    with WorkspaceLock(place, timeout=0):
        pass


def test_the_folder_may_be_deleted_between_and_while_it_is_held(place: str) -> None:
    lock = WorkspaceLock(place, timeout=0)
    with lock:
        shutil.rmtree(os.path.dirname(place))
    with lock, pytest.raises(Refused, match="in use"), WorkspaceLock(place, timeout=0):
        pass


def test_a_place_that_cannot_be_locked_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / ".tracker").write_text("a file where a folder belongs")
    with (
        pytest.raises(Refused, match="cannot lock the workspace: not a directory"),
        WorkspaceLock(str(tmp_path / ".tracker" / "lock")),
    ):
        pass
