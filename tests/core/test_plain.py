from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.plain import one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Fix login", "Fix login"),
        ("two\nlines\r", "two\\nlines\\r"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("abc\u202egnp.exe", "abc\\u202egnp.exe"),
        ("bad \udcff byte", "bad \\udcff byte"),
        ("1\u202f234,50\u00a0€", "1\u202f234,50\u00a0€"),
        ("Größe 漢字 👩\u200d💻", "Größe 漢字 👩\u200d💻"),
        ("", ""),
    ],
)
def test_only_what_steers_the_terminal_is_escaped(text: str, shown: str) -> None:
    assert one_line(text) == shown


@given(st.text(st.characters()))
def test_the_result_is_one_line_that_can_be_encoded(text: str) -> None:
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert not any(sign < " " or sign == "\x7f" for sign in shown)
    assert shown.encode().decode() == shown
    assert one_line(shown) == shown
