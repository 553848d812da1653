"""Nights on which the clock changes, a day that never was, and midnight: right to the second."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.services.moving_clock import Clock
from tracker_tui.core.grammar import parse_words
from tracker_tui.core.periods import parse_period
from tracker_tui.core.query import parse_query
from tracker_tui.services.documents import show_document
from tracker_tui.services.drafts import make_draft
from tracker_tui.services.entries import add_entry
from tracker_tui.services.issuing import issue_document
from tracker_tui.services.listing import log_record, make_report, read_log

if TYPE_CHECKING:
    from pathlib import Path

ALL = parse_period("all", "2026-11-20")
ANY = parse_query([])

# zone, start, end, raw seconds, seconds by local day; worked out by hand from the offsets
NIGHTS = [
    # Spring in Berlin: 02:00 becomes 03:00; 22:00 to 06:30 is 7:30.
    ("Europe/Berlin", "2026-03-28T22:00:00+01:00", "2026-03-29T06:30:00+02:00", 27000,
     {"2026-03-28": 7200, "2026-03-29": 19800}),
    # Autumn in Berlin: 03:00 becomes 02:00; 22:00 to 06:30 is 9:30.
    ("Europe/Berlin", "2026-10-24T22:00:00+02:00", "2026-10-25T06:30:00+01:00", 34200,
     {"2026-10-24": 7200, "2026-10-25": 27000}),
    # Within the repeated hour, from its first to its second pass.
    ("Europe/Berlin", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", 3600,
     {"2026-10-25": 3600}),
    ("America/New_York", "2026-03-07T23:30:00-05:00", "2026-03-08T03:30:15-04:00", 10815,
     {"2026-03-07": 1800, "2026-03-08": 9015}),
    ("America/New_York", "2026-10-31T23:00:00-04:00", "2026-11-01T03:00:00-05:00", 18000,
     {"2026-10-31": 3600, "2026-11-01": 14400}),
    # Lord Howe moves by half an hour.
    ("Australia/Lord_Howe", "2026-04-04T22:00:00+11:00", "2026-04-05T06:00:00+10:30", 30600,
     {"2026-04-04": 7200, "2026-04-05": 23400}),
    ("Australia/Lord_Howe", "2026-10-03T22:00:00+10:30", "2026-10-04T06:00:00+11:00", 27000,
     {"2026-10-03": 7200, "2026-10-04": 19800}),
    # Apia skipped 30 December 2011 altogether.
    ("Pacific/Apia", "2011-12-29T22:00:00-10:00", "2011-12-31T02:00:00+14:00", 14400,
     {"2011-12-29": 7200, "2011-12-31": 7200}),
    # A flight: started in Berlin, stopped where the clock says an earlier hour.
    ("Europe/Berlin", "2026-05-04T23:00:00+02:00", "2026-05-05T01:00:01+02:00", 7201,
     {"2026-05-04": 3600, "2026-05-05": 3601}),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "start", "end", "seconds", "days"), NIGHTS)
def test_a_night_is_right_in_log_reports_and_invoice(
    tmp_path: Path, zone: str, start: str, end: str, seconds: int, days: dict[str, int]
) -> None:
    clock = Clock(tmp_path, zone, start)
    clock.start(start, "acme/api", "Night shift")
    clock.stop(end)
    workspace = clock.workspace

    (logged,) = [log_record(one) for one in read_log(workspace, ALL, ANY)]
    assert (logged["start"], logged["end"], logged["seconds"]) == (start, end, seconds)
    assert logged["amount"] == f"{Decimal(seconds) / 60:.2f}"  # 60.00 an hour: one a minute

    report = make_report(workspace, ALL, "day", ANY)
    assert {row.key: row.seconds for row in report.rows} == days
    assert report.totals.seconds == seconds
    billed = {row.key: row.billed_seconds for row in report.rows if row.billed_seconds}
    assert billed == {start[:10]: seconds}
    assert bool(report.notes) == (len(days) > 1)

    (draft,) = make_draft(workspace, "acme").ids
    (number,) = issue_document(workspace, draft).ids
    (line,) = show_document(workspace, number)["lines"]
    minutes = (seconds + 30) // 60
    assert (line["quantity"], line["unit"], line["base_quantity"]) == (str(minutes), "MIN", "60")
    assert line["net"] == f"{minutes}.00"


@pytest.mark.parametrize(
    ("typed", "start", "end", "seconds"),
    [
        ("2026-03-28 22:00-06:30", "2026-03-28T22:00:00+01:00", "2026-03-29T06:30:00+02:00", 27000),
        ("2026-10-24 22:00-06:30", "2026-10-24T22:00:00+02:00", "2026-10-25T06:30:00+01:00", 34200),
        ("2026-10-25 02:15-02:45", "2026-10-25T02:15:00+02:00", "2026-10-25T02:45:00+02:00", 1800),
    ],
)
def test_typed_nights_mean_the_first_pass_of_a_repeated_hour(
    tmp_path: Path, typed: str, start: str, end: str, seconds: int
) -> None:
    workspace = Clock(tmp_path, "Europe/Berlin", "2026-11-20T12:00:00+01:00").workspace
    (entry,) = add_entry(workspace, typed, parse_words(["acme/api"])).entries
    assert entry.start is not None and entry.end is not None
    assert (entry.start.iso(), entry.end.iso(), entry.seconds) == (start, end, seconds)


def test_an_entry_over_a_months_end_is_billed_in_the_month_of_its_start(tmp_path: Path) -> None:
    clock = Clock(tmp_path, "Europe/Berlin", "2026-10-31T23:00:00+01:00")
    clock.start("2026-10-31T23:00:00+01:00", "acme/api")
    clock.stop("2026-11-01T02:00:00+01:00")
    workspace = clock.at("2026-11-20T12:00:00+01:00")
    for month, seconds, billed in (("2026-10", 3600, 10800), ("2026-11", 7200, 0)):
        report = make_report(workspace, parse_period(month, workspace.today), "client", ANY)
        assert report.totals.seconds == seconds
        assert report.totals.billed_seconds == billed
        assert report.notes
    period = parse_period("2026-10", workspace.today)
    assert make_draft(workspace, "acme", period).record["net"] == "180.00"


def test_work_across_two_zones_keeps_order_and_length(tmp_path: Path) -> None:
    clock = Clock(tmp_path, "Europe/Berlin", "2026-05-04T10:00:00+02:00")
    clock.start("2026-05-04T10:00:00+02:00", "acme/api", "In the office")
    clock.stop("2026-05-04T12:00:00+02:00")
    clock.workspace.zone_name = "America/New_York"
    clock.start("2026-05-04T07:30:00-04:00", "acme/api", "After the flight")
    clock.stop("2026-05-04T08:00:00-04:00")
    rows = [log_record(one) for one in read_log(clock.workspace, ALL, ANY)]
    assert [row["start"] for row in rows] == [
        "2026-05-04T10:00:00+02:00",
        "2026-05-04T07:30:00-04:00",
    ]
    assert [row["seconds"] for row in rows] == [7200, 1800]
