"""What the entry line understands while something is typed in it."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("line.enter", "enter", "do it", "Do what the line says; refused text stays.", True),
    Action("line.take", "tab", "take", "Take the suggestion, as right does at the end.", True),
    Action("line.next", "down,ctrl+n", "next", "Put the next suggestion into the line.", True),
    Action("line.previous", "up,ctrl+p", "previous", "Back to the suggestion before.", True),
    Action("line.now", "ctrl+t", "from now", "Count from this moment, not from the key press."),
    Action("line.leave", "escape", "leave", "Leave the line as if nothing had happened.", True),
)
