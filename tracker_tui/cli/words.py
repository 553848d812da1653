"""Splitting the words of a command into what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.errors import Usage

if TYPE_CHECKING:
    from tracker_tui.core.grammar import Words
    from tracker_tui.core.periods import Period
    from tracker_tui.core.query import Query
    from tracker_tui.store.workspace import Workspace


def entry_words(words: list[str]) -> Words:
    """Project, task, tags and note of an entry; a first word with a / must name a project."""
    from tracker_tui.core.grammar import parse_words

    found = parse_words(words)
    if not found.project and words and "/" in words[0] and ":" not in words[0]:
        from tracker_tui.core.ids import split_project

        split_project(words[0])
    return found


def split_when(words: list[str]) -> tuple[str, list[str]]:
    """The WHEN, which are the words before the PROJECT, and the words from the PROJECT on."""
    from tracker_tui.core.grammar import project_at

    at = project_at(words)
    if at == 0:
        raise Usage("add needs a WHEN before the PROJECT, such as today 9-11:30 or 1h30")
    if at is not None:
        return " ".join(words[:at]), words[at:]
    for word in words:
        if "/" in word and ":" not in word:
            from tracker_tui.core.ids import split_project

            split_project(word)
    raise Usage("add needs a PROJECT after the WHEN: add yesterday 9-11:30 acme/api Fix login")


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
