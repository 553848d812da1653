"""help: the manual."""

from __future__ import annotations

from tracker_tui.cli.command import Call, Command
from tracker_tui.core.errors import Usage
from tracker_tui.core.ids import shown


def help_(call: Call) -> None:
    """Print a page of the manual, or the help of a command."""
    from tracker_tui.cli.registry import commands_of
    from tracker_tui.services.manual import manual_page, manual_topics

    topics = manual_topics()
    topic = " ".join(call.words)
    if topic in topics:
        print(manual_page(topic), end="")
    elif not topic:
        _print_overview(topics)
    elif commands := commands_of(call.word(0)):
        from tracker_tui.cli.pages import command_page, group_page

        named = [one for one in commands if one.name == topic]
        within = [one for one in commands if one.name.startswith(f"{topic} ")]
        if not named and not within:
            raise _unknown(topic, topics)
        print(*(command_page(named[0]) if named else group_page(topic, within)), sep="\n")
    else:
        raise _unknown(topic, topics)


def _unknown(topic: str, topics: dict[str, str]) -> Usage:
    known = f"the manual has {', '.join(topics)}" if topics else "tracker-tui --help lists commands"
    return Usage(f"there is no page {shown(topic)}: {known}")


def _print_overview(topics: dict[str, str]) -> None:
    from tracker_tui.cli.pages import overview

    print(*overview(), sep="\n")
    if topics:
        print(f"\nThe manual: tracker-tui help {'|'.join(topics)}")


COMMANDS = (
    Command(
        "help",
        "[TOPIC...]",
        "prints a page of the manual, or the help of a command",
        help_,
        (),
        ("help", "help files", "help invoice draft"),
    ),
)
