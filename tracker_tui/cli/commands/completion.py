"""completion: scripts for shells, and the names that they ask for."""

from __future__ import annotations

from tracker_tui.cli.command import Call, Command


def completion(call: Call) -> None:
    """Print the script of a shell."""
    from tracker_tui.cli.shells import SHELLS, script
    from tracker_tui.core.errors import Usage
    from tracker_tui.core.ids import shown

    if call.word(0) not in SHELLS:
        raise Usage(f"{shown(call.word(0))} is not a shell: there is {', '.join(SHELLS)}")
    print(script(call.word(0)), end="")


def complete(call: Call) -> None:
    """Print the names of a kind that there are, one a line; nothing where it cannot be known."""
    from tracker_tui.cli.completion import names_of
    from tracker_tui.cli.output import say
    from tracker_tui.core.errors import Refused

    try:
        say(*names_of(call))
        if call.opened is not None:
            call.opened.problems.clear()
    except (Refused, OSError):
        return


COMMANDS = (
    Command(
        "completion",
        "bash|zsh|fish",
        "prints the completion script of bash, zsh or fish",
        completion,
        (),
        (
            "completion bash > ~/.local/share/bash-completion/completions/tracker-tui",
            "completion zsh > ~/.zfunc/_tracker-tui",
            "completion fish > ~/.config/fish/completions/tracker-tui.fish",
        ),
    ),
    Command(
        "complete",
        "KIND",
        "prints the names of a kind for the completion scripts",
        complete,
        (),
        ("complete projects", "complete clients"),
    ),
)
