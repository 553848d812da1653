"""Text of a user's, made fit for one line of a terminal."""

from __future__ import annotations

_KEPT = "\u00a0\u202f\u3000\u200c\u200d"  # spaces, and what joins letters and emoji


def one_line(text: str) -> str:
    """`text` with everything escaped that could break the line or steer the terminal.

    Escaped are control characters, changes of the writing direction and lone surrogates.
    """
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or sign in _KEPT else sign.encode("unicode_escape").decode()
        for sign in text
    )
