"""Noticing that files of the workspace changed: by hand, by git, by another process."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tracker_tui.store import layout

if TYPE_CHECKING:
    from tracker_tui.store.workspace import Workspace

FOLDERS = ("people", "clients", "drafts", "documents", "events", "expenses", "recurring", "time")

Stamp = tuple[int, int, int]


class Watch:
    """The stamps of the files that screens show, compared each time that `changed` is asked.

    Folders tell of files that came and went or were replaced; what somebody writes in place is
    seen in the files themselves: settings, clients, drafts and what was read last. Sealed documents
    are many and nobody writes them, so that their folders suffice.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._folders: dict[str, tuple[Stamp, list[str], list[str]]] = {}
        self._seen = self._stamps()

    def changed(self) -> bool:
        """Whether anything changed since the last time that was asked (or `note` was called)."""
        stamps = self._stamps()
        seen = self._seen  # a file that is read for the first time is no change
        changed = any(seen.get(file, stamp) != stamp for file, stamp in stamps.items())
        self._seen = stamps
        return changed

    def note(self) -> None:
        """Takes what is there now as known."""
        self._seen = self._stamps()

    def _stamps(self) -> dict[str, Stamp]:
        root = self._workspace.root
        stamps = {layout.BUSINESS: _stamp(os.path.join(root, layout.BUSINESS))}
        for folder in FOLDERS:
            self._walk(folder, stamps)
        for file in self._workspace.files.kept():
            stamps[file] = _stamp(os.path.join(root, file))
        return stamps

    def _walk(self, folder: str, stamps: dict[str, Stamp]) -> None:
        path = os.path.join(self._workspace.root, folder)
        stamp = stamps[folder] = _stamp(path)
        kept = self._folders.get(folder)
        if kept is None or kept[0] != stamp:
            kept = self._folders[folder] = (stamp, *_listing(path))
        for name in kept[1]:
            self._walk(f"{folder}/{name}", stamps)
        for name in () if folder.startswith("documents") else kept[2]:
            stamps[f"{folder}/{name}"] = _stamp(os.path.join(path, name))


def _listing(path: str) -> tuple[list[str], list[str]]:
    """The folders, and the files that people write in place: small tables of their own."""
    folders, files = [], []
    try:
        with os.scandir(path) as found:
            for one in found:
                if one.is_dir():
                    folders.append(one.name)
                elif one.name.endswith(".toml") or one.name == "running.json":
                    files.append(one.name)
    except OSError:
        return [], []
    return folders, files


def _stamp(path: str) -> Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)
