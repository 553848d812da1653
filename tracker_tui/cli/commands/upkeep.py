"""check, undo, redo, history: what is wrong, and what was done."""

from __future__ import annotations

from tracker_tui.cli.command import Call, Command, Option


def check(call: Call) -> int:
    """Find what is wrong; 1 where there are errors."""
    from tracker_tui.cli.output import print_json, say, tell
    from tracker_tui.services.checking import check_workspace

    workspace = call.workspace()
    found = check_workspace(workspace)
    workspace.problems.clear()  # they are among the findings
    errors = sum(one.severity == "error" for one in found)
    if call.as_json:
        names = ("code", "severity", "file", "line", "text", "remedy")
        print_json([{name: getattr(one, name) for name in names} for one in found])
    else:
        for one in found:
            place = f"{one.file}:{one.line}" if one.line else one.file
            say(f"{one.severity}: {place}: {one.text} ({one.code}; {one.remedy})")
    if not found:
        tell("all is well")
    else:
        tell(f"{_count(errors, 'error')}, {_count(len(found) - errors, 'warning')}")
    return 1 if errors else 0


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def undo(call: Call) -> None:
    """Take back the last actions."""
    from tracker_tui.cli.output import tell
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.cli.words import whole_number
    from tracker_tui.services.undoing import undo as take_back

    count = whole_number(call.word(0), "number of actions") if call.words else 1
    show_changed(call, take_back(call.workspace(), count), undo=False)
    tell("redo: tracker-tui redo")


def redo(call: Call) -> None:
    """Do again what was taken back."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.undoing import redo as do_again

    show_changed(call, do_again(call.workspace()))


def history(call: Call) -> None:
    """List what was done."""
    from tracker_tui.cli.showing import show_rows
    from tracker_tui.cli.words import whole_number
    from tracker_tui.services.undoing import list_history

    limit = whole_number(call.text("limit"), "number of actions") if call.has("limit") else 20
    rows = list_history(call.workspace(), limit)
    show_rows(call, rows, ("at", "person", "label", "undone"), "nothing was done yet")


COMMANDS = (
    Command(
        "check",
        "",
        "finds what is wrong in files, log and books",
        check,
        (),
        ("check", "check --json"),
        "Every finding has its file and line and says what to do. The exit code is 1 where there "
        "are errors, and 0 with warnings only.",
    ),
    Command(
        "undo",
        "[N]",
        "takes back what was done last, or the last N actions",
        undo,
        (),
        ("undo", "undo 3"),
    ),
    Command(
        "redo",
        "",
        "does again what was taken back last",
        redo,
        (),
        ("redo", "redo --json"),
    ),
    Command(
        "history",
        "",
        "lists what was done, the newest first",
        history,
        (Option("--limit", "N", "how many actions; 20 unless said"),),
        ("history", "history --limit 100 --json"),
    ),
)
