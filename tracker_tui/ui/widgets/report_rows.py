"""Sums, budgets and unbilled work as the rows of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.charts import bar, gauge
from tracker_tui.core.clock import day_number
from tracker_tui.core.plain import one_line
from tracker_tui.ui.figures import amount, day_title, hours, symbol, weekday, width
from tracker_tui.ui.widgets.bars import is_plain
from tracker_tui.ui.widgets.grid import Cell, Column, GridRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from tracker_tui.core.budgets import Budget
    from tracker_tui.core.comparing import ComparedRow, Comparison
    from tracker_tui.services.unbilled import Unbilled

TOTAL = "\ttotal"
"""How the key of a row of totals begins; no row of a report has a tab in its key."""

NOBODY = "(none)"
"""What stands for work without a client, task or tag."""

BAR = 12
"""Cells of a bar beside its row."""

_USUAL, _ROOMY = 72, 92  # from these widths of the grid on there is room for more


class Table(NamedTuple):
    """Columns and rows for `Grid.show`."""

    columns: tuple[Column, ...]
    rows: list[GridRow]


def line_key(key: str, more: str = "") -> str:
    """The key of a line of a row; never empty, as that of time without a project would be."""
    return f"{key}\t{more}"


def key_of(line: str) -> str:
    """The key of the row to which a line belongs."""
    return line.partition("\t")[0]


# --- sums ------------------------------------------------------------------------------------


def report_table(comparison: Comparison) -> Table:
    """A report: one amount a line where no row has several currencies, else a column for each."""
    report = comparison.report
    if not report.rows:
        return Table(_heads(report.by, (), False), [])
    apart = any(len(row.amounts) > 1 for row in report.rows)
    currencies = tuple(report.totals.amounts) if apart else ()
    changed = comparison.totals.change is not None
    columns = (
        *_heads(report.by, currencies, changed),
        *_amount_columns(comparison, currencies, changed),
    )
    longest = max(row.seconds for row in report.rows)
    rows = [
        line
        for compared in comparison.rows
        for line in _lines(compared, report.by, currencies, longest)
    ]
    rows += [line._replace(kind="total") for line in _totals(comparison, currencies)]
    return Table(columns, rows)


def _heads(by: str, currencies: tuple[str, ...], changed: bool) -> tuple[Column, ...]:
    key = Column("key", by, share=1, shortest=15 if currencies else 17)
    return (
        key,
        Column("time", "time", 8, align="right"),
        *((Column("change", "change", 8, align="right", least=_ROOMY),) if changed else ()),
        Column("billed", "billed", 8, align="right"),
        Column("share", "", 5, align="right"),
        Column("bar", "", BAR, least=_ROOMY if len(currencies) > 1 else _USUAL),
    )


def _amount_columns(
    comparison: Comparison, currencies: tuple[str, ...], changed: bool
) -> list[Column]:
    """A column for each currency, or one for all."""
    if not currencies:
        found = [Column("worth", "worth", _worth_width(comparison), align="right")]
        if changed:
            found.append(Column("worth-change", "change", 14, align="right", least=_ROOMY))
        return found
    return [
        Column(
            code, code, max(width(amount(comparison.totals.row.amounts[code])), 6), align="right"
        )
        for code in currencies
    ]


def _worth_width(comparison: Comparison) -> int:
    texts = (amount(value, code) for code, value in comparison.totals.row.amounts.items())
    return max(13, *map(width, texts), 0)


def _lines(
    compared: ComparedRow, by: str, currencies: tuple[str, ...], longest: int
) -> Iterator[GridRow]:
    row = compared.row
    words = one_line(row.key) if row.key else NOBODY
    if by == "day":
        words = f"{row.key} {weekday(row.key)}"
    drawn = bar(row.seconds, longest, BAR, is_plain())
    yield from _with_amounts(row.key, words, compared, drawn, currencies)


def _totals(comparison: Comparison, currencies: tuple[str, ...]) -> Iterator[GridRow]:
    # A key of its own for each report: a cursor does not go to the total because its row is gone.
    key = f"{TOTAL}\t{comparison.report.by}\t{comparison.period.label}"
    yield from _with_amounts(key, "total", comparison.totals, "", currencies)


def _with_amounts(
    key: str, words: str, compared: ComparedRow, drawn: str, currencies: tuple[str, ...]
) -> Iterator[GridRow]:
    """The line of a row; where its currencies have no columns, one more line for each further."""
    row, change = compared.row, compared.change
    billed = Cell(hours(row.billed_seconds), "muted" if row.billed_seconds == row.seconds else "")
    first: tuple[str | Cell, ...] = (
        words,
        hours(row.seconds),
        *(() if change is None else (Cell(_signed_hours(change.seconds), "muted"),)),
        billed,
        Cell(f"{compared.share} %", "muted"),
        Cell(drawn, "accent"),
    )
    if currencies:
        amounts = tuple(amount(row.amounts.get(code)) for code in currencies)
        yield GridRow(line_key(key), (*first, *amounts))
        return
    changes = change.amounts if change is not None else {}
    codes = list(row.amounts) or list(changes)[:1]
    codes += [code for code in changes if code not in codes]
    for number, code in enumerate(codes or [""]):
        worth = amount(row.amounts.get(code), code)
        turned = Cell(_signed(changes.get(code), code), "muted")
        before = first if not number else ("",) * len(first)
        yield GridRow(line_key(key, code if number else ""), (*before, worth, turned))


def _signed_hours(seconds: int) -> str:
    text = hours(seconds)
    return f"+{text}" if seconds >= 60 else text


def _signed(value: Decimal | None, currency: str) -> str:
    text = amount(value, currency)
    return f"+{text}" if value is not None and value > 0 else text


# --- budgets ---------------------------------------------------------------------------------

_BUDGETS = (
    Column("place", "project or order", share=3, shortest=16),
    Column("title", "", share=2, shortest=10, least=_ROOMY),
    Column("kind", "of", 8, least=_USUAL),
    Column("used", "used", 11, align="right"),
    Column("limit", "budget", 11, align="right", least=_ROOMY),
    Column("left", "left", 11, align="right"),
    Column("unit", "", 3),
    Column("percent", "", 7, align="right"),
    Column("gauge", "", 10, least=_USUAL),
    Column("state", "", 8, least=_ROOMY),
)

_STATES = {
    "over": ("warning", "over", "overdue"),
    "nearly": ("warning", "nearly", "warning"),
    "done": ("done", "billed", "paid"),
    "open": ("open", "open", "muted"),
}
"""The sign, word and tone of a budget's state; within it there is nothing to say."""


def budget_table(budgets: Sequence[Budget]) -> Table:
    """Budgets with what is used and left of each."""
    return Table(_BUDGETS, [_budget_row(one) for one in budgets])


def budget_key(budget: Budget) -> str:
    """What tells a budget from others."""
    return line_key(budget.place, budget.title if budget.kind == "order" else budget.kind)


def _budget_row(budget: Budget) -> GridRow:
    sign, word, tone = _STATES.get(budget.state, ("", "", ""))
    place = budget.place
    title = budget.title
    if budget.kind == "order":
        place, title = f"{budget.place} {budget.title}", ""
    share = f"{budget.percent} %"
    cells = (
        one_line(place),
        Cell(one_line(title), "muted"),
        budget.kind,
        _figure(budget, budget.used),
        _figure(budget, budget.limit),
        Cell(_figure(budget, budget.left), "overdue" if budget.left < 0 else ""),
        budget.currency or "h",
        Cell(f"{symbol(sign)} {share}" if budget.state == "over" else share, tone),
        Cell(gauge(budget.used, budget.limit, 10, is_plain()), tone or "accent"),
        Cell(f"{symbol(sign)} {word}" if sign else "", tone),
    )
    return GridRow(budget_key(budget), cells)


def _figure(budget: Budget, value: int) -> str:
    money = budget.money(value)
    return hours(value) if money is None else amount(money)


_LIMITS = {
    "hours": "budget of",
    "amount": "budget of",
    "fee": "fixed fee of",
    "estimate": "estimate of",
    "order": "order of up to",
}


def budget_words(budget: Budget) -> str:
    """What else there is to say of a budget, for the line below."""
    limit = f"{_LIMITS[budget.kind]} {_figure(budget, budget.limit)} {budget.currency or 'h'}"
    return f"{budget.title}: {limit}{f': {budget.note}' if budget.note else ''}"


# --- unbilled work ---------------------------------------------------------------------------

_UNBILLED = (
    Column("client", "client", share=2, shortest=10),
    Column("name", "", share=4, shortest=12, least=_ROOMY),
    Column("worth", "unbilled", 15, align="right"),
    Column("time", "time", 8, align="right"),
    Column("entries", "entries", 7, align="right"),
    Column("since", "since", 11, align="right"),
    Column("age", "days", 5, align="right"),
    Column("notes", "", share=3, shortest=8),
)

LATE = 45
"""From so many days on unbilled work is old."""


def unbilled_table(
    unbilled: Sequence[Unbilled], totals: Mapping[str, Decimal], today: str
) -> Table:
    """Unbilled work, and what it comes to by currency."""
    rows = [_unbilled_row(one, today) for one in unbilled]
    for number, (code, value) in enumerate(totals.items()):
        cells = ("" if number else "total", "", amount(value, code))
        rows.append(GridRow(line_key(TOTAL, code), cells, "total"))
    return Table(_UNBILLED, rows)


def _unbilled_row(one: Unbilled, today: str) -> GridRow:
    age = day_number(today) - day_number(one.since)
    cells = (
        one_line(one.client) or NOBODY,
        Cell(one_line(one.name), "muted"),
        amount(one.amount, one.currency),
        hours(one.seconds),
        f"{one.entries}",
        one.since if one.since[:4] != today[:4] else day_title(one.since),
        Cell(f"{symbol('warning')} {age}", "warning") if age >= LATE else f"{age}",
        Cell(one_line(one.problem), "warning"),
    )
    return GridRow(line_key(one.client), cells)


def unbilled_words(one: Unbilled) -> str:
    """What there is to say of a client's unbilled work, for the line below."""
    expenses = "1 expense" if one.expenses == 1 else f"{one.expenses} expenses"
    parts = (one.name, f"with {expenses}" if one.expenses else "", one.problem)
    return ", ".join(part for part in parts if part)
