"""The bytes of a data file as text."""

from __future__ import annotations

from tracker_tui.store.problems import BadFile, Problem

BYTE_ORDER_MARK = "\ufeff"


def decode(data: bytes, file: str) -> str:
    """The text of a file, without a byte order mark; a file that is not UTF-8 is a BadFile."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise BadFile([Problem(file, line, "", found)]) from None
    return text.removeprefix(BYTE_ORDER_MARK)


def odd_form(data: bytes, file: str) -> list[Problem]:
    """What a program on another system left in a file: harmless to read, but worth a warning."""
    found = []
    if data.startswith(BYTE_ORDER_MARK.encode()):
        found.append(Problem(file, 1, "", "begins with a byte order mark; save it as plain UTF-8"))
    if b"\r\n" in data:
        line = data.count(b"\n", 0, data.index(b"\r\n")) + 1
        found.append(Problem(file, line, "", "lines end with CR LF; save it with LF alone"))
    return found


def encode(text: str, file: str) -> bytes:
    """Text as UTF-8; half a character, which no file can hold, is a BadFile."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        found = f"{text[error.start]!r} is half a character and cannot be written"
        raise BadFile([Problem(file, line, "", found)]) from None
