"""Several files put in place, all or none."""

import os
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Refused
from tracker_tui.store.disk import (
    Stamp,
    make_folders,
    read_bytes,
    remove_folders,
    remove_quietly,
    stamp,
    write_synced,
)

if TYPE_CHECKING:
    from tracker_tui.store.disk import Disk


class Write(NamedTuple):
    """A file's old and new bytes (None: no file).

    `file` is its name in the workspace, `path` where it really is, `stamp` that of the old bytes.
    """

    file: str
    path: str
    old: bytes | None
    new: bytes | None
    stamp: Stamp | None

    @property
    def folder(self) -> str:
        """Where it is, and its temporary too: only within a file system can files be replaced."""
        return os.path.dirname(self.path)

    @property
    def temporary(self) -> str:
        """The file that is written first."""
        return os.path.join(self.folder, f".{os.path.basename(self.path)}.tmp")


class Publication:
    """The steps of writing: `prepare`, then `publish`; `discard` and `roll_back` undo them."""

    def __init__(self, disk: "Disk", writes: list[Write]) -> None:
        self._disk = disk
        self._writes = writes
        self._made: list[str] = []

    def temporaries(self) -> list[str]:
        """The files that `prepare` makes."""
        return [write.temporary for write in self._writes if write.new is not None]

    def prepare(self) -> None:
        """Write all new contents beside the files, durably."""
        for write in self._writes:
            if write.new is not None:
                self._made += make_folders(self._disk, write.folder)
                write_synced(self._disk, write.temporary, write.new)
        for write in self._writes:
            if stamp(write.path) != write.stamp:
                raise Refused(
                    f"{write.file} was changed by another program at this very moment; try again"
                )

    def publish(self) -> None:
        """Put everything in place, in the order given."""
        for write in self._writes:
            if write.new is None:
                self._disk.unlink(write.path)
            else:
                self._disk.replace(write.temporary, write.path)
        self._sync_folders()

    def discard(self) -> None:
        """Remove what `prepare` made."""
        for temporary in self.temporaries():
            remove_quietly(self._disk, temporary)
        remove_folders(self._disk, self._made)

    def roll_back(self) -> bool:
        """Put the old contents back where new ones are; tells whether all are as they were."""
        try:
            for write in self._writes:
                if read_bytes(write.path) != write.new:
                    continue  # not published, or changed by somebody else since
                if write.old is None:
                    self._disk.unlink(write.path)
                else:
                    write_synced(self._disk, write.temporary, write.old)
                    self._disk.replace(write.temporary, write.path)
            self._sync_folders()
        except (OSError, Refused):
            return False
        self.discard()
        return True

    def _sync_folders(self) -> None:
        for folder in dict.fromkeys(write.folder for write in self._writes):
            self._disk.fsync_dir(folder)
