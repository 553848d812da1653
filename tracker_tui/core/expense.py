"""An expense: money spent for a client, billed on or not."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.errors import FieldError
from tracker_tui.core.record import Reader, compact

if TYPE_CHECKING:
    from tracker_tui.core.record import Record


class Expense(NamedTuple):
    """`project` is a client or client/project; `amount` is net, in `currency`."""

    id: str
    date: str
    project: str
    amount: Decimal
    currency: str
    description: str = ""
    tax_rate: Decimal | None = None
    receipt: str = ""
    billable: bool = True
    person: str = ""
    created: str = ""
    rest: dict[str, Any] = {}

    @property
    def client(self) -> str:
        """The client's id."""
        return self.project.partition("/")[0]


def read_expense(expense_id: str, record: "Record") -> Expense:
    """An expense from its record in a year's file."""
    reader = Reader(record)
    date, amount = reader.day("date"), reader.number("amount")
    if not date or amount is None:
        raise FieldError("date" if not date else "amount", "missing")
    return Expense(
        expense_id,
        date,
        reader.text("project"),
        amount,
        reader.text("currency"),
        reader.text("description"),
        reader.number("tax_rate"),
        reader.text("receipt"),
        reader.flag("billable", True),
        reader.text("person"),
        reader.text("created"),
        reader.rest(),
    )


def write_expense(expense: Expense) -> "Record":
    """The expense as its record."""
    rate = expense.tax_rate
    return compact(
        {
            "date": expense.date,
            "project": expense.project,
            "amount": format(expense.amount, "f"),
            "currency": expense.currency,
            "description": expense.description,
            "tax_rate": None if rate is None else format(rate, "f"),
            "receipt": expense.receipt,
            "billable": None if expense.billable else False,
            "person": expense.person,
            "created": expense.created,
        },
        expense.rest,
    )
