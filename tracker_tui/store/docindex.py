"""An index of all documents and drafts: their summaries, and which document took which entry.

It lives in `.tracker/documents/`, is built from the documents' own files and is safe to delete.
Issued documents never change, so the folders' times tell whether it still holds: a command looks at
a few folders and the drafts, not at every document.
"""

import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from tracker_tui.core.pricing import Billing
from tracker_tui.store.caches import read_cache, write_cache

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker_tui.core.document import Document

FOLDER = ".tracker/documents"
VERSION = 1


class Summary(NamedTuple):
    """What lists show of a document; `number` is empty for a draft."""

    id: str
    kind: str
    number: str
    client: str
    date: str
    due: str
    currency: str
    net: Decimal
    tax: Decimal
    total: Decimal
    payable: Decimal
    withheld: Decimal
    refers_to: str
    seal: str
    previous_seal: str
    year: str


class Documents(Protocol):
    """Where the index reads documents from."""

    root: str

    def document_numbers(self) -> list[tuple[str, str]]:
        """Number and year of every issued document."""

    def draft_ids(self) -> list[str]:
        """The ids of all drafts."""

    def document(self, number: str, year: str) -> "Document":
        """An issued document."""

    def draft(self, draft_id: str) -> "Document":
        """A draft."""


class DocumentIndex:
    """Summaries of all documents, and the billing of entries and expenses by month."""

    def __init__(self, workspace: Documents) -> None:
        self._workspace = workspace
        self._root = workspace.root
        self._books: dict[str, Any] | None = None
        self._months: dict[str, dict[str, Any]] = {}
        self._month_stamps: dict[str, list[int]] = {}
        self._fresh = False

    def summaries(self) -> list[Summary]:
        """All documents and drafts, by date and number; drafts last."""
        rows = [_summary(row["summary"]) for row in self._load()["files"].values()]
        return sorted(rows, key=lambda one: (not one.number, one.date, one.number, one.id))

    def billings(self, month: str) -> dict[str, Billing]:
        """The document (or draft) that holds each entry and expense of a month."""
        self._refresh()
        if month not in self._months:
            if self._month_stamp(month) != self._month_stamps.get(month):
                self._rebuild(self._stamps(), {})
            self._months.setdefault(month, read_cache(self._path(f"{month}.json")))
        return {
            record_id: billing
            for record_id, uses in self._months[month].items()
            if (billing := _billing(uses)) is not None
        }

    def months(self) -> list[str]:
        """The months that any document touches."""
        return sorted({month for row in self._load()["files"].values() for month in row["months"]})

    def fees_billed(self, besides: str = "") -> frozenset[str]:
        """The projects whose fixed fee is on a draft, or an invoice that no credit note took back.

        What the document `besides` says does not count.
        """
        uses: dict[str, list[list[Any]]] = {}
        for row in self._load()["files"].values():
            for project in row["fees"] if row["use"][0] != besides else ():
                uses.setdefault(project, []).append([*row["use"], 0])
        return frozenset(project for project, found in uses.items() if _billing(found))

    # Keeping it true

    def _path(self, name: str) -> str:
        return os.path.join(self._root, FOLDER, name)

    def _load(self) -> dict[str, Any]:
        self._refresh()
        if self._books is None:
            self._books = read_cache(self._path("index.json")) or {"files": {}}
        return self._books

    def _refresh(self) -> None:
        """Brings the index up to date, once per command."""
        if self._fresh:
            return
        self._fresh = True
        now, known = self._stamps(), read_cache(self._path("stamps.json"))
        self._month_stamps = known.pop("months", {})
        if now == known:
            return
        if not now["folders"] and not now["drafts"] and not known:
            self._books = {"files": {}}
            return
        self._rebuild(now, read_cache(self._path("index.json")).get("files", {}))

    def _stamps(self) -> dict[str, Any]:
        folders = {}
        for year in _listing(os.path.join(self._root, "documents")):
            folder = os.path.join(self._root, "documents", year)
            folders[year] = [os.stat(folder).st_mtime_ns, len(_listing(folder))]
        drafts = {
            name: self._file_stamp(f"drafts/{name}")
            for name in _listing(os.path.join(self._root, "drafts"))
            if name.endswith(".toml")
        }
        return {"version": VERSION, "folders": folders, "drafts": drafts}

    def _file_stamp(self, file: str) -> list[int]:
        found = os.stat(os.path.join(self._root, file))
        return [found.st_size, found.st_mtime_ns, found.st_ino]

    def _month_stamp(self, month: str) -> list[int] | None:
        try:
            return self._file_stamp(f"{FOLDER}/{month}.json")
        except FileNotFoundError:
            return None

    def _rebuild(self, stamps: dict[str, Any], old: dict[str, Any]) -> None:
        """Reads what `old` (the former index) does not know and writes the index anew."""
        workspace = self._workspace
        files = [
            (f"documents/{year}/{number}.toml", number, year)
            for number, year in workspace.document_numbers()
        ] + [(f"drafts/{draft}.toml", draft, "") for draft in workspace.draft_ids()]
        books: dict[str, Any] = {"files": {}}
        touched: set[str] = set()
        fresh: dict[str, list[tuple[str, str, int]]] = {}
        for file, name, year in files:
            stamp = self._file_stamp(file)
            known = old.get(file)
            if known is not None and known["stamp"] == stamp:
                books["files"][file] = known
                continue
            document = self._read(name, year)
            if document is None:
                continue
            fresh[file] = _taken(document)
            touched.update(month for month, _, _ in fresh[file])
            books["files"][file] = _row(document, stamp, year, fresh[file])
        for file, row in old.items():
            kept = books["files"].get(file)
            if kept is None or kept["stamp"] != row["stamp"]:
                touched.update(row["months"])
        self._books = books
        self._write_months(touched, fresh, old)
        months = {month for row in books["files"].values() for month in row["months"]}
        self._month_stamps = {
            month: found for month in months if (found := self._month_stamp(month)) is not None
        }
        write_cache(self._path("index.json"), books)
        write_cache(self._path("stamps.json"), {**stamps, "months": self._month_stamps})

    def _read(self, name: str, year: str) -> "Document | None":
        from tracker_tui.core.errors import Refused

        try:
            workspace = self._workspace
            return workspace.document(name, year) if year else workspace.draft(name)
        except Refused:
            return None

    def _write_months(
        self,
        touched: "Iterable[str]",
        fresh: dict[str, list[tuple[str, str, int]]],
        old: dict[str, Any],
    ) -> None:
        """Writes the months that changed, from what was known of them and the fresh files."""
        assert self._books is not None
        rows = self._books["files"]
        gone = {file for file in old if file not in rows} | fresh.keys()
        added: dict[str, dict[str, dict[str, list[Any]]]] = {}
        for file, taken in fresh.items():
            for month, record_id, seconds in taken:
                uses = added.setdefault(month, {}).setdefault(record_id, {})
                use = uses.setdefault(file, [*rows[file]["use"], 0])
                use[-1] += seconds
        for month in touched:
            uses_by_id: dict[str, Any] = {}
            known = read_cache(self._path(f"{month}.json")) if old else {}
            for record_id, uses in known.items():
                kept = {file: use for file, use in uses.items() if file not in gone}
                if kept:
                    uses_by_id[record_id] = kept
            for record_id, uses in added.get(month, {}).items():
                uses_by_id.setdefault(record_id, {}).update(uses)
            self._months[month] = uses_by_id
            write_cache(self._path(f"{month}.json"), uses_by_id)


def _billing(uses: Any) -> Billing | None:
    """Who holds the record now: an invoice that no credit note took back, else a draft."""
    rows = list(uses.values()) if isinstance(uses, dict) else uses
    credited = {
        refers_to for _, kind, refers_to, issued, _ in rows if kind == "credit-note" and issued
    }
    for name, kind, _, issued, seconds in rows:
        if kind == "invoice" and issued and name not in credited:
            return Billing(name, "billed", seconds)
    for name, kind, _, issued, seconds in rows:
        if kind == "invoice" and not issued:
            return Billing(name, "draft", seconds)
    return None


def _taken(document: "Document") -> list[tuple[str, str, int]]:
    """Month, id and billed seconds of every entry and expense behind the lines."""
    found = []
    for line in document.lines:
        found += [(entry.day[:7], entry.id, entry.billed_seconds) for entry in line.entries]
        if line.expense:
            found.append((line.day[:7], line.expense, 0))
    return found


def _row(
    document: "Document", stamp: list[int], year: str, taken: list[tuple[str, str, int]]
) -> dict[str, Any]:
    totals = document.totals
    withheld = totals.withholding.amount if totals.withholding is not None else "0"
    summary = (
        document.id,
        document.kind,
        document.number,
        document.client,
        document.date,
        document.due,
        document.currency,
        totals.net,
        totals.tax,
        totals.total,
        totals.payable,
        withheld,
        document.refers_to,
        document.seal,
        document.previous_seal,
        year,
    )
    name = document.number or document.id
    return {
        "stamp": stamp,
        "summary": [str(value) for value in summary],
        "use": [name, document.kind, document.refers_to, 1 if document.number else 0],
        "fees": [line.project for line in document.lines if line.kind == "fixed" and line.price],
        "months": sorted({month for month, _, _ in taken}),
    }


def _summary(values: list[str]) -> Summary:
    (record, kind, number, client, date, due, currency), amounts = values[:7], values[7:12]
    net, tax, total, payable, withheld = (Decimal(one) for one in amounts)
    refers_to, seal, previous_seal, year = values[12:]
    return Summary(
        record,
        kind,
        number,
        client,
        date,
        due,
        currency,
        net,
        tax,
        total,
        payable,
        withheld,
        refers_to,
        seal,
        previous_seal,
        year,
    )


def _listing(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
