"""Everything by its name: actions, places, clients, projects, documents, themes; and the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.ui.dialogs.pick import Pick
from tracker_tui.ui.keys import SCOPES, actions_of, key_words
from tracker_tui.ui.themes import use_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.dom import DOMNode

    from tracker_tui.ui.action import Action
    from tracker_tui.ui.host import Framed, Host
    from tracker_tui.ui.widgets.grid import Grid

    Option = tuple[str, str, str]

HEADINGS = {"everywhere": "everywhere", "list": "in every list", "entries": "entries"}
"""What scopes are called in the help, where that is not their own name."""

MOST_DOCUMENTS = 500
"""How many of the newest documents the palette names."""


def open_palette(host: Host) -> None:
    """Lists what can be done here and what there is; what is picked is done or opened."""
    nodes = _reachable(host)
    options = [
        (f"do:{action.id}", f"{action.title}: {action.help}", _keys(host, action))
        for action, _ in nodes
    ]
    options += _nouns(host)

    def take(picked: str | None) -> None:
        kind, _, name = (picked or "").partition(":")
        if kind == "do":
            action, node = next(pair for pair in nodes if pair[0].id == name)
            host.call_later(host.run_action, action.handler, node)
        elif kind:
            _open(host, kind, name)

    host.push_screen(Pick("What next?", options, "", (4, 1)), take)


def open_help(host: Host) -> None:
    """Lists the keys of what has the focus; what is picked is done."""
    nodes = _reachable(host)

    def take(picked: str | None) -> None:
        for action, node in nodes:
            if action.id == picked:
                host.call_later(host.run_action, action.handler, node)

    options = [
        (action.id, f"{_keys(host, action):<12} {action.title}", action.help) for action, _ in nodes
    ]
    host.push_screen(
        Pick("Keys here; enter does it. F1 opens the manual.", options, "", (2, 3)), take
    )


def _reachable(host: Host) -> list[tuple[Action, DOMNode]]:
    """The actions that can be done now, nearest to the focus first, with who does them."""
    place = host.place
    if place is None:
        return []
    scope = place.focus_scope()
    names = dict.fromkeys((scope, *SCOPES.get(scope, ()), place.scope, *SCOPES[place.scope]))
    chain = _chain(host, place)
    found = []
    for action in _actions([*names, "everywhere"]):
        handler = f"action_{action.handler}"
        node = next((one for one in chain if hasattr(one, handler)), None)
        if node is not None:
            found.append((action, node))
    return found


def _actions(scopes: Sequence[str]) -> Iterator[Action]:
    for scope in scopes:
        yield from actions_of(scope)


def _chain(host: Host, place: Framed) -> list[DOMNode]:
    """The focus and all around it; without one the widgets of the place that have keys."""
    chain: list[DOMNode] = []
    if place.focused is not None:
        chain += [one for one in place.focused.ancestors_with_self if one is not host]
    else:
        chain.append(place)
    return [*chain, host]


def _keys(host: Host, action: Action) -> str:
    return key_words(host.user_keys.get(action.id, action.keys))


# Nouns


def _nouns(host: Host) -> list[Option]:
    """Clients, projects and documents, each by its name."""
    workspace = host.workspace
    options: list[Option] = []
    for client_id in workspace.client_ids():
        record = workspace.client_record(client_id) or {}
        options.append((f"client:{client_id}", f"client {client_id}", str(record.get("name", ""))))
        projects = record.get("projects")
        if isinstance(projects, dict):
            for project in projects:
                name = f"{client_id}/{project}"
                options.append((f"start:{name}", f"start {name}", "a timer on this project"))
    from tracker_tui.services.documents import list_documents

    for one in list_documents(workspace)[-MOST_DOCUMENTS:]:
        name = one["number"] or one["id"]
        options.append((f"document:{name}", f"{one['kind']} {name}", str(one.get("client", ""))))
    return options


def _open(host: Host, kind: str, name: str) -> None:
    if kind == "client":
        host.go("clients", client=name)
    elif kind == "document":
        host.go("invoices", show=name)
    else:
        host.quick_entry("start", text=f"{name} ")


# Themes


class ThemePick(Pick):
    """The themes, each put on while it is under the cursor."""

    def __init__(self, host: Host, names: Sequence[str]) -> None:
        before = host.theme
        options = [(name, name, "now" if name == before else "") for name in names]
        super().__init__("Theme", options, before)
        self._host = host

    def on_grid_moved(self, event: Grid.Moved) -> None:
        event.stop()
        if event.key and event.key != self._host.theme:
            for problem in use_theme(self._host, event.key, self._host.workspace.root):
                self._host.say(problem, problem=True)


def choose_theme(host: Host) -> None:
    """Lets the user choose the theme; escape puts the old one on again."""
    from tracker_tui.services.screen_themes import theme_names

    before = host.theme

    def take(picked: str | None) -> None:
        if picked is None:
            use_theme(host, before, host.workspace.root)
            return
        from tracker_tui.services.places import write_setting

        for problem in use_theme(host, picked, host.workspace.root):
            host.say(problem, problem=True)
            return
        host.perform(lambda _: write_setting("theme", picked))
        host.say(f"The theme is {picked} now")

    host.push_screen(ThemePick(host, theme_names()), take)
