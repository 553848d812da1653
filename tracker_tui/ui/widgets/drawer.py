"""A drawer: a panel that opens beside or below what it is about, which stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Static

from tracker_tui.core.plain import one_line

if TYPE_CHECKING:
    from textual.widget import Widget


class Drawer(Vertical):
    """Holds one widget under a title; see styles/drawer.tcss for where it docks."""

    def __init__(self, *, id: str = "drawer") -> None:
        super().__init__(id=id)
        self._came_from: Widget | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is in it."""
        return self.has_class("-open")

    def open(self, title: str, content: Widget, flat: bool = False) -> None:
        """Shows a widget; `flat`: it is a line or two, and lies below at any width."""
        if not self.is_open:
            self._came_from = self.screen.focused
        self.remove_children()
        self.set_class(flat, "-flat")
        self.add_class("-open")
        self.mount(Static(one_line(title), classes="drawer-title", markup=False), content)

    def enter(self) -> None:
        """Gives the focus to what is in it."""
        for widget in self.query("*"):
            if widget.focusable:
                widget.focus()
                return

    def close(self) -> None:
        """Takes out what is in it and gives the focus back."""
        self.remove_class("-open", "-flat")
        came_from = self._came_from
        if came_from is not None and came_from.is_attached:
            came_from.focus()
        self.remove_children()
