"""One file while a commit changes it: values are read and put by key path, then rendered."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from tracker_tui.store.disk import resolved
from tracker_tui.store.publish import Write
from tracker_tui.store.records import Change, blob_value, first_missing, value_at, with_value
from tracker_tui.store.tables import dump, record_lines
from tracker_tui.store.text import decode, encode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker_tui.store.disk import Content
    from tracker_tui.store.tables import Record, Tables
    from tracker_tui.store.toml import Document


class Working(ABC):
    """A file of any kind: the base holds what was read."""

    def __init__(self, file: str, path: str, content: Content | None) -> None:
        self.file = file
        self._path = path
        self.old = None if content is None else content.data
        self.stamp = None if content is None else content.stamp
        self.touched = False

    def normal(self, value: Any) -> Any:
        """A value as it will be read back from this file."""
        return value

    @abstractmethod
    def value(self, path: tuple[str, ...]) -> Any:
        """What stands at the path now."""

    @abstractmethod
    def put(self, path: tuple[str, ...], value: Any) -> None:
        """Set the value at the path, or (None) remove it."""

    @abstractmethod
    def effective(self, path: tuple[str, ...]) -> Change:
        """What changed at the path since the file was read, so that its inverse leaves no trace."""

    @abstractmethod
    def render(self) -> bytes | None:
        """The new bytes of the file; None where it is removed."""

    def write(self) -> Write | None:
        """What to write to bring the file up to date; None where nothing changed."""
        new = self.render() if self.touched else self.old
        if new == self.old:
            return None
        return Write(self.file, resolved(self._path), self.old, new, self.stamp)


class WorkingTables(Working):
    """A JSON file: paths are (table, id)."""

    def __init__(
        self,
        file: str,
        path: str,
        content: Content | None,
        tables: Tables,
        key_order: Mapping[str, tuple[str, ...]],
    ) -> None:
        super().__init__(file, path, content)
        self._tables = tables
        self._key_order = key_order
        self._put: dict[str, dict[str, Record | None]] = {}

    def value(self, path: tuple[str, ...]) -> Any:
        table, record_id = path
        put = self._put.get(table, {})
        return put[record_id] if record_id in put else self._before(path)

    def put(self, path: tuple[str, ...], value: Any) -> None:
        table, record_id = path
        if value is not None and not isinstance(value, dict):
            raise TypeError(f"{value!r} is not a record")
        if dump(value) != dump(self.value(path)):
            self._put.setdefault(table, {})[record_id] = value
            self.touched = True

    def effective(self, path: tuple[str, ...]) -> Change:
        return Change(self.file, path, self._before(path), self.value(path))

    def render(self) -> bytes | None:
        from tracker_tui.store.tinytables import WorkspaceDB

        lines = record_lines(decode(self.old or b"", self.file), self._tables)
        database = WorkspaceDB(self._tables, self._key_order, lines)
        for name, records in self._put.items():
            database.records(name).put_all(records)
        return encode(database.render(), self.file)

    def _before(self, path: tuple[str, ...]) -> Any:
        return self._tables.get(path[0], {}).get(path[1])


class WorkingToml(Working):
    """A TOML file: paths are key paths; it keeps its comments unless the program owns it."""

    def __init__(
        self,
        file: str,
        path: str,
        content: Content | None,
        document: Document | None,
        owned: bool,
    ) -> None:
        super().__init__(file, path, content)
        self._before = document
        self._now = document
        self._owned = owned
        self._changes: list[tuple[tuple[str, ...], Any]] = []

    def normal(self, value: Any) -> Any:
        from tracker_tui.store.toml import as_owned

        return as_owned(value) if self._owned else value

    def value(self, path: tuple[str, ...]) -> Any:
        return value_at(self._now, path)

    def put(self, path: tuple[str, ...], value: Any) -> None:
        self._now = with_value(self._now, path, value)
        self._changes.append((path, value))
        self.touched = True

    def effective(self, path: tuple[str, ...]) -> Change:
        if self._now is None and self.old is not None:
            return Change(self.file, (), decode(self.old, self.file), None)  # with its comments
        place = () if self._before is None else first_missing(self._before, path)
        return Change(self.file, place, value_at(self._before, place), value_at(self._now, place))

    def render(self) -> bytes | None:
        from tracker_tui.store.toml import change_toml, write_toml

        if self._now is None:
            return None
        if self._owned:
            return encode(write_toml(self._now), self.file)
        text = decode(self.old or b"", self.file)
        return encode(change_toml(text, self._changes, self.file), self.file)


class WorkingText(Working):
    """Any file as one text: its only path is ()."""

    def __init__(self, file: str, path: str, content: Content | None) -> None:
        super().__init__(file, path, content)
        self._before = None if self.old is None else decode(self.old, file)
        self._now = self._before

    def value(self, path: tuple[str, ...]) -> Any:
        return self._now

    def put(self, path: tuple[str, ...], value: Any) -> None:
        if path or not isinstance(value, str | None):
            raise TypeError(f"{self.file} is changed as a whole text here")
        self._now = value
        self.touched = True

    def effective(self, path: tuple[str, ...]) -> Change:
        return Change(self.file, (), self._before, self._now)

    def render(self) -> bytes | None:
        return None if self._now is None else encode(self._now, self.file)


class WorkingBlob(Working):
    """A binary file: its only path is (), its value names its bytes, `bytes_of` its SHA-256."""

    def __init__(
        self,
        file: str,
        path: str,
        content: Content | None,
        bytes_of: Callable[[str], bytes],
    ) -> None:
        super().__init__(file, path, content)
        self._bytes_of = bytes_of
        self.new = self.old

    def normal(self, value: Any) -> Any:
        return None if value is None else {"sha256": value["sha256"], "blob": value["sha256"]}

    def value(self, path: tuple[str, ...]) -> Any:
        return None if self.new is None else blob_value(self.new)

    def put(self, path: tuple[str, ...], value: Any) -> None:
        if path:
            raise TypeError(f"{self.file} has no keys")
        self.new = None if value is None else self._bytes_of(value["sha256"])
        self.touched = True

    def effective(self, path: tuple[str, ...]) -> Change:
        before = None if self.old is None else blob_value(self.old)
        return Change(self.file, (), before, self.value(()))

    def render(self) -> bytes | None:
        return self.new
