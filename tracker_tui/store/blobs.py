"""The bytes of binary files that changes name, kept by their SHA-256 for recovery and undo."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused
from tracker_tui.store.disk import DISK, make_folders, read_bytes, remove_quietly, write_synced
from tracker_tui.store.records import blob_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker_tui.store.disk import Disk


class Blobs:
    """A folder of files that are named by the SHA-256 of their content."""

    def __init__(self, folder: str, disk: Disk = DISK) -> None:
        self.folder = folder
        self._disk = disk

    def keep(self, contents: Iterable[bytes]) -> list[str]:
        """Keep these contents durably; returns the files that are new."""
        made: list[str] = []
        try:
            for data in contents:
                path = self._path(blob_value(data)["sha256"])
                if read_bytes(path) == data:
                    continue
                make_folders(self._disk, self.folder)
                made.append(path)
                write_synced(self._disk, f"{path}.tmp", data)
                self._disk.replace(f"{path}.tmp", path)
            if made:
                self._disk.fsync_dir(self.folder)
        except BaseException:
            self.remove(made)
            raise
        return made

    def remove(self, paths: list[str]) -> None:
        """Remove files that `keep` made."""
        for path in paths:
            remove_quietly(self._disk, f"{path}.tmp")
            remove_quietly(self._disk, path)

    def get(self, sha256: str) -> bytes:
        """The bytes; refused where they are not kept any more."""
        data = None
        with suppress(Refused):
            data = read_bytes(self._path(sha256))
        if data is None or blob_value(data)["sha256"] != sha256:
            raise Refused(
                f"the bytes of the file with SHA-256 {sha256[:12]}... are not kept any more"
            )
        return data

    def _path(self, sha256: str) -> str:
        return os.path.join(self.folder, os.path.basename(sha256))
