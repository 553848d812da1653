"""Reading time: the log and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker_tui.core.pricing import Terms
from tracker_tui.core.views import PricedEntry, price_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tracker_tui.core.client import Client
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.periods import Period
    from tracker_tui.core.pricing import Billing
    from tracker_tui.core.query import Query
    from tracker_tui.core.reports import Report, ReportRow
    from tracker_tui.store.workspace import Workspace


class _LazyClients(dict[str, "Client"]):
    """Clients by id, each read when it is first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._known = frozenset(workspace.client_ids())
        self._currency = workspace.business().currency
        self._missing: set[str] = set()

    def get(self, client_id: str, default: Any = None) -> Any:
        """The client; None where there is none or its file cannot be read."""
        if client_id not in self and client_id in self._known and client_id not in self._missing:
            client = self._workspace.read_client(client_id, self._currency)
            if client is None:
                self._missing.add(client_id)
            else:
                self[client_id] = client
        return super().get(client_id, default)


def terms_of(workspace: Workspace) -> Terms:
    """What entries of this workspace are worth; clients are read when they are needed."""
    return Terms(workspace.business(), _LazyClients(workspace))


def read_log(workspace: Workspace, period: Period, query: Query) -> list[PricedEntry]:
    """The entries of everybody that start in the period and fit the query, by start."""
    months = list_months(workspace, period)
    priced = price_months(workspace, months, running=True)
    return [one for one in priced if period.contains(one.entry.day) and query.matches(one)]


def price_months(
    workspace: Workspace,
    months: Iterable[str],
    running: bool = False,
    terms: Terms | None = None,
) -> list[PricedEntry]:
    """Everybody's entries of whole months with their worth, by start."""
    terms, now = terms or terms_of(workspace), workspace.now().utc
    entries: list[Entry] = []
    billings: dict[str, Billing] = {}
    people = workspace.time_people()
    for month in months:
        billings.update(workspace.index().billings(month))
        for person in people:
            entries += workspace.entries(person, month)
    if running:
        for person in people:
            entries += workspace.running(person)
    entries.sort(key=lambda entry: entry.order)
    return price_entries(resolve_names(workspace, terms, entries), terms, billings, now)


def name_finder(workspace: Workspace, terms: Terms) -> Callable[[str], str]:
    """What a project is called now, looked for once for each name that it ever had."""
    found: dict[str, str] = {"": ""}

    def find_name(project: str) -> str:
        if project not in found:
            client_id, _, project_id = project.partition("/")
            client = terms.clients.get(client_id)
            if client is not None and project_id in client.projects:
                found[project] = project
            else:
                from tracker_tui.services.projects import present_name

                found[project] = present_name(workspace, project)
        return found[project]

    return find_name


def resolve_names(workspace: Workspace, terms: Terms, entries: list[Entry]) -> list[Entry]:
    """The entries with former names of projects replaced by the present ones."""
    name = name_finder(workspace, terms)
    return [
        entry
        if name(entry.project) == entry.project
        else entry._replace(project=name(entry.project))
        for entry in entries
    ]


def list_months(workspace: Workspace, period: Period) -> list[str]:
    """The months of the period of which anybody has a file."""
    people = workspace.time_people()
    first, last = period.first[:7], period.last[:7]
    if first and last and int(last[:4]) - int(first[:4]) < LOOKED_FOR:
        return [
            month
            for month in period.months()
            if any(workspace.has_month(person, month) for person in people)
        ]
    have = {month for person in people for month in workspace.months(person)}
    return sorted(
        month for month in have if (not first or month >= first) and (not last or month <= last)
    )


LOOKED_FOR = 2
"""Of a period over fewer years each month is looked for; otherwise all folders are listed."""


def make_report(workspace: Workspace, period: Period, by: str, query: Query) -> Report:
    """Seconds, billed seconds and amounts of the period, grouped; running timers count up to now.

    A long period is counted from the roll-ups of its months, a short one entry by entry: the
    figures are the same.
    """
    return make_reports(workspace, period, (by,), query)[0]


def make_reports(
    workspace: Workspace, period: Period, groupings: Sequence[str], query: Query
) -> list[Report]:
    """A report for each of several groupings of the same period."""
    from tracker_tui.core.reports import report_rows

    months = list_months(workspace, _with_month_before(period))
    if len(months) > LONG_PERIOD:
        return [_report_from_rollups(workspace, months, period, by, query) for by in groupings]
    priced = price_months(workspace, months, running=True)
    now, fitting = workspace.now().utc, [one for one in priced if query.matches(one)]
    return [report_rows(fitting, by, period, now) for by in groupings]


LONG_PERIOD = 6
"""How many months a report reads entry by entry at most."""


def _with_month_before(period: Period) -> Period:
    """The period from the month before it on, from which entries may cross into it."""
    if not period.first:
        return period
    from tracker_tui.core.clock import add_days

    before = add_days(period.first[:8] + "01", -1)
    return period._replace(first=before[:8] + "01")


def _report_from_rollups(
    workspace: Workspace, months: list[str], period: Period, by: str, query: Query
) -> Report:
    from tracker_tui.store import layout
    from tracker_tui.store.rollup import RollupCache, Sources

    people, wanted = workspace.time_people(), frozenset(months)
    files = [
        (person, month, workspace.files.path(layout.month_file(person, month)))
        for person in people
        for month in workspace.months(person)
        if month in wanted
    ]
    terms = terms_of(workspace)
    sources = Sources(
        files,
        terms,
        workspace.index().billings,
        workspace.entries,
        name_finder(workspace, terms),
        [entry for person in people for entry in workspace.running(person)],
        workspace.now().utc,
    )
    return RollupCache(workspace.root).report(sources, by, period, query)


def worked(workspace: Workspace, entry: Entry) -> PricedEntry:
    """One entry with its worth, rounded together with its group."""
    months = [] if entry.running else [entry.day[:7]]
    for priced in price_months(workspace, months, running=entry.running):
        if priced.entry.id == entry.id:
            return priced
    billings: Mapping[str, Billing] = {}
    return price_entries([entry], terms_of(workspace), billings, workspace.now().utc)[0]


def log_record(priced: PricedEntry) -> dict[str, Any]:
    """An entry as `log --json` shows it: seconds are whole numbers, amounts text."""
    entry = priced.entry
    return {
        "id": entry.id,
        "start": entry.start.iso() if entry.start is not None else entry.day,
        "end": entry.end.iso() if entry.end is not None else None,
        "zone": entry.zone,
        "seconds": priced.seconds,
        "billed_seconds": priced.billed_seconds,
        "client": entry.client,
        "project": entry.project,
        "task": entry.task,
        "note": entry.note,
        "tags": list(entry.tags),
        "billable": priced.billable,
        "person": entry.person,
        "rate": None if priced.rate is None else format(priced.rate, "f"),
        "amount": None if priced.amount is None else format(priced.amount, "f"),
        "currency": priced.currency,
        "state": priced.state,
        "document": priced.document,
    }


def report_record(report: Report) -> dict[str, Any]:
    """A report as `report --json` shows it: seconds are whole numbers, amounts text by currency."""
    rows = [{"key": row.key, **_figures(row)} for row in report.rows]
    return {"rows": rows, "totals": _figures(report.totals)}


def _figures(row: ReportRow) -> dict[str, Any]:
    return {
        "seconds": row.seconds,
        "billed_seconds": row.billed_seconds,
        "amounts": {currency: f"{amount:f}" for currency, amount in row.amounts.items()},
    }
