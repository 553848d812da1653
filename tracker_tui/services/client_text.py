"""A client's file as text, for an editor: checked as a whole, taken over as one action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.errors import FieldError, Refused
from tracker_tui.services.changes import Made
from tracker_tui.services.clients import client_record, refuse_other_currency
from tracker_tui.services.projects import known_client
from tracker_tui.store import layout
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from tracker_tui.core.client import Client
    from tracker_tui.store.workspace import Workspace


def client_text(workspace: Workspace, client_id: str) -> tuple[str, str]:
    """The path and the text of a client's file."""
    client = known_client(workspace, client_id)
    return workspace.files.path(layout.client_file(client.id)), _text(workspace, client)


def replace_client_text(workspace: Workspace, client_id: str, before: str, after: str) -> Made:
    """Takes a client's file as somebody edited it; refused with line and key where it is wrong.

    `before` is the text that the editor was given: a file that changed meanwhile is left alone.
    """
    with workspace.locked():
        client = known_client(workspace, client_id)
        now = _text(workspace, client)
        if now != before:
            raise Refused(f"client {client.id} was changed meanwhile: edit it again")
        edited = _read(workspace, client, after)
        if edited.currency != client.currency and not client.provisional:
            refuse_other_currency(workspace, client)
        label = f"Edited the file of client {client.id}"
        workspace.commit(label, [Change(layout.client_file(client.id), (), now, after)])
        return Made(label, (), client_record(edited, workspace.business()))


def _text(workspace: Workspace, client: Client) -> str:
    from tracker_tui.store.text import decode

    file = layout.client_file(client.id)
    return decode(workspace.files.read(file) or b"", file)


def _read(workspace: Workspace, client: Client, text: str) -> Client:
    """The client that the text means."""
    from tracker_tui.core.client import read_client
    from tracker_tui.store.lines import dotted_paths, nearest, toml_lines
    from tracker_tui.store.problems import BadFile, Problem
    from tracker_tui.store.toml import read_toml

    file = layout.client_file(client.id)
    record = read_toml(text, file)
    try:
        return read_client(client.id, record, workspace.business().currency)
    except FieldError as error:
        lines = toml_lines(text)
        line = max(nearest(lines, path) for path in dotted_paths(error.key)) if error.key else 0
        raise BadFile([Problem(file, line, error.key, error.problem)]) from None
