"""An entry: a piece of one person's time, clocked, by duration only, or still running."""

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.clock import Moment, parse_moment
from tracker_tui.core.errors import FieldError
from tracker_tui.core.record import Reader, compact

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker_tui.core.record import Record
else:
    Decimal = object  # its name alone: loading it costs a start 2 ms

ENTRY_KEYS = (
    "start",
    "end",
    "date",
    "seconds",
    "zone",
    "project",
    "task",
    "note",
    "tags",
    "ref",
    "commits",
    "rate",
    "billable",
    "billed_elsewhere",
    "source",
    "created",
    "conflict",
)
"""The fields of an entry in the order in which they are written."""

MOST_SECONDS = 1000 * 3600
"""No single entry is longer than this."""


class Entry(NamedTuple):
    """One piece of time. `day` is the local day of its start; `seconds` is 0 while it runs."""

    id: str
    person: str
    day: str
    seconds: int
    zone: str
    start: Moment | None = None
    end: Moment | None = None
    project: str = ""
    task: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    ref: str = ""
    commits: tuple[str, ...] = ()
    rate: Decimal | None = None
    billable: bool = True
    billed_elsewhere: str = ""
    source: str = ""
    created: str = ""
    conflict: bool = False
    rest: dict[str, Any] = {}

    @property
    def client(self) -> str:
        """The client's id; empty while the entry is unassigned."""
        return self.project.partition("/")[0]

    @property
    def running(self) -> bool:
        """Whether the timer of this entry still runs."""
        return self.start is not None and self.end is None

    def seconds_at(self, now: int) -> int:
        """Raw seconds; of a running entry those up to `now` (UTC seconds)."""
        if self.start is None or self.end is not None:
            return self.seconds
        return max(now - self.start.utc, 0)

    @property
    def order(self) -> tuple[int, str]:
        """Sorts entries by start in UTC; duration-only ones at the beginning of their day."""
        if self.start is not None:
            return self.start.utc, self.id
        return parse_moment(f"{self.day}T00:00:00+00:00").utc, self.id


def read_entry(entry_id: str, person: str, record: "Record") -> Entry:
    """An entry from its record in a month's or a running file."""
    reader = Reader(record)
    start, end = _moment(reader, "start"), _moment(reader, "end")
    day, seconds = reader.day("date"), reader.whole("seconds", -1, 0, MOST_SECONDS)
    if start is None:
        if not day or seconds < 0 or end is not None:
            raise FieldError("start", "missing: an entry has start (and end), or date and seconds")
    else:
        day = start.day
        if end is not None and end.utc < start.utc:
            raise FieldError("end", f"{end.iso()} is before the start {start.iso()}")
        seconds = 0 if end is None else end.utc - start.utc
    return Entry(
        entry_id,
        person,
        day,
        seconds,
        reader.text("zone"),
        start,
        end,
        _project(reader),
        reader.text("task"),
        reader.text("note"),
        reader.texts("tags"),
        reader.text("ref"),
        reader.texts("commits"),
        reader.number("rate"),
        reader.flag("billable", True),
        reader.text("billed_elsewhere"),
        reader.text("source"),
        reader.text("created"),
        bool(reader.rest().get("conflict")),
        reader.rest(),
    )


def _moment(reader: Reader, key: str) -> Moment | None:
    text = reader.text(key)
    if not text:
        return None
    try:
        return parse_moment(text)
    except ValueError as error:
        raise FieldError(key, str(error)) from None


def _project(reader: Reader) -> str:
    project = reader.text("project")
    if project:
        client, slash, name = project.partition("/")
        if not slash or not client or not name or "/" in name:
            raise FieldError("project", f'"{project}" is not of the form client/project')
    return project


def write_entry(entry: Entry) -> "Record":
    """The entry as the record of a file: empty fields left out, unknown ones kept."""
    record: Record = {}
    if entry.start is not None:
        record["start"] = entry.start.iso()
        record["end"] = entry.end.iso() if entry.end is not None else ""
    else:
        record["date"] = entry.day
    fields = compact(
        {
            **record,
            "zone": entry.zone,
            "project": entry.project,
            "task": entry.task,
            "note": entry.note,
            "tags": list(entry.tags),
            "ref": entry.ref,
            "commits": list(entry.commits),
            "rate": None if entry.rate is None else format(entry.rate, "f"),
            "billable": None if entry.billable else False,
            "billed_elsewhere": entry.billed_elsewhere,
            "source": entry.source,
            "created": entry.created,
        },
        entry.rest,
    )
    if entry.start is None:
        fields["seconds"] = entry.seconds
    return {key: fields[key] for key in (*ENTRY_KEYS, *entry.rest) if key in fields}
