"""The words of a document in the client's language; one file a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused
from tracker_tui.core.ids import shown

if TYPE_CHECKING:
    from tracker_tui.exporters.words.vocabulary import Words

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl")
"""Languages that documents can be in; a country may follow, such as de-AT."""


def words_for(language: str) -> Words:
    """The words of a client's language such as `de` or `de-CH`; empty is English.

    Refuses a language that no vocabulary is in, naming those that are.
    """
    code = (language or "en").replace("_", "-").partition("-")[0].lower()
    if code not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise Refused(f"there are no documents in the language {shown(language)}: {known}")
    return _vocabularies()[code]


def _vocabularies() -> dict[str, Words]:
    from tracker_tui.exporters.words import (
        dutch,
        english,
        french,
        german,
        italian,
        polish,
        portuguese,
        spanish,
    )

    files = (english, german, french, spanish, italian, dutch, portuguese, polish)
    return {code: file.WORDS for code, file in zip(LANGUAGES, files, strict=True)}
