"""Moving time in from other tools and out again."""

import os
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import Moment, midnight, moment_in, moments_at, zone_of
from tracker_tui.core.durations import format_duration
from tracker_tui.core.entry import Entry, write_entry
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.ids import is_name
from tracker_tui.services.changes import Made
from tracker_tui.services.opening import check_person_name
from tracker_tui.store import layout
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from tracker_tui.core.client import Client
    from tracker_tui.core.periods import Period
    from tracker_tui.core.query import Query
    from tracker_tui.core.record import Record
    from tracker_tui.importers.base import ImportProblem, NeutralEntry, Parsed
    from tracker_tui.store.workspace import Workspace

LONGEST_NOTE = 2000
"""Notes of other tools are cut to this length."""


class _Names(NamedTuple):
    """Clients, projects and people that an import makes, by the names of the file."""

    clients: "dict[str, Client]"
    people: dict[str, str]
    new_clients: dict[str, dict[str, str]]
    new_projects: dict[str, dict[str, str]]
    new_people: dict[str, dict[str, str]]


def import_file(
    workspace: "Workspace", form: str, path: str, dry_run: bool = False, zone: str = ""
) -> Made:
    """Takes the finished entries of a file over; what is here already is not taken twice.

    Clock times of a file without zones are those of `zone`, by default of this workspace's place.
    Clients and projects that are not known are made provisionally.
    """
    from tracker_tui.importers.base import content_keys, find_importer

    importer = find_importer(form)
    place = zone_of(zone) if zone else workspace.zone
    parsed = importer.parse(_read(path), os.path.basename(path))
    keys = content_keys(parsed.entries, importer.source)
    with workspace.locked():
        known = _known_sources(workspace)
        names = _names_of(workspace)
        entries = [
            _entry(workspace, neutral, zone or workspace.zone_name, place, names, key)
            for neutral, key in zip(parsed.entries, keys, strict=True)
            if neutral.kind != "running" and key not in known
        ]
        total = sum(entry.seconds for entry in entries)
        label = f"Imported {len(entries)} entries ({format_duration(total, True)}) from {path}"
        changes = _changes(workspace, entries, names)
        if changes and not dry_run:
            workspace.commit(label, changes)
    record = _told(path, parsed, entries, names)
    here = record["already_here"]
    if not entries and any(one.skipped for one in parsed.problems) and not here:
        raise Refused(_problem(path, parsed.problems[0]))
    return Made(
        label if not dry_run else label.replace("Imported", "Would import"),
        (),
        record,
        (f"{len(entries)} new, {here} already here, {len(parsed.problems)} problems",),
        _remarks(record, parsed.form),
    )


def _told(path: str, parsed: "Parsed", entries: list[Entry], names: _Names) -> "Record":
    running = sum(neutral.kind == "running" for neutral in parsed.entries)
    return {
        "new": len(entries),
        "seconds": sum(entry.seconds for entry in entries),
        "already_here": len(parsed.entries) - running - len(entries),
        "running": running,
        "problems": [_problem(path, one) for one in parsed.problems],
        "clients": sorted(names.new_clients),
        "projects": sorted(f"{c}/{p}" for c, ps in names.new_projects.items() for p in ps),
        "people": sorted(names.new_people),
    }


def export_time(workspace: "Workspace", form: str, period: "Period", query: "Query") -> bytes:
    """The entries of a period as CSV or JSON, with the fields of the log."""
    from tracker_tui.services.listing import log_record, read_log

    rows = [log_record(one) for one in read_log(workspace, period, query)]
    if form == "csv":
        from tracker_tui.exporters.csv_rows import write_csv

        return write_csv([{**row, "hours": _hours(row["seconds"])} for row in rows])
    if form == "json":
        from tracker_tui.exporters.json_rows import write_json

        return write_json(rows)
    raise Usage(f"{form} is not a format of time: csv, json")


def save_time(
    workspace: "Workspace", form: str, period: "Period", query: "Query", path: str
) -> Made:
    """Writes the entries of a period to a file."""
    from tracker_tui.services.paper import write_file

    write_file(path, export_time(workspace, form, period, query))
    return Made(f"Wrote {path}", (path,))


def _hours(seconds: int) -> str:
    from decimal import ROUND_HALF_UP, Decimal

    return str((Decimal(seconds) / 3600).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from None
    except ValueError:
        raise Usage("that is not the name of a file") from None


def _known_sources(workspace: "Workspace") -> set[str]:
    return {
        entry.source
        for person in workspace.time_people()
        for month in workspace.months(person)
        for entry in workspace.entries(person, month)
        if entry.source
    }


def _names_of(workspace: "Workspace") -> _Names:
    people = {}
    for person in workspace.people().values():
        people[person.id] = people[person.name.lower()] = person.id
        if person.email:
            people[person.email.lower()] = person.id
    return _Names(workspace.clients(), people, {}, {}, {})


def _entry(
    workspace: "Workspace",
    neutral: "NeutralEntry",
    zone: str,
    place: "ZoneInfo",
    names: _Names,
    source: str,
) -> Entry:
    start, end = _clock(neutral, place)
    day = start.day if start is not None else neutral.date
    seconds = neutral.seconds or 0
    if start is not None and end is not None:
        seconds = end.utc - start.utc
    return Entry(
        workspace.new_id(),
        _person(workspace, neutral, names),
        day,
        seconds,
        zone,
        start,
        end,
        _project(neutral, names),
        _slug(neutral.task) if neutral.task else "",
        _plain(neutral.description),
        tuple(dict.fromkeys(_plain(tag) for tag in neutral.tags)),
        billable=neutral.billable is not False,
        source=source,
        created=workspace.now().iso(),
    )


def _clock(neutral: "NeutralEntry", place: "ZoneInfo") -> tuple[Moment | None, Moment | None]:
    """Start and end in UTC; in the repeated hour the duration decides, and it is what counts."""
    if neutral.start is None:
        return None, None
    starts = _moments(neutral.start, place)
    if neutral.end is None:
        return starts[0], moment_in(starts[0].utc + (neutral.seconds or 0), place)
    pairs = [(begin, end) for begin in starts for end in _moments(neutral.end, place)]
    if neutral.seconds is None:
        real = [pair for pair in pairs if pair[1].utc >= pair[0].utc]
        return (real or pairs)[0] if real else (starts[0], starts[0])
    wanted = neutral.seconds
    begin, _ = min(pairs, key=lambda pair: abs(pair[1].utc - pair[0].utc - wanted))
    return begin, moment_in(begin.utc + wanted, place)


def _moments(wall: str, place: "ZoneInfo") -> list[Moment]:
    day, _, clock = wall.partition("T")
    hour, minute, second = (int(part) for part in clock.split(":"))
    found = moments_at(day, hour * 3600 + minute * 60 + second, place)
    if found:
        return found
    return [moment_in(midnight(day, place) + hour * 3600 + minute * 60 + second, place)]


def _person(workspace: "Workspace", neutral: "NeutralEntry", names: _Names) -> str:
    user = neutral.user.strip()
    if not user:
        return workspace.person
    for known in (user.lower(), neutral.user_name.strip().lower()):
        if known in names.people:
            return names.people[known]
    person = check_person_name(user.partition("@")[0])
    while person in names.people:
        person += "-2"
    record = {"name": _plain(neutral.user_name) or person}
    if "@" in user:
        record["email"] = user
    names.new_people[person] = record
    names.people[user.lower()] = names.people[person] = person
    return person


def _project(neutral: "NeutralEntry", names: _Names) -> str:
    if not neutral.client and not neutral.project:
        return ""
    client_name = neutral.client or neutral.project
    project_name = neutral.project or "general"
    client_id = _match(client_name, {key: one.name for key, one in names.clients.items()})
    client = names.clients.get(client_id)
    if client is None and client_id not in names.new_clients:
        names.new_clients[client_id] = {"name": _plain(client_name)}
    known = {key: one.name for key, one in client.projects.items()} if client is not None else {}
    project_id = _match(project_name, known)
    if project_id not in known:
        made = names.new_projects.setdefault(client_id, {})
        made.setdefault(project_id, _plain(project_name))
    return f"{client_id}/{project_id}"


def _match(name: str, known: dict[str, str]) -> str:
    """The id of the known name, or a new id made of it."""
    for one, title in known.items():
        if name.strip().lower() in (one, title.lower()):
            return one
    return _slug(name)


def _slug(name: str) -> str:
    if is_name(name):
        return name
    found = check_person_name(name)
    if found != "me" or name.strip().lower() == "me":
        return found
    from hashlib import sha256

    return f"x{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _plain(text: str) -> str:
    """Text of another tool on one line, without control characters, not over long."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat if len(flat) <= LONGEST_NOTE else flat[: LONGEST_NOTE - 1] + "…"


def _changes(workspace: "Workspace", entries: list[Entry], names: _Names) -> list[Change]:
    changes = [
        Change(
            layout.month_file(entry.person, entry.day[:7]),
            ("entries", entry.id),
            None,
            write_entry(entry),
        )
        for entry in entries
    ]
    for person, fields in names.new_people.items():
        changes.append(Change(layout.person_file(person), (), None, fields))
    for client_id, projects in names.new_projects.items():
        tables = {key: {"name": name} for key, name in projects.items()}
        if client_id in names.new_clients:
            record: Record = {**names.new_clients[client_id], "provisional": True}
            record["projects"] = tables
            changes.append(Change(layout.client_file(client_id), (), None, record))
        else:
            changes += [
                Change(layout.client_file(client_id), ("projects", key), None, table)
                for key, table in tables.items()
            ]
    return changes


def _problem(path: str, problem: "ImportProblem") -> str:
    return f"{path}:{problem.line}: {problem.text}"


def _remarks(record: "Record", form: str) -> tuple[str, ...]:
    notes = [f"read as {form}"] if form else []
    problems = record["problems"]
    notes += problems[:10]
    if len(problems) > 10:
        notes.append(f"and {len(problems) - 10} more problems (--json lists all)")
    if record["running"]:
        notes.append(f"{record['running']} entries were still running and are left out")
    kinds = ("clients", "projects", "people")
    made = [f"{len(record[kind])} {kind}" for kind in kinds if record[kind]]
    if made:
        notes.append(f"made {', '.join(made)}: complete the clients with client edit")
    return tuple(notes)
