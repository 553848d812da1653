"""A second implementation of what a draft costs, from raw records, in integers and fractions.

It shares no code with the program: dates by `datetime`, money in whole minor units.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

Record = dict[str, Any]

DIGITS = {"EUR": 2, "CHF": 2, "USD": 2, "JPY": 0, "KWD": 3}


def half_up(exact: Fraction) -> int:
    """Nearest whole number, halves up (nothing here is negative)."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def rounded(seconds: int, rule: Record) -> int:
    """Seconds of one group by its rounding rule."""
    step = rule.get("minutes", 0) * 60
    if seconds and step:
        whole, rest = divmod(seconds, step)
        up = {"up": rest > 0, "down": False, "nearest": 2 * rest >= step}[rule.get("mode", "up")]
        seconds = (whole + up) * step
    least = rule.get("minimum", 0) * 60
    return least if 0 < seconds < least or (seconds == 0 and least and rule["_any"]) else seconds


def instant(text: str) -> datetime:
    """A moment with its written offset."""
    return datetime.fromisoformat(text)


def raw_seconds(entry: Record) -> int:
    """Elapsed seconds."""
    if "seconds" in entry:
        return int(entry["seconds"])
    return int((instant(entry["end"]) - instant(entry["start"])).total_seconds())


def day_of(entry: Record) -> str:
    """The local day by the written offset."""
    return str(entry.get("date") or entry["start"][:10])


def rate_of(
    entry: Record, client: Record, defaults: list[Record], home: str
) -> tuple[Fraction, Fraction] | None:
    """Price and the minutes that it pays for, by the precedence of places; None: missing."""
    if "rate" in entry:
        return Fraction(entry["rate"]), Fraction(60)
    project = client["projects"][entry["project"].split("/")[1]]
    task = project.get("tasks", {}).get(entry.get("task"), {})
    levels = [task.get("rates", []), project.get("rates", []), client.get("rates", [])]
    levels.append([{"currency": home, **rate} for rate in defaults])
    day = day_of(entry)
    for rates in levels:
        for person in (entry["_person"], ""):
            fit = [
                rate
                for rate in rates
                if rate.get("person", "") == person
                and str(rate.get("from", "")) <= day
                and rate.get("currency", client["currency"]) == client["currency"]
            ]
            if fit:
                best = max(fit, key=lambda rate: str(rate.get("from", "")))
                if "daily" in best:
                    return Fraction(best["daily"]), Fraction(best.get("hours", 8)) * 60
                return Fraction(best["hourly"]), Fraction(60)
    return None


def surcharged(
    entry: Record, billed: int, surcharges: list[Record]
) -> list[tuple[int, str, Fraction]]:
    """Billed seconds by surcharge (name, percent), in proportion to the raw seconds of each."""
    if not surcharges or billed == 0:
        return [(billed, "", Fraction(0))]
    parts: dict[tuple[str, Fraction], int] = {}
    if "start" not in entry:
        key = _fitting(datetime.fromisoformat(entry["date"]), surcharges, whole_days=True)
        parts[key] = billed
    else:
        at, end = instant(entry["start"]), instant(entry["end"])
        while at < end:
            nxt = min(end, at.replace(minute=0, second=0) + timedelta(hours=1))
            key = _fitting(at, surcharges)
            parts[key] = parts.get(key, 0) + int((nxt - at).total_seconds())
            at = nxt
    total, seen, given, found = sum(parts.values()), 0, 0, []
    for (name, percent), seconds in parts.items():
        seen += seconds
        upto = billed * seen // total if total else billed
        if upto > given or not total:
            found.append((upto - given, name, percent))
        given = upto
    return found


def _fitting(
    at: datetime, surcharges: list[Record], whole_days: bool = False
) -> tuple[str, Fraction]:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    for one in surcharges:
        first, last = (int(part[:2]) for part in one.get("hours", "00:00-24:00").split("-"))
        if whole_days and (first, last) != (0, 24):
            continue
        counted = at
        if first < last:
            inside = first <= at.hour < last
        else:
            inside = at.hour >= first or at.hour < last
            if at.hour < last:
                counted = at - timedelta(days=1)
        if whole_days:
            inside = True
        if inside and ("weekdays" not in one or names[counted.weekday()] in one["weekdays"]):
            return one["name"], Fraction(one["percent"])
    return "", Fraction(0)


def draft(
    client: Record, entries: list[Record], defaults: list[Record], home: str, group_by: str
) -> Record:
    """Lines (sorted), tax groups and totals in minor units of the client's currency."""
    scale = 10 ** DIGITS[client["currency"]]

    def place(entry: Record) -> tuple[str, ...]:
        places: dict[str, tuple[str, ...]] = {
            "entry": (entry["_id"],),
            "day": (day_of(entry), entry["project"]),
            "task": (entry["project"], entry.get("task", "")),
            "project": (entry["project"],),
        }
        return places[group_by]

    prices = {entry["_id"]: rate_of(entry, client, defaults, home) for entry in entries}
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for entry in entries:
        project = client["projects"][entry["project"].split("/")[1]]
        rule = project.get("rounding", client.get("rounding", {}))
        key = {
            "entry": (entry["_id"],),
            "day-task": (entry["_person"], day_of(entry), entry["project"], entry.get("task", "")),
            "line": ("line", *place(entry), prices[entry["_id"]]),
        }[rule.get("scope", "entry")]
        groups.setdefault(key, []).append({**entry, "_rule": rule})
    billed: dict[str, int] = {}
    for group in groups.values():
        group.sort(key=lambda entry: (_order(entry), entry["_id"]))
        raw = [raw_seconds(entry) for entry in group]
        target = rounded(sum(raw), {**group[0]["_rule"], "_any": sum(raw) > 0})
        for at in range(len(group) - 1, -1, -1):
            entry, rest = group[at], sum(raw[:at])
            billed[entry["_id"]] = max(target - rest, 0)
            target -= billed[entry["_id"]]
        assert target == 0
    slots: dict[tuple[Any, ...], int] = {}
    for entry in entries:
        price, base = prices[entry["_id"]] or (Fraction(0), Fraction(60))
        tax = max(
            (tax for tax in client["taxes"] if str(tax.get("from", "")) <= day_of(entry)),
            key=lambda tax: str(tax.get("from", "")),
        )
        project = client["projects"][entry["project"].split("/")[1]]
        extras = [*project.get("surcharges", []), *client.get("surcharges", [])]
        for seconds, name, percent in surcharged(entry, billed[entry["_id"]], extras):
            cost = price * (100 + percent) / 100
            key = (place(entry), cost, base, tax["category"], Fraction(tax.get("rate", 0)), name)
            slots[key] = slots.get(key, 0) + seconds
    lines = []
    for (where, cost, base, category, rate, name), seconds in slots.items():
        if client.get("quantity", "exact") == "exact":
            quantity, per = Fraction(half_up(Fraction(seconds, 60))), base
        else:
            quantity, per = (
                Fraction(half_up(Fraction(seconds * 100) / (base * 60)), 100),
                Fraction(1),
            )
        net = half_up(quantity * cost / per * scale)
        lines.append((str(where), name, quantity, cost, net, category, rate))
    return {"lines": lines, **totals(client, lines, scale)}


def _order(entry: Record) -> datetime:
    return instant(entry.get("start") or entry["date"] + "T00:00:00+00:00")


def totals(client: Record, lines: list[Any], scale: int) -> Record:
    """Tax groups, net, tax, total, payable, withheld, all in minor units."""
    groups: dict[tuple[str, Fraction], int] = {}
    for _, _, _, _, net, category, rate in lines:
        groups[category, rate] = groups.get((category, rate), 0) + net
    discount = Fraction(client.get("discount", 0))
    groups = {key: taxable - half_up(taxable * discount / 100) for key, taxable in groups.items()}
    net = sum(groups.values())
    tax = sum(half_up(taxable * rate / 100) for (_, rate), taxable in groups.items())
    total = net + tax
    step = Fraction(client.get("cash_rounding", 0)) * scale
    payable = half_up(half_up(total / step) * step) if step else total
    withheld = half_up(net * Fraction(client.get("withholding", 0)) / 100)
    return {
        "groups": groups,
        "net": net,
        "tax": tax,
        "total": total,
        "payable": payable,
        "withheld": withheld,
    }
