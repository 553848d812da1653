"""The least that an app on Textual can be: a label, and a key that changes it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    CSS = "#count { width: 8; }"
    BINDINGS = [("j,k", "count", "count"), ("q", "quit", "quit")]

    def compose(self) -> ComposeResult:
        self.count = 0
        yield Static("minimal", id="count")

    def action_count(self) -> None:
        self.count += 1
        self.query_one("#count", Static).update(f"n {self.count}", layout=False)


if __name__ == "__main__":
    Minimal().run()
