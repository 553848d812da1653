"""Where this machine keeps what is its own: the settings file and the usual workspace.

Nothing but `os` and `sys` is loaded before it is needed: the fast way of `status` reads it too.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as a name of its own, since typing takes longer than a prompt may wait
if TYPE_CHECKING:
    from tracker_tui.core.errors import Refused
    from tracker_tui.core.record import Record

APP = "tracker-tui"


def config_file() -> str:
    """The settings of this machine: who I am, where I am, keys, theme, the workspace's place."""
    return os.path.join(_folder("XDG_CONFIG_HOME", ".config", "user_config_dir"), "config.toml")


def usual_workspace() -> str:
    """Where the workspace is when nobody says."""
    return os.path.join(_folder("XDG_DATA_HOME", ".local/share", "user_data_dir"), "workspace")


def cache_folder() -> str:
    """Where files lie that can be made again (fonts for documents)."""
    return _folder("XDG_CACHE_HOME", ".cache", "user_cache_dir")


def _folder(variable: str, usual: str, ask: str) -> str:
    """The platform's folder; on Linux from the environment, since platformdirs takes 40 ms."""
    platform: str = sys.platform
    if platform == "linux":
        base = os.environ.get(variable, "")
        if not os.path.isabs(base):
            base = os.path.join(os.path.expanduser("~"), usual)
        return os.path.join(base, APP)
    import platformdirs

    return str(getattr(platformdirs, ask)(APP, False))


def _wrong(path: str, key: str, problem: str) -> Refused:
    from tracker_tui.store.problems import BadFile, Problem

    return BadFile([Problem(path, 0, key, problem)])


def read_config() -> Record:
    """The settings of this machine; none where there is no file."""
    path = config_file()
    try:
        with open(path, "rb") as file:
            raw = file.read()
    except OSError:
        return {}
    import tomllib

    try:
        return tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(path, "", f"{error}; mend or remove the file") from None


def write_setting(key: str, value: str | bool) -> None:
    """Notes a setting of this machine; the rest of the file stays as it is."""
    from tracker_tui.store.toml import change_toml

    path = config_file()
    read_config()
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        text = ""
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                text = file.read()
        temporary = f"{path}.{os.getpid()}.tmp"
        with open(temporary, "w", encoding="utf-8") as file:
            file.write(change_toml(text, [((key,), value)], path))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise _wrong(path, "", str(error.strerror)) from None


def config_text(record: Record, key: str) -> str:
    """A setting that is text."""
    value = record.get(key, "")
    if not isinstance(value, str):
        raise _wrong(config_file(), key, "expected text in quotes")
    return value


def shipped(*names: str) -> str:
    """A file or folder that ships with the program: in the wheel, or beside a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, *names)
    return inside if os.path.exists(inside) else os.path.join(os.path.dirname(package), *names)
