"""What the settings screen can do."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("settings.edit", "e", "edit", "Change the row under the cursor, or its group.", True),
    Action("settings.person", "n", "new person", "Add somebody who tracks time here.", True),
    Action("settings.file", "E", "open file", "Open the row's file in your editor.", True),
)
