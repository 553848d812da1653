"""A workspace: typed values out of its files, and commits of record changes back into them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from tracker_tui.core.clock import Moment, zone_of
from tracker_tui.core.entry import Entry, read_entry
from tracker_tui.core.errors import FieldError, Refused
from tracker_tui.store import layout
from tracker_tui.store.files import Files
from tracker_tui.store.offsets import moment_at_place
from tracker_tui.store.problems import BadFile, Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from zoneinfo import ZoneInfo

    from tracker_tui.core.business import Business, Person
    from tracker_tui.core.client import Client
    from tracker_tui.core.document import Document
    from tracker_tui.core.event import Event
    from tracker_tui.core.expense import Expense
    from tracker_tui.core.record import Record
    from tracker_tui.store.actions import Action
    from tracker_tui.store.commit import Store
    from tracker_tui.store.docindex import DocumentIndex
    from tracker_tui.store.records import Change

Value = TypeVar("Value")


class Workspace:
    """The files of one folder as values, seen by one person at one place.

    `now()` is the only clock and `random(n)` the only source of randomness. What cannot be read is
    collected in `problems`; everything else goes on working.
    """

    def __init__(
        self,
        root: str,
        person: str,
        zone: str,
        clock: Callable[[], int],
        random: Callable[[int], bytes],
    ) -> None:
        self.root = root
        self.files = Files(root)
        self._store: Store | None = None
        self._person = person
        self.zone_name = zone
        self.problems: list[Problem] = []
        self.notices: list[str] = []
        self._clock = clock
        self._random = random
        self._index: DocumentIndex | None = None
        self.commits = 0
        self.final = ""  # why the last commit cannot be undone; empty where it can

    @property
    def store(self) -> Store:
        """The files with all that it takes to change them: loaded when something changes."""
        if self._store is None:
            from tracker_tui.store.commit import Store

            self._store = Store(self.root, key_order=layout.KEY_ORDER, owned=layout.OWNED)
            self.files = self._store
        return self._store

    def recover(self) -> str:
        """Finishes what a crash interrupted and says so in one line; empty where nothing was."""
        intent = os.path.join(self.root, layout.INTENT)
        interrupted = os.path.exists(intent) and os.path.getsize(intent) > 0
        return self.store.recover() if interrupted else ""

    def again(self) -> Workspace:
        """The same workspace, person and place once more, for another thread."""
        return Workspace(self.root, self._person, self.zone_name, self._clock, self._random)

    def refresh(self) -> None:
        """Forgets what was found before: for a program that stays open while files change."""
        self._index = None
        self.problems = []

    # Who, when and where

    @property
    def person(self) -> str:
        """Who works here; refused where that is not known, since only some commands ask."""
        if not self._person:
            known = ", ".join(self.person_ids()) or "nobody is in people/"
            raise Refused(f"who are you? say --person NAME or set TRACKER_TUI_PERSON ({known})")
        return self._person

    @person.setter
    def person(self, person: str) -> None:
        self._person = person

    def now(self) -> Moment:
        """This second, with the offset of the place where the person is."""
        return moment_at_place(self.root, self.zone_name, self._clock())

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the place where the person is."""
        return zone_of(self.zone_name)

    @property
    def today(self) -> str:
        """The local day."""
        return self.now().day

    def new_id(self) -> str:
        """A fresh ULID."""
        from tracker_tui.core.ids import make_id

        return make_id(self._clock() * 1000, self._random(10))

    # Settings and people

    def business(self) -> Business:
        """The business of tracker.toml; refused where that file cannot be read."""
        from tracker_tui.core.business import read_business

        record = self.files.toml(layout.BUSINESS)
        try:
            return read_business(record or {})
        except FieldError as error:
            raise BadFile([self._problem(layout.BUSINESS, error)]) from None

    def person_ids(self) -> list[str]:
        """Everybody who has a file in people/."""
        return self._names("people", ".toml")

    def people(self) -> dict[str, Person]:
        """Everybody, by id."""
        from functools import partial

        from tracker_tui.core.business import read_person

        found = {}
        for person_id in self.person_ids():
            build = partial(read_person, person_id)
            person = self._read_toml(layout.person_file(person_id), build)
            if person is not None:
                found[person_id] = person
        return found

    # Clients

    def client_ids(self) -> list[str]:
        """The ids of all clients that have a file."""
        return self._names("clients", ".toml")

    def client_record(self, client_id: str) -> Record | None:
        """The names, texts and flags of a client's file; None where there is none."""
        return self.files.toml_texts(layout.client_file(client_id))

    def client(self, client_id: str, currency: str = "") -> Client | None:
        """One client; None where there is none (a file that cannot be read is refused)."""
        file = layout.client_file(client_id)
        if not os.path.exists(os.path.join(self.root, file)):
            return None
        client = self.read_client(client_id, currency or self.business().currency)
        if client is None:
            raise BadFile([one for one in self.problems if one.file == file])
        return client

    def clients(self) -> dict[str, Client]:
        """All clients that can be read, by id."""
        currency = self.business().currency
        found = {}
        for client_id in self.client_ids():
            client = self.read_client(client_id, currency)
            if client is not None:
                found[client_id] = client
        return found

    def read_client(self, client_id: str, currency: str) -> Client | None:
        from tracker_tui.core.client import read_client

        file = layout.client_file(client_id)
        return self._read_toml(file, lambda record: read_client(client_id, record, currency))

    # Time

    def time_people(self) -> list[str]:
        """Everybody who has tracked time here."""
        return self._folders("time")

    def months(self, person: str) -> list[str]:
        """The months ("2026-11") of which the person has a file, oldest first."""
        names = self._names(f"time/{person}", ".json")
        return [name for name in names if len(name) == 7 and name[4] == "-"]

    def has_month(self, person: str, month: str) -> bool:
        """Whether the person has a file of that month."""
        return os.path.exists(self.files.path(layout.month_file(person, month)))

    def entries(self, person: str, month: str) -> list[Entry]:
        """The person's finished entries of a month, by start."""
        return self._read_entries(layout.month_file(person, month), person)

    def all_entries(self) -> list[Entry]:
        """Everybody's entries of all time, finished and running."""
        return [
            entry
            for person in self.time_people()
            for month in (*self.months(person), "")
            for entry in (self.entries(person, month) if month else self.running(person))
        ]

    def running(self, person: str = "") -> list[Entry]:
        """The running timers of a person (by default of this one), oldest first.

        A timer that is also among the finished entries of its month was stopped: the month wins.
        """
        person = person or self.person
        found = self._read_entries(layout.running_file(person), person)
        stopped: set[str] = set()
        for month in {entry.day[:7] for entry in found}:
            file = layout.month_file(person, month)
            stopped |= self._table(file, "entries").keys()
        return [entry for entry in found if entry.running and entry.id not in stopped]

    def parked(self, person: str = "") -> dict[str, Record]:
        """The parked timers of a person, oldest first."""
        return self._table(layout.running_file(person or self.person), "parked")

    def _read_entries(self, file: str, person: str) -> list[Entry]:
        found = []
        for entry_id, record in self._table(file, "entries").items():
            if "moved" in record:
                continue
            try:
                found.append(read_entry(entry_id, person, record))
            except FieldError as error:
                self._report(self._problem(file, error.under(f"entries.{entry_id}")))
        found.sort(key=lambda entry: entry.order)
        return found

    # Money

    def expenses(self) -> list[Expense]:
        """All expenses, by date."""
        from tracker_tui.core.expense import read_expense

        found = self._read_years("expenses", read_expense)
        return sorted(found, key=lambda one: (one.date, one.id))

    def events(self) -> list[Event]:
        """All that happened to documents since they were issued, in the order of recording."""
        from tracker_tui.core.event import read_event

        return sorted(self._read_years("events", read_event), key=lambda one: (one.at, one.id))

    def _read_years(self, kind: str, build: Callable[[str, Record], Value]) -> list[Value]:
        found = []
        for year in self._names(kind, ".json"):
            file = f"{kind}/{year}.json"
            for record_id, record in self._table(file, kind).items():
                try:
                    found.append(build(record_id, record))
                except FieldError as error:
                    self._report(self._problem(file, error.under(f"{kind}.{record_id}")))
        return found

    # Documents

    def index(self) -> DocumentIndex:
        """What documents took, and their summaries, as of the last commit of this process."""
        from tracker_tui.store.docindex import DocumentIndex

        if self._index is None:
            self._index = DocumentIndex(self)
        return self._index

    def draft_ids(self) -> list[str]:
        """The ids of all drafts."""
        return self._names("drafts", ".toml")

    def draft(self, draft_id: str) -> Document:
        """A draft; refused where its file cannot be read."""
        return self._document(layout.draft_file(draft_id))

    def document(self, number: str, year: str) -> Document:
        """An issued document; refused where its file cannot be read."""
        return self._document(layout.document_file(number, year))

    def document_numbers(self) -> list[tuple[str, str]]:
        """Number and year (folder) of every issued document."""
        years = self._folders("documents")
        return [
            (name, year) for year in years for name in self._names(f"documents/{year}", ".toml")
        ]

    def _document(self, file: str) -> Document:
        from tracker_tui.core.document_record import read_document

        document = self._read_toml(file, read_document)
        if document is None:
            found = [one for one in self.problems if one.file == file]
            raise BadFile(found) if found else Refused(f"{file} is not there")
        return document

    # Changes

    def locked(self) -> AbstractContextManager[object]:
        """Holds the workspace for this process; what is read inside is fresh."""
        self._index = None
        return self.store.locked()

    def commit(
        self,
        label: str,
        changes: list[Change],
        blobs: dict[str, bytes] | None = None,
        final: str = "",
    ) -> str:
        """Write the changes, all or none, and return the action's id.

        `label` is the sentence of the history; `final` says why it cannot be undone, if so.
        """
        from tracker_tui.store.status import write_status

        action = self.store.commit(
            label,
            changes,
            blobs,
            self.person,
            self.now().iso(),
            final=final,
            action=self.new_id(),
        )
        self._index, self.final, self.commits = None, final, self.commits + 1
        if any(change.file.endswith("/running.json") for change in changes):
            write_status(self.root, self.person, self.running())
        return action

    def undo(self, count: int) -> list[str]:
        """Takes back the last actions and returns their sentences."""
        return self._rewrite(lambda: self.store.undo(count, self.person, self.now().iso()))

    def redo(self) -> str:
        """Does again what the last undo took back and returns its sentence."""
        return self._rewrite(lambda: self.store.redo(1, self.person, self.now().iso()))[0]

    def history(self, limit: int) -> list[Action]:
        """What was done here on this machine, the newest first."""
        return self.store.history(limit)

    def _rewrite(self, act: Callable[[], list[Action]]) -> list[str]:
        from tracker_tui.store.status import write_status

        done = [action.label for action in act()]
        self._index = None
        write_status(self.root, self.person, self.running())
        return done

    # Reading with errors that name file, line and key

    def _names(self, folder: str, ending: str) -> list[str]:
        found = [name[: -len(ending)] for name in self._listing(folder) if name.endswith(ending)]
        return sorted(name for name in found if name and not name.startswith("."))

    def _folders(self, folder: str) -> list[str]:
        names = self._listing(folder)
        return sorted(one for one in names if os.path.isdir(os.path.join(self.root, folder, one)))

    def _listing(self, folder: str) -> list[str]:
        try:
            return os.listdir(os.path.join(self.root, folder))
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _table(self, file: str, table: str) -> dict[str, Record]:
        try:
            return self.files.tables(file).get(table, {})
        except BadFile as error:
            self._report(*error.problems)
            return {}

    def _read_toml(self, file: str, build: Callable[[Record], Value]) -> Value | None:
        try:
            record = self.files.toml(file)
            return None if record is None else build(record)
        except BadFile as error:
            self._report(*error.problems)
        except FieldError as error:
            self._report(self._problem(file, error))
        return None

    def _problem(self, file: str, error: FieldError) -> Problem:
        return Problem(file, self.files.line_of(file, error.key), error.key, error.problem)

    def _report(self, *problems: Problem) -> None:
        self.problems += [one for one in problems if one not in self.problems]
