"""What a change of rates does to unbilled time, and what it leaves alone: remarks for people."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.durations import format_duration
from tracker_tui.core.pricing import Terms
from tracker_tui.services.changes import handle
from tracker_tui.services.rate_places import DEFAULT, default_place, rate_places, rate_text
from tracker_tui.services.wording import many, money

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker_tui.core.client import Client
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.pricing import Billing
    from tracker_tui.core.rates import Rate
    from tracker_tui.core.record import Record
    from tracker_tui.services.rate_places import RatePlace
    from tracker_tui.store.workspace import Workspace

MOST_NAMED = 5
"""How many rates a remark names before it only counts."""


class _Priced(NamedTuple):
    """An entry with its rates before and after (None: none), in the currency of its client."""

    entry: "Entry"
    before: "Rate | None"
    after: "Rate | None"
    currency: str


def price_notes(
    workspace: "Workspace", place: "RatePlace", record: "Record", person: str, since: str
) -> tuple[str, ...]:
    """Which unbilled entries get another rate when the place's file becomes `record`.

    Every entry is rated by the rules before and after, so that narrower and later rates count.
    """
    from tracker_tui.core.business import read_business
    from tracker_tui.core.client import read_client
    from tracker_tui.services.client_time import entries_of
    from tracker_tui.services.listing import terms_of

    client = workspace.client(place.client) if place.client else None
    entries, billings = entries_of(workspace, client, since)
    if client is None:
        before = terms_of(workspace)
        after = Terms(read_business(record), before.clients)
    else:
        business = workspace.business()
        before = Terms(business, {client.id: client})
        changed = read_client(client.id, record, business.currency)
        after = Terms(business, {client.id: changed})
    priced = [
        _Priced(entry, before.rate_of(entry).rate, after.rate_of(entry).rate, owner.currency)
        for entry in entries
        if entry.day >= since
        and (not person or entry.person == person)
        and _open(entry, billings)
        and (owner := before.client_of(entry)) is not None
    ]
    drafts = {
        billing.document
        for one in _changed(priced)
        if (billing := billings.get(one.entry.id)) is not None
    }
    stale = "keeps its prices: bring it up to date with invoice refresh"
    kept = (f"draft {handle(draft)} {stale}" for draft in sorted(drafts))
    return (*_shift_notes(priced, workspace.now().utc), *kept)


def move_notes(
    workspace: "Workspace",
    entries: "Iterable[Entry]",
    source: "Client",
    target: "Client",
    project_id: str,
    new_id: str,
) -> tuple[str, ...]:
    """Which of the entries get another rate when their project moves to another client."""
    business = workspace.business()
    project = source.projects[project_id]._replace(id=new_id)
    joined = target._replace(projects={**target.projects, new_id: project})
    before, after = Terms(business, {source.id: source}), Terms(business, {target.id: joined})
    priced = [
        _Priced(
            entry,
            before.rate_of(entry).rate,
            after.rate_of(entry._replace(project=f"{target.id}/{new_id}")).rate,
            target.currency,
        )
        for entry in entries
    ]
    return _shift_notes(priced, workspace.now().utc)


def _open(entry: "Entry", billings: "dict[str, Billing]") -> bool:
    billing = billings.get(entry.id)
    return not entry.billed_elsewhere and (billing is None or billing.state != "billed")


def _changed(priced: "Iterable[_Priced]") -> list[_Priced]:
    return [one for one in priced if _cost(one.before) != _cost(one.after)]


def _cost(rate: "Rate | None") -> tuple[object, ...]:
    return () if rate is None else (rate.amount, rate.base_minutes)


def _shift_notes(priced: "Iterable[_Priced]", now: int) -> tuple[str, ...]:
    """One remark for each pair of an old and a new rate, with the entries' number and raw time."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for one in _changed(priced):
        words = _words(one.before, one.currency), _words(one.after, one.currency)
        groups.setdefault(words, []).append(one.entry)
    notes = []
    for (old, new), entries in groups.items():
        time = format_duration(sum(entry.seconds_at(now) for entry in entries))
        what = f"{many(len(entries), 'unbilled entry', 'unbilled entries')} ({time})"
        if old and new:
            notes.append(f"reprices {what} from {old} to {new}")
        elif new:
            notes.append(f"prices {what} that had no rate at {new}")
        else:
            notes.append(f"leaves {what} without a rate, from {old}")
    return tuple(notes)


def _words(rate: "Rate | None", currency: str) -> str:
    if rate is None:
        return ""
    amount = money(rate.amount, currency)
    return f"{amount}/{rate.base_minutes / 60:f} h" if rate.daily else amount


# --- what stays ------------------------------------------------------------------------------


def left_notes(workspace: "Workspace", place: "RatePlace", rate: "Rate") -> tuple[str, ...]:
    """The rates that win over a new one: narrower ones, and later ones of the same place."""
    narrower = [
        rate_text(place, one)
        for one in place.rates
        if not rate.person and one.person and _matters(place, one, rate)
    ]
    for other in _places_below(workspace, place):
        narrower += [
            rate_text(other, one)
            for one in other.rates
            if one.person in ("", rate.person or one.person) and _matters(other, one, rate)
        ]
    later = [
        rate_text(place, one)
        for one in place.rates
        if one.person == rate.person and one.since > rate.since and _applies(one, place.currency)
    ]
    return (*_left("narrower", narrower), *_left("later", later))


def _left(kind: str, rates: list[str]) -> tuple[str, ...]:
    if not rates:
        return ()
    named = "; ".join(rates[:MOST_NAMED])
    more = len(rates) - MOST_NAMED
    and_more = f"; and {more} more (rate list shows them)" if more > 0 else ""
    return (f"leaves {kind} rates: {named}{and_more}",)


def _places_below(workspace: "Workspace", place: "RatePlace") -> "list[RatePlace]":
    """The narrower places whose rates stand in the same currency."""
    if place.target == DEFAULT:
        assert place == default_place(workspace.business())
        clients = workspace.clients().values()
        found = [one for client in clients for one in rate_places(client)]
    else:
        client = workspace.client(place.client)
        assert client is not None
        below = (f"{place.target}/", f"{place.target}@")
        found = [one for one in rate_places(client) if one.target.startswith(below)]
    return [one for one in found if not one.archived and one.currency == place.currency]


def _matters(place: "RatePlace", one: "Rate", rate: "Rate") -> bool:
    """Whether a rate holds on the new one's first day or begins later."""
    if not _applies(one, place.currency):
        return False
    successors = (
        other
        for other in place.rates
        if other.person == one.person
        and one.since < other.since <= rate.since
        and _applies(other, place.currency)
    )
    return next(successors, None) is None


def _applies(rate: "Rate", currency: str) -> bool:
    return not rate.currency or rate.currency == currency
