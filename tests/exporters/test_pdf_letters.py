from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.exporters.reading_files import packed, sheets_of
from tests.exporters.sample_documents import (
    CUSTOMER,
    ENTRIES,
    HOUR,
    ISSUER,
    document,
)
from tracker_tui.core.document import Allowance, Document
from tracker_tui.core.errors import Refused
from tracker_tui.exporters.pdf.fonts import Faces
from tracker_tui.exporters.pdf.shaping import can_shape, visual_runs
from tracker_tui.exporters.words import LANGUAGES, words_for

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("name", "character"),
    [
        ("王小明 GmbH", "王 (U+738B CJK UNIFIED IDEOGRAPH-738B)"),
        ("Acme 🎉 Ltd", "🎉 (U+1F389 PARTY POPPER)"),
        ("Acme \u202egnp.exe", "(U+202E RIGHT-TO-LEFT OVERRIDE)"),
        ("Acme\x07", "(U+0007 without a name)"),
        ("Acme \U0010fffd", "(U+10FFFD without a name)"),
    ],
)
def test_letters_that_no_font_has_are_refused_by_name(
    name: str, character: str, draw: Callable[..., bytes]
) -> None:
    with pytest.raises(Refused) as refusal:
        draw(document(HOUR, customer=CUSTOMER._replace(name=name)))
    message = str(refusal.value)
    assert character in message and message.isprintable()
    assert re.sub("[\x07\u202e\U0010fffd]", "·", name) in message


@pytest.mark.parametrize(
    "doc",
    [
        document(HOUR._replace(description="漢")),
        document(HOUR, note="漢"),
        document(HOUR, bank={"bank": "漢"}),
        document(HOUR, issuer=ISSUER._replace(fields={"vat_id": "漢"})),
        document(HOUR, allowances=(Allowance("漢", Decimal(1), "S", Decimal(19)),)),
        document(HOUR._replace(entries=(ENTRIES[0]._replace(note="漢"),))),
    ],
)
def test_letters_are_looked_at_wherever_they_stand(
    doc: Document, draw: Callable[..., bytes]
) -> None:
    with pytest.raises(Refused, match="漢"):
        draw(doc)


@pytest.mark.parametrize("name", ["כהן ושות׳ (2026) Ltd", "شركة النور", "हिन्दी", "ไทย"])
def test_letters_of_another_order_are_refused_or_drawn_never_dropped(
    name: str, draw: Callable[..., bytes]
) -> None:
    doc = document(HOUR, customer=CUSTOMER._replace(name=name))
    if not can_shape():
        with pytest.raises(Refused, match="uharfbuzz"):
            draw(doc)
        return
    assert b"FiraGO" in draw(doc)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("abc", [("abc", "ltr")]),
        ("abc אבג 2026 Ltd", [("abc ", "ltr"), ("2026", "ltr"), ("אבג ", "rtl"), (" Ltd", "ltr")]),
        ("אבג Ltd", [("Ltd", "ltr"), ("אבג ", "rtl")]),
    ],
)
def test_runs_stand_in_the_order_in_which_they_are_seen(
    text: str, runs: list[tuple[str, str]]
) -> None:
    """Numbers after a right-to-left word are left of it: UAX #9, rule L2."""
    assert visual_runs(text) == runs


def test_names_with_brackets_and_many_alphabets_are_drawn(draw: Callable[..., bytes]) -> None:
    name = "Łódź [x] (y) \\ <b>&amp; Ελλάς Привет Tiếng Việt საქართველო → − 100 %"
    text = "".join(sheets_of(draw(document(HOUR, customer=CUSTOMER._replace(name=name)))))
    assert packed(name) in packed(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_language_can_be_printed(language: str, fonts: str) -> None:
    from fpdf import FPDF

    words = words_for(language)
    texts = [text for text in words if isinstance(text, str)]
    faces = Faces(FPDF(), fonts)
    faces.refuse_unprintable([*texts, *words.legal.values()], shaping=False)
    assert all(family == "noto" for text in texts for family, _ in faces.runs(text, True))
    faces.close()
