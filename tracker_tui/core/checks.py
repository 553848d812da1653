"""What can be wrong in the books, as findings with a remedy; pure rules over values."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import offset_fits, zone_of
from tracker_tui.core.durations import format_duration
from tracker_tui.core.errors import Refused
from tracker_tui.core.ids import HANDLE_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker_tui.core.document import Document
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.pricing import Terms

LONG = 24 * 3600

FINDINGS = {
    "file": "a file, or a record in it, cannot be read; it is left alone",
    "overlap": "two entries of one person share time",
    "long-entry": "an entry or a running timer is longer than a day",
    "unassigned": "time has no project; it stops drafts",
    "unknown-project": "an entry names a client or project that is not there",
    "offset": "the offset of an entry's time does not occur in its zone",
    "no-rate": "billable time has no rate in the client's currency",
    "conflict": "an entry holds two versions of a field; it is not billed until settled",
    "provisional": "a client was made in passing and is not complete",
    "changed-after-billing": "an entry is not any more as a document billed it",
    "billed-twice": "an entry or expense is on two invoices",
    "number-gap": "a number of a series is missing",
    "number-twice": "two documents bear one number",
    "sums": "the figures of a document do not add up",
    "seal": "a sealed document was changed",
    "chain": "the chain of seals of a series is broken",
    "sent-file": "a file that was sent is missing or was changed",
}
"""Every code of a finding, with what it means."""


class Finding(NamedTuple):
    """One thing that is wrong: severity "error" or "warning", place, sentence, what to do."""

    code: str
    severity: str
    file: str
    line: int
    text: str
    remedy: str
    key: str = ""
    """The dotted path within the file, from which the line follows."""


def short(record_id: str) -> str:
    """The handle of a record in a finding."""
    return record_id[-HANDLE_LENGTH:]


def check_entry(
    entry: "Entry", terms: "Terms", open_: bool, now: int
) -> list[tuple[str, str, str]]:
    """Findings on one entry by itself as (code, text, remedy); `open_`: nothing billed it yet."""
    found = []
    handle = short(entry.id)
    seconds = entry.seconds_at(now)
    if seconds > LONG:
        what = "runs for" if entry.running else "lasts"
        remedy = f"stop {handle} --at WHEN" if entry.running else f"edit {handle} --end WHEN"
        found.append(("long-entry", f"entry {handle} {what} {format_duration(seconds)}", remedy))
    if entry.conflict:
        text = f"entry {handle} holds two versions of a field"
        found.append(("conflict", text, f"edit {handle}"))
    found += _check_place(entry, handle)
    if not entry.project:
        if not entry.running and entry.billable:
            text = f"entry {handle} of {entry.day} ({format_duration(seconds)}) has no project"
            found.append(("unassigned", text, f"edit {handle} --project CLIENT/PROJECT"))
        return found
    if terms.project_of(entry) is None:
        text = f"entry {handle} of {entry.day} names {entry.project}, which is not there"
        found.append(("unknown-project", text, f"project add {entry.project}"))
    elif open_ and not entry.running and terms.billable(entry):
        found += _check_rate(entry, handle, terms)
    return found


def _check_place(entry: "Entry", handle: str) -> list[tuple[str, str, str]]:
    if entry.start is None:
        return []
    try:
        fits = offset_fits(entry.start, zone_of(entry.zone))
    except Refused as error:
        return [("offset", f"entry {handle}: {error}", f"edit the zone of {handle} in its file")]
    if fits:
        return []
    text = f"entry {handle} starts at {entry.start.iso()}, an offset that {entry.zone} lacks then"
    return [("offset", text, f"edit {handle} --start WHEN")]


def _check_rate(entry: "Entry", handle: str, terms: "Terms") -> list[tuple[str, str, str]]:
    project = terms.project_of(entry)
    if project is not None and project.fixed_fee is not None:
        return []
    choice = terms.rate_of(entry)
    if choice.rate is not None:
        return []
    text = f"entry {handle} of {entry.day} ({entry.project}): {choice.rule}"
    return [("no-rate", text, f"rate set {entry.project} AMOUNT --from {entry.day}")]


def find_overlaps(entries: "Iterable[Entry]") -> "list[tuple[Entry, Entry, int]]":
    """Pairs of one person's clocked entries that share time, with the shared seconds."""
    found = []
    clocked = [one for one in entries if one.start is not None and one.end is not None]
    clocked.sort(key=lambda entry: (entry.person, entry.order))
    latest: Entry | None = None
    for entry in clocked:
        assert entry.start is not None and entry.end is not None
        if latest is not None and latest.person == entry.person:
            assert latest.end is not None
            shared = min(latest.end.utc, entry.end.utc) - entry.start.utc
            if shared > 0:
                found.append((latest, entry, shared))
            if latest.end.utc >= entry.end.utc:
                continue
        latest = entry
    return found


def check_chain(documents: "Sequence[Document]") -> "list[tuple[Document, str]]":
    """Breaks in the chain of seals of one series: each seal is followed by one document, at most.

    The series begins with one document that has no previous seal, and every previous seal exists.
    """
    seals = {one.seal for one in documents}
    found: list[tuple[Document, str]] = []
    followers: dict[str, Document] = {}
    for one in documents:
        if one.previous_seal and one.previous_seal not in seals:
            found.append((one, "its previous seal is of no document that is here"))
        elif one.previous_seal in followers:
            other = followers[one.previous_seal].number
            found.append((one, f"it follows the same seal as {other}"))
        else:
            followers[one.previous_seal] = one
    return found


def find_gaps(counts: "Iterable[int]", first: int) -> list[int]:
    """The numbers that are missing between the first of a series and its highest."""
    have = set(counts)
    return [count for count in range(first, max(have, default=first - 1)) if count not in have]
