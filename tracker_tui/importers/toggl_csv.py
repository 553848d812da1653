"""Toggl Track, detailed report as CSV: the classic columns (End date) and the new ones (Stop date).

The files name no zone: times are those of the exporting person's profile. Columns come in any
order and any selection. Source: Toggl's guides to editing, importing and exporting CSV files.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.entry import MOST_SECONDS
from tracker_tui.core.errors import Refused
from tracker_tui.importers.base import Importer, ImportProblem, NeutralEntry, Origin, Parsed
from tracker_tui.importers.cells import (
    BadCell,
    decide_date_order,
    needs_date_order,
    read_clock,
    read_date,
    read_duration,
    read_tags,
    read_yes_no,
    shown,
)
from tracker_tui.importers.text import (
    SEPARATORS,
    Encoding,
    NotText,
    detect_encoding,
    detect_separator,
    first_line,
    read_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from tracker_tui.importers.base import DateOrder, Kind
    from tracker_tui.importers.text import Row

SOURCE = "toggl"

_COLUMNS = {
    "user": "user",
    "member": "user",
    "email": "email",
    "client": "client",
    "project": "project",
    "task": "task",
    "description": "description",
    "billable": "billable",
    "start date": "start_date",
    "start time": "start_time",
    "end date": "end_date",
    "stop date": "end_date",
    "end time": "end_time",
    "stop time": "end_time",
    "duration": "duration",
    "tags": "tags",
    "amount": "amount",
    "currency": "currency",
}
_AMOUNT = re.compile(r"amount \((.*)\)")
_TIMES = ("start_date", "start_time", "end_date", "end_time", "duration")
_MOST_SECONDS_BACK = 7200
"""A wall clock put back in autumn can end this much before it starts."""


class _Report(NamedTuple):
    """How to read the rows of one file."""

    data: bytes
    file: str
    encoding: Encoding
    separator: str
    header_line: int
    width: int
    columns: dict[str, int]
    amount_currency: str
    stop_form: bool
    date_order: DateOrder | None = None

    @property
    def form(self) -> str:
        """The variant in words."""
        variant = "new" if self.stop_form else "classic"
        separated = f"separated by {SEPARATORS[self.separator]}"
        return f"Toggl report ({variant} columns), {self.encoding.name}, {separated}"

    def rows(self) -> Iterator[Row]:
        """The rows under the header."""
        rows = read_rows(self.data, self.encoding, self.separator)
        return (row for row in rows if row.line > self.header_line)


class _Cells:
    """The cells of one row by column, outer blanks cut, and the doubts that reading them raised."""

    def __init__(self, report: _Report, row: Row) -> None:
        self.origin = Origin(report.file, row.line, row.cells)
        self.doubts: list[str] = []
        self._texts: dict[str, str] = {}
        for column, at in report.columns.items():
            text = row.cells[at].strip() if at < len(row.cells) else ""
            # The new report writes "-" into empty cells, but a description can really be "-".
            dash = text == "-" and report.stop_form and column != "description"
            self._texts[column] = "" if dash else text

    def __getitem__(self, column: str) -> str:
        return self._texts.get(column, "")

    def __contains__(self, column: str) -> bool:
        return column in self._texts


class _Span(NamedTuple):
    """When: the fields of a neutral entry that say it."""

    kind: Kind
    date: str
    start: str | None = None
    end: str | None = None
    seconds: int | None = None


def parse(data: bytes, file: str = "", date_order: DateOrder | None = None) -> Parsed:
    """All entries and problems of a report, whatever the bytes are."""
    try:
        report, problems = _open_report(data, file, date_order)
    except Refused as refusal:
        line = refusal.line if isinstance(refusal, NotText) else 1
        return Parsed([], [ImportProblem(line, str(refusal))])
    parsed = Parsed([], problems, report.form)
    if any(problem.skipped for problem in problems):
        return parsed
    for item in read_items(report):
        if isinstance(item, NeutralEntry):
            parsed.entries.append(item)
        else:
            parsed.problems.append(item)
    return parsed


IMPORTER = Importer("toggl-csv", "Toggl Track, detailed report (CSV)", SOURCE, parse)


def _open_report(
    data: bytes, file: str, date_order: DateOrder | None
) -> tuple[_Report, list[ImportProblem]]:
    """Encoding, separator, columns and date order; refuses what is not a Toggl report at all."""
    encoding = detect_encoding(data)
    separator = detect_separator(first_line(data, encoding))
    header = next(read_rows(data, encoding, separator), None)
    if header is None:
        raise Refused("the file is empty")
    if header.broken:
        raise Refused(f"the header cannot be read: {header.broken}")
    names = [" ".join(name.strip(' "\ufeff').lower().split()) for name in header.cells]
    columns, currency, doubts = _find_columns(names)
    _require_columns(columns, names)
    if encoding.guessed:
        doubts.append(f"read as {encoding.name} since it is not UTF-8: check letters with accents")
    stop_form = any(name in ("stop date", "stop time", "member") for name in names)
    report = _Report(
        data, file, encoding, separator, header.line, len(names), columns, currency, stop_form
    )
    problems = [ImportProblem(header.line, text, header.cells, False) for text in doubts]
    try:
        return report._replace(date_order=date_order or _date_order(report)), problems
    except BadCell as problem:
        return report, [*problems, ImportProblem(header.line + 1, str(problem))]


def _find_columns(names: list[str]) -> tuple[dict[str, int], str, list[str]]:
    """Where the known columns are, the currency in the amount's name, and doubts."""
    columns: dict[str, int] = {}
    currency = ""
    doubts: list[str] = []
    for at, name in enumerate(names):
        amount = _AMOUNT.fullmatch(name)
        column = "amount" if amount else _COLUMNS.get(name)
        if column is None:
            if name:
                doubts.append(f"the column {shown(name)} is not known and not read")
        elif column in columns:
            doubts.append(f"a second column {shown(name)}: only the first is read")
        else:
            columns[column] = at
            currency = amount[1].strip().upper() if amount else currency
    return columns, currency, doubts


def _require_columns(columns: dict[str, int], names: list[str]) -> None:
    if "duration (h)" in names:
        raise Refused("this looks like a Clockify report, not like one of Toggl")
    missing = "Start date" if "start_date" not in columns else ""
    if not missing and "duration" not in columns and "end_time" not in columns:
        missing = "Duration or End time"
    if missing:
        seen = shown(", ".join(names))
        raise Refused(f"not a Toggl report: no column {missing} in the header {seen}")


def _date_order(report: _Report) -> DateOrder | None:
    """None for the usual 2026-01-31; else what all dates together say (a spreadsheet's doing)."""
    dates = (cells["start_date"] for cells in _all_cells(report))
    first = next((date for date in dates if date), "")
    if not needs_date_order(first):
        return None
    return decide_date_order(
        cells[column] for cells in _all_cells(report) for column in ("start_date", "end_date")
    )


def _all_cells(report: _Report) -> Iterator[_Cells]:
    return (_Cells(report, row) for row in report.rows() if not row.broken)


def read_items(report: _Report) -> Iterator[NeutralEntry | ImportProblem]:
    """Entries and problems in the order of the file, one row in memory at a time."""
    said: set[str] = set()
    for row in report.rows():
        if row.broken:
            yield ImportProblem(row.line, row.broken, row.cells)
            continue
        cells = _Cells(report, row)
        try:
            _check_width(report, cells)
            entry = _read_entry(report, cells)
        except BadCell as problem:
            yield ImportProblem(row.line, str(problem), row.cells)
            continue
        yield entry
        for doubt in cells.doubts:
            if doubt not in said:
                said.add(doubt)
                yield ImportProblem(row.line, doubt, row.cells, False)


def _check_width(report: _Report, cells: _Cells) -> None:
    row = cells.origin.row
    if any(cell.strip() for cell in row[report.width :]):
        raise BadCell(f"the row has {len(row)} cells, the header {report.width}")
    times_end = 1 + max(report.columns.get(column, -1) for column in _TIMES)
    if len(row) < times_end:
        raise BadCell(f"the row ends early: {len(row)} cells, the header {report.width}")
    if len(row) < report.width:
        cells.doubts.append("rows are shorter than the header: what is missing is taken as empty")


def _read_entry(report: _Report, cells: _Cells) -> NeutralEntry:
    span = _read_span(cells, report.date_order)
    amount = _read_amount(cells)
    currency = _read_currency(cells, cells["currency"] or report.amount_currency)
    try:
        billable = read_yes_no(cells["billable"])
    except BadCell as problem:
        billable = None
        cells.doubts.append(f"billable: {problem}; taken as unknown")
    return NeutralEntry(
        kind=span.kind,
        date=span.date,
        origin=cells.origin,
        start=span.start,
        end=span.end,
        seconds=span.seconds,
        description=cells["description"],
        client=cells["client"],
        project=cells["project"],
        task=cells["task"],
        tags=read_tags(cells["tags"]),
        billable=billable,
        rate=_rate(amount, span.seconds, currency),
        amount=amount,
        currency=currency,
        user=cells["email"] or cells["user"],
        user_name=cells["user"],
    )


def _read_span(cells: _Cells, order: DateOrder | None) -> _Span:
    if not cells["start_date"]:
        raise BadCell("no start date")
    day = read_date(cells["start_date"], order)
    if not cells["start_time"]:
        if cells["end_time"] or not cells["duration"]:
            raise BadCell("no start time")
        return _Span("duration", day, seconds=_seconds(cells, None))
    start = f"{day}T{_clock(cells, 'start_time')}"
    if not cells["end_time"]:
        if "end_time" in cells:
            if cells["end_date"]:
                raise BadCell("an end date without an end time")
            return _Span("running", day, start)
        if not cells["duration"]:
            raise BadCell("neither a duration nor an end")
        return _Span("clocked", day, start, seconds=_seconds(cells, None))
    end = _read_end(cells, start, order)
    elapsed = _elapsed(start, end)
    seconds = _seconds(cells, elapsed)
    if elapsed < 0 and (seconds is None or elapsed < -_MOST_SECONDS_BACK):
        raise BadCell(f"it ends ({end}) before it starts ({start})")
    if elapsed > MOST_SECONDS:
        raise BadCell(f"it ends ({end}) more than {MOST_SECONDS // 3600} h after it starts")
    return _Span("clocked", day, start, end, seconds)


def _read_end(cells: _Cells, start: str, order: DateOrder | None) -> str:
    """The end as ISO 8601; without an end date it is the start's day, or the next one."""
    clock = _clock(cells, "end_time")
    if cells["end_date"]:
        return f"{read_date(cells['end_date'], order)}T{clock}"
    end = datetime.fromisoformat(f"{start[:10]}T{clock}")
    if end.isoformat() < start:
        end += timedelta(days=1)
    return end.isoformat()


def _clock(cells: _Cells, column: str) -> str:
    clock = read_clock(cells[column])
    if clock.rewritten:
        cells.doubts.append(
            "times are written as 10:30:34 AM: a spreadsheet has rewritten this file, check it"
        )
    return clock.text


def _seconds(cells: _Cells, elapsed: int | None) -> int | None:
    """The billed seconds, None where end minus start (`elapsed`, by the wall clock) says it better.

    A spreadsheet turns 00:12:00 into 12:12:00 AM and drops whole days; decimal hours hold steps of
    36 seconds only.
    """
    text = cells["duration"]
    if not text:
        return 0 if elapsed == 0 else None
    try:
        duration = read_duration(text)
    except BadCell as problem:
        if elapsed is None:
            raise
        cells.doubts.append(f"{problem}: the end minus the start is taken")
        return None
    if duration.form == "rewritten":
        cells.doubts.append(
            "durations are written as 02:00:00 AM: a spreadsheet has rewritten this file, "
            + ("check it" if elapsed is None else "the end minus the start is taken")
        )
        return duration.seconds if elapsed is None else None
    if duration.form == "decimal" and elapsed is not None and abs(duration.seconds - elapsed) <= 18:
        return None
    return duration.seconds


def _elapsed(start: str, end: str) -> int:
    """Seconds between two wall-clock times, the zone left aside."""
    between = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return between.days * 86_400 + between.seconds


def _read_amount(cells: _Cells) -> Decimal | None:
    if not cells["amount"]:
        return None
    from tracker_tui.core.currency import parse_amount

    try:
        return parse_amount(cells["amount"])
    except Refused as refusal:
        cells.doubts.append(f"amount: {refusal}; left out")
        return None


def _read_currency(cells: _Cells, code: str) -> str | None:
    from tracker_tui.core.currency import MINOR_UNITS

    if not code:
        return None
    if code.upper() in MINOR_UNITS:
        return code.upper()
    cells.doubts.append(f"{shown(code)} is not a currency of ISO 4217; left out")
    return None


def _rate(amount: Decimal | None, seconds: int | None, currency: str | None) -> Decimal | None:
    """The hourly rate with the currency's decimals, if it gives exactly the amount; else None."""
    if not amount or not seconds or currency is None:
        return None
    from tracker_tui.core.currency import quantise

    rate = quantise(amount * 3600 / seconds, currency)
    return rate if quantise(rate * seconds / 3600, currency) == amount else None
