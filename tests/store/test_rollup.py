"""Reports from roll-ups are those of the entries, whatever the ledger."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledgers import NOW, Ledger, random_ledger
from tracker_tui.core.entry import read_entry, write_entry
from tracker_tui.core.periods import Period
from tracker_tui.core.query import Query, parse_query
from tracker_tui.core.reports import GROUPINGS, Report, report_rows
from tracker_tui.core.views import price_entries
from tracker_tui.store.layout import KEY_ORDER
from tracker_tui.store.rollup import FOLDER, RollupCache, Sources
from tracker_tui.store.tables import read_tables, write_tables

if TYPE_CHECKING:
    from tracker_tui.core.entry import Entry

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


@settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
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
