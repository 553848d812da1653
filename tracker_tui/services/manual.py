"""The pages of the manual, which ship inside the package."""

from __future__ import annotations

import os

ENDING = ".md"
ORDER = ("start", "screens", "time", "money", "invoices", "files", "checks", "keys")
"""The order in which a person reads them; further pages follow by name."""


def manual_topics() -> dict[str, str]:
    """The pages of the manual: their names and files."""
    import tracker_tui

    folder = os.path.join(os.path.dirname(tracker_tui.__file__), "manual")
    try:
        found = os.listdir(folder)
    except OSError:
        return {}
    names = {name.removesuffix(ENDING) for name in found if name.endswith(ENDING)}
    in_order = [name for name in ORDER if name in names] + sorted(names - set(ORDER))
    return {name: os.path.join(folder, name + ENDING) for name in in_order}


def manual_page(topic: str) -> str:
    """A page of the manual as Markdown; empty where there is none."""
    path = manual_topics().get(topic)
    if path is None:
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()
