"""A report beside that of the period before: shares of the whole, and what changed."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.charts import percent
from tracker_tui.core.clock import day_number, day_text
from tracker_tui.core.reports import BY_DATE, Report, ReportRow, date_key

if TYPE_CHECKING:
    from decimal import Decimal

    from tracker_tui.core.periods import Period


class ComparedRow(NamedTuple):
    """A row of a report, its share of the raw time in percent, and its change since before.

    `before` and `change` are None where there is nothing to compare with; a change may be negative.
    """

    row: ReportRow
    share: int
    before: ReportRow | None = None
    change: ReportRow | None = None


class Comparison(NamedTuple):
    """A report with the period before it; `gone` are keys that only the period before has."""

    report: Report
    period: "Period"
    before: "Period | None"
    rows: tuple[ComparedRow, ...]
    totals: ComparedRow
    gone: tuple[str, ...] = ()


def compare_reports(
    report: Report, period: "Period", earlier: Report | None, before: "Period | None"
) -> Comparison:
    """The rows of a report beside those of an earlier one that is made by the same."""
    whole = report.totals.seconds
    known = {row.key: row for row in earlier.rows} if earlier is not None else {}
    rows = []
    for row in report.rows:
        share = percent(row.seconds, whole)
        if earlier is None or before is None:
            rows.append(ComparedRow(row, share))
            continue
        key = key_before(report.by, row.key, period, before)
        old = known.pop(key, ReportRow(key, 0, 0, {}))
        rows.append(ComparedRow(row, share, old, change_of(row, old)))
    totals = ComparedRow(report.totals, 100 if whole > 0 else 0)
    if earlier is not None and before is not None:
        change = change_of(report.totals, earlier.totals)
        totals = totals._replace(before=earlier.totals, change=change)
    return Comparison(report, period, before, tuple(rows), totals, tuple(sorted(known)))


def change_of(row: ReportRow, old: ReportRow) -> ReportRow:
    """A row less an older one, each currency by itself."""
    amounts: dict[str, Decimal] = {}
    for currency in sorted({*row.amounts, *old.amounts}):
        now, then = row.amounts.get(currency), old.amounts.get(currency)
        if now is None:
            assert then is not None
            amounts[currency] = -then
        else:
            amounts[currency] = now if then is None else now - then
    return ReportRow(
        row.key, row.seconds - old.seconds, row.billed_seconds - old.billed_seconds, amounts
    )


def key_before(by: str, key: str, period: "Period", before: "Period") -> str:
    """The row of the period before that stands where this one does; its own where none has dates.

    Months are counted in months and their days by number, weeks by weeks, other days by days.
    Empty where the period before has no such day.
    """
    if by not in BY_DATE:
        return key
    if by == "month":
        return _later_month(key, _month_number(before.first) - _month_number(period.first))
    if by == "week":
        weeks = (day_number(_monday(key)) - _monday_of(period.first)) // 7
        return date_key("week", day_text(_monday_of(before.first) + 7 * weeks))
    if _is_months(period) and _is_months(before):
        months = _month_number(before.first) - _month_number(period.first)
        day = f"{_later_month(key[:7], months)}{key[7:]}"
    else:
        day = day_text(day_number(before.first) + day_number(key) - day_number(period.first))
    return day if before.contains(day) else ""


def _is_months(period: "Period") -> bool:
    return period.first[8:] == "01" and day_text(day_number(period.last) + 1)[8:] == "01"


def _month_number(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def _later_month(month: str, months: int) -> str:
    number = _month_number(month) + months
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _monday(week: str) -> str:
    from datetime import date

    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1).isoformat()


def _monday_of(day: str) -> int:
    number = day_number(day)
    return number - (number + 3) % 7
