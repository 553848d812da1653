"""The data files of a workspace, read and parsed, kept as long as they do not change."""

import os
from _thread import allocate_lock
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.errors import Refused
from tracker_tui.core.plain import one_line
from tracker_tui.store.disk import Content, Unreadable, read_file, stamp
from tracker_tui.store.problems import BadFile, Problem
from tracker_tui.store.tables import read_tables
from tracker_tui.store.text import decode

if TYPE_CHECKING:
    from tracker_tui.store.tables import Tables
    from tracker_tui.store.toml import Document

KEPT = 32  # parsed files; a scan over years shall not keep them all in memory


class _Parsed(NamedTuple):
    content: Content
    value: Any


class Files:
    """Reads files by their path below the root. What is returned is shared: do not change it."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._kept: dict[str, _Parsed] = {}
        self._keeping = allocate_lock()

    def path(self, file: str) -> str:
        """Where a file of the workspace is."""
        parts = file.split("/")
        if not all(parts) or "." in parts or ".." in parts or "\\" in file or "\0" in file:
            raise Refused(f"{one_line(file)}: is not a file inside the workspace")
        return os.path.join(self.root, *parts)

    def read(self, file: str) -> bytes | None:
        """A file's bytes; None where there is none."""
        content = self.content(file)
        return None if content is None else content.data

    def content(self, file: str) -> Content | None:
        """A file's bytes and stamp; None where there is none. Raises BadFile."""
        try:
            return read_file(self.path(file))
        except Unreadable as error:
            raise BadFile([Problem(file, 0, "", error.why)]) from None

    def tables(self, file: str) -> "Tables":
        """The tables of a JSON file, in its order; {} where there is none. Raises BadFile."""
        parsed = self._parsed(file)
        return {} if parsed is None else parsed.value

    def toml(self, file: str) -> "Document | None":
        """A TOML document; None where there is none. Raises BadFile."""
        parsed = self._parsed(file)
        return None if parsed is None else parsed.value

    def toml_texts(self, file: str) -> "Document | None":
        """A TOML document for its tables, texts and flags: other values may be tables.

        The quick way to names: no number and no day has to be made of text. Raises BadFile.
        """
        from tracker_tui.store.tomlcache import kept_document

        data = self.read(file)
        kept = None if data is None else kept_document(self.root, file, data, exact=False)
        return self.toml(file) if kept is None else kept

    def kept(self) -> list[str]:
        """The files that were read last and are kept parsed."""
        return list(self._kept)

    def line_of(self, file: str, key: str) -> int:
        """The line of a dotted key such as "rates.1.hourly", or of the nearest one above it."""
        from tracker_tui.store.lines import JsonScan, dotted_paths, nearest, toml_lines
        from tracker_tui.store.tables import DEEPEST

        text = decode(self.read(file) or b"", file)
        lines = JsonScan(text, DEEPEST).lines if file.endswith(".json") else toml_lines(text)
        return max(nearest(lines, path) for path in dotted_paths(key))

    def _parsed(self, file: str) -> _Parsed | None:
        kept = self._kept.get(file)
        with suppress(Unreadable):  # then reading it says why
            if kept is not None and stamp(self.path(file)) == kept.content.stamp:
                return kept
        return self._parsed_now(file)

    def _parsed_now(self, file: str) -> _Parsed | None:
        """The file as it is now, whatever its stamp says."""
        content = self.content(file)
        kept = self._kept.get(file)
        if content is None:
            self._forget(file)
            return None
        if kept is not None and kept.content.data == content.data:
            parsed = _Parsed(content, kept.value)
        else:
            parsed = _Parsed(content, self._parse(file, content))
        with self._keeping:
            self._kept.pop(file, None)
            self._kept[file] = parsed
            while len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
        return parsed

    def _parse(self, file: str, content: Content) -> Any:
        if file.endswith(".json"):
            return read_tables(decode(content.data, file), file)
        from tracker_tui.store.tomlcache import keep_document, kept_document

        document = kept_document(self.root, file, content.data)
        if document is None:
            from tracker_tui.store.toml import read_toml

            document = read_toml(decode(content.data, file), file)
            keep_document(self.root, file, content.data, document)
        return document

    def _forget(self, file: str) -> None:
        with self._keeping:
            self._kept.pop(file, None)
