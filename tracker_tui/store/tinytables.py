"""TinyDB over the text of one file: the tables while they are being changed.

TinyDB's own storage rewrites a file in place, and its whole-number ids collide between clones.
Here the storage holds the tables in memory and renders the file's new text; writing it, together
with other files and all or none, is the commit's work. Scans over years read plain JSON instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from tracker_tui.store.problems import BadFile
from tracker_tui.store.tables import read_tables, write_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker_tui.store.tables import Lines, Record, Tables


class TableStorage(Storage):
    """The tables of one file, and the `lines` of its records; neither is changed, but replaced."""

    def __init__(
        self, tables: Tables, key_order: Mapping[str, tuple[str, ...]], lines: Lines
    ) -> None:
        self._tables = tables
        self._key_order = key_order
        self._before = tables
        self._lines = lines

    def read(self) -> Tables:
        """The tables as they are now, in a dictionary of the caller's own."""
        return dict(self._tables)

    def write(self, data: Tables) -> None:
        """Take over the changed tables."""
        self._tables = data

    def render(self) -> str:
        """The text of the file with these tables; records that are the same keep their lines."""
        lines = {
            name: {key: text for key, text in kept.items() if self._is_same(name, key)}
            for name, kept in self._lines.items()
        }
        text = write_tables(self._tables, self._key_order, lines)
        if lines and not self._is_said(text):
            return write_tables(self._tables, self._key_order)
        return text

    def _is_same(self, name: str, record_id: str) -> bool:
        now = self._tables.get(name, {}).get(record_id)
        return now is not None and now is self._before[name][record_id]

    def _is_said(self, text: str) -> bool:
        try:
            return read_tables(text) == self._tables
        except BadFile:
            return False


class RecordTable(Table):
    """Records under their own text ids; nothing is cached, since others write the files too."""

    document_id_class: Any = str  # TinyDB declares int, and converts with whatever stands here

    def __init__(self, storage: Storage, name: str) -> None:
        super().__init__(storage, name, cache_size=0)

    def put_all(self, records: Mapping[str, Record | None]) -> None:
        """Insert, replace or (None) remove the records of these ids."""
        self.remove(doc_ids=cast(Any, list(records)))  # TinyDB's signatures say int
        self.insert_multiple(
            Document(record, cast(Any, record_id))
            for record_id, record in records.items()
            if record is not None
        )

    def _get_next_id(self) -> NoReturn:
        raise TypeError("a record is inserted as a Document with its own id")


class WorkspaceDB(TinyDB):
    """The tables of one file as a TinyDB database."""

    table_class: Any = RecordTable  # TinyDB declares Table itself

    def __init__(
        self,
        tables: Tables,
        key_order: Mapping[str, tuple[str, ...]],
        lines: Lines | None = None,
    ) -> None:
        super().__init__(tables, key_order, lines or {}, storage=TableStorage)

    def records(self, name: str) -> RecordTable:
        """One table."""
        return cast(RecordTable, self.table(name))

    def render(self) -> str:
        """The text of the file."""
        return cast(TableStorage, self.storage).render()
