"""Text fitted into cells."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker_tui.ui.cells import fit, width

HARD = st.sampled_from(
    [
        *(
            "a ",
            "é",
            "e\u0301",
            "日",
            "한",
            "ש",
            "م",
            "👍🏽",
            "👩\u200d💻",
            "❤\ufe0f\u200d🔥",
            "🇩🇪",
        ),
        *("🏽", "1\ufe0f\u20e3", "[b]", "\u0915\u094d\u200d\u0937", "\u200d", "\u200c", "\ufe0f"),
        *("\u0301", "\t", "\x1b[31m", "\n", "\u202e"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(HARD, max_size=30).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(0, 40), st.sampled_from(["left", "right"]))
@example("a\u200d", 4, "left")
@example("\u0915\u094d\u200d\u0937", 5, "left")
def test_a_fitted_text_takes_exactly_its_cells(text: str, cells: int, align: str) -> None:
    fitted = fit(text, cells, align)
    assert cell_len(fitted) == cells
    assert cell_len(f"| {fitted}|") == cells + 3  # nothing reaches into its neighbours
    assert not set(fitted) & set("\t\n\r\x1b\x7f\u202e\u2028")


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(1, 40))
def test_only_a_text_that_is_too_wide_is_cut(text: str, cells: int) -> None:
    fitted = fit(text, cells)
    assert (width(text) > cells) == (fitted.count("…") > text.count("…")) or "…" in text


@pytest.mark.parametrize(
    ("text", "cells", "fitted"),
    [
        ("acme/api", 10, "acme/api  "),
        ("acme/api", 5, "acme…"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日… "),
        ("👩\u200d💻 code", 4, "👩\u200d💻 …"),
        ("👩\u200d💻 code", 2, "… "),
        ("🇩🇪🇫🇷", 3, "🇩🇪…"),
        ("🇩🇪🇫🇷", 2, "… "),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("a\tb\x1b", 10, "a\\tb\\x1b  "),
        ("[red]x[/]", 9, "[red]x[/]"),
        ("x", 1, "x"),
        ("xy", 1, "…"),
        ("xy", 0, ""),
    ],
)
def test_a_cut_never_splits_a_sign(text: str, cells: int, fitted: str) -> None:
    assert fit(text, cells) == fitted


def test_figures_lie_at_the_right() -> None:
    assert fit("1:24", 6, "right") == "  1:24"
    assert fit("1,250.00", 6, "right") == "1,250…"
    assert fit("1,250.00", 6, "right", more="~") == "1,250~"
