"""What runs, for prompts; reads the running timers without a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.status_line import formatted_status, plain_status

if TYPE_CHECKING:
    from tracker_tui.core.entry import Entry


def status_lines(
    folder: str | None, person: str | None, template: str | None, as_json: bool
) -> list[str]:
    """A line for each running timer, the newest first; with `as_json` one line of JSON."""
    from tracker_tui.services.opening import open_workspace

    workspace = open_workspace(folder, person)
    now = workspace.now().utc
    running = list(reversed(workspace.running()))
    if as_json:
        import json

        return [json.dumps([_record(entry, now) for entry in running], ensure_ascii=False)]
    if template is None:
        return [plain_status(one.project, one.seconds_at(now), one.note) for one in running]
    return [
        formatted_status(
            template,
            entry.project,
            entry.seconds_at(now),
            entry.note,
            entry.start.clock() if entry.start is not None else "",
        )
        for entry in running
    ]


def _record(entry: Entry, now: int) -> dict[str, object]:
    return {
        "id": entry.id,
        "start": entry.start.iso() if entry.start is not None else None,
        "zone": entry.zone,
        "seconds": entry.seconds_at(now),
        "client": entry.client,
        "project": entry.project,
        "task": entry.task,
        "note": entry.note,
        "tags": list(entry.tags),
        "billable": entry.billable,
        "person": entry.person,
    }
