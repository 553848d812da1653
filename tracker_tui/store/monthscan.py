"""A month's file straight to a roll-up, column by column, without an `Entry` for each record.

Whatever is not as this program writes it is left to the careful reader, which can say what is wrong.
"""

from __future__ import annotations

from operator import itemgetter, lt, sub
from typing import TYPE_CHECKING, Any

from tracker_tui.core.clock import DAY, Moment, day_number, day_text, offset_at
from tracker_tui.core.entry import MOST_SECONDS, Entry
from tracker_tui.core.record import decimal_of
from tracker_tui.core.reports import day_parts, known_zone
from tracker_tui.core.rollup import Bundle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime, timedelta

    Parts = list[tuple[str, int]]


class OddMonth(ValueError):
    """The file needs the careful reader."""


def make_scanner() -> Callable[[bytes, str], list[Bundle]]:
    """A function from the bytes of a file and its month ("2026-11") to bundles, or OddMonth.

    What it does not notice: the letters of a moment in lower case, and a key twice in one record.
    """
    import msgspec

    decode = _make_decoder()

    def scan(data: bytes, month: str) -> list[Bundle]:
        try:
            records = decode(data)
            _check_layout(data, len(records))
            kept = {name: record for name, record in records.items() if not record.moved}
            return _bundle(list(kept), list(kept.values()), month)
        except (ValueError, ArithmeticError, RecursionError, msgspec.MsgspecError):
            raise OddMonth(month) from None

    return scan


def _make_decoder() -> Callable[[bytes], dict[str, Any]]:
    """Every known field is declared, so that a value of the wrong kind is found."""
    from datetime import datetime
    from typing import Annotated

    import msgspec

    moment = Annotated[datetime, msgspec.Meta(tz=True)] | None
    kinds: dict[str, Any] = {
        **dict.fromkeys(("start", "end"), moment),
        **dict.fromkeys(("date", "zone", "project", "task", "note", "ref"), str | None),
        **dict.fromkeys(("billed_elsewhere", "source", "created"), str | None),
        **dict.fromkeys(("tags", "commits"), list[str] | None),
        "seconds": int | None,
        "billable": bool | None,
    }
    fields: list[Any] = [(name, kind, None) for name, kind in kinds.items()]
    raw = msgspec.Raw()
    fields += [("rate", msgspec.Raw, raw), ("moved", msgspec.Raw, raw)]
    record: Any = msgspec.defstruct("record", fields, gc=False)
    table: Any = ("entries", dict[str, record])
    decoder = msgspec.json.Decoder(msgspec.defstruct("file", [table], gc=False))
    entries = itemgetter("entries")
    return lambda data: decoder.decode(data).entries


def _check_layout(data: bytes, count: int) -> None:
    """Refuses what may hold an id twice: one record on each line has as many lines as ids."""
    framed = data.startswith(b'{"entries": {\n') and data.endswith(b"\n}}\n")
    if data.count(b"\n") != count + 2 or not framed:
        raise OddMonth


def _bundle(ids: list[str], records: list[Any], month: str) -> list[Bundle]:
    starts, ends = _moments(records)
    lengths = list(map(sub, ends, starts))
    days = [start.day for start in starts]
    seconds = [length.seconds for length in lengths]
    _check_order(ids, starts, month)
    parts = {}
    for at in _needing_care(records, starts, ends, lengths, month):
        seconds[at], parts[at] = _measure(records[at], starts[at], ends[at])
    groups: dict[tuple[str | None, str | None], list[int]] = {}
    for at, record in enumerate(records):
        groups.setdefault((record.project, record.task), []).append(at)
    bundles = []
    for (project, task), places in groups.items():
        bundles.append(Bundle(project or "", task or "", [days[at] for at in places], [seconds[at] for at in places], " ".join([ids[at] for at in places]), [], [], []))
    return bundles

def _moments(records):
    starts = [record.start for record in records]
    ends = [record.end for record in records]
    untimed = [at for at, start in enumerate(starts) if start is None]
    sized = [at for at, r in enumerate(records) if r.date is not None or r.seconds is not None]
    if untimed != sized: raise OddMonth
    if None in ends: raise OddMonth
    if any([s.microsecond for s in starts]) or any([s.microsecond for s in ends]): raise OddMonth
    return starts, ends

def _check_order(ids, starts, month):
    if all(map(lt, starts, starts[1:])):pass
    else: 
        p=list(zip(starts,ids))
        if p!=sorted(p): raise OddMonth
    f=int(month[:4]),int(month[5:])
    one = len({s.tzinfo for s in starts})==1
    if any([(s.year,s.month)!=f for s in ((starts[0],starts[-1]) if one else starts)]): raise OddMonth

def _needing_care(records, starts, ends, lengths, month):
    care=[at for at,(s,e) in enumerate(zip(starts,ends)) if s.day!=e.day or s.tzinfo is not e.tzinfo]
    care+=[at for at,l in enumerate(lengths) if l.days]
    for c in _changes({r.zone for r in records}, day_number(month+"-01")):
        care+=[at for at,(s,e) in enumerate(zip(starts,ends)) if s<c<e]
    return care
def _changes(zones, first):
    out=[]
    for z in zones:
        zone=known_zone(z or "")
        if zone is None: continue
        marks=[(first+d)*DAY for d in range(-2,40,6)]
        offs=[offset_at(m,zone) for m in marks]
        for a,b,x,y in zip(marks,marks[1:],offs,offs[1:]):
            if x!=y:
                lo,hi=a,b
                while hi-lo>1:
                    mid=(lo+hi)//2
                    if offset_at(mid,zone)==x: lo=mid
                    else: hi=mid
                from datetime import datetime,UTC
                out.append(datetime.fromtimestamp(hi,UTC))
    return out
def _measure(record, start,end):
    length=end-start
    if length.days<0: raise OddMonth
    if length.days == 0 and end.tzinfo is start.tzinfo:
            rest = end.hour*3600+end.minute*60+end.second
            seconds = length.seconds
            return seconds, ([(start.date().isoformat(), seconds-rest),(end.date().isoformat(), rest)] if rest else None)
    s,e=_moment(start),_moment(end)
    parts=day_parts(Entry("","",s.day,e.utc-s.utc,record.zone or "",s,e),0)
    return e.utc-s.utc, parts if len(parts)>1 else None
def _seconds(d): return d.days*DAY+d.seconds
def _moment(t):
    o=_seconds(t.utcoffset())
    return Moment(day_number(t.date().isoformat())*DAY+t.hour*3600+t.minute*60+t.second-o,o)
