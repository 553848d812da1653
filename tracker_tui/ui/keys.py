"""The registry of actions: bindings, footer, help, palette, keymap and manual are read from it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.binding import BindingType

    from tracker_tui.ui.action import Action

SCOPES: dict[str, tuple[str, ...]] = {
    "everywhere": (),
    "today": ("entries", "list"),
    "log": ("entries", "period", "list"),
    "clients": ("list",),
    "invoices": ("list",),
    "preview": (),
    "reports": ("period", "list"),
    "settings": (),
    "history": ("list",),
    "check": ("list",),
    "messages": ("list",),
    "manual": ("list",),
    "welcome": (),
    "entries": ("list",),
    "period": (),
    "list": (),
    "form": (),
    "line": (),
    "prompt": (),
    "pick": (),
    "confirm": (),
}
"""Every scope, with those that are in force beside it (and `everywhere`)."""

ALONE = ("form", "line", "prompt", "pick", "confirm", "welcome")
"""Scopes that take the keys for themselves while they are open."""

NAMES = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "full_stop": ".",
    "comma": ",",
    "semicolon": ";",
    "apostrophe": "'",
    "quotation_mark": '"',
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "percent_sign": "%",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "exclamation_mark": "!",
    "asterisk": "*",
    "number_sign": "#",
    "at": "@",
    "ampersand": "&",
    "underscore": "_",
    "vertical_line": "|",
    "tilde": "~",
    "dollar_sign": "$",
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "backspace": "bksp",
    "delete": "del",
}
"""Keys as people call them, where that differs from their names in `[keys]`."""


def actions_of(scope: str) -> tuple[Action, ...]:
    """The actions of a scope."""
    actions: tuple[Action, ...] = import_module(f"tracker_tui.ui.actions.{scope}").ACTIONS
    return actions


def all_actions() -> Iterator[tuple[str, Action]]:
    """Every action with its scope."""
    for scope in SCOPES:
        for action in actions_of(scope):
            yield scope, action


def bindings(scope: str) -> list[BindingType]:
    """The default keys of a scope, for `BINDINGS` of the widget or screen that handles them."""
    from textual.binding import Binding

    return [
        Binding(
            action.keys,
            action.handler,
            action.title,
            show=action.footer,
            tooltip=action.help,
            id=action.id,
        )
        for action in actions_of(scope)
        if action.keys
    ]


def key_words(keys: str) -> str:
    """`j,down` as people read it: `j, down`."""
    return ", ".join(key_word(key) for key in keys.split(",") if key)


def key_word(key: str) -> str:
    """One key as people read it."""
    *held, last = key.strip().split("+")
    return "+".join([*held, NAMES.get(last, last)])


class Keymap(NamedTuple):
    """The user's keys by action, and what is wrong with them (a line each)."""

    keys: dict[str, str]
    problems: tuple[str, ...]


def read_keymap(tables: Mapping[str, Mapping[str, object]]) -> Keymap:
    """The `[keys]` tables of the files named, the later over the earlier: `"timer.start" = "f5"`.

    Unknown actions, and keys that then mean two things, are problems.
    """
    known = {action.id: action for _, action in all_actions()}
    keys: dict[str, str] = {}
    problems: list[str] = []
    for file, table in tables.items():
        for name, typed in _flat(table):
            if name not in known:
                problems.append(_unknown(file, name, list(known)))
            elif not isinstance(typed, str) or not typed.strip():
                problems.append(f"{file}: keys.{name}: expected keys in quotes, such as 'f5,x'")
            else:
                keys[name] = _key_names(typed)
    for clash in find_clashes(keys):
        problems.append(f"keys: {clash}")
    return Keymap(keys, tuple(problems))


def _flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Names with their dots, whether or not they were in quotes."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _unknown(file: str, name: str, known: list[str]) -> str:
    from tracker_tui.core.ids import shown
    from tracker_tui.core.near import nearest

    near = nearest(name, known)
    hint = f"did you mean {near}?" if near else "the manual lists all actions"
    return f"{file}: keys.{shown(name)}: there is no such action; {hint}"


def _key_names(typed: str) -> str:
    """Keys as typed (`?`, `f5`, `ctrl+p`) by the names that Textual has for them."""
    by_sign = {sign: name for name, sign in NAMES.items()}
    if typed.strip() in (",", "+"):
        return by_sign[typed.strip()]
    found = []
    for key in typed.replace(" ", "").split(","):
        *held, last = key.split("+") if key != "+" else ["+"]
        found.append("+".join([*held, by_sign.get(last, last)]))
    return ",".join(found)


def find_clashes(keys: Mapping[str, str]) -> list[str]:
    """What each key means twice in one place, given the user's keys over the default ones."""
    scopes = {scope: actions_of(scope) for scope in SCOPES}
    problems: dict[str, None] = {}
    for scope, beside in SCOPES.items():
        together = [scope, *beside]
        if scope not in ALONE and scope != "everywhere":
            together.append("everywhere")
        taken: dict[str, str] = {}
        for action in (action for name in together for action in scopes[name]):
            for key in filter(None, keys.get(action.id, action.keys).split(",")):
                first = taken.setdefault(key.strip(), action.id)
                if first != action.id:
                    problems[f"{key_word(key)} means {first} and {action.id}"] = None
    return list(problems)
