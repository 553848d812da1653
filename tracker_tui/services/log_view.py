"""The log of a period read from its newest month back, as far as somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.log_days import log_days
from tracker_tui.core.views import price_entries
from tracker_tui.services.listing import list_months, price_months, resolve_names, terms_of
from tracker_tui.store import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker_tui.core.log_days import LogDay
    from tracker_tui.core.periods import Period
    from tracker_tui.core.pricing import Billing, Terms
    from tracker_tui.core.query import Query
    from tracker_tui.core.views import PricedEntry
    from tracker_tui.store.workspace import Workspace

    _Asked = tuple[Period, Query]


class LogMonth(NamedTuple):
    """A month's days that have entries in the period that fit the query; `size` counts these."""

    month: str
    days: tuple[LogDay, ...]
    size: int


class LogPage(NamedTuple):
    """The months that were read, the oldest first, and those before them that were not."""

    months: tuple[LogMonth, ...]
    earlier: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many entries were read that fit."""
        return sum(month.size for month in self.months)


class _Priced(NamedTuple):
    stamp: object
    billings: Mapping[str, Billing]
    entries: list[PricedEntry]


class _Cut(NamedTuple):
    """What a month looked like, and all that decided it."""

    priced: list[PricedEntry]
    running: tuple[PricedEntry, ...]
    asked: _Asked
    month: LogMonth

    def holds(
        self, priced: list[PricedEntry], running: tuple[PricedEntry, ...], asked: object
    ) -> bool:
        """Whether it still looks so."""
        return self.priced is priced and (self.running, self.asked) == (running, asked)


class LogReader:
    """Reads pages of the log of everybody; a month that did not change is not read again.

    Threads may share one, each with a workspace of its own.
    """

    def __init__(self) -> None:
        self._known: dict[str, _Priced] = {}
        self._cuts: dict[str, _Cut] = {}

    def read(
        self,
        workspace: Workspace,
        period: Period,
        query: Query,
        least: int,
        back_to: str = "",
        tell: Callable[[int, int, str], object] | None = None,
        most: int = 10_000,
    ) -> LogPage:
        """The newest months with at least so many entries that fit, and all from `back_to` on.

        `most` is how many months it may look through that it did not look through for the same
        period and query before; `tell` is told how many months of how many are done, and which.
        """
        look = _Look(workspace)
        running = look.running(period, query)
        months = list_months(workspace, period)
        months = sorted({*months, *(one.entry.day[:7] for one in running)})
        found: list[LogMonth] = []
        count = made = 0
        while months and (count < least or (back_to and months[-1] >= back_to)):
            month = months[-1]
            here = tuple(one for one in running if one.entry.day[:7] == month)
            cut = self._known_cut(month, look, here, (period, query))
            if cut is None:
                if made == most:
                    break
                made += 1
                cut = self._cut(month, look, here, (period, query))
            months.pop()
            found.append(cut)
            count += cut.size
            if tell is not None:
                tell(len(found), len(found) + len(months), month)
        return LogPage(tuple(reversed(found)), tuple(months))

    def _known_cut(
        self, month: str, look: _Look, running: tuple[PricedEntry, ...], asked: _Asked
    ) -> LogMonth | None:
        known, priced = self._cuts.get(month), self._fresh(month, look)
        if known is None or priced is None or not known.holds(priced, running, asked):
            return None
        return known.month

    def _cut(
        self, month: str, look: _Look, running: tuple[PricedEntry, ...], asked: _Asked
    ) -> LogMonth:
        period, query = asked
        priced = self._fresh(month, look)
        if priced is None:
            stamp, billings = look.stamp(month), look.billings(month)
            priced = look.price(month)
            self._known[month] = _Priced(stamp, billings, priced)
        fits = [one for one in priced if period.contains(one.entry.day) and query.matches(one)]
        if running:
            fits = sorted((*fits, *running), key=lambda one: one.entry.order)
        made = LogMonth(month, log_days(fits), len(fits))
        self._cuts[month] = _Cut(priced, running, asked, made)
        return made

    def _fresh(self, month: str, look: _Look) -> list[PricedEntry] | None:
        """What is known of a month, as long as its files, the terms and the documents stand."""
        known = self._known.get(month)
        if known is None or known.stamp != look.stamp(month):
            return None
        return known.entries if known.billings == look.billings(month) else None


class _Look:
    """One look at a workspace: terms and stamps are taken once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._people = workspace.time_people()
        self._terms: Terms | None = None
        self._conditions = self._stamps(
            [layout.BUSINESS, *map(layout.client_file, workspace.client_ids())]
        )
        self._now = workspace.now().utc

    @property
    def terms(self) -> Terms:
        """What entries are worth."""
        if self._terms is None:
            self._terms = terms_of(self._workspace)
        return self._terms

    def running(self, period: Period, query: Query) -> list[PricedEntry]:
        """Everybody's running timers that fit, by start."""
        workspace = self._workspace
        entries = [entry for person in self._people for entry in workspace.running(person)]
        entries = [entry for entry in entries if period.contains(entry.day)]
        if not entries:
            return []
        entries = resolve_names(workspace, self.terms, entries)
        entries.sort(key=lambda entry: entry.order)
        priced = price_entries(entries, self.terms, {}, self._now)
        return [one for one in priced if query.matches(one)]

    def billings(self, month: str) -> Mapping[str, Billing]:
        """What documents took of a month."""
        return self._workspace.index().billings(month)

    def stamp(self, month: str) -> object:
        """What changes when a month's files change, or the terms by which they are priced."""
        files = [layout.month_file(person, month) for person in self._people]
        return self._stamps(files), self._conditions

    def price(self, month: str) -> list[PricedEntry]:
        """Everybody's finished entries of a month with their worth, by start."""
        return price_months(self._workspace, [month], terms=self.terms)

    def _stamps(self, files: Sequence[str]) -> tuple[Any, ...]:
        from tracker_tui.store.disk import stamp

        return tuple(stamp(self._workspace.files.path(file)) for file in files)
