"""What works at the first start, beside the keys of the form."""

from tracker_tui.ui.action import Action

ACTIONS = (Action("welcome.leave", "ctrl+q", "quit", "Leave without making a workspace.", True),)
