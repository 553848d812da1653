"""What works where one of many is picked."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("pick.take", "enter", "take", "Take what is under the cursor.", True),
    Action("pick.leave", "escape", "back", "Leave without taking one.", True),
    Action("pick.down", "down,ctrl+n", "down", "Go down."),
    Action("pick.up", "up,ctrl+p", "up", "Go up."),
    Action("pick.page-down", "pagedown", "page down", "Go down by a page."),
    Action("pick.page-up", "pageup", "page up", "Go up by a page."),
)
