"""What can be done to entries, on Today as in the log."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("entry.edit", "e", "edit", "Edit the entry, or all that are marked at once.", True),
    Action("entry.add", "a", "add", "Add time that is over; in a gap its times stand there."),
    Action("entry.note", "n", "note", "Edit the note alone."),
    Action("entry.move", "m", "move", "Give the entry, or those marked, another project."),
    Action("entry.billable", "dollar_sign", "billable", "Turn billable into free and back."),
    Action("entry.repeat", "full_stop", "repeat", "Do the last edit again on this entry."),
    Action(
        "entry.border-earlier",
        "left_square_bracket",
        "border earlier",
        "Move the border with the neighbour five minutes back.",
    ),
    Action(
        "entry.border-later",
        "right_square_bracket",
        "border later",
        "Move the border with the neighbour five minutes on.",
    ),
    Action("entry.split", "S", "split", "Split the entry in two."),
    Action("entry.join", "J", "join", "Join the entry with the next one, or the two marked."),
    Action("entry.fill", "f", "fill gap", "Fill the gap with the project of the entry before it."),
    Action("entry.remove", "d", "delete", "Delete the entry, or those marked; u brings it back."),
    Action("entry.copy", "y", "copy", "Copy the entry as text."),
    Action("entry.document", "o", "document", "Open the draft or invoice that took the entry."),
)
