"""A client with its projects and tasks, and what holds for them from which day."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from tracker_tui.core.errors import FieldError
from tracker_tui.core.ids import is_name
from tracker_tui.core.rates import Rate, read_rate
from tracker_tui.core.record import Reader, compact
from tracker_tui.core.rounding import Rounding, read_rounding
from tracker_tui.core.surcharges import Surcharge, read_surcharge
from tracker_tui.core.taxes import Tax, read_tax

if TYPE_CHECKING:
    from tracker_tui.core.record import Record

ADDRESS_FIELDS = (
    "name",
    "contact",
    "street",
    "extra",
    "city",
    "zip",
    "region",
    "country",
    "vat_id",
    "tax_number",
    "registration",
    "email",
    "phone",
    "web",
    "e_address",
    "buyer_reference",
)
"""What an address can hold, in the order in which it is written."""

QUANTITIES = ("exact", "decimal")
GROUPINGS = ("entry", "day", "task", "project")
REQUIRABLE = ("order", "buyer_reference", "vat_id", "email")


class Address(NamedTuple):
    """Who and where a party is from a day on; `fields` by ADDRESS_FIELDS."""

    since: str
    fields: dict[str, str]


Dated = TypeVar("Dated", Address, Tax)
"""What holds from a day on (`since`) until the next of its kind."""


def latest(items: tuple[Dated, ...], day: str) -> Dated | None:
    """The last of the dated items whose `from` is on or before the day."""
    fitting = [item for item in items if item.since <= day]
    return max(fitting, key=lambda item: item.since) if fitting else None


class Order(NamedTuple):
    """A purchase order of the client: number, the days it is valid, and its limit in money."""

    number: str
    since: str = ""
    until: str = ""
    limit: Decimal | None = None
    project: str = ""


class Task(NamedTuple):
    """A kind of work within a project."""

    id: str
    name: str
    billable: bool = True
    rates: tuple[Rate, ...] = ()
    estimate_hours: Decimal | None = None


class Project(NamedTuple):
    """A project of a client; `fixed_fee` replaces the rates, budgets only warn."""

    id: str
    name: str
    billable: bool = True
    archived: bool = False
    budget_hours: Decimal | None = None
    budget_amount: Decimal | None = None
    fixed_fee: Decimal | None = None
    rounding: Rounding | None = None
    rates: tuple[Rate, ...] = ()
    surcharges: tuple[Surcharge, ...] = ()
    tasks: dict[str, Task] = {}
    aka: tuple[str, ...] = ()


class Client(NamedTuple):
    """A client. `provisional`: made in passing by a timer; nothing is issued to it yet."""

    id: str
    name: str
    currency: str
    language: str = ""
    terms_days: int | None = None
    rounding: Rounding | None = None
    quantity: str = ""
    group_by: str = ""
    require: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    taxes: tuple[Tax, ...] = ()
    withholding: Decimal | None = None
    discount: Decimal | None = None
    rates: tuple[Rate, ...] = ()
    surcharges: tuple[Surcharge, ...] = ()
    orders: tuple[Order, ...] = ()
    projects: dict[str, Project] = {}
    theme: str = ""
    cash_rounding: Decimal | None = None
    archived: bool = False
    provisional: bool = False
    aka: tuple[str, ...] = ()
    rest: dict[str, Any] = {}

    def address_on(self, day: str) -> Address | None:
        """The address that holds on the day of supply."""
        return latest(self.addresses, day)

    def tax_on(self, day: str) -> Tax | None:
        """The tax that holds on the day of supply."""
        return latest(self.taxes, day)


def read_address(record: "Record") -> Address:
    """An address from its `[[addresses]]` table."""
    reader = Reader(record)
    return Address(
        reader.day("from"),
        {key: text for key in ADDRESS_FIELDS if (text := reader.text(key))},
    )


def write_address(address: Address) -> "Record":
    """The address as its table."""
    from datetime import date

    since = date.fromisoformat(address.since) if address.since else None
    return compact({"from": since, **address.fields})


def read_order(record: "Record") -> Order:
    """A purchase order from its `[[orders]]` table."""
    reader = Reader(record)
    number = reader.text("number")
    if not number:
        raise FieldError("number", "missing: an order has a number")
    return Order(
        number,
        reader.day("from"),
        reader.day("until"),
        reader.number("limit"),
        reader.text("project"),
    )


def read_task(task_id: str, record: "Record") -> Task:
    """A task from its table in a client's file."""
    _check_id(task_id)
    reader = Reader(record)
    return Task(
        task_id,
        reader.text("name", task_id),
        reader.flag("billable", True),
        reader.read_list("rates", read_rate),
        reader.number("estimate_hours"),
    )


def read_project(project_id: str, record: "Record") -> Project:
    """A project from its table in a client's file."""
    _check_id(project_id)
    reader = Reader(record)
    return Project(
        project_id,
        reader.text("name", project_id),
        reader.flag("billable", True),
        reader.flag("archived", False),
        reader.number("budget_hours"),
        reader.number("budget_amount"),
        reader.number("fixed_fee"),
        reader.read("rounding", read_rounding),
        reader.read_list("rates", read_rate),
        reader.read_list("surcharges", read_surcharge),
        reader.read_map("tasks", read_task),
        reader.texts("aka"),
    )


def read_client(client_id: str, record: "Record", currency: str) -> Client:
    """A client from its file; `currency` is the business's own, where the file names none."""
    _check_id(client_id)
    reader = Reader(record)
    return Client(
        client_id,
        reader.text("name", client_id),
        _currency(reader.text("currency", currency)),
        reader.text("language"),
        reader.whole("terms_days", high=3650) if "terms_days" in record else None,
        reader.read("rounding", read_rounding),
        reader.choice("quantity", QUANTITIES, ""),
        reader.choice("group_by", GROUPINGS, ""),
        _requirements(reader),
        reader.read_list("addresses", read_address),
        reader.read_list("taxes", read_tax),
        _percent(reader, "withholding"),
        _percent(reader, "discount"),
        reader.read_list("rates", read_rate),
        reader.read_list("surcharges", read_surcharge),
        reader.read_list("orders", read_order),
        reader.read_map("projects", read_project),
        reader.text("theme"),
        reader.number("cash_rounding"),
        reader.flag("archived", False),
        reader.flag("provisional", False),
        reader.texts("aka"),
        reader.rest(),
    )


def _check_id(name: str) -> None:
    if not is_name(name):
        raise FieldError("", f'"{name}" is no id: small letters, digits, - and _')


def _currency(code: str) -> str:
    from tracker_tui.core.currency import minor_unit
    from tracker_tui.core.errors import Refused

    try:
        minor_unit(code)
    except Refused as error:
        raise FieldError("currency", str(error)) from None
    return code


def _requirements(reader: Reader) -> tuple[str, ...]:
    asked = reader.texts("require")
    for name in asked:
        if name not in REQUIRABLE:
            raise FieldError("require", f'"{name}" is not one of {", ".join(REQUIRABLE)}')
    return asked


def _percent(reader: Reader, key: str) -> Decimal | None:
    percent = reader.number(key)
    if percent is not None and not 0 <= percent <= 100:
        raise FieldError(key, f"{percent} is not a percentage from 0 to 100")
    return percent
