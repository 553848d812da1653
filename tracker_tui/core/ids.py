"""Identities: record ids (ULID), handles that people type, and names of clients and projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused, Usage

if TYPE_CHECKING:
    from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, which the ULID specification uses."""

HANDLE_LENGTH = 5
"""How many last characters of an id are shown."""

_NAME_FIRST = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_NAME_REST = _NAME_FIRST | {"_", "-"}


def make_id(milliseconds: int, random: bytes) -> str:
    """A ULID (26 characters) of a moment in UTC milliseconds and ten random bytes."""
    number = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(random[:10], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def made_on(record_id: str) -> str:
    """The UTC day on which an id says it was made; ids of imported records may say any day."""
    from tracker_tui.core.clock import DAY, day_text

    milliseconds = 0
    for letter in record_id[:10].upper():
        milliseconds = milliseconds << 5 | max(ALPHABET.find(letter), 0)
    return day_text(min(milliseconds // 1000 // DAY, LAST_DAY))


LAST_DAY = 2_932_896
"""31 December 9999 in days after 1970-01-01."""


def is_name(text: str) -> bool:
    """Whether the text can name a client, project, task or person: [a-z0-9][a-z0-9_-]*."""
    return bool(text) and len(text) <= 64 and text[0] in _NAME_FIRST and _NAME_REST.issuperset(text)


def check_name(text: str, what: str) -> str:
    """The name itself, or a refusal that says how a name is made."""
    if not is_name(text):
        raise Usage(
            f"{shown(text)} cannot name a {what}: use small letters, digits, - and _, "
            "beginning with a letter or digit (at most 64)"
        )
    return text


def split_project(text: str) -> tuple[str, str]:
    """`acme/api` as client and project, both checked."""
    client, slash, project = text.partition("/")
    if not slash or "/" in project:
        raise Usage(f"{shown(text)} is not a project: write client/project, such as acme/api")
    return check_name(client, "client"), check_name(project, "project")


def find_by_handle(handle: str, ids: Iterable[str], what: str = "entry") -> str:
    """The one id that ends in the handle (or is it); refused when none or several do."""
    wanted = handle.upper()
    if not wanted or not set(wanted) <= set(ALPHABET):
        raise Usage(f"{shown(handle)} is not the handle of an {what}: log shows them")
    found = [one for one in ids if one.endswith(wanted)]
    if not found:
        raise Refused(f"no {what} ends in {shown(handle)}: log shows the handles")
    if len(found) > 1:
        raise Refused(
            f"{shown(handle)} fits {len(found)} of them: type more of its last characters"
        )
    return found[0]


def shown(text: str, width: int = 60) -> str:
    """Text of a person within a message: in quotes, one line, not over long, no control codes."""
    flat = "".join(letter if letter.isprintable() else "·" for letter in text)
    return f'"{flat if len(flat) <= width else flat[: width - 1] + "…"}"'
