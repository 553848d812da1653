"""What was done in this workspace on this machine: one action a line, the newest last.

Undo and redo are actions too, with the inverse changes: what can be undone is read off the end.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from tracker_tui.store.actions import DO, REDO, UNDO, read_action
from tracker_tui.store.disk import DISK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker_tui.store.actions import Action
    from tracker_tui.store.disk import Disk

BLOCK = 1 << 16  # bytes read at once from the end


class History:
    """The file of actions; may be deleted at any time, then there is nothing to undo."""

    def __init__(self, path: str, disk: Disk = DISK) -> None:
        self.path = path
        self._disk = disk

    def append(self, line: bytes) -> None:
        """Add a line durably, behind the last whole one; OSError leaves the file as it was."""
        new = not os.path.exists(self.path)
        size = 0 if new else self._whole_size()
        descriptor = self._disk.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            self._disk.write(descriptor, line)
            self._disk.fsync(descriptor)
        except OSError:
            with suppress(OSError):
                self._disk.truncate(self.path, size)
            raise
        finally:
            self._disk.close(descriptor)
        if new:
            self._disk.fsync_dir(os.path.dirname(self.path))

    def _whole_size(self) -> int:
        """The size without a torn last line, which is cut off."""
        with open(self.path, "rb") as file:
            size = end = file.seek(0, os.SEEK_END)
            while end:
                start = max(end - BLOCK, 0)
                file.seek(start)
                found = file.read(end - start).rfind(b"\n")
                if found >= 0:
                    end = start + found + 1
                    break
                end = start
        if end < size:
            self._disk.truncate(self.path, end)
        return end

    def newest_first(self) -> Iterator[Action]:
        """The actions from the end; lines that cannot be read are passed over."""
        for line in _lines_from_end(self.path):
            action = read_action(line)
            if action is not None:
                yield action

    def to_undo(self) -> Action | None:
        """The newest action that is not undone."""
        return next((one for one in self.actions() if not one.undone), None)

    def to_redo(self) -> Action | None:
        """The action that was undone last, unless something else was done since."""
        redone = set()
        for action in self.newest_first():
            if action.kind == DO:
                return None
            if action.kind == REDO:
                redone.add(action.of)
            elif action.of in redone:
                redone.discard(action.of)
            else:
                return self._action(action.of)
        return None

    def actions(self) -> Iterator[Action]:
        """What was done, newest first, each with whether it is undone now."""
        undone: dict[str, bool] = {}
        for action in self.newest_first():
            if action.kind == DO:
                yield action._replace(undone=undone.get(action.id, False))
            else:
                undone.setdefault(action.of, action.kind == UNDO)

    def _action(self, action_id: str) -> Action | None:
        return next((one for one in self.newest_first() if one.id == action_id), None)


def _lines_from_end(path: str) -> Iterator[bytes]:
    with suppress(FileNotFoundError), open(path, "rb") as file:
        end = file.seek(0, os.SEEK_END)
        rest: list[bytes] = []  # pieces of a line whose beginning is further up, last piece first
        while end:
            start = max(end - BLOCK, 0)
            file.seek(start)
            first, *lines = file.read(end - start).split(b"\n")
            end = start
            if lines:
                rest.append(lines.pop())
                yield b"".join(reversed(rest))
                yield from reversed(lines)
                rest = []
            rest.append(first)
        yield b"".join(reversed(rest))
