"""The fields of a form: what is asked, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

YES = "yes"
"""The text of a flag that is set; one that is not has an empty text."""

KINDS = ("text", "choice", "flag", "day", "amount", "whole", "long", "head")


class Field(NamedTuple):
    """One field of a form; all values are texts.

    `kind` is one of `KINDS`: `head` is a heading between fields, the text of a `flag` is `yes` or
    empty, `day`, `amount` and `whole` are texts that a service reads.
    """

    name: str
    label: str
    value: str = ""
    kind: str = "text"
    choices: tuple[str, ...] = ()
    hint: str = ""
    suggest: Callable[[str], Sequence[str]] | None = None
    words: tuple[str, ...] = ()
    """The choices as they are shown, where that differs."""
