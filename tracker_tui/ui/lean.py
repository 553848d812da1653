"""Lean output: only the cells that differ from what the terminal shows already are written.

Textual paints whole widgets. Over SSH that is ten times the bytes of what has changed, so the
last frame is remembered as two strings a line, one character per cell for the sign and one for
its style, and a paint becomes the shortest way from one frame to the next.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from tracker_tui.ui.lean_alphabet import HALF, PLAIN, UNKNOWN, UNSURE, Alphabet, look_of_blank, turn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType
    from rich.style import Style
    from textual import events
    from textual.app import App
    from textual.screen import Screen

    from tracker_tui.ui.lean_alphabet import Look

    Base = App[Any]
else:
    Base = object

JOINED = 4
"""A gap of so many equal cells is written again: jumping over it costs as much."""
CALM = 512
"""So many bytes arrive at once anyway; more are held together, where the terminal can."""
SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"


class Frame:
    """What the terminal shows, and the way from there to the next frame."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._alphabet = Alphabet()
        self._signs = [UNKNOWN * width] * height
        self._styles = [UNKNOWN * width] * height
        self._written: list[str] = []
        self._pen = PLAIN
        self._place = (-1, -1)

    @property
    def full(self) -> bool:
        """Whether it has no characters left to tell things apart by."""
        return self._alphabet.full

    def show_all(self, lines: Iterable[Iterable[Strip]], system: ColorSystem) -> str:
        """What to write so that these lines, each in pieces, fill the screen."""
        for y, strips in enumerate(lines):
            if y < self.height:
                signs, styles = self._read(strips, system)
                self._show(y, 0, signs[: self.width], styles[: self.width])
        return self._taken()

    def show_chops(self, update: ChopsUpdate, system: ColorSystem) -> str:
        """What to write for the pieces of lines that a partial update names."""
        for y, first, last in update.spans:
            if y >= self.height:
                continue
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x < last and first < end:
                    signs, styles = self._read((strip,), system)
                    room = min(end, self.width) - x
                    self._show(y, x, signs[:room], styles[:room])
        return self._taken()

    def _read(self, strips: Iterable[Strip], system: ColorSystem) -> tuple[str, str]:
        """Signs and styles of a line's pieces, a character per cell."""
        alphabet = self._alphabet
        signs, styles = [], []
        for strip in strips:
            for text, style, control in strip:
                if control:
                    continue
                cells = alphabet.signs(text)
                signs.append(cells)
                styles.append(self._style(style, system) * len(cells))
        return "".join(signs), "".join(styles)

    def _style(self, style: Style | None, system: ColorSystem) -> str:
        if style is None:
            return self._alphabet.style("", "")
        codes = style._ansi
        if codes is None:
            codes = Strip.render_ansi(style, system)
        if not style._link:
            return self._alphabet.style(codes, "")
        return self._alphabet.style(codes, f"\x1b]8;id={style._link_id};{style._link}\x1b\\")

    def _show(self, y: int, x: int, signs: str, styles: str) -> None:
        """Bring the cells of a line from `x` on to these signs and styles."""
        old_signs, old_styles = self._signs[y], self._styles[y]
        end = x + len(signs)
        if old_signs[x:end] == signs and old_styles[x:end] == styles:
            return
        after = old_signs[end:]
        if after[:1] == HALF:  # the sign that it belonged to is gone
            after = UNKNOWN + after[1:]
        bare = self._alphabet.bare
        changed = [
            place
            for place, (was, sign, had, style) in enumerate(
                zip(old_signs[x:end], signs, old_styles[x:end], styles, strict=True), x
            )
            if was != sign or (had != style and (sign != " " or bare[had] != bare[style]))
        ]
        self._signs[y] = old_signs[:x] + signs + after
        self._styles[y] = old_styles[:x] + styles + old_styles[end:]
        if not changed:
            return
        if not signs.isascii() and max(signs) >= UNSURE:
            self._write(y, changed[0], end)
        else:
            self._write_runs(y, changed)

    def _write_runs(self, y: int, changed: list[int]) -> None:
        """Write the changed cells of a line, and the small gaps between them."""
        styles = self._styles[y]
        start = last = changed[0]
        for place in changed:
            gap = place - last - 1
            if gap > 0 and (gap > JOINED or styles[last:place] != styles[last] * (gap + 1)):
                self._write(y, start, last + 1)
                start = place
            last = place
        self._write(y, start, last + 1)

    def _write(self, y: int, start: int, end: int) -> None:
        """Write the cells of a line from `start` to `end`, wide signs whole."""
        signs, styles = self._signs[y], self._styles[y]
        while start and signs[start] == HALF:
            start -= 1
        while end < self.width and signs[end] == HALF:
            end += 1
        self._move(y, start)
        while start < end:
            style = styles[start]
            stop = start + 1
            while stop < end and styles[stop] == style:
                stop += 1
            self._write_piece(start, signs[start:stop], style)
            start = stop
        self._place = (y, end) if end < self.width else (-1, -1)

    def _write_piece(self, x: int, signs: str, style: str) -> None:
        """Write signs of one style at the place where the terminal's cursor is, column `x`."""
        look = self._alphabet.look(style)
        text = signs.lstrip(" ")
        blanks = len(signs) - len(text)
        if blanks:
            self._turn(look_of_blank(self._pen, look))
            to_end = not text and x + blanks == self.width
            clear = to_end and blanks > JOINED and self._pen == self._pen._replace(ground="")
            self._written.append("\x1b[K" if clear else " " * blanks)
        if text:
            self._turn(look)
            if text.isascii():
                self._written.append(text)
            elif max(text) < UNSURE:
                self._written.append(text.translate(self._alphabet.spelling))
            else:
                self._write_unsure(x + blanks, text)

    def _write_unsure(self, x: int, signs: str) -> None:
        """Write signs of which some may come out wider or narrower than was thought.

        Their cells are cleared first, and what follows is placed by its column.
        """
        for number, sign in enumerate(signs, x):
            spelled = self._alphabet.spelling.get(ord(sign), sign)
            if sign < UNSURE:
                self._written.append(spelled)
                continue
            width = 1
            while signs[number - x + width : number - x + width + 1] == HALF:
                width += 1
            after = f"\x1b[{number + width + 1}G" if number + width < self.width else ""
            self._written.append(f"{' ' * width}\x1b[{number + 1}G{spelled}{after}")

    def _move(self, y: int, x: int) -> None:
        row, column = self._place
        if row == y and column == x:
            return
        if row == y and column < x:
            self._written.append(f"\x1b[{x - column}C" if x - column > 1 else "\x1b[C")
        elif x:
            self._written.append(f"\x1b[{y + 1};{x + 1}H")
        else:
            self._written.append(f"\x1b[{y + 1}H" if y else "\x1b[H")

    def _turn(self, look: Look) -> None:
        if look != self._pen:
            self._written.append(turn(self._pen, look))
            self._pen = look

    def _taken(self) -> str:
        """All that was written, and the pen put down."""
        self._turn(PLAIN)
        self._place = (-1, -1)
        text = "".join(self._written)
        self._written.clear()
        return text


class LeanApp(Base):
    """To be mixed into an App before `App`: paints what differs, or as ever where that fails."""

    lean = sys.platform != "win32"
    """Whether to write differences only."""
    _frame: Frame | None = None
    _cursor: tuple[int, int] | None = None
    _painted: tuple[int, int] | None = None
    _lost = False

    async def _on_mount(self) -> None:
        """Whoever had the terminal in between has left something else on it."""
        self.app_resume_signal.subscribe(self, lambda _: self.redraw(), immediate=True)

    async def _on_resize(self, event: events.Resize) -> None:
        """A terminal may change its size and back before anybody looks: paint it all the same."""
        if self._lost and event.size == self._painted:
            self.redraw()

    def forget_frame(self) -> None:
        """Nobody knows what the terminal shows: the next paint of a cell will write it."""
        self._frame = None
        self._cursor = None
        self._lost = True

    def redraw(self) -> None:
        """Paint everything anew."""
        self.forget_frame()
        self.refresh(layout=True)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver = self._driver
        if (
            not self.lean
            or not isinstance(renderable, LayoutUpdate | ChopsUpdate)
            or self._batch_count
            or not self._running
            or self._closed
            or driver is None
            or driver.is_headless
            or driver.is_inline
            or driver.is_web
        ):
            super()._display(screen, renderable)
            return
        try:
            text = self._difference(screen, renderable)
        except Exception:  # whatever it is: the stock output needs nothing of this
            self.lean = False
            super()._display(screen, renderable)
            self.refresh(layout=True)
            return
        if text:
            held = self._sync_available and len(text) > CALM
            driver.write(f"{SYNC_START}{text}{SYNC_END}" if held else text)
            driver.flush()
        self.post_display_hook()

    def _difference(self, screen: Screen[Any], update: LayoutUpdate | ChopsUpdate) -> str:
        """What leads from the last frame to this one; empty where nothing does."""
        system = self.console._color_system or ColorSystem.TRUECOLOR
        size = screen._compositor.size
        frame = self._frame
        if frame is None or frame.full or size != self._painted:
            frame = self._frame = Frame(size.width, size.height)
            self._painted = size
        if isinstance(update, LayoutUpdate):
            self._lost = False
            text = frame.show_all(update.strips, system)
        else:
            text = frame.show_chops(update, system)
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        if text or cursor != self._cursor:
            self._cursor = cursor
            text += f"\x1b[{cursor.y + 1};{cursor.x + 1}H"
        return text
