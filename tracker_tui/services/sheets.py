"""What a screen of figures shows, as rows to take away: CSV and JSON files, text to paste."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.errors import Refused, Usage
from tracker_tui.exporters.csv_rows import decimal_hours, write_csv
from tracker_tui.services.changes import Made
from tracker_tui.services.listing import report_record
from tracker_tui.services.paper import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from tracker_tui.core.budgets import Budget
    from tracker_tui.core.charts import HeatMap
    from tracker_tui.core.comparing import ComparedRow, Comparison
    from tracker_tui.services.unbilled import Unbilled

FORMS = ("csv", "json")

TOTAL = "total"
"""The key of the last row of a report."""


class Sheet(NamedTuple):
    """Rows with named columns; `record` is what JSON says of them.

    `name` is the usual name of a file without its ending; `numeric` columns hold numbers only.
    """

    name: str
    columns: tuple[str, ...]
    rows: list[dict[str, object]]
    numeric: frozenset[str]
    record: Any


def report_sheet(comparison: Comparison) -> Sheet:
    """A report with its total, a column for each currency, and what changed since before.

    As JSON it is what `report --json` gives.
    """
    report, now = comparison.report, comparison.totals
    currencies = tuple(now.row.amounts)
    changed = tuple(now.change.amounts) if now.change is not None else ()
    columns = [
        report.by,
        "seconds",
        "hours",
        "billed_seconds",
        "billed_hours",
        "percent",
        *currencies,
        *(("seconds_before", "seconds_change") if now.change is not None else ()),
        *(f"{currency} change" for currency in changed),
    ]
    rows = [_report_row(report.by, row, row.row.key) for row in comparison.rows]
    rows.append(_report_row(report.by, now, TOTAL))
    name = f"report-{_file_part(comparison.period.label)}-by-{report.by}"
    return Sheet(name, tuple(columns), rows, frozenset(columns[1:]), report_record(report))


def _report_row(by: str, compared: ComparedRow, key: str) -> dict[str, object]:
    row, change = compared.row, compared.change
    found: dict[str, object] = {
        by: key,
        "seconds": row.seconds,
        "billed_seconds": row.billed_seconds,
        "billed_hours": decimal_hours(row.billed_seconds),
        "percent": compared.share,
        **row.amounts,
    }
    if compared.before is not None and change is not None:
        found["seconds_before"] = compared.before.seconds
        found["seconds_change"] = change.seconds
        found.update({f"{code} change": amount for code, amount in change.amounts.items()})
    return found


def budget_sheet(budgets: Sequence[Budget], day: str) -> Sheet:
    """Budgets as of a day: hours or money in the unit that the row names."""
    columns = (
        "place",
        "title",
        "kind",
        "used",
        "limit",
        "left",
        "unit",
        "percent",
        "state",
        "note",
    )
    rows: list[dict[str, object]] = [
        {
            "place": one.place,
            "title": one.title,
            "kind": one.kind,
            "used": _figure(one, one.used),
            "limit": _figure(one, one.limit),
            "left": _figure(one, one.left),
            "unit": one.currency or "h",
            "percent": one.percent,
            "state": one.state,
            "note": one.note,
        }
        for one in budgets
    ]
    numeric = frozenset(("used", "limit", "left", "percent"))
    return Sheet(f"budgets-{day}", columns, rows, numeric, rows)


def _figure(budget: Budget, value: int) -> str:
    amount: Decimal | None = budget.money(value)
    return decimal_hours(value) if amount is None else format(amount, "f")


def unbilled_sheet(unbilled: Iterable[Unbilled], day: str) -> Sheet:
    """Unbilled work as of a day, a row for each client."""
    columns = (
        "client",
        "name",
        "currency",
        "amount",
        "seconds",
        "hours",
        "entries",
        "expenses",
        "since",
        "problem",
    )
    rows: list[dict[str, object]] = [
        {
            **one._asdict(),
            "amount": None if one.amount is None else format(one.amount, "f"),
            "hours": decimal_hours(one.seconds),
        }
        for one in unbilled
    ]
    numeric = frozenset(("amount", "seconds", "hours", "entries", "expenses"))
    return Sheet(f"unbilled-{day}", columns, rows, numeric, rows)


def days_sheet(heat: HeatMap, label: str) -> Sheet:
    """The days of a heat map, one a row."""
    rows: list[dict[str, object]] = []
    for day in (day for week in heat.weeks for day in week if day):
        seconds = heat.seconds.get(day, 0)
        row = {"day": day, "seconds": seconds, "hours": decimal_hours(seconds)}
        rows.append({**row, "level": heat.level(day)})
    columns = ("day", "seconds", "hours", "level")
    return Sheet(f"days-{_file_part(label)}", columns, rows, frozenset(columns[1:]), rows)


def _file_part(label: str) -> str:
    """The label of a period as part of a file's name: `2026-11-01..` has dots at its end."""
    return label.replace("..", "-to-").strip("-")


def sheet_text(sheet: Sheet) -> str:
    """The rows with tabs between, for pasting into a table."""
    data = write_csv(sheet.rows, sheet.columns, numeric=sheet.numeric, delimiter="\t")
    return data.decode("utf-8").replace("\r\n", "\n")


def sheet_bytes(sheet: Sheet, form: str) -> bytes:
    """The rows as a file of that form."""
    if form == "csv":
        return write_csv(sheet.rows, sheet.columns, numeric=sheet.numeric)
    if form == "json":
        from json import dumps

        text = dumps(sheet.record, ensure_ascii=False, indent=2)
        return f"{text}\n".encode("utf-8", "replace")
    raise Usage(f"{form} is not a format of figures: {', '.join(FORMS)}")


def export_sheet(sheet: Sheet, form: str, path: str = "", replace: bool = False) -> Made:
    """Writes the rows to a file, by default under their usual name in the folder where one is.

    A name without an ending gets that of the form. A file that is there already is refused unless
    it may be replaced.
    """
    data = sheet_bytes(sheet, form)
    name = f"{sheet.name}.{form}"
    target = os.path.abspath(os.path.expanduser(path.strip() or name))
    if os.path.isdir(target):
        target = os.path.join(target, name)
    elif "." not in os.path.basename(target):
        target = f"{target}.{form}"
    if os.path.exists(target) and not replace:
        raise Refused(f"file {target} is there already: name another, or replace it")
    write_file(target, data)
    return Made(f"Wrote {target}", (target,), {"path": target, "bytes": len(data)})
