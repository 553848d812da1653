"""What this machine's settings file says of the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Refused
from tracker_tui.services import places
from tracker_tui.store import layout

if TYPE_CHECKING:
    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace

DEFAULT_THEME = "evening"


class Preferences(NamedTuple):
    """Looks and keys of the screens; `problems` are wrong settings, a line each."""

    theme: str = DEFAULT_THEME
    ascii: bool = False
    lean: bool = True
    """Whether only what differs from the last frame is sent."""
    seconds: bool = True
    """Whether running clocks show seconds; without them they tick once a minute."""
    mouse: bool = True
    keys: dict[str, Record] = {}
    """The tables of keys by the file where they are, this machine's last."""
    problems: tuple[str, ...] = ()


def read_preferences(workspace: Workspace | None) -> Preferences:
    """The preferences in config.toml, with the keys of tracker.toml; what is wrong is left out."""
    problems: list[str] = []
    try:
        config = places.read_config()
    except Refused as error:
        config = {}
        problems.append(str(error))
    keys = _key_tables(workspace, config, problems)
    usual = Preferences()
    return Preferences(
        _text(config, "theme", usual.theme, problems),
        _flag(config, "ascii", usual.ascii, problems),
        _flag(config, "lean", usual.lean, problems),
        _flag(config, "seconds", usual.seconds, problems),
        _flag(config, "mouse", usual.mouse, problems),
        keys,
        tuple(problems),
    )


def _key_tables(
    workspace: Workspace | None, config: Record, problems: list[str]
) -> dict[str, Record]:
    tables: dict[str, Record] = {}
    try:
        business = workspace.files.toml_texts(layout.BUSINESS) if workspace is not None else None
    except Refused:
        business = None  # the file is reported where it is read in earnest
    for file, record in ((layout.BUSINESS, business or {}), (places.config_file(), config)):
        table = record.get("keys", {})
        if isinstance(table, dict):
            tables[file] = table
        else:
            problems.append(f"{file}: keys: expected a table [keys]")
    return {file: table for file, table in tables.items() if table}


def _text(config: Record, key: str, usual: str, problems: list[str]) -> str:
    value = config.get(key, usual)
    if isinstance(value, str):
        return value
    problems.append(f"{places.config_file()}: {key}: expected text in quotes")
    return usual


def _flag(config: Record, key: str, usual: bool, problems: list[str]) -> bool:
    value = config.get(key, usual)
    if isinstance(value, bool):
        return value
    problems.append(f"{places.config_file()}: {key}: expected true or false")
    return usual
