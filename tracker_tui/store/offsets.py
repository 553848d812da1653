"""The offset of this place in these days, kept in `.tracker/offset`, since zones load slowly.

Two changes of a clock are never within a week of each other: where the offset is the same now and
six days on, it is so in between.
"""

import os
from typing import Any

from tracker_tui.core.clock import Moment, moment_in, zone_of
from tracker_tui.store.caches import read_cache, write_cache

FILE = ".tracker/offset"

DAYS = 6


def moment_at_place(root: str, zone: str, utc: int) -> Moment:
    """A moment (UTC seconds) with the offset of the place; refused where no such zone is."""
    path = os.path.join(root, FILE)
    kept = _read(path)
    if kept.get("zone") == zone and kept["from"] <= utc < kept["until"]:
        return Moment(utc, kept["offset"])
    place = zone_of(zone)
    moment, later = moment_in(utc, place), utc + DAYS * 86400
    if moment_in(later, place).offset == moment.offset:
        write_cache(path, {"zone": zone, "from": utc, "until": later, "offset": moment.offset})
    return moment


def _read(path: str) -> dict[str, Any]:
    record = read_cache(path)
    wanted = {"zone": str, "from": int, "until": int, "offset": int}
    return record if all(type(record.get(key)) is kind for key, kind in wanted.items()) else {}
