"""Ordinary days: who worked when on what, drawn at random but always the same."""

from __future__ import annotations

import random
from typing import NamedTuple

from examples.making.stage import BERLIN, LISBON, NEW_YORK, weekday
from examples.making.words import GERMAN, TAGS, WORK
from tracker_tui.core.clock import Moment, add_days, moment_at, moment_in, zone_of
from tracker_tui.core.entry import Entry
from tracker_tui.core.periods import parse_period

MINUTE = 60
HOUR = 3600


class Share(NamedTuple):
    """How much of somebody's time goes to a project from one day to another, in parts."""

    project: str
    since: str
    until: str
    parts: int


ADA_SHARES = (
    Share("acme/portal", "2024-10-01", "2025-06-30", 26),
    Share("acme/portal", "2025-07-01", "2026-11-30", 12),
    Share("acme/tracking", "2024-10-01", "2025-03-12", 12),
    Share("acme/api", "2025-03-13", "2026-11-30", 17),
    Share("globex/ops", "2024-10-01", "2026-11-30", 11),
    Share("globex/mes", "2024-11-04", "2026-03-31", 15),
    Share("globex/mes", "2026-04-01", "2026-11-30", 6),
    Share("tolk/shop", "2024-10-07", "2025-06-13", 10),
    Share("bergkristall/booking", "2024-11-04", "2026-11-30", 11),
    Share("museum/website", "2025-01-20", "2025-05-23", 11),
    Share("museum/care", "2025-06-02", "2026-11-30", 3),
    Share("pemberton/dash", "2025-02-03", "2026-11-30", 9),
    Share("harbor/shop", "2025-03-03", "2026-11-30", 12),
    Share("harbor/data", "2025-10-01", "2026-11-30", 6),
    Share("verde/telemetry", "2025-05-05", "2026-10-31", 8),
    Share("sundara/fhir", "2025-09-01", "2026-06-30", 8),
    Share("studio/admin", "2024-10-01", "2026-11-30", 5),
    Share("studio/learning", "2024-10-01", "2026-11-30", 3),
    Share("studio/sales", "2024-10-01", "2026-11-30", 3),
)
BEN_SHARES = (
    Share("acme/portal", "2025-02-10", "2026-11-30", 40),
    Share("acme/api", "2025-09-01", "2026-11-30", 15),
    Share("globex/mes", "2025-02-10", "2026-11-30", 20),
    Share("harbor/shop", "2025-03-10", "2026-11-30", 20),
    Share("museum/care", "2025-06-02", "2026-11-30", 5),
)

CLOSED = (
    "2024-10-03 2024-10-31 2024-12-23..2025-01-03 2025-03-10 2025-04-18..2025-04-21 2025-05-01"
    " 2025-05-29..2025-05-30 2025-06-09 2025-07-21..2025-08-08 2025-10-03 2025-12-22..2026-01-05"
    " 2026-02-11..2026-02-13 2026-04-03..2026-04-06 2026-05-01 2026-05-14 2026-05-25"
    " 2026-08-03..2026-08-21 2026-10-02"
)
"""Holidays, leave and a few sick days, on which the studio rests."""

TRAVEL_DAYS = ("2025-10-28", "2025-11-06", "2026-03-04", "2026-03-11")
"""Days on the way to New York or back; what was done on them is told by hand."""

IN_NEW_YORK = (("2025-10-29", "2025-11-05"), ("2026-03-05", "2026-03-10"))


class _Ticket:
    """A piece of work that goes on over some days."""

    def __init__(self, subject: str, ref: str, left: int) -> None:
        self.subject = subject
        self.ref = ref
        self.left = left
        self.fresh = True


class Diary:
    """One person's ordinary days; each call goes on where the one before ended."""

    def __init__(self, person: str, home: str, shares: tuple[Share, ...]) -> None:
        self.person = person
        self._home = home
        self._shares = shares
        self._chance = random.Random(f"days of {person}")
        self._tickets: dict[str, _Ticket] = {}
        self._numbers: dict[str, int] = {}
        self._closed = closed_days(CLOSED)

    def days(self, first: str, last: str) -> list[Entry]:
        """The entries from one day to another, in order."""
        found: list[Entry] = []
        day = first
        while day <= last:
            if self._works(day):
                found += self._day(day)
            day = add_days(day, 1)
        return found

    def _works(self, day: str) -> bool:
        if day in self._closed or day in TRAVEL_DAYS or weekday(day) > 4:
            return False
        return self.person == "ada" or (weekday(day) in (1, 3) and day >= self._shares[0].since)

    def _zone(self, day: str) -> str:
        abroad = any(first <= day <= last for first, last in IN_NEW_YORK)
        return NEW_YORK if abroad and self.person == "ada" else self._home

    # --- a day -----------------------------------------------------------------------------------

    def _day(self, day: str) -> list[Entry]:
        chance, zone = self._chance, self._zone(day)
        if chance.random() < 0.03:
            return [self._by_duration(day, zone)]
        shares = [one for one in self._shares if one.since <= day <= one.until]
        length = chance.uniform(5.2, 7.8) if self.person == "ada" else chance.uniform(3.2, 5.4)
        at = _clock(day, 8, 10, zone) + chance.randrange(80 * MINUTE)
        left, lunch = int(length * HOUR), at + chance.randrange(200, 280) * MINUTE
        live = chance.random() < 0.75
        found: list[Entry] = []
        while left > 12 * MINUTE:
            seconds = min(self._length(), left)
            project = self._project(shares, found)
            if project == "museum/care":
                seconds = min(seconds, 50 * MINUTE)
            if not live:
                at, seconds = _whole(at), _whole(seconds)
            found.append(self._entry(day, zone, at, seconds, project, live))
            left -= seconds
            at = self._go_on(at + seconds, lunch)
            if at > lunch:
                lunch = at + 24 * HOUR
        return found

    def _length(self) -> int:
        return int(self._chance.triangular(14, 165, 62) * MINUTE) + self._chance.randrange(60)

    def _go_on(self, end: int, lunch: int) -> int:
        """When the next work begins: at once, after a break, rarely before the last one ended."""
        chance = self._chance.random()
        if end > lunch:
            return end + self._chance.randrange(28, 65) * MINUTE
        if chance < 0.45:
            return end
        if chance < 0.455:
            return end - self._chance.randrange(3, 12) * MINUTE
        return end + self._chance.randrange(2, 16) * MINUTE

    def _project(self, shares: list[Share], before: list[Entry]) -> str:
        """Mostly the one before goes on."""
        if before and self._chance.random() < 0.42:
            return before[-1].project
        total = sum(one.parts for one in shares)
        mark = self._chance.randrange(total)
        for one in shares:
            mark -= one.parts
            if mark < 0:
                return one.project
        raise AssertionError("the parts do not add up")

    def _by_duration(self, day: str, zone: str) -> Entry:
        """A day of which only the hours were noted."""
        shares = [one for one in self._shares if one.since <= day <= one.until]
        seconds = self._chance.randrange(6, 25) * 15 * MINUTE
        entry = self._entry(day, zone, 0, seconds, self._project(shares, []), False)
        evening = moment_in(_clock(day, 20, 5, zone), zone_of(zone)).iso()
        return entry._replace(day=day, start=None, end=None, created=evening)

    # --- what was done ---------------------------------------------------------------------------

    def _entry(self, day: str, zone: str, at: int, seconds: int, project: str, live: bool) -> Entry:
        chance, work, place = self._chance, WORK[project], zone_of(zone)
        start, end = moment_in(at, place), moment_in(at + seconds, place)
        entry = Entry("", self.person, day, seconds, zone, start, end, project)
        if not live:
            entry = entry._replace(created=moment_in(_evening(end), place).iso())
        if chance.random() < 0.14:
            tags = ("call",) if chance.random() < 0.7 else ()
            return entry._replace(task=work.talking, note=chance.choice(work.talks), tags=tags)
        ticket = self._ticket(project)
        if work.looking and not ticket.fresh and chance.random() < 0.22:
            note = chance.choice(work.phrases["review"])
            entry = entry._replace(task=work.looking)
        else:
            note = chance.choice(work.phrases["first" if ticket.fresh else "later"])
            entry = entry._replace(task=work.doing, commits=self._commits(ticket))
        ticket.fresh = False
        subject, tag = note.format(ticket.subject), TAGS.get(note, "")
        if tag == "bug" and chance.random() < 0.08:
            slip = " (Kulanz)" if work.phrases is GERMAN else " (our own slip)"
            entry = entry._replace(note=subject + slip, tags=("bug", "goodwill"), billable=False)
        else:
            entry = entry._replace(note=subject, tags=(tag,) if tag else ())
        return entry._replace(ref=ticket.ref)

    def _ticket(self, project: str) -> _Ticket:
        ticket = self._tickets.get(project)
        if ticket is None or ticket.left <= 0:
            work, ref = WORK[project], ""
            if work.tickets:
                number = self._numbers.get(work.tickets, 100 if self.person == "ada" else 700)
                self._numbers[work.tickets] = number = number + self._chance.randrange(1, 5)
                ref = f"{work.tickets}{number}"
            ticket = _Ticket(self._chance.choice(work.subjects), ref, self._chance.randrange(1, 6))
            self._tickets[project] = ticket
        ticket.left -= 1
        return ticket

    def _commits(self, ticket: _Ticket) -> tuple[str, ...]:
        if not ticket.ref or self._chance.random() < 0.55:
            return ()
        return tuple(self._chance.randbytes(5).hex() for _ in range(self._chance.choice((1, 1, 2))))


def ada_diary() -> Diary:
    """The days of the one who runs the studio."""
    return Diary("ada", BERLIN, ADA_SHARES)


def ben_diary() -> Diary:
    """The days of the colleague who helps out on Tuesdays and Thursdays."""
    return Diary("ben", LISBON, BEN_SHARES)


def closed_days(text: str) -> frozenset[str]:
    """The days of words such as 2025-05-01 and 2025-07-21..2025-08-08."""
    found: set[str] = set()
    for word in text.split():
        period = parse_period(word, word[:10])
        day = period.first
        while day <= period.last:
            found.add(day)
            day = add_days(day, 1)
    return frozenset(found)


def _clock(day: str, hour: int, minute: int, zone: str) -> int:
    return moment_at(day, hour, minute, 0, zone_of(zone)).utc


def _whole(seconds: int) -> int:
    """To the nearest five minutes, as one writes it down afterwards."""
    return max((seconds + 150) // 300, 1) * 300


def _evening(end: Moment) -> int:
    """When a day is written down: at half past six, or soon after its last work."""
    midnight = end.utc - (end.utc + end.offset) % 86400
    return max(midnight + 18 * HOUR + 30 * MINUTE, end.utc + 4 * MINUTE)
