"""The registry of actions: each has a name, a key of its own and somebody who does it."""

from __future__ import annotations

import pytest

from tracker_tui.ui.keys import (
    SCOPES,
    actions_of,
    all_actions,
    find_clashes,
    key_words,
    read_keymap,
)
from tracker_tui.ui.keys_page import TITLES, keys_page, page_file


def test_names_are_unique_and_say_what_they_do() -> None:
    names = [action.id for _, action in all_actions()]
    assert len(names) == len(set(names))
    for _, action in all_actions():
        assert action.id.count(".") == 1, action.id
        assert action.title and action.help.endswith("."), action.id


def test_no_key_means_two_things_in_one_place() -> None:
    assert find_clashes({}) == []


def test_what_cannot_be_undone_has_a_capital_letter() -> None:
    for _, action in all_actions():
        if action.final:
            assert not action.keys or action.keys[0].isupper(), action.id


@pytest.mark.parametrize("scope", SCOPES)
def test_the_footer_has_at_most_six(scope: str) -> None:
    names = (scope, *SCOPES[scope])
    assert sum(action.footer for name in names for action in actions_of(name)) <= 6


def test_a_user_may_choose_other_keys() -> None:
    keymap = read_keymap({"tracker.toml": {"timer.start": "f5,?"}})
    assert keymap.keys == {"timer.start": "f5,question_mark"}
    assert keymap.problems == ("keys: ? means timer.start and app.help",)


def test_keys_may_be_written_as_tables() -> None:
    keymap = read_keymap({"tracker.toml": {"timer": {"start": "f5"}}})
    assert keymap == ({"timer.start": "f5"}, ())


def test_this_machine_comes_after_the_workspace() -> None:
    tables = {"tracker.toml": {"timer.start": "f5"}, "config.toml": {"timer.start": "f6"}}
    assert read_keymap(tables).keys == {"timer.start": "f6"}


def test_what_is_wrong_with_keys_is_said() -> None:
    keymap = read_keymap({"tracker.toml": {"timer.strat": "f5", "timer.stop": 7}})
    assert keymap.keys == {}
    assert keymap.problems == (
        'tracker.toml: keys."timer.strat": there is no such action; did you mean timer.start?',
        "tracker.toml: keys.timer.stop: expected keys in quotes, such as 'f5,x'",
    )


def test_a_clash_names_both_actions() -> None:
    problems = read_keymap({"config.toml": {"timer.start": "u"}}).problems
    assert problems == ("keys: u means timer.start and change.undo",)


def test_keys_are_shown_as_people_call_them() -> None:
    assert key_words("question_mark,ctrl+p,less_than_sign") == "?, ctrl+p, <"


def test_the_manual_has_every_action() -> None:
    """`make manual` writes the page anew."""
    assert set(TITLES) == set(SCOPES)
    with open(page_file(), encoding="utf-8") as file:
        assert file.read() == keys_page()
