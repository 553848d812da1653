"""Finding and opening the workspace: which folder, who I am, where I am, what time it is."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.ids import is_name, shown
from tracker_tui.services import places
from tracker_tui.store import layout
from tracker_tui.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker_tui.core.record import Record


def find_root(folder: str | None = None) -> str:
    """The workspace's folder: named, TRACKER_TUI_WORKSPACE, config.toml, or the usual place."""
    chosen = folder or os.environ.get("TRACKER_TUI_WORKSPACE")
    if not chosen:
        chosen = places.config_text(places.read_config(), "workspace") or places.usual_workspace()
    return os.path.abspath(os.path.expanduser(chosen))


def open_workspace(folder: str | None = None, person: str | None = None) -> Workspace:
    """The workspace with its person and place; refused where there is none."""
    root = find_root(folder)
    if not os.path.isfile(os.path.join(root, layout.BUSINESS)):
        raise Refused(f"{root} is no workspace: make one with tracker-tui init {shown(root, 200)}")
    config = places.read_config()
    workspace = Workspace(root, "", "UTC", make_clock(), os.urandom)
    recovered = workspace.recover()
    if recovered:
        workspace.notices.append(recovered)
    who = find_person(workspace, person, config)
    workspace.person = who
    workspace.zone_name = find_zone(workspace, who, config)
    return workspace


def foreign_zone(workspace: Workspace) -> str:
    """The name of the zone where the person is, if that is not home; empty otherwise."""
    home = home_zone(workspace, workspace.person)
    return workspace.zone_name if workspace.zone_name != home else ""


def unmade_workspace(root: str) -> Workspace:
    """A workspace that is not there yet: it has no files."""
    return Workspace(root, "", "UTC", make_clock(), os.urandom)


def make_clock() -> Callable[[], int]:
    """UTC seconds; TRACKER_TUI_NOW fixes them for scripts and tests."""
    fixed = os.environ.get("TRACKER_TUI_NOW")
    if not fixed:
        return lambda: int(time.time())
    from tracker_tui.core.clock import parse_moment

    try:
        utc = parse_moment(fixed).utc
    except ValueError as error:
        raise Usage(f"TRACKER_TUI_NOW: {error}") from None
    return lambda: utc


def find_person(workspace: Workspace, named: str | None, config: Record) -> str:
    """Who I am: named, TRACKER_TUI_PERSON, config.toml, the only one, or this clone's.

    Empty where nobody says: only commands that need it ask.
    """
    chosen = named or os.environ.get("TRACKER_TUI_PERSON") or places.config_text(config, "person")
    known = workspace.person_ids()
    if chosen:
        if chosen not in known:
            from tracker_tui.core.near import nearest

            near = nearest(chosen, known)
            hint = f"did you mean {near}?" if near else "add a file in people/"
            raise Refused(f"unknown person {shown(chosen)}: {hint}")
        return chosen
    if len(known) == 1:
        return known[0]
    if (noted := remembered_person(workspace.root)) in known:
        return noted
    from tracker_tui.store.git import user_email

    email = user_email(workspace.root)
    mine = [name for name, one in workspace.people().items() if email and one.email == email]
    if len(mine) != 1:
        return ""
    remember_person(workspace.root, mine[0])
    return mine[0]


def remember_person(root: str, person: str) -> None:
    """Notes in this clone who works here, for when nobody says."""
    from tracker_tui.store.caches import replace_quietly

    replace_quietly(os.path.join(root, layout.PERSON), f"{person}\n".encode())


def remembered_person(root: str) -> str:
    """Who was noted in this clone; empty where nobody was."""
    try:
        with open(os.path.join(root, layout.PERSON), encoding="utf-8") as file:
            return file.read().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def find_zone(workspace: Workspace, person: str, config: Record) -> str:
    """Where I am: TRACKER_TUI_ZONE, config.toml, my home zone, or the business's."""
    chosen = os.environ.get("TRACKER_TUI_ZONE") or places.config_text(config, "zone")
    return chosen or home_zone(workspace, person)


def home_zone(workspace: Workspace, person: str) -> str:
    """The zone where the person lives, or the business is."""
    record = workspace.files.toml_texts(layout.person_file(person)) if person else None
    zone = (record or {}).get("zone") or ""
    if not zone:
        zone = (workspace.files.toml_texts(layout.BUSINESS) or {}).get("zone") or "UTC"
    return str(zone)


def check_person_name(name: str) -> str:
    """A person's id made of a name or login: `Ada Lovelace` becomes `ada-lovelace`."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    found = "-".join(words)[:64]
    return found if is_name(found) else "me"
