"""Parsed TOML kept as JSON in `.tracker/toml/`: a command reads settings without a TOML reader.

What is kept holds for the same bytes (length and CRC-32), and is safe to delete.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from tracker_tui.store.caches import replace_quietly

if TYPE_CHECKING:
    from tracker_tui.store.toml import Document

FOLDER = ".tracker/toml"
KEPT = ("tracker.toml", "people/", "clients/", "themes/screen/")
"""Which files are worth it: those that nearly every command reads."""

_DAY, _NUMBER = "\0day", "\0number"


def kept_document(root: str, file: str, data: bytes, exact: bool = True) -> Document | None:
    """The document that was parsed from these bytes; None where none was kept.

    Unless `exact`, days and numbers with a fraction are tables: for who wants names and texts only.
    """
    if not file.startswith(KEPT):
        return None
    try:
        with open(_path(root, file), encoding="utf-8") as kept:
            record = json.load(kept, object_hook=_restored if exact else None)
        return record["document"] if record["of"] == _mark(data) else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def keep_document(root: str, file: str, data: bytes, document: Document) -> None:
    """Keeps a parsed document; what cannot be kept is parsed again the next time."""
    if not file.startswith(KEPT):
        return
    try:
        text = json.dumps({"of": _mark(data), "document": document}, default=_plain)
    except TypeError:
        return
    replace_quietly(_path(root, file), text.encode("utf-8", "surrogatepass"))


def _path(root: str, file: str) -> str:
    return os.path.join(root, FOLDER, file.replace("/", "-") + ".json")


def _mark(data: bytes) -> list[int]:
    from binascii import crc32

    return [len(data), crc32(data)]


def _plain(value: Any) -> dict[str, str]:
    from datetime import date, datetime
    from decimal import Decimal

    if isinstance(value, Decimal):
        return {_NUMBER: str(value)}
    if isinstance(value, date) and not isinstance(value, datetime):
        return {_DAY: value.isoformat()}
    raise TypeError(f"{type(value).__name__} is not kept")


def _restored(record: dict[str, Any]) -> Any:
    if _NUMBER in record:
        from decimal import Decimal

        return Decimal(record[_NUMBER])
    if _DAY in record:
        from datetime import date

        return date.fromisoformat(record[_DAY])
    return record
