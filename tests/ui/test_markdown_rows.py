"""The manual's Markdown as lines: every word of every page is there, nothing is too wide."""

from __future__ import annotations

import re

import pytest

from tracker_tui.services.manual import manual_page, manual_topics
from tracker_tui.ui.cells import width
from tracker_tui.ui.widgets.grid_rows import Cell
from tracker_tui.ui.widgets.markdown_rows import markdown_rows

PAGE = """\
# Title

A paragraph with `code` and **weight**
and a [link](https://example.com).

- first point that goes on and on
- second

| key | what |
|---|---|
| `a` | the first letter of them all |

```
code  stays
```
"""


def lines(text: str, size: int) -> list[tuple[str, str]]:
    rows = markdown_rows(text, size)
    cells = [row.cells[0] for row in rows]
    texts = [cell.text if isinstance(cell, Cell) else cell for cell in cells]
    return list(zip([row.kind for row in rows], texts, strict=True))


def test_a_page_is_headings_paragraphs_lists_tables_and_code() -> None:
    assert lines(PAGE, 24) == [
        ("group", "Title"),
        ("row", ""),
        ("row", "A paragraph with code"),
        ("row", "and weight and a link."),
        ("row", ""),
        ("row", "- first point that goes"),
        ("row", "  on and on"),
        ("row", "- second"),
        ("row", ""),
        ("row", "key  what"),
        ("row", "a    the first letter of"),
        ("row", "     them all"),
        ("row", ""),
        ("row", "    code  stays"),
    ]


@pytest.mark.parametrize("topic", manual_topics())
@pytest.mark.parametrize("size", [58, 76, 200])
def test_every_word_of_the_manual_is_shown(topic: str, size: int) -> None:
    source = re.sub(r"\]\([^)]*\)", "]", manual_page(topic))
    words = re.findall(r"[^\W_]+", source)
    shown = [text for _, text in lines(manual_page(topic), size)]
    missing = set(words) - set(re.findall(r"[^\W_]+", " ".join(shown)))
    assert not missing
    wide = [text for text in shown if width(text) > min(size, 92) and not text.startswith("    ")]
    assert not wide
