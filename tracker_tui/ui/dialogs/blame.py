"""Which field of a form a refusal is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker_tui.core.errors import FieldError, Refused
from tracker_tui.core.ids import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker_tui.ui.dialogs.fields import Field


def blamed_field(error: Refused, fields: Sequence[Field], values: Mapping[str, str]) -> str:
    """The name of the field that a refusal is about; empty where it names none.

    Its key counts first, then the text that it quotes (of empty ones the first), then the first
    name or label in it.
    """
    if isinstance(error, FieldError):
        key = error.key.partition(".")[0]
        if key in {one.name for one in fields}:
            return key
    message = str(error)
    quoted = [one for one in fields if shown(values.get(one.name, "").strip()) in message]
    typed = [one for one in quoted if values[one.name].strip()]
    if len(typed) > 1:
        return _first_named(message, typed) or typed[0].name
    if quoted:
        return (typed or quoted)[0].name
    return _first_named(message, fields)


def _first_named(message: str, fields: Sequence[Field]) -> str:
    """The field whose name or label stands first in the message; the longer one of two."""
    found = []
    for one in fields:
        for word in {one.name.replace("_", " "), one.name.replace("_", "-"), one.label}:
            match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", message, re.IGNORECASE)
            if word and match is not None:
                found.append((match.start(), -len(word), one.name))
    return min(found)[2] if found else ""
