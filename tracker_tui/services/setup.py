"""Making a workspace, and saying where everything is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused
from tracker_tui.core.ids import check_name
from tracker_tui.services import places
from tracker_tui.services.changes import Made
from tracker_tui.services.opening import (
    check_person_name,
    find_root,
    make_clock,
    remember_person,
)
from tracker_tui.services.wording import line_of_text
from tracker_tui.store import git, layout
from tracker_tui.store.records import Change
from tracker_tui.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

BUSINESS_FORM = """\
# The business that writes the invoices. `tracker-tui help files` explains every key.
name = {name}
currency = {currency}
language = "en"
zone = {zone}
terms_days = 14

# Who you are on the invoice, from a day on (the first may hold always):
# [[addresses]]
# street = "Example Street 1"
# zip = "10115"
# city = "Berlin"
# country = "DE"
# vat_id = "DE123456788"
# email = "me@example.com"

# [bank]
# holder = "Ada Example"
# iban = "DE02120300000000202051"
# bic = "BYLADEM1001"

# What an hour costs unless a client, project or task says otherwise:
# [[rates]]
# from = 2026-01-01
# hourly = 90.00
"""

IGNORED = """\
# What this machine keeps for itself.
.tracker/
*.tmp
"""


def init_workspace(
    folder: str | None = None,
    name: str = "",
    currency: str = "",
    zone: str = "",
    person: str = "",
    use_git: bool = True,
) -> Made:
    """Makes a workspace: tracker.toml, the person who works here, and a git repository."""
    from tracker_tui.core.clock import zone_of
    from tracker_tui.core.currency import minor_unit

    root = find_root(folder)
    if os.path.exists(os.path.join(root, layout.BUSINESS)):
        raise Refused(f"{root} is a workspace already")
    title = line_of_text(name, "business's name")
    code = (currency or "EUR").upper()
    minor_unit(code)
    place = zone or own_zone()
    zone_of(place)
    me = check_name(person, "person") if person else ""
    _make_root(root)
    email = git.user_email(root) if use_git else ""
    own_name = git.user_name(root) if use_git else ""
    me = me or check_person_name(own_name or _login())
    workspace = Workspace(root, me, place, make_clock(), os.urandom)
    files = {
        layout.BUSINESS: _business_text(title or own_name or me, code, place),
        layout.person_file(me): _person_text(own_name or me, email, place),
        ".gitattributes": git.ATTRIBUTES,
        ".gitignore": IGNORED,
    }
    _write_first(workspace, files)
    notes = _repository(root) if use_git else ()
    label = f"Made a workspace for {me} in {root}"
    record = {"workspace": root, "person": me, "currency": code, "zone": place}
    return Made(label, (root,), record, (), notes)


def _write_first(workspace: Workspace, files: dict[str, str]) -> None:
    """The first files of a workspace; what lies in the folder already stays as it is."""
    with workspace.locked():
        changes = [
            Change(file, (), None, text)
            for file, text in files.items()
            if not os.path.exists(os.path.join(workspace.root, file))
        ]
        final = "a workspace is not undone: remove it"
        workspace.commit("Made the workspace", changes, final=final)
        remember_person(workspace.root, workspace.person)


def _make_root(root: str) -> None:
    try:
        os.makedirs(root, mode=0o700, exist_ok=True)
    except (OSError, ValueError) as error:
        problem = error.strerror if isinstance(error, OSError) else error
        raise Refused(f"{root}: {problem}") from None


def _repository(root: str) -> tuple[str, ...]:
    if os.path.exists(os.path.join(root, ".git")):
        return ()
    problem = git.make_repository(root, "Made the workspace")
    return (f"no git repository was made: {problem}",) if problem else ()


def _quoted(text: str) -> str:
    from tracker_tui.store.toml_edit import value_text

    return value_text(text)


def _business_text(name: str, currency: str, zone: str) -> str:
    return BUSINESS_FORM.format(name=_quoted(name), currency=_quoted(currency), zone=_quoted(zone))


def _person_text(name: str, email: str, zone: str) -> str:
    lines = [f"name = {_quoted(name)}"]
    if email:
        lines.append(f"email = {_quoted(email)}")
    lines += [f"zone = {_quoted(zone)}", "# weekly_hours = 40"]
    return "\n".join(lines) + "\n"


def _login() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or "me"


def own_zone() -> str:
    """The zone of this machine: TRACKER_TUI_ZONE, TZ, or what the system's link names."""
    named = os.environ.get("TRACKER_TUI_ZONE") or os.environ.get("TZ", "").lstrip(":")
    if named and "/" in named and not named.startswith("/"):
        return named
    target = os.path.realpath("/etc/localtime")
    _, found, zone = target.partition("/zoneinfo/")
    return zone.removeprefix("posix/").removeprefix("right/") if found and "/" in zone else "UTC"


def set_zone(workspace: Workspace, name: str = "") -> Made:
    """Says where I am, or notes it in the settings of this machine."""
    from tracker_tui.core.clock import zone_of

    if not name:
        return Made("", (workspace.zone_name,), {"zone": workspace.zone_name})
    zone_of(name)
    places.write_setting("zone", name)
    note: tuple[str, ...] = ()
    if os.environ.get("TRACKER_TUI_ZONE"):
        note = (f"TRACKER_TUI_ZONE={os.environ['TRACKER_TUI_ZONE']} comes before it",)
    return Made(f"The zone is {name} now", (name,), {"zone": name}, (), note)


def locate(workspace: Workspace) -> list[tuple[str, str]]:
    """Which folders and files are in use."""
    root = workspace.root
    rows: Iterable[tuple[str, str]] = [
        ("workspace", root),
        ("business", os.path.join(root, layout.BUSINESS)),
        ("time", os.path.join(root, "time")),
        ("machine state", os.path.join(root, layout.MACHINE)),
        ("settings", places.config_file()),
        ("themes", places.shipped("themes")),
        ("cache", places.cache_folder()),
    ]
    return list(rows)
