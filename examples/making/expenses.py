"""What is spent for clients, with receipts that look like what a shop or a railway sends."""

from __future__ import annotations

import os
import tempfile
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.services.expenses import add_expense

if TYPE_CHECKING:
    from examples.making.stage import Stage


class Spent(NamedTuple):
    """An expense on the day it is entered; `receipt` is the name of the file that came with it."""

    when: str
    where: str
    amount: str
    words: str
    receipt: str = ""
    billable: bool = True


SPENT = (
    Spent("2025-02-18 19:40", "acme/portal", "118.40", "Train to Hamburg", "ticket.pdf"),
    Spent("2025-04-02 10:15", "museum", "149.00", "Schriftlizenz für die Website", "lizenz.txt"),
    Spent("2025-07-09 14:20", "acme", "46.80", "Lunch with Marta", billable=False),
    Spent("2025-10-27 18:25", "harbor", "684.20", "Flight Berlin–New York", "e-ticket.pdf"),
    Spent("2025-11-07 10:05", "harbor/shop", "1912.00", "Hotel in Brooklyn", "hotel.txt"),
    Spent("2026-03-03 17:50", "harbor", "731.50", "Flight Berlin–New York", "e-ticket.pdf"),
    Spent("2026-03-12 09:30", "harbor/data", "1188.00", "Hotel in Brooklyn", "hotel.txt"),
    Spent("2026-05-06 11:10", "globex/ops", "239.00", "Switch für den Verteilerraum"),
    Spent("2026-09-15 16:35", "verde", "88.00", "Sensor for the test bench", "receipt.txt"),
    Spent("2026-11-12 20:15", "acme/api", "124.90", "Train to Hamburg", "ticket.pdf"),
)

SLIP = """\
{words}
{day}

Total {amount}
Paid by card. This receipt is part of an example; nothing was sold.
"""


def plan_expenses(stage: Stage) -> None:
    """Each one at its time."""
    for one in SPENT:
        stage.plan(one.when, partial(_spend, stage, one))


def _spend(stage: Stage, one: Spent) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = ""
        if one.receipt:
            path = os.path.join(folder, one.receipt)
            slip = SLIP.format(words=one.words, day=one.when[:10], amount=one.amount)
            with open(path, "wb") as file:
                file.write(_pdf(slip) if path.endswith(".pdf") else slip.encode())
        add_expense(
            stage.workspace,
            one.where,
            one.amount,
            description=one.words,
            receipt=path,
            billable=one.billable,
        )


def _pdf(text: str) -> bytes:
    """The smallest PDF that shows some lines."""
    shown = [line.replace("–", "-").encode("latin-1") for line in text.splitlines()]
    lines = b" T* ".join(b"(%s) Tj" % line for line in shown)
    content = b"BT /F1 11 Tf 15 TL 40 370 Td %s ET" % lines
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 420] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return (
        out
        + head
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            len(out),
        )
    )
