"""A small workspace, and disks that fail or kill the process at a chosen system call."""

from __future__ import annotations

import errno
import os
import signal
from typing import TYPE_CHECKING, Any, NoReturn

from tracker_tui.store.commit import Store
from tracker_tui.store.disk import Disk
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from collections.abc import Callable

MONTH = "time/ada/2026-11.json"
RUNNING = "time/ada/running.json"
CLIENT = "clients/acme.toml"
CLIENT_TEXT = """\
# Our oldest client.
name = "Acme GmbH"  # since 2019

# What we charge
[[rates]]
from = 2025-01-01
hourly = 90.00  # agreed by phone
"""
TIMER = {"start": "2026-11-20T09:02:00+01:00", "zone": "Europe/Berlin", "project": "acme/api"}
KEY_ORDER = {"entries": ("start", "end", "zone", "project", "task", "note", "tags")}


def open_store(root: object, disk: Disk | None = None, timeout: float = 10.0) -> Store:
    """A store over the folder as a workspace opens it."""
    return Store(
        str(root),
        disk or Disk(),
        key_order=KEY_ORDER,
        owned=("drafts/", "documents/"),
        timeout=timeout,
    )


def entry(record_id: str, before: Any, after: Any, file: str = MONTH) -> Change:
    """A change of one record of the table "entries"."""
    return Change(file, ("entries", record_id), before, after)


def put_text(root: object, file: str, text: str | bytes) -> str:
    """A file as somebody else writes it; returns its path."""
    path = os.path.join(str(root), file)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as opened:
        opened.write(text.encode() if isinstance(text, str) else text)
    return path


def get_text(root: object, file: str) -> str:
    """A file's text."""
    with open(os.path.join(str(root), file), encoding="utf-8", newline="") as opened:
        return opened.read()


def make_workspace(root: object) -> None:
    """A running timer, a month with one entry and a client with comments."""
    store = open_store(root)
    put_text(root, CLIENT, CLIENT_TEXT)
    earlier = {**TIMER, "start": "2026-11-19T09:00:00+01:00", "end": "2026-11-19T10:00:00+01:00"}
    store.commit("Started", [entry("A1", None, earlier), entry("B2", None, TIMER, RUNNING)])


def stop_changes() -> list[Change]:
    """A stop with a new rate: three files, of which one loses a record and one keeps comments."""
    stopped = {**TIMER, "end": "2026-11-20T11:40:00+01:00"}
    return [
        entry("B2", TIMER, None, RUNNING),
        entry("B2", None, stopped),
        Change(CLIENT, ("note",), None, "A good month"),
        Change(CLIENT, ("currency",), None, "EUR"),
    ]


def data_files(root: object) -> dict[str, bytes]:
    """The bytes of everything outside .tracker."""
    found = {}
    for folder, folders, names in os.walk(str(root)):
        folders[:] = [name for name in folders if name != ".tracker"]
        for name in folders:
            found[os.path.relpath(os.path.join(folder, name), str(root)) + "/"] = b""
        for name in names:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, str(root))] = open_bytes(path)
    return found


def open_bytes(path: str) -> bytes:
    """A file's bytes."""
    with open(path, "rb") as opened:
        return opened.read()


def values(root: object) -> dict[str, Any]:
    """What the files say; an empty table says as much as none. Every file must parse."""
    store = open_store(root)
    found: dict[str, Any] = {}
    for file in data_files(root):
        if file.endswith(".json"):
            tables = {name: table for name, table in store.tables(file).items() if table}
            if tables:
                found[file] = tables
        elif file.endswith(".toml"):
            found[file] = store.toml(file)
        elif not file.endswith(("/", ".tmp")):
            found[file] = store.read(file)
    return found


class CountingDisk(Disk):
    """Calls `before(name, number)` ahead of every system call that changes the disk."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def reached(self, name: str) -> None:
        """Hook: the call of this name comes now."""
        self.calls.append(name)

    def open(self, path: str, flags: int) -> int:
        self.reached("open")
        return super().open(path, flags)

    def write(self, descriptor: int, data: bytes) -> None:
        try:
            self.reached("write")
        except OSError:
            super().write(descriptor, data[: len(data) // 2])
            raise
        super().write(descriptor, data)

    def fsync(self, descriptor: int) -> None:
        self.reached("fsync")
        super().fsync(descriptor)

    def replace(self, source: str, target: str) -> None:
        self.reached("replace")
        super().replace(source, target)

    def unlink(self, path: str) -> None:
        self.reached("unlink")
        super().unlink(path)

    def mkdir(self, path: str) -> None:
        self.reached("mkdir")
        super().mkdir(path)

    def rmdir(self, path: str) -> None:
        self.reached("rmdir")
        super().rmdir(path)

    def truncate(self, path: str, size: int) -> None:
        self.reached("truncate")
        super().truncate(path, size)

    def fsync_dir(self, path: str) -> None:
        self.reached("fsync_dir")
        super().fsync_dir(path)


class FullDisk(CountingDisk):
    """Fails at the system call of this number, half a write done; for good if `stays`."""

    def __init__(self, number: int, stays: bool = False, error: int = errno.ENOSPC) -> None:
        super().__init__()
        self.number = number
        self.stays = stays
        self.error = error

    def reached(self, name: str) -> None:
        super().reached(name)
        number = len(self.calls) - 1
        frees = name in ("unlink", "rmdir", "truncate")  # a full disk still lets go
        if number == self.number or (self.stays and number > self.number and not frees):
            raise OSError(self.error, os.strerror(self.error))


class DeadlyDisk(CountingDisk):
    """Kills the process at the system call of this number, with half of a write done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def reached(self, name: str) -> None:
        if len(self.calls) == self.number and name != "write":
            die()
        super().reached(name)

    def write(self, descriptor: int, data: bytes) -> None:
        if len(self.calls) == self.number:
            os.write(descriptor, data[: len(data) // 2])
            die()
        super().write(descriptor, data)


def die() -> NoReturn:
    """As if the power went: no handler, no cleaning up."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("the process lives on")


def in_child(work: Callable[[], object]) -> int:
    """The exit status of a process of its own that does the work (negative: a signal ended it)."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
