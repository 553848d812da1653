"""What is suggested for a line, from what was done before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker_tui.core.clock import DAY, parse_moment
from tracker_tui.core.entry_line import read_entry_line
from tracker_tui.core.grammar import Words
from tracker_tui.core.suggesting import (
    MOST,
    History,
    Suggestion,
    Use,
    ghost,
    line_of,
    suggest,
)

HOUR = 3600
NOW = parse_moment("2026-11-20T12:00:00Z").utc  # a Friday
PROJECTS = {
    "acme/api": ("dev", "review"),
    "acme/portal": (),
    "globex/ops": ("on-call",),
    "harbor/web-shop": (),
}


def use(what: str, ago: int, *tags: str) -> Use:
    """`project note @task`, so many seconds ago."""
    words = read_entry_line("start", what).words
    return Use(words.project, words.task, tags, words.note, NOW - ago)


def history(*uses: Use, running: tuple[Words, ...] = ()) -> History:
    return History(uses, PROJECTS, NOW, running)


def texts(found: list[Suggestion]) -> list[str]:
    return [one.text for one in found]


def recent(*uses: Use) -> list[str]:
    return [thing.line for thing in history(*uses).recent]


# --- ranking ---------------------------------------------------------------------------------


def test_an_entry_counts_half_after_two_weeks() -> None:
    """Ten and a half days back it is another weekday and another hour, and nothing is fresh."""
    ages = (10 * DAY + 5 * HOUR, 24 * DAY + 5 * HOUR)
    young, old = (history(use("acme/api One", age)).things[0].score for age in ages)
    fresh = [3 * 0.5 ** (age / DAY) for age in ages]
    assert (young - fresh[0]) / (old - fresh[1]) == pytest.approx(2)


def test_what_is_done_often_is_before_what_was_done_once_before_it() -> None:
    often = [use("acme/api Often", days * DAY + 5 * HOUR) for days in (10, 11, 12)]
    once = use("acme/api Once", 9 * DAY + 5 * HOUR)
    assert recent(*often, once) == ["acme/api Often", "acme/api Once"]


def test_what_was_done_an_hour_ago_is_before_what_was_done_often() -> None:
    often = [use("acme/api Often", days * DAY + 5 * HOUR) for days in (8, 9, 10, 11)]
    assert recent(*often, use("acme/api Now", 5 * HOUR)) == ["acme/api Now", "acme/api Often"]


@pytest.mark.parametrize(
    ("favoured", "other"),
    [
        (14 * DAY + 5 * HOUR, 13 * DAY + 5 * HOUR),  # the same weekday, a day older
        (10 * DAY + 1 * HOUR, 10 * DAY - 5 * HOUR),  # about the same hour, six hours older
        (10 * DAY - 1 * HOUR, 10 * DAY - 4 * HOUR),  # before it, on either side
    ],
)
def test_weekday_and_hour_tell_between_what_is_nearly_as_old(favoured: int, other: int) -> None:
    uses = (use("acme/api Other", other), use("acme/api Favoured", favoured))
    assert recent(*uses)[0] == "acme/api Favoured"


def test_what_followed_something_like_the_newest_entry_is_more_likely() -> None:
    def days(what: str, *ages: int) -> list[Use]:
        return [use(what, age * DAY + 5 * HOUR) for age in ages]

    stand_up = days("acme/api Stand-up", 20, 15, 10, 3)
    review = days("acme/api Review", 19, 14, 9)
    pause = days("globex/ops Pager", 8, 13, 18)
    pair = ["acme/api Review", "globex/ops Pager"]
    assert [one for one in recent(*stand_up, *review, *pause) if one in pair] == pair
    newest_is_the_pager = recent(*stand_up[:-1], *review, *pause)
    assert [one for one in newest_is_the_pager if one in pair] == pair[::-1]


def test_recent_things_are_distinct_with_the_tags_they_had_last() -> None:
    uses = [
        use("acme/api Fix @dev", 3 * DAY, "bug"),
        use("acme/api Fix @dev", 2 * DAY, "bug", "urgent"),
        use("acme/api Fix @review", 9 * DAY),
    ]
    found = suggest(history(*uses), "")
    assert found == [
        Suggestion("acme/api Fix @dev +bug +urgent", "recent", "acme/api Fix", "@dev +bug +urgent"),
        Suggestion("acme/api Fix @review", "recent", "acme/api Fix", "@review"),
    ]


def test_what_runs_already_is_not_among_the_recent() -> None:
    uses = (use("acme/api Fix", HOUR), use("acme/api Test", DAY))
    runs = (Words("acme/api", "", ("bug",), "Fix"),)
    assert texts(suggest(history(*uses, running=runs), "")) == ["acme/api Test"]


def test_at_most_nine_are_suggested() -> None:
    uses = [use(f"acme/api Note {number}", number * HOUR) for number in range(20)]
    assert len(suggest(history(*uses), "")) == MOST == 9


@pytest.mark.parametrize("note", ["--retry is ignored", "a --b", "line\nbreak", "two @tasks @more"])
def test_what_no_line_can_say_is_not_suggested(note: str) -> None:
    odd = Use("acme/api", "dev", (), note, NOW - HOUR)
    assert texts(suggest(history(odd, use("acme/api Fine", DAY)), "")) == ["acme/api Fine"]


def test_time_of_projects_that_are_gone_is_left_out() -> None:
    assert texts(suggest(history(use("gone/away Note", HOUR)), "")) == []


# --- what is typed ---------------------------------------------------------------------------

PAST = history(
    use("acme/api Fix login redirect loop @dev", 2 * DAY, "bug"),
    use("acme/api Review the retry logic @review", 3 * DAY),
    use("acme/portal Login page", 4 * DAY),
    use("globex/ops Pager: disk full @on-call", 5 * DAY, "night"),
    use("Read the news", 6 * DAY),
)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ac", ["acme/api ", "acme/portal "]),  # the client
        ("acme/p", ["acme/portal "]),
        ("op", ["globex/ops "]),  # the project
        ("sh", ["harbor/web-shop "]),  # a part of it, never used
        (
            "log",
            ["acme/portal Login page", "acme/api Fix login redirect loop @dev +bug"],
        ),  # a note that begins so, then one that has the word
        ("news", ["Read the news"]),
        ("Fix lo", ["acme/api Fix login redirect loop @dev +bug"]),
        ("acme/api", ["acme/api Fix login redirect loop @dev +bug"]),
        ("acme/api Rev", ["acme/api Review the retry logic @review"]),
        ("acme/api fix  lo", ["acme/api Fix login redirect loop @dev +bug"]),
        ("acme/api retry", ["acme/api Review the retry logic @review"]),
        ("acme/api @", ["acme/api @dev ", "acme/api @review ", "acme/api @on-call "]),
        ("acme/api @re", ["acme/api @review "]),
        ("acme/api @dev @", []),  # an entry has one task
        ("acme/api @dev ", ["acme/api @dev Fix login redirect loop +bug"]),
        ("acme/api @dev Rev", ["acme/api @dev Review the retry logic"]),
        ("acme/api +", ["acme/api +bug ", "acme/api +night "]),
        ("acme/api +bug +", ["acme/api +bug +night "]),
        ("acme/api #n", ["acme/api #night "]),
        ("acme/api +x Fix", ["acme/api +x Fix login redirect loop @dev"]),
        ("--keep acme/api Fix", ["acme/api --keep Fix login redirect loop @dev +bug"]),
        ("Fix it acme/", ["Fix it acme/api ", "Fix it acme/portal "]),
        ("xyz", []),
        ("acme/api xyz", []),
        ("@@", []),
    ],
)
def test_suggestions_complete_what_is_typed(typed: str, wanted: list[str]) -> None:
    found = texts(suggest(PAST, typed))
    assert found[: len(wanted) or None] == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", []),
        ("9-11", []),
        ("today 9-11:30 ac", ["today 9-11:30 acme/api ", "today 9-11:30 acme/portal "]),
        ("9-11 ", ["9-11 acme/api Fix login redirect loop @dev +bug"]),
        ("1h30 globex/ops P", ["1h30 globex/ops Pager: disk full @on-call +night"]),
    ],
)
def test_behind_a_when_comes_the_project(typed: str, wanted: list[str]) -> None:
    found = texts(suggest(PAST, typed, with_when=True))
    assert found[: len(wanted) or None] == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", ""),
        ("acme/api Fix", "acme/api Fix login redirect loop @dev +bug"),
        ("acme/api fIX", "acme/api Fix login redirect loop @dev +bug"),
        ("login", ""),  # that line does not begin so
        ("acme/api retry", ""),
    ],
)
def test_the_ghost_goes_on_from_what_is_typed(typed: str, wanted: str) -> None:
    assert ghost(suggest(PAST, typed), typed) == wanted


# --- every suggestion means what it says -----------------------------------------------------

WORDS = st.sampled_from(
    ["Fix", "login", "and/or", "C#", "#214", "+1", "@9", "--", "--x", "a/b", "ß", "@dev", "+t"]
)
NOTES = st.one_of(st.lists(WORDS, max_size=4).map(" ".join), st.text(max_size=12))
USES = st.builds(
    Use,
    st.sampled_from(["", "acme/api", "acme/portal", "gone/away"]),
    st.sampled_from(["", "dev", "review"]),
    st.lists(st.sampled_from(["bug", "night"]), max_size=2).map(tuple),
    NOTES,
    st.integers(NOW - 90 * DAY, NOW),
)
LINES = st.one_of(
    st.lists(
        st.one_of(WORDS, st.sampled_from(["acme/api", "acme/", "F", "@", "+", "#b", "--keep"])),
        max_size=4,
    ).map(" ".join),
    st.text(max_size=8),
)


@given(st.lists(USES, max_size=6), st.sampled_from(["", " "]), LINES)
def test_every_suggestion_is_a_line_that_means_it(uses: list[Use], end: str, typed: str) -> None:
    past = history(*uses)
    said = {(thing.words.project, thing.words.note) for thing in past.things}
    for one in suggest(past, typed + end):
        if one.kind in ("recent", "note") and "--" not in typed:
            words = read_entry_line("start", one.text).words
            assert (words.project, words.note) in said or words.note == ""
            assert one.name in (
                words.note,
                f"{words.project} {words.note}".strip(),
                one.detail,
            ) or (not words.note and one.name == line_of(words._replace(project="", note="")))
        elif one.kind == "project":
            assert one.text.endswith(f"{one.name} ") and one.name in PROJECTS
        elif one.kind in ("task", "tag"):
            assert one.text.split(" ")[-2] == one.name


@given(st.lists(USES, max_size=6))
def test_a_recent_line_is_the_thing_again(uses: list[Use]) -> None:
    for thing in history(*uses).recent:
        assert read_entry_line("start", thing.line).words == thing.words
