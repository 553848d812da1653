"""Why a document says what it says: every figure traced back to entries, rates and roundings.

Works from the document alone, so it is the same for drafts and for what has been issued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.core.clock import parse_moment
from tracker_tui.core.currency import quantise
from tracker_tui.core.errors import Refused, Usage
from tracker_tui.core.explained import (
    ExplainedEntry,
    ExplainedGroup,
    ExplainedLine,
    ExplainedTax,
    Explanation,
    duration,
)
from tracker_tui.core.ids import HANDLE_LENGTH
from tracker_tui.core.rounding import NO_ROUNDING, Rounding, parse_rounding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from tracker_tui.core.document import BilledEntry, Document, Line
    from tracker_tui.core.taxes import TaxGroup


def explain_document(document: Document, line: int | None = None) -> Explanation:
    """All of a document, or with `line` (from 1 on) that line and its tax group."""
    if line is not None and not 1 <= line <= len(document.lines):
        many = f"lines 1 to {len(document.lines)}" if document.lines else "no lines"
        raise Usage(f"{document.number or 'the draft'} has {many}, not {line}")
    groups = _Groups(document)
    lines = [_explain_line(at, document, groups) for at in range(1, len(document.lines) + 1)]
    taxes = [_explain_tax(group, document) for group in document.totals.taxes]
    totals = _explain_totals(document)
    if line is not None:
        lines, totals = [lines[line - 1]], []
        taxes = [tax for tax in taxes if any(number == line for number, _ in tax.nets)]
    return Explanation(
        document.number or document.id[-HANDLE_LENGTH:],
        document.kind if document.number else f"draft {document.kind}",
        document.currency,
        tuple(lines),
        tuple(taxes),
        tuple(totals),
    )


# --- time ------------------------------------------------------------------------------------


def rounding_rule(line: Line) -> Rounding:
    """The rule that a line names; no rounding where its words are not a rule."""
    try:
        return parse_rounding(line.rounding or "none")
    except Refused:
        return NO_ROUNDING


def _explain_line(number: int, document: Document, groups: _Groups) -> ExplainedLine:
    line = document.lines[number - 1]
    exact = line.quantity * line.price / line.base_quantity
    return ExplainedLine(
        number,
        line.description,
        line.kind,
        line.rounding,
        line.surcharge,
        tuple(groups.explain(number, line)),
        _exact_quantity(line),
        line.quantity,
        line.unit,
        line.base_quantity,
        line.price,
        exact,
        quantise(exact, document.currency),
        line.discount,
        line.net,
        line.tax_category,
        line.tax_rate,
    )


def _exact_quantity(line: Line) -> Decimal | None:
    from decimal import Decimal

    if line.kind != "time" or line.unit not in ("MIN", "HUR"):
        return None
    seconds = Decimal(sum(entry.billed_seconds for entry in line.entries))
    return seconds / (60 if line.unit == "MIN" else 3600)


class _Groups:
    """Which entries of a document are rounded together."""

    def __init__(self, document: Document) -> None:
        self._families = _families(document)
        self._entries: dict[tuple[str, ...], list[BilledEntry]] = {}
        for number, line in enumerate(document.lines, 1):
            for entry in line.entries:
                self._entries.setdefault(self._key(number, line, entry), []).append(entry)

    def explain(self, number: int, line: Line) -> Iterable[ExplainedGroup]:
        """The groups of a line."""
        here: dict[tuple[str, ...], list[BilledEntry]] = {}
        for entry in line.entries:
            here.setdefault(self._key(number, line, entry), []).append(entry)
        for key, entries in here.items():
            yield _explain_group(rounding_rule(line), entries, self._entries[key], line.kind)

    def _key(self, number: int, line: Line, entry: BilledEntry) -> tuple[str, ...]:
        rule = rounding_rule(line)
        if rule.scope == "entry":
            key: tuple[str, ...] = (entry.id,)
        elif rule.scope == "day-task":
            key = (entry.person, entry.day, entry.project, entry.task)
        else:
            key = (self._families[number],)
        return (line.kind, line.rounding, *key)


def _families(document: Document) -> dict[int, str]:
    """For each line the name of those that were one before surcharges parted them.

    They are of the same place, and the same rule chose the rate of some of their entries.
    """
    names: dict[int, str] = {}
    known: dict[tuple[str, ...], str] = {}
    for number, line in enumerate(document.lines, 1):
        rules = {
            (entry.id if document.group_by == "entry" else entry.rule) for entry in line.entries
        }
        links = [(line.project, line.task, line.day, rule) for rule in sorted(rules)]
        found = [known[link] for link in links if link in known]
        name = found[0] if found else str(number)
        for other in found[1:]:
            known.update({link: name for link, old in known.items() if old == other})
            names.update({at: name for at, old in names.items() if old == other})
        known.update(dict.fromkeys(links, name))
        names[number] = name
    return names


def _explain_group(
    rule: Rounding, entries: Sequence[BilledEntry], everywhere: Sequence[BilledEntry], kind: str
) -> ExplainedGroup:
    raw = sum({entry.id: entry.seconds for entry in everywhere}.values())
    here = sum(entry.billed_seconds for entry in entries)
    rounded = rule.apply(raw)
    if kind != "time":
        rounded = here
    return ExplainedGroup(
        tuple(_explain_entry(entry) for entry in entries),
        raw,
        rounded,
        here,
        _remark(rounded, here, sum(entry.billed_seconds for entry in everywhere)),
    )


def _remark(rounded: int, here: int, in_document: int) -> str:
    if rounded == here:
        return ""
    if rounded == in_document:
        return f"the other {duration(rounded - here)} is in other lines"
    return "rounded together with work on another document"


def _explain_entry(entry: BilledEntry) -> ExplainedEntry:
    return ExplainedEntry(
        entry.id,
        entry.person,
        entry.day,
        _times(entry),
        entry.project,
        entry.task,
        entry.note,
        entry.seconds,
        entry.billed_seconds,
        entry.rule,
    )


def _times(entry: BilledEntry) -> str:
    """`09:02-11:40`, with the day of the end where it is another; empty without clock times."""
    if not entry.start or not entry.end:
        return ""
    try:
        start, end = parse_moment(entry.start), parse_moment(entry.end)
    except ValueError:
        return f"{entry.start} to {entry.end}"
    until = end.clock() if end.day == start.day else f"{end.day} {end.clock()}"
    return f"{start.clock()}-{until}"


# --- taxes and totals ------------------------------------------------------------------------


def _explain_tax(group: TaxGroup, document: Document) -> ExplainedTax:
    key = (group.category, group.rate)
    numbered = list(enumerate(document.lines, 1))
    nets = [(at, one.net) for at, one in numbered if (one.tax_category, one.tax_rate) == key]
    allowances = [
        (one.reason, one.amount if one.charge else -one.amount)
        for one in document.allowances
        if (one.tax_category, one.tax_rate) == key
    ]
    return ExplainedTax(
        *key,
        group.reason,
        tuple(nets),
        tuple(allowances),
        group.taxable,
        group.taxable * group.rate / 100,
        group.tax,
    )


def _explain_totals(document: Document) -> list[tuple[str, Decimal]]:
    totals = document.totals
    rows = [("lines", totals.lines_net)]
    for one in document.allowances:
        percent = f" {one.percent:f} %" if one.percent is not None else ""
        signed = one.amount if one.charge else -one.amount
        rows.append((f"{one.reason}{percent}", signed))
    rows += [("net", totals.net), ("tax", totals.tax), ("total", totals.total)]
    if document.prepaid:
        rows.append(("prepaid", -document.prepaid))
    if totals.rounding:
        step = document.cash_rounding
        rows.append((f"rounded to {step:f}" if step else "rounding", totals.rounding))
    rows.append(("payable", totals.payable))
    kept = totals.withholding
    if kept is not None:
        rows.append(
            (f"of which the client withholds {kept.rate:f} % of {kept.taxable:f}", kept.amount)
        )
    return rows
