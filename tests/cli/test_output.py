"""What is printed: widths, tables, cuts, JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tracker_tui.cli import output

if TYPE_CHECKING:
    from tests.cli.session import Session


@pytest.mark.parametrize(
    ("text", "width"),
    [("plain", 5), ("", 0), ("Größe", 5), ("日本", 4), ("e\u0301", 1), ("👍", 2), ("ﾊﾝ", 2)],
)
def test_the_width_of_a_text_in_a_terminal(text: str, width: int) -> None:
    assert output.display_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [("plain", 5, "plain"), ("plain", 4, "pla…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…")],
)
def test_what_is_too_wide_is_cut(text: str, width: int, cut: str) -> None:
    assert output.cut(text, width) == cut
    assert output.display_width(cut) <= width


def test_a_table_is_aligned_by_width_and_safe() -> None:
    rows = [["名", "sum"], ["a\x1b[2J", "1.00"], ["", "250.17"]]
    assert output.table(rows, right=(1,)) == [
        "名           sum",
        "a\\x1b[2J    1.00",
        "          250.17",
    ]


@pytest.mark.parametrize(
    "value",
    [
        [],
        [{"a": "x\x1b\u202e\U000e0001y"}, {"a": "日本 “quoted”\n"}],
        {"a": ["\x85", None, True, 1]},
    ],
)
def test_json_is_whole_and_cannot_steer_a_terminal(
    capsys: pytest.CaptureFixture[str], value: object
) -> None:
    output.print_json(value)
    printed = capsys.readouterr().out
    assert json.loads(printed) == value
    assert printed.replace("\n", "").isprintable()


def test_lines_are_cut_to_a_terminal_and_to_nothing_else(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    output.say_fitted(["x" * 30])
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    output.say_fitted(["x" * 30, "日" * 30, "short"])
    assert capsys.readouterr().out.splitlines() == [
        "x" * 30,
        "x" * 19 + "…",
        "日" * 9 + "…",
        "short",
    ]
