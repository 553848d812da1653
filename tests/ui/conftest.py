"""What the tests of looks stand on: nothing of this machine's terminal, and no waiting."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump

SAID_BY_TERMINALS = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "LANG", "LANGUAGE", "COLUMNS", "LINES")


class AtOnce:
    """A timer that does not wait."""

    def __init__(self, pump: MessagePump, callback: Callable[[], object]) -> None:
        self._callback: Callable[[], object] | None = callback
        pump.call_later(self._run)

    def _run(self) -> object:
        return self._callback() if self._callback is not None else None

    def stop(self) -> None:
        """As a timer's."""
        self._callback = None


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program does a little later it does at once: the same each time, and sooner."""
    from textual.message_pump import MessagePump

    from tracker_tui.services import activity

    wait = MessagePump.set_timer

    def at_once(self: MessagePump, delay: float, callback: Any = None, **options: Any) -> Any:
        if getattr(callback, "__module__", "").startswith(("tracker_tui.ui.s", "tracker_tui.ui.w")):
            return AtOnce(self, callback)
        return wait(self, delay, callback, **options)

    monkeypatch.setattr(MessagePump, "set_timer", at_once)
    monkeypatch.setattr(activity, "last_activity", lambda now: None)
    for name in list(os.environ):
        if name in SAID_BY_TERMINALS or name.startswith(("LC_", "TEXTUAL_")):
            monkeypatch.delenv(name)
