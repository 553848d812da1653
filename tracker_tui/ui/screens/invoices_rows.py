"""The rows of the list of documents, of what can be billed, and of what is owed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker_tui.core.ageing import SPANS
from tracker_tui.core.clock import day_number
from tracker_tui.services.wording import many
from tracker_tui.ui.figures import MONTHS, SYMBOLS, amount, fit, hours, symbol, width
from tracker_tui.ui.widgets.grid_columns import Column
from tracker_tui.ui.widgets.grid_rows import Cell, GridRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker_tui.core.ageing import Ageing
    from tracker_tui.services.unbilled import Unbilled

COLUMNS = (
    Column("number", "Number", 14),
    Column("client", "Client", share=1, shortest=8),
    Column("date", "Date", 9, align="right", least=92),
    Column("due", "Due", 9, align="right", least=76),
    Column("total", "Total", 14, align="right"),
    Column("open", "Open", 10, align="right"),
    Column("state", "State", 12),
)
UNBILLED_COLUMNS = (
    Column("client", "To bill", 14),
    Column("name", "Client", share=1, shortest=8),
    Column("since", "Since", 9, align="right"),
    Column("entries", "Entries", 7, align="right", least=70),
    Column("hours", "Hours", 7, align="right"),
    Column("amount", "Net", 14, align="right"),
    Column("problem", "", share=1, shortest=8, least=100),
)
_TONES = {
    "draft": "draft",
    "overdue": "overdue",
    "paid": "paid",
    "credited": "muted",
    "written off": "muted",
}
_SIGNS = {"part paid": "open", "written off": "free"}
_NEAR = 200
"""A day this near says its month and not its year."""


def document_rows(documents: Sequence[dict[str, Any]], typed: str, today: str) -> list[GridRow]:
    """Drafts first, then the issued from the newest on; only those that have all typed words."""
    ordered = [one for one in documents if not one["number"]]
    ordered += [one for one in reversed(documents) if one["number"]]
    totals = aligned([(Decimal(one["total"]), one["currency"]) for one in ordered])
    opens = aligned([(_open(one), "") for one in ordered])
    rows = [
        GridRow(one["id"], _cells(one, total, left, today))
        for one, total, left in zip(ordered, totals, opens, strict=True)
    ]
    words = typed.casefold().split()
    if not words:
        return rows
    return [
        row
        for row, one in zip(rows, ordered, strict=True)
        if all(word in f"{row.text()} {one['kind']}".casefold() for word in words)
    ]


def _cells(one: dict[str, Any], total: str, left: str, today: str) -> tuple[str | Cell, ...]:
    draft, state = not one["number"], one["state"]
    kind = one["kind"] if draft and one["kind"] != "invoice" else ""
    tone = _TONES.get(state, "sent" if left.strip() else "muted")
    if state in ("paid", "credited", "written off") or (tone == "muted" and not draft):
        plain = "muted"
    else:
        plain = ""
    return (
        Cell(f"{one['handle']} {kind}".rstrip() if draft else one["number"], plain),
        Cell(one["client"], plain),
        Cell(short_day(one["date"], today), plain),
        Cell(short_day(one["due"], today), tone if state == "overdue" else plain),
        Cell(total, plain),
        Cell(left, tone if state == "overdue" else plain),
        Cell(state_text(state), tone),
    )


def _open(one: dict[str, Any]) -> Decimal | None:
    left = Decimal(one["open"])
    return left if one["number"] and left else None


def state_text(state: str) -> str:
    """A state as a sign and a word."""
    name = _SIGNS.get(state, state)
    return f"{symbol(name)} {state}" if name in SYMBOLS else state


def unbilled_rows(found: Sequence[Unbilled], typed: str, today: str) -> list[GridRow]:
    """The clients with unbilled work."""
    nets = aligned([(one.amount, one.currency) for one in found])
    words = typed.casefold().split()
    rows = [
        GridRow(
            one.client,
            (
                one.client,
                one.name,
                short_day(one.since, today),
                str(one.entries),
                hours(one.seconds),
                net,
                Cell(one.problem, "warning"),
            ),
        )
        for one, net in zip(found, nets, strict=True)
    ]
    return [row for row in rows if all(word in row.text().casefold() for word in words)]


def unbilled_words(one: Unbilled, today: str) -> tuple[str, str]:
    """A client's unbilled work for a list to pick from: what it is worth, and what it is."""
    what = f"{hours(one.seconds)} since {short_day(one.since, today)}"
    if one.expenses:
        what += f", {many(one.expenses, 'expense')}"
    worth = amount(one.amount, one.currency) or "no price"
    return f"{one.client}  {worth}", one.problem or what


def short_day(day: str, today: str) -> str:
    """`3 Nov`, and with its year where that is far away: `3 Nov 25`."""
    if not day:
        return ""
    text = f"{int(day[8:])} {MONTHS[int(day[5:7]) - 1]}"
    near = abs(day_number(day) - day_number(today)) <= _NEAR
    return text if near else f"{text} {day[2:4]}"


def aligned(values: Sequence[tuple[Decimal | None, str]]) -> list[str]:
    """Amounts with their currencies; ending together they stand on one decimal sign."""
    texts = [f"{value:,f}" if value is not None else "" for value, _ in values]
    tails = [len(text) - text.index(".") if "." in text else 0 for text in texts]
    longest = max(tails, default=0)
    return [
        f"{text}{' ' * (longest - tail)}{f' {currency}' if currency else ''}" if text else ""
        for text, tail, (_, currency) in zip(texts, tails, values, strict=True)
    ]


# What is owed


def ageing_lines(found: Sequence[Ageing], room: int) -> list[str]:
    """A head and a line for each currency: what is open, by how late it is."""
    heads = ["open", *SPANS]
    columns = [
        aligned([((one.total, *one.amounts)[at] or None, "") for one in found])
        for at in range(len(heads))
    ]
    rows = [heads, *([column[at] for column in columns] for at in range(len(found)))]
    sizes = [max(width(row[at]) for row in rows) for at in range(len(heads))]
    gap = max(1, min(3, (room - 4 - sum(sizes)) // len(sizes)))
    return [
        fit(
            f"{name:<4}"
            + "".join(
                " " * gap + fit(cell, size, "right") for cell, size in zip(row, sizes, strict=True)
            ),
            room,
        ).rstrip()
        for name, row in zip(["", *(one.currency for one in found)], rows, strict=True)
    ]
