"""Looking over the work: a period beside the one before, budgets, unbilled work, a map of days."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.budgets import Budget, fee_budget, hours_budget, money_budget
from tracker_tui.core.charts import HeatMap, Point, daily_points, fit_points, heat_map
from tracker_tui.core.comparing import Comparison, compare_reports
from tracker_tui.core.period_steps import row_period, step
from tracker_tui.core.periods import Period
from tracker_tui.core.query import Query, parse_query
from tracker_tui.core.reports import BY_DATE
from tracker_tui.services.composing import Scope, gather_work, open_work
from tracker_tui.services.listing import make_report, make_reports, terms_of
from tracker_tui.services.unbilled import Unbilled, list_unbilled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from tracker_tui.core.client import Client, Order
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.pricing import Billing
    from tracker_tui.core.reports import Report, ReportRow
    from tracker_tui.store.workspace import Workspace

    Told = Callable[[float, str], None]
    """Takes how far a long piece of work is, from 0 to 1, and what is done now."""

ALL_TIME = Period("", "", "all")
EVERYTHING = Query()

MUCH = 250_000
"""From so many bytes of time files on a report is not made while somebody waits for a key."""


def weigh_period(workspace: Workspace, period: Period) -> int:
    """How much there is to read for a period: the bytes of everybody's files of its months."""
    from tracker_tui.store import layout

    first, last = period.first[:7], period.last[:7]
    total = 0
    for person in workspace.time_people():
        for month in workspace.months(person):
            if month >= first and (not last or month <= last):
                total += os.path.getsize(workspace.files.path(layout.month_file(person, month)))
    return total


# --- a period beside the one before ----------------------------------------------------------


class Overview(NamedTuple):
    """A report beside that of the period before, and the days of the period for a chart."""

    comparison: Comparison
    days: tuple[Point, ...]


def compare_period(
    workspace: Workspace, period: Period, by: str, query: Query, told: Told | None = None
) -> Overview:
    """The report of a period by a grouping, the one before it beside, and its raw time by day."""
    _tell(told, 0, 2, f"counting {period.label}")
    groupings = tuple(dict.fromkeys((by, "day")))
    report, *rest = make_reports(workspace, period, groupings, query)
    by_day = rest[0] if rest else report
    before: Period | None = step(period, -1)
    if before == period:
        before = None
    earlier = None
    if before is not None:
        _tell(told, 1, 2, f"counting {before.label}")
        earlier = make_report(workspace, before, by, query)
    return Overview(
        compare_reports(report, period, earlier, before),
        tuple(_days(workspace, period, by_day)),
    )


def _days(workspace: Workspace, period: Period, by_day: Report) -> list[Point]:
    """The days of a period; where it is open, those from the first work to the last."""
    seconds = _seconds_by_key(by_day.rows)
    days = sorted(seconds)
    first = period.first or (days[0] if days else workspace.today)
    last = period.last or max(days[-1] if days else "", first)
    return daily_points(first, last, seconds)


def _seconds_by_key(rows: Sequence[ReportRow]) -> dict[str, int]:
    return {row.key: row.seconds for row in rows}


def chart_points(overview: Overview, most: int) -> tuple[str, list[Point]]:
    """At most so many points of the period: days, else weeks, months or years; which they are."""
    return fit_points(overview.days, most)


def find_behind(by: str, key: str, period: Period, typed: str) -> tuple[Period, str]:
    """The period and the words of a query that show what is behind a row of a report.

    `typed` are the words that the report was made with. No words choose what has no task or tag.
    """
    words = ""
    if by in ("client", "project") and not key:
        words = "state:unassigned"
    elif by not in BY_DATE and key:
        words = key if " " in key else f"{by}:{key}"
    return row_period(by, key, period), f"{words} {typed}".strip()


def map_days(workspace: Workspace, period: Period, query: Query) -> HeatMap:
    """The raw time of each day of a period, as weeks."""
    seconds = _seconds_by_key(make_report(workspace, period, "day", query).rows)
    return heat_map(period.first, period.last, seconds)


def _tell(told: Told | None, done: int, of: int, words: str) -> None:
    if told is not None:
        told(done / of, words)


# --- budgets ---------------------------------------------------------------------------------


def measure_budgets(
    workspace: Workspace,
    archived: bool = False,
    told: Told | None = None,
    report: Report | None = None,
) -> list[Budget]:
    """Every budget, estimate, fixed fee and order with a limit, by client, and what is used of it.

    Time is raw, as `project show` counts it; running timers count. Of an order the net of its
    invoices less their credit notes is used, and its drafts and the draft that would be made now.
    `report` is that of all time by project, where it is known already.
    """
    clients = [one for one in workspace.clients().values() if archived or not one.archived]
    _tell(told, 0, 2, "counting all time by project")
    if report is None:
        report = make_report(workspace, ALL_TIME, "project", EVERYTHING)
    rows = {row.key: row for row in report.rows}
    fees = workspace.index().fees_billed()
    found: list[Budget] = []
    for at, client in enumerate(clients):
        _tell(told, len(clients) + at, 2 * len(clients), f"looking at {client.id}")
        for project_id, project in client.projects.items():
            if archived or not project.archived:
                found += _project_budgets(client, project_id, rows, fees)
                found += _estimates(workspace, client, project_id)
        found += _order_budgets(workspace, client)
    return found


def _project_budgets(
    client: Client, project_id: str, rows: Mapping[str, ReportRow], fees: frozenset[str]
) -> list[Budget]:
    from decimal import Decimal

    project, name = client.projects[project_id], f"{client.id}/{project_id}"
    row, currency = rows.get(name), client.currency
    seconds = row.seconds if row is not None else 0
    worth = row.amounts.get(currency, Decimal(0)) if row is not None else Decimal(0)
    found = []
    if project.budget_hours is not None:
        found.append(hours_budget(name, project.name, "hours", seconds, project.budget_hours))
    if project.budget_amount is not None:
        limit = project.budget_amount
        found.append(money_budget(name, project.name, "amount", worth, limit, currency))
    if project.fixed_fee is not None:
        names = {name, *project.aka, *(f"{old}/{project_id}" for old in client.aka)}
        billed = not names.isdisjoint(fees)
        fee = project.fixed_fee
        found.append(fee_budget(name, project.name, fee, currency, billed, seconds))
    return found


def _estimates(workspace: Workspace, client: Client, project_id: str) -> list[Budget]:
    project, name = client.projects[project_id], f"{client.id}/{project_id}"
    tasks = [one for one in project.tasks.values() if one.estimate_hours is not None]
    if not tasks:
        return []
    report = make_report(workspace, ALL_TIME, "task", parse_query([f"project:{name}"]))
    seconds = _seconds_by_key(report.rows)
    return [
        hours_budget(
            f"{name}@{task.id}", task.name, "estimate", seconds.get(task.id, 0), task.estimate_hours
        )
        for task in tasks
        if task.estimate_hours is not None
    ]


def _order_budgets(workspace: Workspace, client: Client) -> list[Budget]:
    from decimal import Decimal

    orders = [one for one in client.orders if one.limit is not None]
    if not orders:
        return []
    documents = _nets_by_order(workspace, client)
    found = []
    for order in orders:
        issued, drafted = documents.get(order.number, (Decimal(0), Decimal(0)))
        unbilled = _unbilled_of_order(workspace, client, order)
        parts = (("issued", issued), ("in drafts", drafted), ("unbilled", unbilled))
        note = ", ".join(f"{amount:f} {words}" for words, amount in parts if amount)
        used, limit = unbilled + issued + drafted, order.limit
        assert limit is not None
        found.append(
            money_budget(client.id, order.number, "order", used, limit, client.currency, note)
        )
    return found


def _nets_by_order(workspace: Workspace, client: Client) -> dict[str, tuple[Decimal, Decimal]]:
    """The net of issued invoices less credit notes, and of drafts, by the number of the order."""
    from decimal import Decimal

    found: dict[str, tuple[Decimal, Decimal]] = {}
    names = {client.id, *client.aka}
    for one in workspace.index().summaries():
        if one.client not in names or one.kind not in ("invoice", "credit-note"):
            continue
        if one.number:
            order = workspace.document(one.number, one.year).order
        else:
            order = workspace.draft(one.id).order
        issued, drafted = found.get(order, (Decimal(0), Decimal(0)))
        net = -one.net if one.kind == "credit-note" else one.net
        found[order] = (issued + net, drafted) if one.number else (issued, drafted + net)
    return found


def _unbilled_of_order(workspace: Workspace, client: Client, order: Order) -> Decimal:
    """The net of the draft that would be made now, if it would name this order."""
    from decimal import Decimal

    project = order.project
    if project and "/" not in project:
        project = f"{client.id}/{project}"
    scope = Scope("", workspace.today, project)
    draft = open_work(workspace, client, terms_of(workspace), scope).draft
    return draft.totals.net if draft is not None and draft.order == order.number else Decimal(0)


# --- unbilled work ---------------------------------------------------------------------------


def unbilled_work(workspace: Workspace, told: Told | None = None) -> list[Unbilled]:
    """What every client would be billed now, the oldest first; last what nobody can be billed for.

    That is time without a project, and of clients whose file is not there or cannot be read.
    """
    _tell(told, 0, 2, "reading all entries")
    today = workspace.today
    known = gather_work(workspace, terms_of(workspace), today)
    _tell(told, 1, 2, "pricing what is open")
    found = sorted(list_unbilled(workspace, known), key=lambda one: (one.since, one.client))
    return [*found, *_without_client(workspace, known.entries, known.billings, today)]


def _without_client(
    workspace: Workspace, entries: list[Entry], billings: Mapping[str, Billing], today: str
) -> list[Unbilled]:
    """Open time by the name of a client that is not known, the empty one last."""
    clients = workspace.clients()
    found: dict[str, list[Entry]] = {}
    for one in entries:
        billed = one.billed_elsewhere or one.id in billings
        if one.client not in clients and one.billable and not billed and one.day <= today:
            found.setdefault(one.client, []).append(one)
    return [
        Unbilled(
            client,
            client,
            "",
            None,
            len(found[client]),
            sum(one.seconds for one in found[client]),
            0,
            min(one.day for one in found[client]),
            f"no client {client}: look at check" if client else "no project: say which in the log",
        )
        for client in sorted(found, key=lambda client: (not client, client))
    ]
