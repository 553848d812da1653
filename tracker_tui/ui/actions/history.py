"""What the history can do besides undo and redo, which work everywhere."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("history.more", "m", "older", "Show older actions too.", True),
    Action("history.copy", "y", "copy", "Copy what the action under the cursor changed.", True),
)
