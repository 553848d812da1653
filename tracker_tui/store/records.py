"""Changes of records: what stood at a place in a file before, and what stands there after."""

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.errors import Refused
from tracker_tui.core.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

Path = tuple["str | int", ...]


class Change(NamedTuple):
    """One record of one file (relative to the root) before and after; None where there is none.

    In a JSON table `path` is (table, id) and the values are records. In TOML it is the key path:
    () is the whole document, a list counts as one value. Of any other file it is (): the value is
    its whole text as str, or for binary files {"sha256": hex, "blob": name} (see `blob_value`).
    A str at () of a TOML file is its whole text too, comments and all.
    """

    file: str
    path: tuple[str, ...]
    before: Any
    after: Any


_MISSING: Any = object()  # not None: JSON files may hold null


class Conflict(Refused):
    """Somebody else changed the same field meanwhile; the message names both versions."""


def invert(change: Change) -> Change:
    """The change that takes this one back."""
    return change._replace(before=change.after, after=change.before)


def blob_value(data: bytes) -> dict[str, str]:
    """The value that stands for the bytes of a binary file; its "blob" names them in a commit."""
    from hashlib import sha256

    digest = sha256(data).hexdigest()
    return {"sha256": digest, "blob": digest}


# --- values inside a document ----------------------------------------------------------------


def value_at(document: Any, path: "Sequence[str | int]") -> Any:
    """The value at a key path; None where there is none."""
    for key in path:
        if isinstance(document, dict):
            document = document.get(key)
        elif isinstance(document, list) and isinstance(key, int) and key < len(document):
            document = document[key]
        else:
            return None
    return document


def with_value(document: Any, path: "Sequence[str | int]", value: Any) -> Any:
    """The document with another value at a key path (None: without it); the given one is kept.

    Missing tables on the way are made; the number just behind a list's end appends.
    """
    if not path:
        return value
    key, rest = path[0], path[1:]
    if document is None:
        if value is None:
            return None
        document = [] if isinstance(key, int) else {}
    if isinstance(document, list) and isinstance(key, int) and 0 <= key <= len(document):
        old = document[key : key + 1]
        new = with_value(old[0] if old else None, rest, value)
        return document[:key] + ([] if new is None else [new]) + document[key + 1 :]
    if not isinstance(document, dict) or isinstance(key, int):
        raise Conflict(f"there is no place for {key} in {shown(document)}")
    if value is None and key not in document:
        return document
    new = with_value(document.get(key), rest, value)
    if new is None:
        return {name: item for name, item in document.items() if name != key}
    return {**document, key: new}


def first_missing(document: Any, path: tuple[str, ...]) -> tuple[str, ...]:
    """The path of the outermost table that has to be made to hold a value at `path`, or `path`."""
    for length in range(1, len(path)):
        if value_at(document, path[:length]) is None:
            return path[:length]
    return path


# --- a change meets what is there now --------------------------------------------------------


def merged(change: Change, current: Any) -> Any:
    """What shall stand at the change's place where `current` stands now.

    Where both sides changed different fields of a record, both changes hold; where they changed
    the same field, or one removed what the other changed, it is a Conflict.
    """
    return _merged(change.before, current, change.after, (change.file, dotted_path(change.path)))


def _merged(before: Any, current: Any, after: Any, place: tuple[str, str]) -> Any:
    if current == before:
        return after
    if current == after or before == after:
        return current
    if not (isinstance(before, dict) and isinstance(current, dict) and isinstance(after, dict)):
        raise Conflict(_both_versions(before, current, after, place))
    result = {}
    for key in dict.fromkeys((*current, *after)):
        inside = (place[0], f"{place[1]}.{key}" if place[1] else key)
        was, now, wished = (side.get(key, _MISSING) for side in (before, current, after))
        value = _merged(was, now, wished, inside)
        if value is not _MISSING:
            result[key] = value
    return result


def _both_versions(before: Any, current: Any, after: Any, place: tuple[str, str]) -> str:
    file, key = place
    if isinstance(before, dict) and isinstance(current, dict):  # name what differs, not all
        differ = [one for one in {**before, **current} if before.get(one) != current.get(one)]
        before = {one: before[one] for one in differ if one in before}
        current = {one: current[one] for one in differ if one in current}
    return (
        f"{file}: {one_line(key) + ': ' if key else ''}was {shown(before)}, is {shown(current)} on "
        f"disk now, and was to become {shown(after)}; nothing was changed, look at it again"
    )


def dotted_path(path: "Sequence[str | int]") -> str:
    """A path as people read it."""
    return ".".join(str(part) for part in path)


def shown(value: Any, longest: int = 60) -> str:
    """A value in a message: on one line and not long."""
    if value is None or value is _MISSING:
        return "nothing"
    text = one_line(_words(value))
    return text if len(text) <= longest else text[: longest - 3] + "..."


def _words(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_words(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_words(item) for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
