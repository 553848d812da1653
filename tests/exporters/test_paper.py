from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.exporters.sample_documents import THEMES, paper
from tracker_tui.core.errors import FieldError
from tracker_tui.exporters.paper import Paper, fill_footer, read_paper
from tracker_tui.exporters.words import LANGUAGES


def keys_of(table: dict[str, Any], parent: str = "") -> set[str]:
    found = set()
    for key, value in table.items():
        found |= keys_of(value, f"{parent}{key}.") if isinstance(value, dict) else {parent + key}
    return found


def theme_keys(name: str) -> set[str]:
    return keys_of(tomllib.loads((THEMES / name).read_text(encoding="utf-8")))


def test_plain_is_what_a_theme_without_anything_is() -> None:
    assert paper("plain") == read_paper({}) == Paper()


def test_all_themes_have_the_same_keys() -> None:
    names = sorted(path.name for path in THEMES.glob("*.toml"))
    assert {"plain.toml", "modern.toml"} <= set(names)
    assert len({frozenset(theme_keys(name)) for name in names}) == 1


def test_a_closing_sentence_can_be_in_every_language() -> None:
    assert [language for language, _ in paper("modern").closing] == list(LANGUAGES)


@pytest.mark.parametrize(
    ("record", "key", "problem"),
    [
        ({"page": {"size": "A5"}}, "page.size", '"A5" is not one of A4, Letter'),
        ({"page": {"margins": {"left": 200}}}, "page.margins.left", "200 is not between 5 and 60"),
        ({"page": {"margins": {"left": 60, "right": 60}}}, "page.margins", "leave less than"),
        ({"page": {"anex": True}}, "page.anex", "did you mean annex?"),
        ({"page": {"annex": "yes"}}, "page.annex", "expected true or false"),
        ({"colour": {"accent": "blue"}}, "colour.accent", "not a colour such as #1f4e79"),
        ({"colour": {"accent": "#1f4e7"}}, "colour.accent", "not a colour"),
        ({"color": {}}, "color", "did you mean colour?"),
        ({"text": {"size": 0}}, "text.size", "0 is not between"),
        ({"text": "large"}, "text", "expected a table"),
        ({"footer": {"left": ["{vatid}"]}}, "footer", "did you mean vat_id?"),
        ({"footer": {"left": "name"}}, "footer.left", "expected a list of texts"),
        ({"facts": {"layout": "row"}}, "facts.layout", '"row" is not one of column, strip'),
        ({"closing": {"sv": "Tack"}}, "closing.sv", "unknown key"),
        ({"nothing": 1}, "nothing", "unknown key; known are"),
    ],
)
def test_a_wrong_theme_is_refused_with_the_key(
    record: dict[str, Any], key: str, problem: str
) -> None:
    with pytest.raises(FieldError) as refusal:
        read_paper(record)
    assert refusal.value.key == key
    assert problem in refusal.value.problem


def test_a_colour_is_kept_in_small_letters() -> None:
    assert read_paper({"colour": {"rule": "#ABCDEF"}}).rule_colour == "#abcdef"


@pytest.mark.parametrize(
    ("line", "fields", "filled"),
    [
        ("{name} · {vat_id} · {iban}", {"name": "A", "iban": "B"}, "A · B"),
        ("{zip} {city}", {"city": "Berlin"}, "Berlin"),
        ("{zip} {city}", {}, ""),
        ("Open · {phone}", {}, "Open"),
        ("{name}", {"name": "{city}", "city": "no"}, "{city}"),
    ],
)
def test_a_footer_leaves_out_what_the_issuer_lacks(
    line: str, fields: dict[str, str], filled: str
) -> None:
    assert fill_footer(line, fields) == filled
