"""Changes applied to files in memory: what would be written, and what that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused
from tracker_tui.store.records import merged
from tracker_tui.store.working import WorkingBlob

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker_tui.store.publish import Write
    from tracker_tui.store.records import Change
    from tracker_tui.store.working import Working


class Plan:
    """The files that changes touch, opened one by one as the changes come."""

    def __init__(self, open_file: Callable[[Change], Working]) -> None:
        self._open = open_file
        self._files: dict[str, Working] = {}
        self._paths: dict[str, list[tuple[str, ...]]] = {}

    def merge(self, change: Change) -> None:
        """Apply a change to what stands there now; a Conflict where both changed the same."""
        file, change = self._at(change)
        file.put(change.path, merged(change, file.value(change.path)))
        self._paths[change.file].append(change.path)

    def finish(self, change: Change) -> bool:
        """Apply a change that may be there already; False where something else stands there."""
        file, change = self._at(change)
        current = file.value(change.path)
        if current == change.before != change.after:
            file.put(change.path, change.after)
        return bool(current in (change.before, change.after))

    def writes(self, left: list[str] | None = None) -> list[Write]:
        """What to write, in an order in which a record that moves is never nowhere.

        Files that only gain come before those that lose something. A file that cannot be rendered
        is refused, or with `left` only named there.
        """
        found = []
        for name, file in self._files.items():
            try:
                write = file.write()
            except Refused:
                if left is None:
                    raise
                left.append(name)
                continue
            if write is not None:
                loses = any(change.after is None for change in self._changes_of(name))
                found.append(((write.new is None, loses), write))
        return [write for _, write in sorted(found, key=lambda one: one[0])]

    def changes(self, writes: list[Write]) -> list[Change]:
        """What these writes really change: each place once, seen from the files as they were."""
        written = {write.file for write in writes}
        return [
            change for name in self._files if name in written for change in self._changes_of(name)
        ]

    def blobs(self, replaced: bool) -> list[bytes]:
        """The contents of binary files that are put in place, and with `replaced` the old ones."""
        files = [file for file in self._files.values() if isinstance(file, WorkingBlob)]
        found = [file.new for file in files] + [file.old for file in files if replaced]
        return [data for data in found if data is not None]

    def _at(self, change: Change) -> tuple[Working, Change]:
        file = self._files.get(change.file)
        if file is None:
            file = self._files[change.file] = self._open(change)
            self._paths[change.file] = []
        return file, change._replace(
            before=file.normal(change.before), after=file.normal(change.after)
        )

    def _changes_of(self, name: str) -> list[Change]:
        """One change a place; a place inside another one's is part of it."""
        found: dict[tuple[str, ...], Change] = {}
        for path in self._paths[name]:
            change = self._files[name].effective(path)
            found[change.path] = change
        return [
            change
            for path, change in found.items()
            if not any(path[:length] in found for length in range(len(path)))
        ]
