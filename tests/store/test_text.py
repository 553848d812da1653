"""Bytes as text: what cannot be read, and what is read and only worth a warning."""

from __future__ import annotations

import pytest

from tracker_tui.store.problems import BadFile, Problem
from tracker_tui.store.text import decode, encode, odd_form


def test_what_other_systems_leave_is_read_and_reported_with_its_line() -> None:
    data = b"\xef\xbb\xbfname = 1\nx = 2\r\n"
    assert decode(data, "a.toml") == "name = 1\nx = 2\r\n"
    assert [(one.line, one.text.split(";")[0]) for one in odd_form(data, "a.toml")] == [
        (1, "begins with a byte order mark"),
        (2, "lines end with CR LF"),
    ]
    assert odd_form("näme = 1\n".encode(), "a.toml") == []


def test_what_is_not_utf8_is_named_by_line_and_byte() -> None:
    with pytest.raises(BadFile, match=r"^a.toml:3: byte 0xe9 is not UTF-8"):
        decode(b"a\nb\ncaf\xe9\n", "a.toml")


def test_half_a_character_is_not_written() -> None:
    with pytest.raises(BadFile, match=r"^a.toml:2: .*half a character"):
        encode("a\n\udc80", "a.toml")


def test_a_problem_is_one_line_whatever_it_is_about() -> None:
    problem = Problem("a.toml", 3, "x\ny\u202e", "is\x1b[31m wrong")
    assert str(problem) == r"a.toml:3: x\ny\u202e: is\x1b[31m wrong"
    assert str(Problem("a.toml", 0, "", "is wrong")) == "a.toml: is wrong"
    assert str(BadFile([problem, problem])) == f"{problem} (and 1 more)"
