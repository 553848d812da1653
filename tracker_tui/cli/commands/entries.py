"""add, edit, split, join, rm: entries that are over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.cli.command import Call, Command, Option

if TYPE_CHECKING:
    from tracker_tui.services.changes import Done

_NEW = Option("--new", "", "make an unknown client or project though a near name exists")


def add(call: Call) -> None:
    """Add a finished entry."""
    from tracker_tui.cli.showing import show_new_entries
    from tracker_tui.cli.words import entry_words, split_when
    from tracker_tui.services.entries import add_entry

    when, rest = split_when(call.words)
    words = entry_words(rest)
    done = add_entry(
        call.workspace(),
        when,
        words,
        zone=call.text("zone"),
        billable=not call.has("free"),
        insist=call.has("new"),
    )
    show_new_entries(call, done)


def edit(call: Call) -> None:
    """Change fields of an entry, or all of them in the editor."""
    from tracker_tui.cli.showing import show_changed_entries
    from tracker_tui.services.entries import EntryEdit, edit_entry

    billable = call.choice("billable", "free")
    names = ("start", "end", "duration", "project", "task", "note", "ref")
    fields = {name: call.given(name) for name in names}
    tags = tuple(call.all("tag")) if call.has("tag") else None
    change = EntryEdit(**fields, tags=tags, billable=billable)
    if change == EntryEdit():
        _edit_in_editor(call)
        return
    done = edit_entry(call.workspace(), call.word(0), change, insist=call.has("new"))
    show_changed_entries(call, done)


def _edit_in_editor(call: Call) -> None:
    from tracker_tui.cli.editor import entry_text, read_entry_text
    from tracker_tui.cli.output import tell
    from tracker_tui.cli.showing import show_changed_entries
    from tracker_tui.services.editing import edit_text
    from tracker_tui.services.entries import edit_entry
    from tracker_tui.services.finding import find_entry

    workspace = call.workspace()
    entry = find_entry(workspace, call.word(0))
    before = entry_text(entry)
    done: list[Done] = []

    def apply(after: str) -> None:
        change = read_entry_text(before, after)
        done.append(edit_entry(workspace, entry.id, change, insist=call.has("new")))

    if edit_text(before, "entry.toml", apply, "name a field, such as --note"):
        show_changed_entries(call, done[0])
    else:
        tell("Nothing changed")


def split(call: Call) -> None:
    """Split an entry in two."""
    from tracker_tui.cli.showing import show_changed_entries
    from tracker_tui.core.errors import Usage
    from tracker_tui.services.entries import split_entry

    if not call.text("at"):
        raise Usage("split needs --at WHEN, the moment between the two")
    done = split_entry(call.workspace(), call.word(0), call.text("at"))
    show_changed_entries(call, done, many=True)


def join(call: Call) -> None:
    """Join two entries."""
    from tracker_tui.cli.showing import show_changed_entries
    from tracker_tui.services.entries import join_entries

    show_changed_entries(call, join_entries(call.workspace(), call.word(0), call.word(1)))


def remove(call: Call) -> None:
    """Remove entries."""
    from tracker_tui.cli.showing import show_changed_entries
    from tracker_tui.services.entries import remove_entries

    show_changed_entries(call, remove_entries(call.workspace(), call.words), many=True)


COMMANDS = (
    Command(
        "add",
        "WHEN PROJECT [NOTE...]",
        "adds time that is over; the words before the PROJECT say when it was",
        add,
        (
            Option("--zone", "ZONE", "the time zone of the clock times, such as Asia/Tokyo"),
            Option("--free", "", "not billable"),
            _NEW,
        ),
        (
            "add yesterday 9-11:30 acme/api Fix login +bug",
            "add 2026-03-28 22:00-06:30 acme/ops Night shift",
            "add today 1h30 acme/api",
        ),
        "An end before its start is on the next day. A duration alone is counted on its day "
        "without clock times. Prints the handle of the entry.",
    ),
    Command(
        "edit",
        "HANDLE",
        "changes fields of an entry; without options it opens your editor",
        edit,
        (
            Option("--start", "WHEN", "when it began"),
            Option("--end", "WHEN", "when it ended"),
            Option("--duration", "DURATION", "how long it took: 1h30, 90m, 1.5h"),
            Option("--project", "PROJECT", "client/project"),
            Option("--task", "TASK", "the task; '' for none"),
            Option("--note", "TEXT", "the note"),
            Option("--tag", "TAG", "a tag instead of those it has; '' for none", repeat=True),
            Option("--ref", "REF", "a reference, such as the number of a ticket"),
            Option("--free", "", "not billable"),
            Option("--billable", "", "billable again"),
            _NEW,
        ),
        (
            "edit T4QZB --end 17:30",
            "edit %1 --project acme/api --tag bug --tag urgent",
            "edit T4QZB",
        ),
    ),
    Command(
        "split",
        "HANDLE",
        "splits an entry in two",
        split,
        (Option("--at", "WHEN", "the moment between the two"),),
        ("split T4QZB --at 12:30", "split %1 --at '2026-11-20 12:30'"),
    ),
    Command(
        "join",
        "HANDLE HANDLE",
        "joins two entries that meet into the earlier one",
        join,
        (),
        ("join T4QZB 9V0TR", "join %2 %1"),
    ),
    Command(
        "rm",
        "HANDLE...",
        "removes entries; none of them if one is billed",
        remove,
        (),
        ("rm T4QZB", "rm T4QZB 9V0TR"),
    ),
)
