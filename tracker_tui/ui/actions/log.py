"""What works in the log alone."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("log.filter", "slash", "filter", "Show only what fits words and fields.", True),
    Action("log.all", "", "read all", "Read the earlier months of the period too."),
)
