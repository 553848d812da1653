"""What an id tells of itself."""

from __future__ import annotations

from tracker_tui.core.clock import parse_moment
from tracker_tui.core.ids import LAST_DAY, made_on, make_id


def test_an_id_names_the_day_on_which_it_was_made() -> None:
    for moment in ("1970-01-01T00:00:00Z", "2026-11-20T23:59:59Z", "2199-12-31T12:00:00Z"):
        record_id = make_id(parse_moment(moment).utc * 1000 + 999, bytes(range(10)))
        assert made_on(record_id) == moment[:10]
        assert made_on(record_id.lower()) == moment[:10]


def test_an_id_of_any_letters_names_some_day() -> None:
    assert made_on("Z" * 26) == "9999-12-31"
    assert parse_moment("9999-12-31T00:00:00Z").utc == LAST_DAY * 86400
    assert made_on("uuuu") == "1970-01-01"
