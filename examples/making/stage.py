"""The stage on which the studio's two years are played: its folder, its clock, its agenda."""

from __future__ import annotations

import heapq
import os
import random
from typing import TYPE_CHECKING

from tracker_tui.core.clock import DAY, Moment, day_number, moment_at, parse_moment, zone_of
from tracker_tui.core.entry import Entry, write_entry
from tracker_tui.services.changes import entry_file
from tracker_tui.services.demo import EXAMPLE_NOW
from tracker_tui.store.records import Change
from tracker_tui.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

BERLIN = "Europe/Berlin"
LISBON = "Europe/Lisbon"
NEW_YORK = "America/New_York"

FIRST_DAY = "2024-10-01"
TODAY = EXAMPLE_NOW[:10]


def local(text: str, zone: str = BERLIN) -> Moment:
    """The moment of `2025-03-30 01:15` (seconds too) in a zone."""
    day, _, clock = text.partition(" ")
    hour, minute, second = (int(part) for part in f"{clock}:00".split(":")[:3])
    return moment_at(day, hour, minute, second, zone_of(zone))


def weekday(day: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return (day_number(day) + 3) % 7  # 1970-01-01 was a Thursday


class Stage:
    """A workspace whose clock stands where the script puts it and whose chance is always the same.

    What is to happen is put on the agenda and played in the order of time.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.utc = 0
        self._chance = random.Random("ids of the studio")
        self._agenda: list[tuple[int, int, Callable[[], object]]] = []
        self._number = 0
        self.workspace = Workspace(root, "ada", BERLIN, lambda: self.utc, self._chance.randbytes)

    def plan(self, when: str, act: Callable[[], object], zone: str = BERLIN) -> None:
        """Puts something on the agenda at a local moment."""
        self._number += 1
        heapq.heappush(self._agenda, (local(when, zone).utc, self._number, act))

    def play(self) -> None:
        """Everything on the agenda up to the last moment of the example, in order."""
        end = local(EXAMPLE_NOW[:16].replace("T", " ")).utc
        while self._agenda and self._agenda[0][0] <= end:
            self.utc, _, act = heapq.heappop(self._agenda)
            act()
        self.utc = end

    def hand_edit(self, file: str, text: str) -> None:
        """Somebody writes a file with an editor."""
        path = os.path.join(self.root, file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)

    def set_fields(self, file: str, fields: dict[tuple[str, ...], object]) -> None:
        """Sets what a TOML file says at some key paths, as an editor or a form would."""
        changes = [Change(file, path, None, value) for path, value in fields.items()]
        self.workspace.commit(f"Edited {file}", changes)

    def record(self, entries: Iterable[Entry], label: str) -> None:
        """Commits many finished entries at once; an id is as old as what made it."""
        changes, now = [], self.utc
        for entry in entries:
            self.utc = _recorded(entry)
            entry = entry._replace(id=self.workspace.new_id())
            changes.append(
                Change(entry_file(entry), ("entries", entry.id), None, write_entry(entry))
            )
        self.utc = now
        if changes:
            self.workspace.commit(label, changes)


def _recorded(entry: Entry) -> int:
    """When an entry was put down: live at its start, or when it says so."""
    if entry.created:
        return parse_moment(entry.created).utc
    if entry.start is not None:
        return entry.start.utc
    return day_number(entry.day) * DAY + 17 * 3600
