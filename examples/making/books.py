"""The books: what is spent, offered, billed, paid late or never, and set right again."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from examples.making.diary import CLOSED, closed_days
from examples.making.stage import TODAY, weekday
from tracker_tui.core.clock import add_days
from tracker_tui.core.periods import Period, parse_period
from tracker_tui.services.crediting import correct_document, credit_document
from tracker_tui.services.documents import show_document
from tracker_tui.services.draft_edits import add_line, edit_draft_fields
from tracker_tui.services.drafts import make_draft
from tracker_tui.services.entries import EntryEdit, edit_entry
from tracker_tui.services.issuing import issue_document
from tracker_tui.services.payments import pay_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from examples.making.stage import Stage


class Habit(NamedTuple):
    """How a client is billed and pays: every so many months, days after (before) the due day.

    `fee` is what the banks between keep of each payment.
    """

    first: str
    last: str
    months: int
    late: tuple[int, int]
    fee: str = ""


HABITS = {
    "acme": Habit("2024-10", "2026-10", 1, (-4, 5)),
    "globex": Habit("2024-10", "2026-10", 1, (-6, 0)),
    "tolk": Habit("2024-10", "2025-05", 2, (2, 12)),
    "bergkristall": Habit("2024-11", "2026-09", 2, (-3, 3)),
    "pemberton": Habit("2025-02", "2026-10", 3, (-2, 9)),
    "harbor": Habit("2025-03", "2026-10", 2, (1, 16), "25.00"),
    "verde": Habit("2025-05", "2026-10", 3, (18, 44)),
    "sundara": Habit("2025-09", "2026-06", 2, (4, 20)),
    "museum": Habit("2025-06", "2026-08", 3, (-9, -1)),
}

UNPAID = {
    ("tolk", "2025-05"),
    ("sundara", "2026-06"),
    ("verde", "2026-07"),
    ("acme", "2026-10"),
    ("globex", "2025-07"),
    ("harbor", "2026-10"),
}
"""What is not simply paid, by client and last month: never, not yet, or as told below."""

NOTES = {
    ("sundara", "2025-10"): {"prepaid": "600", "note": "Advance received on 28 August 2025."},
    ("acme", "2025-12"): {"note": "We wish you a good new year."},
    ("pemberton", "2025-04"): {"intro": "Thank you for the warm welcome in Bristol."},
}
"""What is written on a draft before it is issued."""

OfferedLine = tuple[str, str, str, str]
"""Description, quantity, price, unit."""

QUOTES: tuple[tuple[str, str, tuple[OfferedLine, ...], bool], ...] = (
    (
        "2025-01-15 14:05",
        "museum",
        (
            ("Website der Sammlung zum Festpreis", "1", "6800", "C62"),
            ("Pflege der Website, nach Aufwand", "1", "80", "HUR"),
        ),
        True,
    ),
    (
        "2026-09-22 11:40",
        "bergkristall",
        (
            ("Verkauf von Gutscheinen in der Buchungsstrecke", "38", "145", "HUR"),
            ("Abgleich mit der Kasse", "14", "145", "HUR"),
            ("Einführung vor Ort, pauschal", "1", "980", "C62"),
        ),
        True,
    ),
    (
        "2026-11-18 16:15",
        "verde",
        (("Previsione di resa, fase 2", "12", "760", "DAY"),),
        False,
    ),
)
"""What is offered when and to whom; whether it was sent already."""


class Books:
    """Bills in the first days of a month what was worked before, and plans the payments."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._workspace = stage.workspace
        self._chance = random.Random("how clients pay")
        self._numbers: dict[tuple[str, str], str] = {}

    def plan(self) -> None:
        """Everything at its time."""
        for order, (client, habit) in enumerate(HABITS.items()):
            for period in _periods(habit):
                day = _billing_day(period.last, order % 3)
                if day <= TODAY:
                    self._stage.plan(
                        f"{day} {9 + order % 3}:{10 + order}", partial(self._bill, client, period)
                    )
        self._plan_museum()
        self._plan_quotes()
        self._plan_corrections()
        self._plan_troubles()

    # --- the usual ---------------------------------------------------------------------------

    def _bill(self, client: str, period: Period) -> None:
        made = make_draft(self._workspace, client, period)
        key = (client, period.last[:7])
        if key in NOTES:
            edit_draft_fields(self._workspace, made.ids[0], NOTES[key])
        self._issue(key, made.ids[0])

    def _issue(self, key: tuple[str, str], draft: str) -> str:
        self._stage.utc += 540  # a look at the preview
        made = issue_document(self._workspace, draft)
        self._numbers[key] = number = made.ids[0]
        if key not in UNPAID:
            habit = HABITS[key[0]]
            due = str(made.record["due"])
            day = add_days(due, self._chance.randint(*habit.late))
            while weekday(day) > 4:
                day = add_days(day, 1)
            self._stage.plan(
                f"{day} 08:{self._chance.randrange(10, 50)}", partial(self._pay, number, habit.fee)
            )
        return number

    def _pay(self, number: str, fee: str = "") -> None:
        pay_document(self._workspace, number, fee=fee)

    # --- the fixed fee -----------------------------------------------------------------------

    def _plan_museum(self) -> None:
        self._stage.plan("2025-05-26 15:20", self._bill_museum)

    def _bill_museum(self) -> None:
        made = make_draft(self._workspace, "museum", None, project="website")
        edit_draft_fields(
            self._workspace, made.ids[0], {"intro": "Nach der Abnahme vom 22. Mai 2025."}
        )
        self._issue(("museum", "2025-05"), made.ids[0])

    # --- quotes and a proforma ---------------------------------------------------------------

    def _plan_quotes(self) -> None:
        for when, client, lines, issue in QUOTES:
            self._stage.plan(when, partial(self._quote, client, lines, issue))
        self._stage.plan("2026-05-04 09:50", self._proforma)
        self._stage.plan("2026-11-17 17:05", self._leave_draft)

    def _quote(self, client: str, lines: tuple[OfferedLine, ...], issue: bool) -> None:
        draft = make_draft(self._workspace, client, kind="quote").ids[0]
        for words, quantity, price, unit in lines:
            add_line(self._workspace, draft, words, quantity, price, unit)
        if issue:
            issue_document(self._workspace, draft)

    def _proforma(self) -> None:
        """The bank in Pune wants to see something before the month is over."""
        period = parse_period("2026-03..2026-04", TODAY)
        draft = make_draft(self._workspace, "sundara", period, "proforma").ids[0]
        issue_document(self._workspace, draft)

    def _leave_draft(self) -> None:
        make_draft(self._workspace, "bergkristall", parse_period("2026-10", TODAY))

    # --- what went wrong ---------------------------------------------------------------------

    def _plan_corrections(self) -> None:
        self._stage.plan("2025-08-14 10:30", self._correct_globex)
        self._stage.plan("2026-03-12 16:45", self._credit_harbor)

    def _correct_globex(self) -> None:
        """The whole invoice again, with the cost centre on it."""
        number = self._numbers["globex", "2025-07"]
        draft = correct_document(self._workspace, number).ids[1]
        edit_draft_fields(self._workspace, draft, {"note": f"Ersetzt {number}. Kostenstelle 7710."})
        self._issue(("globex", "2025-07-b"), draft)

    def _credit_harbor(self) -> None:
        """One line went to the wrong project: it is credited, moved, and billed again."""
        number = self._numbers["harbor", "2026-02"]
        lines = show_document(self._workspace, number)["lines"]
        at = next(at for at, line in enumerate(lines, 1) if "warehouse" in line["description"])
        credit_document(self._workspace, number, (at,))
        for entry in lines[at - 1]["entries"]:
            edit_entry(self._workspace, entry, EntryEdit(project="harbor/shop"))
        made = make_draft(self._workspace, "harbor", parse_period("2026-01..2026-02", TODAY))
        note = f"Work of January and February that {number} had under the reporting warehouse."
        edit_draft_fields(self._workspace, made.ids[0], {"note": note})
        self._issue(("harbor", "2026-02-b"), made.ids[0])

    def _plan_troubles(self) -> None:
        self._stage.plan("2025-11-07 09:15", self._write_off_tolk)
        self._stage.plan("2026-11-16 09:05", self._part_payment)

    def _write_off_tolk(self) -> None:
        number = self._numbers["tolk", "2025-05"]
        pay_document(self._workspace, number, write_off="Insolvenz der Kundin, keine Quote")

    def _part_payment(self) -> None:
        number = self._numbers["harbor", "2026-10"]
        pay_document(self._workspace, number, "1500", fee="25.00")


def _periods(habit: Habit) -> Iterator[Period]:
    """The stretches of months that are billed together."""
    month = habit.first
    while month <= habit.last:
        last = month
        for _ in range(habit.months - 1):
            last = _next_month(last)
        last = min(last, habit.last)
        yield parse_period(f"{month}..{last}", TODAY)
        month = _next_month(last)


def _next_month(month: str) -> str:
    return add_days(f"{month}-28", 5)[:7]


def _billing_day(last: str, nth: int) -> str:
    """One of the first days of work after a period."""
    day, closed = add_days(last, 1), closed_days(CLOSED)
    left = nth
    while True:
        if weekday(day) < 5 and day not in closed:
            if not left:
                return day
            left -= 1
        day = add_days(day, 1)
