"""project: what the work is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.cli.command import Call, Command, Option

if TYPE_CHECKING:
    from tracker_tui.services.project_admin import ProjectFields

_FIELDS = (
    Option("--name", "NAME", "the name on invoices"),
    Option("--budget-hours", "HOURS", "hours that are agreed; reports compare with them"),
    Option("--budget-amount", "AMOUNT", "money that is agreed"),
    Option("--fixed-fee", "AMOUNT", "a fee for the whole project in the place of hours"),
    Option("--rounding", "RULE", "minutes:mode:scope, such as 15:up:day-task; none"),
    Option("--free", "", "not billable"),
    Option("--billable", "", "billable again"),
)


def _fields(call: Call) -> ProjectFields:
    from tracker_tui.services.project_admin import ProjectFields

    return ProjectFields(
        name=call.given("name"),
        budget_hours=call.given("budget_hours"),
        budget_amount=call.given("budget_amount"),
        fixed_fee=call.given("fixed_fee"),
        rounding=call.given("rounding"),
        billable=call.choice("billable", "free"),
    )


def add(call: Call) -> None:
    """Add a project."""
    from tracker_tui.cli.showing import show_made
    from tracker_tui.services.project_admin import add_project

    show_made(call, add_project(call.workspace(), call.word(0), _fields(call)))


def edit(call: Call) -> None:
    """Change a project."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.project_admin import edit_project

    show_changed(call, edit_project(call.workspace(), call.word(0), _fields(call)))


def list_(call: Call) -> None:
    """List projects."""
    from tracker_tui.cli.showing import show_rows
    from tracker_tui.services.project_admin import list_projects

    rows = list_projects(call.workspace(), call.word(0) or None, archived=call.has("archived"))
    columns = ("project", "name", "budget_hours", "budget_amount", "fixed_fee", "billable")
    show_rows(call, rows, columns, "no projects yet: project add CLIENT/PROJECT makes one")


def show(call: Call) -> None:
    """Show a project."""
    from tracker_tui.cli.showing import show_fields
    from tracker_tui.services.project_admin import show_project

    show_fields(call, show_project(call.workspace(), call.word(0)))


def move(call: Call) -> None:
    """Rename a project or move it to another client."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.project_admin import move_project

    show_changed(call, move_project(call.workspace(), call.word(0), call.word(1)))


def archive(call: Call) -> None:
    """Put a project away, or take it back."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.project_admin import archive_project

    show_changed(call, archive_project(call.workspace(), call.word(0), undo=call.has("undo")))


COMMANDS = (
    Command(
        "project add",
        "PROJECT",
        "adds a project to a client",
        add,
        _FIELDS,
        (
            "project add acme/api --name 'Payments API' --budget-hours 120",
            "project add acme/site --fixed-fee 4500",
        ),
    ),
    Command(
        "project list",
        "[CLIENT]",
        "lists the projects of all clients, or of one",
        list_,
        (Option("--archived", "", "the archived ones too"),),
        ("project list", "project list acme --json"),
    ),
    Command(
        "project show",
        "PROJECT",
        "shows all that is known of a project",
        show,
        (),
        ("project show acme/api", "project show acme/api --json"),
    ),
    Command(
        "project edit",
        "PROJECT",
        "changes a project; what is not named stays",
        edit,
        _FIELDS,
        ("project edit acme/api --budget-hours 160", "project edit acme/admin --free"),
    ),
    Command(
        "project move",
        "PROJECT NEW",
        "renames a project or moves it to another client; its unbilled time goes along",
        move,
        (),
        ("project move acme/api acme/payments", "project move acme/ops globex/ops"),
    ),
    Command(
        "project archive",
        "PROJECT",
        "puts a project away: nothing new is tracked on it",
        archive,
        (Option("--undo", "", "take it back"),),
        ("project archive acme/api", "project archive acme/api --undo"),
    ),
)
