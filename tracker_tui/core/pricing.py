"""What an entry is worth: its billed time, the rate that holds and the rule that chose it."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.rates import ChosenRate, Rate, choose_rate
from tracker_tui.core.rounding import NO_ROUNDING, Rounding, round_group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from tracker_tui.core.business import Business
    from tracker_tui.core.client import Client, Project, Task
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.surcharges import Surcharge


class Billing(NamedTuple):
    """The document that took an entry, and what it billed; `state` is "draft" or "billed"."""

    document: str
    state: str
    billed_seconds: int


class Terms:
    """All that decides what entries are worth: the business and its clients, as they stand."""

    def __init__(self, business: "Business", clients: "Mapping[str, Client]") -> None:
        self.business = business
        self.clients = clients
        self._defaults = [
            rate if rate.currency else rate._replace(currency=business.currency)
            for rate in business.rates
        ]
        self._places: dict[tuple[str, str], tuple[Client | None, Project | None, Task | None]] = {}

    def client_of(self, entry: "Entry") -> "Client | None":
        """The client of an entry; None: unassigned or unknown."""
        return self._place(entry)[0]

    def project_of(self, entry: "Entry") -> "Project | None":
        """The project of an entry; None: unassigned or unknown."""
        return self._place(entry)[1]

    def task_of(self, entry: "Entry") -> "Task | None":
        """The task of an entry; None: none or unknown."""
        return self._place(entry)[2]

    def _place(self, entry: "Entry") -> "tuple[Client | None, Project | None, Task | None]":
        name = (entry.project, entry.task)
        found = self._places.get(name)
        if found is None:
            client_id, _, project_id = entry.project.partition("/")
            client = self.clients.get(client_id)
            project = client.projects.get(project_id) if client is not None else None
            task = project.tasks.get(entry.task) if project is not None else None
            found = self._places[name] = (client, project, task)
        return found

    def rounding_of(self, entry: "Entry") -> Rounding:
        """The rounding rule of an entry: the project's, else the client's, else the business's."""
        client, project = self.client_of(entry), self.project_of(entry)
        if project is not None and project.rounding is not None:
            return project.rounding
        if client is not None and client.rounding is not None:
            return client.rounding
        return (client is not None and self.business.rounding) or NO_ROUNDING

    def surcharges_of(self, entry: "Entry") -> "tuple[Surcharge, ...]":
        """The surcharges of the project before those of the client."""
        client, project = self.client_of(entry), self.project_of(entry)
        own = project.surcharges if project is not None else ()
        return own + (client.surcharges if client is not None else ())

    def billable(self, entry: "Entry") -> bool:
        """Whether the entry is to be paid for: neither it nor its task or project says no."""
        project, task = self.project_of(entry), self.task_of(entry)
        return (
            entry.billable
            and (project is None or project.billable)
            and (task is None or task.billable)
        )

    def rate_of(self, entry: "Entry") -> ChosenRate:
        """The rate of an entry: entry, task, project, client, business; the person's own first."""
        client, project = self.client_of(entry), self.project_of(entry)
        if client is None:
            return ChosenRate(None, "no client: assign the entry to a project")
        if not self.billable(entry):
            return ChosenRate(None, "not billable")
        if entry.rate is not None:
            return ChosenRate(Rate("", entry.rate), f"the entry's own rate: {entry.rate:f}/h")
        if project is not None and project.fixed_fee is not None:
            return ChosenRate(None, f"fixed fee of {client.id}/{project.id}")
        return choose_rate(self.rate_places(entry), entry.person, entry.day, client.currency)

    def rate_places(self, entry: "Entry") -> "list[tuple[str, Sequence[Rate]]]":
        """Where a rate of the entry is looked for, from narrow to wide, each with its name."""
        client, project, task = self.client_of(entry), self.project_of(entry), self.task_of(entry)
        places: list[tuple[str, Sequence[Rate]]] = []
        if task is not None:
            places.append((f"task {entry.project}@{task.id}", task.rates))
        if project is not None:
            places.append((f"project {entry.project}", project.rates))
        if client is not None:
            places.append((f"client {client.id}", client.rates))
        return [*places, ("default", self._defaults)]


def month_line(entry: "Entry") -> tuple[str, ...]:
    """The line that an entry counts to while nobody has drafted it: its month, project and task."""
    return (entry.day[:7], entry.project, entry.task)


def billed_seconds(
    entries: "Iterable[Entry]",
    terms: Terms,
    billings: "Mapping[str, Billing]",
    line_key: "Callable[[Entry], tuple[str, ...]]" = month_line,
) -> dict[str, int]:
    """Billed seconds of each finished entry by id.

    What a document billed stands; the rest of its group is rounded with it as a whole. Not billable
    entries have none. `entries` must hold whole groups (whole months do); `line_key` tells the
    groups of rules whose scope is the line.
    """
    found: dict[str, int] = {}
    groups: dict[tuple[str, ...], list[Entry]] = {}
    rules: dict[tuple[str, ...], Rounding] = {}
    for entry in entries:
        if entry.running:
            continue
        if entry.id not in billings and not terms.billable(entry):
            found[entry.id] = 0
            continue
        rule = terms.rounding_of(entry)
        key = _group_key(entry, rule, line_key)
        groups.setdefault(key, []).append(entry)
        rules[key] = rule
    for key, group in groups.items():
        group.sort(key=lambda entry: entry.order)
        taken = [billings.get(entry.id) for entry in group]
        billed = bill_group(
            rules[key],
            [entry.seconds for entry in group],
            [billing and billing.billed_seconds for billing in taken],
        )
        found.update(zip((entry.id for entry in group), billed, strict=True))
    return found


def bill_group(rule: Rounding, raw: "Sequence[int]", taken: "Sequence[int | None]") -> list[int]:
    """Billed seconds of the entries of one group, in the order of their start.

    `taken` is what a document billed of each, which stands; None: nothing took it yet.
    """
    open_ = [seconds for seconds, done in zip(raw, taken, strict=True) if done is None]
    billed = [done for done in taken if done is not None]
    rounded = iter(round_group(rule, open_, sum(raw) - sum(open_), sum(billed)))
    return [next(rounded) if done is None else done for done in taken]


def _group_key(
    entry: "Entry", rule: Rounding, line_key: "Callable[[Entry], tuple[str, ...]]"
) -> tuple[str, ...]:
    if rule.scope == "entry":
        return (entry.id,)
    if rule.scope == "day-task":
        return (entry.person, entry.day, entry.project, entry.task)
    return line_key(entry)


class Price(NamedTuple):
    """Minor units of a currency for a second of work, as an exact fraction."""

    numerator: int
    denominator: int

    def worth(self, seconds: int) -> int:
        """Minor units for so many seconds, rounded half up (away from zero)."""
        return self.total((seconds,))

    def total(self, pieces: "Iterable[int]") -> int:
        """Minor units for several pieces of work, each rounded by itself."""
        doubled, half = 2 * abs(self.numerator), self.denominator
        whole = sum([(doubled * seconds + half) // (2 * half) for seconds in pieces])
        return -whole if self.numerator < 0 else whole


def price_of(rate: Rate, currency: str, factor: "Decimal | None" = None) -> Price:
    """The price of a second at a rate, times the factor of a surcharge."""
    from tracker_tui.core.currency import minor_unit

    amount, per = rate.amount.as_integer_ratio()
    minutes, parts = rate.base_minutes.as_integer_ratio()
    times, over = factor.as_integer_ratio() if factor is not None else (1, 1)
    return Price(amount * times * parts * 10 ** minor_unit(currency), per * over * minutes * 60)


def in_currency(minor: int, currency: str) -> "Decimal":
    """An amount in minor units as an amount of the currency."""
    from decimal import Decimal

    from tracker_tui.core.currency import minor_unit, quantise

    return quantise(Decimal(minor).scaleb(-minor_unit(currency)), currency)


def in_minor(amount: "Decimal", currency: str) -> int:
    """An amount of the currency, already rounded, in its minor units."""
    from tracker_tui.core.currency import minor_unit

    return int(amount.scaleb(minor_unit(currency)))


def worth(seconds: int, rate: Rate, currency: str, factor: "Decimal | None" = None) -> "Decimal":
    """Seconds at a rate, rounded half up to the currency's minor unit."""
    return in_currency(price_of(rate, currency, factor).worth(seconds), currency)
