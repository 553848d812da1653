"""The business that writes the invoices (tracker.toml), and the people who work in it."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.client import (
    GROUPINGS,
    QUANTITIES,
    Address,
    latest,
    read_address,
)
from tracker_tui.core.errors import FieldError
from tracker_tui.core.ids import is_name
from tracker_tui.core.numbering import Series, default_series, read_series
from tracker_tui.core.rates import Rate, read_rate
from tracker_tui.core.record import Reader
from tracker_tui.core.rounding import Rounding, read_rounding
from tracker_tui.core.taxes import Tax, read_tax

if TYPE_CHECKING:
    from tracker_tui.core.record import Record

BANK_FIELDS = ("holder", "bank", "iban", "bic", "account", "routing")


class Business(NamedTuple):
    """The issuer of the documents and the defaults of its clients."""

    name: str
    currency: str
    language: str = "en"
    zone: str = "UTC"
    terms_days: int = 14
    quantity: str = "exact"
    group_by: str = "task"
    theme: str = "plain"
    logo: str = ""
    rounding: Rounding | None = None
    addresses: tuple[Address, ...] = ()
    taxes: tuple[Tax, ...] = ()
    rates: tuple[Rate, ...] = ()
    bank: dict[str, str] = {}
    series: dict[str, Series] = {}
    day_hours: Decimal | None = None
    git: bool = True
    rest: dict[str, Any] = {}

    def address_on(self, day: str) -> Address | None:
        """The address that holds on the day of a document."""
        return latest(self.addresses, day)

    def tax_on(self, day: str) -> Tax | None:
        """The tax for clients that have none of their own."""
        return latest(self.taxes, day)


class Person(NamedTuple):
    """Somebody whose time is tracked: e-mail (matched with git's), home zone, hours of a week."""

    id: str
    name: str
    email: str = ""
    zone: str = ""
    weekly_hours: Decimal | None = None
    daily_hours: Decimal | None = None
    rest: dict[str, Any] = {}


def read_business(record: "Record") -> Business:
    """The business from tracker.toml."""
    reader = Reader(record)
    series = default_series()
    series.update(reader.read_map("series", read_series))
    defaults = Business("", "")
    bank = reader.read("bank", _read_bank)
    git = reader.read("git", lambda table: Reader(table).flag("commit", True))
    return Business(
        reader.text("name"),
        reader.text("currency", "EUR"),
        reader.text("language", defaults.language),
        reader.text("zone", defaults.zone),
        reader.whole("terms_days", defaults.terms_days, high=3650),
        reader.choice("quantity", QUANTITIES, defaults.quantity),
        reader.choice("group_by", GROUPINGS, defaults.group_by),
        reader.text("theme", defaults.theme),
        reader.text("logo"),
        reader.read("rounding", read_rounding),
        reader.read_list("addresses", read_address),
        reader.read_list("taxes", read_tax),
        reader.read_list("rates", read_rate),
        bank or {},
        series,
        reader.number("day_hours"),
        True if git is None else git,
        reader.rest(),
    )


def _read_bank(record: "Record") -> dict[str, str]:
    reader = Reader(record)
    return {key: text for key in BANK_FIELDS if (text := reader.text(key))}


def read_person(person_id: str, record: "Record") -> Person:
    """A person from its file in people/."""
    if not is_name(person_id):
        raise FieldError("", f'"{person_id}" is no id: small letters, digits, - and _')
    reader = Reader(record)
    return Person(
        person_id,
        reader.text("name", person_id),
        reader.text("email"),
        reader.text("zone"),
        reader.number("weekly_hours"),
        reader.number("daily_hours"),
        reader.rest(),
    )
