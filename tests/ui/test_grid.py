"""The grid with a person at the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from tests.ui.grid_stage import COLUMNS, Lazy, Stage, act, entry
from tracker_tui.ui.figures import use_ascii
from tracker_tui.ui.widgets.grid import GridRow, ListRows

if TYPE_CHECKING:
    import pytest
    from textual.pilot import Pilot

    from tests.ui.grid_stage import SpiedGrid

HARD = [
    *("[red]ACME[/red]", "日本語の長い名前をここに", "👩\u200d💻 🇩🇪 ❤\ufe0f done", "e\u0301" * 30),
    *("שלום עולם", "tab\there \x1b[31m", "क्‍ष" * 9, "a\u200d", "x" * 300),
]


def entries(first: int, last: int) -> ListRows:
    """A few rows that are all there."""
    return ListRows(entry(number) for number in range(first, last))


def test_a_hundred_thousand_rows_cost_no_more_than_those_in_sight() -> None:
    rows = Lazy(100_000)
    stage = Stage(rows, marks=True)

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        assert rows.asked <= 24
        for keys, most in ((["j"], 0), (["ctrl+d"], 24), (["G"], 24), (["ctrl+a"], 0), (["v"], 0)):
            rows.asked = 0
            await pilot.press(*keys)
            assert rows.asked <= most, keys
        assert grid.cursor_key == "e99999"
        again = Lazy(100_000, first=7)
        grid.show(again)
        assert again.asked <= 24
        assert grid.cursor_key == "e99999"

    act(stage, scenario)


def test_only_lines_that_differ_are_painted() -> None:
    stage = Stage(entries(0, 60), marks=True)

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        await pilot.press("j")
        assert (sorted(grid.painted), grid.whole, grid.layouts) == ([1, 2], 0, 0)
        grid.forget()
        grid.show(entries(0, 60))
        assert (grid.painted, grid.whole, grid.layouts) == ([], 0, 0)
        changed = [entry(number) for number in range(61)]
        changed[4] = entry(4, "Something else")
        grid.show(ListRows(changed))
        assert (grid.painted, grid.whole, grid.layouts) == ([5], 0, 0)
        grid.forget()
        await pilot.press("space")
        assert (sorted(set(grid.painted)), grid.whole) == ([2, 3], 0)

    act(stage, scenario)


def test_cursor_and_scroll_stay_when_rows_change_under_them() -> None:
    stage = Stage(entries(10, 110))

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        grid.show(entries(5, 110))  # at the top new rows come into sight
        assert (grid.cursor_key, grid.top, grid.cursor) == ("e10", 0, 5)
        assert "logic 5 " in grid.lines()[1]
        assert grid.move_to("e80")
        on_line = grid.lines().index(grid.on_cursor())
        grid.forget()
        grid.show(entries(0, 110))  # elsewhere nothing moves
        assert (grid.cursor_key, grid.cursor) == ("e80", 80)
        assert grid.lines().index(grid.on_cursor()) == on_line
        assert len(grid.painted) <= 2  # the mark of the position alone
        rows = [entry(number) for number in range(110)]
        del rows[80:83]
        grid.show(ListRows(rows))  # it goes to what was next to it
        assert (grid.cursor_key, grid.lines().index(grid.on_cursor())) == ("e83", on_line)
        grid.show(entries(200, 203))
        assert (grid.cursor_key, grid.top) == ("e202", 0)
        assert list(stage.heard()).count("Moved") <= 4
        assert not grid.move_to("e80")

    act(stage, scenario)


def test_marks_stay_on_their_rows() -> None:
    stage = Stage(entries(0, 60), marks=True)

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        assert grid.chosen() == ("e0",)
        await pilot.press("j", "space", "j", "v", "j")
        assert grid.numbers() == [1, 3, 4]
        await pilot.press("v", "j", "space")
        assert grid.marked == grid.chosen()
        assert grid.numbers() == [1, 3, 4, 5]
        before = grid.marked
        grid.show(entries(-5, 60))
        assert grid.marked == before
        assert [line for line in grid.lines() if "◆" in line] == [
            line for line in grid.lines() if any(f"logic {key[1:]} " in line for key in before)
        ]
        await pilot.press("escape")
        assert grid.numbers() == []
        assert not any("◆" in line for line in grid.lines())
        assert "Marked" in list(stage.heard())

    act(stage, scenario)


def test_all_are_those_that_were_there() -> None:
    few = ListRows([GridRow("day", ("Fri 20 Nov",), "group"), entry(1), entry(2), entry(3)])
    stage = Stage(few, marks=True)

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+a")
        assert grid.numbers() == [1, 2, 3]  # a group cannot be marked
        await pilot.press("j", "space")
        assert grid.numbers() == [2, 3]
        grid.show(entries(0, 50))
        assert grid.numbers() == [2, 3]
        await pilot.press("ctrl+a")
        assert len(grid.marked) == 50
        await pilot.press("ctrl+a")
        assert grid.numbers() == []

    act(stage, scenario)


def test_a_list_without_marks_lets_their_keys_go_on() -> None:
    stage = Stage(entries(0, 3))

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        await pilot.press("space", "v", "ctrl+a")
        assert (grid.numbers(), grid.cursor) == ([], 0)

    act(stage, scenario)


def test_keys_move_open_and_scroll() -> None:
    stage = Stage(entries(0, 100))

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        for keys, cursor, top in (
            (["down", "j"], 2, 0),
            (["up", "k", "k"], 0, 0),
            (["ctrl+d"], 22, 22),
            (["pageup"], 0, 0),
            (["G"], 99, 77),
            (["ctrl+u", "k"], 76, 55),
            (["home"], 0, 0),
            (["end", "j"], 99, 77),
        ):
            await pilot.press(*keys)
            assert (grid.cursor, grid.top) == (cursor, top), keys
        grid.set_cursor(77)
        await pilot.press("k")  # out of sight: by a third of a page
        assert (grid.cursor, grid.top) == (76, 69)
        grid.set_cursor(91)
        await pilot.press("j")
        assert (grid.cursor, grid.top) == (92, 77)
        await pilot.press("G")
        list(stage.heard())
        await pilot.press("enter", "l")
        assert stage.told == [("Chosen", "e99"), ("Sideways", "e99")]
        await pilot.click(grid, (10, 3))
        assert grid.cursor == 79
        await pilot.click(grid, (10, 5), times=2)
        assert stage.told[-1] == ("Chosen", "e81")

    act(stage, scenario)


def test_find_goes_to_what_is_typed() -> None:
    words = {30: "Pager: disk full", 40: "Disk replaced", 2000: "Disk bought"}
    rows = ListRows(entry(number, words.get(number, "")) for number in range(3000))
    stage = Stage(rows)

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        await pilot.press("apostrophe", "d", "i", "s")
        assert (grid.cursor, grid.layouts) == (30, 0)
        assert "'dis" in grid.lines()[-1]
        await pilot.press("k", "backspace")  # a letter here, and a key elsewhere
        assert (grid.typed, grid.cursor) == ("dis", 30)
        await pilot.press("ctrl+n")
        assert grid.cursor == 40
        await pilot.press("down")
        await stage.workers.wait_for_complete()
        assert grid.cursor == 2000
        await pilot.press("down")
        await stage.workers.wait_for_complete()
        assert (grid.cursor, "no more" in grid.lines()[-1]) == (2000, True)
        await pilot.press("ctrl+p")
        await stage.workers.wait_for_complete()
        assert grid.cursor == 40
        await pilot.press("enter", "j")
        assert (grid.typed, grid.cursor) == (None, 41)
        assert "'dis" not in grid.lines()[-1]
        assert "Chosen" not in list(stage.heard())

    act(stage, scenario)


def test_find_looks_at_few_rows_between_keys() -> None:
    rows = Lazy(100_000)
    stage = Stage(rows)

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        grid.begin_find()
        rows.asked = 0
        grid._type("logic 99999")
        assert rows.asked <= 350
        await stage.workers.wait_for_complete()
        assert grid.cursor == 99_999
        grid._seek(grid.cursor - 1, -1)
        grid._type("logic 7")  # what is typed next ends the search before
        await stage.workers.wait_for_complete()
        assert "no more" in grid.lines()[-1]

    act(stage, scenario)


def test_every_line_is_as_wide_as_the_grid() -> None:
    rows = ListRows(
        GridRow(f"{kind}{number}", (text,) * count, kind)
        for kind in ("row", "group", "total", "note")
        for number, text in enumerate(HARD)
        for count in (1, 6)
    )
    stage = Stage(rows, marks=True, empty="\n".join(HARD))

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        for width in (140, 100, 79, 61, 40, 20, 9, 2, 1):
            await pilot.resize_terminal(width, 80)
            for line in grid.strips():
                assert (cell_len(line.text), line.cell_length) == (width, width), line.text
        await pilot.resize_terminal(100, 80)
        assert "[red]ACME[/red]" in grid.lines()[1] + grid.lines()[2]
        grid.begin_find()
        for text in HARD:
            grid._type(text)
            assert all(cell_len(line) == 100 for line in grid.lines())
        grid.end_find()
        grid.show(ListRows())
        assert all(cell_len(line) == 100 for line in grid.lines())

    act(stage, scenario)


def test_columns_come_and_go_with_the_width() -> None:
    stage = Stage(entries(0, 3))

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        assert "tags" not in grid.lines()[0]
        await pilot.resize_terminal(120, 24)
        assert grid.lines()[0].split() == [column.title for column in COLUMNS]
        await pilot.resize_terminal(40, 24)
        assert grid.lines()[0].split() == ["time", "hours", "text", "amount›"]
        await pilot.press("l")
        assert grid.lines()[0].split()[:2] == ["‹time", "text"]
        await pilot.press("l", "l", "l", "l")
        assert grid.lines()[0].split()[-1] == "state"
        assert "✓ paid" in grid.lines()[2]
        await pilot.press("h", "h", "h", "h", "h")
        assert grid.lines()[0].split() == ["time", "hours", "text", "amount›"]

    act(stage, scenario)


def test_a_group_runs_on_over_empty_cells_and_a_note_over_all() -> None:
    rows = [GridRow("g", ("Friday 20 November", "", "", "", "1,250.00 EUR"), "group")]
    rows.append(GridRow("n", ("What follows is of the year before, and billed",), "note"))
    stage = Stage(ListRows(rows))

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        _, group, note, *_ = grid.lines()
        assert group.split("  ")[0] == "▌Friday 20 November"
        assert "1,250.00 EUR" in group
        assert "What follows is of the year before, and billed" in note

    act(stage, scenario)


def test_the_cursor_is_seen_without_colour_and_without_focus(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stage = Stage(entries(0, 5))
    stage.theme = "ansi-dark"

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        row = grid.strips()[1]
        assert row.text.startswith("▌")
        assert all(part.style is not None and part.style.reverse for part in [*row][1:])
        assert not any(part.style is not None and part.style.reverse for part in grid.strips()[2])
        stage.screen.set_focus(None)
        await pilot.pause()
        row = grid.strips()[1]
        assert row.text.startswith("▏")
        assert all(part.style is not None and part.style.bold for part in row)
        use_ascii(True)
        assert grid.strips()[1].text.startswith("|")
        grid.focus()
        await pilot.pause()
        assert grid.strips()[1].text.startswith(">")
        assert all(part.text.replace("✓", "").isascii() for part in grid.strips()[1])

    try:
        act(stage, scenario)
    finally:
        use_ascii(False)


def test_an_empty_grid_teaches_its_key() -> None:
    stage = Stage(ListRows(), empty="Nothing yet.\na adds an entry")

    async def scenario(grid: SpiedGrid, pilot: Pilot[None]) -> None:
        await pilot.press("j", "k", "G", "g", "space", "enter", "apostrophe", "ctrl+d", "l")
        assert [line.strip() for line in grid.lines()[2:4]] == ["Nothing yet.", "a adds an entry"]
        assert (grid.cursor_key, grid.chosen(), stage.told) == ("", (), [])
        grid.show(entries(0, 2))
        await pilot.pause()
        assert stage.told == [("Moved", "e0")]
        grid.show(ListRows())
        await pilot.pause()
        assert stage.told[-1] == ("Moved", "")

    act(stage, scenario)
