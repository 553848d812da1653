"""What works in every list of rows."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("list.down", "j,down", "down", "Go to the next row."),
    Action("list.up", "k,up", "up", "Go to the row above."),
    Action("list.first", "g,home", "first", "Go to the first row."),
    Action("list.last", "G,end", "last", "Go to the last row."),
    Action("list.page-down", "ctrl+d,pagedown", "page down", "Go down by a page."),
    Action("list.page-up", "ctrl+u,pageup", "page up", "Go up by a page."),
    Action("list.left", "h,left", "left", "See the columns on the left, or fold."),
    Action("list.right", "l,right", "right", "See the columns on the right, or unfold."),
    Action("list.open", "enter", "open", "Open the row under the cursor."),
    Action("list.find", "apostrophe", "find", "Jump to a row by typing a part of its text."),
    Action("list.mark", "space", "mark", "Mark the row, or take its mark away, and go on."),
    Action("list.range", "v", "mark range", "Mark every row from here to where v is next pressed."),
    Action("list.all", "ctrl+a", "mark all", "Mark all rows; once more: none."),
    Action("list.unmark", "", "unmark", "Take all marks away (escape does so too)."),
)
