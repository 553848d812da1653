"""What works on every screen."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("timer.start", "s", "start", "Start a timer; the clock runs from this key on.", True),
    Action("timer.stop", "x", "stop", "Stop the timer under the cursor, or the newest.", True),
    Action(
        "timer.continue",
        "c",
        "continue",
        "Start again what is under the cursor, or what was done last.",
        True,
    ),
    Action("timer.interrupt", "i", "interrupt", "Park what runs and start something else.", True),
    Action("timer.back", "b", "back", "Return to what was parked last."),
    Action("timer.cancel", "", "cancel timer", "Drop the newest timer without its time."),
    Action("change.undo", "u", "undo", "Take back what was done last."),
    Action("change.redo", "ctrl+r", "redo", "Do again what was taken back."),
    Action("place.today", "1", "Today", "Running timers and the day."),
    Action("place.log", "2", "Log", "The entries of any period."),
    Action("place.clients", "3", "Clients", "Clients, projects, tasks and rates."),
    Action("place.invoices", "4", "Invoices", "Drafts, invoices and payments."),
    Action("place.reports", "5", "Reports", "Sums, charts, budgets and unbilled work."),
    Action("app.settings", "comma", "settings", "Who I am, theme, keys and the business."),
    Action("app.history", "", "history", "What was done here, and what can be undone."),
    Action("app.check", "", "check", "Find what is wrong in files, log and books."),
    Action("app.manual", "f1", "manual", "Read the manual."),
    Action("time.import", "", "import", "Bring in the time of another program."),
    Action("time.export", "", "export", "Write time to a CSV or JSON file."),
    Action("app.messages", "", "messages", "Read again what the status line said."),
    Action("app.theme", "", "theme", "Choose the colours; escape keeps the old ones."),
    Action("app.palette", "colon,ctrl+p", "palette", "Find any action, client or document."),
    Action("app.help", "question_mark", "help", "The keys of what has the focus.", True),
    Action("app.redraw", "ctrl+l", "redraw", "Paint the whole screen anew."),
    Action("app.reread", "", "read again", "Read all files of the workspace anew."),
    Action("app.leave", "escape", "back", "Leave what is open."),
    Action("app.quit", "q,ctrl+q", "quit", "Leave the program; timers run on."),
)
