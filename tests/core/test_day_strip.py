"""The strip of a day: what stands in which cell, on days of 23, 24 and 25 hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.test_day import BERLIN, FRIDAY, HOUR, NEW_YORK, NOON, at, clocked, on_friday
from tracker_tui.core.clock import midnight, zone_of
from tracker_tui.core.day import find_day_gaps, pieces_by_day
from tracker_tui.core.day_strip import Strip, make_strip, strip_cells

if TYPE_CHECKING:
    from tracker_tui.core.entry import Entry

SIGNS = {"": " ", "gap": ".", "shared": "X"}


def strip_of(
    entries: list[Entry], day: str = FRIDAY, zone: str = BERLIN, now: int | None = None
) -> Strip:
    place = zone_of(zone)
    pieces = pieces_by_day(entries, NOON).get(day, [])
    return make_strip(day, place, pieces, find_day_gaps(pieces, place), now)


def drawn(strip: Strip, count: int) -> str:
    """A cell is a digit of eighths, "." in a gap, "X" where time is shared."""
    cells = strip_cells(strip, count)
    return "".join(SIGNS.get(cell.kind, str(cell.eighths)) for cell in cells)


def hours(strip: Strip) -> str:
    return " ".join(text for _, text in strip.hours)


def test_an_empty_day_is_from_six_to_eight_in_the_evening() -> None:
    strip = strip_of([])
    assert (strip.start, strip.end) == (at(f"{FRIDAY} 06:00+01:00"), at(f"{FRIDAY} 20:00+01:00"))
    assert hours(strip) == "06 07 08 09 10 11 12 13 14 15 16 17 18 19 20"
    assert drawn(strip, 14) == " " * 14


def test_cells_hold_what_was_worked_paused_and_shared() -> None:
    entries = [
        on_friday("a", "08:00", "09:30"),
        on_friday("b", "12:00", "14:00"),
        on_friday("c", "13:30", "14:15"),
    ]
    assert drawn(strip_of(entries), 14) == "  84..8X2     "
    assert drawn(strip_of(entries), 28) == "    888.....888X4" + " " * 11


def test_a_minute_is_seen_and_nearly_an_hour_is_full() -> None:
    entries = [on_friday("a", "09:00", "09:01"), on_friday("b", "10:00", "10:59")]
    assert drawn(strip_of(entries), 14)[3:5] == "18"


def test_the_strip_widens_to_full_hours_of_what_the_day_holds() -> None:
    entries = [on_friday("a", "04:40", "05:10"), on_friday("b", "21:00", "22:20")]
    assert hours(strip_of(entries)).split()[0] == "04"
    assert hours(strip_of(entries)).split()[-1] == "23"


def test_the_strip_widens_to_now() -> None:
    strip = strip_of([], now=at(f"{FRIDAY} 23:10+01:00"))
    assert hours(strip).split()[-1] == "24"
    assert strip.place(strip.now or 0, 18) == 17


def test_a_night_fills_the_strip_from_midnight() -> None:
    night = clocked("n", "2026-11-19 22:00+01:00", "2026-11-20 03:00+01:00")
    strip = strip_of([night])
    assert strip.start == midnight(FRIDAY, zone_of(BERLIN))
    assert drawn(strip, 20) == "888" + " " * 17


@pytest.mark.parametrize(
    ("zone", "day", "start", "end", "length", "shown"),
    [
        (BERLIN, "2026-03-29", "00:00+01:00", "23:59:59+02:00", 23, "00 01 03 04"),
        (BERLIN, "2026-10-25", "00:00+02:00", "23:59:59+01:00", 25, "00 01 02 02 03 04"),
        (NEW_YORK, "2026-03-08", "00:00-05:00", "23:59:59-04:00", 23, "00 01 03 04"),
        (NEW_YORK, "2026-11-01", "00:00-04:00", "23:59:59-05:00", 25, "00 01 01 02 03 04"),
    ],
)
def test_a_day_of_23_or_25_hours_has_so_many_cells(
    zone: str, day: str, start: str, end: str, length: int, shown: str
) -> None:
    whole = clocked("n", f"{day} {start}", f"{day} {end}", zone)
    strip = strip_of([whole], day, zone)
    assert strip.end - strip.start == length * HOUR
    assert drawn(strip, length) == "8" * length
    assert hours(strip).startswith(shown)
    assert len(strip.hours) == length + 1
    assert hours(strip).endswith("23 24")


def test_positions_are_by_elapsed_time_after_a_change_of_the_clocks() -> None:
    worked = clocked("a", "2026-10-25 04:00+01:00", "2026-10-25 05:00+01:00")
    early = clocked("b", "2026-10-25 00:00+02:00", "2026-10-25 01:00+02:00")
    assert drawn(strip_of([early, worked], "2026-10-25"), 21) == "8....8" + " " * 15
    worked = clocked("a", "2026-03-29 04:00+02:00", "2026-03-29 05:00+02:00")
    early = clocked("b", "2026-03-29 00:00+01:00", "2026-03-29 01:00+01:00")
    assert drawn(strip_of([early, worked], "2026-03-29"), 19) == "8..8" + " " * 15


def test_the_second_of_the_repeated_hours_is_another_cell() -> None:
    early = clocked("a", "2026-10-25 00:00+02:00", "2026-10-25 00:30+02:00")
    first = clocked("b", "2026-10-25 02:00+02:00", "2026-10-25 03:00+01:00")
    strip = strip_of([early, first], "2026-10-25")
    assert hours(strip).startswith("00 01 02 02 03")
    assert drawn(strip, 21)[:6] == "4.88  "


def test_half_an_hour_of_summer_time_has_its_place() -> None:
    zone = "Australia/Lord_Howe"  # goes back half an hour at two
    early = clocked("a", "2026-04-05 00:00+11:00", "2026-04-05 01:00+11:00", zone)
    strip = strip_of([early], "2026-04-05", zone)
    assert strip.end - strip.start == 20 * HOUR + HOUR // 2
    clocks = {text: utc for utc, text in strip.hours}
    assert clocks["03"] - clocks["01"] == 2 * HOUR + HOUR // 2


def test_what_was_recorded_elsewhere_is_in_sight() -> None:
    away = clocked("ny", "2026-11-20 20:00-05:00", "2026-11-20 21:00-05:00", NEW_YORK)
    strip = strip_of([on_friday("a", "09:00", "10:00"), away])
    assert strip.end == at("2026-11-21 03:00+01:00")
    assert drawn(strip, 21)[-1] == "8"


@pytest.mark.parametrize("count", [1, 7, 43, 200])
def test_any_number_of_cells_shows_the_same_day(count: int) -> None:
    entries = [on_friday("a", "06:00", "20:00")]
    assert drawn(strip_of(entries), count) == "8" * count
