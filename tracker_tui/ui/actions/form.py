"""What works in a form."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("form.next", "tab,down", "next", "Go to the next field.", True),
    Action("form.previous", "shift+tab,up", "previous", "Go to the field before."),
    Action(
        "form.save", "f2,ctrl+enter", "save", "Save; enter in the last field does the same.", True
    ),
    Action("form.leave", "escape", "back", "Leave; asks where something was typed.", True),
    Action("form.complete", "ctrl+n", "complete", "Put in what is known, one after the other."),
    Action("form.editor", "f4", "editor", "Write the text in your own editor."),
    Action("form.choose", "right,space", "choose", "Take the next choice, or turn yes and no."),
    Action("form.choose-back", "left", "choose back", "Take the choice before."),
)
