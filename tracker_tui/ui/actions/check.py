"""What the check screen can do."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("check.again", "r", "check again", "Hold everything against the rules again.", True),
    Action("check.copy", "y", "copy", "Copy the finding under the cursor.", True),
)
