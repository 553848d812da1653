"""The day as rows: gaps, overlaps, nights, and days that the clocks change in; targets."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.business import Person
from tracker_tui.core.clock import midnight, moment_in, parse_moment, zone_of
from tracker_tui.core.day import (
    Gap,
    Piece,
    Targets,
    day_rows,
    find_day_gaps,
    merged,
    pieces_by_day,
    shared_spans,
    targets_of,
    week_of,
    worked_seconds,
    worked_spans,
)
from tracker_tui.core.entry import Entry

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
FRIDAY = "2026-11-20"
MINUTE, HOUR = 60, 3600


def clocked(name: str, start: str, end: str = "", zone: str = BERLIN) -> Entry:
    """An entry by its moments, "2026-11-20 09:00+01:00"; running without an end."""
    begin, finish = parse_moment(start), parse_moment(end) if end else None
    seconds = finish.utc - begin.utc if finish is not None else 0
    return Entry(name, "ada", begin.day, seconds, zone, begin, finish)


def on_friday(name: str, start: str, end: str = "") -> Entry:
    return clocked(name, f"{FRIDAY} {start}+01:00", f"{FRIDAY} {end}+01:00" if end else "")


def at(text: str) -> int:
    return parse_moment(text).utc


NOON = at(f"{FRIDAY} 12:00+01:00")


def told(rows: list[Piece | Gap], zone: str = BERLIN) -> list[tuple[str, str, str, int]]:
    """Rows as name (or "gap"), start, end by the clock of a zone, minutes."""
    found = []
    for row in rows:
        if isinstance(row, Gap):
            found.append(("gap", row.start.clock(), row.end.clock(), row.seconds // MINUTE))
        else:
            times = [
                "" if one is None else moment_in(one, zone_of(zone)).clock()
                for one in (row.start, row.end)
            ]
            found.append((row.entry.id, times[0], times[1], row.seconds // MINUTE))
    return found


def rows_of(
    entries: list[Entry], day: str, zone: str = BERLIN, now: int = NOON, until: int | None = None
) -> list[tuple[str, str, str, int]]:
    pieces = pieces_by_day(entries, now).get(day, [])
    return told(day_rows(pieces, find_day_gaps(pieces, zone_of(zone), until)), zone)


# Gaps


def test_gaps_lie_between_entries_and_not_around_them() -> None:
    entries = [on_friday("b", "11:00", "11:30"), on_friday("a", "09:02", "10:40")]
    assert rows_of(entries, FRIDAY) == [
        ("a", "09:02", "10:40", 98),
        ("gap", "10:40", "11:00", 20),
        ("b", "11:00", "11:30", 30),
    ]


def test_the_last_gap_lasts_until_now_where_that_is_asked() -> None:
    entries = [on_friday("a", "09:00", "11:15")]
    assert rows_of(entries, FRIDAY, until=NOON)[1:] == [("gap", "11:15", "12:00", 45)]
    pieces = pieces_by_day(entries, NOON)[FRIDAY]
    assert [gap.open_ for gap in find_day_gaps(pieces, zone_of(BERLIN), NOON)] == [True]


def test_a_pause_of_less_than_a_minute_is_no_gap() -> None:
    entries = [on_friday("a", "09:00", "10:00"), on_friday("b", "10:00:59", "11:00")]
    assert [row[0] for row in rows_of(entries, FRIDAY)] == ["a", "b"]
    entries[1] = on_friday("b", "10:01", "11:00")
    assert [row[0] for row in rows_of(entries, FRIDAY)] == ["a", "gap", "b"]


def test_no_gap_lies_under_an_entry_that_holds_others() -> None:
    entries = [
        on_friday("long", "08:00", "11:00"),
        on_friday("in", "08:30", "09:00"),
        on_friday("out", "10:30", "11:30"),
    ]
    assert [row[0] for row in rows_of(entries, FRIDAY)] == ["long", "in", "out"]


def test_a_gap_is_named_by_its_moments_with_their_offsets() -> None:
    entries = [on_friday("a", "09:00", "10:00"), on_friday("b", "11:00", "11:30")]
    (gap,) = find_day_gaps(pieces_by_day(entries, NOON)[FRIDAY], zone_of(BERLIN))
    assert gap.key == "gap:2026-11-20T10:00:00+01:00/2026-11-20T11:00:00+01:00"


def test_an_empty_day_has_no_rows_and_no_gap_until_now() -> None:
    assert rows_of([], FRIDAY, until=NOON) == []


# Overlaps


def test_shared_time_counts_once_and_is_told_of_the_later_entry() -> None:
    entries = [on_friday("a", "09:00", "10:00"), on_friday("b", "09:40", "10:30")]
    pieces = pieces_by_day(entries, NOON)[FRIDAY]
    assert [(one.entry.id, one.shared) for one in pieces] == [("a", 0), ("b", 20 * MINUTE)]
    assert worked_seconds(pieces) == 90 * MINUTE
    start = at(f"{FRIDAY} 09:40+01:00")
    assert shared_spans(pieces) == [(start, start + 20 * MINUTE)]


def test_three_at_once_count_once() -> None:
    entries = [
        on_friday("a", "09:00", "12:00"),
        on_friday("b", "09:00", "10:00"),
        on_friday("c", "09:30", "12:30"),
    ]
    pieces = pieces_by_day(entries, NOON)[FRIDAY]
    assert [one.shared for one in pieces] == [0, HOUR, 150 * MINUTE]
    assert worked_seconds(pieces) == 210 * MINUTE


def test_timers_that_run_at_once_count_once_up_to_now() -> None:
    entries = [on_friday("a", "10:00"), on_friday("b", "11:00")]
    pieces = pieces_by_day(entries, NOON)[FRIDAY]
    assert worked_seconds(pieces) == 2 * HOUR
    assert worked_spans(pieces) == [(NOON - 2 * HOUR, NOON)]


def test_entries_that_meet_share_nothing() -> None:
    entries = [on_friday("a", "09:00", "10:00"), on_friday("b", "10:00", "11:00")]
    pieces = pieces_by_day(entries, NOON)[FRIDAY]
    assert [one.shared for one in pieces] == [0, 0]
    assert shared_spans(pieces) == []


def test_what_is_by_duration_only_comes_first_and_counts_in_full() -> None:
    entries = [
        on_friday("a", "09:00", "10:00"),
        Entry("sheet", "ada", FRIDAY, 90 * MINUTE, BERLIN),
    ]
    pieces = pieces_by_day(entries, NOON)[FRIDAY]
    assert told(list(pieces)) == [("sheet", "", "", 90), ("a", "09:00", "10:00", 60)]
    assert worked_seconds(pieces) == 150 * MINUTE
    assert len(worked_spans(pieces)) == 1


# Nights and changes of the clocks


def test_a_night_is_two_pieces_that_know_of_each_other() -> None:
    night = clocked("n", "2026-11-19 22:00+01:00", "2026-11-20 06:30+01:00")
    pieces = pieces_by_day([night], NOON)
    (evening,), (morning,) = pieces["2026-11-19"], pieces[FRIDAY]
    assert (evening.seconds, evening.before, evening.after) == (2 * HOUR, False, True)
    assert (morning.seconds, morning.before, morning.after) == (390 * MINUTE, True, False)
    assert rows_of([night, on_friday("a", "09:00", "10:00")], FRIDAY) == [
        ("n", "00:00", "06:30", 390),
        ("gap", "06:30", "09:00", 150),
        ("a", "09:00", "10:00", 60),
    ]


def test_three_days_without_a_stop_fill_the_middle_one() -> None:
    long = clocked("n", "2026-11-19 22:00+01:00", "2026-11-21 01:00+01:00")
    (piece,) = pieces_by_day([long], NOON)[FRIDAY]
    assert (piece.seconds, piece.before, piece.after) == (24 * HOUR, True, True)


@pytest.mark.parametrize(
    ("zone", "day", "start", "end", "parts"),
    [
        (BERLIN, "2026-03-29", "2026-03-28 22:00+01:00", "2026-03-29 06:30+02:00", (120, 330)),
        (BERLIN, "2026-10-25", "2026-10-24 22:00+02:00", "2026-10-25 06:30+01:00", (120, 450)),
        (NEW_YORK, "2026-03-08", "2026-03-07 22:00-05:00", "2026-03-08 06:30-04:00", (120, 330)),
        (NEW_YORK, "2026-11-01", "2026-10-31 22:00-04:00", "2026-11-01 06:30-05:00", (120, 450)),
    ],
)
def test_a_night_with_a_change_of_the_clocks(
    zone: str, day: str, start: str, end: str, parts: tuple[int, int]
) -> None:
    pieces = pieces_by_day([clocked("n", start, end, zone)], NOON)
    assert tuple(sum(one.seconds for one in day) // MINUTE for day in pieces.values()) == parts
    assert told(list(pieces[day]), zone) == [("n", "00:00", "06:30", parts[1])]


def test_a_gap_over_the_repeated_hour_has_its_true_length() -> None:
    entries = [
        clocked("a", "2026-10-25 01:00+02:00", "2026-10-25 02:30+02:00"),
        clocked("b", "2026-10-25 02:30+01:00", "2026-10-25 03:00+01:00"),
    ]
    assert rows_of(entries, "2026-10-25") == [
        ("a", "01:00", "02:30", 90),
        ("gap", "02:30", "02:30", 60),
        ("b", "02:30", "03:00", 30),
    ]
    (gap,) = find_day_gaps(pieces_by_day(entries, NOON)["2026-10-25"], zone_of(BERLIN))
    assert gap.key == "gap:2026-10-25T02:30:00+02:00/2026-10-25T02:30:00+01:00"


def test_entries_of_the_repeated_hour_overlap_only_when_they_do() -> None:
    first = clocked("a", "2026-10-25 02:00+02:00", "2026-10-25 02:45+02:00")
    second = clocked("b", "2026-10-25 02:15+01:00", "2026-10-25 02:30+01:00")
    assert [one.shared for one in pieces_by_day([first, second], NOON)["2026-10-25"]] == [0, 0]


def test_a_gap_over_the_skipped_hour_has_its_true_length() -> None:
    entries = [
        clocked("a", "2026-03-29 01:00+01:00", "2026-03-29 01:30+01:00"),
        clocked("b", "2026-03-29 03:30+02:00", "2026-03-29 04:00+02:00"),
    ]
    assert rows_of(entries, "2026-03-29")[1] == ("gap", "01:30", "03:30", 60)


def test_an_entry_belongs_to_the_day_of_the_place_where_it_was_recorded() -> None:
    away = clocked("ny", "2026-11-20 20:00-05:00", "2026-11-20 21:00-05:00", NEW_YORK)
    pieces = pieces_by_day([on_friday("a", "09:00", "10:00"), away], NOON)
    assert [one.entry.id for one in pieces[FRIDAY]] == ["a", "ny"]
    assert "2026-11-21" not in pieces


# The same by other means

MOMENTS = st.integers(
    at("2026-10-24 20:00+02:00") // MINUTE, at("2026-10-26 04:00+01:00") // MINUTE
)


@given(st.lists(st.tuples(MOMENTS, st.integers(0, 12 * 60)), max_size=8))
def test_pieces_without_what_they_share_add_up_to_the_union_of_all(
    made: list[tuple[int, int]],
) -> None:
    zone = zone_of(BERLIN)
    entries = []
    for number, (start, minutes) in enumerate(made):
        begin = moment_in(start * MINUTE, zone)
        end = moment_in((start + minutes) * MINUTE, zone)
        entries.append(Entry(f"{number}", "ada", begin.day, minutes * MINUTE, BERLIN, begin, end))
    pieces = pieces_by_day(entries, NOON)
    minutes_of = {minute for start, length in made for minute in range(start, start + length)}
    for day in ("2026-10-24", "2026-10-25", "2026-10-26", "2026-10-27"):
        mine = pieces.get(day, [])
        borders = (day, f"{day[:8]}{int(day[8:]) + 1}")
        first, last = (midnight(border, zone) // MINUTE for border in borders)
        worked = {minute for minute in minutes_of if first <= minute < last}
        assert worked_seconds(mine) == len(worked) * MINUTE
        assert sum(end - start for start, end in worked_spans(mine)) == len(worked) * MINUTE
        gaps = sum(gap.seconds for gap in find_day_gaps(mine, zone))
        if worked:
            assert len(worked) * MINUTE + gaps == (max(worked) + 1 - min(worked)) * MINUTE
    assert sum(map(worked_seconds, pieces.values())) == len(minutes_of) * MINUTE


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50))))
def test_merged_stretches_hold_the_same_points_and_never_touch(
    spans: list[tuple[int, int]],
) -> None:
    found = merged(spans)
    assert {p for a, b in found for p in range(a, b)} == {p for a, b in spans for p in range(a, b)}
    assert all(before[1] < after[0] for before, after in pairwise(found))


# Weeks and targets


@pytest.mark.parametrize("day", ["2026-11-16", "2026-11-20", "2026-11-22"])
def test_a_week_is_from_monday_to_sunday(day: str) -> None:
    week = week_of(day)
    assert (week[0], week[-1], len(week)) == ("2026-11-16", "2026-11-22", 7)


def test_a_week_goes_over_the_end_of_a_year() -> None:
    assert week_of("2027-01-02")[0] == "2026-12-28"


@pytest.mark.parametrize(
    ("week", "day", "targets"),
    [
        (None, None, Targets(0, 0)),
        ("40", None, Targets(8 * HOUR, 40 * HOUR)),
        (None, "7.5", Targets(27_000, 135_000)),
        ("36", "8", Targets(8 * HOUR, 36 * HOUR)),
        ("38.5", None, Targets(27_720, 138_600)),
    ],
)
def test_a_target_follows_from_the_other(
    week: str | None, day: str | None, targets: Targets
) -> None:
    weekly, daily = (None if text is None else Decimal(text) for text in (week, day))
    assert targets_of(Person("ada", "Ada", weekly_hours=weekly, daily_hours=daily)) == targets


def test_nobody_has_no_target() -> None:
    assert targets_of(None) == Targets(0, 0)
