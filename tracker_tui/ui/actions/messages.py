"""What works where the sentences of the status line are read again."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("messages.copy", "y", "copy", "Send the sentence to the terminal's clipboard.", True),
)
