"""The places where rates stand, and a rate in words."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.rates import DAY_HOURS, Rate
from tracker_tui.services.wording import money, plain
from tracker_tui.store import layout

if TYPE_CHECKING:
    from tracker_tui.core.business import Business
    from tracker_tui.core.client import Client

DEFAULT = "default"
"""The target that stands for the business's own rates."""


class RatePlace(NamedTuple):
    """Where rates stand: its name for people, what is typed for it, and where its list is kept."""

    name: str
    target: str
    file: str
    path: tuple[str, ...]
    currency: str
    rates: tuple[Rate, ...]
    client: str = ""
    archived: bool = False


def default_place(business: "Business") -> RatePlace:
    """The rates that hold where no client, project or task has one."""
    path = ("rates",)
    return RatePlace(DEFAULT, DEFAULT, layout.BUSINESS, path, business.currency, business.rates)


def rate_places(client: "Client", project_id: str = "") -> list[RatePlace]:
    """A client's places from wide to narrow, or those of one project and its tasks."""
    file, currency = layout.client_file(client.id), client.currency
    common = (client.id, client.archived)
    found = []
    if not project_id:
        name = f"client {client.id}"
        found.append(RatePlace(name, client.id, file, ("rates",), currency, client.rates, *common))
    for project in client.projects.values():
        if project_id and project.id != project_id:
            continue
        full, path = f"{client.id}/{project.id}", ("projects", project.id)
        common = (client.id, client.archived or project.archived)
        found.append(
            RatePlace(
                f"project {full}", full, file, (*path, "rates"), currency, project.rates, *common
            )
        )
        for task in project.tasks.values():
            target, at = f"{full}@{task.id}", (*path, "tasks", task.id, "rates")
            found.append(
                RatePlace(f"task {target}", target, file, at, currency, task.rates, *common)
            )
    return found


def rate_text(place: RatePlace, rate: Rate) -> str:
    """A rate with its place and day in words: `project acme/api since 2026-07-01 95.00 EUR/h`."""
    whose = f" for {rate.person}" if rate.person else ""
    since = f" since {rate.since}" if rate.since else ""
    return f"{place.name}{whose}{since} {rate_words(rate, place.currency)}"


def rate_words(rate: Rate, currency: str) -> str:
    """What a rate costs: `95.00 EUR/h`, or `640.00 EUR/8 h` for a day of eight hours."""
    currency = rate.currency or currency
    per = f"{plain(rate.hours) or DAY_HOURS} h" if rate.daily else "h"
    return f"{money(rate.amount, currency)} {currency}/{per}"
