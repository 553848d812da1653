"""The words of an entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.errors import Usage
from tracker_tui.core.grammar import (
    LONGEST_NOTE,
    Words,
    check_note,
    check_tag,
    parse_words,
    project_at,
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", Words()),
        ("acme/api", Words("acme/api")),
        ("acme/api Fix login +bug", Words("acme/api", "", ("bug",), "Fix login")),
        ("Fix +bug login acme/api @review", Words("acme/api", "review", ("bug",), "Fix login")),
        ("acme/api Read and/or write", Words("acme/api", "", (), "Read and/or write")),
        ("acme/api globex/ops", Words("acme/api", "", (), "globex/ops")),
        ("https://x.org/y acme/api", Words("acme/api", "", (), "https://x.org/y")),
        ("See a/b/c acme/api", Words("acme/api", "", (), "See a/b/c")),
        ("Acme/API /api acme/ TCP/IP", Words("", "", (), "Acme/API /api acme/ TCP/IP")),
        ("+a +b +a", Words("", "", ("a", "b"), "")),
        ("+Straße +größe_2 +v1.2", Words("", "", ("Straße", "größe_2", "v1.2"), "")),
        ("@review @review", Words("", "review", (), "")),
        ("+1 from Bob @9 +49-171 @ + mail me@x.org a+b", None),
        ("C++ 50% #1 #bug", Words("", "", (), "C++ 50% #1 #bug")),
    ],
)
def test_words_are_sorted_by_their_signs(typed: str, words: Words | None) -> None:
    assert parse_words(typed.split()) == (words or Words(note=typed))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("acme/api #bug +ops x", Words("acme/api", "", ("bug", "ops"), "x")),
        ("Fix #214 # now", Words("", "", (), "Fix #214 # now")),
    ],
)
def test_a_number_sign_makes_a_tag_where_no_shell_reads_it(typed: str, words: Words) -> None:
    assert parse_words(typed.split(), allow_hash=True) == words


def test_what_was_quoted_is_the_note_as_it_is() -> None:
    typed = ["acme/api", "+1 from Bob", "@ noon", "x/y z"]
    assert parse_words(typed) == Words("acme/api", "", (), "+1 from Bob @ noon x/y z")


def test_the_project_is_the_first_word_of_its_form() -> None:
    assert project_at(["yesterday", "9-11", "acme/api", "and/or"]) == 2
    assert project_at(["28/3", "x"]) == 0
    assert project_at(["a/", "/b", "a//b", "A/b", "a b/c", ""]) is None


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (["@review", "@dev"], 'not two: @review and "@dev"'),
        (["@Review"], '"Review" cannot name a task'),
        (["@b\ud800"], "cannot name a task"),
        (["+a,b"], '"a,b" cannot be a tag'),
        (["+bug!"], "cannot be a tag"),
        (["+a\x1b[31m"], "cannot be a tag"),
        (["+a\ud800"], "cannot be a tag"),
        (["+" + "a" * 65], "cannot be a tag"),
        (["Fix\nlogin"], "has a line break in it"),
        (["Fix\rlogin"], "has a line break in it"),
        (["Fix\u2028login"], "has a line break in it"),
        (["Fix\tlogin"], "has a control character in it"),
        (["Fix \x1b]0;x\x07"], "has a control character in it"),
        (["Fix\x9b31m"], "has a control character in it"),
        (["Fix \udc80"], "is not valid text"),
        (["x" * (LONGEST_NOTE + 1)], "has 2001 characters: at most 2000"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_clear_line(
    typed: list[str], problem: str
) -> None:
    with pytest.raises(Usage) as refused:
        parse_words(typed)
    assert problem in str(refused.value)
    assert str(refused.value).isprintable()


def test_the_longest_note_fits() -> None:
    assert len(parse_words(["x" * LONGEST_NOTE]).note) == LONGEST_NOTE


def test_spaces_around_and_between_are_single() -> None:
    assert check_note("  Fix   the  login ") == "Fix the login"
    assert check_note("a\u00a0b") == "a\u00a0b"
    assert parse_words(["Fix  it ", " now"]).note == "Fix it now"


def test_letters_with_marks_of_their_own_can_make_a_tag() -> None:
    assert check_tag("e\u0301te\u0301") == "e\u0301te\u0301"
    assert check_tag("हिन्दी") == "हिन्दी"


@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")))))
def test_every_word_is_in_exactly_one_place(typed: list[str]) -> None:
    try:
        words = parse_words(typed)
    except Usage:
        return
    left = [word for word in typed if word]
    for word in words.note.split(" ") if words.note else ():
        left.remove(word)
    if words.project:
        left.remove(words.project)
    signs = {f"@{words.task}"} | {f"+{tag}" for tag in words.tags}
    assert set(left) <= signs
    assert {sign[1:] for sign in set(left) - {f"@{words.task}"}} == set(words.tags)


@given(st.lists(st.text(max_size=30), max_size=6), st.booleans())
def test_any_text_is_read_or_refused(typed: list[str], allow_hash: bool) -> None:
    try:
        words = parse_words(typed, allow_hash=allow_hash)
    except Usage as refused:
        assert str(refused).isprintable()
    else:
        assert check_note(words.note) == words.note
        words.note.encode()
