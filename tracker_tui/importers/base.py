"""What every importer gives back, the formats by name, and how an import knows its own entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from tracker_tui.core.errors import Usage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

Kind = Literal["clocked", "duration", "running"]
DateOrder = Literal["dmy", "mdy"]

_MODULES = {"toggl-csv": "toggl_csv"}
"""Format -> module in this package that reads it: found when the format is asked for."""

_SHORT_NAMES = {"toggl": "toggl-csv"}


class Origin(NamedTuple):
    """Where an entry was read: file name, line of its first character from 1, the raw cells."""

    file: str
    line: int
    row: tuple[str, ...]


class NeutralEntry(NamedTuple):
    """One piece of time as a foreign file tells it, before it is matched with a workspace.

    `start` and `end` are wall-clock ISO 8601 texts without offset ("2023-01-02T09:00:00"), in
    `zone` (IANA name or offset such as "+02:00"); None where the file names no zone. `seconds` is
    the billed figure and may differ from end minus start.

    - clocked: has `start` and at least one of `end` and `seconds`. Where `end` is None it is the
      start plus the seconds, where `seconds` is None it is the end minus the start; both count in
      UTC and hence need the zone.
    - duration: has `date` and `seconds`, no clock times.
    - running: has `start` only; never hours.

    `billable` is None where the file does not say. `user` is the e-mail where the file has it, else
    the name; `user_name` is the name as given.
    """

    kind: Kind
    date: str
    origin: Origin
    start: str | None = None
    end: str | None = None
    zone: str | None = None
    seconds: int | None = None
    description: str = ""
    client: str = ""
    project: str = ""
    task: str = ""
    tags: tuple[str, ...] = ()
    billable: bool | None = None
    rate: Decimal | None = None
    amount: Decimal | None = None
    currency: str | None = None
    user: str = ""
    user_name: str = ""
    external_id: str | None = None


class ImportProblem(NamedTuple):
    """What is wrong in a line of a file. `skipped`: no entry was made of it, else only a doubt."""

    line: int
    text: str
    row: tuple[str, ...] = ()
    skipped: bool = True


class Parsed(NamedTuple):
    """All that a file holds. `form` says how it was read: variant, encoding, separator."""

    entries: list[NeutralEntry]
    problems: list[ImportProblem]
    form: str = ""


class Parser(Protocol):
    """Reads a whole file; never raises over what is in it.

    `date_order` answers the question that a problem asks where the dates can be read both ways.
    """

    def __call__(
        self, data: bytes, file: str = "", date_order: DateOrder | None = None
    ) -> Parsed: ...


class Importer(NamedTuple):
    """A format: its name on the command line, its title, the service that keys begin with."""

    name: str
    title: str
    source: str
    parse: Parser


def format_names() -> tuple[str, ...]:
    """The names of all formats, without the short ones."""
    return tuple(sorted(_MODULES))


def find_importer(name: str) -> Importer:
    """The importer of a format by its name or short name; Usage where there is none."""
    full_name = _SHORT_NAMES.get(name.lower(), name.lower())
    module_name = _MODULES.get(full_name)
    if module_name is None:
        from tracker_tui.core.near import nearest

        near = nearest(name, (*_MODULES, *_SHORT_NAMES))
        hint = f"did you mean {near}?" if near else f"known are {', '.join(format_names())}"
        raise Usage(f'unknown import format "{name[:40]}"; {hint}')
    from importlib import import_module

    importer = import_module(f"tracker_tui.importers.{module_name}").IMPORTER
    assert isinstance(importer, Importer)
    return importer


def content_keys(entries: Iterable[NeutralEntry], source: str) -> list[str]:
    """One key per entry, the same in every file that holds the same row, such as "toggl:31f0...".

    An id that the source keeps stable is the key; else it is a hash of the content, and the second
    of two equal rows of a file ends in ".2", the third in ".3": importing the keys that the store
    lacks adds max(0, n - m) of n rows where m are there. A running entry has no key (""): its
    finished row must not be taken for it.
    """
    keys: list[str] = []
    seen: dict[str, int] = {}
    for entry in entries:
        if entry.kind == "running":
            keys.append("")
        elif entry.external_id:
            keys.append(f"{source}:{entry.external_id}")
        else:
            digest = _content_digest(entry, source)
            seen[digest] = count = seen.get(digest, 0) + 1
            keys.append(f"{source}:{digest}" + (f".{count}" if count > 1 else ""))
    return keys


def _content_digest(entry: NeutralEntry, source: str) -> str:
    """80 bits of SHA-256 over the normalised content."""
    import json
    from hashlib import sha256

    start, end, seconds = _span(entry)
    content = [
        source,
        _plain(entry.user).casefold(),
        start,
        end,
        seconds,
        _plain(entry.client),
        _plain(entry.project),
        _plain(entry.task),
        _plain(entry.description),
        sorted({_plain(tag) for tag in entry.tags}),
        entry.billable,
    ]
    return sha256(json.dumps(content).encode("ascii")).hexdigest()[:20]


def _span(entry: NeutralEntry) -> tuple[str, str, int | None]:
    """Start, end and seconds; the one that the file leaves out follows from the wall clock.

    The same row is then known again whether or not the export had the column.
    """
    if entry.start is None:
        return entry.date, "", entry.seconds
    from datetime import datetime, timedelta

    start, end, seconds = entry.start, entry.end, entry.seconds
    begin = datetime.fromisoformat(start)
    if end is None:
        end = (begin + timedelta(seconds=seconds or 0)).isoformat()
    if seconds is None:
        seconds = round((datetime.fromisoformat(end) - begin).total_seconds())
    return start, end, seconds


def _plain(text: str) -> str:
    if text.isascii() and "\r" not in text:
        return text.strip()
    from unicodedata import normalize

    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").strip())
