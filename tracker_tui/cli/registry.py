"""All commands: which module of `commands` holds which, loaded when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tracker_tui.cli.command import Command

GROUPS: tuple[tuple[str, tuple[tuple[str, str, tuple[str, ...]], ...]], ...] = (
    (
        "Time",
        (
            ("start", "start a timer", ("timers",)),
            ("stop", "stop the newest timer", ("timers",)),
            ("continue", "start again what was done last", ("timers",)),
            ("cancel", "drop the newest timer without its time", ("timers",)),
            ("interrupt", "park what runs and start something else", ("timers",)),
            ("back", "return to what was parked", ("timers",)),
            ("status", "say what runs, for prompts", ("status",)),
            ("add", "add time that is over", ("entries",)),
            ("edit", "change an entry", ("entries",)),
            ("split", "split an entry in two", ("entries",)),
            ("join", "join two entries that meet", ("entries",)),
            ("rm", "remove entries", ("entries",)),
            ("log", "list entries by day", ("reading",)),
            ("report", "sum time and money", ("reading",)),
        ),
    ),
    (
        "Clients and prices",
        (
            ("client", "add, list, show, edit, rename, archive clients", ("client",)),
            ("project", "add, list, show, edit, move, archive projects", ("project",)),
            ("rate", "set, list, explain rates", ("rate",)),
            ("expense", "add and list expenses", ("expense",)),
        ),
    ),
    (
        "Documents",
        (
            (
                "invoice",
                "draft, check, issue, export, pay and correct documents",
                ("drafts", "lines", "documents"),
            ),
        ),
    ),
    (
        "Files",
        (
            ("init", "make a workspace", ("places",)),
            ("demo", "do the main job on a throwaway example", ("places",)),
            ("import", "bring in time from another program", ("transfer",)),
            ("export", "take time out as CSV or JSON", ("transfer",)),
            ("check", "find what is wrong in files, log and books", ("upkeep",)),
            ("undo", "take back what was done last", ("upkeep",)),
            ("redo", "do again what was taken back", ("upkeep",)),
            ("history", "list what was done", ("upkeep",)),
            ("zone", "say or set the time zone where you are", ("places",)),
            ("locate", "say which folders and files are in use", ("places",)),
        ),
    ),
    (
        "Help",
        (
            ("help", "read the manual", ("help",)),
            ("completion", "print the completion script of a shell", ("completion",)),
        ),
    ),
)
"""Headings, and under each the first words of commands with a line of help and their modules."""

HIDDEN = {"complete": ("completion",)}
"""Commands for programs only."""


def heads() -> dict[str, tuple[str, ...]]:
    """The modules of each first word of a command, in the order of the help."""
    found = {head: modules for _, group in GROUPS for head, _, modules in group}
    return {**found, **HIDDEN}


def commands_of(head: str) -> list[Command]:
    """The commands that begin with a word; none where it begins none."""
    found: list[Command] = []
    for module in heads().get(head, ()):
        loaded = __import__(f"tracker_tui.cli.commands.{module}", fromlist=["COMMANDS"])
        found += cast("tuple[Command, ...]", loaded.COMMANDS)
    return [one for one in found if one.name.split()[0] == head]


def all_commands() -> list[Command]:
    """Every command that people see."""
    return [one for head in heads() if head not in HIDDEN for one in commands_of(head)]
