"""Themes: every colour can be read on the ground that it stands on; wrong ones say where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.contrasts import contrast
from tracker_tui.core.errors import FieldError, Refused
from tracker_tui.core.screen_theme import COLOURS, STATES, read_screen_theme
from tracker_tui.services.places import shipped
from tracker_tui.services.screen_themes import find_theme, theme_names

if TYPE_CHECKING:
    from pathlib import Path

READABLE, STRONG = 4.5, 7.0  # WCAG 2.2, levels AA and AAA
NAMES = [name for name in theme_names() if not find_theme(name).ansi]


def test_at_least_six_themes_ship_and_two_of_them_leave_the_colours_to_the_terminal() -> None:
    assert {"evening", "paper", "harbour", "contrast", "mono", "terminal"} <= set(theme_names())
    assert {name for name in theme_names() if find_theme(name).ansi} == {
        "terminal",
        "terminal-light",
    }


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0000ff", "#ffffff") == pytest.approx(8.59, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_can_be_read_on_every_ground(name: str) -> None:
    colours = find_theme(name).colours
    enough = STRONG if name == "contrast" else READABLE
    grounds = [colours[ground] for ground in ("background", "panel", "field")]
    letters = ["text", "muted", "accent", "success", "warning", "error", *STATES]
    poor = {
        letter: round(min(contrast(colours[letter], ground) for ground in grounds), 2)
        for letter in letters
        if min(contrast(colours[letter], ground) for ground in grounds) < enough
    }
    assert not poor
    assert contrast(colours["cursor_text"], colours["cursor"]) >= enough


@pytest.mark.parametrize("name", NAMES)
def test_the_bar_of_the_cursor_is_seen(name: str) -> None:
    colours = find_theme(name).colours
    assert contrast(colours["cursor"], colours["background"]) >= 1.25


def test_the_theme_without_colours_has_greys_alone() -> None:
    for colour in find_theme("mono").colours.values():
        assert colour[1:3] == colour[3:5] == colour[5:7]


def test_states_without_a_colour_take_their_kind() -> None:
    record = {"colours": dict.fromkeys(COLOURS, "#111111") | {"error": "#ff0000"}}
    theme = read_screen_theme("own", record | {"states": {"paid": "#00ff00"}})
    assert theme.colours["overdue"] == "#ff0000"
    assert theme.colours["paid"] == "#00ff00"


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({}, "colours.text"),
        ({"colours": {"text": "red"}}, "colours.text"),
        ({"colours": {"texxt": "#000000"}}, "colours.texxt"),
        ({"ansi": True, "colours": {"text": "ansi_pink"}}, "colours.text"),
        ({"colour": {}}, "colour"),
        ({"dark": "yes"}, "dark"),
    ],
)
def test_what_is_wrong_is_named(record: dict[str, object], key: str) -> None:
    with pytest.raises(FieldError) as caught:
        read_screen_theme("own", record)
    assert caught.value.key == key


def test_a_theme_of_ones_own_says_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    own = tmp_path / "tracker-tui" / "themes" / "mine.toml"
    own.parent.mkdir(parents=True)
    shipped_one = shipped("themes", "screen", "paper.toml")
    with open(shipped_one, encoding="utf-8") as file:
        text = file.read()
    own.write_text(text.replace('muted = "#62676f"', 'muted = "grey"'), encoding="utf-8")
    assert "mine" in theme_names()
    with pytest.raises(Refused, match=r"mine\.toml:8: colours\.muted: .*grey.* is no colour"):
        find_theme("mine")
    with pytest.raises(Refused, match="did you mean mine"):
        find_theme("mime")
