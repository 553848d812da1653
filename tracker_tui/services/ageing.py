"""What clients owe, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.ageing import Owed, age_amounts
from tracker_tui.services.documents import standings

if TYPE_CHECKING:
    from tracker_tui.core.ageing import Ageing
    from tracker_tui.store.workspace import Workspace


def age_invoices(workspace: Workspace) -> list[Ageing]:
    """The open amounts of issued invoices by currency and by days since they were due."""
    owed = [
        Owed(summary.currency, stands.open, summary.date, summary.due)
        for summary, stands in standings(workspace)
        if summary.number and summary.kind == "invoice" and stands.open > 0
    ]
    return age_amounts(owed, workspace.today)
