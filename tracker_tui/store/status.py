"""The one line that a shell prompt reads: what runs, in `.tracker/status`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tracker_tui.store import layout
from tracker_tui.store.caches import replace_quietly

if TYPE_CHECKING:
    from tracker_tui.core.entry import Entry


def write_status(root: str, person: str, running: list[Entry]) -> None:
    """Writes `SIZE MTIME_NS START PROJECT PERSON OTHERS NOTE` of the person's newest timer.

    Size and time are those of running.json: where they do not match, that file is read instead, so
    a line that cannot be written does no harm.
    """
    try:
        found = os.stat(os.path.join(root, layout.running_file(person)))
    except OSError:
        return
    newest = running[-1] if running else None
    start, project, note = 0, "-", ""
    if newest is not None and newest.start is not None:
        start, project = newest.start.utc, newest.project or "-"
        note = " ".join(newest.note.split())
    others = max(len(running) - 1, 0)
    line = (
        f"{found.st_size} {found.st_mtime_ns} {start} {project} {person} {others} {note}".rstrip()
    )
    path = os.path.join(root, layout.STATUS)
    replace_quietly(path, f"{line}\n".encode("utf-8", "replace"))
