"""Charts in characters, held against fractions and the calendar of the standard library."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.charts import (
    HEAT,
    LEVELS,
    Point,
    bar,
    columns,
    daily_points,
    eighths,
    fit_points,
    gauge,
    heat_level,
    heat_map,
    heat_sign,
    monthly_points,
    nice_step,
    percent,
    weekly_points,
    yearly_points,
)

SECONDS = st.integers(0, 10**7)
DAYS = st.dates(date(2019, 12, 1), date(2029, 2, 1))


@given(SECONDS, SECONDS, st.integers(1, 60))
def test_a_bar_is_as_long_as_its_part_to_half_an_eighth_of_a_cell(
    one: int, other: int, cells: int
) -> None:
    value, most = sorted((one, other))
    length = eighths(value, most, cells)
    if value == 0:
        assert length == 0
    else:
        exact = Fraction(value, most) * cells * 8
        assert length == max(1, exact // 1 + (exact % 1 >= Fraction(1, 2)))


@pytest.mark.parametrize(
    ("value", "most", "cells", "drawn", "plain"),
    [
        (0, 8, 4, "", ""),
        (8, 8, 4, "████", "####"),
        (4, 8, 4, "██", "##"),
        (5, 8, 4, "██▌", "##:"),
        (3, 32, 4, "▍", "."),
        (1, 10**9, 4, "▏", "."),
        (9, 8, 4, "████", "####"),
        (5, 0, 4, "", ""),
        (-3, 8, 4, "", ""),
        (5, 8, 0, "", ""),
    ],
)
def test_a_bar_is_drawn_in_eighths(
    value: int, most: int, cells: int, drawn: str, plain: str
) -> None:
    assert bar(value, most, cells) == drawn
    assert bar(value, most, cells, plain=True) == plain


def test_a_gauge_takes_exactly_its_cells_and_no_more_where_the_limit_is_passed() -> None:
    assert gauge(1, 2, 8) == "████░░░░"
    assert gauge(3, 2, 8) == "████████"
    assert gauge(0, 2, 8) == "░░░░░░░░"
    assert gauge(1, 2, 8, plain=True) == "####...."
    assert gauge(1, 0, 8) == "░░░░░░░░"


def test_columns_stand_on_the_lowest_line() -> None:
    assert columns([0, 1, 8, 12, 16], 16, 2) == ["   ▄█", " ▁███"]
    assert columns([0, 1, 8, 12, 16], 16, 2, plain=True) == ["   :#", " .###"]
    assert columns([], 16, 2) == ["", ""]


@given(st.lists(SECONDS, max_size=40), st.integers(1, 12))
def test_every_column_is_whole_from_its_top_down(values: list[int], height: int) -> None:
    lines = columns(values, max(values, default=0), height)
    assert len(lines) == height and {len(line) for line in lines} == {len(values)}
    for at, value in enumerate(values):
        column = "".join(line[at] for line in lines)
        signs = " ▁▂▃▄▅▆▇█"
        filled = sum(signs.index(sign) for sign in column)
        assert filled == eighths(value, max(values), height)
        assert column.lstrip(" ")[1:].strip("█") == ""


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**9))
def test_a_percentage_is_rounded_half_up_away_from_zero(part: int, whole: int) -> None:
    exact = Fraction(100 * abs(part), whole)
    rounded = exact // 1 + (exact % 1 >= Fraction(1, 2))
    assert percent(part, whole) == (rounded if part >= 0 else -rounded)


def test_nothing_is_no_percent_of_nothing() -> None:
    assert percent(5, 0) == 0


@pytest.mark.parametrize(
    ("most", "steps", "step"),
    [
        (0, 4, 15 * 60),
        (3600, 4, 15 * 60),
        (3601, 4, 30 * 60),
        (8 * 3600, 4, 2 * 3600),
        (14 * 3600 + 30 * 60, 4, 4 * 3600),
        (40 * 3600, 4, 10 * 3600),
        (41 * 3600, 4, 20 * 3600),
        (4000 * 3600, 4, 1000 * 3600),
    ],
)
def test_steps_are_round_and_reach_the_top(most: int, steps: int, step: int) -> None:
    assert nice_step(most, steps) == step


@given(DAYS, st.integers(0, 800), st.data())
def test_weeks_months_and_years_hold_the_same_time_as_their_days(
    first: date, length: int, data: st.DataObject
) -> None:
    last = first + timedelta(days=length)
    days = [(first + timedelta(days=number)).isoformat() for number in range(length + 1)]
    seconds = data.draw(st.dictionaries(st.sampled_from(days), SECONDS, max_size=20))
    points = daily_points(first.isoformat(), last.isoformat(), seconds)
    assert [point.first for point in points] == days
    weeks = Counter[tuple[int, int]]()
    for day, worked in seconds.items():
        weeks[date.fromisoformat(day).isocalendar()[:2]] += worked
    assert {
        date.fromisoformat(one.first).isocalendar()[:2]: one.seconds
        for one in weekly_points(points)
        if one.seconds
    } == {week: worked for week, worked in weeks.items() if worked}
    for together, cut in ((monthly_points, 7), (yearly_points, 4)):
        sums = Counter[str]()
        for day, worked in seconds.items():
            sums[day[:cut]] += worked
        found = together(points)
        assert {one.first[:cut]: one.seconds for one in found} == {
            day[:cut]: sums[day[:cut]] for day in days
        }
        assert all(one.first[:cut] == one.last[:cut] for one in found)


def test_a_chart_takes_the_shortest_stretches_that_fit() -> None:
    year = daily_points("2026-01-01", "2026-12-31", {"2026-02-03": 60})
    assert fit_points(year, 365)[0] == "day"
    assert fit_points(year, 53)[0] == "week"
    name, months = fit_points(year, 46)
    assert (name, len(months)) == ("month", 12)
    assert months[1] == Point("2026-02-01", "2026-02-28", 60)
    assert fit_points(year, 2) == ("year", [Point("2026-01-01", "2026-12-31", 60)])
    ages = daily_points("1990-01-01", "2026-12-31", {})
    assert [one.first[:4] for one in fit_points(ages, 3)[1]] == ["2024", "2025", "2026"]


@given(DAYS, st.integers(0, 800))
def test_a_heat_map_has_each_day_once_in_its_week_and_row(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    heat = heat_map(first.isoformat(), last.isoformat(), {})
    shown = [day for week in heat.weeks for day in week if day]
    assert shown == [(first + timedelta(days=number)).isoformat() for number in range(length + 1)]
    assert all(len(week) == 7 for week in heat.weeks)
    for number, week in enumerate(heat.weeks):
        for row, day in enumerate(week):
            if day:
                assert date.fromisoformat(day).weekday() == row
                assert heat.place(day) == (number, row)
    assert heat.place((first - timedelta(days=1)).isoformat()) is None
    assert heat.place((last + timedelta(days=1)).isoformat()) is None


def test_a_year_of_54_weeks_is_shown_whole() -> None:
    assert len(heat_map("2028-01-01", "2028-12-31", {}).weeks) == 53
    assert len(heat_map("2012-01-01", "2012-12-31", {}).weeks) == 54  # a leap year from a Sunday on


def test_weekdays_are_summed_over_all_weeks() -> None:
    seconds = {"2026-11-02": 60, "2026-11-09": 30, "2026-11-08": 5, "2026-12-07": 1000}
    assert heat_map("2026-11-01", "2026-11-30", seconds).by_weekday() == [90, 0, 0, 0, 0, 0, 5]


def test_a_heat_map_knows_its_total_and_its_longest_days() -> None:
    seconds = {"2026-11-02": 60, "2026-11-09": 90, "2026-11-08": 60, "2026-11-10": 0}
    heat = heat_map("2026-11-01", "2026-11-30", seconds)
    assert (heat.first, heat.last, heat.total) == ("2026-11-01", "2026-11-30", 210)
    assert heat.worked == ["2026-11-09", "2026-11-02", "2026-11-08"]


def test_levels_are_steps_that_are_begun() -> None:
    heat = heat_map("2026-11-01", "2026-11-30", {"2026-11-03": 14_000, "2026-12-01": 10**6})
    assert heat.step == 3600
    assert [heat.level(f"2026-11-0{day}") for day in (2, 3)] == [0, 4]
    assert [heat_level(value, 3600) for value in (0, 1, 3600, 3601, 7200, 14_401, 10**6)] == [
        0,
        1,
        1,
        2,
        2,
        LEVELS,
        LEVELS,
    ]
    assert [heat_sign(level) for level in range(LEVELS + 1)] == list(HEAT[0])
    assert len(set(HEAT[1])) == LEVELS + 1 and HEAT[1].isascii()
