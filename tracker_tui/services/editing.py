"""Text in the user's own editor."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused, Usage

if TYPE_CHECKING:
    from collections.abc import Callable


def edit_text(text: str, name: str, apply: Callable[[str], None], otherwise: str) -> bool:
    """Let the user change a text and apply it; False where it came back unchanged.

    `name` is the end of the temporary file's name. What `apply` refuses is kept in that file, and
    the refusal says where. `otherwise` says what to do without an editor.
    """
    from tempfile import mkstemp

    command = _editor(otherwise)
    number, path = mkstemp(suffix=f"-{name}", prefix="tracker-tui-")
    with open(number, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    try:
        _run([*command, path])
        with open(path, encoding="utf-8") as file:
            changed = file.read()
        if changed != text:
            apply(changed)
    except UnicodeDecodeError:
        raise Refused(f"that is not text in UTF-8; it is kept in {path}") from None
    except Refused as error:
        kind = Usage if isinstance(error, Usage) else Refused
        raise kind(f"{error}; your text is kept in {path}") from None
    os.unlink(path)
    return changed != text


def _editor(otherwise: str) -> list[str]:
    """The words of $VISUAL or $EDITOR; at a terminal the system's usual editor otherwise."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not named:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise Refused(f"there is no editor to open: set EDITOR, or {otherwise}")
        return ["notepad" if sys.platform == "win32" else "vi"]
    if sys.platform == "win32":
        return [named]
    import shlex

    try:
        return shlex.split(named)
    except ValueError as error:
        raise Refused(f"EDITOR cannot be read ({error}): {named}") from None


def _run(command: list[str]) -> None:
    import subprocess

    try:
        done = subprocess.run(command)
    except OSError as error:
        raise Refused(f"the editor {command[0]} cannot be started: {error.strerror}") from None
    if done.returncode != 0:
        raise Refused(f"the editor {command[0]} ended with code {done.returncode}")
