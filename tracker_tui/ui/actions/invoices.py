"""What the list of drafts and invoices does."""

from tracker_tui.ui.action import Action

ACTIONS = (
    Action("invoice.new", "n", "new", "Draft an invoice of a client's unbilled work.", True),
    Action(
        "invoice.new-form",
        "N",
        "new with form",
        "Draft an invoice, a quote or a proforma: client, period, grouping, project, order.",
    ),
    Action("invoice.draft-all", "D", "draft all", "Draft an invoice for every client of a period."),
    Action(
        "invoice.filter", "slash", "filter", "Show only what fits words: client, state, number."
    ),
    Action(
        "invoice.unbilled", "B", "to bill", "Show what can be billed, client by client; and back."
    ),
    Action("invoice.pdf", "p", "PDF", "Write the document as PDF.", True),
    Action("invoice.export", "o", "export", "Write the document as PDF, JSON or CSV."),
    Action("invoice.issue", "I", "issue", "Give the draft its number and seal it.", True, True),
    Action("invoice.pay", "y", "payment", "Record a payment, or give up what stays open.", True),
    Action("invoice.credit", "C", "credit", "Credit or correct an issued invoice.", final=True),
    Action("invoice.discard", "X", "discard", "Throw the draft away; its work is unbilled again."),
)
