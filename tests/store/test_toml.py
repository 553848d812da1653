"""TOML as people write it: read exactly, changed without a scratch, its keys found by line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker_tui.core.errors import Refused
from tracker_tui.store.problems import BadFile
from tracker_tui.store.records import with_value
from tracker_tui.store.toml import change_toml, line_of_key, read_toml, write_toml

CLIENT = """\
# Acme, since 2019.
name = "Acme GmbH"  # the long name
terms_days = 14
rounding = { minutes = 15, mode = "up" }  # as agreed
aka = [
  "acme-old",  # before the merger
]

# Where they are.
[[addresses]]
from = 2025-01-01
city = "Köln"

# What they pay.
[[rates]]
from = 2025-01-01
hourly = 90.00  # by phone
# Ada is dearer.
[[rates]]
from = 2025-01-01
person = "ada"
hourly = 140.00

[projects.api]
name = "Payments API"
[[projects.api.rates]]
from = 2026-07-01
hourly = 95.00
[projects.api.tasks.review]
name = "Code review"
# The end.
"""


def changed(text: str, *changes: tuple[tuple[str | int, ...], Any]) -> str:
    """The changed text, having checked that it says what was wished and nothing else."""
    wished = read_toml(text)
    for path, value in changes:
        wished = with_value(wished, path, value)
    result = change_toml(text, changes, "clients/acme.toml")
    assert read_toml(result) == wished
    return result


def test_numbers_are_exact_and_dates_are_dates() -> None:
    document = read_toml(CLIENT)
    assert str(document["rates"][0]["hourly"]) == "90.00"
    assert document["rates"][0]["from"] == date(2025, 1, 1)
    assert document["terms_days"] == 14


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a = 1\nb = = 2\n", 2, "not TOML: invalid value"),
        ("a = 1\n\nb = [\n", 3, "not TOML: invalid value"),
        ("a = 1\na = 2", 2, "cannot overwrite a value"),
        ("a = 1\nb = nan\n", 2, "nan is not a number"),
        ("a = 1\nb = -inf\n", 2, "-inf is not a number"),
        ("a = 1\nb = 1e400\n", 2, "too large"),
        ("\n\nb = " + "9" * 5000, 3, "too large"),
        ("\nb = 0x" + "f" * 60, 2, "too large"),
        ("b = " + "[" * 3000, 0, "nested deeper"),
        ("\nb = " + "[" * 60 + "]" * 60, 2, "nested deeper"),
    ],
)
def test_what_cannot_be_read_is_reported_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_toml(text, "tracker.toml")
    problem = caught.value.problems[0]
    assert (problem.file, problem.line) == ("tracker.toml", line)
    assert words in problem.text


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("rounding", "mode"), 4),
        (("aka", 0), 6),
        (("addresses", 0, "city"), 12),
        (("rates", 0, "hourly"), 17),
        (("rates", 1), 19),
        (("rates", 1, "hourly"), 22),
        (("rates", 1, "daily"), 19),
        (("rates", 7), 15),
        (("projects", "api", "rates", 0, "hourly"), 28),
        (("projects", "api", "tasks", "review", "name"), 30),
        (("nothing", "here"), 1),
    ],
)
def test_the_line_of_a_key_or_of_the_nearest_above_it(
    path: tuple[str | int, ...], line: int
) -> None:
    assert line_of_key(CLIENT, path) == line


def test_the_line_of_keys_in_quotes_in_dots_and_behind_long_texts() -> None:
    text = (
        'a."b.c" . d = 1\nlong = """\n[[no]]\nx = 1\n"""\n'
        "raw = '''\n'''\n['quoted key'.\"é\\n\"]\n"
        "list = [{ x = 1 }, # ]\n  { x = 2, y = [\n3] } ]\n"
    )
    assert line_of_key(text, ("a", "b.c", "d")) == 1
    assert line_of_key(text, ("raw",)) == 6
    assert line_of_key(text, ("quoted key", "é\n", "list", 1, "x")) == 10
    assert line_of_key(text, ("quoted key", "é\n", "list", 1, "y", 0)) == 11
    assert line_of_key("a = 1\nb = \x00 [", ("b",)) == 2


def test_a_changed_value_leaves_everything_else_to_the_byte() -> None:
    result = changed(CLIENT, (("rates", 0, "hourly"), Decimal("92.50")))
    assert result == CLIENT.replace("90.00", "92.50")
    assert changed(CLIENT, (("terms_days",), 30)) == CLIENT.replace("= 14\n", "= 30\n")
    assert changed(CLIENT, (("rounding", "mode"), "down")) == CLIENT.replace('"up"', '"down"')
    same = read_toml(CLIENT)
    assert changed(CLIENT, ((), same)) == CLIENT


def test_money_keeps_the_digits_it_is_given() -> None:
    for digits in ("90", "90.0", "90.00", "0.005", "1E+2"):
        result = changed("x = 1\n", (("x",), Decimal(digits)))
        assert result == f"x = {Decimal(digits):f}\n"


def test_a_new_value_stands_before_the_comment_over_what_follows() -> None:
    result = changed(CLIENT, (("currency",), "EUR"), (("rates", 0, "note"), "x"))
    assert ']\ncurrency = "EUR"\n\n# Where they are.\n' in result
    assert '# by phone\nnote = "x"\n# Ada is dearer.\n' in result


def test_a_new_row_joins_its_list_and_the_others_keep_their_comments() -> None:
    row = {"from": date(2026, 1, 1), "hourly": Decimal("99.00")}
    rates = read_toml(CLIENT)["rates"]
    as_list = changed(CLIENT, (("rates",), [*rates, row]))
    assert as_list == changed(CLIENT, (("rates", 2), row))
    assert "hourly = 140.00\n\n[[rates]]\nfrom = 2026-01-01\nhourly = 99.00\n" in as_list
    assert as_list.replace("[[rates]]\nfrom = 2026-01-01\nhourly = 99.00\n", "", 1) == CLIENT
    assert "# by phone" in changed(CLIENT, (("rates",), [rates[0]]))
    assert "# by phone" in changed(CLIENT, (("rates",), [rates[0], row, rates[1]]))


def test_a_list_keeps_the_form_and_the_comments_of_what_stays_in_it() -> None:
    result = changed(CLIENT, (("aka",), ["acme-old", "acme-api"]))
    assert 'aka = [\n  "acme-old",  # before the merger\n  "acme-api",\n]\n' in result
    assert changed(result, (("aka",), ["acme-old"])) == CLIENT
    assert "aka = [\n]" in changed(CLIENT, (("aka",), []))


def test_tables_on_the_way_are_made_and_emptied_ones_stay() -> None:
    result = changed(CLIENT, (("projects", "ops", "tasks", "night", "name"), "Nights"))
    assert result == CLIENT + '\n[projects.ops.tasks.night]\nname = "Nights"\n'
    bare = changed(CLIENT, (("projects", "api"), None))
    assert read_toml(bare)["projects"] == {}
    assert changed("", (("a", "b"), 1)) == "[a]\nb = 1\n"


def test_windows_line_ends_and_a_missing_last_one_survive() -> None:
    text = CLIENT.replace("\n", "\r\n")
    result = changed(text, (("currency",), "EUR"), (("projects", "ops"), {"name": "x"}))
    assert result.count("\n") == result.count("\r\n")
    assert changed("a = 1", (("b",), 2)) == "a = 1\nb = 2\n"


def test_any_text_can_be_a_value_or_a_key() -> None:
    for text in ('"', "\\", "a\nb", "\x7f\x00\x1b", "[x]", "é😀", "#", " ", "it's"):
        changed(CLIENT, (("note",), text), (("projects", text), {"name": text, "tags": [text]}))


def test_what_tomlkit_cannot_do_is_refused_and_says_so() -> None:
    with pytest.raises(Refused, match=r"clients/acme.toml: cannot change note"):
        change_toml(CLIENT, [(("note",), object())], "clients/acme.toml")


ROWS = st.lists(
    st.fixed_dictionaries(
        {"from": st.dates(date(2020, 1, 1), date(2030, 1, 1))},
        optional={"hourly": st.decimals(1, 500, places=2), "person": st.sampled_from("abc")},
    ),
    min_size=1,
    max_size=4,
)
NAMES = st.sampled_from(["api", "web", "ops"])
CHANGES = st.one_of(
    st.tuples(st.tuples(st.sampled_from(["name", "note", "zone"])), st.text(max_size=5)),
    st.tuples(st.just(("rates",)), ROWS),
    st.tuples(st.tuples(st.just("projects"), NAMES, st.just("rates")), ROWS),
    st.tuples(st.tuples(st.just("projects"), NAMES, st.just("name")), st.text(max_size=3)),
    st.tuples(st.tuples(st.just("projects"), NAMES), st.none()),
    st.tuples(st.tuples(st.sampled_from(["aka", "rounding", "addresses"])), st.none()),
    st.tuples(st.just(("rounding", "minutes")), st.integers(1, 60)),
)


@settings(max_examples=40)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_any_row_of_changes_says_what_was_wished_and_keeps_the_first_comment(
    changes: list[tuple[tuple[str | int, ...], Any]],
) -> None:
    text = CLIENT
    for change in changes:
        text = changed(text, change)
        assert text.startswith("# Acme, since 2019.\nname = ")


def test_files_of_the_program_hold_amounts_as_text_and_are_the_same_every_time() -> None:
    document = {
        "date": date(2026, 11, 30),
        "net": Decimal("90.00"),
        "made": datetime(2026, 11, 30, 12, tzinfo=UTC),
        "lines": [{"price": Decimal("1E+2"), "text": "two\nlines"}],
    }
    text = write_toml(document)
    assert text == write_toml(dict(document))
    read = read_toml(text)
    assert read["net"] == "90.00"
    assert read["lines"] == [{"price": "100", "text": "two\nlines"}]
    assert (read["date"], read["made"]) == (document["date"], document["made"])
