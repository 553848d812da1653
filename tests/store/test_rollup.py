"""Reports from roll-ups are those of the entries, whatever the ledger."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledgers import NOW, Ledger, random_ledger
from tracker_tui.core.client import read_client
from tracker_tui.core.entry import Entry, read_entry, write_entry
from tracker_tui.core.periods import Period
from tracker_tui.core.pricing import Terms
from tracker_tui.core.query import Query, parse_query
from tracker_tui.core.reports import GROUPINGS, Report, ReportRow, report_rows
from tracker_tui.core.rollup import Bundle, MonthFile
from tracker_tui.core.views import price_entries
from tracker_tui.store.layout import KEY_ORDER
from tracker_tui.store.monthscan import OddMonth, make_scanner
from tracker_tui.store.rollup import FOLDER, RollupCache, Sources
from tracker_tui.store.tables import read_tables, write_tables

if TYPE_CHECKING:
    from collections.abc import Callable

PERIODS = (
    Period("", "", "all"),
    Period("2025-10-26", "2026-03-29", "a while"),
    Period("2026-01-01", "", "since January"),
    Period("2025-11-01", "2025-11-30", "2025-11"),
)
QUERIES = ("", "client:acme", "not:person:ada", "billable:no", "billable:yes task:review", "login")
FORMER = {"acme/old": "acme/api"}


def present_name(project: str) -> str:
    return FORMER.get(project, project)


def write_ledger(
    ledger: Ledger, root: Path, random: Random | None = None
) -> list[tuple[str, str, str]]:
    """The month files; with `random` some are as hand edits leave them."""
    files = []
    months = {(one.person, one.day[:7]) for one in ledger.entries}
    for person, month in sorted(months):
        records = {one.id: write_entry(one) for one in ledger.of(person, month)}
        records["01MOVED"] = {"moved": "2020-01"}
        text = write_tables({"entries": records}, KEY_ORDER)
        if random is not None and random.random() < 0.2:
            text = text.replace(', "zone"', ',\n "zone"')
        path = root / "time" / person / f"{month}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))
        files.append((person, month, str(path)))
    return files


def read_entries(root: Path, person: str, month: str) -> list[Entry]:
    text = (root / "time" / person / f"{month}.json").read_text(encoding="utf-8")
    table = read_tables(text)["entries"]
    found = [read_entry(key, person, one) for key, one in table.items() if "moved" not in one]
    return sorted(found, key=lambda one: one.order)


def sources_of(ledger: Ledger, root: Path, files: list[tuple[str, str, str]]) -> Sources:
    months = {one.id: one.day[:7] for one in ledger.entries}
    return Sources(
        files,
        ledger.terms,
        lambda month: {key: one for key, one in ledger.billings.items() if months[key] == month},
        lambda person, month: read_entries(root, person, month),
        present_name,
        ledger.running,
        NOW,
    )


def direct_report(ledger: Ledger, by: str, period: Period, query: Query) -> Report:
    entries = [
        one._replace(project=present_name(one.project)) for one in ledger.entries + ledger.running
    ]
    priced = price_entries(entries, ledger.terms, ledger.billings, NOW)
    return report_rows([one for one in priced if query.matches(one)], by, period, NOW)


@settings(max_examples=60)
@given(seed=st.integers(0, 10**9))
def test_a_report_from_rollups_is_the_report_of_the_entries(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    random, ledger = Random(seed), random_ledger(seed)
    root = tmp_path_factory.mktemp("ledger")
    sources = sources_of(ledger, root, write_ledger(ledger, root, random))
    for by in GROUPINGS:
        period = random.choice(PERIODS)
        query = parse_query(random.choice(QUERIES).split())
        expected = direct_report(ledger, by, period, query)
        assert RollupCache().report(sources, by, period, query) == expected
        for _ in ("cold", "warm"):
            assert RollupCache(str(root)).report(sources, by, period, query) == expected


# --- the files of the roll-ups ---------------------------------------------------------------

ALL = Period("", "", "all")


def plain_ledger() -> Ledger:
    """A ledger that roll-ups alone can answer."""
    for seed in range(1000):
        ledger = random_ledger(seed, 40, surcharges=False)
        rules = [ledger.terms.rounding_of(one) for one in ledger.entries]
        if len(ledger.entries) > 30 and all(rule.scope != "line" for rule in rules):
            entries = [one._replace(project=present_name(one.project)) for one in ledger.entries]
            return ledger._replace(entries=entries, billings={})
    raise AssertionError("no seed gives such a ledger")


def unread(person: str, month: str) -> list[Entry]:
    raise AssertionError(f"{person}'s {month} was read entry by entry")


@pytest.fixture
def ledger() -> Ledger:
    return plain_ledger()


@pytest.fixture
def files(ledger: Ledger, tmp_path: Path) -> list[tuple[str, str, str]]:
    return write_ledger(ledger, tmp_path)


def report(ledger: Ledger, root: Path, files: list[tuple[str, str, str]]) -> Report:
    sources = sources_of(ledger, root, files)._replace(entries=unread)
    return RollupCache(str(root)).report(sources, "project", ALL, Query())


def cached(root: Path) -> dict[str, bytes]:
    folder = root / FOLDER
    return {one.name: one.read_bytes() for one in folder.iterdir()} if folder.is_dir() else {}


def test_no_entry_is_read_where_rollups_say_enough(
    ledger: Ledger, files: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert report(ledger, tmp_path, files) == direct_report(ledger, "project", ALL, Query())


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Person and month of every file that is scanned."""
    found: list[tuple[str, str]] = []

    def make() -> Callable[[bytes, str, str], MonthFile]:
        scan = make_scanner()

        def note_and_scan(data: bytes, person: str, month: str) -> MonthFile:
            found.append((person, month))
            return scan(data, person, month)

        return note_and_scan

    monkeypatch.setattr("tracker_tui.store.rollup.make_scanner", make)
    return found


def test_a_rollup_is_kept_for_each_month_and_used_again(
    ledger: Ledger,
    files: list[tuple[str, str, str]],
    tmp_path: Path,
    scanned: list[tuple[str, str]],
) -> None:
    cold = report(ledger, tmp_path, files)
    assert sorted(scanned) == [(person, month) for person, month, _ in files]
    assert sorted(cached(tmp_path)) == sorted({f"{who}-{month[:4]}" for who, month, _ in files})
    scanned.clear()
    assert report(ledger, tmp_path, files) == cold
    assert scanned == []


def test_a_changed_file_is_scanned_again_and_only_that(
    ledger: Ledger,
    files: list[tuple[str, str, str]],
    tmp_path: Path,
    scanned: list[tuple[str, str]],
) -> None:
    report(ledger, tmp_path, files)
    scanned.clear()
    person, month, path = files[0]
    kept = ledger.of(person, month)[1:]
    others = [one for one in ledger.entries if (one.person, one.day[:7]) != (person, month)]
    smaller = ledger._replace(entries=[*others, *kept])
    records = {one.id: write_entry(one) for one in kept}
    Path(path).write_text(write_tables({"entries": records}, KEY_ORDER), encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    expected = direct_report(smaller, "project", ALL, Query())
    for _ in ("scanned", "kept"):
        assert report(smaller, tmp_path, files) == expected
    assert scanned == [(person, month)]


def test_a_report_of_one_month_keeps_the_rollups_of_the_others(
    ledger: Ledger,
    files: list[tuple[str, str, str]],
    tmp_path: Path,
    scanned: list[tuple[str, str]],
) -> None:
    for file in files:
        report(ledger, tmp_path, [file])
    scanned.clear()
    report(ledger, tmp_path, files)
    assert scanned == []


@pytest.mark.parametrize("damage", [b"", b"{}", b"1 2\n3\n4", b"\0" * 500])
def test_a_damaged_rollup_is_made_anew(
    damage: bytes, ledger: Ledger, files: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    expected = report(ledger, tmp_path, files)
    good = cached(tmp_path)
    for name in good:
        (tmp_path / FOLDER / name).write_bytes(damage)
    assert report(ledger, tmp_path, files) == expected
    assert cached(tmp_path) == good


def test_a_truncated_rollup_is_made_anew(
    ledger: Ledger, files: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    expected = report(ledger, tmp_path, files)
    for name, data in cached(tmp_path).items():
        for length in range(0, len(data), 397):
            (tmp_path / FOLDER / name).write_bytes(data[:length])
            assert report(ledger, tmp_path, files) == expected


def test_where_nothing_can_be_written_there_is_no_rollup_and_no_error(
    ledger: Ledger, files: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    (tmp_path / ".tracker").write_text("in the way", encoding="utf-8")
    expected = direct_report(ledger, "project", ALL, Query())
    assert report(ledger, tmp_path, files) == expected
    assert (tmp_path / ".tracker").read_text(encoding="utf-8") == "in the way"


def test_a_file_that_changed_just_now_gets_no_rollup(
    ledger: Ledger,
    files: list[tuple[str, str, str]],
    tmp_path: Path,
    scanned: list[tuple[str, str]],
) -> None:
    person, month, path = files[0]
    os.utime(path)
    report(ledger, tmp_path, files)
    scanned.clear()
    report(ledger, tmp_path, files)
    assert scanned == [(person, month)]


def test_a_flipped_bit_is_noticed(
    ledger: Ledger, files: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    expected = report(ledger, tmp_path, files)
    random = Random(1)
    for name, data in cached(tmp_path).items():
        for _ in range(20):
            at = random.randrange(len(data))
            damaged = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
            (tmp_path / FOLDER / name).write_bytes(damaged)
            assert report(ledger, tmp_path, files) == expected


def test_rollups_belong_to_their_owner_alone(
    ledger: Ledger, files: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    report(ledger, tmp_path, files)
    modes = {one.stat().st_mode & 0o777 for one in (tmp_path / FOLDER).iterdir()}
    assert modes == {0o600}
    assert (tmp_path / FOLDER).stat().st_mode & 0o777 == 0o700


# --- what only the careful reader may judge --------------------------------------------------

LINE = '"01A": {"start": "2026-01-05T09:00:00+01:00", "end": "2026-01-05T10:00:00+01:00"}'


@pytest.mark.parametrize(
    "text",
    [
        '{"entries": {\n' + LINE + ",\n" + LINE + "\n}}\n",
        '{"entries": {\n"01A": {"start": "2026-01-05T09:00:00+01:00"}\n}}\n',
        '{"entries": {\n' + LINE.replace("+01:00", "") + "\n}}\n",
        '{"entries": {\n' + LINE.replace("10:00", "08:00") + "\n}}\n",
        '{"entries": {\n' + LINE.replace("10:00:00", "10:00:00.5") + "\n}}\n",
        '{"entries": {\n' + LINE.replace("-01-", "-02-") + "\n}}\n",
        '{"entries": {\n' + LINE[:-1] + ', "note": 5}\n}}\n',
        '{"entries": {\n' + LINE[:-1] + ', "tags": [1]}\n}}\n',
        '{"entries": {\n' + LINE[:-1] + ', "project": "acme"}\n}}\n',
        '{"entries": {\n' + LINE[:-1] + ', "rate": "many"}\n}}\n',
        '{"entries": {\n' + LINE[:-1] + ', "seconds": 5}\n}}\n',
        '{"entries": {\n' + LINE[:-1] + ', "billable": "no"}\n}}\n',
        '{"entries": {\n"01A": {"date": "2026-01-32", "seconds": 5}\n}}\n',
        '{"entries": {\n"01A": {"date": "2026-01-05", "seconds": -1}\n}}\n',
        '{"entries": {\n"01A": {"date": "2026-01-05"}\n}}\n',
        '{"entries": {\n"01 A": {"date": "2026-01-05", "seconds": 1}\n}}\n',
        '{"entries": {\n"02": {"date": "2026-01-05", "seconds": 1},\n'
        '"01": {"date": "2026-01-05", "seconds": 1}\n}}\n',
        '{"entries": {' + LINE + "}}",
        '{"entries": []}',
        "[]",
        "<<<<<<< HEAD",
        "",
        "\ufeff" + '{"entries": {\n' + LINE + "\n}}\n",
        '{"entries": {\n' + LINE[:-1] + ', "note": "\\ud800"}\n}}\n',
    ],
)
def test_a_month_in_doubt_is_left_to_the_careful_reader(text: str) -> None:
    with pytest.raises(OddMonth):
        make_scanner()(text.encode(), "ada", "2026-01")


def test_a_plain_month_is_scanned() -> None:
    found = make_scanner()(('{"entries": {\n' + LINE + "\n}}\n").encode(), "ada", "2026-01")
    assert found.ids == "01A"
    assert found == MonthFile("ada", [Bundle(("", "", True), 0, 1, [], [])], [5], [3600], "01A")


def test_an_entry_in_the_file_of_another_month_is_rounded_with_its_own(tmp_path: Path) -> None:
    ledger = plain_ledger()
    rule = {"minutes": 60, "mode": "up", "scope": "day-task"}
    client = read_client("acme", {"rounding": rule, "rates": [{"hourly": 60}]}, "EUR")
    terms = Terms(ledger.terms.business._replace(rates=()), {"acme": client})
    morning, evening = (
        Entry(name, "ada", "2026-01-05", 600, "UTC", project="acme/api") for name in ("01A", "01B")
    )
    for month, entry in (("2026-01", morning), ("2026-02", evening)):
        path = tmp_path / "time" / "ada" / f"{month}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        table = {"entries": {entry.id: write_entry(entry)}}
        path.write_text(write_tables(table, KEY_ORDER), encoding="utf-8")
    files = [
        ("ada", month, str(path.with_name(f"{month}.json"))) for month in ("2026-01", "2026-02")
    ]
    sources = sources_of(Ledger(terms, [morning, evening], [], {}), tmp_path, files)
    found = RollupCache(str(tmp_path)).report(sources, "client", ALL, Query())
    assert found.totals == ReportRow("", 1200, 3600, {"EUR": Decimal("60.00")})
