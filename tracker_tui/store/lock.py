"""One writer at a time: a lock that the system releases when its process ends, however it ends."""

from __future__ import annotations

import errno
import os
import sys
import time
from _thread import RLock
from contextlib import suppress
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused
from tracker_tui.store.disk import DISK, make_folders, reason

if TYPE_CHECKING:
    from types import TracebackType

    from tracker_tui.store.disk import Disk

PAUSE = 0.002  # seconds between two attempts at first; grows to LONGEST_PAUSE
LONGEST_PAUSE = 0.05
_IN_USE = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20  # Windows refuses to read what is locked: lock a byte behind the text

    def _try_lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class WorkspaceLock:
    """A context manager that holds the lock file; may be entered again by the thread that holds it.

    Other threads and other processes wait for `timeout` seconds and are then refused with the
    number of the process that holds it.
    """

    def __init__(self, path: str, disk: Disk = DISK, timeout: float = 10.0) -> None:
        self.path = path
        self.timeout = timeout
        self.depth = 0  # how often the holding thread has entered
        self._disk = disk
        self._threads = RLock()
        self._descriptor = -1

    def __enter__(self) -> WorkspaceLock:
        if not self._threads.acquire(True, self.timeout):
            raise self._in_use()
        try:
            if self.depth == 0:
                self._descriptor = self._take()
            self.depth += 1
        except BaseException:
            self._threads.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.depth -= 1
        if self.depth == 0:
            descriptor, self._descriptor = self._descriptor, -1
            try:
                _unlock(descriptor)
            finally:
                os.close(descriptor)
        self._threads.release()

    def _take(self) -> int:
        deadline = time.monotonic() + self.timeout
        pause = PAUSE
        while True:
            descriptor = self._attempt()
            if descriptor is not None:
                return descriptor
            if time.monotonic() >= deadline:
                raise self._in_use()
            time.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)

    def _attempt(self) -> int | None:
        try:
            descriptor = self._open()
        except OSError as error:
            raise Refused(f"{self.path}: cannot lock the workspace: {reason(error)}") from None
        try:
            _try_lock(descriptor)
            if not self._still_there(descriptor):
                os.close(descriptor)
                return None
        except OSError as error:
            os.close(descriptor)
            if error.errno in _IN_USE:
                return None
            raise Refused(f"{self.path}: cannot lock the workspace: {reason(error)}") from None
        self._write_holder(descriptor)
        return descriptor

    def _open(self) -> int:
        try:
            return self._disk.open(self.path, os.O_RDWR | os.O_CREAT)
        except FileNotFoundError:
            make_folders(self._disk, os.path.dirname(self.path))
            return self._disk.open(self.path, os.O_RDWR | os.O_CREAT)

    def _still_there(self, descriptor: int) -> bool:
        """Whether it is still the file of that name: .tracker may be deleted at any time."""
        if sys.platform == "win32":
            return True
        try:
            named = os.stat(self.path)
        except FileNotFoundError:
            return False
        return os.path.samestat(named, os.fstat(descriptor))

    def _write_holder(self, descriptor: int) -> None:
        with suppress(OSError):  # a courtesy: the lock holds on a full disk too
            os.lseek(descriptor, 0, os.SEEK_SET)
            self._disk.write(descriptor, b"%-10d\n" % os.getpid())

    def _in_use(self) -> Refused:
        try:
            with open(self.path, "rb") as file:
                number = file.read(16).strip().decode("ascii", "replace")
        except OSError:
            number = ""
        holder = f"process {number}" if number.isdigit() else "another process"
        return Refused(
            f"the workspace is in use by {holder} (waited {self.timeout:g} s); "
            "try again when it is done"
        )
