"""Parsed TOML kept as JSON in `.tracker/toml/`: a command reads settings without a TOML reader.

What is kept holds as long as the file's size, time and inode do, and is safe to delete.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker_tui.store.disk import Stamp
    from tracker_tui.store.toml import Document

FOLDER = ".tracker/toml"
KEPT = ("tracker.toml", "people/", "clients/")
"""Which files are worth it: those that nearly every command reads."""

SETTLED_NS = 10**9
"""A file that changed within this time may change again without another time stamp."""

_DAY, _NUMBER = "\0day", "\0number"


def kept_document(root: str, file: str, stamp: Stamp) -> Document | None:
    """The document that was parsed when the file had this stamp; None where none was kept."""
    if not file.startswith(KEPT):
        return None
    try:
        with open(_path(root, file), encoding="utf-8") as kept:
            record = json.load(kept, object_hook=_restored)
        return record["document"] if record["stamp"] == list(stamp) else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def keep_document(root: str, file: str, stamp: Stamp, document: Document) -> None:
    """Keeps a parsed document; what cannot be kept is parsed again the next time."""
    import time

    if not file.startswith(KEPT) or time.time_ns() - stamp[1] < SETTLED_NS:
        return
    path = _path(root, file)
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        text = json.dumps({"stamp": stamp, "document": document}, default=_plain)
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(temporary, "w", encoding="utf-8") as kept:
            kept.write(text)
        os.replace(temporary, path)
    except (OSError, TypeError):
        return


def _path(root: str, file: str) -> str:
    return os.path.join(root, FOLDER, file.replace("/", "-") + ".json")


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
