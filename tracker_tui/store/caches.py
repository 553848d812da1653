"""Files of `.tracker/` that can be made again: replaced in one step, or done without."""

from __future__ import annotations

import json
import os
from typing import Any


def read_cache(path: str) -> dict[str, Any]:
    """The object of a cache file; empty where there is none that can be read."""
    try:
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_cache(path: str, value: object) -> None:
    """Writes a value as JSON for `read_cache`."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    replace_quietly(path, text.encode("utf-8", "surrogatepass"))


def replace_quietly(path: str, data: bytes) -> None:
    """Replaces a file in one step, readable for its owner alone; nothing happens where it fails."""
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with open(os.open(temporary, flags, 0o600), "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        return
