"""`status`, made for prompts: one line of the workspace answers it, read without a library.

`.tracker/status` holds `SIZE MTIME_NS START PROJECT PERSON OTHERS NOTE...`: size and time of
change of the person's running.json, the start in UTC seconds (0 when nothing runs), the project
(`-` for none), how many further timers run. Whatever does not fit is answered by the services,
which read running.json itself.
"""

from __future__ import annotations

import os
import sys

from tracker_tui.services.places import config_file, usual_workspace

_VALUED = {
    "-w": "workspace",
    "--workspace": "workspace",
    "--person": "person",
    "--format": "template",
}


class _Unsure(Exception):
    """The quick way cannot know; the services can."""


def run_status(argv: list[str]) -> int | None:
    """Answer `status` with these words; None when they need the whole parser (help, mistakes)."""
    options: dict[str, str] = {}
    as_json = False
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--json":
            as_json = True
        elif name not in _VALUED or (equals and not name.startswith("--")):
            return None
        else:
            given = value if equals else next(words, None)
            if not given or (given.startswith("-") and not equals):
                return None
            options[_VALUED[name]] = given
    return show_status(
        options.get("workspace"), options.get("person"), options.get("template"), as_json
    )


def show_status(
    workspace: str | None, person: str | None, template: str | None, as_json: bool
) -> int:
    """Print what runs; nothing when nothing runs. Returns the exit code."""
    if template is not None:
        from tracker_tui.core.status_line import check_template

        check_template(template)
    try:
        if as_json or (template is not None and "{start}" in template):
            raise _Unsure
        lines = _quick_lines(workspace, person, template)
    except (_Unsure, OSError, ValueError):
        from tracker_tui.services.status import status_lines

        lines = status_lines(workspace, person, template, as_json)
    if lines:
        print(*lines, sep="\n")
    elif sys.stderr is not None and sys.stderr.isatty():
        print("no timer runs", file=sys.stderr)
    return 0


def _quick_lines(workspace: str | None, person: str | None, template: str | None) -> list[str]:
    """The lines from `.tracker/status`; raises when that is not certain to be the truth."""
    workspace = workspace or os.environ.get("TRACKER_TUI_WORKSPACE")
    person = person or os.environ.get("TRACKER_TUI_PERSON")
    if not (workspace and person):
        settings = _read_settings()
        workspace = workspace or settings.get("workspace") or usual_workspace()
        person = person or settings.get("person") or _only_person(workspace)
    if workspace.startswith("~"):
        raise _Unsure
    with open(f"{workspace}/.tracker/status", encoding="utf-8") as file:
        size, changed, start, project, owner, others, *note = file.read().rstrip("\n").split(" ", 6)
    running = os.stat(f"{workspace}/time/{person}/running.json")
    if (owner, others, size, changed) != (
        person,
        "0",
        str(running.st_size),
        str(running.st_mtime_ns),
    ):
        raise _Unsure
    if start == "0":
        return []

    from tracker_tui.core.status_line import formatted_status, plain_status

    project = "" if project == "-" else project
    seconds = _now() - int(start)
    if template is None:
        return [plain_status(project, seconds, "".join(note))]
    return [formatted_status(template, project, seconds, "".join(note))]


def _now() -> int:
    """UTC seconds, by `TRACKER_TUI_NOW` if that is set and names its offset."""
    fixed = os.environ.get("TRACKER_TUI_NOW")
    if not fixed:
        from time import time

        return int(time())
    from datetime import datetime

    moment = datetime.fromisoformat(fixed)
    if moment.tzinfo is None:
        raise _Unsure
    return int(moment.timestamp())


def _only_person(workspace: str) -> str:
    names = [name for name in os.listdir(f"{workspace}/people") if name.endswith(".toml")]
    if len(names) != 1:
        raise _Unsure
    return names[0].removesuffix(".toml")


def _read_settings() -> dict[str, str]:
    """The plain `key = "value"` lines at the top of config.toml."""
    try:
        with open(config_file(), encoding="utf-8") as file:
            text = file.read()
    except FileNotFoundError:
        return {}
    if '"""' in text or "'''" in text:
        raise _Unsure
    settings = {}
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("["):
            break
        key, _, value = line.partition("=")
        key = key.strip().strip("\"'")
        if key in ("workspace", "person"):
            settings[key] = _plain_string(value.strip())
    return settings


def _plain_string(value: str) -> str:
    """The text of a TOML string without escapes; anything else needs a real reader."""
    quote = value[:1]
    text = value[1:-1]
    if len(value) < 3 or quote not in "\"'" or value[-1] != quote or quote in text or "\\" in text:
        raise _Unsure
    return text
