"""A small app as a program of its own: what it does with its terminal is looked at from outside.

`b` is a defect, `h` hangs, `w` begins work in a thread that must be finished, `e` opens another
program in the terminal.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tracker_tui.ui import terminal

if TYPE_CHECKING:
    from textual import events

terminal.prepare()


def make() -> terminal.PoliteApp:
    from textual.app import App, ComposeResult
    from textual.widgets import Label, Static

    from tracker_tui.ui.lean import LeanApp

    class Small(LeanApp, terminal.PoliteApp, App[int]):
        root = "."
        BINDINGS = [
            ("q", "quit", "quit"),
            ("b", "break", "break"),
            ("h", "hang", "hang"),
            ("w", "work", "work"),
            ("e", "elsewhere", "elsewhere"),
        ]

        def compose(self) -> ComposeResult:
            yield Label("first line")
            yield Static("keys: ", id="keys")
            yield Static(id="size")

        def on_resize(self, event: events.Resize) -> None:
            self.query_one("#size", Static).update(f"{event.size.width} x {event.size.height}")

        def on_key(self, event: object) -> None:
            key = getattr(event, "character", "")
            label = self.query_one("#keys", Static)
            label.update(f"{label.content}{key}")

        def action_break(self) -> None:
            raise ValueError("an [odd] value")

        def action_hang(self) -> None:
            Path("hangs").touch()
            while True:
                time.sleep(0.01)

        def action_work(self) -> None:
            self.run_worker(self.work, thread=True)

        def work(self) -> None:
            with terminal.busy():
                Path("begun").touch()
                time.sleep(0.3)
                Path("finished").touch()

        def action_elsewhere(self) -> None:
            with self.suspend():
                print("elsewhere now")
                input()

    return Small()


if __name__ == "__main__":
    terminal.GRACE = 0.3
    sys.exit(terminal.run_app(make))
