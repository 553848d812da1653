"""What runs and what is parked, a line each; only the clocks go on each second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.entry_text import words_of
from tracker_tui.ui.figures import amount, clock, fit, hours, symbol, width
from tracker_tui.ui.widgets.toned_lines import TonedLines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.core.entry import Entry
    from tracker_tui.core.views import PricedEntry
    from tracker_tui.services.timers import Parked
    from tracker_tui.ui.widgets.toned_lines import Line

MOST_LINES = 6
CLOCK = 8
"""The cells of a clock; a hundred hours and more are shown without seconds."""

_FRAME = 6  # an edge at either side, a sign and a space, two spaces between project and words


class TimersPanel(TonedLines):
    """The running timers, the newest first, and the parked ones, the latest first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.running: Sequence[PricedEntry] = ()
        self.parked: Sequence[Parked] = ()
        self.empty = ""
        """What is said where nothing runs."""
        self._now = 0
        self._seconds = True

    def show(
        self,
        running: Sequence[PricedEntry],
        parked: Sequence[Parked],
        now: int,
        seconds: bool = True,
    ) -> None:
        """Shows these; `now` in UTC seconds, clocks with or without seconds."""
        self.running, self.parked = running, parked
        self._now, self._seconds = now, seconds
        self.renew()

    def tick(self, now: int) -> None:
        """Lets the clocks go on; what things are worth waits for `show`."""
        if self.running and now != self._now:
            self._now = now
            self.renew()

    def make_lines(self, cells: int) -> list[Line]:
        ends = [self._running_end(one) for one in self.running]
        ends += [self._parked_end(one) for one in self.parked]
        entries = [one.entry for one in self.running] + [one.entry for one in self.parked]
        most = MOST_LINES - (not self.running and bool(self.empty))
        count = len(entries) if len(entries) <= most else most - 1
        projects = min(max((width(_project(one)) for one in entries), default=0), cells // 4)
        room = max((sum(width(text) for text, _ in end) for end in ends[:count]), default=0)
        words = max(cells - projects - room - _FRAME, 0)
        lines: list[Line] = []
        for at, (entry, end) in enumerate(zip(entries[:count], ends, strict=False)):
            state = "running" if at < len(self.running) else "parked"
            fill = " " * (room - sum(width(text) for text, _ in end))
            lines.append(
                (
                    (f" {symbol(state)} ", state),
                    (fit(_project(entry), projects), "strong" if entry.project else "muted"),
                    (f"  {fit(words_of(entry), words)}{fill}", ""),
                    *end,
                    (" ", ""),
                )
            )
        if not self.running and self.empty:
            lines.insert(0, ((fit(f" {self.empty}", cells), "muted"),))
        if count < len(entries):
            lines.append(((fit(f" {symbol('more')} {self._left_out(count)}", cells), "muted"),))
        return lines

    def _running_end(self, one: PricedEntry) -> Line:
        seconds = one.entry.seconds_at(self._now)
        long = not self._seconds or seconds >= 100 * 3600
        worth = amount(one.amount, one.currency) or _no_price(one)
        return (
            (fit(hours(seconds) if long else clock(seconds), CLOCK + 2, "right"), "running"),
            (fit(worth, max(width(worth) + 2, 14), "right"), "" if one.amount else "muted"),
        )

    def _parked_end(self, one: Parked) -> Line:
        away = hours(max(self._now - one.since.utc, 0))
        return ((f"  {hours(one.worked)} worked, away {away}", "parked"),)

    def _left_out(self, count: int) -> str:
        running = max(len(self.running) - count, 0)
        parked = len(self.parked) - max(count - len(self.running), 0)
        counts = ((running, "running"), (parked, "parked"))
        return "and " + ", ".join(f"{number} {word}" for number, word in counts if number)


def _project(entry: Entry) -> str:
    return entry.project or "no project yet"


def _no_price(one: PricedEntry) -> str:
    """Why it has no worth, in two words at most."""
    if not one.billable:
        return "free"
    return "no price" if one.entry.project else "unassigned"
