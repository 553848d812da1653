"""A program in a terminal of its own: a pseudo-terminal, with pyte behind it as the screen.

Nothing here decides by a fixed sleep: one waits for what the screen shows, or until the program
has nothing left to do.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from time import monotonic
from typing import TYPE_CHECKING, Self

import pyte

from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

PATIENCE = 30.0
"""Seconds after which something that was waited for is a failure."""
PAUSE = 0.08
"""Seconds without output or work after which the program is taken to be at rest."""
AT_WORK = 1_500_000
"""Nanoseconds of work within a pause that are no work: threads that look up and sleep on."""

KEYS = {
    "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f", "space": " ",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "delete": "\x1b[3~", "shift+tab": "\x1b[Z",
}  # fmt: skip

_MODE = re.compile(rb"\x1b\[\?(\d+)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>])\d*u")
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?\d+\$p")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*)?\Z")


def command(*words: str) -> list[str]:
    """The words that run tracker-tui with this Python."""
    return [sys.executable, "-m", "tracker_tui", *words]


class PtyProgram:
    """A running program: `text` is what its terminal shows, `received` counts its bytes."""

    def __init__(
        self,
        words: Sequence[str],
        *,
        cwd: Path,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        ignore_hangup: bool = False,
        answers: bool = True,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._rest = b""
        self._answers = answers
        self.output = bytearray()
        self.modes: dict[int, bool] = {}
        self.kitty = 0
        self.ended = False
        self._master, slave = pty.openpty()
        self._set_size(size)
        self.attributes = termios.tcgetattr(self._master)

        def own_terminal() -> None:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            if ignore_hangup:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)

        self.process = subprocess.Popen(
            list(words),
            cwd=cwd,
            env=surroundings(env),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            preexec_fn=own_terminal,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.close()

    @property
    def received(self) -> int:
        """How many bytes the program has written."""
        return len(self.output)

    @property
    def text(self) -> str:
        """The lines of the screen, as the terminal shows them."""
        return "\n".join(self.screen.display)

    @property
    def after(self) -> str:
        """What was written after the program had left its screen."""
        _, left, rest = bytes(self.output).rpartition(b"\x1b[?1049l")
        plain = re.sub(rb"\x1b\[[0-9;?<>]*[a-zA-Z]", b"", rest) if left else b""
        return plain.decode("utf-8", "replace")

    def press(self, *keys: str) -> None:
        """Press keys by their names; everything else is typed as it stands."""
        for key in keys:
            if key.startswith("ctrl+"):
                self.type(chr(ord(key[-1]) & 31))
            else:
                self.type(KEYS.get(key, key))

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size, and its program the signal for it."""
        self.screen.resize(size[1], size[0])
        self._set_size(size)

    def wait_for(self, *texts: str) -> None:
        """Wait until the screen shows all of these."""
        self.wait_until(lambda: all(text in self.text for text in texts), f"{texts} to be shown")

    def wait_until(self, met: Callable[[], bool], what: str = "") -> None:
        """Wait until a condition is met; it is looked at after every piece of output."""
        deadline = monotonic() + PATIENCE
        while not met():
            if monotonic() > deadline or (self.ended and self.process.poll() is not None):
                assert met(), f"waited in vain for {what or met}; the screen:\n{self.text}"
                return
            self.pump(0.05)

    def wait_quiet(self) -> None:
        """Wait until the program writes nothing and computes nothing."""
        deadline = monotonic() + PATIENCE
        while not self.ended:
            assert monotonic() < deadline, f"it never comes to rest; the screen:\n{self.text}"
            before = (self.received, self.worked)
            until = monotonic() + PAUSE
            while monotonic() < until:
                self.pump(until - monotonic())
            if self.received == before[0] and self.worked - before[1] < AT_WORK:
                return

    def bytes_of(self, *keys: str) -> int:
        """How many bytes these keys cost a program at rest until it is so again."""
        before = self.received
        self.press(*keys)
        self.wait_quiet()
        return self.received - before

    def wait_end(self) -> int:
        """Wait for the end of the process; returns its code, negative for a signal."""
        self.wait_until(lambda: self.process.poll() is not None, "its end")
        while not self.ended:
            self.pump(0.05)
        return self.process.wait()

    def close(self) -> None:
        """Take the terminal away."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
            self.ended = True

    @property
    def worked(self) -> int:
        """Nanoseconds that the process has computed, all its threads together."""
        total = 0
        folder = f"/proc/{self.process.pid}/task"
        try:
            for thread in os.listdir(folder):
                with open(f"{folder}/{thread}/schedstat", encoding="ascii") as file:
                    total += int(file.read().split()[0])
        except OSError:  # it has ended, or the system does not tell
            pass
        return total

    def pump(self, seconds: float) -> None:
        """Take what the program writes within the time, at least one piece if there is one."""
        if self.ended:
            select.select([], [], [], max(seconds, 0))
            return
        ready, _, _ = select.select([self._master], [], [], max(seconds, 0))
        if ready:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # EIO: nobody holds the other side any more
                data = b""
            if data:
                self._take(data)
            else:
                self.ended = True

    def _take(self, data: bytes) -> None:
        self.output += data
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._rest = data[:cut], data[cut:]
        for number, state in _MODE.findall(data):
            self.modes[int(number)] = state == b"h"
        for sign in _KITTY.findall(data):
            self.kitty += 1 if sign == b">" else -1
        if self._answers and b"\x1b[?2026$p" in data:
            self.type("\x1b[?2026;2$y")
        screens = _UNKNOWN_TO_PYTE.sub(b"", data).split(b"\x1b[?1049l")
        self._stream.feed(screens[0])
        for shown in screens[1:]:  # the screen that was there before, of which nothing is known
            self.screen.reset()
            self._stream.feed(shown)

    def _set_size(self, size: tuple[int, int]) -> None:
        packed = struct.pack("HHHH", size[1], size[0], 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, packed)

    def check_restored(self) -> None:
        """The terminal is as it was: its screen, cursor, mouse, keys and line discipline."""
        on = {number for number, state in self.modes.items() if state}
        assert on <= {7, 25}, f"modes left on: {on}"
        assert self.modes.get(25, True), "the cursor is hidden"
        assert self.modes.get(7, True), "lines do not wrap"
        assert self.kitty == 0, "the keyboard protocol is left on"
        assert termios.tcgetattr(self._master) == self.attributes, "the line discipline is changed"


def surroundings(env: Mapping[str, str] | None = None) -> dict[str, str]:
    """An xterm with all colours, and nothing of this machine's settings."""
    dropped = (
        "PYTHON",
        "NO_COLOR",
        "TEXTUAL",
        "SSH_",
        "TMUX",
        "TERM",
        "COLUMNS",
        "LINES",
        "ESCDELAY",
    )
    kept = {key: value for key, value in os.environ.items() if not key.startswith(dropped)}
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return {**kept, **terminal, "PYTHONPATH": str(ROOT), **(env or {})}
