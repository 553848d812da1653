"""Themes of the screens: those that ship and one's own in the settings folder."""

from __future__ import annotations

import os

from tracker_tui.core.errors import FieldError, Refused
from tracker_tui.core.ids import shown
from tracker_tui.core.screen_theme import ScreenTheme, read_screen_theme
from tracker_tui.services import places
from tracker_tui.store.problems import BadFile, Problem


def theme_folders() -> list[str]:
    """Where themes are looked for; what comes first wins."""
    own = os.path.join(os.path.dirname(places.config_file()), "themes")
    return [own, places.shipped("themes", "screen")]


def theme_names() -> list[str]:
    """The names of all themes."""
    names = set()
    for folder in theme_folders():
        if os.path.isdir(folder):
            names |= {name[:-5] for name in os.listdir(folder) if name.endswith(".toml")}
    return sorted(names)


def find_theme(name: str, root: str = "") -> ScreenTheme:
    """The theme of a name. Raises Refused with the file's line where it is wrong.

    `root` is a workspace whose machine state may keep the file in a form that is quicker to read.
    """
    for folder in theme_folders():
        path = os.path.join(folder, f"{name}.toml")
        try:
            with open(path, "rb") as file:
                data = file.read()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise Refused(f"{path}: {error.strerror}") from None
        return _read(name, path, data, root)
    from tracker_tui.core.near import nearest

    near = nearest(name, theme_names())
    hint = f"did you mean {near}?" if near else f"known: {', '.join(theme_names())}"
    raise Refused(f"there is no theme {shown(name)}; {hint}")


def _read(name: str, path: str, data: bytes, root: str) -> ScreenTheme:
    from tracker_tui.store.text import decode
    from tracker_tui.store.tomlcache import keep_document, kept_document

    kept_as = f"themes/screen/{name}.toml"
    record = kept_document(root, kept_as, data) if root else None
    try:
        if record is None:
            from tracker_tui.store.toml import read_toml

            record = read_toml(decode(data, path), path)
            if root:
                keep_document(root, kept_as, data, record)
        return read_screen_theme(name, record)
    except FieldError as error:
        from tracker_tui.store.toml import line_of_key

        line = line_of_key(decode(data, path), error.key.split("."))
        raise BadFile([Problem(path, line, error.key, error.problem)]) from None
