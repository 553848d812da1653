"""A document as it will be printed, and the mark by which it is known again when it is issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.services.documents import find_document

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker_tui.core.document import Document
    from tracker_tui.exporters.page.model import Page
    from tracker_tui.store.workspace import Workspace


class Preview(NamedTuple):
    """A document with its page, how it stands, and the fingerprint of what is seen of it."""

    document: Document
    page: Page
    state: str
    open: Decimal
    fingerprint: str

    @property
    def is_draft(self) -> bool:
        """Whether it can still be edited."""
        return not self.document.number


def page_of(workspace: Workspace, which: str) -> Page:
    """The page of a draft (by handle) or an issued document (by number), as the PDF draws it."""
    return _page(workspace, find_document(workspace, which))


def preview_document(workspace: Workspace, which: str) -> Preview:
    """A draft or an issued document with all that a preview shows of it."""
    from tracker_tui.services.documents import find_summary, standing

    document = find_document(workspace, which)
    page = _page(workspace, document)
    summary = find_summary(workspace, document.number or document.id)
    stands = standing(workspace, summary, workspace.events())
    return Preview(document, page, stands.state, stands.open, _fingerprint(document, page))


def fingerprint_of(workspace: Workspace, document: Document) -> str:
    """A text that is another as soon as the document or its page is another."""
    return _fingerprint(document, _page(workspace, document))


def _page(workspace: Workspace, document: Document) -> Page:
    from tracker_tui.exporters.page import build_page
    from tracker_tui.services.paper import paper_of

    return build_page(document, paper_of(workspace, document))


def _fingerprint(document: Document, page: Page) -> str:
    from hashlib import sha256

    from tracker_tui.core.document_record import seal_of, write_document

    return sha256(f"{seal_of(write_document(document))} {page!r}".encode()).hexdigest()
