"""Doing what was typed into the entry line of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker_tui.core.clock import Moment
    from tracker_tui.services.changes import Done
    from tracker_tui.store.workspace import Workspace


def enter_line(
    workspace: Workspace, kind: str, text: str, moment: Moment, insist: bool = False
) -> Done:
    """Starts, interrupts or adds (`kind`) what the line says, with the options of the command line.

    A timer begins at `moment`, when the line was opened, unless --at says another one.
    """
    from tracker_tui.core.entry_line import read_entry_line

    line = read_entry_line(kind, text)
    insist = insist or "--new" in line.options
    billable = "--free" not in line.options
    if kind == "add":
        from tracker_tui.services.entries import add_entry

        zone = line.options.get("--zone", "")
        return add_entry(workspace, line.when, line.words, zone, billable, insist)
    from tracker_tui.services.timers import interrupt_timer, start_timer

    at = "" if moment.utc == workspace.now().utc else moment.iso()
    if kind == "interrupt":
        return interrupt_timer(workspace, line.words, insist, at)
    at = line.options.get("--at", at)
    return start_timer(workspace, line.words, at, "--keep" in line.options, billable, insist)
