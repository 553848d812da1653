"""A client's file in an editor: taken over as one action, or refused with the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.small_workspace import make_workspace, track, write
from tracker_tui.core.errors import Refused
from tracker_tui.services.client_text import client_text, replace_client_text
from tracker_tui.services.undoing import undo

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.workspace import Workspace

ACME = """\
# our oldest client
name = "Acme"
currency = "EUR"

[[rates]]
hourly = 90
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    write(tmp_path, "clients/acme.toml", ACME)
    return make_workspace(tmp_path)


def test_an_edited_file_is_one_action_that_can_be_undone(
    workspace: Workspace, tmp_path: Path
) -> None:
    path, before = client_text(workspace, "acme")
    assert (path, before) == (str(tmp_path / "clients/acme.toml"), ACME)
    after = before.replace('"Acme"', '"Acme [GmbH]"  # renamed').replace("90", "95")
    made = replace_client_text(workspace, "acme", before, after)
    assert made.label == "Edited the file of client acme"
    assert client_text(workspace, "acme")[1] == after
    assert workspace.clients()["acme"].name == "Acme [GmbH]"
    undo(workspace, 1)
    assert client_text(workspace, "acme")[1] == ACME


def test_what_cannot_be_read_is_refused_with_its_line(workspace: Workspace) -> None:
    for old, new, place in (
        ("90", '"ninety"', "clients/acme.toml:6: rates.0.hourly"),
        ('"EUR"', '"XYZ"', "clients/acme.toml:3: currency"),
        ('"Acme"', "Acme", "clients/acme.toml:2"),
    ):
        with pytest.raises(Refused, match=place):
            replace_client_text(workspace, "acme", ACME, ACME.replace(old, new))
    assert client_text(workspace, "acme")[1] == ACME


def test_a_currency_with_amounts_stays_and_a_file_changed_meanwhile_too(
    workspace: Workspace, tmp_path: Path
) -> None:
    track(workspace, "acme/api")
    with pytest.raises(Refused, match="its currency stays"):
        replace_client_text(workspace, "acme", ACME, ACME.replace("EUR", "CHF"))
    write(tmp_path, "clients/acme.toml", ACME + "# by hand\n")
    workspace.refresh()
    with pytest.raises(Refused, match="changed meanwhile"):
        replace_client_text(workspace, "acme", ACME, ACME.replace("90", "95"))
