"""What the Today screen does with days; entries and timers have their own scopes."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("day.previous", "less_than_sign", "day before", "Look at the day before."),
    Action("day.next", "greater_than_sign", "day after", "Look at the day after."),
    Action("day.jump", "t", "date", "Look at the day of a date."),
    Action("day.today", "0", "today", "Come back to this day."),
    Action(
        "timer.forgotten",
        "",
        "forgotten timers",
        "Ask where to cut the timers that have run longer than the usual day.",
    ),
)
