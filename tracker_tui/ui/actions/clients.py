"""What can be done to clients, projects, tasks, rates and expenses."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("client.add", "n", "new", "Add a client.", True),
    Action("place.edit", "e", "edit", "Edit the client, project or task in a form.", True),
    Action("rate.set", "r", "rate", "Set what an hour costs from a day on.", True),
    Action("client.bill", "d,D", "draft", "Draft an invoice of the client's unbilled work.", True),
    Action("project.add", "p", "new project", "Add a project to the client."),
    Action("task.add", "t", "new task", "Add a task to the project."),
    Action("expense.add", "plus", "expense", "Add an expense for the client or project."),
    Action("expense.list", "o", "expenses", "Look through the expenses."),
    Action("rate.explain", "w", "why", "Say which rate holds today, and why."),
    Action("project.start", "S", "start here", "Start a timer on the project or task."),
    Action("client.log", "L", "log", "Show the entries in the log."),
    Action("client.editor", "E", "editor", "Edit the client's file in your own editor."),
    Action("place.rename", "R", "rename", "Rename it; the old name still leads to it."),
    Action("project.move", "m", "move", "Move the project to another client."),
    Action("place.archive", "A", "archive", "Put it away, or take it back."),
    Action("place.archived", "a", "archived", "Show what was put away, or hide it again."),
    Action("place.filter", "slash", "filter", "Show only what has the words in its name."),
    Action("place.fold", "z", "fold all", "Fold everything, or unfold it."),
    Action("place.read-on", "J", "read on", "Scroll what is known of it down."),
    Action("place.read-back", "K", "read back", "Scroll what is known of it up."),
)
