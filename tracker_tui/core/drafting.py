"""From entries and expenses to the lines of a draft.

Lines never mix rates, taxes or units. Time is rounded by the client's rule first, then split by
surcharge; the quantity of a line is rounded once, and the net follows from what is printed.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.currency import quantise
from tracker_tui.core.document import BilledEntry, Line, line_net
from tracker_tui.core.errors import Refused
from tracker_tui.core.ids import HANDLE_LENGTH
from tracker_tui.core.pricing import billed_seconds
from tracker_tui.core.surcharges import split_for_pricing
from tracker_tui.core.taxes import Tax

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tracker_tui.core.client import Client
    from tracker_tui.core.entry import Entry
    from tracker_tui.core.expense import Expense
    from tracker_tui.core.pricing import Billing, Terms
    from tracker_tui.core.surcharges import Surcharge

OUT_OF_SCOPE = Tax("", "O", Decimal(0))
"""The tax where neither the client nor the business states one."""

ZERO = Decimal(0)


class Work(NamedTuple):
    """What a draft is made from.

    `entries` are drafted; `settled` are entries of the same months that documents took already,
    `billings` what these billed; `fees_billed` the projects whose fixed fee is on a document.
    """

    entries: "Sequence[Entry]"
    settled: "Sequence[Entry]"
    billings: "Mapping[str, Billing]"
    expenses: "Sequence[Expense]" = ()
    fees_billed: frozenset[str] = frozenset()


class _Slot(NamedTuple):
    """What tells one time line from another."""

    place: tuple[str, ...]
    price: Decimal
    base_minutes: Decimal
    tax: Tax
    surcharge: str


def draft_lines(work: Work, client: "Client", terms: "Terms", group_by: str) -> tuple[Line, ...]:
    """The lines of a draft: time first, then fixed fees, then expenses.

    Refused with the entry's handle and the reason where a rate is missing.
    """
    fixed = [entry for entry in work.entries if _fee(entry, terms) is not None]
    timed = [entry for entry in work.entries if _fee(entry, terms) is None]
    return (
        *_time_lines(timed, work, client, terms, group_by),
        *_fee_lines(fixed, work, client, terms),
        *(_expense_line(expense, client, terms) for expense in work.expenses),
    )


def tax_on(day: str, client: "Client", terms: "Terms") -> Tax:
    """The tax of a supply on that day: the client's, the business's, or outside the scope."""
    tax = client.tax_on(day) or terms.business.tax_on(day) or OUT_OF_SCOPE
    return tax._replace(since="")


def _fee(entry: "Entry", terms: "Terms") -> Decimal | None:
    if entry.rate is not None:  # the narrowest rate: work beyond what the fee covers
        return None
    project = terms.project_of(entry)
    return project.fixed_fee if project is not None else None


def _place(entry: "Entry", group_by: str) -> tuple[str, ...]:
    if group_by == "entry":
        return (entry.day, str(entry.order[0]), entry.id)
    if group_by == "day":
        return (entry.day, entry.project)
    return (entry.project, entry.task) if group_by == "task" else (entry.project,)


def _time_lines(
    entries: "Sequence[Entry]", work: Work, client: "Client", terms: "Terms", group_by: str
) -> list[Line]:
    chosen = {entry.id: terms.rate_of(entry) for entry in entries}
    for entry in entries:
        if chosen[entry.id].rate is None:
            handle = entry.id[-HANDLE_LENGTH:]
            raise Refused(
                f"entry {handle} of {entry.day} ({entry.project}) has no price: "
                f"{chosen[entry.id].rule}; set one with rate set"
            )

    def line_key(entry: "Entry") -> tuple[str, ...]:
        rate = terms.rate_of(entry).rate
        price = f"{rate.amount.normalize()}/{rate.base_minutes.normalize()}" if rate else ""
        return (*_place(entry, group_by), price)

    billed = billed_seconds([*work.settled, *entries], terms, work.billings, line_key)
    slots: dict[_Slot, list[tuple[Entry, int]]] = {}
    for entry in entries:
        rate = chosen[entry.id].rate
        assert rate is not None
        for portion in split_for_pricing(entry, billed[entry.id], terms.surcharges_of(entry)):
            extra = portion.surcharge
            slot = _Slot(
                _place(entry, group_by),
                _price(rate.amount, extra),
                rate.base_minutes,
                tax_on(entry.day, client, terms),
                f"{extra.name} {extra.percent:+f} %" if extra else "",
            )
            slots.setdefault(slot, []).append((entry, portion.seconds))
    rules = {entry_id: choice.rule for entry_id, choice in chosen.items()}
    return [
        _time_line(slot, slots[slot], client, terms, group_by, rules)
        for slot in sorted(slots, key=lambda slot: (slot.place, slot.surcharge, slot.price))
    ]


def _price(amount: Decimal, surcharge: "Surcharge | None") -> Decimal:
    if surcharge is None:
        return amount
    price = (amount * (100 + surcharge.percent) / 100).quantize(Decimal("0.000001"), ROUND_HALF_UP)
    return tidy(price)


def tidy(price: Decimal) -> Decimal:
    """The price without trailing zeros beyond the second decimal."""
    plain = price.normalize()
    exponent = plain.as_tuple().exponent
    return plain.quantize(Decimal("0.01")) if int(exponent) > -2 else plain


def _time_line(
    slot: _Slot,
    parts: "list[tuple[Entry, int]]",
    client: "Client",
    terms: "Terms",
    group_by: str,
    rules: "Mapping[str, str]",
) -> Line:
    parts.sort(key=lambda part: part[0].order)
    first = parts[0][0]
    seconds = sum(part for _, part in parts)
    quantity, unit, base = time_quantity(
        seconds, slot.base_minutes, client.quantity or terms.business.quantity
    )
    net = line_net(quantity, slot.price, base, ZERO, client.currency)
    return Line(
        _description(first, terms, group_by, slot.surcharge),
        quantity,
        unit,
        base,
        slot.price,
        quantise(ZERO, client.currency),
        net,
        slot.tax.category,
        slot.tax.rate,
        slot.tax.reason,
        "time",
        project=first.project,
        task=first.task if group_by in ("task", "entry") else "",
        day=first.day if group_by in ("day", "entry") else "",
        entries=tuple(
            billed_entry(entry, seconds, rules.get(entry.id, "")) for entry, seconds in parts
        ),
        rounding=str(terms.rounding_of(first)),
        surcharge=slot.surcharge,
    )


def time_quantity(seconds: int, base_minutes: Decimal, mode: str) -> tuple[Decimal, str, Decimal]:
    """Quantity, unit and base quantity of seconds of work, rounded once.

    `exact` bills whole minutes against the minutes that the price pays for (EN 16931 BT-149);
    `decimal` bills hours, or days of a daily rate, with two decimals.
    """
    if mode == "exact":
        minutes = (Decimal(seconds) / 60).quantize(Decimal(1), ROUND_HALF_UP)
        return (
            minutes,
            "MIN",
            base_minutes.normalize() + 0 if base_minutes % 1 else Decimal(int(base_minutes)),
        )
    share = Decimal(seconds) / (base_minutes * 60)
    unit = "HUR" if base_minutes == 60 else "DAY"
    return share.quantize(Decimal("0.01"), ROUND_HALF_UP), unit, Decimal(1)


def billed_entry(entry: "Entry", seconds: int, rule: str) -> BilledEntry:
    """The snapshot of an entry (or of its part in this line) for a document."""
    return BilledEntry(
        entry.id,
        entry.person,
        entry.day,
        entry.start.iso() if entry.start is not None else "",
        entry.end.iso() if entry.end is not None else "",
        entry.zone,
        entry.seconds,
        seconds,
        entry.project,
        entry.task,
        entry.note,
        entry.ref,
        entry.commits,
        rule,
    )


def _description(entry: "Entry", terms: "Terms", group_by: str, surcharge: str) -> str:
    project, task = terms.project_of(entry), terms.task_of(entry)
    words = project.name if project is not None else entry.project
    kind = task.name if task is not None else entry.task
    if kind and group_by in ("task", "entry"):
        words = f"{words}: {kind}"
    if group_by == "entry" and entry.note:
        words = f"{words}: {entry.note}"
    return f"{words} ({surcharge})" if surcharge else words


def _fee_lines(
    entries: "Sequence[Entry]", work: Work, client: "Client", terms: "Terms"
) -> "Iterable[Line]":
    by_project: dict[str, list[Entry]] = {}
    for entry in entries:
        by_project.setdefault(entry.project, []).append(entry)
    for name, group in sorted(by_project.items()):
        group.sort(key=lambda entry: entry.order)
        project = client.projects[name.partition("/")[2]]
        covered = name in work.fees_billed
        fee = quantise(ZERO if covered else project.fixed_fee or ZERO, client.currency)
        tax = tax_on(group[-1].day, client, terms)
        yield _piece_line(project.name, fee, tax, client, "fixed")._replace(
            project=name,
            entries=tuple(
                billed_entry(entry, entry.seconds, f"fixed fee of {name}") for entry in group
            ),
        )


def _expense_line(expense: "Expense", client: "Client", terms: "Terms") -> Line:
    if expense.currency != client.currency:
        handle = expense.id[-HANDLE_LENGTH:]
        raise Refused(
            f"expense {handle} of {expense.date} is in {expense.currency}, "
            f"{client.id} is billed in {client.currency}: enter it in {client.currency}"
        )
    tax = tax_on(expense.date, client, terms)
    if expense.tax_rate and tax.category == "S":
        tax = tax._replace(rate=expense.tax_rate)
    words = expense.description or "Expense"
    return _piece_line(words, expense.amount, tax, client, "expense")._replace(
        day=expense.date,
        expense=expense.id,
        project=expense.project if "/" in expense.project else "",
    )


def _piece_line(words: str, price: Decimal, tax: Tax, client: "Client", kind: str) -> Line:
    one = Decimal(1)
    return Line(
        words,
        one,
        "C62",
        one,
        price,
        quantise(ZERO, client.currency),
        line_net(one, price, one, ZERO, client.currency),
        tax.category,
        tax.rate,
        tax.reason,
        kind,
    )
