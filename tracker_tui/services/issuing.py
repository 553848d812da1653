"""Issuing: the moment at which a draft gets its number and its seal, and becomes final."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import add_days
from tracker_tui.core.document_record import seal_of, write_document
from tracker_tui.core.errors import Refused
from tracker_tui.core.event import Event, write_event
from tracker_tui.core.numbering import default_series
from tracker_tui.services.changes import Made, handle
from tracker_tui.services.documents import document_fields
from tracker_tui.services.drafts import find_draft
from tracker_tui.services.wording import typed_day
from tracker_tui.store import layout
from tracker_tui.store.records import Change, blob_value

if TYPE_CHECKING:
    from tracker_tui.core.client import Client
    from tracker_tui.core.document import BilledEntry, Document
    from tracker_tui.core.entry import Entry
    from tracker_tui.store.workspace import Workspace

SEALED = ("invoice", "credit-note")
"""Quotes and proformas are numbered, but need no seal."""


class Issued(NamedTuple):
    """A document with number and seal, and all that its commit writes."""

    document: "Document"
    changes: list[Change]
    blobs: dict[str, bytes]


def issue_document(
    workspace: "Workspace", which: str, date: str = "", insist: bool = False, shown: str = ""
) -> Made:
    """Issues a draft: number, date, seal and PDF in one step that cannot be undone.

    The document is drawn with its coming number first, so that a missing glyph or field burns no
    number. Refused while anything is missing, the log has changed since the draft was made, or the
    draft is not the one that was `shown` (a preview's fingerprint).
    """
    with workspace.locked():
        draft = find_draft(workspace, which)
        day = typed_day(workspace, date)
        check_shown(workspace, draft, shown)
        check_ready(workspace, draft)
        issued = prepare(workspace, draft, day)
        file = layout.draft_file(draft.id)
        removal = Change(file, (), workspace.store.toml(file), None)
        number = issued.document.number
        label = f"Issued {draft.kind} {number} to {draft.client}"
        final = f"{number} is issued and final; credit it instead (invoice credit {number})"
        workspace.commit(label, [*issued.changes, removal], issued.blobs, final)
        record = document_fields(workspace, issued.document)
    notes = _remarks(workspace, issued.document, day)
    return Made(label, (number,), record, (), notes)


def prepare(workspace: "Workspace", draft: "Document", day: str) -> Issued:
    """The draft with the next number of its series, its seal and its PDF; nothing is written yet.

    Only ever called with the workspace locked.
    """
    from tracker_tui.services.paper import draw_document

    number = next_number(workspace, draft.kind, day)
    document = draft._replace(
        number=number,
        date=day,
        due=due_day(draft, day),
    )
    if draft.kind in SEALED:
        document = document._replace(previous_seal=_last_seal(workspace, draft.kind))
        document = document._replace(seal=seal_of(write_document(document)))
    pdf = draw_document(workspace, document)
    blob = blob_value(pdf)
    file = layout.document_file(number, day)
    paper = layout.document_file(number, day, "pdf")
    event = Event(
        workspace.new_id(),
        workspace.now().iso(),
        number,
        "exported",
        day,
        file=paper,
        hash=blob["sha256"],
    )
    changes = [
        Change(file, (), None, write_document(document)),
        Change(paper, (), None, blob),
        Change(layout.events_file(event.at), ("events", event.id), None, write_event(event)),
    ]
    return Issued(document, changes, {blob["blob"]: pdf})


def next_number(workspace: "Workspace", kind: str, day: str) -> str:
    """The next number of the series of a kind: after the highest taken, without gap or reuse."""
    series = workspace.business().series.get(kind) or default_series()[kind]
    taken = [number for number, _ in workspace.document_numbers()]
    number = series.next_number(day, taken)
    if number in taken:
        raise Refused(f"{number} exists already: the series of {kind} shares its pattern")
    return number


def _last_seal(workspace: "Workspace", kind: str) -> str:
    """The seal at the end of the chain: the one that no other document of the kind names."""
    chain = [one for one in workspace.index().summaries() if one.kind == kind and one.seal]
    followed = {one.previous_seal for one in chain}
    ends = [one.seal for one in chain if one.seal not in followed]
    if len(ends) > 1:
        raise Refused(f"the chain of seals of {kind} documents has {len(ends)} ends: run check")
    return ends[0] if ends else ""


def due_day(draft: "Document", day: str) -> str:
    """When an invoice of that day is to be paid; other kinds are not."""
    return add_days(day, draft.terms_days) if draft.kind == "invoice" else ""


def _complete_client(workspace: "Workspace", draft: "Document") -> "Client":
    client = workspace.client(draft.client)
    if client is None:
        raise Refused(f"client {draft.client} of the draft is not there any more")
    if client.provisional:
        raise Refused(
            f"client {client.id} was made in passing and is not complete: "
            f"client edit {client.id} --name NAME --tax CATEGORY completes it"
        )
    return client


def check_shown(workspace: "Workspace", draft: "Document", shown: str) -> None:
    """Refused where the draft is another than the one with the fingerprint `shown`, if given."""
    from tracker_tui.services.preview import fingerprint_of

    if shown and shown != fingerprint_of(workspace, draft):
        raise Refused(
            f"draft {handle(draft.id)} changed since it was shown: look at it again, then issue it"
        )


def check_ready(workspace: "Workspace", draft: "Document") -> "Client":
    """The client of a draft that can be issued; refused while anything stands against it."""
    client = _complete_client(workspace, draft)
    if not draft.lines:
        raise Refused(f"draft {handle(draft.id)} has no lines")
    if draft.totals.net < 0:
        raise Refused(f"draft {handle(draft.id)} is below zero: credit an invoice instead")
    fields = draft.customer.fields
    known = {
        "order": draft.order,
        "buyer_reference": draft.buyer_reference,
        "vat_id": fields.get("vat_id", ""),
        "email": fields.get("email", ""),
    }
    for name in client.require:
        if not known[name]:
            raise Refused(
                f"{client.id} requires {name}, which draft {handle(draft.id)} lacks: "
                f"set it with client edit or invoice edit and refresh"
            )
    _check_tax(workspace, draft, client)
    if draft.kind == "invoice":
        _check_against_log(workspace, draft)
    return client


def _check_tax(workspace: "Workspace", draft: "Document", client: "Client") -> None:
    """A business that charges VAT must say what it charges this client."""
    business = workspace.business()
    address = business.address_on(workspace.today)
    registered = address is not None and bool(address.fields.get("vat_id"))
    stated = client.taxes or business.taxes
    if registered and not stated and any(line.tax_category == "O" for line in draft.lines):
        raise Refused(
            f"no tax is stated for {client.id}: client edit {client.id} --tax S --tax-rate 19, "
            "or --tax O where none applies"
        )


def _check_against_log(workspace: "Workspace", draft: "Document") -> None:
    """The entries behind the lines are as they were when the draft was made."""
    from tracker_tui.services.composing import find_entries

    index = workspace.index()
    current = find_entries(workspace, {one.id: one for line in draft.lines for one in line.entries})
    for line in draft.lines:
        for billed in line.entries:
            billing = index.billings(billed.day[:7]).get(billed.id)
            if billing is not None and billing.state == "billed":
                raise Refused(
                    f"entry {handle(billed.id)} is billed on {billing.document} already: "
                    f"invoice refresh {handle(draft.id)}"
                )
            if not _as_drafted(workspace, billed, current.get(billed.id)):
                raise Refused(
                    f"entry {handle(billed.id)} of {billed.day} changed since the draft was made: "
                    f"invoice refresh {handle(draft.id)}"
                )


def _as_drafted(workspace: "Workspace", billed: "BilledEntry", entry: "Entry | None") -> bool:
    """Whether an entry is still the work that the draft bills; a project may have a new name."""
    from tracker_tui.services.projects import present_names

    if entry is None or entry.running or not entry.billable or entry.conflict:
        return False
    if (entry.seconds, entry.day, entry.person) != (billed.seconds, billed.day, billed.person):
        return False
    if (entry.project, entry.task) == (billed.project, billed.task):
        return True
    names = present_names(workspace, {entry.project, billed.project})
    return entry.task == billed.task and names[entry.project] == names[billed.project]


def _remarks(workspace: "Workspace", document: "Document", day: str) -> tuple[str, ...]:
    notes = []
    if day > workspace.today:
        notes.append(f"its date {day} is in the future")
    if any(line.tax_category == "O" and not line.tax_reason for line in document.lines):
        client = workspace.client(document.client)
        if client is not None and not client.taxes:
            notes.append("no tax is stated for the client: billed as outside the scope of tax (O)")
    return tuple(notes)
