"""The settings of this machine: what is wrong is named and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.services.small_workspace import BUSINESS, make_workspace, write
from tracker_tui.services.preferences import Preferences, read_preferences

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def configure(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> str:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    write(folder, "config/tracker-tui/config.toml", text)
    return str(folder / "config/tracker-tui/config.toml")


def test_without_settings_all_is_as_usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    assert read_preferences(make_workspace(tmp_path / "space")) == Preferences()
    assert read_preferences(None) == Preferences()


def test_settings_and_keys_of_both_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'theme = "paper"\nascii = true\nseconds = false\n[keys]\n"timer.stop" = "f6"\n'
    config = configure(tmp_path, monkeypatch, text)
    business = BUSINESS.replace("[[taxes]]", '[keys]\n"timer.start" = "f5"\n[[taxes]]')
    found = read_preferences(make_workspace(tmp_path / "space", business))
    assert (found.theme, found.ascii, found.seconds, found.lean) == ("paper", True, False, True)
    assert found.keys == {"tracker.toml": {"timer.start": "f5"}, config: {"timer.stop": "f6"}}
    assert list(found.keys) == ["tracker.toml", config]
    assert found.problems == ()


def test_what_is_wrong_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = configure(tmp_path, monkeypatch, 'theme = 7\nlean = "no"\nkeys = "vim"\n')
    found = read_preferences(None)
    assert found.theme == Preferences().theme
    assert found.problems == (
        f"{config}: keys: expected a table [keys]",
        f"{config}: theme: expected text in quotes",
        f"{config}: lean: expected true or false",
    )


def test_a_file_that_is_no_toml_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = configure(tmp_path, monkeypatch, "theme = \n")
    (problem,) = read_preferences(None).problems
    assert problem.startswith(config)
