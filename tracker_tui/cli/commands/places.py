"""init, demo, zone, locate: where things are."""

from __future__ import annotations

from tracker_tui.cli.command import Call, Command, Option


def init(call: Call) -> None:
    """Make a workspace."""
    from tracker_tui.cli.showing import show_made
    from tracker_tui.core.errors import Usage
    from tracker_tui.services.setup import init_workspace

    if call.words and not call.word(0).strip():
        raise Usage("the DIR of init is empty")
    made = init_workspace(
        call.word(0) or call.folder,
        name=call.text("name"),
        currency=call.text("currency"),
        zone=call.text("zone"),
        person=call.person or "",
        use_git=not call.has("no_git"),
    )
    show_made(call, made)


def demo(call: Call) -> int | None:
    """Open the screens on a throwaway copy of the example workspace, or do the main job on it."""
    from tracker_tui.cli.launch import has_terminal, open_demo_screens

    if has_terminal():
        return open_demo_screens(call.folder)
    from tracker_tui.cli.output import say
    from tracker_tui.services.demo import run_demo

    say(*run_demo(call.folder))
    return None


def zone(call: Call) -> None:
    """Say or set where I am."""
    from tracker_tui.cli.showing import show_made
    from tracker_tui.services.setup import set_zone

    show_made(call, set_zone(call.workspace(), call.word(0)))


def locate(call: Call) -> None:
    """Say which folders and files are in use."""
    from tracker_tui.cli.output import print_json, say, table
    from tracker_tui.services.setup import locate as find_places

    rows = find_places(call.workspace())
    if call.as_json:
        print_json(dict(rows))
    else:
        say(*table(rows))


COMMANDS = (
    Command(
        "init",
        "[DIR]",
        "makes a workspace: its settings, you, and a git repository",
        init,
        (
            Option("--name", "NAME", "the name of the business, as on invoices"),
            Option("--currency", "CODE", "its currency, such as EUR"),
            Option("--zone", "ZONE", "your time zone, such as Europe/Berlin"),
            Option("--no-git", "", "no git repository"),
        ),
        (
            "init --name 'Ada Lovelace' --currency EUR --zone Europe/Berlin",
            "init ~/hours --person ada --no-git",
        ),
        "Without a DIR it is made in the usual place, which tracker-tui locate shows.",
    ),
    Command(
        "demo",
        "",
        "opens the screens on a throwaway copy of the example workspace",
        demo,
        (),
        ("demo", "demo -w /tmp/demo"),
        "Without a terminal it does the main job by itself and says what it made.",
    ),
    Command(
        "zone",
        "[NAME]",
        "says in which time zone you are, or sets it on this machine",
        zone,
        (),
        ("zone", "zone America/New_York"),
    ),
    Command(
        "locate",
        "",
        "says which folders and files are in use",
        locate,
        (),
        ("locate", "locate --json"),
    ),
)
