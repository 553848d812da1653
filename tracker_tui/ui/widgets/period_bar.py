"""The line that says which period is shown, and takes another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tracker_tui.core.errors import Refused
from tracker_tui.core.period_steps import kind_of, next_kind, period_around, step
from tracker_tui.core.periods import Period, looks_like_period, parse_period
from tracker_tui.core.plain import one_line
from tracker_tui.services.wording import typed_day
from tracker_tui.ui.cells import fit, width
from tracker_tui.ui.figures import MONTHS, day_title, month_title, symbol
from tracker_tui.ui.host import Host
from tracker_tui.ui.widgets.prompt_input import PromptInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

EXAMPLES = "date or period: 12 nov, monday, last-week, 2026-10, 2026-Q4, 2026, all"


def period_title(period: Period) -> str:
    """A period as people call it: `Nov 2026`, `2026-W47  16 - 22 Nov`, `all time`."""
    kind = kind_of(period)
    if kind == "day":
        return f"{day_title(period.first)} {period.first[:4]}"
    if kind == "month":
        return month_title(period.label)
    if kind == "week":
        first, last = (f"{int(day[8:])} {MONTHS[int(day[5:7]) - 1]}" for day in period[:2])
        return f"{period.label}  {first} - {last}"
    return "all time" if kind == "all" else period.label


class PeriodBar(Horizontal):
    """A period with figures at its right. Another one is told by `Changed`, then shown."""

    DEFAULT_CSS = """
    PeriodBar { height: 1; padding: 0 1; }
    PeriodBar.-tall { height: 2; }
    PeriodBar > #period-line { width: 1fr; height: 100%; }
    PeriodBar > #period-ask { width: auto; color: $text-muted; display: none; }
    PeriodBar > #period-problem { width: 2fr; color: $text-error; display: none; padding: 0 0 0 2; }
    PeriodBar > PromptInput { display: none; }
    PeriodBar.-asking > #period-line { display: none; }
    PeriodBar.-asking > #period-ask, PeriodBar.-asking > PromptInput { display: block; }
    PeriodBar.-wrong > #period-problem { display: block; }
    """
    app = getters.app(Host)
    line = getters.query_one("#period-line", Static)
    problem = getters.query_one("#period-problem", Static)
    input = getters.query_one(PromptInput)

    class Changed(Message):
        """Another period is wanted; `day` is where to go in it, if anywhere."""

        def __init__(self, bar: PeriodBar, period: Period, day: str = "") -> None:
            super().__init__()
            self.bar, self.period, self.day = bar, period, day

        @property
        def control(self) -> PeriodBar:
            """The bar, for `@on(..., "#id")`."""
            return self.bar

    def __init__(self, period: Period, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.period = period
        self._figures: tuple[str, ...] = ()
        self._came_from: Widget | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="period-line", markup=False)
        yield Static("period ", id="period-ask", markup=False)
        yield PromptInput(EXAMPLES)
        yield Static("", id="period-problem", markup=False)

    # Showing

    def show(self, period: Period, figures: Sequence[str] | None = None) -> None:
        """Shows a period and, unless they stay, the figures at its right.

        The last of them has a line of its own where there is not enough room for all.
        """
        self.period = period
        if figures is not None:
            self._figures = tuple(one_line(figure) for figure in figures if figure)
        if self.is_mounted:
            self._write()

    def on_mount(self) -> None:
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        title = one_line(period_title(self.period))
        whole, more = self.size.width - 2, symbol("more")
        room = max(whole - width(title) - 6, 0)
        first, second = "  ".join(self._figures), ""
        if width(first) > room and len(self._figures) > 1:
            first, second = "  ".join(self._figures[:-1]), self._figures[-1]
        line = Content.assemble(
            ("< ", "$text-muted"),
            (title, "bold"),
            (" >  ", "$text-muted"),
            fit(first, room, "right", more),
            f"\n{fit(second, whole, 'right', more)}" if second else "",
        )
        tall = self.has_class("-tall")
        higher = bool(second) if self._figures else tall  # until there are figures as it was
        self.set_class(higher, "-tall")
        self.line.update(line, layout=tall != higher)

    # Another period

    @property
    def _today(self) -> str:
        return self.app.workspace.today

    def go(self, by: int) -> None:
        """Wants the neighbour after (1) or before (-1)."""
        self._want(step(self.period, by))

    def widen(self) -> None:
        """Wants the next longer kind of period; after all time comes a day."""
        self._want(next_kind(self.period, self._today))

    def _want(self, period: Period, day: str = "") -> None:
        if day or period != self.period:
            self.post_message(self.Changed(self, period, day))

    def ask(self) -> None:
        """Opens the line to type a date or a period in."""
        self._came_from = self.screen.focused
        self.input.value = ""
        self.remove_class("-wrong")
        self.add_class("-asking")
        self.input.focus()

    def _close(self) -> None:
        self.remove_class("-asking", "-wrong")
        came_from = self._came_from
        if came_from is not None and came_from.is_attached:
            came_from.focus()

    def on_prompt_input_left(self, event: PromptInput.Left) -> None:
        event.stop()
        self._close()

    def on_prompt_input_taken(self, event: PromptInput.Taken) -> None:
        event.stop()
        try:
            period, day = self._read(event.text.strip())
        except Refused as error:
            self.problem.update(one_line(str(error)))
            self.add_class("-wrong")
            return
        self._close()
        self._want(period, day)

    def _read(self, typed: str) -> tuple[Period, str]:
        """What was typed: a period; or a day, and the period of the kind shown that holds it."""
        if not typed:
            return self.period, ""
        if looks_like_period(typed):
            period = parse_period(typed, self._today)
            if kind_of(period) != "day":
                return period, ""
            day = period.first
        else:
            day = typed_day(self.app.workspace, typed)
        if self.period.contains(day):
            return self.period, day
        kind = kind_of(self.period)
        return period_around("month" if kind == "span" else kind, day), day


class PeriodKeys:
    """The keys of a screen with a period bar."""

    period_bar: PeriodBar

    def action_period_previous(self) -> None:
        """Shows the period before."""
        self.period_bar.go(-1)

    def action_period_next(self) -> None:
        """Shows the period after."""
        self.period_bar.go(1)

    def action_period_widen(self) -> None:
        """Shows a longer period around the same day."""
        self.period_bar.widen()

    def action_period_jump(self) -> None:
        """Asks for a date or a period."""
        self.period_bar.ask()
