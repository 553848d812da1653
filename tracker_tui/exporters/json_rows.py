"""Rows as JSON: a list of objects, one a line, keys in a fixed order, text as it is (UTF-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def write_json(rows: Iterable[Mapping[str, object]], columns: Sequence[str] | None = None) -> bytes:
    """The rows in the order given, each with its own keys or with exactly `columns`.

    Amounts (Decimal) become strings, so that no reader makes binary floats of them.
    """
    from json import dumps

    lines = [
        dumps(
            dict(row) if columns is None else {column: row.get(column) for column in columns},
            ensure_ascii=False,
            allow_nan=False,
            default=_plain,
        )
        for row in rows
    ]
    text = "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"
    return text.encode("utf-8", "replace")


def _plain(value: object) -> str:
    from decimal import Decimal

    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} has no place in a row")
