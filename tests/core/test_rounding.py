"""Rounding raw to billed time."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.errors import FieldError, Usage
from tracker_tui.core.rounding import (
    INCREMENTS,
    MODES,
    SCOPES,
    Rounding,
    parse_rounding,
    read_rounding,
    round_group,
    spread,
    write_rounding,
)

RULES = st.builds(
    Rounding,
    st.sampled_from((0, *INCREMENTS)),
    st.sampled_from(MODES),
    st.sampled_from(SCOPES),
    st.integers(0, 90),
)
SECONDS = st.integers(0, 200_000)
GROUPS = st.lists(SECONDS, max_size=6)


@pytest.mark.parametrize(
    ("rule", "raw", "billed"),
    [
        (Rounding(), 61, 61),
        (Rounding(15, "up"), 0, 0),
        (Rounding(15, "up"), 1, 900),
        (Rounding(15, "up"), 900, 900),
        (Rounding(15, "up"), 901, 1800),
        (Rounding(15, "down"), 899, 0),
        (Rounding(15, "nearest"), 449, 0),
        (Rounding(15, "nearest"), 450, 900),
        (Rounding(6, "nearest"), 539, 360),
        (Rounding(15, "down", "entry", 10), 60, 600),
        (Rounding(15, "nearest", "entry", 10), 60, 600),
        (Rounding(15, "down", "entry", 10), 0, 0),
        (Rounding(0, "up", "entry", 30), 60, 1800),
        (Rounding(0, "up", "entry", 30), 1801, 1801),
        (Rounding(60, "up", "entry", 90), 60, 5400),
    ],
)
def test_a_group_is_rounded_by_increment_mode_and_minimum(
    rule: Rounding, raw: int, billed: int
) -> None:
    assert rule.apply(raw) == billed


@given(RULES, SECONDS)
def test_rounding_agrees_with_fractions(rule: Rounding, seconds: int) -> None:
    step = rule.minutes * 60
    expected = seconds
    if step:
        steps = Fraction(seconds, step)
        whole = {"up": ceil(steps), "down": floor(steps), "nearest": floor(steps + Fraction(1, 2))}
        expected = whole[rule.mode] * step
    if seconds:
        expected = max(expected, rule.minimum * 60)
    assert rule.apply(seconds) == expected


@given(RULES, SECONDS, SECONDS)
def test_more_work_is_never_billed_less(rule: Rounding, one: int, other: int) -> None:
    assert rule.apply(min(one, other)) <= rule.apply(max(one, other))


@given(SECONDS, GROUPS)
def test_what_is_spread_adds_up_and_no_entry_falls_below_nothing(
    target: int, raw: list[int]
) -> None:
    billed = spread(target, raw)
    assert len(billed) == len(raw)
    assert sum(billed) == (target if raw else 0)
    assert all(seconds >= 0 for seconds in billed)


@pytest.mark.parametrize(
    ("target", "raw", "billed"),
    [
        (900, [300, 200], [300, 600]),
        (400, [300, 200], [300, 100]),
        (100, [300, 200], [100, 0]),
        (0, [300, 0], [0, 0]),
        (60, [0, 0], [0, 60]),
        (60, [], []),
    ],
)
def test_the_difference_goes_to_the_last(target: int, raw: list[int], billed: list[int]) -> None:
    assert spread(target, raw) == billed


@given(RULES, GROUPS, GROUPS)
def test_billing_in_two_goes_never_takes_more_than_in_one(
    rule: Rounding, first: list[int], second: list[int]
) -> None:
    once = sum(round_group(rule, first + second))
    before = sum(round_group(rule, first))
    after = sum(round_group(rule, second, sum(first), before))
    assert before + after == (once if second else before)
    assert before + after <= once


def test_what_was_billed_too_much_is_not_taken_back() -> None:
    assert round_group(Rounding(15), [60, 60], 600, 1800) == [0, 0]


@given(RULES)
def test_a_rule_is_read_as_it_is_written(rule: Rounding) -> None:
    assert read_rounding(write_rounding(rule)) == rule
    plain = rule if rule.minutes or rule.minimum else Rounding()
    assert parse_rounding(str(rule)) == plain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15m",
        "7:up:entry",
        "15:round:entry",
        "15:up:week",
        "15:up:entry:x",
        "15:up:entry:1:2",
        "٣",
    ],
)
def test_a_wrong_rule_is_refused_with_the_form(text: str) -> None:
    with pytest.raises(Usage, match="15:up:entry"):
        parse_rounding(text)


def test_a_wrong_increment_in_a_file_names_its_key() -> None:
    with pytest.raises(FieldError) as refused:
        read_rounding({"minutes": 7})
    assert refused.value.key == "minutes"
