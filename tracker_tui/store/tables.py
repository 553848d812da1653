"""The JSON tables: one record per line in the order of start, so that a month reads like a log.

    {"entries": {
    "01JDA2K5X8...": {"start": "2026-11-20T09:02:00+01:00", ...},
    "01JDA9V0TR...": {"start": "2026-11-20T12:10:00+01:00", ...}
    }}

Several tables follow each other with `}, "parked": {` between them. Whole numbers are ints and
numbers with a fraction are Decimals, so that none loses a digit. A record that does not change
keeps its line as it is, however it was written.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from tracker_tui.core.clock import DAY, day_number, parse_moment
from tracker_tui.core.errors import Refused
from tracker_tui.store.problems import BadFile, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from tracker_tui.store.lines import JsonScan, Path

Record = dict[str, Any]
Tables = dict[str, dict[str, Record]]
Lines = dict[str, dict[str, str]]

DEEPEST = 50  # levels of nesting
LONGEST_NUMBER = 40  # digits, or places that an exponent moves the point


class OddNumber(ValueError):
    """A number as written that no business can have; the careful look finds where it is."""


def read_tables(text: str, file: str = "") -> Tables:
    """The tables of a file by name, each record by its id; raises BadFile with every problem."""
    try:
        tables = _DECODER.decode(text)
        if _sound(tables, text):
            return cast("Tables", tables)
    except json.JSONDecodeError as error:
        problem = f"{error.msg[:1].lower()}{error.msg[1:]} (column {error.colno})"
        raise BadFile([Problem(file, error.lineno, "", f"not JSON: {problem}")]) from None
    except (ValueError, RecursionError):
        pass
    raise BadFile(_problems(text, file))


def line_of_record(text: str, *path: str) -> int:
    """The line of a record, given as (table, id) or id alone, then perhaps keys inside it."""
    from tracker_tui.store.lines import JsonScan, nearest

    lines = JsonScan(text, DEEPEST).lines
    if path[:1] in lines:
        return nearest(lines, path)
    inside = [found for found in lines if found[1 : 1 + len(path)] == path]
    if inside:
        return lines[inside[0][: 1 + len(path)]]
    return line_of_record(text, *path[:-1]) if len(path) > 1 else 1


# --- reading ---------------------------------------------------------------------------------


def exact_number(text: str) -> Decimal:
    """A number with a fraction, exactly as written."""
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(text)
    except InvalidOperation:
        raise OddNumber(text) from None
    if not number.is_finite() or max(len(text), abs(number.adjusted())) > LONGEST_NUMBER:
        raise OddNumber(text)
    return number


def _whole_number(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise OddNumber(text)
    return int(text)


def _refuse_constant(name: str) -> None:
    raise OddNumber(name)


def _object(pairs: list[tuple[str, Any]]) -> Record:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("a key is there twice")
    return record


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=exact_number,
    parse_int=_whole_number,
    parse_constant=_refuse_constant,
)


def _sound(tables: object, text: str) -> bool:
    """Whether it is tables of records whose text can be written again."""
    if type(tables) is not dict:
        return False
    for table in tables.values():
        if type(table) is not dict or any(type(record) is not dict for record in table.values()):
            return False
    return "\\u" not in text or not _half_characters(text)


def _half_characters(text: str) -> bool:
    plain = json.dumps(json.loads(text), ensure_ascii=False)
    return any("\ud800" <= sign <= "\udfff" for sign in plain)


# --- what is wrong, with its line ------------------------------------------------------------


def _problems(text: str, file: str) -> list[Problem]:
    """Every problem of a text that JSON's grammar allows and this program does not."""
    from tracker_tui.store.lines import JsonScan

    scan = JsonScan(text, DEEPEST)
    if scan.too_deep:
        return [Problem(file, scan.too_deep, "", f"nested deeper than {DEEPEST} levels")]
    found = [
        Problem(file, line, dotted(path), "is there twice; remove one of them")
        for line, path in scan.twice
    ]
    for line, path, word in scan.scalars:
        if odd := _odd_scalar(word):
            found.append(Problem(file, line, dotted(path), odd))
    found += _wrong_shapes(text, scan, file)
    if not found:
        found.append(Problem(file, 0, "", "cannot be read as tables of records"))
    return sorted(found, key=lambda problem: problem.line)


def _odd_scalar(word: str) -> str:
    shown = word if len(word) <= 20 else word[:17] + "..."
    if word in ("NaN", "Infinity", "-Infinity"):
        return f"{shown} is not a number that can be used"
    try:
        _DECODER.decode(word)
    except ValueError:
        return f"the number {shown} is too large"
    return ""


def _wrong_shapes(text: str, scan: JsonScan, file: str) -> list[Problem]:
    from tracker_tui.store.lines import nearest

    try:
        tables = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return []
    if not isinstance(tables, dict):
        return [Problem(file, 1, "", 'expected tables such as {"entries": {...}}')]
    found = []

    def report(path: Path, problem: str) -> None:
        found.append(Problem(file, nearest(scan.lines, path), dotted(path), problem))

    for name, table in tables.items():
        if not isinstance(table, dict):
            report((name,), "expected a table of records by id")
            continue
        for record_id, record in table.items():
            if not isinstance(record, dict):
                report((name, record_id), "expected a record in braces")
            elif _half_characters(json.dumps(record)):
                report((name, record_id), "holds half a character (a lone \\ud800 to \\udfff)")
    return found


def dotted(path: Path) -> str:
    """A path as people read it."""
    return ".".join(str(part) for part in path)


# --- writing ---------------------------------------------------------------------------------


def write_tables(
    tables: Tables, key_order: Mapping[str, tuple[str, ...]], lines: Lines | None = None
) -> str:
    """The text of a file: known tables and keys in the order given, unknown ones after them.

    Records that have a line in `lines` keep it, as `record_lines` found it.
    """
    kept = lines or {}
    try:
        parts = [
            _table_text(name, tables[name], key_order.get(name, ()), kept.get(name, {}))
            for name in ordered_keys(tables, tuple(key_order))
        ]
    except RecursionError:
        raise Refused(f"a record is nested deeper than {DEEPEST} levels") from None
    return "{" + ", ".join(parts) + "}\n"


def record_lines(text: str, tables: Tables) -> Lines:
    """The line of each record, by table and id, where every record has one of its own; else {}.

    It is found by the ids at the beginnings of the lines: who uses it checks what comes out.
    """
    rows = iter(text.split("\n"))
    next(rows)
    found: Lines = {}
    for name, table in tables.items():
        found[name] = {}
        for record_id, row in zip(table, rows, strict=False):
            if not row.startswith(f'"{record_id}": '):
                return {}
            found[name][record_id] = row.rstrip().removesuffix(",")
        if table:
            next(rows, "")
    return found


def _table_text(
    name: str, table: Mapping[str, Record], known: tuple[str, ...], kept: Mapping[str, str]
) -> str:
    order = sorted(table, key=lambda record_id: _moment(record_id, table[record_id]))
    lines = [
        kept.get(record_id) or f"{dump(record_id)}: {_record_text(table[record_id], known)}"
        for record_id in order
    ]
    records = "\n" + ",\n".join(lines) + "\n" if lines else ""
    return f"{dump(name)}: {{{records}}}"


def _record_text(record: Record, known: tuple[str, ...]) -> str:
    return dump({key: record[key] for key in ordered_keys(record, known)})


def ordered_keys(record: Mapping[str, object], known: tuple[str, ...]) -> list[str]:
    """The keys of a record, those known first."""
    first = [key for key in known if key in record]
    return first if len(first) == len(record) else list(dict.fromkeys((*first, *record)))


def _moment(record_id: str, record: Record) -> tuple[int, int, str]:
    """What records are ordered by: start, else date, else at (in UTC), then the id."""
    for key in ("start", "date", "at"):
        text = record.get(key)
        if isinstance(text, str) and text:
            try:
                utc = day_number(text) * DAY if len(text) == 10 else parse_moment(text).utc
            except ValueError:
                continue
            return 0, utc, record_id
    return 1, 0, record_id


def dump(value: object) -> str:
    """A value as JSON on one line, numbers with all their digits."""
    try:
        return _ENCODER.encode(value)
    except _Exact:
        return _dump_exactly(value)


class _Exact(Exception):
    """The value holds numbers that the fast encoder would have to round."""


def _default(value: object) -> object:
    from decimal import Decimal

    if isinstance(value, Decimal):
        raise _Exact
    raise TypeError(f"{value!r} cannot be kept in a table")


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_default)


def _dump_exactly(value: object) -> str:
    from decimal import Decimal

    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{dump(key)}: {dump(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(dump(item) for item in value) + "]"
    return _ENCODER.encode(value)
