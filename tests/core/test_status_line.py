from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.errors import Usage
from tracker_tui.core.status_line import (
    PLACEHOLDERS,
    check_template,
    elapsed_clock,
    formatted_status,
    plain_status,
)


@pytest.mark.parametrize(
    ("seconds", "clock"),
    [(0, "0:00:00"), (59, "0:00:59"), (5047, "1:24:07"), (360_000, "100:00:00"), (-3, "0:00:00")],
)
def test_elapsed_time_is_hours_minutes_seconds(seconds: int, clock: str) -> None:
    assert elapsed_clock(seconds) == clock


def test_what_is_empty_is_left_out() -> None:
    assert plain_status("acme/api", 60, "Fix it") == "acme/api 0:01:00 Fix it"
    assert plain_status("", 60, "") == "0:01:00"


def test_every_placeholder_is_filled() -> None:
    template = "|".join(f"{{{name}}}" for name in PLACEHOLDERS)
    filled = formatted_status(template, "acme/api", 5047, "Fix\n  it\x07", "09:02")
    assert filled == "acme/api|acme|1:24:07|84|5047|Fix it\\x07|09:02"


@given(st.text("ab{}", max_size=8))
def test_a_template_is_refused_or_filled_alike_by_check_and_by_use(template: str) -> None:
    try:
        check_template(template)
    except Usage:
        with pytest.raises(Usage):
            formatted_status(template, "acme/api", 1, "")
    else:
        filled = formatted_status(template, "acme/api", 1, "")
        assert filled == template.replace("{{", "{").replace("}}", "}")


@pytest.mark.parametrize("template", ["{", "}", "{}", "{foo}", "{project", "{project!r}", "{{}"])
def test_what_is_no_placeholder_is_named_in_one_line(template: str) -> None:
    with pytest.raises(Usage) as refused:
        check_template(template)
    assert "no placeholder" in str(refused.value)
    assert "{elapsed}" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_braces_are_doubled_to_be_printed() -> None:
    assert formatted_status("#{{{project}}}", "acme/api", 0, "") == "#{acme/api}"


def test_a_note_with_braces_is_not_filled_again() -> None:
    assert formatted_status("{note}", "", 0, "{project}") == "{project}"
