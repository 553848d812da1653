"""Rows of Toggl reports and short ways to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker_tui.importers.toggl_csv import parse

if TYPE_CHECKING:
    from tracker_tui.importers.base import NeutralEntry, Parsed

CLASSIC = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,"
    "End date,End time,Duration,Tags,Amount (EUR)"
)
ADA = (
    "Ada,ada@example.org,Acme,API,Review,Fix it,Yes,2026-11-20,09:00:00,"
    '2026-11-20,10:30:00,01:30:00,"bug, urgent",142.50'
)
NEW = '"Description","Duration","Member","Email","Project","Tags","Start date","Start time",'
NEW += '"Stop date","Stop time"'


def read_lines(*lines: str, **options: Any) -> Parsed:
    return parse("\n".join(lines).encode(), "toggl.csv", **options)


def read_one(*lines: str, **options: Any) -> NeutralEntry:
    parsed = read_lines(*lines, **options)
    assert parsed.problems == []
    (entry,) = parsed.entries
    return entry


def only_problem(*lines: str, **options: Any) -> str:
    """The only problem of a file from which nothing was read, as "line: text"."""
    parsed = read_lines(*lines, **options)
    assert parsed.entries == []
    (problem,) = parsed.problems
    assert problem.skipped
    return f"{problem.line}: {problem.text}"
