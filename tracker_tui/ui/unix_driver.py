"""Textual's driver for Unix terminals, with an end to its input and without its idle looks."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from textual.app import App

RESTORE = (
    "\x1b[0m\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1002l\x1b[?1006l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Everything that the app turns on, turned off."""


def hang_up() -> None:
    """The terminal is gone: the same as if the system had said so."""
    os.kill(os.getpid(), signal.SIGHUP)


class Outlet:
    """The terminal as a file that is written to; where it has gone, what is written is dropped."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._gone = False

    def write(self, text: str) -> int:
        self._attempt(lambda: self._file.write(text))
        return len(text)

    def flush(self) -> None:
        self._attempt(self._file.flush)

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

    def _attempt(self, act: Callable[[], object]) -> None:
        if self._gone:
            return
        try:
            act()
        except OSError:
            self._gone = True
            hang_up()


class UnixDriver(LinuxDriver):
    """Sleeps until there is input, ends when there can be none any more, and leaves quickly."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._outlet = Outlet(self._file or sys.stderr)
        self._file = cast(Any, self._outlet)
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._woken, False)
        self._in_use = False

    # Begin and end

    def start_application_mode(self) -> None:
        self._in_use = True
        begin: Callable[[], None] = super().start_application_mode
        begin()
        tell_size = signal.getsignal(signal.SIGWINCH)
        forget: Callable[[], None] | None = getattr(self._app, "forget_frame", None)
        if forget is not None and callable(tell_size):

            def on_size(number: int, frame: FrameType | None) -> None:
                forget()
                tell_size(number, frame)

            signal.signal(signal.SIGWINCH, on_size)

    def stop_application_mode(self) -> None:
        super().stop_application_mode()
        self._in_use = False

    def restore(self) -> None:
        """Give the terminal back without the app's help, from any thread, waiting for nothing."""
        if not self._in_use:
            return
        with suppress(OSError, termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            os.set_blocking(self._outlet.fileno(), False)
            os.write(self._outlet.fileno(), RESTORE.encode())

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop; also after one that could not be seen coming (SIGSTOP)."""
        if self._auto_restart and not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    # The terminal's size and modes

    def _get_terminal_size(self) -> tuple[int, int]:
        """That of the terminal which is painted on, wherever standard output goes."""
        try:
            width, height = os.get_terminal_size(self._outlet.fileno())
        except OSError:
            width = height = 0
        return (width, height) if width and height else super()._get_terminal_size()

    def _enable_mouse_support(self) -> None:
        """Ask for clicks, drags and the wheel; mere movement would keep a slow line busy."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1002h\x1b[?1006h")

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1000l\x1b[?1002l\x1b[?1006l")

    def _query_in_band_window_resize(self) -> None:
        """Not asked: the signal is enough."""

    # Input

    def disable_input(self) -> None:
        os.write(self._waker, b".")
        super().disable_input()
        with suppress(BlockingIOError):
            os.read(self._woken, 64)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            hang_up()

    def run_input_thread(self) -> None:
        """Read keys until told to stop; at the end of input the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            due = parser._timeout_time
            wait = None if due is None else max(0.0, due - get_time())
            ready, _, _ = select.select([self.fileno, self._woken], [], [], wait)
            if self.fileno in ready:
                data = os.read(self.fileno, 4096)
                if not data:
                    hang_up()
                    return
                text = decode(data)
                for message in parser.feed(text) if text else ():
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
