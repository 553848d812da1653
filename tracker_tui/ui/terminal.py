"""The process and its terminal: how the app begins, and how it ends whatever happens.

Imports nothing of Textual by itself, because the environment that Textual reads when it is
imported is prepared here, and because this must also say no where there is no terminal.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tracker_tui.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from rich.console import RenderableType
    from textual.app import App

    Base = App[Any]
else:
    Base = object

GRACE = 3.0
"""Seconds after a signal within which the app ends by itself; then it is ended."""
LONGEST_WAIT = 10.0
"""Seconds that the end waits for work which must not be lost."""

ENVIRONMENT = {
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
    "ESCDELAY": "50",
}
"""What Textual is told unless the user says otherwise; the delay is of escape, in milliseconds."""


def prepare() -> None:
    """Set what Textual reads from the environment. To be called before it is imported."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)


def check_terminal() -> None:
    """Refused where nobody could see the screens or press a key."""
    for stream, name in ((sys.__stdin__, "standard input"), (sys.__stderr__, "standard error")):
        if stream is None or not stream.isatty():
            raise Refused(
                f"{name} is not a terminal, and the screens need one; "
                "`tracker-tui --help` lists the commands for everything else"
            )
    if sys.platform != "win32" and os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        raise Refused(
            "a terminal without a type (TERM) cannot show the screens; "
            "`tracker-tui --help` lists the commands"
        )


class PoliteApp(Base):
    """To be mixed into an App before `App`: a defect ends it without a word from Textual.

    What is to be said is said by `run_app`, once the terminal is whole again.
    """

    use_mouse = True
    """Whether the terminal is asked for clicks and the wheel."""

    def _set_pointer_shape(self, shape: str) -> None:
        """The pointer keeps its shape: not every terminal knows what to do with the sequence."""

    def panic(self, *renderables: RenderableType) -> None:
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


class _Work:
    """Counts pieces of work that must come to their end."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0

    @contextmanager
    def going_on(self) -> Iterator[None]:
        with self._changed:
            self._count += 1
        try:
            yield
        finally:
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait until nothing goes on; False where time ran out."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._count, seconds)


_work = _Work()

busy = _work.going_on
"""`with busy():` in a thread: the process does not end inside, within `LONGEST_WAIT`.

What the main thread does needs no guard: signals and keys that end the app wait their turn.
"""


def run_app(make: Callable[[], PoliteApp]) -> int:
    """Run the app that `make` imports and builds, to its end and that of the process.

    It returns only where the process cannot be ended here (Windows). Refused without a terminal.
    """
    prepare()
    check_terminal()
    app = make()
    end = _End(app)
    code = end.run()
    _work.wait(LONGEST_WAIT)
    error = app._exception
    if error is not None:
        code = _report(error, str(getattr(app, "root", "")))
    return _leave(code)


class _End:
    """Runs an app, and ends it on the signals that mean its end."""

    def __init__(self, app: PoliteApp) -> None:
        self._app = app
        self._code: int | None = None

    def run(self) -> int:
        """The exit code: the app's own, or 128 and the number of the signal."""
        import asyncio

        app = self._app
        if sys.platform != "win32":
            from tracker_tui.ui.unix_driver import UnixDriver

            app.driver_class = UnixDriver
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        for name in ("SIGHUP", "SIGTERM", "SIGINT", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None:  # also where whoever started this told it to ignore the signal
                signal.signal(number, self._on_signal)
        try:
            app.run(mouse=app.use_mouse, loop=self._loop)
        except Exception as error:
            app._exception = app._exception or error
        return self._code if self._code is not None else app.return_code or 0

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        """Between two steps of the main thread, even while it waits for a terminal that hangs."""
        if self._code is None:
            self._code = 128 + number
            threading.Thread(target=self._insist, daemon=True).start()
            self._loop.call_soon_threadsafe(self._app.exit, None, self._code)

    def _insist(self) -> None:
        """End the process where the app does not."""
        time.sleep(GRACE)
        _work.wait(LONGEST_WAIT)
        restore = getattr(self._app._driver, "restore", None)
        if restore is not None:
            restore()
        os._exit(self._code or 1)


def _leave(code: int) -> int:
    """End the process; tearing down what nobody needs any more would take a tenth of a second."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            code = code or 1
    if sys.platform == "win32":
        return code
    os._exit(code)


def _report(error: Exception, root: str) -> int:
    """Say in one line that there is a defect, and where the rest is; returns the exit code."""
    import traceback

    from tracker_tui.core.plain import one_line

    cause = getattr(error, "error", error)  # of a worker's failure
    text = "".join(traceback.format_exception(cause))
    if os.environ.get("TRACKER_TUI_DEBUG"):
        where = "above"
        sys.stderr.write(text)
    else:
        where = f"in {_keep(text, root)}"
    words = one_line(f"{type(cause).__name__}: {cause}")[:300]
    sys.stderr.write(
        f"tracker-tui: unexpected {words} (this is a defect; the details are {where})\n"
    )
    return 1


def _keep(text: str, root: str) -> str:
    """Write the details beside the workspace's caches, or else among temporary files."""
    import tempfile

    path = os.path.join(root, ".tracker", "failure.txt")
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        number, path = tempfile.mkstemp(prefix="tracker-tui-", suffix=".txt", text=True)
        with open(number, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    return path
