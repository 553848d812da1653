"""When somebody last typed, from the marks on terminals' devices."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tracker_tui.services.activity import JUST_NOW, last_activity

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_800_000_000


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    """A folder as /dev is, without a terminal."""
    (tmp_path / "pts").mkdir()
    return tmp_path


def terminal(devices: Path, name: str, ago: int, output_ago: int = 0) -> None:
    """A terminal in which somebody typed so many seconds ago."""
    (devices / name).write_bytes(b"")
    os.utime(devices / name, (NOW - ago, NOW - output_ago))


def test_the_last_key_of_any_terminal_counts_and_output_does_not(devices: Path) -> None:
    terminal(devices, "pts/0", 50_000)
    terminal(devices, "pts/11", 40_000)
    terminal(devices, "tty1", 60_000)
    assert last_activity(NOW, str(devices)) == NOW - 40_000


def test_consoles_and_terminals_of_macos_count(devices: Path) -> None:
    terminal(devices, "ttys003", 30_000)
    terminal(devices, "tty2", 40_000)
    assert last_activity(NOW, str(devices)) == NOW - 30_000


def test_the_key_that_was_pressed_just_now_does_not_count(devices: Path) -> None:
    terminal(devices, "pts/0", 3)
    terminal(devices, "pts/1", JUST_NOW - 1)
    assert last_activity(NOW, str(devices)) is None
    terminal(devices, "pts/2", JUST_NOW)
    assert last_activity(NOW, str(devices)) == NOW - JUST_NOW


def test_what_is_no_terminal_does_not_count(devices: Path) -> None:
    for name in ("pts/ptmx", "tty", "null", "sda"):
        terminal(devices, name, 5_000)
    assert last_activity(NOW, str(devices)) is None


def test_terminals_of_others_do_not_count(devices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(devices, "pts/0", 5_000)
    mine = os.stat(devices / "pts/0").st_uid
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    assert last_activity(NOW, str(devices)) is None


def test_a_machine_without_such_devices_says_nothing(tmp_path: Path) -> None:
    assert last_activity(NOW, str(tmp_path / "nowhere")) is None


def test_this_machine_can_be_asked() -> None:
    found = last_activity(NOW)
    assert found is None or found <= NOW - JUST_NOW
