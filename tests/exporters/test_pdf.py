from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.exporters.sample_documents import (
    BANK,
    CUSTOMER,
    ISSUER,
    document,
    entry,
    line,
    paper,
    table_of_many,
)
from tracker_tui.core.document import Allowance, Document
from tracker_tui.core.errors import Refused
from tracker_tui.exporters.page import build_page, texts_of
from tracker_tui.exporters.page.model import Table
from tracker_tui.exporters.pdf import draw_pdf
from tracker_tui.exporters.pdf.fonts import Faces
from tracker_tui.exporters.pdf.layout import lay_out
from tracker_tui.exporters.pdf.pen import Pen
from tracker_tui.exporters.pdf.shaping import can_shape, visual_runs
from tracker_tui.exporters.pdf.sheets import Ink, Rule, Sheet, wrap
from tracker_tui.exporters.words import LANGUAGES, words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker_tui.exporters.paper import Paper

HOUR = line("Work", "60", "MIN", "60", "90.00")
ENTRIES = tuple(
    entry(
        number,
        f"2026-11-{number:02}T09:02:00+01:00",
        f"2026-11-{number:02}T11:{number + 10}:00+01:00",
        3600 * 3,
        note=f"Review the retry logic, part {number}",
        ref=f"GH-{200 + number}",
    )
    for number in range(1, 6)
)


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def draw(fonts: str) -> Callable[..., bytes]:
    def draw_document(doc: Document, theme: str = "plain", logo: bytes | None = None) -> bytes:
        look = paper(theme)
        return draw_pdf(build_page(doc, look), look, doc.date or "2026-11-30", logo, fonts)

    return draw_document


def sheets_of(data: bytes) -> list[str]:
    """The text of each sheet."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def packed(text: str) -> str:
    """Without any space: lines may be broken anywhere."""
    return re.sub(r"\s", "", text)


def assorted() -> dict[str, Document]:
    work = line("Développement: Łódź & Müller <b>", "1285", "MIN", "60", "95.00", entries=ENTRIES)
    train = line("Train", "1", "C62", "1", "148.63", ("S", "7"), discount="8.63")
    course = line("Course", "0.25", "DAY", "1", "800", ("E", "0"), tax_reason="§ 4 Nr. 21 UStG")
    daily = line("Workshop\nin two parts", "456", "MIN", "480", "760.00")
    frame = Allowance("Frame contract", Decimal("61.04"), "S", Decimal(19), Decimal(3))
    found = {
        language: document(work, train, course, daily, language=language, note="See you (soon)")
        for language in LANGUAGES
    }
    more = {"allowances": (frame,), "prepaid": Decimal("500.00"), "cash_rounding": Decimal("0.05")}
    withheld = {**more, "withholding_rate": Decimal("15")}
    return found | {
        "everything": document(work, train, course, language="es", **withheld),
        "reverse charge": document(line("API", "1", "C62", "1", "9.50", ("AE", "0"))),
        "quote": document(HOUR, kind="quote", number="Q-1", title="An offer"),
        "proforma": document(HOUR, kind="proforma", number="PF-1", intro="Dear all,\nas agreed:"),
        "credit note": document(HOUR, kind="credit-note", refers_to="INV-1", number="CN-1"),
        "draft": document(HOUR, number="", date="", due=""),
        "yen": document(line("x", "95", "MIN", "60", "12000", currency="JPY"), currency="JPY"),
        "dinar": document(line("x", "95", "MIN", "60", "31.375", currency="KWD"), currency="KWD"),
    }


# --- the same words on screen and on paper -------------------------------------------------------


def carried_sums(doc: Document, theme: str) -> list[str]:
    """What only stands on the page where a sheet ends below it."""
    table = next(one for one in build_page(doc, paper(theme)).blocks if isinstance(one, Table))
    return [row.carried.text for row in table.rows if row.carried]


@pytest.mark.parametrize("name", assorted())
def test_every_text_of_the_page_is_in_the_file(name: str, draw: Callable[..., bytes]) -> None:
    doc = assorted()[name]
    theme = "modern" if len(name) % 2 else "plain"
    text = packed("".join(sheets_of(draw(doc, theme))))
    words = words_for(doc.language)
    sums = {*carried_sums(doc, theme), words.carried_over, words.brought_forward}
    page = build_page(doc, paper(theme))
    assert [one for one in texts_of(page) if packed(one) not in text and one not in sums] == []


@pytest.mark.parametrize("theme", ["plain", "modern"])
def test_the_file_has_no_other_text_than_the_page(theme: str, draw: Callable[..., bytes]) -> None:
    doc = assorted()["en"]
    page = build_page(doc, paper(theme))
    sheets = sheets_of(draw(doc, theme))
    said = [*texts_of(page), f"{page.title} · {page.author}"]
    said += [page.page_of.format(page=at + 1, pages=len(sheets)) for at in range(len(sheets))]
    rest = packed("".join(sheets))
    for text in sorted(map(packed, said), key=len, reverse=True):
        rest = rest.replace(text, "\n") if text else rest
    assert rest.strip() == ""


def test_french_thousands_keep_their_narrow_space(draw: Callable[..., bytes]) -> None:
    doc = document(line("Forfait", "1", "C62", "1", "1234567.8", ("AE", "0")), language="fr")
    [text] = sheets_of(draw(doc))
    assert text.count("1\u202f234\u202f567,80") == 5


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


# --- nothing leaves its place --------------------------------------------------------------------


@dataclass
class _Box:
    left: float
    right: float
    base: float
    size: float
    text: str


@pytest.fixture(scope="module")
def measure(fonts: str) -> Iterator[Callable[[str, float, bool], float]]:
    from fpdf import FPDF

    pdf = FPDF()
    faces = Faces(pdf, fonts)
    yield Pen(pdf, faces, None).measure
    faces.close()


@pytest.fixture
def marks(measure: Callable[[str, float, bool], float]) -> Callable[..., list[Sheet]]:
    def lay(doc: Document, theme: str = "plain") -> list[Sheet]:
        look = paper(theme)
        return lay_out(build_page(doc, look), look, measure, None, lambda: None)

    return lay


def hostile() -> Document:
    long = "Donaudampfschifffahrtsgesellschaftskapitän" * 8
    customer = CUSTOMER._replace(
        id="x" * 40,
        name=long[:300],
        fields={"street": "A" * 200, "zip": "1" * 60, "city": "B" * 150, "vat_id": "D" * 80},
    )
    notes = tuple(
        one._replace(note=long, ref=long[:120], task="t" * 60, person=f"p{at}" * 20)
        for at, one in enumerate(ENTRIES)
    )
    return document(
        line(long, "80", "MIN", "60", "90.123456", entries=notes),
        line("word " * 900, "99999999", "C62", "1", "999999999.99", discount="1234567.89"),
        line("y" * 500, "0.25", "DAY", "1", "800", ("E", "0"), tax_reason="ƶ" * 400),
        customer=customer,
        issuer=ISSUER._replace(name="Über " * 60),
        title="Ħ" * 300,
        number="INV-" + "9" * 60,
        order="O" * 120,
        intro="w " * 900,
        note="Ŧ" * 1500,
        bank={key: key[0] * 120 for key in (*BANK, "account", "routing")},
        prepaid=Decimal("1"),
        allowances=(Allowance("a" * 200, Decimal("1.00"), "S", Decimal(19)),),
    )


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


# --- the same bytes ------------------------------------------------------------------------------

TWICE = """
import sys
from tests.exporters.sample_documents import paper, table_of_many
from tracker_tui.exporters.page import build_page
from tracker_tui.exporters.pdf import draw_pdf
doc = table_of_many(30)
sys.stdout.buffer.write(draw_pdf(build_page(doc, paper()), paper(), doc.date, None, sys.argv[1]))
"""


def test_another_process_makes_the_same_bytes(fonts: str, draw: Callable[..., bytes]) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Apia"}
    done = subprocess.run(
        [sys.executable, "-c", TWICE, fonts],
        capture_output=True,
        check=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    assert done.stderr == b""
    assert done.stdout == draw(table_of_many(30))


def test_the_file_says_what_it_is(draw: Callable[..., bytes]) -> None:
    reader = PdfReader(io.BytesIO(draw(document(HOUR, language="fr", issuer=ISSUER))))
    about = reader.xmp_metadata
    assert about is not None
    assert about.dc_title == {"x-default": "Facture INV-2026-0042"}
    assert about.dc_creator == ["Weber & Lind Softwarewerkstatt"]
    assert about.pdfaid_part == "3" and about.pdfaid_conformance == "B"
    assert str(reader.root_object["/Lang"]) == "fr"
    for stamp in (about.xmp_create_date, about.xmp_modify_date, about.xmp_metadata_date):
        assert str(stamp) == "2026-11-30 00:00:00"


# --- letters -------------------------------------------------------------------------------------


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


# --- fonts, logo, progress -----------------------------------------------------------------------


def test_a_damaged_font_in_the_cache_is_written_anew(tmp_path: Path, fonts: str) -> None:
    page = build_page(document(HOUR), paper())
    good = draw_pdf(page, paper(), "2026-11-30", None, fonts)
    cache = tmp_path / "deep" / "fonts"
    cache.mkdir(parents=True)
    (cache / "notos.ttf").write_bytes(b"not a font")
    assert draw_pdf(page, paper(), "2026-11-30", None, str(cache)) == good
    assert sorted(os.listdir(cache)) == ["notos.ttf", "notosbo.ttf"]


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    page = build_page(document(HOUR), paper())
    with pytest.raises(Refused, match="font cannot be written"):
        draw_pdf(page, paper(), "2026-11-30", None, str(tmp_path / "file" / "fonts"))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("theme", ["plain", "modern"])
def test_a_logo_is_drawn_in_its_proportions(
    form: str, theme: str, draw: Callable[..., bytes]
) -> None:
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (300, 100), "#0b6e5f").save(file, form)
    reader = PdfReader(io.BytesIO(draw(document(HOUR), theme, file.getvalue())))
    [image] = reader.pages[0].images
    assert image.image is not None and image.image.size == (300, 100)
    width, height = _drawn_size(reader)
    assert width / height == pytest.approx(3, abs=0.01)
    points = 72 / 25.4
    assert width <= paper(theme).logo_width * points + 0.1
    assert height <= paper(theme).logo_height * points + 0.1


def _drawn_size(reader: PdfReader) -> tuple[float, float]:
    content = reader.pages[0].get_contents()
    assert content is not None
    found = re.search(rb"q ([\d.]+) 0 0 ([\d.]+) [\d.]+ [\d.]+ cm /I1 Do", content.get_data())
    assert found is not None
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("logo", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg/>"])
def test_a_logo_that_cannot_be_read_is_refused(logo: bytes, draw: Callable[..., bytes]) -> None:
    with pytest.raises(Refused, match="logo"):
        draw(document(HOUR), "plain", logo)


def test_progress_is_told_row_by_row(fonts: str) -> None:
    made = line("API", "60", "MIN", "60", "90", entries=ENTRIES)
    told: list[tuple[int, int]] = []
    page = build_page(document(HOUR, made), paper())
    draw_pdf(page, paper(), "2026-11-30", None, fonts, lambda done, all_: told.append((done, all_)))
    assert told == [(done, 7) for done in range(1, 8)]
