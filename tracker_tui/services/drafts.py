"""Drafts: make, refresh, edit, discard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.document_record import read_document, write_document
from tracker_tui.core.durations import format_duration
from tracker_tui.core.errors import FieldError, Refused, Usage
from tracker_tui.core.ids import find_by_handle
from tracker_tui.services.changes import Made, handle
from tracker_tui.services.composing import (
    Scope,
    Selection,
    compose_draft,
    gather_work,
    refuse_unassigned,
    scope_of,
    select_work,
)
from tracker_tui.services.listing import terms_of
from tracker_tui.services.projects import known_client, known_project
from tracker_tui.store import layout
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from tracker_tui.core.document import Document, Line
    from tracker_tui.core.periods import Period
    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace

DRAFT_KINDS = ("invoice", "quote", "proforma")

_KEPT = ("intro", "note", "title", "order", "prepaid", "created", "language", "theme")
"""What a draft that is made anew keeps of itself."""


def make_draft(
    workspace: Workspace,
    client_id: str,
    period: Period | None = None,
    kind: str = "invoice",
    group_by: str = "",
    project: str = "",
    order: str = "",
) -> Made:
    """A draft of the client's unbilled time and expenses, by default all up to today.

    Names earlier work that the period leaves behind. A proforma shows the work without taking it,
    a quote begins empty.
    """
    from tracker_tui.core.client import GROUPINGS

    if kind not in DRAFT_KINDS:
        raise Usage(f"{kind} is not a kind of draft: {', '.join(DRAFT_KINDS)}")
    if group_by and group_by not in GROUPINGS:
        raise Usage(f"{group_by} is not a grouping: {', '.join(GROUPINGS)}")
    with workspace.locked():
        client = known_client(workspace, client_id)
        if project:
            project = _project_of(workspace, client.id, project)
        last = period.last if period is not None and period.last else workspace.today
        first = period.first if period is not None else ""
        scope = Scope(first, last, project, group_by, order, kind)
        terms = terms_of(workspace)
        chosen = select_work(workspace, client, terms, scope)
        if kind == "invoice":
            refuse_unassigned(chosen.unassigned)
        if kind != "quote" and not chosen.work.entries and not chosen.work.expenses:
            raise Refused(_nothing(client.id, scope, chosen))
        draft = compose_draft(workspace, client, scope, workspace.new_id(), chosen.work, terms)
        record = write_document(draft)
        label = f"Drafted {kind} for {client.id}: {draft.totals.net:f} {draft.currency} net"
        workspace.commit(label, [Change(layout.draft_file(draft.id), (), None, record)])
    return Made(label, (handle(draft.id),), _record(workspace, draft), (), _left_out(chosen, scope))


def make_all_drafts(workspace: Workspace, period: Period | None) -> list[Made]:
    """A draft for every client that has something unbilled in the period."""
    last = period.last if period is not None and period.last else workspace.today
    scope = Scope(period.first if period is not None else "", last)
    terms = terms_of(workspace)
    known = gather_work(workspace, terms, last)
    made = []
    for client in workspace.clients().values():
        if client.archived or client.provisional:
            continue
        work = select_work(workspace, client, terms, scope, known=known).work
        if work.entries or work.expenses:
            made.append(make_draft(workspace, client.id, period))
    if not made:
        raise Refused("nothing is unbilled in the period for any client that is complete")
    return made


def _project_of(workspace: Workspace, client_id: str, project: str) -> str:
    typed = project if "/" in project else f"{client_id}/{project}"
    client, project_id = known_project(workspace, typed)
    if client.id != client_id:
        raise Refused(f"{typed} is not a project of {client_id}")
    return f"{client.id}/{project_id}"


def _nothing(client_id: str, scope: Scope, chosen: Selection) -> str:
    where = f"{scope.first or 'the beginning'} to {scope.last}"
    earlier = f"; {len(chosen.left_behind)} earlier entries are" if chosen.left_behind else ""
    what = scope.project or client_id
    return f"nothing is unbilled for {what} from {where}{earlier}"


def _left_out(chosen: Selection, scope: Scope) -> tuple[str, ...]:
    notes = []
    if chosen.left_behind:
        total = format_duration(sum(entry.seconds for entry in chosen.left_behind))
        first = chosen.left_behind[0].day
        notes.append(
            f"{len(chosen.left_behind)} unbilled entries ({total}) from {first} on, "
            f"before {scope.first}, are left behind"
        )
    if chosen.contested:
        notes.append(f"{len(chosen.contested)} entries with a conflict are left out: check")
    return tuple(notes)


def find_draft(workspace: Workspace, which: str) -> Document:
    """The draft with that handle."""
    return workspace.draft(find_by_handle(which, workspace.draft_ids(), "draft"))


def refresh_draft(workspace: Workspace, which: str, group_by: str = "") -> Made:
    """Makes a draft anew from the log; texts, own lines and line discounts stay.

    Under another grouping its time lines are others: they take new words, and keep a discount only
    where the same entries are behind them.
    """
    from tracker_tui.core.client import GROUPINGS

    if group_by and group_by not in GROUPINGS:
        raise Usage(f"{group_by} is not a grouping: {', '.join(GROUPINGS)}")
    with workspace.locked():
        old = find_draft(workspace, which)
        client = known_client(workspace, old.client)
        terms, scope = terms_of(workspace), scope_of(old)
        regrouped = bool(group_by) and group_by != old.group_by
        if regrouped:
            scope = scope._replace(group_by=group_by)
        chosen = select_work(workspace, client, terms, scope, own=old.id)
        fresh = compose_draft(workspace, client, scope, old.id, chosen.work, terms)
        own = [line for line in old.lines if line.kind == "manual"]
        lines = [*_with_edits(fresh.lines, old, regrouped), *own]
        kept = {name: getattr(old, name) for name in _KEPT}
        allowances = fresh.allowances or old.allowances
        draft = fresh._replace(lines=tuple(lines), allowances=allowances, **kept)
        label = f"Refreshed draft {handle(old.id)}"
        if regrouped:
            label = f"Grouped draft {handle(old.id)} by {group_by}"
        made = save_draft(workspace, old, draft, label)
    return made._replace(notes=_lost_discounts(old, draft))


def _with_edits(lines: tuple[Line, ...], old: Document, regrouped: bool) -> list[Line]:
    """The lines with the words and discounts that somebody gave their predecessors."""
    left, found = [line for line in old.lines if line.kind != "manual"], []
    for line in lines:
        before = next((one for one in left if _is_same(one, line, old.group_by, regrouped)), None)
        if before is not None:
            left.remove(before)
            words = line.description if regrouped and line.kind == "time" else before.description
            line = line._replace(
                description=words,
                discount=before.discount,
                net=line.net + line.discount - before.discount,
                id=before.id,
            )
        found.append(line)
    return found


def _is_same(old: Line, line: Line, group_by: str, regrouped: bool) -> bool:
    """Whether a line made anew stands for an old one."""
    entries = [{one.id for one in some.entries} for some in (old, line)]
    alike = _are_alike(old, line, "kind", "price", "surcharge", "tax_rate")
    if line.kind == "time" and (regrouped or group_by == "entry") and entries[0] != entries[1]:
        return False
    if line.kind == "time" and regrouped:
        return alike
    return alike and _are_alike(old, line, "project", "task", "day", "expense")


def _are_alike(old: Line, line: Line, *names: str) -> bool:
    return all(getattr(old, name) == getattr(line, name) for name in names)


def _lost_discounts(old: Document, draft: Document) -> tuple[str, ...]:
    """A remark for each discounted line that is not there any more."""
    kept = {line.id for line in draft.lines}
    return tuple(
        f"the discount of {line.discount:f} {old.currency} on line {number} is gone with its line"
        for number, line in enumerate(old.lines, 1)
        if line.discount and line.id not in kept
    )


def discard_draft(workspace: Workspace, which: str) -> Made:
    """Throws a draft away; its time and expenses are unbilled again."""
    with workspace.locked():
        draft = find_draft(workspace, which)
        file = layout.draft_file(draft.id)
        label = f"Discarded draft {handle(draft.id)} for {draft.client}"
        workspace.commit(label, [Change(file, (), workspace.store.toml(file), None)])
    return Made(label, (), {"id": draft.id}, (_line(draft),))


def draft_text(workspace: Workspace, which: str) -> tuple[str, str]:
    """The path and the text of a draft's file, for an editor."""
    import os

    draft = find_draft(workspace, which)
    path = os.path.join(workspace.root, layout.draft_file(draft.id))
    with open(path, encoding="utf-8") as file:
        return path, file.read()


def replace_draft_text(workspace: Workspace, which: str, text: str) -> Made:
    """Takes a draft as somebody edited it; refused with line and key where it does not hold."""
    from tracker_tui.store.toml import read_toml

    with workspace.locked():
        old = find_draft(workspace, which)
        file = layout.draft_file(old.id)
        record = read_toml(text, file)
        for line in record.get("lines", []):
            if isinstance(line, dict):
                line.pop("net", None)
        try:
            draft = read_document(record)
        except FieldError as error:
            raise Refused(f"{file}: {error.key}: {error.problem}") from None
        for name in ("id", "client", "currency", "number", "seal"):
            if getattr(draft, name) != getattr(old, name):
                raise Refused(f"{file}: {name}: a draft keeps its {name} ({getattr(old, name)})")
        return save_draft(workspace, old, draft, f"Edited draft {handle(old.id)}")


def save_draft(workspace: Workspace, old: Document, draft: Document, label: str) -> Made:
    """Writes a changed draft with its figures computed anew."""
    from tracker_tui.core.document import percent_allowances, with_totals

    percents = [one for one in draft.allowances if one.percent is not None]
    if percents and percents[0].percent is not None:
        fixed = [one for one in draft.allowances if one.percent is None]
        anew = percent_allowances(
            percents[0].percent, percents[0].reason, draft.lines, draft.currency
        )
        draft = draft._replace(allowances=(*fixed, *anew))
    draft = with_totals(draft)
    file = layout.draft_file(old.id)
    before = workspace.store.toml(file)
    after: Record = write_document(draft)
    if before != after:
        workspace.commit(label, [Change(file, (), before, after)])
    return Made(label, (), _record(workspace, draft), (_line(draft),))


def _line(draft: Document) -> str:
    return f"{handle(draft.id)}  {draft.client}  net {draft.totals.net:f} {draft.currency}"


def _record(workspace: Workspace, draft: Document) -> Record:
    from tracker_tui.services.documents import document_fields

    return document_fields(workspace, draft)
