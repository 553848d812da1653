"""From the bytes of a delimited text file to its rows: encoding, separator, quoting, lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}

_CHUNK = 1 << 20
_LONGEST_CELL = 16 * 1024 * 1024
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8-sig", "UTF-8 with byte order mark"),
    (b"\xff\xfe", "utf-16-le", "utf-16", "UTF-16 (little endian)"),
    (b"\xfe\xff", "utf-16-be", "utf-16", "UTF-16 (big endian)"),
)


class Encoding(NamedTuple):
    """Python's codec and the name that people know; `guessed` where nothing in the file says it."""

    codec: str
    name: str
    guessed: bool = False


class Row(NamedTuple):
    """One record: the line of its first character, its cells, or why it cannot be read."""

    line: int
    cells: tuple[str, ...]
    broken: str = ""


class NotText(Refused):
    """Bytes that are no text in any encoding that vendors write; `line` is where that shows."""

    def __init__(self, text: str, line: int = 1) -> None:
        super().__init__(text)
        self.line = line


def detect_encoding(data: bytes) -> Encoding:
    """Byte order mark first, then strict UTF-8, then Windows-1252; raises NotText."""
    for mark, plain_codec, codec, name in _BOMS:
        if data.startswith(mark):
            line = _first_bad_line(data, plain_codec, len(mark))
            if line is not None:
                raise NotText(f"the file begins as {name} but has other bytes here", line)
            return Encoding(codec, name)
    if b"\0" in data.split(b"\n", 1)[0]:
        raise NotText("the file is not text: it holds NUL bytes; save it as UTF-8")
    if _first_bad_line(data, "utf-8") is None:
        return Encoding("utf-8", "UTF-8")
    line = _first_bad_line(data, "cp1252")
    if line is None:
        return Encoding("cp1252", "Windows-1252", guessed=True)
    raise NotText("the file is neither UTF-8 nor Windows-1252 text; save it as UTF-8", line)


def _first_bad_line(data: bytes, codec: str, start: int = 0) -> int | None:
    """The line where decoding fails, None where all is well; decodes one piece at a time."""
    from codecs import getincrementaldecoder

    decoder = getincrementaldecoder(codec)("strict")
    view = memoryview(data)
    for at in range(start, len(data), _CHUNK):
        try:
            decoder.decode(bytes(view[at : at + _CHUNK]), final=at + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return 1 + data.count(b"\n", 0, at + error.start)
    return None


def detect_separator(header: str) -> str:
    """The separator that the header line holds most often outside quotes; comma if none."""
    counts = dict.fromkeys(SEPARATORS, 0)
    quoted = False
    for letter in header:
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in counts:
            counts[letter] += 1
    return max(SEPARATORS, key=lambda separator: counts[separator])


def first_line(data: bytes, encoding: Encoding) -> str:
    """The first line that is not blank."""
    for line in _open(data, encoding):
        if line.strip():
            return line
    return ""


def read_rows(data: bytes, encoding: Encoding, separator: str) -> Iterator[Row]:
    """The rows one after the other, blank ones left out; holds no more than one row in memory.

    Quotes are doubled inside quotes, never escaped; line breaks inside quotes belong to the cell.
    """
    import csv

    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    reader = csv.reader(_open(data, encoding), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, (), _sentence(str(error), line, reader.line_num))
            continue
        if any(cell.strip() for cell in cells):
            broken = "the row holds NUL bytes" if any("\0" in cell for cell in cells) else ""
            yield Row(line, tuple(cells), broken)


def _open(data: bytes, encoding: Encoding) -> Iterator[str]:
    from io import BytesIO, TextIOWrapper

    return TextIOWrapper(BytesIO(data), encoding=encoding.codec, newline="")


def _sentence(error: str, first: int, last: int) -> str:
    """What the CSV reader found, in words; it gives up the lines from `first` to `last`."""
    if "end of data" in error:
        text = "a quote is opened and never closed"
    elif "field larger" in error:
        text = f"a cell is longer than {_LONGEST_CELL // 1024 // 1024} MB (a quote never closed?)"
    else:
        text = "a quote ends in the middle of a cell"
    return text if last <= first else f"{text}: lines {first} to {last} cannot be read"
