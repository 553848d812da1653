"""Signs and styles of terminal cells, one character for each, so that lines compare as strings."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.cells import split_graphemes

HALF = "\ufdd0"
"""Stands in the cells of a wide sign after its first."""
UNKNOWN = "\ufdd1"
"""Stands in a cell of which it is not known what the terminal shows."""
SURE, UNSURE = "\U000f0000", "\U00100000"
"""From here on stand clusters of several characters; terminals disagree on the width of the
unsure ones, so that the rest of their line is always placed anew."""
FIRST_STYLE = 0x20000
ROOM = 60_000
"""How many clusters or styles are told apart before everything is forgotten."""
WIDE_LETTERS = (
    ("\u1100", "\u115f"),
    ("\u2e80", "\ua4cf"),
    ("\uac00", "\ud7a3"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe6f"),
    ("\uff00", "\uffe6"),
    ("\U00020000", "\U0003fffd"),
)
"""Where all terminals agree that a sign takes two cells."""


def stands_for_itself(text: str, width: int) -> bool:
    """Whether it is one sign, on whose width all terminals agree."""
    if len(text) != 1 or text >= SURE or text in (HALF, UNKNOWN):
        return False
    return width == 1 or any(first <= text <= last for first, last in WIDE_LETTERS)


class Look(NamedTuple):
    """Colours and attributes as the codes of ECMA-48, and the escape that opens a link."""

    attributes: frozenset[str] = frozenset()
    ink: str = ""
    ground: str = ""
    link: str = ""


PLAIN = Look()
SEEN_ON_BLANK = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})
"""Attributes that show where there is no sign: lines, frames, swapped colours."""
OFF = {
    "1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28",
    "9": "29", "21": "24", "51": "54", "52": "54", "53": "55",
}  # fmt: skip


@lru_cache(4096)
def read_look(codes: str, link: str) -> Look:
    """The look that these codes give to plain text."""
    attributes, ink, ground = set(), "", ""
    parts = codes.split(";") if codes else []
    while parts:
        code = parts.pop(0)
        if code in ("38", "48"):
            count = 4 if parts[:1] == ["2"] else 2
            taken, parts = parts[:count], parts[count:]
            colour = ";".join([code, *taken])
            ink, ground = (colour, ground) if code == "38" else (ink, colour)
        elif code in OFF:
            attributes.add(code)
        elif code[0] == "4" or code.startswith("10"):
            ground = "" if code == "49" else code
        else:
            ink = "" if code == "39" else code
    return Look(frozenset(attributes), ink, ground, link)


@lru_cache(8192)
def turn(before: Look, after: Look) -> str:
    """The shortest way from one look to another."""
    if before == after:
        return ""
    link = "" if before.link == after.link else after.link or "\x1b]8;;\x1b\\"
    off = {OFF[code] for code in before.attributes - after.attributes}
    on = {code for code in after.attributes if code not in before.attributes or OFF[code] in off}
    codes = sorted(off) + sorted(on)
    if before.ink != after.ink:
        codes.append(after.ink or "39")
    if before.ground != after.ground:
        codes.append(after.ground or "49")
    anew = [*sorted(after.attributes), *filter(None, (after.ink, after.ground))]
    ways = [";".join(codes), ";".join(["0", *anew] if anew else [])]
    return f"{link}\x1b[{min(ways, key=len)}m" if codes else link


@lru_cache(8192)
def look_of_blank(pen: Look, look: Look) -> Look:
    """What a blank cell of a look may be written in: as near to the pen as cannot be seen."""
    if (pen.attributes | look.attributes) & SEEN_ON_BLANK or pen.link != look.link:
        return look
    return Look(pen.attributes, pen.ink, look.ground, look.link)


class Alphabet:
    """One character for every sign and every style, so that lines compare as strings."""

    def __init__(self) -> None:
        self.spelling: dict[int, str] = {ord(HALF): ""}
        """The text of the characters that stand for something else."""
        self.looks: list[Look] = []
        self.bare: dict[str, str] = {UNKNOWN: UNKNOWN}
        """By style: what of it can be seen on a blank cell."""
        self._signs: dict[str, str] = {}
        self._clusters: dict[str, str] = {}
        self._styles: dict[tuple[str, str], str] = {}

    @property
    def full(self) -> bool:
        """Whether it is time to begin again."""
        return max(len(self._clusters), len(self.looks)) > ROOM

    def signs(self, text: str) -> str:
        """A character for each cell of the text."""
        if text.isascii() and text.isprintable():
            return text
        found = self._signs.get(text)
        if found is None:
            if len(self._signs) > 4096:
                self._signs.clear()
            spans, _ = split_graphemes(text)
            found = "".join([self._sign(text[a:b], width) for a, b, width in spans if width])
            self._signs[text] = found
        return found

    def _sign(self, cluster: str, width: int) -> str:
        text = "".join([sign for sign in cluster if sign > "\x1f" and not "\x7f" <= sign < "\xa0"])
        rest = HALF * (width - 1)
        if stands_for_itself(text, width):
            return text + rest
        found = self._clusters.get(text)
        if found is None:
            marks = text[1:]
            sure = (
                width == 1 and text < SURE and all("\u0300" <= mark <= "\u036f" for mark in marks)
            )
            found = chr(ord(SURE if sure else UNSURE) + len(self._clusters))
            self._clusters[text] = found
            self.spelling[ord(found)] = text or " "
        return found + rest

    def style(self, codes: str, link: str) -> str:
        """The character of a style."""
        key = (codes, link)
        found = self._styles.get(key)
        if found is None:
            look = read_look(codes, link)
            found = self._styles[key] = chr(FIRST_STYLE + len(self.looks))
            self.looks.append(look)
            seen = look.attributes & SEEN_ON_BLANK
            bare = look if seen else Look(frozenset(), "", look.ground, look.link)
            if bare == look:
                self.bare[found] = found
            else:
                self.bare[found] = self.style(bare.ground, link)
        return found

    def look(self, sign: str) -> Look:
        """The look of a style's character."""
        return self.looks[ord(sign) - FIRST_STYLE]
