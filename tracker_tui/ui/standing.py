"""What stands at the right of the status line: the unbilled work, counted aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.ui.figures import amount, amounts

if TYPE_CHECKING:
    from decimal import Decimal

    from textual.timer import Timer

    from tracker_tui.store.workspace import Workspace
    from tracker_tui.ui.host import Host

SETTLE = 0.7
"""Seconds after a change before what is unbilled is counted again, at least."""

RESTS = 10
"""So many times as long as the last count took does the next one wait: keys come first."""


class Standing:
    """Counts in a thread, a little after the last of several changes, and shows it everywhere."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._waiting: Timer | None = None
        self._took = 0.0

    def count_soon(self) -> None:
        """Something changed: the figure is counted anew when that has settled."""
        if self._waiting is not None:
            self._waiting.stop()
        wait = max(SETTLE, RESTS * self._took)
        self._waiting = self._host.set_timer(wait, self._count)

    def _count(self) -> None:
        self._host.aside("unbilled", self._work, self._show, quiet=True)

    def _work(self, workspace: Workspace, _: object) -> dict[str, Decimal]:
        from time import monotonic

        from tracker_tui.services.unbilled import unbilled_totals

        began = monotonic()
        totals = unbilled_totals(workspace)
        self._took = monotonic() - began
        return totals

    def _show(self, totals: dict[str, Decimal]) -> None:
        words = unbilled_words(totals)
        if words != self._host.standing:
            self._host.standing = words
            for place in self._host.places():
                place.show_status()


def unbilled_words(totals: dict[str, Decimal]) -> tuple[str, ...]:
    """`unbilled 4,210.50 EUR + 90.00 CHF`, and shorter ways to say the same, the longest first."""
    if not totals:
        return ()
    currency, first = next(iter(totals.items()))
    short = f"unbilled {amount(first, currency)}"
    if len(totals) == 1:
        return (short,)
    return (f"unbilled {amounts(totals)}", f"{short} and {len(totals) - 1} more", short)
