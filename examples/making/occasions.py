"""What an ordinary diary does not have: nights over both changes of the clocks, journeys, favours.

And the last day, on which the timers are started and stopped one by one.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from examples.making.stage import BERLIN, NEW_YORK, local
from tracker_tui.core.clock import parse_moment
from tracker_tui.core.entry import Entry
from tracker_tui.core.grammar import parse_words
from tracker_tui.services.entries import add_entry
from tracker_tui.services.timers import interrupt_timer, return_to_parked, start_timer, stop_timer

if TYPE_CHECKING:
    from examples.making.stage import Stage
    from tracker_tui.core.clock import Moment


class Occasion(NamedTuple):
    """A piece of time told by hand; moments are local ones, or ISO 8601 with an offset."""

    start: str
    end: str
    words: str
    zone: str = BERLIN
    rate: str = ""
    billable: bool = True
    billed_elsewhere: str = ""


OCCASIONS = (
    # Before this program came the time was kept, and billed, elsewhere.
    Occasion(
        "2024-10-01 06:40",
        "2024-10-01 08:00",
        "acme/portal @dev Hand over the old backlog",
        billed_elsewhere="R-2024-017",
    ),
    Occasion(
        "2024-10-02 06:55",
        "2024-10-02 08:05",
        "acme/portal @dev Hand over the old backlog",
        billed_elsewhere="R-2024-017",
    ),
    # Nights on which the clocks changed in Berlin, in autumn and in spring.
    Occasion("2024-10-26 22:30", "2024-10-27 04:15", "globex/ops @run +night Upgrade der Knoten"),
    Occasion("2025-03-29 23:30", "2025-03-30 05:00", "globex/ops @run +night Umzug der Protokolle"),
    Occasion("2025-10-25 21:45", "2025-10-26T02:20:00+02:00", "globex/ops @run +night Patchtag"),
    Occasion(
        "2025-10-26T02:20:00+02:00",
        "2025-10-26T02:40:00+01:00",
        "globex/ops @run +night Patchtag: Neustart und Kontrolle",
    ),
    Occasion("2026-03-28 22:00", "2026-03-29 06:30", "globex/ops @run +night Upgrade der Knoten"),
    Occasion("2026-10-24 23:15", "2026-10-25 03:40", "globex/ops @run +night Umzug auf db3"),
    # And in New York.
    Occasion(
        "2025-11-01 22:15",
        "2025-11-02 03:05",
        "harbor/shop @dev +night Deploy the new checkout while the store sleeps",
        NEW_YORK,
    ),
    Occasion(
        "2026-03-07 23:00",
        "2026-03-08 05:30",
        "harbor/data @dev +night Cut over the nightly load",
        NEW_YORK,
    ),
    # A Sunday alarm at the price that was agreed for alarms.
    Occasion(
        "2026-05-17 09:20",
        "2026-05-17 11:05",
        "globex/ops @run +oncall Ausfall von db2",
        rate="150.00",
    ),
    # What the fixed fee of the museum covers, what it does not, and what was a favour.
    Occasion("2025-06-03 16:10", "2025-06-03 17:25", "museum/website Nachbesserung der Bildrechte"),
    Occasion(
        "2025-06-07 10:10",
        "2025-06-07 13:40",
        "museum/website Zusatz: Stationen für den Audioguide",
        rate="80.00",
    ),
    Occasion(
        "2025-09-14 10:00",
        "2025-09-14 13:30",
        "museum/care +goodwill Hilfe am Tag des Denkmals",
        billable=False,
    ),
)

LIVE = (
    # The way to New York: the first stop is in Berlin, the next one in another zone.
    ("2025-10-28 07:42", "start acme/api @review Review signed callbacks"),
    ("2025-10-28 09:06", "stop"),
    ("2025-10-28 11:52", "start harbor/shop @meeting +travel Slides for the holiday season"),
    ("2025-10-28 18:05", f"zone {NEW_YORK}"),
    ("2025-10-28 19:10", "stop"),
    ("2025-10-28 21:05", "start harbor/shop @meeting +call Holiday season planning with Grace"),
    ("2025-10-28 22:31", "stop"),
    # The night flight home, over midnight and back into Berlin's time.
    ("2025-11-06 03:38", "start harbor/shop @dev +travel Notes of the week"),
    ("2025-11-06 05:01", f"zone {BERLIN}"),
    ("2025-11-06 05:03", "stop"),
    ("2026-03-04 13:31", "start harbor/data @dev +travel Plan of the cut-over"),
    ("2026-03-04 16:40", f"zone {NEW_YORK}"),
    ("2026-03-04 17:12", "stop"),
    ("2026-03-11 02:50", "start harbor/data @dev +travel Report on the cut-over"),
    ("2026-03-11 05:20", f"zone {BERLIN}"),
    ("2026-03-11 05:26", "stop"),
    # The last day of the example.
    ("2026-11-20 08:47", "start acme/api @review Review the retry logic of webhooks"),
    ("2026-11-20 10:12", "start bergkristall/booking @dev Saisonpreise: Tests +test"),
    ("2026-11-20 11:36", "interrupt globex/ops @run Alarm: Speicherplatz auf db2 +oncall"),
    ("2026-11-20 11:58", "back"),
    ("2026-11-20 12:49", "stop"),
    ("2026-11-20 13:35", "add 13:05-13:30 pemberton/dash @meeting Call with Oliver +call"),
    ("2026-11-20 13:38", "start harbor/shop @dev Fix gift cards +bug"),
    ("2026-11-20 15:06", "interrupt acme/api @dev Fix the login redirect loop +bug"),
)
"""What is done with the timer, by the clock in Berlin."""


def plan_occasions(stage: Stage) -> None:
    """All of it, each piece at its time."""
    for one in OCCASIONS:
        entry = _entry(one)
        assert entry.end is not None
        stage.plan(_in_berlin(entry.end), partial(stage.record, [entry], f"Added {entry.note}"))
    for when, typed in LIVE:
        stage.plan(when, partial(_act, stage, typed))


def _entry(one: Occasion) -> Entry:
    start, end = _moment(one.start, one.zone), _moment(one.end, one.zone)
    words = parse_words(one.words.split())
    return Entry(
        "",
        "ada",
        start.day,
        end.utc - start.utc,
        one.zone,
        start,
        end,
        words.project,
        words.task,
        words.note,
        words.tags,
        rate=Decimal(one.rate) if one.rate else None,
        billable=one.billable,
        billed_elsewhere=one.billed_elsewhere,
    )


def _moment(text: str, zone: str) -> Moment:
    return parse_moment(text) if "T" in text else local(text, zone)


def _in_berlin(moment: Moment) -> str:
    from tracker_tui.core.clock import moment_in, zone_of

    here = moment_in(moment.utc, zone_of(BERLIN))
    return f"{here.day} {here.clock()}"


def _act(stage: Stage, typed: str) -> None:
    """One command about time, as it is typed."""
    workspace = stage.workspace
    verb, *rest = typed.split()
    if verb == "zone":
        workspace.zone_name = rest[0]
    elif verb == "start":
        start_timer(workspace, parse_words(rest))
    elif verb == "stop":
        stop_timer(workspace)
    elif verb == "interrupt":
        interrupt_timer(workspace, parse_words(rest))
    elif verb == "back":
        return_to_parked(workspace)
    elif verb == "add":
        add_entry(workspace, rest[0], parse_words(rest[1:]))
    else:
        raise AssertionError(f"{verb} is no command of this script")
