"""What can be done to the document in the preview."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("draft.edit", "e,enter", "edit", "Edit the line or text under the cursor.", True),
    Action("draft.add-line", "a,plus", "add line", "Add a line of your own."),
    Action("draft.remove-line", "d", "remove line", "Take the line under the cursor out."),
    Action("draft.discount", "percent_sign", "discount", "Give a discount on all, or on the line."),
    Action("draft.regroup", "r", "group", "Make the lines of entries, days, tasks or projects."),
    Action("draft.theme", "T", "look", "Choose how it looks on paper."),
    Action("draft.refresh", "F", "refresh", "Make it anew from the log; texts and own lines stay."),
    Action("draft.file", "E", "open file", "Edit the draft's file in your own editor."),
    Action("preview.why", "w", "why", "Explain the figures of the line under the cursor.", True),
    Action("preview.log", "l", "log", "Show the entry under the cursor in the log."),
    Action("preview.pdf", "p", "PDF", "Write the document as PDF."),
    Action("preview.export", "o", "export", "Write the document as PDF, JSON or CSV."),
    Action("preview.issue", "I", "issue", "Give the draft its number and seal it.", True, True),
    Action(
        "preview.issue-on", "", "issue on a day", "Issue the draft with another date.", final=True
    ),
    Action("preview.pay", "y", "payment", "Record a payment, or give up what stays open.", True),
    Action("preview.credit", "C", "credit", "Credit or correct the issued invoice.", final=True),
    Action("preview.discard", "X", "discard", "Throw the draft away; its work is unbilled again."),
    Action("page.down", "j,down", "down", "Go to the next part of the page."),
    Action("page.up", "k,up", "up", "Go to the part of the page above."),
    Action("page.first", "g,home", "top", "Go to the top of the page."),
    Action("page.last", "G,end", "end", "Go to the end of the page."),
    Action("page.page-down", "ctrl+d,pagedown,space", "page down", "Go down by a page."),
    Action("page.page-up", "ctrl+u,pageup", "page up", "Go up by a page."),
)
