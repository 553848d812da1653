"""The known name that a mistyped one most likely stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], limit: int = 1) -> str | None:
    """The name in `known` that `name` is a slip of, or None where nothing is that near.

    A slip is another case, a missing client before the slash, or up to `limit` edits (a letter
    added, left out, replaced, or two neighbours swapped) in each part between slashes; parts of
    eight letters and more may have one edit more, parts of one or two letters only a swap. Names
    that differ in their digits alone (phase-1, phase-2) are different on purpose. Of several
    equally near names the one with the longest common beginning wins, then the first by alphabet.
    """
    wanted = name.casefold()
    best: tuple[int, int, str] | None = None
    for candidate in known:
        other = candidate.casefold()
        edits = _edits_between_names(wanted, other, limit)
        if edits is None:
            continue
        rank = (edits, -_common_beginning(wanted, other), candidate)
        if best is None or rank < best:
            best = rank
    return None if best is None else best[2]


def _edits_between_names(name: str, other: str, limit: int) -> int | None:
    if name == other:
        return 0
    parts, others = name.split("/"), other.split("/")
    total = 0
    if len(parts) < len(others):
        others = others[-len(parts) :]
        total = 1
    elif len(parts) > len(others):
        return None
    for part, other_part in zip(parts, others, strict=True):
        edits = _edits_between_parts(part, other_part, limit)
        if edits is None:
            return None
        total += edits
    return total if total <= limit + 1 else None


def _edits_between_parts(part: str, other: str, limit: int) -> int | None:
    if part == other:
        return 0
    longer = max(len(part), len(other))
    if longer <= 2:
        return 1 if limit and part == other[::-1] else None
    if _without_digits(part) == _without_digits(other):
        return None
    allowed = limit + 1 if longer >= 8 else limit
    if abs(len(part) - len(other)) > allowed:
        return None
    edits = _edits(part, other)
    return edits if edits <= allowed else None


def _without_digits(text: str) -> str:
    return "".join(letter for letter in text if not letter.isdigit())


def _edits(text: str, other: str) -> int:
    """Optimal string alignment distance: edits and swaps of neighbours, no letter touched twice."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(text, start=1):
        line = [row]
        for column, other_letter in enumerate(other, start=1):
            cost = min(
                above[column] + 1,
                line[column - 1] + 1,
                above[column - 1] + (letter != other_letter),
            )
            if (
                row > 1
                and column > 1
                and letter == other[column - 2]
                and text[row - 2] == other_letter
            ):
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]


def _common_beginning(text: str, other: str) -> int:
    length = 0
    for letter, other_letter in zip(text, other, strict=False):
        if letter != other_letter:
            break
        length += 1
    return length
