"""The whole of the workspace held against its rules."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tracker_tui.core.audit import audit
from tracker_tui.core.checks import (
    Finding,
    check_chain,
    check_entry,
    find_gaps,
    find_overlaps,
    short,
)
from tracker_tui.core.document_record import seal_of
from tracker_tui.core.durations import format_duration
from tracker_tui.core.errors import Refused
from tracker_tui.services.changes import entry_file
from tracker_tui.services.listing import resolve_names, terms_of
from tracker_tui.store import layout

if TYPE_CHECKING:
    from tracker_tui.core.document import BilledEntry, Document
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.numbering import Series
    from tracker_tui.store.workspace import Workspace

ERRORS = frozenset(
    (
        "file",
        "conflict",
        "unknown-project",
        "changed-after-billing",
        "billed-twice",
        "number-gap",
        "number-twice",
        "sums",
        "seal",
        "chain",
        "sent-file",
    )
)
"""The codes that make `check` fail; the others are warnings."""


def check_workspace(workspace: Workspace) -> list[Finding]:
    """Every finding, errors first, each with file, line, a sentence and a remedy."""
    entries = workspace.all_entries()
    documents = _all_documents(workspace)
    found = [
        *_check_time(workspace, entries),
        *_check_clients(workspace, entries),
        *_check_documents(workspace, documents),
        *_check_billing(entries, documents),
        *_check_numbers(workspace, documents),
        *_check_sent(workspace),
    ]
    workspace.people()
    workspace.expenses()
    found += [
        Finding("file", "error", one.file, one.line, _sentence(one.key, one.text), "mend the file")
        for one in workspace.problems
    ]
    placed = [one if one.line else _placed(workspace, one) for one in found]
    return sorted(placed, key=lambda one: (one.severity, one.file, one.line, one.code, one.text))


def _sentence(key: str, text: str) -> str:
    return f"{key}: {text}" if key else text


def _placed(workspace: Workspace, finding: Finding) -> Finding:
    if not finding.key:
        return finding
    return finding._replace(line=workspace.store.line_of(finding.file, finding.key))


def _finding(code: str, file: str, text: str, remedy: str, key: str = "") -> Finding:
    severity = "error" if code in ERRORS else "warning"
    return Finding(code, severity, file, 0, text, remedy, key)


def _all_documents(workspace: Workspace) -> list[Document]:
    found = []
    for number, year in workspace.document_numbers():
        try:
            found.append(workspace.document(number, year))
        except Refused:
            continue
    for draft in workspace.draft_ids():
        try:
            found.append(workspace.draft(draft))
        except Refused:
            continue
    return found


def _check_time(workspace: Workspace, entries: list[Entry]) -> list[Finding]:
    terms, now = terms_of(workspace), workspace.now().utc
    found = []
    for entry in resolve_names(workspace, terms, entries):
        billings = workspace.index().billings(entry.day[:7])
        open_ = entry.id not in billings and not entry.billed_elsewhere
        found += [
            _finding(code, entry_file(entry), text, remedy, f"entries.{entry.id}")
            for code, text, remedy in check_entry(entry, terms, open_, now)
        ]
    for first, second, shared in find_overlaps(entries):
        text = (
            f"entries {short(first.id)} and {short(second.id)} of {second.day} "
            f"share {format_duration(shared, True)}"
        )
        remedy = f"edit {short(second.id)} --start WHEN"
        found.append(_finding("overlap", entry_file(second), text, remedy, f"entries.{second.id}"))
    return found


def _check_clients(workspace: Workspace, entries: list[Entry]) -> list[Finding]:
    tracked = {entry.client for entry in entries}
    return [
        _finding(
            "provisional",
            layout.client_file(client.id),
            f"client {client.id} was made in passing: nothing can be issued to it",
            f"client edit {client.id} --name NAME --tax CATEGORY",
            "provisional",
        )
        for client in workspace.clients().values()
        if client.provisional and client.id in tracked
    ]


def _file_of(document: Document) -> str:
    if document.number:
        return layout.document_file(document.number, document.date)
    return layout.draft_file(document.id)


def _check_documents(workspace: Workspace, documents: list[Document]) -> list[Finding]:
    found = []
    for document in documents:
        file = _file_of(document)
        name = document.number or f"draft {short(document.id)}"
        for sentence in audit(document):
            found.append(_finding("sums", file, f"{name}: {sentence}", "restore it from git"))
        if document.seal:
            record = workspace.store.toml(file) or {}
            if seal_of(record) != document.seal:
                text = f"{name} is not as it was sealed"
                found.append(_finding("seal", file, text, f"git checkout {file}", "seal"))
    for kind in ("invoice", "credit-note"):
        chain = [one for one in documents if one.kind == kind and one.number]
        for document, why in check_chain(chain):
            file = _file_of(document)
            text = f"{document.number}: {why}"
            found.append(_finding("chain", file, text, "restore it from git", "previous_seal"))
    return found


def _check_billing(entries: list[Entry], documents: list[Document]) -> list[Finding]:
    present = {entry.id: entry for entry in entries}
    credited: set[tuple[str, str]] = set()
    for document in documents:
        if document.kind == "credit-note":
            credited |= {(document.refers_to, name) for name in _held(document)}
    found: list[Finding] = []
    holders: dict[str, str] = {}
    for document in documents:
        if document.kind != "invoice":
            continue
        name = document.number or f"draft {short(document.id)}"
        for held in _held(document):
            if (document.number, held) in credited:
                continue
            if held in holders and holders[held] != name:
                text = f"{short(held)} is on {holders[held]} and on {name}"
                found.append(
                    _finding("billed-twice", _file_of(document), text, f"credit or discard {name}")
                )
            holders[held] = name
        if document.number:
            found += _check_unchanged(document, present, credited)
    return found


def _held(document: Document) -> set[str]:
    return set(document.entry_ids) | {line.expense for line in document.lines if line.expense}


def _check_unchanged(
    document: Document, present: dict[str, Entry], credited: set[tuple[str, str]]
) -> list[Finding]:
    found = []
    for line in document.lines:
        for billed in line.entries:
            if (document.number, billed.id) in credited:
                continue
            change = _change(billed, present.get(billed.id))
            if change:
                text = f"{short(billed.id)}, billed on {document.number}, {change}"
                remedy = "undo the edit, or credit the invoice"
                found.append(_finding("changed-after-billing", _file_of(document), text, remedy))
    return found


def _change(billed: BilledEntry, entry: Entry | None) -> str:
    if entry is None:
        return "is not in the log any more"
    if entry.seconds != billed.seconds:
        now, then = format_duration(entry.seconds, True), format_duration(billed.seconds, True)
        return f"lasts {now} now and lasted {then}"
    return "" if entry.day == billed.day else f"is on {entry.day} now and was on {billed.day}"


def _check_numbers(workspace: Workspace, documents: list[Document]) -> list[Finding]:
    found = []
    seen: dict[str, str] = {}
    for number, year in workspace.document_numbers():
        if number in seen:
            text = f"{number} is in documents/{seen[number]} and in documents/{year}"
            found.append(
                _finding("number-twice", f"documents/{year}/{number}.toml", text, "git log")
            )
        seen[number] = year
    for series in workspace.business().series.values():
        found += _gaps(series, [one for one in documents if one.number and one.kind == series.kind])
    return found


def _gaps(series: Series, documents: list[Document]) -> list[Finding]:
    counts: dict[str, list[int]] = {}
    days: dict[str, str] = {}
    for document in documents:
        count = series.count_of(document.number, document.date)
        if count is not None:
            key = series.number(document.date, 0)
            counts.setdefault(key, []).append(count)
            days[key] = document.date
    return [
        _finding(
            "number-gap",
            layout.document_file(series.number(days[key], gap), days[key]),
            f"{series.number(days[key], gap)} is missing in the series of {series.kind}",
            "restore it from git, or keep a note of the reason for the auditor",
        )
        for key, have in counts.items()
        for gap in find_gaps(have, series.first)
    ]


def _check_sent(workspace: Workspace) -> list[Finding]:
    """The files that were made or sent are there and have the recorded hash."""
    from hashlib import sha256

    found = []
    for event in workspace.events():
        if not event.file or not event.hash:
            continue
        path = os.path.join(workspace.root, event.file)
        try:
            with open(path, "rb") as file:
                same = sha256(file.read()).hexdigest() == event.hash
        except OSError:
            same = False
        if not same:
            text = f"{event.file} of {event.document} is missing or was changed"
            found.append(_finding("sent-file", event.file, text, f"git checkout {event.file}"))
    return found
