"""Kills and failing disks at every step of a commit over three files: all of it or nothing."""

from __future__ import annotations

import errno
import os
import signal
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.store.faults import (
    CLIENT,
    CLIENT_TEXT,
    MONTH,
    RUNNING,
    CountingDisk,
    DeadlyDisk,
    FullDisk,
    data_files,
    entry,
    get_text,
    in_child,
    make_workspace,
    open_store,
    put_text,
    stop_changes,
    values,
)
from tracker_tui.core.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from tracker_tui.store.disk import Disk
    from tracker_tui.store.records import Change

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def stop(root: Path, disk: Disk | None = None) -> None:
    open_store(root, disk).commit("Stopped acme/api", stop_changes(), person="ada", at="now")


def calls_of(root: Path) -> list[str]:
    disk = CountingDisk()
    stop(root, disk)
    return disk.calls


@pytest.fixture
def both(tmp_path: Path) -> tuple[dict[str, Any], dict[str, Any], int]:
    """What the files say before and after the commit, and how many system calls it takes."""
    make_workspace(tmp_path / "trial")
    before = values(tmp_path / "trial")
    count = len(calls_of(tmp_path / "trial"))
    after = values(tmp_path / "trial")
    assert before != after
    return before, after, count


def no_leftovers(root: Path) -> bool:
    return not any(file.endswith(".tmp") for file in data_files(root))


@needs_fork
def test_a_kill_at_any_step_leaves_all_or_nothing_after_the_next_start(
    tmp_path: Path, both: tuple[dict[str, Any], dict[str, Any], int]
) -> None:
    before, after, count = both
    seen = []
    for number in range(count):
        root = tmp_path / str(number)
        make_workspace(root)
        assert in_child(partial(stop, root, DeadlyDisk(number))) == -signal.SIGKILL
        for file in data_files(root):
            if file.endswith((".json", ".toml")) and ".tmp" not in file:
                assert open_store(root).read(file)  # never empty, never half
        values(root)
        store = open_store(root)
        said = store.recover()
        state = values(root)
        assert state in (before, after)
        assert no_leftovers(root)
        assert store.recover() == ""
        known = [action.label for action in store.history()]
        assert known == (["Stopped acme/api", "Started"] if state == after else ["Started"])
        if state == after:
            assert "Stopped acme/api" in said or number >= count - 2
            assert "# agreed by phone" in get_text(root, CLIENT)
            store.undo()
            assert values(root) == before
        seen.append(state == after)
    assert seen == sorted(seen)  # once it is decided, it is decided
    assert set(seen) == {False, True}


@needs_fork
def test_a_kill_while_the_crash_is_made_good_is_made_good_again(
    tmp_path: Path, both: tuple[dict[str, Any], dict[str, Any], int]
) -> None:
    _, after, _ = both
    make_workspace(tmp_path / "w")
    first_rename = calls_of_copy(tmp_path).index("replace")
    assert in_child(lambda: stop(tmp_path / "w", DeadlyDisk(first_rename + 1))) < 0
    for number in range(1, 12, 2):
        in_child(open_store(tmp_path / "w", DeadlyDisk(number)).recover)
    open_store(tmp_path / "w").recover()
    assert values(tmp_path / "w") == after
    assert [one.label for one in open_store(tmp_path / "w").history()].count(
        "Stopped acme/api"
    ) == 1


def calls_of_copy(root: Path) -> list[str]:
    make_workspace(root / "copy")
    return calls_of(root / "copy")


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES])
def test_one_failing_call_changes_nothing_or_is_not_felt(
    tmp_path: Path, both: tuple[dict[str, Any], dict[str, Any], int], error: int
) -> None:
    _, after, count = both
    refused = 0
    for number in range(count):
        root = tmp_path / str(number)
        make_workspace(root)
        files = data_files(root)
        try:
            stop(root, FullDisk(number, error=error))
        except Refused as refusal:
            refused += 1
            assert "\n" not in str(refusal)
            assert data_files(root) == files
            assert open_store(root).recover() == ""
            assert data_files(root) == files
        else:
            assert values(root) == after
            open_store(root).recover()
            assert open_store(root).history()[0].label == "Stopped acme/api"
        stop_again_or_not(root, after)
    assert refused > count // 2


def stop_again_or_not(root: Path, after: dict[str, Any]) -> None:
    """Whatever happened, the next commit works."""
    stop(root)
    assert values(root) == after


def test_a_disk_that_stays_full_never_leaves_a_mixture(
    tmp_path: Path, both: tuple[dict[str, Any], dict[str, Any], int]
) -> None:
    before, after, count = both
    for number in range(count):
        root = tmp_path / str(number)
        make_workspace(root)
        try:
            stop(root, FullDisk(number, stays=True))
        except Refused as refusal:
            assert "no space left on device" in str(refusal)
        values(root)  # every file parses even now
        open_store(root).recover()
        assert values(root) in (before, after)
        assert no_leftovers(root)


def test_new_folders_of_a_refused_commit_are_removed(tmp_path: Path) -> None:
    root = tmp_path / "w"
    make_workspace(root)
    files = data_files(root)
    change = entry("A1", None, {"note": "x"}, "time/bob/deep/2026-11.json")
    disk = FullDisk(-1)
    disk.number = next_call(tmp_path / "copy", change, "replace")
    with pytest.raises(Refused, match=r"cannot save .Added. .*; nothing was changed"):
        open_store(root, disk).commit("Added", [change])
    assert data_files(root) == files


def next_call(root: Path, change: Change, name: str) -> int:
    make_workspace(root)
    disk = CountingDisk()
    open_store(root, disk).commit("Added", [change])
    return disk.calls.index(name)


@needs_fork
def test_a_record_that_changed_since_the_crash_is_left_alone_and_named(tmp_path: Path) -> None:
    root = tmp_path / "w"
    make_workspace(root)
    crash_before_the_first_rename(root, tmp_path / "copy")
    put_text(root, CLIENT, CLIENT_TEXT + '\n[projects.new]\nname = "x"\n')
    put_text(root, MONTH, '{"entries": {\n"B2": {"note": "by hand"}\n}}\n')
    said = open_store(root).recover()
    assert 'finished "Stopped acme/api"' in said
    assert f"changed meanwhile and left alone: {MONTH} entries.B2" in said
    assert values(root)[MONTH] == {"entries": {"B2": {"note": "by hand"}}}
    assert values(root)[CLIENT]["note"] == "A good month"
    assert values(root)[CLIENT]["projects"] == {"new": {"name": "x"}}
    assert RUNNING not in values(root)


@needs_fork
def test_a_file_that_was_broken_since_the_crash_stops_only_its_own_part(tmp_path: Path) -> None:
    root = tmp_path / "w"
    make_workspace(root)
    crash_before_the_first_rename(root, tmp_path / "copy")
    put_text(root, CLIENT, "name = \n")
    assert f"left alone: {CLIENT} note, {CLIENT} currency" in open_store(root).recover()
    assert get_text(root, CLIENT) == "name = \n"
    assert "B2" in open_store(root).tables(MONTH)["entries"]
    assert open_store(root).recover() == ""


def crash_before_the_first_rename(root: Path, copy: Path) -> None:
    make_workspace(copy)
    number = calls_of(copy).index("replace")
    assert in_child(lambda: stop(root, DeadlyDisk(number))) == -signal.SIGKILL


@needs_fork
def test_an_intent_that_is_garbage_stops_nobody(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    before = values(tmp_path)
    for garbage in (b"{", b'["a"]\n{"id": 1}\n', b"\xff\n\xff\n", b"7\n[]\n", b'"../x.tmp"\n'):
        put_text(tmp_path, ".tracker/intent.json", garbage)
        assert open_store(tmp_path).recover() == ""
        assert values(tmp_path) == before


@needs_fork
def test_two_processes_lose_no_update(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.commit("Began", [entry("sum", None, {"seconds": 0})])
    go, gone = os.pipe()

    def count(name: str) -> None:
        os.read(go, 1)
        mine = open_store(tmp_path)
        for number in range(100):
            with mine.locked():
                old = mine.tables(MONTH)["entries"]["sum"]
                new = {"seconds": old["seconds"] + 1}
                change = entry(f"{name}{number:03}", None, {"note": name})
                mine.commit("Counted", [entry("sum", old, new), change])

    children = []
    for name in ("ada", "bob"):
        child = os.fork()
        if child == 0:
            try:
                count(name)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    os.write(gone, b"12")
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    os.close(go)
    os.close(gone)
    entries = store.tables(MONTH)["entries"]
    assert entries["sum"] == {"seconds": 200}
    assert len(entries) == 201
    assert len(store.history(1000)) == 201
