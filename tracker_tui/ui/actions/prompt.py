"""What works in a line that filters, or in which a period is named."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("prompt.take", "enter,down", "take", "Take what is typed and go back.", True),
    Action("prompt.leave", "escape", "back", "Leave the line; nothing is filtered any more.", True),
)
