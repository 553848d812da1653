"""Workspaces of any size: one who works here now, and as many former colleagues as it takes.

Last month is the same in each of them, so that a command which needs last month only must cost
the same however long the past is.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

ME = "ada"
TODAY = date(2026, 11, 20)
ENTRIES_A_MONTH = 210
FORM = 1
"""Raised when what is written changes, so that older workspaces are made anew."""

ZONE = ZoneInfo("Europe/Berlin")
CLIENTS = [f"client{number:02}" for number in range(1, 13)]
PROJECTS = ("api", "ops", "site", "research")
TASKS = ("", "", "review", "meeting")
TAGS: tuple[list[str], ...] = ([], [], [], ["bug"], ["urgent", "night"])
VERBS = ("Fix", "Review", "Write", "Test", "Discuss", "Deploy", "Measure", "Plan")
THINGS = ("the login redirect", "retries", "invoices", "the import", "alerts", "a migration")
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

BUSINESS = """\
name = "Bench & Co"
currency = "EUR"
zone = "Europe/Berlin"
[git]
commit = false
[[addresses]]
from = 2010-01-01
street = "Hauptstr. 1"
city = "Berlin"
zip = "10115"
country = "DE"
vat_id = "DE136695976"
email = "bench@example.org"
[[taxes]]
from = 2010-01-01
category = "S"
rate = 19
[bank]
iban = "DE89370400440532013000"
"""

CLIENT = """\
name = "{name}"
currency = "EUR"
language = "en"
terms_days = 14
[[addresses]]
from = 2010-01-01
street = "Ring 2"
city = "Hamburg"
zip = "20095"
country = "DE"
email = "{id}@example.org"
[[taxes]]
from = 2010-01-01
category = "S"
rate = 19
[[rates]]
from = 2010-01-01
hourly = 90.00
[[rates]]
from = 2026-01-01
hourly = 95.00
"""


class Month(NamedTuple):
    """A month of one person's: the year and month, and how many entries it has."""

    person: str
    year: int
    month: int
    entries: int


def ready_workspace(size: int) -> Path:
    """The workspace with `size` entries, made or taken from the cache, no timer running."""
    folder = Path(tempfile.gettempdir()) / f"tracker-tui-bench-{os.getuid()}" / f"{FORM}-{size}"
    stamp = folder.with_suffix(".ready")
    if not stamp.exists():
        shutil.rmtree(folder, ignore_errors=True)
        write_workspace(folder, size)
        stamp.touch()
    forget_earlier_runs(folder, size)
    return folder


def write_workspace(folder: Path, size: int) -> None:
    """The files of a workspace with `size` entries."""
    months = list(plan(size))
    for name in ("people", "clients", "time"):
        (folder / name).mkdir(parents=True)
    (folder / "tracker.toml").write_text(BUSINESS, encoding="utf-8")
    for person in sorted({month.person for month in months}):
        (folder / "time" / person).mkdir()
        text = f'name = "{person.title()}"\nzone = "Europe/Berlin"\n'
        (folder / "people" / f"{person}.toml").write_text(text, encoding="utf-8")
    for client in CLIENTS:
        text = CLIENT.format(name=client.title(), id=client)
        for project in PROJECTS:
            text += f'[projects.{project}]\nname = "{project.title()}"\n'
            for task in sorted({*TASKS} - {""}):
                text += f'[projects.{project}.tasks.{task}]\nname = "{task.title()}"\n'
        (folder / "clients" / f"{client}.toml").write_text(text, encoding="utf-8")
    for month in months:
        write_month(folder, month)


def forget_earlier_runs(folder: Path, size: int) -> None:
    """Undo what measuring has written: this month as it was, no timer, no draft, no roll-up."""
    for made in (".tracker", "drafts"):
        shutil.rmtree(folder / made, ignore_errors=True)
    (folder / "time" / ME / "running.json").unlink(missing_ok=True)
    write_month(folder, next(plan(size)))


def plan(size: int) -> Iterator[Month]:
    """Who has how many entries when: mine from this month back, then the others' before that."""
    years = 4 if size <= 100_000 else 10
    left = size
    person, back = ME, 0
    colleagues = 0
    while left:
        year, month = divmod(TODAY.year * 12 + TODAY.month - 1 - back, 12)
        most = ENTRIES_A_MONTH * 2 // 3 if back == 0 else ENTRIES_A_MONTH
        yield Month(person, year, month + 1, min(left, most))
        left -= min(left, most)
        back += 1
        if back == years * 12:
            colleagues += 1
            person, back = f"colleague{colleagues:02}", 3


def write_month(folder: Path, month: Month) -> None:
    """One month file: a record per line, in the order of start."""
    chance = random.Random(f"{month.person} {month.year}-{month.month}")
    lines = ",\n".join(
        f'"{key}": {json.dumps(entry, ensure_ascii=False)}' for key, entry in entries(month, chance)
    )
    path = folder / "time" / month.person / f"{month.year}-{month.month:02}.json"
    path.write_text(f'{{"entries": {{\n{lines}\n}}}}\n', encoding="utf-8")


def entries(month: Month, chance: random.Random) -> Iterator[tuple[str, dict[str, object]]]:
    """The entries of a month with their ids, one after the other through its working days."""
    days = working_days(month)
    mine = [
        f"{client}/{project}"
        for client in chance.sample(CLIENTS, 3)
        for project in chance.sample(PROJECTS, 3)
    ]
    mine[0] = f"{CLIENTS[0]}/{PROJECTS[0]}"
    for number in range(month.entries):
        day, place = divmod(number * len(days), month.entries)
        slot = place // len(days)
        moment = datetime.combine(days[day], datetime.min.time(), ZONE)
        start = moment.replace(hour=8) + timedelta(minutes=50 * slot + chance.randrange(6))
        end = start + timedelta(minutes=chance.randint(5, 44), seconds=chance.randrange(60))
        yield ulid(start, chance), one_entry(start, end, chance.choice(mine), chance)


def working_days(month: Month) -> list[date]:
    """The days from Monday to Friday, none after yesterday."""
    first = date(month.year, month.month, 1)
    days = [first + timedelta(days=number) for number in range(31)]
    return [day for day in days if day.month == month.month and day.weekday() < 5 and day < TODAY]


def one_entry(
    start: datetime, end: datetime, project: str, chance: random.Random
) -> dict[str, object]:
    """A record as the program writes it: empty fields are left out."""
    record: dict[str, object] = {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "zone": "Europe/Berlin",
        "project": project,
        "task": chance.choice(TASKS),
        "note": f"{chance.choice(VERBS)} {chance.choice(THINGS)} #{chance.randrange(1000)}",
        "tags": chance.choice(TAGS),
        "ref": f"GH-{chance.randrange(2000)}" if chance.random() < 0.3 else "",
    }
    filled = {key: value for key, value in record.items() if value}
    return filled if chance.random() < 0.9 else {**filled, "billable": False}


def ulid(moment: datetime, chance: random.Random) -> str:
    """An id as ULIDs are: 48 bits of milliseconds, 80 random ones, in Crockford's base 32."""
    number = int(moment.astimezone(UTC).timestamp() * 1000) << 80 | chance.getrandbits(80)
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))
