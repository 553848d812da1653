"""A file with a mistake is named by its line and key and left alone; everything else works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.moving_clock import Clock
from tests.services.small_workspace import write
from tracker_tui.core.errors import Refused
from tracker_tui.core.grammar import parse_words
from tracker_tui.core.periods import parse_period
from tracker_tui.core.query import parse_query
from tracker_tui.services.checking import check_workspace
from tracker_tui.services.entries import add_entry
from tracker_tui.services.listing import read_log

if TYPE_CHECKING:
    from pathlib import Path

NOON = "2026-11-20T12:00:00+01:00"

HERE = '"zone": "Europe/Berlin", "project": "acme'
TENTH = '"2026-10-01T09:00:00+02:00", "end": "2026-10-01T10:00:00+02:00"'

MONTH = f"""\
{{"entries": {{
"01KX0000000000000000000001": {{"start": {TENTH}, {HERE}/api"}},
"01KX0000000000000000000002": {{"start": "2026-10-02T09:00:00+02:00", "end": "later", {HERE}/api"}},
"01KX0000000000000000000003": {{"date": "2026-10-03", "seconds": 600, {HERE}"}}
}}}}
"""

BROKEN = {
    "time/ada/2026-10.json": (MONTH, ["3: entries.01KX0000000000000000000002.end", "4: entries."]),
    "time/ada/2026-09.json": ('{"entries": {\n"a": {"start": "2026-09-01"\n}}\n', ["4"]),
    "clients/globex.toml": ('name = "Globex"\nterms_days = "soon"\n', ["2: terms_days"]),
    "clients/initech.toml": ('name = "Initech"\n[[rates]]\nhourly = true\n', ["3: rates.0.hourly"]),
    "people/ben.toml": ("name = Ben\n", ["1"]),
    "expenses/2026.json": ('{"expenses": {"x": {"date": "2026-01-32"}}}\n', ["1: expenses.x"]),
    "drafts/01KX0000000000000000000009.toml": ('kind = "bill"\n', ["1: kind"]),
}


def test_every_mistake_is_found_at_its_line_and_the_rest_works(tmp_path: Path) -> None:
    clock = Clock(tmp_path, "Europe/Berlin", NOON)
    for file, (text, _) in BROKEN.items():
        write(tmp_path, file, text)
    add_entry(clock.workspace, "9-10", parse_words(["acme/api", "Goes", "on"]))
    rows = read_log(clock.workspace, parse_period("all", "2026-11-20"), parse_query([]))
    assert [one.entry.day for one in rows] == ["2026-10-01", "2026-11-20"]

    told = {
        f"{one.file}:{one.line}: {one.text}"
        for one in check_workspace(clock.workspace)
        if one.code == "file"
    }
    for file, (text, places) in BROKEN.items():
        for place in places:
            assert any(line.startswith(f"{file}:{place}") for line in told), (file, place, told)
        assert (tmp_path / file).read_text("utf-8") == text


def test_what_needs_the_broken_file_is_refused_with_its_line(tmp_path: Path) -> None:
    clock = Clock(tmp_path, "Europe/Berlin", NOON)
    for file, (text, _) in BROKEN.items():
        write(tmp_path, file, text)
    with pytest.raises(Refused, match=r"time/ada/2026-09\.json:\d"):
        add_entry(clock.workspace, "2026-09-02 9-10", parse_words(["acme/api"]))
    assert (tmp_path / "time/ada/2026-09.json").read_text("utf-8") == BROKEN[
        "time/ada/2026-09.json"
    ][0]


def test_a_broken_business_stops_with_one_line(tmp_path: Path) -> None:
    clock = Clock(tmp_path, "Europe/Berlin", NOON)
    write(tmp_path, "tracker.toml", 'name = "Ada"\nterms_days = -1\n')
    with pytest.raises(Refused, match=r"tracker\.toml:2: terms_days: expected a whole number"):
        clock.workspace.business()
