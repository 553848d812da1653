"""When somebody last typed: the terminals of this user on this machine, local or over SSH."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

JUST_NOW = 120
"""What was typed within so many seconds is the present, not a sign of when somebody left."""


def last_activity(now: int, devices: str = "/dev") -> int | None:
    """The UTC second of the last key press in any of my terminals before the present; None: none.

    The system notes on each terminal's device when input was last read from it, to eight seconds;
    output leaves no such mark. This terminal, and those around it (the one in which a multiplexer
    is attached), have just had the key that led here: they count only if nobody has typed in them
    for a while, as when the program was left open. Terminals that were closed are gone, and typing
    in other windows than terminals is not seen.
    """
    found = [typed for typed in _last_inputs(devices) if typed <= now - JUST_NOW]
    return max(found, default=None)


def _last_inputs(devices: str) -> Iterator[int]:
    """When input was last read from each terminal that is this user's."""
    me = os.getuid() if hasattr(os, "getuid") else None
    for path in _terminals(devices):
        try:
            status = os.stat(path)
        except OSError:  # closed in the meantime
            continue
        if status.st_uid == me:
            yield int(status.st_atime)


def _terminals(devices: str) -> Iterator[str]:
    """Pseudo-terminals, of windows, multiplexers and SSH, and the consoles."""
    for folder, begins in ((os.path.join(devices, "pts"), ""), (devices, "tty")):
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            if name.startswith(begins) and name[-1:].isalnum() and name not in ("tty", "ptmx"):
                yield os.path.join(folder, name)
