from __future__ import annotations

from string import Formatter

import pytest

from tracker_tui.core.errors import Refused
from tracker_tui.core.ids import shown
from tracker_tui.core.taxes import CATEGORIES
from tracker_tui.exporters.words import LANGUAGES, words_for
from tracker_tui.exporters.words.vocabulary import Words

UNTAXED = set(CATEGORIES) - {"S"}


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    words = words_for(language)
    texts = {key: text for key, text in words._asdict().items() if isinstance(text, str)}
    assert set(texts) | {"exemptions", "legal"} == set(Words._fields)
    assert [key for key, text in texts.items() if not text.strip() or text != text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_in_the_same_things(language: str) -> None:
    english, words = words_for("en")._asdict(), words_for(language)._asdict()
    for key, text in english.items():
        if isinstance(text, str):
            assert placeholders(words[key]) == placeholders(text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_why_there_is_no_tax(language: str) -> None:
    words = words_for(language)
    assert set(words.legal) == set(words.exemptions) == UNTAXED
    assert all(words.legal.values()) and all(words.exemptions.values())


def test_no_two_columns_of_a_table_have_the_same_head() -> None:
    for language in LANGUAGES:
        words = words_for(language)
        table = [words.position, words.description, words.quantity, words.price, words.discount]
        assert len({*table, words.vat, words.net}) == len(table) + 2, language
        annex = [words.day, words.start, words.end, words.raw, words.billed, words.person]
        annex += [words.project, words.task, words.note, words.reference]
        assert len(set(annex)) == len(annex), language


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("en", "Reverse charge"),
        ("de", "Steuerschuldnerschaft des Leistungsempfängers"),
        ("fr", "Autoliquidation"),
        ("es", "Inversión del sujeto pasivo"),
        ("it", "Inversione contabile"),
        ("nl", "Btw verlegd"),
        ("pt", "Autoliquidação"),
        ("pl", "Odwrotne obciążenie"),
    ],
)
def test_reverse_charge_is_named_as_the_directive_names_it(language: str, phrase: str) -> None:
    """The wording of Article 226 (11a) of Directive 2006/112/EC in each of its languages."""
    assert phrase in words_for(language).legal["AE"]
    assert "196" in words_for(language).legal["AE"]


@pytest.mark.parametrize("tag", ["de", "DE", "de-CH", "de_AT"])
def test_a_country_behind_the_language_changes_no_words(tag: str) -> None:
    assert words_for(tag) is words_for("de")


def test_no_language_is_english() -> None:
    assert words_for("") is words_for("en")


@pytest.mark.parametrize("tag", ["sv", "deutsch", "x", "-", "de\n"])
def test_an_unknown_language_is_refused_with_those_that_are_known(tag: str) -> None:
    with pytest.raises(Refused) as refusal:
        words_for(tag)
    assert shown(tag) in str(refusal.value)
    assert str(refusal.value).isprintable()
    assert all(language in str(refusal.value) for language in LANGUAGES)
