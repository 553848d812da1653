"""The manual's page of keys, made from the registry: `python -m tracker_tui.ui.keys_page`."""

from __future__ import annotations

import os
import re

from tracker_tui.ui.keys import actions_of, key_words

TITLES = {
    "everywhere": "Everywhere",
    "list": "In every list",
    "entries": "On entries (Today and Log)",
    "period": "On periods (Log and Reports)",
    "today": "Today",
    "log": "Log",
    "clients": "Clients",
    "invoices": "Invoices",
    "preview": "A document",
    "reports": "Reports",
    "settings": "Settings",
    "history": "History",
    "check": "Check",
    "messages": "Messages",
    "manual": "The manual",
    "welcome": "The first start",
    "line": "The entry line",
    "prompt": "Where a filter or a period is typed",
    "form": "Forms",
    "pick": "Where one of many is picked",
    "confirm": "Questions",
}

HEAD = """\
# Keys

Everything that the screens can do, by its name. `:` or `ctrl+p` finds any of it by its words, `?`
lists what works where you are. Names with a key in this table can have another one: a table
`[keys]` in tracker.toml, for everybody, or in config.toml, for this machine.

```
[keys]
"timer.start" = "f5,s"
"app.manual" = "f12"
```

A key that then means two things in one place is reported at the start. Actions without a key are
found by name alone.
"""


def keys_page() -> str:
    """The page as Markdown."""
    parts = [HEAD]
    for scope, title in TITLES.items():
        rows = [
            f"| {_keys(action.keys)} | `{action.id}` | {action.help} |"
            for action in actions_of(scope)
        ]
        if rows:
            parts.append(
                "\n".join([f"## {title}", "", "| keys | name | |", "|---|---|---|", *rows])
            )
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _keys(keys: str) -> str:
    """Each key in code marks; a bar would end the cell."""
    words = key_words(keys)
    return re.sub(r"[^ ]+?(?=, |$)", lambda key: f"`{key[0]}`", words).replace("|", "\\|")


def page_file() -> str:
    """Where the page is kept."""
    import tracker_tui

    return os.path.join(os.path.dirname(tracker_tui.__file__), "manual", "keys.md")


if __name__ == "__main__":
    with open(page_file(), "w", encoding="utf-8") as file:
        file.write(keys_page())
