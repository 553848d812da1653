from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from tests.exporters.reading_files import sheets_of
from tests.exporters.sample_documents import (
    ENTRIES,
    HOUR,
    ISSUER,
    assorted,
    document,
    hostile,
    line,
    paper,
    table_of_many,
)
from tracker_tui.core.errors import Refused
from tracker_tui.exporters.pdf.sheets import Ink, Rule, Sheet, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker_tui.exporters.paper import Paper


@dataclass
class _Box:
    left: float
    right: float
    base: float
    size: float
    text: str


# --- many sheets ---------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["plain", "modern"])
def test_sums_are_carried_over_from_sheet_to_sheet(theme: str, draw: Callable[..., bytes]) -> None:
    doc = table_of_many()
    sheets = sheets_of(draw(doc, theme))
    nets = [one.net for one in doc.lines]
    seen: list[int] = []
    for at, text in enumerate(sheets):
        assert f"Page {at + 1} of {len(sheets)}" in text
        if at and len(seen) < len(nets):
            assert f"Brought forward {sum(nets[: len(seen)]):,}" in text
        seen += [int(number) for number in re.findall(r"Line (\d+) of work", text)]
        if len(seen) < len(nets):
            assert f"Carried over {sum(nets[: len(seen)]):,}" in text
        else:
            assert "Carried over" not in text
    assert seen == list(range(1, len(nets) + 1))
    assert sum("Carried over" in text for text in sheets) >= 2
    assert all("Net EUR" in text for text in sheets[:3])
    assert f"Net total {doc.totals.net:,}" in sheets[2]


def test_totals_never_stand_on_a_sheet_without_a_row(marks: Callable[..., list[Sheet]]) -> None:
    several_sheets = 0
    for count in range(15, 35):
        sheets = marks(table_of_many(count))
        several_sheets += len(sheets) > 1
        for sheet in sheets:
            texts = [mark.text for mark in sheet if isinstance(mark, Ink)]
            if "Net total" in texts:
                assert any(text.startswith("Line ") for text in texts), count
    assert 0 < several_sheets < 20


def test_a_row_is_parted_only_where_it_is_taller_than_a_sheet(draw: Callable[..., bytes]) -> None:
    words = " ".join(f"word{number}" for number in range(1200))
    doc = document(HOUR, line(words, "60", "MIN", "60", "90.00"), HOUR, language="en")
    sheets = sheets_of(draw(doc))
    assert len(sheets) >= 3
    assert re.findall(r"word\d+", " ".join(sheets)) == words.split()
    assert "Brought forward 90.00" in sheets[1] and "Carried over 180.00" in sheets[1]
    assert "Brought forward 180.00" in sheets[2]


def test_the_annex_repeats_its_heads_and_loses_no_entry(draw: Callable[..., bytes]) -> None:
    many = tuple(one._replace(note=f"Note {at} of many") for at, one in enumerate(ENTRIES * 24))
    doc = document(line("API", "60", "MIN", "60", "90", entries=many), language="en")
    first, *rest = sheets_of(draw(doc))
    assert "Note 0 of many" not in first
    assert re.findall(r"Note (\d+) of many", "".join(rest)) == [str(at) for at in range(120)]
    assert all("Billed" in text for text in rest)
    assert "Sum" in rest[-1] and "360:00" in rest[-1]


@pytest.mark.parametrize("theme", ["plain", "modern"])
@pytest.mark.parametrize("name", ["hostile", "many", "everything", "pl"])
def test_nothing_leaves_the_margins_or_covers_another(
    name: str,
    theme: str,
    measure: Callable[[str, float, bool], float],
    marks: Callable[..., list[Sheet]],
) -> None:
    doc = {"hostile": hostile, "many": table_of_many}.get(name, lambda: assorted()[name])()
    check_places(marks(doc, theme), paper(theme), measure)


def test_a_row_that_is_about_as_tall_as_a_sheet_stays_on_it(
    measure: Callable[[str, float, bool], float], marks: Callable[..., list[Sheet]]
) -> None:
    for count in range(38, 60):
        tall = line("\n".join(f"part {at}" for at in range(count)), "1", "C62", "1", "5")
        for lines in ((tall,), (HOUR, tall), (HOUR, tall, HOUR), (tall, HOUR)):
            sheets = marks(document(*lines, language="en"))
            check_places(sheets, paper(), measure)
            texts = [mark.text for sheet in sheets for mark in sheet if isinstance(mark, Ink)]
            [last] = [sheet for sheet in sheets if "Net total" in written(sheet)]
            assert {"Brought forward", "Work", "part 0"} & written(last)
            assert [text for text in texts if text.startswith("part ")] == tall.description.split(
                "\n"
            )


def written(sheet: Sheet) -> set[str]:
    return {mark.text for mark in sheet if isinstance(mark, Ink)}


def check_places(
    sheets: list[Sheet], look: Paper, measure: Callable[[str, float, bool], float]
) -> None:
    """Every text is within the margins and above the footer's end, and covers no other."""
    for sheet in sheets:
        boxes = []
        pages = [mark.y for mark in sheet if isinstance(mark, Ink) and mark.text[:5] == "Page "]
        end = min(pages, default=look.height) - 6
        for mark in sheet:
            if isinstance(mark, Ink):
                width = measure(mark.text, mark.style.size, mark.style.bold)
                boxes.append(_Box(mark.x, mark.x + width, mark.y, mark.style.size, mark.text))
            elif isinstance(mark, Rule) and mark.x:
                assert look.left <= mark.x and mark.x + mark.width <= look.width - look.right + 0.01
        for box in boxes:
            assert look.left - 0.01 <= box.left, box
            assert box.right <= look.width - look.right + 0.01, box
            assert look.top <= box.base <= look.height - look.bottom, box
            if box.text.partition(" ")[0] in ("part", "Carried", "Work", "word"):
                assert box.base <= end, box
        for one, other in combinations(boxes, 2):
            height = min(one.size, other.size) * 25.4 / 72 * 0.7
            if abs(one.base - other.base) < height:
                assert one.right <= other.left + 0.01 or other.right <= one.left + 0.01, (
                    one,
                    other,
                )


def test_the_hostile_document_loses_nothing(draw: Callable[..., bytes]) -> None:
    text = "".join(sheets_of(draw(hostile())))
    assert [text.count(letter) for letter in "ĦŦƶ"] == [300, 1500, 400]
    assert text.count("word") == 900


def test_figures_are_aligned_on_the_decimal_sign(
    measure: Callable[[str, float, bool], float], marks: Callable[..., list[Sheet]]
) -> None:
    prices = ("1", "12.3456", "1000.5", "99.99")
    doc = document(*(line("x", "1", "C62", "1", price) for price in prices), language="en")
    [sheet] = marks(doc)
    signs: dict[str, float] = {}
    for mark in sheet:
        if isinstance(mark, Ink) and mark.text in ("1.00", "12.3456", "1,000.50", "99.99"):
            whole = mark.text.partition(".")[0]
            sign = mark.x + measure(whole, mark.style.size, mark.style.bold)
            signs.setdefault(mark.text, sign)
    assert len(signs) == 4
    assert max(signs.values()) - min(signs.values()) < 0.001


def test_a_footer_that_fills_the_sheet_is_refused(draw: Callable[..., bytes]) -> None:
    with pytest.raises(Refused, match="footer"):
        draw(document(HOUR, issuer=ISSUER._replace(name="Long name " * 500)))


def test_a_text_is_wrapped_at_spaces_and_long_words_between_letters() -> None:
    assert wrap("one two three", 7, len) == ["one two", "three"]
    assert wrap("a abcdefghij b", 4, len) == ["a", "abcd", "efgh", "ij b"]
    assert wrap("first\n\nthird", 9, len) == ["first", "", "third"]
    assert wrap("", 9, len) == [""]
    assert wrap("wide", 0, len) == ["w", "i", "d", "e"]
    assert wrap("xx\u0302x", 2, len) == ["x", "x\u0302", "x"]
