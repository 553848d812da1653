"""The letters of a printed document: Noto Sans, and FiraGO for what it lacks.

Both come with pymupdf-fonts (SIL Open Font License 1.1); fpdf2 wants them as files.
"""

from __future__ import annotations

import os
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused
from tracker_tui.core.ids import shown
from tracker_tui.exporters.pdf.shaping import needs_shaping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fpdf import FPDF
    from fpdf.fonts import TTFFont

FAMILIES = (("noto", "notos", "notosbo"), ("fira", "figo", "figbo"))
"""Family, and the names of its regular and bold faces in pymupdf-fonts; the first is the body."""

MOST_NAMED = 5
_DIRECTIONS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Controls that turn the order of other letters around: what is read is not what was typed."""


def font_file(name: str, folder: str) -> str:
    """The path of a face in the cache folder; written there unless it is there as it should be."""
    from pymupdf_fonts import fontbuffers

    path = os.path.join(folder, f"{name}.ttf")
    wanted: bytes = fontbuffers[name]()
    if _read(path) == wanted:
        return path
    aside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder, exist_ok=True)
        with open(aside, "wb") as file:
            file.write(wanted)
        os.replace(aside, path)
    except OSError as error:
        raise Refused(f"{path}: the font cannot be written there: {error.strerror}") from None
    return path


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


class Faces:
    """The faces of a document being drawn; the second family is loaded only when it is needed."""

    def __init__(self, pdf: FPDF, folder: str) -> None:
        self._pdf = pdf
        self._folder = folder
        self._faces: dict[tuple[str, bool], TTFFont] = {}
        self.letters = {bold: _Letters(self, bold) for bold in (False, True)}

    def face(self, family: str, bold: bool) -> TTFFont:
        """A face, ready for use."""
        from fpdf.fonts import TTFFont

        key = (family, bold)
        if key not in self._faces:
            names = next(names for own, *names in FAMILIES if own == family)
            style = "B" if bold else ""
            self._pdf.add_font(family, style, font_file(names[bold], self._folder))
            font = self._pdf.fonts[family + style]
            assert isinstance(font, TTFFont)
            self._faces[key] = font
        return self._faces[key]

    def refuse_losses(self) -> None:
        """After the drawing: refuses a file in which fpdf2 left out a letter."""
        lost = {code for face in self._faces.values() for code in face.missing_glyphs}
        if lost:
            raise Refused(f"the printing lost letters: {_named([chr(code) for code in lost])}")

    def close(self) -> None:
        """Close the files of all faces."""
        for face in self._faces.values():
            face.ttfont.close()

    def load_fallback(self) -> None:
        """Load the second family for text that fpdf2 divides into runs itself."""
        for family, *_ in FAMILIES:
            for bold in (False, True):
                self.face(family, bold)
        self._pdf.set_fallback_fonts([FAMILIES[1][0]], exact_match=False)

    def width(self, text: str, bold: bool) -> float:
        """Width of a text in thousandths of the size."""
        letters = self.letters[bold]
        return sum(letters[letter][1] for letter in text)

    def runs(self, text: str, bold: bool) -> list[tuple[str, str]]:
        """The text in parts of one family: (family, part)."""
        letters = self.letters[bold]
        return [
            (family, "".join(part))
            for family, part in groupby(text, lambda letter: letters[letter][0])
        ]

    def refuse_unprintable(self, texts: Iterable[str], shaping: bool) -> None:
        """Refuses the first text whose letters no face has, or that would stand out of order."""
        known: set[str] = {"\n"}
        for text in texts:
            if known.issuperset(text):
                continue
            found = [letter for letter in dict.fromkeys(text) if letter not in known]
            missing = [
                letter
                for letter in found
                if letter in _DIRECTIONS
                or not all(letters[letter][0] for letters in self.letters.values())
            ]
            if missing:
                raise Refused(f"{shown(text)} cannot be printed: no font has {_named(missing)}")
            shaped = [letter for letter in found if needs_shaping(letter)]
            if shaped and not shaping:
                raise Refused(
                    f"{shown(text)} cannot be printed in its right order and shapes: "
                    f"{_named(shaped)}; install uharfbuzz for it"
                )
            known.update(found)


class _Letters(dict[str, tuple[str, float]]):
    """The family (empty: none) and the width in thousandths of the size of each letter."""

    def __init__(self, faces: Faces, bold: bool) -> None:
        super().__init__()
        self._faces = faces
        self._bold = bold

    def __missing__(self, letter: str) -> tuple[str, float]:
        found = ("", 0.0)
        for family, *_ in FAMILIES:
            face = self._faces.face(family, self._bold)
            if ord(letter) in face.cmap:
                found = (family, float(face.cw[ord(letter)]))
                break
        self[letter] = found
        return found


def _named(letters: list[str]) -> str:
    names = []
    for letter in letters[:MOST_NAMED]:
        name = unicodedata.name(letter, "without a name")
        glyph = f"{letter} " if letter.isprintable() else ""
        names.append(f"{glyph}(U+{ord(letter):04X} {name})")
    more = len(letters) - MOST_NAMED
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")
