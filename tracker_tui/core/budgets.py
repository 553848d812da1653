"""What a budget, an estimate, a fixed fee or a purchase order allows, and what is used of it."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.charts import percent
from tracker_tui.core.pricing import in_currency, in_minor

if TYPE_CHECKING:
    from decimal import Decimal

KINDS = ("hours", "amount", "fee", "estimate", "order")
"""`hours` and `estimate` are counted in raw time, the others in money."""

NEARLY = 80
"""From so many percent on a budget is worth a look."""


class Budget(NamedTuple):
    """A limit and what is used of it: seconds, or minor units of the currency.

    `place` is the project (`client/project`, with `@task` for an estimate) or the client of an
    order; `title` its name, for an order its number. `note` says in words what the figures cannot.
    """

    place: str
    title: str
    kind: str
    used: int
    limit: int
    currency: str = ""
    note: str = ""

    @property
    def left(self) -> int:
        """What is left; negative where more was used."""
        return self.limit - self.used

    @property
    def percent(self) -> int:
        """What is used, in whole percent."""
        return percent(self.used, self.limit)

    @property
    def state(self) -> str:
        """`over`, `nearly` or `within`; of a fee `done` or `open`."""
        if self.kind == "fee":
            return "done" if self.used else "open"
        if self.used > self.limit:
            return "over"
        return "nearly" if self.percent >= NEARLY else "within"

    def money(self, minor: int) -> "Decimal | None":
        """A figure of this budget as an amount; None where it is time."""
        return in_currency(minor, self.currency) if self.currency else None


def hours_budget(place: str, title: str, kind: str, used: int, hours: "Decimal") -> Budget:
    """A budget or an estimate in hours, against raw seconds."""
    return Budget(place, title, kind, used, int(hours * 3600))


def money_budget(
    place: str,
    title: str,
    kind: str,
    used: "Decimal",
    limit: "Decimal",
    currency: str,
    note: str = "",
) -> Budget:
    """A budget in money; both amounts are rounded to the currency's minor unit."""
    from tracker_tui.core.currency import quantise

    spent, allowed = (in_minor(quantise(one, currency), currency) for one in (used, limit))
    return Budget(place, title, kind, spent, allowed, currency, note)


def fee_budget(
    place: str, title: str, fee: "Decimal", currency: str, billed: bool, seconds: int
) -> Budget:
    """A fixed fee: all of it is used when a document has it; the note says what an hour earns."""
    from decimal import Decimal

    from tracker_tui.core.currency import format_amount

    used = fee if billed else Decimal(0)
    words = "on a document" if billed else "not billed yet"
    if seconds:
        hour = format_amount(fee * 3600 / seconds, currency)
        words = f"{words}, {hour} {currency} an hour so far"
    return money_budget(place, title, "fee", used, fee, currency, words)
