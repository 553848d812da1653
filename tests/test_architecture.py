"""The rules of the house, held by running them: who imports whom, what is loaded, how long."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.program import ROOT, bare_modules, loaded_modules, run_code, run_program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = ROOT / "tracker_tui"

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 40
MOST_MODULES_TO_TRACK = 100
"""How many modules `start` and `stop` may import beyond a bare interpreter's."""

SCREENS_AND_DOCUMENTS = {"babel", "fpdf", "rich", "textual"}
SLOW_TO_START = {"dataclasses", "inspect", "pathlib", "pendulum", "subprocess", "tomlkit"}
NOT_FOR_A_PROMPT = {"argparse", "json", "pendulum", "re", "tinydb", "tracker_tui.store", "typing"}

NOW = "2026-11-20T10:00:00+01:00"


# Who imports whom


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def copied_house(tmp_path: Path) -> Path:
    """The package and its contracts in a folder of their own."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "tracker_tui", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_every_import_keeps_the_contracts() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("place", "line", "contract"),
    [
        ("core", "import tracker_tui.services", "Layers point inward"),
        ("store", "import tracker_tui.exporters", "Layers point inward"),
        ("exporters", "import tracker_tui.importers", "Layers point inward"),
        ("core", "import os.path", "The core is pure"),
        ("core", "import tomlkit", "The core is pure"),
        ("cli", "import tracker_tui.store", "Only services touch the disk"),
        ("cli", "import tracker_tui.exporters", "Only services reach the formats"),
        ("cli", "import textual.app", "Nothing headless reaches Textual"),
        ("services", "from rich import print", "Nothing headless reaches Textual"),
    ],
)
def test_a_wrong_import_breaks_its_contract(
    copied_house: Path, place: str, line: str, contract: str
) -> None:
    strange = copied_house / "tracker_tui" / place / "strange.py"
    strange.write_text(f"def late() -> None:\n    {line}\n", encoding="utf-8")
    done = lint_imports(copied_house)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout, done.stdout
    assert f"tracker_tui.{place}.strange" in done.stdout


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("exporters.csv_rows", "exporters.json_rows"),
        ("importers.base", "importers.toggl_csv"),
    ],
)
def test_a_format_that_is_used_by_another_breaks_its_contract(
    copied_house: Path, importer: str, imported: str
) -> None:
    module = copied_house / "tracker_tui" / f"{importer.replace('.', '/')}.py"
    with module.open("a", encoding="utf-8") as file:
        file.write(f"\n\ndef late() -> None:\n    import tracker_tui.{imported}\n")
    done = lint_imports(copied_house)
    assert done.returncode == 1
    assert "do not know each other BROKEN" in done.stdout, done.stdout
    assert f"tracker_tui.{importer} -> tracker_tui.{imported}" in done.stdout


def test_a_cycle_breaks_its_contract(copied_house: Path) -> None:
    core = copied_house / "tracker_tui" / "core"
    (core / "hen.py").write_text("import tracker_tui.core.egg\n", encoding="utf-8")
    (core / "egg.py").write_text("import tracker_tui.core.hen\n", encoding="utf-8")
    done = lint_imports(copied_house)
    assert done.returncode == 1
    assert "No cycles BROKEN" in done.stdout, done.stdout


@pytest.mark.parametrize("place", ["misc", "importers/new_format", "exporters/new_format"])
def test_a_package_outside_the_layers_is_noticed(copied_house: Path, place: str) -> None:
    package = copied_house / "tracker_tui" / place
    package.mkdir()
    (package / "__init__.py").touch()
    done = lint_imports(copied_house)
    assert done.returncode == 1
    assert f"tracker_tui.{place.replace('/', '.')}" in done.stdout


def test_the_command_line_names_the_store_in_types_alone() -> None:
    for path in sources("cli"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                node.body = []
        assert "tracker_tui.store" not in ast.unparse(tree), path


# What is loaded


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace with one finished entry and the only person who works in it."""
    folder = tmp_path_factory.mktemp("workspace")
    done = run_program("init", str(folder), "--no-git", "--currency", "EUR", cwd=folder, now=NOW)
    assert done.returncode == 0, done.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_TUI_WORKSPACE", str(folder))
        for words in (["start", "--new", "acme/api", "Fix login"], ["stop"]):
            done = run_program(*words, cwd=folder, now=NOW)
            assert done.returncode == 0, done.stderr
        yield folder


HEADLESS = [
    ["--version"],
    ["start", "acme/api", "Fix", "login"],
    ["status"],
    ["stop"],
    ["log"],
    ["log", "month", "--json"],
    ["report", "month", "--by", "project"],
    ["invoice", "list"],
    ["check"],
]


@pytest.mark.parametrize("words", HEADLESS, ids=" ".join)
def test_a_headless_command_loads_no_screens_and_draws_nothing(
    workspace: Path, words: list[str]
) -> None:
    assert not loaded_modules(*words, cwd=workspace, now=NOW) & SCREENS_AND_DOCUMENTS


def test_start_and_stop_load_little(workspace: Path) -> None:
    bare = bare_modules(workspace)
    for words in (["start", "acme/api"], ["stop"]):
        loaded = loaded_modules(*words, cwd=workspace, now=NOW) - bare
        assert not loaded & SLOW_TO_START, words
        assert len(loaded) <= MOST_MODULES_TO_TRACK, f"{words}: {len(loaded)} {sorted(loaded)}"


COMPILED = """
import sys, typing
from tracker_tui.__main__ import main
build = typing.ForwardRef.__init__
def spy(self, arg, *rest, **named):
    print("compiled:", arg)
    build(self, arg, *rest, **named)
typing.ForwardRef.__init__ = spy
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("words", [("start", "acme/api"), ("stop",)], ids=lambda words: words[0])
def test_start_and_stop_compile_no_annotation(workspace: Path, words: tuple[str, ...]) -> None:
    """A field of a named tuple whose type stands in quotes is compiled: 2 ms for the first."""
    if words == ("stop",):
        run_program("start", "acme/api", cwd=workspace, now=NOW)
    done = run_code(COMPILED, *words, cwd=workspace, now=NOW)
    assert done.returncode == 0, done.stderr
    compiled = {line for line in done.stdout.splitlines() if line.startswith("compiled:")}
    assert compiled <= {"compiled: QueryInstance"}  # TinyDB's own


@pytest.mark.parametrize("running", [True, False], ids=["running", "stopped"])
def test_status_loads_nothing_that_a_prompt_would_wait_for(workspace: Path, running: bool) -> None:
    words = ["start", "acme/api"] if running else ["stop"]
    if not running:
        run_program("start", "acme/api", cwd=workspace, now=NOW)
    assert run_program(*words, cwd=workspace, now=NOW).returncode == 0
    loaded = loaded_modules("status", "-w", str(workspace), cwd=workspace)
    assert not (loaded - bare_modules(workspace)) & NOT_FOR_A_PROMPT


def test_status_that_asks_the_services_loads_no_parser_of_words_or_dates(workspace: Path) -> None:
    loaded = loaded_modules("status", "--json", cwd=workspace, now=NOW)
    assert "tracker_tui.services.status" in loaded
    assert not loaded & {"argparse", "pendulum", "tinydb"}


# How long, and how pure


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (PACKAGE / folder).rglob("*.py"))


def place(path: Path, node: ast.expr | ast.stmt | ast.arg) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def test_a_file_has_one_subject() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(".")
    }
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FILE} == {}


def test_a_function_fits_the_eye() -> None:
    lengths = {
        f"{place(path, node)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in sources(".")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FUNCTION} == {}


def floats_in(tree: ast.AST) -> Iterator[ast.expr | ast.arg]:
    """Where a float is made or promised: `float(...)`, a literal, an annotation."""
    for node in ast.walk(tree):
        annotation = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "float":
                yield node
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node
        elif isinstance(node, ast.FunctionDef):
            annotation = node.returns
        elif isinstance(node, ast.arg | ast.AnnAssign):
            annotation = node.annotation
        for part in ast.walk(annotation) if annotation is not None else ():
            if isinstance(part, ast.Name) and part.id == "float":
                yield part


WEIGHTS = "suggesting.py"
"""Ranks what somebody may type next: no money and no time comes of it."""


def test_no_float_in_the_path_of_money() -> None:
    found = [
        place(path, node)
        for path in sources("core", "services")
        if path.name != WEIGHTS
        for node in floats_in(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "x = float('1')",
        "x = 0.5",
        "x: float = y",
        "def f(x: list[float]): ...",
        "def f() -> float: ...",
    ],
)
def test_a_float_would_be_found(line: str) -> None:
    assert list(floats_in(ast.parse(line)))


def test_neither_the_rules_nor_the_formats_know_the_hour_or_touch_a_file() -> None:
    clock = {"now", "today", "utcnow"}
    builtins = {"open", "print", "input"}
    fonts = PACKAGE / "exporters" / "pdf" / "fonts.py"  # fpdf2 takes fonts as files only
    found = [
        place(path, node)
        for path in sources("core", "importers", "exporters")
        if path != fonts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in clock)
            or (isinstance(node.func, ast.Name) and node.func.id in builtins)
        )
    ]
    assert found == []


def test_the_core_needs_the_standard_library_and_pendulum_alone() -> None:
    allowed = sys.stdlib_module_names | {"pendulum", "tracker_tui"}
    imported = set()
    for path in sources("core"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    assert imported - allowed == set()
