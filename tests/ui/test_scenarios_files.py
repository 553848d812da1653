"""The comparison that the scenarios stand on sees every difference but ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.scenario_files import differences

if TYPE_CHECKING:
    from pathlib import Path

A, B, C, D = ("01JDA2K5X8" + letter * 16 for letter in "ABCD")
SEAL = "0123456789abcdef" * 4
MONTH = """{{"entries": {{
"{0}": {{"note": "One", "created": "{2}"}},
"{1}": {{"note": "Two"}}
}}}}"""


def write(root: Path, first: str, second: str, named: str, at: str = "9:00") -> Path:
    """A month of two entries, and a document that names one of them."""
    for name, text in (
        ("time/ada/2026-11.json", MONTH.format(first, second, at)),
        ("documents/2026/1.toml", f'entries = ["{named}"]\nseal = "{SEAL}"\n'),
        (".tracker/status", first),
    ):
        path = root / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("first", "second", "named", "at", "equal"),
    [
        (C, D, C, "9:00", True),
        (C, D, D, "9:00", False),
        (A, B, B, "9:00", False),
        (C, D, C, "9:01", False),
        (A, A, A, "9:00", False),
    ],
)
def test_only_ids_may_differ_and_what_they_name_may_not(
    tmp_path: Path, first: str, second: str, named: str, at: str, equal: bool
) -> None:
    one = write(tmp_path / "one", A, B, A)
    other = write(tmp_path / "other", first, second, named, at)
    assert (differences(one, other) == []) == equal


def test_a_file_that_only_one_has_is_named(tmp_path: Path) -> None:
    one, other = write(tmp_path / "one", A, B, A), write(tmp_path / "other", C, D, C)
    (other / "drafts").mkdir()
    assert differences(one, other) == ["only in other: drafts/"]
