"""What works beside a line that shows a period."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("period.previous", "less_than_sign", "earlier", "Show the period before."),
    Action("period.next", "greater_than_sign", "later", "Show the period after."),
    Action("period.widen", "z", "zoom", "Show the day, week, month, quarter, year or all of it."),
    Action("period.jump", "t", "date", "Go to a date, or show any period.", True),
)
