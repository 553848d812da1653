"""An action: labelled changes, and their line in the history and in the intent."""

import json
from typing import Any, NamedTuple

from tracker_tui.core.errors import Refused
from tracker_tui.store.records import Change
from tracker_tui.store.tables import dump, exact_number

DO, UNDO, REDO = "do", "undo", "redo"


class Action(NamedTuple):
    """A labelled set of changes.

    `kind` is do, undo or redo, `of` the action that an undo or redo is about, `final` the sentence
    that says why it cannot be undone, `undone` whether it is taken back now (in listings).
    """

    id: str
    label: str
    person: str
    at: str
    changes: list[Change]
    kind: str = DO
    of: str = ""
    final: str = ""
    undone: bool = False

    def line(self) -> bytes:
        """The line of the history, with its end."""
        record = {
            "id": self.id,
            "label": self.label,
            "person": self.person,
            "at": self.at,
            "kind": self.kind,
            "of": self.of,
            "final": self.final,
            "changes": [_packed(change) for change in self.changes],
        }
        try:
            return f"{dump(record)}\n".encode()
        except UnicodeEncodeError:
            raise Refused("half a character cannot be written; type the text again") from None


def read_action(line: bytes) -> Action | None:
    """The action of a line; None where it is torn."""
    try:
        record = _DECODER.decode(line.decode())
        changes = [_unpacked(item) for item in record["changes"]]
        texts = [str(record[key]) for key in ("id", "label", "person", "at")]
        rest = [str(record.get(key, "")) for key in ("kind", "of", "final")]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return Action(texts[0], texts[1], texts[2], texts[3], changes, rest[0], rest[1], rest[2])


# --- lines -----------------------------------------------------------------------------------

_DECODER = json.JSONDecoder(parse_float=exact_number)
_TAG = "~"  # {"~": "date", "value": "2026-01-31"}: TOML's dates, for which JSON has no form


def _packed(change: Change) -> list[Any]:
    before, after = change.before, change.after
    if change.file.endswith(".toml"):
        before, after = _tagged(before), _tagged(after)
    return [change.file, list(change.path), before, after]


def _unpacked(item: list[Any]) -> Change:
    file, path, before, after = item
    if file.endswith(".toml"):
        before, after = _untagged(before), _untagged(after)
    return Change(str(file), tuple(path), before, after)


def _tagged(value: Any) -> Any:
    if isinstance(value, dict):
        items = {key: _tagged(item) for key, item in value.items()}
        return {_TAG: "table", "value": items} if _TAG in value else items
    if isinstance(value, list):
        return [_tagged(item) for item in value]
    if hasattr(value, "isoformat"):
        return {_TAG: type(value).__name__, "value": value.isoformat()}
    return value


def _untagged(value: Any) -> Any:
    if isinstance(value, list):
        return [_untagged(item) for item in value]
    if not isinstance(value, dict):
        return value
    if _TAG not in value:
        return {key: _untagged(item) for key, item in value.items()}
    kind, inner = value[_TAG], value["value"]
    if kind == "table":
        return {key: _untagged(item) for key, item in inner.items()}
    import datetime

    kinds: dict[str, Any] = {
        "date": datetime.date,
        "datetime": datetime.datetime,
        "time": datetime.time,
    }
    return kinds[kind].fromisoformat(inner)
