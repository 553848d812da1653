"""The demo: the program's main job, done by its own services on a copy of the example studio."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker_tui.core.query import Query
    from tracker_tui.store.workspace import Workspace

EXAMPLE_NOW = "2026-11-20T16:30:00+01:00"
"""The moment at which the example studio stands; nothing in it is later."""

PERSON = "ada"
CLIENT = "acme"
PROJECT = "acme/api"
PAID_AFTER = 12
"""Days from the invoice to its payment."""


def run_demo(folder: str | None = None) -> list[str]:
    """Does the main job on a copy of the example and returns what to print, a line each.

    The copy goes to `folder`, which must not be there yet or be empty, or to a fresh one among the
    system's temporary files. Only that folder is written to; no settings of the user are read.
    """
    root = _copy_example(folder)
    clock = [_now()]
    workspace = _open(root, lambda: clock[0])
    lines = [f"a copy of the example studio: {root}", ""]
    lines += _track_time(workspace)
    lines += ["", *_report(workspace)]
    number, written = _bill(workspace)
    lines += ["", *written]
    clock[0] += PAID_AFTER * 86400
    lines += _get_paid(workspace, number)
    lines += ["", *_explain(workspace, number), "", _check(workspace), ""]
    return [*lines, *_where(workspace, number)]


def open_example(folder: str | None = None, at: int | None = None) -> Workspace:
    """A copy of the example as its one person sees it.

    Its clock goes on from its own moment, or stands still `at` a number of UTC seconds.
    """
    import time

    root, began, now = _copy_example(folder), int(time.time()), _now()
    if at is not None:
        return _open(root, lambda: at)
    return _open(root, lambda: now + int(time.time()) - began)


def _copy_example(folder: str | None) -> str:
    """The folder of the copy; refused where anything is in it already."""
    import shutil
    import tempfile

    from tracker_tui.services.places import shipped

    example = shipped("examples", "studio")
    if not os.path.isdir(example):
        raise Refused(f"the example studio is not at {example}: install the program again")
    root = os.path.abspath(os.path.expanduser(folder)) if folder else ""
    try:
        if not root:
            root = tempfile.mkdtemp(prefix="tracker-tui-demo-")
        elif os.path.exists(root) and (not os.path.isdir(root) or os.listdir(root)):
            raise Refused(f"{root} is not empty: name a folder that is not there yet")
        shutil.copytree(example, root, dirs_exist_ok=True)
    except OSError as error:
        raise Refused(f"{error.filename or root}: {error.strerror}") from None
    return root


def _now() -> int:
    """The example's own moment, or a later one that TRACKER_TUI_NOW names."""
    from tracker_tui.core.clock import parse_moment
    from tracker_tui.services.opening import make_clock

    own = parse_moment(EXAMPLE_NOW).utc
    return max(make_clock()(), own) if os.environ.get("TRACKER_TUI_NOW") else own


def _open(root: str, clock: Callable[[], int]) -> Workspace:
    """The copy as the one person who works in it, wherever this machine is."""
    from tracker_tui.services.opening import remember_person
    from tracker_tui.store.workspace import Workspace

    workspace = Workspace(root, PERSON, "UTC", clock, os.urandom)
    workspace.zone_name = workspace.people()[PERSON].zone
    os.makedirs(os.path.join(root, ".tracker"), mode=0o700, exist_ok=True)
    remember_person(workspace.root, workspace.person)
    return workspace


def _track_time(workspace: Workspace) -> list[str]:
    """Stops what runs, starts and stops a timer afterwards, and adds time that was forgotten."""
    from tracker_tui.core.clock import moment_in, parse_moment
    from tracker_tui.core.grammar import parse_words
    from tracker_tui.services.entries import add_entry
    from tracker_tui.services.timers import start_timer, stop_timer

    left = moment_in(parse_moment(EXAMPLE_NOW).utc - 50 * 60, workspace.zone).iso()
    words = parse_words([PROJECT, "@review", "+demo", "Review the signed callbacks"])
    done = [
        stop_timer(workspace, at=left),
        start_timer(workspace, words, at="45m"),
        stop_timer(workspace, at="5m"),
        add_entry(
            workspace,
            "today 7:30-8:15",
            parse_words([PROJECT, "@dev", "Read the logs of the night"]),
        ),
    ]
    return [one.label for one in done]


def _everything() -> Query:
    from tracker_tui.core.query import Query

    return Query()


def _report(workspace: Workspace) -> list[str]:
    from tracker_tui.core.durations import format_duration
    from tracker_tui.core.periods import parse_period
    from tracker_tui.services.listing import make_report

    period = parse_period("last-month", workspace.today)
    report = make_report(workspace, period, "client", _everything())
    lines = [f"report {period.label} by client"]
    for row in (*report.rows, report.totals):
        name = "total" if row is report.totals else row.key
        money = "  ".join(f"{amount:f} {code}" for code, amount in row.amounts.items())
        lines.append(f"  {name:<14}{format_duration(row.seconds):>8}  {money}".rstrip())
    return lines


def _bill(workspace: Workspace) -> tuple[str, list[str]]:
    """Drafts and issues all that is unbilled for the client, and writes its PDF."""
    from tracker_tui.services.document_text import document_text
    from tracker_tui.services.drafts import make_draft
    from tracker_tui.services.issuing import issue_document
    from tracker_tui.services.paper import export_document

    draft = make_draft(workspace, CLIENT)
    issued = issue_document(workspace, draft.ids[0])
    number = issued.ids[0]
    written = export_document(workspace, number, "pdf", _pdf_path(workspace, number))
    text = [line for line in document_text(workspace, number) if line]
    return number, [draft.label, issued.label, *text, written.label]


def _get_paid(workspace: Workspace, number: str) -> list[str]:
    from tracker_tui.services.documents import show_document
    from tracker_tui.services.payments import pay_document

    paid = pay_document(workspace, number)
    return [f"{paid.label} on {workspace.today}: {show_document(workspace, number)['state']}"]


def _explain(workspace: Workspace, number: str) -> list[str]:
    """Why its first line costs what it costs."""
    from tracker_tui.services.explaining import explain

    return [f"invoice explain {number} --line 1", *explain(workspace, number, 1).text()]


def _check(workspace: Workspace) -> str:
    from tracker_tui.services.checking import check_workspace

    found = check_workspace(workspace)
    errors = sum(one.severity == "error" for one in found)
    return f"check: {errors} errors, {len(found) - errors} warnings"


def _pdf_path(workspace: Workspace, number: str) -> str:
    return os.path.join(workspace.root, f"{number}.pdf")


def _where(workspace: Workspace, number: str) -> list[str]:
    now = workspace.now().iso()
    return [
        f"PDF: {_pdf_path(workspace, number)}",
        f"workspace: {workspace.root}",
        f"look around: TRACKER_TUI_NOW={now} tracker-tui -w {workspace.root} invoice list",
    ]
