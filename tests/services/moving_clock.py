"""A workspace whose clock the test moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.services.small_workspace import write
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.grammar import parse_words
from tracker_tui.services import timers
from tracker_tui.store.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.services.changes import Done

BUSINESS = 'name = "Ada Example"\ncurrency = "EUR"\n\n[[rates]]\nhourly = 60.00\n'

CLIENT = """\
name = "Acme"
currency = "EUR"
[[taxes]]
category = "S"
rate = 19
[projects.api]
name = "API"
[projects.ops]
name = "Operations"
"""


class Clock:
    """A workspace in a folder, seen at a moment that `at` sets."""

    def __init__(self, root: Path, zone: str, now: str) -> None:
        write(root, "tracker.toml", BUSINESS)
        write(root, "people/ada.toml", 'name = "Ada"\n')
        write(root, "clients/acme.toml", CLIENT)
        self.root = root
        self.utc = parse_moment(now).utc
        self._count = iter(range(1, 10**6))
        self.workspace = Workspace(str(root), "ada", zone, lambda: self.utc, self._random)

    def _random(self, size: int) -> bytes:
        return next(self._count).to_bytes(size, "big")

    def at(self, now: str) -> Workspace:
        """The workspace at a later moment."""
        self.utc = parse_moment(now).utc
        return self.workspace

    def start(self, now: str, *words: str, keep: bool = False) -> Done:
        """Starts a timer at a moment."""
        return timers.start_timer(self.at(now), parse_words(words), keep=keep)

    def stop(self, now: str) -> Done:
        """Stops the newest timer at a moment."""
        return timers.stop_timer(self.at(now))
