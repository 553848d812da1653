"""The change that is being written, so that a crash leaves it undone or is made good."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from tracker_tui.store.actions import read_action
from tracker_tui.store.disk import DISK, read_bytes
from tracker_tui.store.tables import dump

if TYPE_CHECKING:
    from tracker_tui.store.actions import Action
    from tracker_tui.store.disk import Disk


class Intent:
    """The change that is being written: what to clean up, and once it is decided what to finish.

    Its first line names the temporary files; the second, the action, is written when they are all
    on the disk. Without a whole second line nothing was put in place yet.
    """

    def __init__(self, path: str, disk: Disk = DISK) -> None:
        self.path = path
        self._disk = disk
        self._new = False

    def is_open(self) -> bool:
        """Whether a change was interrupted, or is being written just now."""
        try:
            return os.stat(self.path).st_size > 0
        except OSError:
            return False

    def begin(self, temporaries: list[str]) -> None:
        """Note which files to remove if this ends here."""
        self._new = not os.path.exists(self.path)
        self._write(os.O_TRUNC, f"{dump(temporaries)}\n".encode(), durable=False)

    def declare(self, line: bytes) -> None:
        """From now on the action will be finished, whatever happens."""
        self._write(os.O_APPEND, line, durable=True)
        if self._new:
            self._disk.fsync_dir(os.path.dirname(self.path))

    def clear(self) -> None:
        """There is nothing to finish any more; raises OSError where that cannot be noted."""
        try:
            self._disk.truncate(self.path, 0)
        except FileNotFoundError:
            return
        except OSError:
            self._disk.unlink(self.path)

    def read(self) -> tuple[list[str], Action | None]:
        """The temporary files, and the action if it was decided."""
        first, _, rest = (read_bytes(self.path) or b"").partition(b"\n")
        try:
            named = json.loads(first)
        except ValueError:
            named = []
        whole = rest.endswith(b"\n")
        temporaries = [str(name) for name in named] if isinstance(named, list) else []
        return temporaries, read_action(rest) if whole else None

    def _write(self, flag: int, data: bytes, durable: bool) -> None:
        descriptor = self._disk.open(self.path, os.O_WRONLY | os.O_CREAT | flag)
        try:
            self._disk.write(descriptor, data)
            if durable:
                self._disk.fsync(descriptor)
        finally:
            self._disk.close(descriptor)
