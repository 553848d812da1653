"""The history that the entry line suggests from: this person's entries of the last months."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import add_days
from tracker_tui.core.grammar import Words
from tracker_tui.core.suggesting import History, Use
from tracker_tui.store import layout
from tracker_tui.store.disk import Stamp, stamp

if TYPE_CHECKING:
    from tracker_tui.core.entry import Entry
    from tracker_tui.store.workspace import Workspace

DAYS = 90
"""So far back goes what is suggested."""


class _Month(NamedTuple):
    stamp: Stamp | None
    uses: tuple[Use, ...]


class Memory:
    """The history of a person, kept between two questions: only files that changed are read."""

    def __init__(self) -> None:
        self._months: dict[str, _Month] = {}

    def history(self, workspace: Workspace) -> History:
        """The history as of now, with the present names of what was renamed meanwhile."""
        now = workspace.now()
        first = add_days(now.day, -DAYS)
        months = {month: self._month(workspace, month) for month in _months(workspace, first)}
        self._months = months
        running = workspace.running()
        uses = [use for month in months.values() for use in month.uses]
        uses += [use for entry in running if (use := _use(entry)) is not None]
        names = _PresentNames(workspace)
        since = (now.utc + now.offset) - DAYS * 86400
        return History(
            (_renamed(use, names) for use in uses if use.second >= since),
            names.known,
            now.utc + now.offset,
            [Words(names.of(one.project), one.task, one.tags, one.note) for one in running],
        )

    def _month(self, workspace: Workspace, month: str) -> _Month:
        now = stamp(workspace.files.path(layout.month_file(workspace.person, month)))
        kept = self._months.get(month)
        if kept is not None and kept.stamp == now:
            return kept
        entries = workspace.entries(workspace.person, month)
        return _Month(now, tuple(use for one in entries if (use := _use(one)) is not None))


def _months(workspace: Workspace, first: str) -> list[str]:
    return [month for month in workspace.months(workspace.person) if month >= first[:7]]


def _use(entry: Entry) -> Use | None:
    """The entry as history; a duration alone has no hour and counts from the noon of its day."""
    if entry.start is not None:
        second = entry.start.utc + entry.start.offset
    else:
        second = entry.order[0] + 12 * 3600
    return Use(entry.project, entry.task, entry.tags, entry.note, second)


def _renamed(use: Use, names: _PresentNames) -> Use:
    project = names.of(use.project)
    return use if project == use.project else use._replace(project=project)


class _PresentNames:
    """The projects that time may go to, with their tasks, and what former names stand for."""

    def __init__(self, workspace: Workspace) -> None:
        self._former: dict[str, str] = {}
        former_clients: dict[str, str] = {}
        self.known: dict[str, tuple[str, ...]] = {}
        for client in workspace.clients().values():
            former_clients.update(dict.fromkeys(client.aka, client.id))
            for project in client.projects.values():
                name = f"{client.id}/{project.id}"
                self._former.update(dict.fromkeys(project.aka, name))
                if not (client.archived or project.archived):
                    self.known[name] = tuple(project.tasks)
        self._former_clients = former_clients

    def of(self, project: str) -> str:
        """What a project is called now; what nothing knows stands for itself."""
        if not project or project in self.known:
            return project
        if project in self._former:
            return self._former[project]
        client, _, name = project.partition("/")
        return (
            f"{self._former_clients[client]}/{name}" if client in self._former_clients else project
        )
