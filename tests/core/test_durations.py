"""Lengths of time as people write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.durations import format_duration, parse_duration
from tracker_tui.core.errors import Usage

LENGTHS = st.integers(1, 1000 * 3600)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h30", 5400),
        ("1h30m", 5400),
        ("1h5", 3900),
        ("1h 30", 5400),
        ("1h30m15s", 5415),
        ("1h15s", 3615),
        ("1:30", 5400),
        ("1:30:15", 5415),
        ("0:05", 300),
        ("100:00", 360_000),
        ("90m", 5400),
        ("90m30s", 5430),
        ("1.5h", 5400),
        ("1,5h", 5400),
        (".5h", 1800),
        ("0.01h", 36),
        ("2.5m", 150),
        ("45s", 45),
        ("2h", 7200),
        ("2H", 7200),
        (" 2 h ", 7200),
        ("2 hours 5 min", 7500),
        ("1 hr 1 minute 1 second", 3661),
        ("3 mins 2 secs", 182),
        ("1000h", 3_600_000),
        ("0.333h", 1199),  # 1198.8
        ("0.0125m", 1),  # 0.75
        ("0.025m", 2),  # 1.5
        ("0.1234567890123456789h", 444),
    ],
)
def test_a_duration_is_read_in_seconds(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


SHAPE = "is not a duration: write it like 1h30, 1:30, 90m or 1.5h"
ZERO = "a duration must be longer than zero"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("90", "has no unit: write 90h or 90m"),
        ("1.5", "has no unit: write 1.5h or 1.5m"),
        ("0", "has no unit: write 0h or 0m"),
        ("-1h", f"is negative: {ZERO}"),
        ("−1:30", f"is negative: {ZERO}"),
        ("0m", f"is nothing: {ZERO}"),
        ("0:00", f"is nothing: {ZERO}"),
        ("0.0001h", f"is nothing: {ZERO}"),
        ("1000h1s", "is too long: the most is 1000 hours"),
        ("1000:00:01", "is too long: the most is 1000 hours"),
        ("9999999999999999h", "is too long: the most is 1000 hours"),
        ("", SHAPE),
        ("h", SHAPE),
        ("nan", SHAPE),
        ("inf", SHAPE),
        ("NaNh", SHAPE),
        ("1e3h", SHAPE),
        ("1_0h", SHAPE),
        ("٣h", SHAPE),
        ("½h", SHAPE),
        ("1:60", SHAPE),
        ("1:5", SHAPE),
        ("1:30:60", SHAPE),
        ("1:30:15:00", SHAPE),
        ("1h60", SHAPE),
        ("1h90m", SHAPE),
        ("1m60s", SHAPE),
        ("1.5h30", SHAPE),
        ("1.5s", SHAPE),
        ("30m1h", SHAPE),
        ("1h30m15", SHAPE),
        ("1d", SHAPE),
        ("+1h", SHAPE),
        ("1h ago", SHAPE),
    ],
)
def test_what_is_no_duration_is_refused_with_the_reason(text: str, problem: str) -> None:
    with pytest.raises(Usage) as refused:
        parse_duration(text)
    assert str(refused.value) == f'"{text}" {problem}'


def test_endless_digits_are_refused() -> None:
    for text in ("1" * 5000 + "h", "0." + "1" * 5000 + "h", "1" * 5000):
        with pytest.raises(Usage) as refused:
            parse_duration(text)
        assert len(str(refused.value)) < 120


@given(LENGTHS)
def test_every_way_to_write_a_length_is_the_same_length(seconds: int) -> None:
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    assert parse_duration(f"{hours}:{minutes:02d}:{rest:02d}") == seconds
    assert parse_duration(f"{hours}h{minutes}m{rest}s") == seconds
    assert parse_duration(f"{seconds // 60}m {rest}s") == seconds
    assert parse_duration(f"{seconds}s") == seconds
    assert parse_duration(format_duration(seconds, with_seconds=True)) == seconds


@given(
    st.integers(0, 999), st.text("0123456789", min_size=1, max_size=12), st.sampled_from(["h", "m"])
)
def test_a_fraction_is_rounded_to_the_nearest_second(whole: int, digits: str, unit: str) -> None:
    exact = Fraction(f"{whole}.{digits}") * {"h": 3600, "m": 60}[unit]
    nearest = (exact + Fraction(1, 2)).__floor__()
    if nearest:
        assert parse_duration(f"{whole}.{digits}{unit}") == nearest
        assert parse_duration(f"{whole},{digits} {unit}") == nearest
    else:
        with pytest.raises(Usage, match="is nothing"):
            parse_duration(f"{whole}.{digits}{unit}")


@pytest.mark.parametrize(
    ("seconds", "short", "long"),
    [
        (9480, "2:38", "2:38:00"),
        (5047, "1:24", "1:24:07"),
        (0, "0:00", "0:00:00"),
        (59, "0:00", "0:00:59"),
        (3599, "0:59", "0:59:59"),
        (90_061, "25:01", "25:01:01"),
        (3_600_000, "1000:00", "1000:00:00"),
        (-59, "0:00", "-0:00:59"),
        (-60, "-0:01", "-0:01:00"),
        (-5430, "-1:30", "-1:30:30"),
    ],
)
def test_a_duration_is_shown_in_hours(seconds: int, short: str, long: str) -> None:
    assert format_duration(seconds) == short
    assert format_duration(seconds, with_seconds=True) == long
