"""Why a document says what it says: every figure traced back to entries, rates and roundings.

Works from the document alone, so it is the same for drafts and for what has been issued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker_tui.core.clock import parse_moment
from tracker_tui.core.durations import format_duration
from tracker_tui.core.errors import Usage
from tracker_tui.core.ids import HANDLE_LENGTH
from tracker_tui.core.rounding import NO_ROUNDING, Rounding, parse_rounding
from tracker_tui.core.taxes import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from tracker_tui.core.document import BilledEntry, Document, Line, TaxGroup


class ExplainedEntry(NamedTuple):
    """An entry behind a line; `seconds` are raw, `billed_seconds` those in this line."""

    handle: str
    person: str
    day: str
    times: str
    project: str
    task: str
    note: str
    seconds: int
    billed_seconds: int
    rate: str


class ExplainedGroup(NamedTuple):
    """Entries that are rounded together.

    `seconds` are the raw ones of the whole group in this document, `rounded` what the rule makes of
    them, `billed_seconds` those in this line; `remark` says why the two differ.
    """

    name: str
    entries: tuple[ExplainedEntry, ...]
    seconds: int
    rounded: int
    billed_seconds: int
    remark: str = ""


class ExplainedLine(NamedTuple):
    """A line: groups of entries, then quantity x price / base = `exact`, which is rounded to `gross`."""

    number: int
    description: str
    kind: str
    rounding: str
    surcharge: str
    groups: tuple[ExplainedGroup, ...]
    seconds: int
    billed_seconds: int
    quantity: Decimal
    unit: str
    base_quantity: Decimal
    price: Decimal
    exact: Decimal
    gross: Decimal
    discount: Decimal
    net: Decimal
    tax_category: str
    tax_rate: Decimal


class ExplainedTax(NamedTuple):
    """A tax group: nets of lines by number, allowances (charges above zero), and `exact` = the tax."""

    category: str
    rate: Decimal
    reason: str
    nets: tuple[tuple[int, Decimal], ...]
    allowances: tuple[tuple[str, Decimal], ...]
    taxable: Decimal
    exact: Decimal
    tax: Decimal


class Explanation(NamedTuple):
    """What `invoice explain` shows of a document, or of one line of it."""

    title: str
    currency: str
    lines: tuple[ExplainedLine, ...]
    taxes: tuple[ExplainedTax, ...]
    totals: tuple[tuple[str, str, Decimal], ...]
