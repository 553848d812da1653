"""Changes inside the text of a TOML file through tomlkit: comments, order and form are kept.

The rules are tomlkit's own; whether the result says what was wished is checked by the caller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.container import OutOfOrderTableProxy
from tomlkit.items import AoT, Array, InlineTable, Item, Table

from tracker_tui.store.tables import dump

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLOCKS = (tomlkit.TOMLDocument, Table, OutOfOrderTableProxy)


def edit(
    text: str, changes: Sequence[tuple[Sequence[str | int], Any]], headers: bool = True
) -> str:
    """The text with the values at these key paths set or (None) removed.

    New tables get a header of their own, or without `headers` stand on one line.
    """
    document = tomlkit.parse(text if text.endswith("\n") or not text else text + "\n")
    edit = _Edit(_BLOCKS if headers else ())
    for path, value in changes:
        if path:
            edit.put(document, path, value)
        else:
            edit.merge(document, value or {})
    return tomlkit.dumps(document)


class _Edit:
    """Walks through tomlkit's containers, which have no common type; `blocks` take new headers."""

    def __init__(self, blocks: tuple[type, ...]) -> None:
        self.blocks = blocks

    def put(self, container: Any, path: Sequence[str | int], value: Any) -> None:
        key, rest = path[0], path[1:]
        if not rest:
            self.set(container, key, value)
        elif _has(container, key):
            self.put(container[key], rest, value)
            if value is None and not container[key] and _only_in_headers(container[key]):
                self.renew(container, key, {})
        elif value is not None:
            for name in reversed(rest):
                value = [value] if isinstance(name, int) else {name: value}
            self.set(container, key, value)

    def set(self, container: Any, key: str | int, value: Any) -> None:
        if isinstance(key, int):
            self.set_element(container, key, value)
        elif value is None:
            if key in container:
                del container[key]
        elif key not in container:
            _add(container, key, _item(value, isinstance(container, self.blocks)))
        else:
            self.replace(container, key, value)

    def replace(self, container: Any, key: str, value: Any) -> None:
        old = container[key]
        if value and isinstance(value, dict) and isinstance(old, (*_BLOCKS, InlineTable)):
            self.merge(old, value)
        elif (isinstance(old, AoT) and _is_rows(value)) or _are_plain_lists(old, value):
            self.merge_list(old, value)
        elif isinstance(old, (*_BLOCKS, AoT)) or isinstance(value, dict) or _is_rows(value):
            self.renew(container, key, value)
        elif not _same(old, value):
            container[key] = _item(value, block=False)

    def renew(self, container: Any, key: str | int, value: Any) -> None:
        """Put a new item in the place of one of another form."""
        del container[key]
        container[key] = _item(value, isinstance(container, self.blocks))

    def merge(self, table: Any, value: dict[str, Any]) -> None:
        """Give a table these keys and no others."""
        for key, item in value.items():
            self.set(table, key, item)
        for key in [str(key) for key in table if key not in value]:
            self.set(table, key, None)

    def set_element(self, items: Any, number: int, value: Any) -> None:
        if value is None:
            if number < len(items):
                del items[number]
        elif number == len(items):
            items.append(_item(value, isinstance(items, AoT)))
        elif isinstance(value, dict) and isinstance(items, AoT):
            self.merge(items[number], value)
        elif not _same(items[number], value):
            items[number] = _item(value, block=False)

    def merge_list(self, items: Any, values: list[Any]) -> None:
        """Elements that stay keep their comments: what is equal at both ends is not touched."""
        shorter = min(len(items), len(values))
        same = [_same(items[at], values[at]) for at in range(shorter)]
        top = same.index(False) if False in same else shorter
        end = 0
        while end < shorter - top and _same(items[-1 - end], values[-1 - end]):
            end += 1
        both = shorter - end
        for number in range(top, both):
            self.set_element(items, number, values[number])
        for number in range(len(items) - end - 1, both - 1, -1):
            del items[number]
        for number in range(both, len(values) - end):
            items.insert(number, _item(values[number], block=isinstance(items, AoT)))


def _has(container: Any, key: str | int) -> bool:
    return key < len(container) if isinstance(key, int) else key in container


def _add(container: Any, key: str, item: Any) -> None:
    """Add a key; a value goes behind the last one, before the comment over what follows.

    tomlkit would put it behind that comment. Its own way to insert is not public: where a version
    lacks it, the comment comes first.
    """
    body = container.value if type(container) is Table else container
    insert = getattr(body, "_insert_after", None)
    last = None
    if insert is not None and not isinstance(item, (Table, AoT)):
        for name, found in body.body:
            if isinstance(found, (Table, AoT)):
                break
            last = name if name is not None else last
    if insert is None or last is None:
        container[key] = item
        return
    insert(last, key, item)
    if body is not container:
        dict.__setitem__(container, key, item)


def _only_in_headers(table: Any) -> bool:
    """Whether a table stands only in the headers of those below it, and goes with the last one."""
    return isinstance(table, OutOfOrderTableProxy) or (
        isinstance(table, Table) and table.is_super_table()
    )


def _are_plain_lists(old: Any, value: Any) -> bool:
    return isinstance(old, Array) and isinstance(value, list) and not _is_rows(value)


def _same(old: Any, value: Any) -> bool:
    """Whether an item says the value already, digit for digit; then even its spelling stays."""
    if isinstance(value, dict):
        known = isinstance(old, dict) and old.keys() == value.keys()
        return known and all(_same(old[key], item) for key, item in value.items())
    if isinstance(value, list):
        known = isinstance(old, list) and len(old) == len(value)
        return known and all(_same(mine, item) for mine, item in zip(old, value, strict=True))
    if type(value).__name__ == "Decimal":
        return isinstance(old, Item) and old.as_string() == value_text(value)
    plain = old.unwrap() if isinstance(old, Item) else old
    return type(plain) is type(value) and bool(plain == value)


# --- new items -------------------------------------------------------------------------------


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _item(value: Any, block: bool) -> Any:
    """A new item: tables with a header of their own where they may stand, else all on one line."""
    if block and isinstance(value, dict):
        table = tomlkit.table()
        for key in sorted(
            value, key=lambda key: isinstance(value[key], dict) or _is_rows(value[key])
        ):
            table.append(key, _item(value[key], block=True))
        return table
    if block and _is_rows(value):
        rows = tomlkit.aot()
        for row in value:
            rows.append(_item(row, block=True))
        return rows
    return tomlkit.parse(f"x = {value_text(value)}\n")["x"]


def value_text(value: Any) -> str:
    """A value as TOML on one line; Decimals as plain numbers in their own digits."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{_key(key)} = {value_text(item)}" for key, item in value.items())
            + "}"
        )
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(value_text(item) for item in value) + "]"
    if type(value).__name__ == "Decimal":
        return format(value, "f")
    if isinstance(value, int):
        return str(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise TypeError(f"{value!r} cannot be kept in TOML")


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else _text(key)


def _text(text: str) -> str:
    return dump(text).replace("\x7f", "\\u007f")
