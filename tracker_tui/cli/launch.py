"""The one door from the command line to the screens."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker_tui.ui.app import TrackerApp


SWITCH = 0.001
"""Seconds after which work in a thread lets go of the interpreter, so that keys do not wait."""


def has_terminal() -> bool:
    """Whether somebody sits at a terminal that can show the screens."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def open_screens(folder: str | None = None, person: str | None = None) -> int:
    """Opens the screens on a workspace, or the welcome screen where there is none yet.

    Returns the exit code.
    """

    def make() -> TrackerApp:
        import os

        from tracker_tui.services.opening import find_root, open_workspace
        from tracker_tui.services.preferences import read_preferences
        from tracker_tui.ui.app import make_app

        root = find_root(folder)
        exists = os.path.exists(os.path.join(root, "tracker.toml"))
        workspace = open_workspace(root, person) if exists else None
        return make_app(root, workspace, read_preferences(workspace))

    return _run(make)


def open_demo_screens(folder: str | None = None) -> int:
    """Opens the screens on a copy of the example workspace, whose clock goes on from its moment.

    Returns the exit code.
    """
    from tracker_tui.services.demo import open_example

    workspace = open_example(folder)
    print(f"a copy of the example studio: {workspace.root}", file=sys.stderr)

    def make() -> TrackerApp:
        from tracker_tui.services.preferences import read_preferences
        from tracker_tui.ui.app import make_app

        return make_app(workspace.root, workspace, read_preferences(workspace))

    return _run(make)


def _run(make: Callable[[], TrackerApp]) -> int:
    from tracker_tui.ui.terminal import prepare, run_app

    prepare()
    sys.setswitchinterval(SWITCH)
    gc.disable()  # until the first frame is painted
    return run_app(make)
