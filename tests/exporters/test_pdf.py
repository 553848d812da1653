from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.exporters.reading_files import packed, sheets_of
from tests.exporters.sample_documents import (
    ENTRIES,
    HOUR,
    ISSUER,
    assorted,
    document,
    line,
    paper,
    table_of_many,
)
from tracker_tui.core.errors import Refused
from tracker_tui.exporters.page import build_page, texts_of
from tracker_tui.exporters.page.model import Table
from tracker_tui.exporters.pdf import draw_pdf
from tracker_tui.exporters.words import words_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker_tui.core.document import Document


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
