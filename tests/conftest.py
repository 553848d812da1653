"""What every test stands on: the same examples every time, and nothing of this machine's."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.load_profile("same")

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"

GIT_IDENTITY = "[user]\n\tname = Ada Example\n\temail = ada@example.org\n"


@pytest.fixture(scope="session", autouse=True)
def nothing_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No settings, no workspace, no git identity of the person who runs the tests."""
    home = tmp_path_factory.mktemp("home")
    (home / "gitconfig").write_text(GIT_IDENTITY, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith(("TRACKER_TUI_", "GIT_", "XDG_")):
                patch.delenv(name)
        for name in ("NO_COLOR", "EDITOR", "VISUAL"):
            patch.delenv(name, raising=False)
        patch.setenv("HOME", str(home))
        patch.setenv("GIT_CONFIG_GLOBAL", str(home / "gitconfig"))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("TZ", "UTC")
        patch.setenv("TMPDIR", str(home))
        patch.setattr(tempfile, "tempdir", str(home))
        yield


@pytest.fixture
def samples() -> Path:
    """Real files of other programs, where they lie beside the project."""
    if not SAMPLES.is_dir():
        pytest.skip("no sample files beside the project")
    return SAMPLES
