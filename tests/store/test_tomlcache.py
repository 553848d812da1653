"""Parsed TOML that is kept is that of the very bytes, to the type."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker_tui.store.files import Files

if TYPE_CHECKING:
    from pathlib import Path

TEXT = 'name = "Acme [x]"\nfrom = 2026-01-02\nhourly = 90.00\n[projects.api]\narchived = true\n'


def test_a_second_reader_takes_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "clients" / "acme.toml"
    path.parent.mkdir()
    path.write_text(TEXT, "utf-8")
    first = Files(str(tmp_path)).toml("clients/acme.toml")
    assert (tmp_path / ".tracker/toml/clients-acme.toml.json").exists()
    second = Files(str(tmp_path)).toml("clients/acme.toml")
    assert (
        first
        == second
        == {
            "name": "Acme [x]",
            "from": date(2026, 1, 2),
            "hourly": Decimal("90.00"),
            "projects": {"api": {"archived": True}},
        }
    )
    assert str(second["hourly"]) == "90.00"
    texts = Files(str(tmp_path)).toml_texts("clients/acme.toml")
    assert texts is not None and texts["projects"] == {"api": {"archived": True}}


def test_other_bytes_with_the_same_stamp_are_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "tracker.toml"
    path.write_text('name = "One"\n', "utf-8")
    found = path.stat()
    assert Files(str(tmp_path)).toml("tracker.toml") == {"name": "One"}
    path.write_text('name = "Two"\n', "utf-8")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert Files(str(tmp_path)).toml("tracker.toml") == {"name": "Two"}
    assert Files(str(tmp_path)).toml_texts("tracker.toml") == {"name": "Two"}


def test_a_spoilt_or_unwritable_cache_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "tracker.toml").write_text('name = "One"\n', "utf-8")
    Files(str(tmp_path)).toml("tracker.toml")
    (tmp_path / ".tracker/toml/tracker.toml.json").write_text("{", "utf-8")
    assert Files(str(tmp_path)).toml("tracker.toml") == {"name": "One"}
