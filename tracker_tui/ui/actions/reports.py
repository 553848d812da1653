"""What the reports can do."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("report.view", "w", "view", "Go on from sums to budgets, unbilled work and days.", True),
    Action("report.by", "r", "sum by", "Sum by the next of client, project, task and so on.", True),
    Action("report.export", "o", "export", "Write what is on the screen to a file.", True),
    Action("report.pick", "p", "pick", "Pick what to sum by."),
    Action("report.filter", "slash", "filter", "Count only what fits, such as client:acme."),
    Action("report.copy", "y", "copy", "Copy what is on the screen, to paste it into a table."),
    Action("report.sums", "", "sums", "Time and money of a period beside the period before."),
    Action("report.budgets", "", "budgets", "What is used of budgets, fixed fees and orders."),
    Action("report.unbilled", "", "unbilled work", "What each client would be billed now."),
    Action("report.days", "", "map of days", "The days of a year by how much was done."),
)
