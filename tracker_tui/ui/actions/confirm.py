"""What answers a question."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("confirm.yes", "y", "yes", "Yes."),
    Action("confirm.no", "n,escape", "no", "No: nothing happens."),
    Action("confirm.turn", "left,right,h,l,tab,shift+tab", "other", "Go to the other answer."),
    Action("confirm.take", "enter", "take", "Take the answer that is marked."),
    Action("confirm.down", "down,j,pagedown", "down", "Read on."),
    Action("confirm.up", "up,k,pageup", "up", "Read back."),
)
