"""A workspace in which everything that somebody can name has a name that nobody should choose."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.services.small_workspace import make_workspace, write
from tracker_tui.core.periods import parse_period
from tracker_tui.services.draft_edits import add_line, edit_draft_fields, edit_line
from tracker_tui.services.drafts import make_draft
from tracker_tui.services.issuing import issue_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKUP = "[bold]brackets[/] [link=x]"
EMOJI = "👩\u200d👧 \U0001f1e9\U0001f1ea ❤\ufe0f party"
RIGHT = "חשבון שנתי ابجد"
CHINESE = "日本語の請求書"
MARKS = "e\u0301te\u0301 Z\u0324\u0308 o\u0308"
STEERING = "a\tb\nc\x1b[31md\x07\u202ee"
LONG = f"long {'x' * 290} [/]."

NAMES = (MARKUP, EMOJI, RIGHT, CHINESE, MARKS, STEERING, LONG)
CLIENTS = ("acme", "emoji", "right", "chinese", "marks", "steering", "x" * 64)
"""A client for each name: what stands before a slash is an id, and that is plain always."""

DAY = "2026-11-{:02}T{:02}:00:00+01:00"
PROJECT = "p" * 64
ISSUED = "acme"
"""Whose draft is issued; the others stay drafts: no font for paper has their signs."""


def make_hostile(root: Path) -> None:
    """Clients, work, expenses, drafts, documents and a running timer, all hostile to look at."""
    business = {"name": MARKUP, "currency": "EUR", "zone": "Europe/Berlin", "language": "en"}
    lines = [f"{key} = {quoted(value)}" for key, value in business.items()]
    lines += ["terms_days = 14", *_table("[addresses]", _address(LONG, "DE136695976"))]
    lines += [*_table("[taxes]", {"category": "S"}), "rate = 19"]
    lines += _table("bank", {"holder": MARKUP, "bank": MARKS, "iban": "DE02120300000000202051"})
    workspace = make_workspace(root, "\n".join(lines))
    write(root, "people/me.toml", f"name = {quoted(EMOJI)}\nweekly_hours = 36\n")
    write(root, "people/ada.toml", f"name = {quoted(LONG)}\n")
    for client, name in zip(CLIENTS, NAMES, strict=True):
        write(root, f"clients/{client}.toml", "\n".join(_client(name)))
    write(root, "time/me/2026-11.json", json.dumps({"entries": dict(_entries())}))
    write(root, "time/me/running.json", json.dumps(_running()))
    write(root, "expenses/2026.json", json.dumps({"expenses": dict(_expenses())}))
    workspace.refresh()
    period = parse_period("2026-11", workspace.today)
    for client, name in zip(CLIENTS[:3], (MARKS, EMOJI, RIGHT), strict=True):
        draft = make_draft(workspace, client, period).ids[0]
        edit_line(workspace, draft, 1, description=f"{MARKUP} {name}")
        add_line(workspace, draft, LONG, "1", "10")
        texts = dict.fromkeys(("intro", "note", "order"), f"{MARKUP} {name}")
        edit_draft_fields(workspace, draft, texts)
        if client == ISSUED:
            issue_document(workspace, draft)


def quoted(text: str) -> str:
    """A text as a TOML or JSON string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(name: str, values: dict[str, str]) -> list[str]:
    return [f"[{name}]", *(f"{key} = {quoted(value)}" for key, value in values.items())]


def _address(name: str, vat_id: str) -> dict[str, str]:
    texts = dict.fromkeys(("contact", "street", "city", "email", "phone", "web"), name)
    return {**texts, "zip": "1", "country": "DE", "vat_id": vat_id, "buyer_reference": name}


def _client(name: str) -> list[str]:
    lines = [f"name = {quoted(name)}", 'currency = "EUR"']
    lines += _table("[addresses]", _address(name, "DE161803306"))
    lines += ["[[rates]]", "hourly = 60.00", "[[taxes]]", 'category = "S"', "rate = 19"]
    lines += [*_table("[orders]", {"number": name}), "limit = 1000.00"]
    for project in ("api", PROJECT):
        lines += _table(f"projects.{project}", {"name": name})
        lines += ["budget_hours = 3"]
        lines += _table(f"projects.{project}.tasks.dev", {"name": name})
    return lines


def _entries() -> Iterator[tuple[str, dict[str, object]]]:
    for number, (client, name) in enumerate(zip(CLIENTS, NAMES, strict=True)):
        for day in (19, 20):
            at = 3 + number + (number > 3)
            project = PROJECT if day == 19 else "api"
            yield (
                f"01M7WMEHA03YPN8DHQHG5D{day}{number:02}",
                {
                    "start": DAY.format(day, at),
                    "end": DAY.format(day, at + 1),
                    "zone": "Europe/Berlin",
                    "project": f"{client}/{project}",
                    "task": "dev",
                    "note": name,
                    "tags": [name, MARKUP],
                    "ref": name,
                },
            )


def _running() -> dict[str, object]:
    work = {"zone": "Europe/Berlin", "task": "dev", "tags": [EMOJI]}
    since = "2026-11-20T11:30:00+01:00"
    timers = {
        f"01M7WMEHA03YPN8DHQHG5E00{at:02}": {
            **work, "start": since, "project": f"{client}/api", "note": name,
        }
        for at, (client, name) in enumerate(zip(CLIENTS[:3], NAMES[-3:], strict=True))
    }  # fmt: skip
    parked = {
        f"01M7WMEHA03YPN8DHQHG5F00{at:02}": {
            **work, "since": since, "project": f"{client}/api", "note": name, "worked": 60,
        }
        for at, (client, name) in enumerate(zip(CLIENTS[-2:], NAMES[:2], strict=True))
    }  # fmt: skip
    return {"entries": timers, "parked": parked}


def _expenses() -> Iterator[tuple[str, dict[str, str]]]:
    for number, (client, name) in enumerate(zip(CLIENTS, NAMES, strict=True)):
        yield (
            f"01M78JYJS0Z1JJTV145QMQS0{number:02}",
            {
                "date": "2026-11-12",
                "project": client,
                "amount": "10.00",
                "currency": "EUR",
                "description": name,
                "person": "me",
            },
        )
