"""Documents on paper: drawn as PDF, and written out in other forms."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tracker_tui.core.errors import FieldError, Refused, Usage
from tracker_tui.core.ids import is_name, shown
from tracker_tui.services import places
from tracker_tui.services.changes import Made, handle
from tracker_tui.services.documents import document_fields, find_document
from tracker_tui.store import layout
from tracker_tui.store.problems import BadFile, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker_tui.core.document import Document
    from tracker_tui.exporters.paper import Paper
    from tracker_tui.store.workspace import Workspace

    Progress = Callable[[int, int], None]

FORMATS = ("pdf", "json", "csv")


def paper_of(workspace: Workspace, document: Document) -> Paper:
    """The theme of a document: the workspace's own themes/paper before those that ship."""
    from tracker_tui.exporters.paper import read_paper
    from tracker_tui.store.toml import line_of_key, read_toml

    name = f"{document.theme or 'plain'}.toml"
    if not is_name(name.removesuffix(".toml")):
        raise Refused(f"{shown(document.theme)} is not the name of a paper theme")
    own = os.path.join(workspace.root, "themes", "paper", name)
    path = own if os.path.isfile(own) else places.shipped("themes", "paper", name)
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except OSError:
        raise Refused(
            f"there is no paper theme {document.theme!r}: {', '.join(paper_themes(workspace))}"
        ) from None
    place = f"themes/paper/{name}"
    try:
        return read_paper(read_toml(text, place))
    except FieldError as error:
        line = line_of_key(text, error.key.split("."))
        raise BadFile([Problem(place, line, error.key, error.problem)]) from None


def paper_themes(workspace: Workspace) -> list[str]:
    """The names of all paper themes, one's own and those that ship."""
    names: set[str] = set()
    for folder in (
        os.path.join(workspace.root, "themes", "paper"),
        places.shipped("themes", "paper"),
    ):
        if os.path.isdir(folder):
            names |= {name[:-5] for name in os.listdir(folder) if name.endswith(".toml")}
    return sorted(names)


def draw_document(
    workspace: Workspace, document: Document, progress: Progress | None = None
) -> bytes:
    """The document as PDF; the same bytes for the same document.

    `progress` is told (rows done, all rows).
    """
    from tracker_tui.exporters.page import build_page
    from tracker_tui.exporters.pdf import draw_pdf

    paper = paper_of(workspace, document)
    page = build_page(document, paper)
    fonts = os.path.join(places.cache_folder(), "fonts")
    day, logo = document.date or workspace.today, _logo(workspace, paper)
    return draw_pdf(page, paper, day, logo, fonts, progress)


def _logo(workspace: Workspace, paper: Paper) -> bytes | None:
    name = paper.logo or workspace.business().logo
    if not name:
        return None
    path = os.path.join(workspace.root, name)
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        where = "the paper theme" if paper.logo else layout.BUSINESS
        raise Refused(f"{where}: logo: {name}: {error.strerror}") from None


def export_bytes(
    workspace: Workspace, which: str, form: str, progress: Progress | None = None
) -> tuple[str, bytes]:
    """The usual file name and the bytes of a document in a form.

    The PDF of an issued document is the file that was kept when it was issued.
    """
    if form not in FORMATS:
        raise Usage(f"{form} is not a format: {', '.join(FORMATS)}")
    document = find_document(workspace, which)
    name = f"{document.number or 'draft-' + handle(document.id)}.{form}"
    if form == "pdf":
        kept = _kept_pdf(workspace, document)
        return name, kept or draw_document(workspace, document, progress)
    fields = document_fields(workspace, document)
    if form == "json":
        from tracker_tui.exporters.json_rows import write_json

        return name, write_json([fields])
    from tracker_tui.exporters.csv_rows import write_csv

    rows = [
        {**line, "number": document.number, "currency": document.currency, "entries": None}
        for line in fields["lines"]
    ]
    if not rows:
        raise Refused(f"{name.removesuffix('.csv')} has no lines to write")
    columns = ("number", *(key for key in rows[0] if key not in ("number", "entries")))
    return name, write_csv(rows, columns)


def _kept_pdf(workspace: Workspace, document: Document) -> bytes | None:
    if not document.number:
        return None
    path = os.path.join(workspace.root, layout.document_file(document.number, document.date, "pdf"))
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def export_document(
    workspace: Workspace, which: str, form: str, path: str = "", progress: Progress | None = None
) -> Made:
    """Writes a document to a file, by default under its usual name in the folder where one is."""
    name, data = export_bytes(workspace, which, form, progress)
    target = os.path.abspath(path or name)
    if os.path.isdir(target):
        target = os.path.join(target, name)
    write_file(target, data)
    return Made(f"Wrote {target}", (target,), {"path": target, "bytes": len(data)})


def write_file(path: str, data: bytes) -> None:
    """Writes a file for the user in one step; refused with one line where it cannot be."""
    temporary = f"{path}.{os.getpid()}.part"
    try:
        with open(temporary, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError as error:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise Refused(f"{path}: {error.strerror}") from None
