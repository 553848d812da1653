"""Countries by their two letters."""

from __future__ import annotations

import pytest
from babel import Locale

from tracker_tui.core.countries import COUNTRIES, check_country
from tracker_tui.core.errors import Usage


def test_every_code_is_known_to_the_unicode_repository_too() -> None:
    assert len(COUNTRIES) == 249
    assert Locale("en").territories.keys() >= COUNTRIES


@pytest.mark.parametrize("typed", ["DE", "de", " De "])
def test_a_code_is_written_in_capitals(typed: str) -> None:
    assert check_country(typed) == "DE"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("UK", "did you mean GB"),
        ("el", "did you mean GR"),
        ("EU", "such as DE"),
        ("DEU", "such as DE"),
        ("", "such as DE"),
        ("\x1b[2J", "ISO 3166"),
    ],
)
def test_what_is_no_country_is_refused(typed: str, says: str) -> None:
    with pytest.raises(Usage, match=says) as refusal:
        check_country(typed)
    assert "\x1b" not in str(refusal.value)
