"""Rates: set them from a day on, list them, and explain which one an entry has."""

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.ids import check_name, shown
from tracker_tui.core.rates import DAY_HOURS, Rate, latest_rate, read_rate, write_rate
from tracker_tui.services.changes import Made, handle
from tracker_tui.services.projects import known_client, known_project
from tracker_tui.services.rate_places import (
    DEFAULT,
    RatePlace,
    default_place,
    rate_places,
    rate_text,
    rate_words,
)
from tracker_tui.services.wording import money, plain, row_day, since_day, with_row
from tracker_tui.store.records import Change, value_at, with_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker_tui.core.entry import Entry
    from tracker_tui.core.pricing import Terms
    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace


class _Target(NamedTuple):
    """A place, the person whose rate is meant (empty: for all), and the task where it is new."""

    place: RatePlace
    person: str
    new_task: str = ""


# --- targets ---------------------------------------------------------------------------------


def _find_target(workspace: "Workspace", typed: str) -> _Target:
    """The place and person of default, +ada, acme, acme/api, acme/api@review, each with +ada."""
    where, plus, person = typed.strip().partition("+")
    if plus:
        _check_person(workspace, person)
    where, at, task_id = where.partition("@")
    if at and "/" not in where:
        raise Usage(f"{shown(typed)}: a task belongs to a project, such as acme/api@review")
    if where in ("", DEFAULT):
        if not typed.strip():
            raise Usage("say whose rate: default, +ada, acme, acme/api or acme/api@review")
        return _Target(default_place(workspace.business()), person)
    if "/" not in where:
        return _Target(rate_places(known_client(workspace, where))[0], person)
    client, project_id = known_project(workspace, where)
    places = rate_places(client, project_id)
    if not at:
        return _Target(places[0], person)
    check_name(task_id, "task")
    target = f"{client.id}/{project_id}@{task_id}"
    for place in places:
        if place.target == target:
            return _Target(place, person)
    path = ("projects", project_id, "tasks", task_id, "rates")
    place = places[0]._replace(name=f"task {target}", target=target, path=path, rates=())
    return _Target(place, person, task_id)


def _check_person(workspace: "Workspace", person: str) -> None:
    known = dict.fromkeys((*workspace.person_ids(), *workspace.time_people()))
    if person in known:
        return
    from tracker_tui.core.near import nearest

    near = nearest(person, known)
    hint = f"did you mean {near}?" if near else f"known are {', '.join(known) or 'nobody'}"
    raise Refused(f"unknown person {shown(person)}; {hint}")


# --- setting ---------------------------------------------------------------------------------


def set_rate(
    workspace: "Workspace",
    target: str,
    amount: str,
    since: str = "",
    daily: bool = False,
    hours: str = "",
) -> Made:
    """Sets the rate of a target from a day on, by default from today.

    A rate of the same day and person is replaced; an older one goes on holding for what was worked
    before. Says which unbilled entries it reprices and which rates it leaves.
    """
    from tracker_tui.services.repricing import left_notes, price_notes

    with workspace.locked():
        place, person, new_task = _find_target(workspace, target)
        day = since_day(workspace, since, workspace.today)
        rate = _typed_rate(workspace, amount, place.currency, daily, hours)
        rate = rate._replace(since=day, person=person)
        raw = workspace.store.toml(place.file) or {}
        old = list(value_at(raw, place.path) or [])
        rows = _with_rate(old, rate, place)
        record = rate_record(place, rate, workspace.today, _read_rates(rows))
        if rows == old:
            return Made(f"Nothing to change on {rate_text(place, rate)}", (), record)
        notes = price_notes(workspace, place, with_value(raw, place.path, rows), person, day)
        notes += left_notes(workspace, place, rate)
        change = Change(place.file, place.path, old or None, rows)
        if new_task:
            change = Change(place.file, place.path[:-1], None, {"name": new_task, "rates": rows})
            notes = (f"made the task {place.target}", *notes)
        whose, begins = f" for {person}" if person else "", f" from {day}" if day else ""
        words = rate_words(rate, place.currency)
        label = f"Set the rate of {place.name}{whose} to {words}{begins}"
        workspace.commit(label, [change])
        return Made(label, (), record, (rate_text(place, rate),), notes)


def _typed_rate(
    workspace: "Workspace", amount: str, currency: str, daily: bool, hours: str
) -> Rate:
    """The rate as typed, with at least the digits of its currency; a day's hours are stated."""
    from decimal import Decimal

    from tracker_tui.core.currency import parse_amount

    number = parse_amount(amount)
    if number < 0:
        raise Usage(f"a rate is not below zero: {shown(amount)}")
    if hours and not daily:
        raise Usage("--hours says how long a day is: it goes with --daily")
    if not daily:
        return Rate("", Decimal(money(number, currency)))
    of_day = parse_amount(hours, decimals=2) if hours else workspace.business().day_hours
    of_day = Decimal(DAY_HOURS) if of_day is None else of_day
    if not 0 < of_day <= 24:
        raise Usage(f"a day has more than 0 and at most 24 hours, not {of_day}")
    return Rate("", Decimal(money(number, currency)), True, of_day)


def _with_rate(rows: "list[Record]", rate: Rate, place: RatePlace) -> "list[Record]":
    """The place's tables with the rate; one that it replaces leaves its unknown keys."""
    known = ("from", "person", "hourly", "daily", "hours")

    def same_holder(one: "Record") -> bool:
        currency, person = one.get("currency", place.currency), one.get("person", "")
        return bool(currency == place.currency and person == rate.person)

    row = write_rate(rate)
    for one in rows:
        if row_day(one) == rate.since and same_holder(one):
            row.update((key, value) for key, value in one.items() if key not in known)
    return with_row(rows, row, same_holder)


def _read_rates(rows: "Iterable[Record]") -> tuple[Rate, ...]:
    return tuple(read_rate(row) for row in rows)


# --- listing ---------------------------------------------------------------------------------


def list_rates(workspace: "Workspace", target: str | None = None) -> "list[Record]":
    """All rates from wide to narrow, or those of a target and what is narrower.

    `from` is None where a rate holds always, `person` empty where it is for all; of `hourly` and
    `daily` (of `hours`) the other is None. `holds_today` tells apart what later rates replaced.
    """
    business = workspace.business()
    places, person = [default_place(business)], ""
    if target:
        found = _find_target(workspace, target)
        if found.new_task:
            raise Refused(f"{found.place.target} has no task and no rate: rate set makes both")
        place, person = found.place, found.person
        if place.target == DEFAULT:
            places = [place]
        else:
            inside = rate_places(known_client(workspace, place.client))
            below = (f"{place.target}/", f"{place.target}@")
            places = [one for one in inside if one.target == place.target]
            places += [one for one in inside if one.target.startswith(below)]
    else:
        for client in workspace.clients().values():
            places += rate_places(client)
    return [
        rate_record(place, rate, workspace.today, place.rates)
        for place in places
        for rate in sorted(place.rates, key=lambda one: (one.person, one.since))
        if not person or rate.person == person
    ]


def rate_record(
    place: RatePlace, rate: Rate, today: str, among: "Sequence[Rate]"
) -> dict[str, Any]:
    """A rate as a row; amounts as text."""
    currency = rate.currency or place.currency
    amount = money(rate.amount, currency)
    same = [one for one in among if one.person == rate.person]
    return {
        "target": place.target,
        "from": rate.since or None,
        "person": rate.person,
        "hourly": None if rate.daily else amount,
        "daily": amount if rate.daily else None,
        "hours": (plain(rate.hours) or DAY_HOURS) if rate.daily else None,
        "currency": currency,
        "holds_today": latest_rate(same, rate.person, today, place.currency) == rate,
    }


# --- explaining ------------------------------------------------------------------------------


def explain_rate(workspace: "Workspace", which: str) -> dict[str, Any]:
    """Which places were asked for an entry's rate, what each had, and which one won.

    `text` says the same in lines.
    """
    from tracker_tui.services.finding import find_entry
    from tracker_tui.services.listing import resolve_names, terms_of

    terms = terms_of(workspace)
    entry = resolve_names(workspace, terms, [find_entry(workspace, which)])[0]
    record = _explanation(entry, terms)
    return {**record, "text": _explained(entry, record)}


def explain_place(workspace: "Workspace", target: str, person: str = "") -> dict[str, Any]:
    """Which rate work of today would have at a client, project or task, and which rule chose it."""
    from tracker_tui.core.entry import Entry
    from tracker_tui.services.listing import terms_of

    where, _, task = target.partition("@")
    whose = person or workspace.person
    entry = Entry("", whose, workspace.today, 0, "", project=where, task=task)
    record = _explanation(entry, terms_of(workspace))
    record["places"] = [one for one in record["places"] if one["place"] != "entry"]
    return {**record, "text": _asked_lines(record)}


def _explanation(entry: "Entry", terms: "Terms") -> dict[str, Any]:
    """The places that were asked for an entry's rate, and the rate that was chosen."""
    client, choice = terms.client_of(entry), terms.rate_of(entry)
    currency = client.currency if client is not None else ""
    rate = choice.rate
    return {
        "entry": entry.id,
        "project": entry.project,
        "task": entry.task,
        "person": entry.person,
        "day": entry.day,
        "currency": currency,
        "rate": None if rate is None else money(rate.amount, currency),
        "daily": rate is not None and rate.daily,
        "hours": plain(rate.hours) if rate is not None else None,
        "rule": choice.rule,
        "places": _places_asked(entry, terms, currency) if client is not None else [],
    }


def _places_asked(entry: "Entry", terms: "Terms", currency: str) -> list[dict[str, Any]]:
    """Each place from narrow to wide with what it has and what became of it."""
    project, own = terms.project_of(entry), entry.rate
    paid = terms.billable(entry)
    holds = own is not None and paid
    asked: list[dict[str, Any]] = [
        {
            "place": "entry",
            "has": [] if own is None else [rate_words(Rate("", own), currency)],
            "outcome": "holds" if holds else "none",
        }
    ]
    open_ = paid and not holds and (project is None or project.fixed_fee is None)
    for name, rates in terms.rate_places(entry):
        found = latest_rate(rates, entry.person, entry.day, currency)
        outcome = "not asked"
        if open_:
            outcome = "holds" if found else _why_none(rates, entry, currency)
        open_ = open_ and found is None
        asked.append(
            {
                "place": name,
                "has": [_rate_line(one, currency) for one in rates],
                "outcome": outcome,
            }
        )
    return asked


def _why_none(rates: "Sequence[Rate]", entry: "Entry", currency: str) -> str:
    """Why a place that was asked had nothing for the entry."""
    if not rates:
        return "none"
    fitting = [one for one in rates if (one.currency or currency) == currency]
    if not fitting:
        return f"none in {currency}"
    theirs = [one for one in fitting if one.person in ("", entry.person)]
    return f"none yet on {entry.day}" if theirs else f"none for {entry.person}"


def _rate_line(rate: Rate, currency: str) -> str:
    whose = f" for {rate.person}" if rate.person else ""
    since = f" since {rate.since}" if rate.since else ""
    return f"{rate_words(rate, currency)}{whose}{since}"


def _explained(entry: "Entry", record: "Record") -> list[str]:
    task = f"@{entry.task}" if entry.task else ""
    what = f"{entry.project}{task}" if entry.project else "unassigned"
    return [f"{handle(entry.id)} of {entry.day}, {what}, by {entry.person}", *_asked_lines(record)]


def _asked_lines(record: "Record") -> list[str]:
    lines = []
    for asked in record["places"]:
        has = f" ({'; '.join(asked['has'])})" if asked["has"] else ""
        lines.append(f"{asked['place']}: {asked['outcome']}{has}")
    lines.append(record["rule"])
    return lines
