"""Output by differences shows what Textual's own output shows, with far fewer bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.app import App
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widgets import DataTable, Footer, Input, Label, Static

from tests.ui.two_outputs import (
    Terminal,
    TwiceApp,
    differing,
    run_twice,
    wait_until,
    what_is_seen,
)
from tracker_tui.ui.lean import Frame, LeanApp

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.pilot import Pilot

NAMES = (
    "Acme GmbH",
    "日本語の顧客",
    "Ünïcôde e\u0301 a\u0308 z",
    "한국 고객 ok",
    "full width ＡＢ",
    "x" * 60,
    "",
    "[brackets] [b]not bold[/b]",
    "arrows ← → ● ▇▇▇ ▕░▏",
)


class Question(ModalScreen[None]):
    CSS = "Question { align: center middle; } #box { width: 40; height: 7; border: round red; }"
    BINDINGS = [("escape", "dismiss(None)", "back")]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="box"):
            yield Label("Really? 日本", markup=False)
            yield Input("an answer")


class Second(Screen[None]):
    BINDINGS = [("escape", "dismiss(None)", "back")]

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("left\n" * 30, markup=False)
            yield Static("右側\n" * 30, markup=False)
        yield Footer()


class Office(TwiceApp):
    """A table of names, a line to type into, a clock; dialogs and screens over them."""

    CSS = """
    #clock { width: 8; }
    #head, #title { height: 1; }
    #title { width: 1fr; }
    DataTable { height: 1fr; }
    """
    BINDINGS: ClassVar = [
        ("m", "ask", "ask"),
        ("n", "go", "go"),
        ("t", "tick", "tick"),
        ("r", "redraw", "redraw"),
        ("f", "focus_line", "line"),
    ]

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static("Title — 日本 e\u0301", id="title", markup=False)
            yield Static("0:00:00", id="clock")
        yield DataTable(cursor_type="row", cursor_foreground_priority="renderable")
        yield Input(placeholder="type here")
        yield Footer()

    def on_mount(self) -> None:
        self.ticks = 0
        table = self.query_one(DataTable)
        table.add_columns("No", "Name", "Hours", "Note")
        for number in range(60):
            name = Static(NAMES[number % len(NAMES)], markup=False).render()
            table.add_row(str(number), name, f"{number * 0.25:.2f}", "n" * (number % 23))
        table.focus()

    def action_ask(self) -> None:
        self.push_screen(Question())

    def action_go(self) -> None:
        self.push_screen(Second())

    def action_tick(self) -> None:
        self.ticks += 1
        self.query_one("#clock", Static).update(f"0:00:{self.ticks:02}", layout=False)

    def action_redraw(self) -> None:
        self.redraw()

    def action_focus_line(self) -> None:
        self.query_one(Input).focus()


MOVES = ("down", "down", "up", "pagedown", "pagedown", "pageup", "end", "home", "right", "left")
LINE = (
    "f",
    *"hell",
    "left",
    "backspace",
    "x",
    "日",
    "left",
    "left",
    "語",
    "shift+home",
    "y",
    "tab",
)
DIALOGS = ("m", "x", "y", "escape", "pagedown", "m", "escape", "r", "down")
SCREENS = ("n", "escape", "down", "n", "m", "escape", "escape", "t", "t")
PALETTE = ("ctrl+p", "t", "down", "escape", "ctrl+p", *"keys", "enter", "down")


@pytest.mark.parametrize("keys", [MOVES, LINE, DIALOGS, SCREENS, PALETTE])
def test_keys_lead_to_the_same_screen(keys: tuple[str, ...]) -> None:
    async def press(app: Office, pilot: Pilot[object]) -> None:
        for key in keys:
            await pilot.press(key)

    app = run_twice(Office(), press)
    assert app.lean
    assert app.paints > len(keys) / 2
    assert not app.differences


def test_sizes_lead_to_the_same_screen() -> None:
    async def pull(app: Office, pilot: Pilot[object]) -> None:
        for size in ((100, 30), (60, 12), (140, 45), (80, 24)):
            app.resize(size)
            await pilot.pause(0.05)
            await pilot.press("down")
            assert app.size == size

    assert not run_twice(Office(), pull).differences


def test_a_size_that_comes_back_is_painted_anew() -> None:
    async def pull(app: Office, pilot: Pilot[object]) -> None:
        for terminal in (app.stock, app.leanly):
            terminal.screen.erase_in_display(2)
        app.forget_frame()
        app.resize((80, 24))
        await pilot.pause(0.05)

    app = run_twice(Office(), pull)
    assert "Acme" in "\n".join(app.leanly.screen.display)


def test_themes_lead_to_the_same_screen() -> None:
    async def change(app: Office, pilot: Pilot[object]) -> None:
        for theme in ("nord", "textual-light", "ansi-dark", "gruvbox"):
            app.theme = theme
            await pilot.press("down")

    assert not run_twice(Office(), change).differences


def test_without_colours_the_screen_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def press(_: Office, pilot: Pilot[object]) -> None:
        await pilot.press("down", "m", "escape", "pagedown")

    assert not run_twice(Office(), press).differences


def test_links_and_lines_lead_to_the_same_screen() -> None:
    class Marks(TwiceApp):
        def compose(self) -> ComposeResult:
            yield Static(
                "[link='https://example.org']a link[/] and [u]lines[/u] [s]out[/s]", id="a"
            )

    async def change(app: Marks, pilot: Pilot[object]) -> None:
        await pilot.pause()
        app.query_one("#a", Static).update(
            "a [reverse]l  k[/] a[u]nd[/u] [s] [/s][b]bold[/b] [i]i[/i]"
        )

    assert not run_twice(Marks(), change).differences


def test_what_joins_into_one_sign_moves_nothing_that_follows() -> None:
    family, heart, flag = "👩\u200d👩\u200d👧", "❤\ufe0f", "🏳\ufe0f\u200d🌈"

    class Signs(TwiceApp):
        def compose(self) -> ComposeResult:
            yield Static(f"a {family} b {heart} c {flag} d" + "." * 20 + "|", id="a", markup=False)

    async def change(app: Signs, pilot: Pilot[object]) -> None:
        line = app.query_one("#a", Static)
        await pilot.pause()
        assert app.leanly.screen.display[0].rstrip().endswith("." * 20 + "|")
        line.update(f"A {family} b {heart} c {flag} D" + "." * 20 + "|", layout=False)
        await pilot.pause()
        cells = app.leanly.screen.buffer[0]
        marks = {cells[x].data: x for x in range(80) if cells[x].data in [*"AbcD|"]}
        assert marks == {"A": 0, "b": 5, "c": 10, "D": 15, "|": 36}
        line.update(f"A {flag} b {heart} c {family} D" + "." * 20 + "|", layout=False)
        await pilot.pause()
        assert [cells[x].data for x in (5, 10, 15, 16, 36)] == [*"bcD.|"]

    run_twice(Signs(), change)


def test_a_clock_costs_few_bytes_and_nothing_new_costs_none() -> None:
    async def tick(app: Office, pilot: Pilot[object]) -> None:
        app.action_tick()
        await wait_until(pilot, lambda: "0:00:01" in app.leanly.screen.display[0])
        before = app.leanly.received
        app.action_tick()
        await wait_until(pilot, lambda: "0:00:02" in app.leanly.screen.display[0])
        assert app.leanly.received - before <= 90
        before, paints = app.leanly.received, app.paints
        app.query_one(DataTable).refresh()
        await wait_until(pilot, lambda: app.paints > paints)
        assert app.leanly.received == before

    run_twice(Office(), tick)


def test_where_it_fails_the_stock_output_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise RuntimeError

    async def press(app: Office, pilot: Pilot[object]) -> None:
        await pilot.press("down")
        monkeypatch.setattr(Frame, "show_chops", fail)
        await pilot.press("down", "pagedown", "down")
        await pilot.pause()

    app = run_twice(Office(), press)
    assert not app.lean
    assert not app.differences


def test_in_memory_nothing_is_written() -> None:
    class Quiet(LeanApp, App[None]):
        pass

    async def run() -> None:
        app = Quiet()
        async with app.run_test():
            app.redraw()
        assert app._frame is None

    import asyncio

    asyncio.run(run())


# Frames of any kind

STYLES = [
    None,
    Style.parse("red on blue"),
    Style.parse("bold red on blue"),
    Style.parse("dim bold on blue"),
    Style.parse("#123456 on #654321"),
    Style.parse("underline #123456 on #654321"),
    Style.parse("italic strike"),
    Style.parse("reverse color(200) on color(17)"),
    Style.parse("bright_green on default"),
]
TEXTS = st.text(alphabet="ab  .─日本語e\u0301ÄＡ한", max_size=12)
PIECES = st.lists(st.tuples(TEXTS, st.sampled_from(STYLES)), max_size=6)
WIDTH, HEIGHT = 24, 4
FRAMES = st.lists(st.lists(PIECES, min_size=HEIGHT, max_size=HEIGHT), min_size=1, max_size=5)


def line_of(pieces: list[tuple[str, Style | None]]) -> Strip:
    """A line of exactly the width; a combining mark has a letter before it."""
    segments = [Segment(text.lstrip("\u0301"), style) for text, style in pieces]
    return Strip(segments).adjust_cell_length(WIDTH)


@given(FRAMES)
@settings(max_examples=150)
def test_any_frame_after_any_other_is_shown(
    frames: list[list[list[tuple[str, Style | None]]]],
) -> None:
    lean, wanted = Terminal((WIDTH, HEIGHT)), Terminal((WIDTH, HEIGHT))
    frame = Frame(WIDTH, HEIGHT)
    for lines in frames:
        strips = [line_of(pieces) for pieces in lines]
        lean.feed(frame.show_all([[strip] for strip in strips], ColorSystem.TRUECOLOR))
        for y, strip in enumerate(strips):
            wanted.feed(f"\x1b[{y + 1}H")
            for text, style, _ in strip:
                wanted.feed(Strip.render_style(style or Style(), text, ColorSystem.TRUECOLOR))
        assert not list(differing(wanted, lean))


def shown(terminal: Terminal) -> str:
    """The first line, without what a wide sign has no second character for."""
    return "".join(terminal.screen.buffer[0][x].data for x in range(terminal.screen.columns))


def write_all(frame: Frame, terminal: Terminal, text: str) -> None:
    strip = Strip([Segment(text)]).adjust_cell_length(frame.width)
    terminal.feed(frame.show_all([[strip]], ColorSystem.TRUECOLOR))


@pytest.mark.parametrize(
    "texts",
    [
        ("日a......x", "本a......y"),
        ("a日......x", "b日......x", "日b......y"),
        ("日本語日本", "a本語日b日", "日本語日本"),
        ("aa日......", "日aa......", "a日a......"),
    ],
)
def test_wide_signs_are_whole(texts: tuple[str, ...]) -> None:
    frame, terminal = Frame(12, 1), Terminal((12, 1))
    for text in texts:
        write_all(frame, terminal, text)
        assert shown(terminal).rstrip() == text


def test_half_of_a_wide_sign_may_be_painted_over() -> None:
    frame, terminal = Frame(8, 1), Terminal((8, 1))
    write_all(frame, terminal, "日本語..")
    pieces = {0: Strip([Segment("a")]), 1: None, 6: Strip([Segment("b")]), 7: None}
    over = ChopsUpdate([pieces], [(0, 0, 1), (0, 6, 7)], [[1, 6, 7, 8]])
    terminal.feed(frame.show_chops(over, ColorSystem.TRUECOLOR))
    assert terminal.screen.buffer[0][0].data == "a"
    assert terminal.screen.buffer[0][6].data == "b"
    write_all(frame, terminal, "日本語..")
    assert shown(terminal) == "日本語.."
    over = ChopsUpdate([{0: None, 3: Strip([Segment("a")]), 4: None}], [(0, 3, 4)], [[3, 4, 8]])
    terminal.feed(frame.show_chops(over, ColorSystem.TRUECOLOR))
    write_all(frame, terminal, "日本語..")
    assert shown(terminal) == "日本語.."


def test_a_blank_has_no_ink_but_may_have_lines() -> None:
    terminal = Terminal((4, 1))
    terminal.feed("\x1b[31m \x1b[4m \x1b[0m \x1b[41m ")
    seen = [what_is_seen(terminal.screen.buffer[0][x]) for x in range(4)]
    assert seen[0] == seen[2]
    assert len(set(seen)) == 3
