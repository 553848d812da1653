"""Clients, projects and tasks for looking through: what each is, what it costs, what it has used.

What costs time is apart: `list_places` reads clients' files only, `measure_clients` all time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.services.changes import handle
from tracker_tui.services.listing import make_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker_tui.core.budgets import Budget
    from tracker_tui.core.client import Client, Task
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.pricing import Terms
    from tracker_tui.core.record import Record
    from tracker_tui.services.unbilled import Unbilled
    from tracker_tui.store.workspace import Workspace


TASK = 2
"""The level of a task, below client (0) and project (1)."""


class PlaceLine(NamedTuple):
    """A client, project or task: `place` is acme, acme/api or acme/api@review.

    `rate` is what an hour of today's work of this person costs there: `95.00/h`, `fixed fee`,
    `free`, or empty where no rate holds.
    """

    place: str
    name: str
    rate: str = ""
    archived: bool = False
    provisional: bool = False

    @property
    def client(self) -> str:
        """The client's id."""
        return self.place.partition("/")[0]

    @property
    def above(self) -> str:
        """The place that holds it; empty for a client."""
        where, at, _ = self.place.partition("@")
        return where if at else where.rpartition("/")[0]

    @property
    def level(self) -> int:
        """0 for a client, 1 for a project, 2 for a task."""
        return ("/" in self.place) + ("@" in self.place)


class Figures(NamedTuple):
    """What clients have used: raw seconds by client and project, unbilled work and budgets."""

    seconds: dict[str, int]
    unbilled: dict[str, Unbilled]
    budgets: dict[str, tuple[Budget, ...]]


def list_places(workspace: Workspace, archived: bool = False) -> list[PlaceLine]:
    """All clients, each with its projects and their tasks below; archived ones if asked."""
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.pricing import Terms

    clients = workspace.clients()
    terms = Terms(workspace.business(), clients)
    entry = Entry("", workspace.person, workspace.today, 0, "")

    def rate_at(project: str, task: str = "") -> str:
        return _rate_words(terms, entry._replace(project=project, task=task))

    found: list[PlaceLine] = []
    for client in clients.values():
        if archived or not client.archived:
            found += _client_lines(client, archived, rate_at)
    return found


def _client_lines(
    client: Client, archived: bool, rate_at: Callable[..., str]
) -> Iterator[PlaceLine]:
    yield PlaceLine(client.id, client.name, rate_at(client.id), client.archived, client.provisional)
    for project in client.projects.values():
        if project.archived and not archived:
            continue
        full = f"{client.id}/{project.id}"
        yield PlaceLine(full, project.name, rate_at(full), project.archived)
        for task in project.tasks.values():
            yield PlaceLine(f"{full}@{task.id}", task.name, rate_at(full, task.id))


def _rate_words(terms: Terms, entry: Entry) -> str:
    project = terms.project_of(entry)
    if not terms.billable(entry):
        return "free"
    if project is not None and project.fixed_fee is not None:
        return "fixed fee"
    rate = terms.rate_of(entry).rate
    return str(rate) if rate is not None else ""


def measure_clients(workspace: Workspace) -> Figures:
    """What all clients have used up to now; reads everybody's time."""
    from tracker_tui.services.overview import ALL_TIME, EVERYTHING, measure_budgets
    from tracker_tui.services.unbilled import list_unbilled

    seconds: dict[str, int] = {}
    report = make_report(workspace, ALL_TIME, "project", EVERYTHING)
    for row in report.rows:
        client, slash, _ = row.key.partition("/")
        seconds[client] = seconds.get(client, 0) + row.seconds
        if slash:
            seconds[row.key] = row.seconds
    budgets: dict[str, tuple[Budget, ...]] = {}
    for one in measure_budgets(workspace, archived=True, report=report):
        client = one.place.partition("/")[0]
        budgets[client] = (*budgets.get(client, ()), one)
    return Figures(seconds, {one.client: one for one in list_unbilled(workspace)}, budgets)


class PlaceView(NamedTuple):
    """A client, project or task as its files say: all that is quickly read.

    `client` and `project` are the records of `describe_client` and `list_projects` (empty for a
    client), `why` that of `explain_place`; `expenses` are the newest first.
    """

    line: PlaceLine
    client: Record
    project: Record
    task: Task | None
    why: Record
    drafts: tuple[str, ...]
    expenses: tuple[Record, ...]


def look_at_place(workspace: Workspace, line: PlaceLine) -> PlaceView:
    """What is known of a place."""
    from tracker_tui.services.clients import describe_client
    from tracker_tui.services.expenses import list_expenses
    from tracker_tui.services.project_admin import list_projects
    from tracker_tui.services.rates import explain_place
    from tracker_tui.services.tasks import known_task

    place, task = line.place, None
    project: Record = {}
    if line.level:
        full = place.partition("@")[0]
        records = list_projects(workspace, line.client, archived=True)
        project = next(one for one in records if one["project"] == full)
    if line.level == TASK:
        task = known_task(workspace, place)[2]
    expenses = [
        one
        for one in reversed(list_expenses(workspace, client=line.client))
        if not line.level or one["project"] == project["project"]
    ]
    client, why = describe_client(workspace, line.client), explain_place(workspace, place)
    drafts = _drafts_of(workspace, line.client, client["aka"])
    return PlaceView(line, client, project, task, why, drafts, tuple(expenses))


def _drafts_of(workspace: Workspace, client_id: str, aka: list[str]) -> tuple[str, ...]:
    names = (client_id, *aka)
    summaries = workspace.index().summaries()
    return tuple(handle(one.id) for one in summaries if not one.number and one.client in names)
