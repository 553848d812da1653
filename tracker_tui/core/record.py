"""Reading one record (a JSON object or a TOML table) field by field; errors name the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from tracker_tui.core.errors import FieldError

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

Record = dict[str, Any]
"""A record as the files hold it: text, whole numbers, Decimals, true/false, days, lists, tables."""

Value = TypeVar("Value")


class Reader:
    """Takes the known fields out of a record; what was never asked for is kept as `rest()`."""

    def __init__(self, record: object) -> None:
        if not isinstance(record, dict):
            raise FieldError("", f"expected a table of fields, found {_kind(record)}")
        self._record: Record = record
        self._asked: set[str] = set()

    def _take(self, key: str) -> Any:
        self._asked.add(key)
        return self._record.get(key)

    def rest(self) -> Record:
        """The fields that nobody asked for, in the file's order: kept, never lost."""
        return {key: value for key, value in self._record.items() if key not in self._asked}

    def text(self, key: str, default: str = "") -> str:
        """One line or paragraph of text; `default` where the key is missing."""
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, str):
            raise FieldError(key, f"expected text in quotes, found {_kind(value)}")
        return value

    def choice(self, key: str, known: tuple[str, ...], default: str) -> str:
        """One of `known`."""
        value = self.text(key, default)
        if value not in known and value != default:
            raise FieldError(key, f'"{value}" is not one of {", ".join(known)}')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise FieldError(key, 'expected a list of texts such as ["a", "b"]')
        return tuple(value)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise FieldError(key, f"expected true or false, found {_kind(value)}")
        return value

    def whole(self, key: str, default: int = 0, low: int = 0, high: int = 10**9) -> int:
        """A whole number between `low` and `high`."""
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise FieldError(key, f"expected a whole number from {low} to {high}, found {value!r}")
        return value

    def number(self, key: str) -> Decimal | None:
        """An exact decimal number, written as a number or as text; None where it is missing."""
        value = self._take(key)
        return None if value is None else decimal_of(key, value)

    def day(self, key: str) -> str:
        """A day as ISO 8601 text; empty where it is missing."""
        value = self._take(key)
        if value is None or value == "":
            return ""
        from datetime import date, datetime

        if isinstance(value, str):
            try:
                return date.fromisoformat(value).isoformat()
            except ValueError:
                raise FieldError(key, f'"{value}" is not a day such as 2026-01-31') from None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        raise FieldError(key, f"expected a day such as 2026-01-31, found {_kind(value)}")

    def read(self, key: str, build: Callable[[Record], Value]) -> Value | None:
        """One table inside this record, built by `build`; None where it is missing."""
        value = self._take(key)
        return None if value is None else _build(key, value, build)

    def read_list(self, key: str, build: Callable[[Record], Value]) -> tuple[Value, ...]:
        """A list of tables, each built by `build`."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise FieldError(key, f"expected a list of tables ([[{key}]]), found {_kind(value)}")
        return tuple(_build(f"{key}.{at}", item, build) for at, item in enumerate(value))

    def read_map(self, key: str, build: Callable[[str, Record], Value]) -> dict[str, Value]:
        """Tables by name (`[key.name]`), each built by `build(name, table)`."""
        value = self._take(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise FieldError(key, f"expected tables such as [{key}.name], found {_kind(value)}")
        return {name: _build_named(key, name, item, build) for name, item in value.items()}


def _build(key: str, value: object, build: Callable[[Record], Value]) -> Value:
    try:
        if not isinstance(value, dict):
            raise FieldError("", f"expected a table of fields, found {_kind(value)}")
        return build(value)
    except FieldError as error:
        raise error.under(key) from None


def _build_named(
    key: str, name: str, value: object, build: Callable[[str, Record], Value]
) -> Value:
    return _build(f"{key}.{name}", value, lambda record: build(name, record))


def decimal_of(key: str, value: object) -> Decimal:
    """The exact number of a field; refuses binary floats, NaN, infinities and absurd sizes."""
    from decimal import Decimal, InvalidOperation

    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise FieldError(key, f"expected a number such as 90.00, found {_kind(value)}")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise FieldError(key, f"{value!r} is not a number such as 90.00") from None
    if not number.is_finite() or number.adjusted() > 15 or int(number.as_tuple().exponent) < -12:
        raise FieldError(key, f"{value!r} is not a number that money or hours can have")
    return number + 0


def compact(record: Record, rest: Record | None = None) -> Record:
    """The record without its empty fields, then the unknown ones that the file already had."""
    kept = {key: value for key, value in record.items() if value not in (None, "", (), [], {})}
    return {**kept, **(rest or {})}


def _kind(value: object) -> str:
    names = {
        str: "text",
        bool: "true/false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), type(value).__name__)
