"""Reports: where raw time, billed time and amounts count."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledgers import NOW, random_ledger
from tracker_tui.core.business import read_business
from tracker_tui.core.client import read_client
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.daysplit import day_parts
from tracker_tui.core.entry import Entry
from tracker_tui.core.errors import Usage
from tracker_tui.core.periods import Period
from tracker_tui.core.pricing import Terms
from tracker_tui.core.reports import GROUPINGS, Report, ReportRow, date_key, report_rows
from tracker_tui.core.views import price_entries

ALL = Period("", "", "all")
TERMS = Terms(
    read_business({"name": "Me", "currency": "EUR"}),
    {
        "acme": read_client("acme", {"rates": [{"hourly": 60}], "projects": {"api": {}}}, "EUR"),
        "tokyo": read_client("tokyo", {"currency": "JPY", "rates": [{"hourly": 5000}]}, "EUR"),
    },
)


def clocked(start: str, end: str, project: str = "acme/api", **fields: Any) -> Entry:
    begin, until = parse_moment(start), parse_moment(end)
    zone = fields.pop("zone", "Europe/Berlin")
    seconds = until.utc - begin.utc
    return Entry(start + end, "ada", begin.day, seconds, zone, begin, until, project, **fields)


def sized(day: str, seconds: int, project: str = "acme/api", **fields: Any) -> Entry:
    person = fields.pop("person", "ada")
    return Entry(
        f"{day}{seconds}{project}{fields}",
        person,
        day,
        seconds,
        "UTC",
        None,
        None,
        project,
        **fields,
    )


def report(entries: list[Entry], by: str, period: Period = ALL, now: int = NOW) -> Report:
    return report_rows(price_entries(entries, TERMS, {}, now), by, period, now)


def eur(text: str) -> dict[str, Decimal]:
    return {"EUR": Decimal(text)}


NIGHT = clocked("2026-11-30T22:00:00+01:00", "2026-12-01T06:30:00+01:00")


def test_a_night_is_split_for_raw_time_and_billed_on_the_day_of_its_start() -> None:
    found = report([NIGHT], "day")
    assert found.rows == (
        ReportRow("2026-11-30", 7200, 30600, eur("510.00")),
        ReportRow("2026-12-01", 23400, 0, {}),
    )
    assert found.totals == ReportRow("", 30600, 30600, eur("510.00"))
    assert found.notes == (
        "1 entry across midnight: raw time is split there, "
        "billed time and amounts belong to the day of the start",
    )


def test_of_an_entry_across_the_border_the_raw_time_inside_counts() -> None:
    november, december = (
        Period(f"2026-{at}-01", f"2026-{at}-{last}", f"2026-{at}")
        for at, last in ((11, 30), (12, 31))
    )
    note = "1 entry across the border of the period 2026-{}: raw time is split there, "
    note += "billed time and amounts belong to the day of the start"
    before, after = (report([NIGHT], "client", period) for period in (november, december))
    assert before.rows == (ReportRow("acme", 7200, 30600, eur("510.00")),)
    assert after.rows == (ReportRow("acme", 23400, 0, {}),)
    assert (before.notes, after.notes) == ((note.format(11),), (note.format(12),))


def test_a_period_without_the_entry_has_no_row_and_no_note() -> None:
    assert report([NIGHT], "day", Period("2026-12-02", "2026-12-31", "x")) == Report(
        "day", (), ReportRow("", 0, 0, {})
    )


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("day", ["2026-12-31", "2027-01-01"]),
        ("week", ["2026-W53"]),
        ("month", ["2026-12", "2027-01"]),
    ],
)
def test_days_weeks_and_months_have_sortable_keys(by: str, keys: list[str]) -> None:
    entry = clocked("2026-12-31T23:00:00+01:00", "2027-01-01T01:00:00+01:00")
    assert [row.key for row in report([entry], by).rows] == keys


def test_the_week_belongs_to_the_year_of_its_thursday() -> None:
    assert date_key("week", "2027-01-03") == "2026-W53"
    assert date_key("week", "2024-12-30") == "2025-W01"


def test_both_nights_of_the_changeover_lose_and_gain_no_second() -> None:
    spring = clocked("2026-03-28T22:00:00+01:00", "2026-03-29T06:30:00+02:00")
    autumn = clocked("2026-10-24T22:00:00+02:00", "2026-10-25T06:30:00+01:00")
    rows = [(row.key, row.seconds) for row in report([spring, autumn], "day").rows]
    assert rows == [
        ("2026-03-28", 7200),
        ("2026-03-29", 19800),
        ("2026-10-24", 7200),
        ("2026-10-25", 27000),
    ]


def test_an_entry_of_the_whole_autumn_day_stays_within_it() -> None:
    entry = clocked("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00")
    assert [(row.key, row.seconds) for row in report([entry], "day").rows] == [
        ("2026-10-25", 25 * 3600)
    ]


def test_a_flight_is_split_in_the_zone_where_it_began() -> None:
    flight = clocked("2026-05-01T20:00:00+02:00", "2026-05-01T22:00:00-04:00")
    assert day_parts(flight, 0) == [("2026-05-01", 14400), ("2026-05-02", 14400)]


@pytest.mark.parametrize("zone", ["", "Mars/Base", "America/New_York"])
def test_where_zone_and_written_offset_part_the_offset_counts(zone: str) -> None:
    entry = clocked("2026-05-01T23:00:00+02:00", "2026-05-02T01:00:00+02:00", zone=zone)
    assert day_parts(entry, 0) == [("2026-05-01", 3600), ("2026-05-02", 3600)]


def test_several_tags_count_in_each_row_and_once_in_the_totals() -> None:
    entries = [
        sized("2026-01-05", 3600, tags=("bug", "ops", "bug")),
        sized("2026-01-05", 1800, tags=("ops",)),
        sized("2026-01-06", 600),
    ]
    found = report(entries, "tag")
    assert found.rows == (
        ReportRow("ops", 5400, 5400, eur("90.00")),
        ReportRow("bug", 3600, 3600, eur("60.00")),
        ReportRow("", 600, 600, eur("10.00")),
    )
    assert found.totals == ReportRow("", 6000, 6000, eur("100.00"))
    assert found.notes == (
        "1 entry with several tags: counted in the row of each, once in the totals",
    )


def test_currencies_are_never_added_together() -> None:
    entries = [sized("2026-01-05", 3600), sized("2026-01-05", 1800, "tokyo/web")]
    found = report(entries, "person")
    amounts = {"EUR": Decimal("60.00"), "JPY": Decimal(2500)}
    assert found.rows == (ReportRow("ada", 5400, 5400, amounts),)
    assert list(found.totals.amounts) == ["EUR", "JPY"]
    assert str(found.totals.amounts["JPY"]) == "2500"


def test_rows_go_by_raw_time_then_by_name() -> None:
    entries = [
        sized("2026-01-05", 60, "acme/b"),
        sized("2026-01-05", 60, "acme/a"),
        sized("2026-01-05", 90, "acme/c"),
        sized("2026-01-05", 10, ""),
    ]
    assert [row.key for row in report(entries, "project").rows] == [
        "acme/c",
        "acme/a",
        "acme/b",
        "",
    ]


def test_free_time_is_counted_but_has_no_amount() -> None:
    found = report([sized("2026-01-05", 600, billable=False)], "task")
    assert found.rows == (ReportRow("", 600, 0, {}),)


def test_a_running_timer_counts_up_to_now_and_overlaps_add_up() -> None:
    start = parse_moment("2026-03-31T23:00:00+02:00")
    timer = Entry("T", "ada", start.day, 0, "Europe/Berlin", start, project="acme/api")
    other = clocked("2026-03-31T23:00:00+02:00", "2026-03-31T23:30:00+02:00")
    found = report([timer, other], "day", now=start.utc + 5400)
    assert found.rows == (
        ReportRow("2026-03-31", 5400, 7200, eur("120.00")),
        ReportRow("2026-04-01", 1800, 0, {}),
    )
    assert found.notes[-1] == "1 running timer counted up to now"


def test_a_timer_that_starts_later_than_now_counts_nothing() -> None:
    start = parse_moment("2026-03-31T23:00:00+02:00")
    timer = Entry("T", "ada", start.day, 0, "Europe/Berlin", start, project="acme/api")
    assert report([timer], "day", now=start.utc - 60).rows == (
        ReportRow("2026-03-31", 0, 0, eur("0.00")),
    )


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(Usage, match=r'by client, .*, not by "colour"'):
        report([], "colour")


PERIODS = st.sampled_from(
    [
        ALL,
        Period("2025-10-26", "2026-01-14", "x"),
        Period("2026-03-08", "", "y"),
        Period("", "2025-12-31", "z"),
    ]
)


@given(st.integers(0, 10**6), PERIODS)
def test_every_report_has_the_same_totals_and_its_rows_add_up(seed: int, period: Period) -> None:
    ledger = random_ledger(seed, 15)
    priced = price_entries(ledger.entries + ledger.running, ledger.terms, ledger.billings, NOW)
    reports = [report_rows(priced, by, period, NOW) for by in GROUPINGS]
    assert len({repr(one.totals) for one in reports}) == 1
    for one in reports:
        if one.by == "tag":
            continue
        assert sum(row.seconds for row in one.rows) == one.totals.seconds
        assert sum(row.billed_seconds for row in one.rows) == one.totals.billed_seconds
        for currency, amount in one.totals.amounts.items():
            assert sum(row.amounts.get(currency, Decimal(0)) for row in one.rows) == amount


@given(st.integers(0, 10**6))
def test_raw_time_by_day_is_what_the_clocks_of_the_place_say(seed: int) -> None:
    """Recomputed with `datetime`, hour by quarter of an hour."""
    ledger = random_ledger(seed, 6)
    expected: Counter[str] = Counter()
    for entry in ledger.entries:
        if entry.start is None or entry.end is None:
            expected[entry.day] += entry.seconds
            continue
        place = place_of(entry)
        at = entry.start.utc
        while at < entry.end.utc:
            until = min(at - at % 900 + 900, entry.end.utc)
            expected[datetime.fromtimestamp(at, UTC).astimezone(place).date().isoformat()] += (
                until - at
            )
            at = until
    priced = price_entries(ledger.entries, ledger.terms, ledger.billings, NOW)
    rows = report_rows(priced, "day", ALL, NOW).rows
    assert {row.key: row.seconds for row in rows if row.seconds} == dict(+expected)
    assert all(date.fromisoformat(row.key) for row in rows)


def place_of(entry: Entry) -> ZoneInfo | timezone:
    assert entry.start is not None
    written = timezone(timedelta(seconds=entry.start.offset))
    if entry.zone in ("", "Mars/Base"):
        return written
    start = datetime.fromtimestamp(entry.start.utc, ZoneInfo(entry.zone))
    return ZoneInfo(entry.zone) if start.utcoffset() == written.utcoffset(None) else written
