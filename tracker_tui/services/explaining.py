"""Why a document says what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker_tui.core.explained import Explanation
    from tracker_tui.store.workspace import Workspace


def explain(workspace: Workspace, which: str, line: int | None = None) -> Explanation:
    """The explanation of a draft or an issued document, or of one of its lines."""
    from tracker_tui.core.explain import explain_document
    from tracker_tui.services.documents import find_document

    return explain_document(find_document(workspace, which), line)
