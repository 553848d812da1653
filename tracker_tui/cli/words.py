"""Splitting the words of a command into what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.entry_line import entry_words as entry_words
from tracker_tui.core.entry_line import split_when as split_when
from tracker_tui.core.errors import Usage

if TYPE_CHECKING:
    from tracker_tui.core.periods import Period
    from tracker_tui.core.query import Query
    from tracker_tui.store.workspace import Workspace


def period_and_query(workspace: Workspace, words: list[str], default: str) -> tuple[Period, Query]:
    """The period if the first word is one, else the default; the other words are the query."""
    from tracker_tui.core.periods import looks_like_period, parse_period
    from tracker_tui.core.query import parse_query

    words = [word for word in words if word.strip()]
    period = default
    if words and looks_like_period(words[0]):
        period, *words = words
    return parse_period(period, workspace.today), parse_query(words)


def whole_number(text: str, what: str, most: int = 999) -> int:
    """A count that was typed, from 1."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 6 and 1 <= int(text) <= most):
        from tracker_tui.core.ids import shown

        raise Usage(f"{shown(text)} is not a {what}: type a whole number from 1 to {most}")
    return int(text)
