"""Entries in words."""

from __future__ import annotations

from tracker_tui.core.clock import parse_moment
from tracker_tui.core.entry import Entry
from tracker_tui.core.entry_text import clock_times, entry_line, start_and_end, words_of

NIGHT = Entry(
    "01JDA2K5X8AAAAAAAAAAT4QZB",
    "ada",
    "2026-11-20",
    16207,
    "Europe/Berlin",
    parse_moment("2026-11-20T22:00:00+01:00"),
    parse_moment("2026-11-21T02:30:07+01:00"),
    "acme/ops",
    "run",
    "Night shift",
    ("late",),
    "GH-1",
    billable=False,
)


def test_an_end_on_the_next_day_says_so() -> None:
    assert start_and_end(NIGHT) == ("22:00", "02:30:07+1")
    assert clock_times(NIGHT, exact=False) == "22:00-02:30+1"
    assert clock_times(NIGHT._replace(end=None)) == "22:00-"
    assert clock_times(NIGHT._replace(start=None, end=None)) == ""


def test_a_line_has_all_that_was_typed() -> None:
    words = "Night shift @run +late (GH-1)"
    assert words_of(NIGHT) == words
    assert entry_line(NIGHT) == (
        f"T4QZB  2026-11-20  22:00-02:30:07+1  4:30  acme/ops  {words}  (free)"
    )
    bare = Entry("01JDA2K5X8AAAAAAAAAAT4QZB", "ada", "2026-11-20", 3600, "Europe/Berlin")
    assert entry_line(bare) == "T4QZB  2026-11-20  1:00"
