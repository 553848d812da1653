"""The completion scripts of bash, zsh and fish.

All follow the same way: walk over the words before the cursor, skip options and their values, and
so find the command (`trail`) and how many words of its own it has (`count`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.cli.command import GLOBAL
from tracker_tui.cli.completion import (
    Offer,
    followers,
    offer_of,
    offers_of,
    option_names,
    valued_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker_tui.cli.command import Command, Option

SHELLS = ("bash", "zsh", "fish")


def script(shell: str) -> str:
    """The completion script of one of SHELLS."""
    from tracker_tui.cli.registry import all_commands

    write = {"bash": bash_script, "zsh": zsh_script, "fish": fish_script}[shell]
    return write(all_commands())


# bash and zsh: `case` is the same in both

_WALK = """\
    for ((i = {first}; i < {cursor}; i++)); do
        word=${{{typed}[i]}}
        if [[ $word == '=' ]]; then
            continue
        elif [[ -n $option ]]; then
            [[ $option == -w || $option == --workspace ]] && folder=$word
            option=
        elif [[ $word == -* ]]; then
            case $word in {valued}) option=$word ;; esac
        elif ((count == 0)); then
            case "${{trail:+$trail }}$word" in
                {trails}) trail="${{trail:+$trail }}$word" ;;
                *) count=1 ;;
            esac
        else
            count=$((count + 1))
        fi
    done
    if [[ -n $option ]]; then
        case "$trail:$option" in
{values}
        esac
        return
    fi
    if [[ $cur == -* ]]; then
        case $trail in
{options}
        esac
        return
    fi
    if ((count == 0)); then
        case $trail in
{followers}
        esac
    fi
    case "$trail:$count" in
{places}
    esac
"""

_BASH = """\
# Completion of tracker-tui for bash, made by: tracker-tui completion bash

_tracker_tui_words() {{
    local name
    for name in "$@"; do
        [[ $name == "$cur"* ]] && COMPREPLY+=("$name")
    done
}}

_tracker_tui_names() {{
    local name
    while IFS= read -r name; do
        [[ $name == "$cur"* ]] && COMPREPLY+=("$name")
    done < <(tracker-tui ${{folder:+-w "$folder"}} complete "$1" 2>/dev/null)
}}

_tracker_tui_files() {{
    local name
    while IFS= read -r name; do
        COMPREPLY+=("$name")
    done < <(compgen "$1" -- "$cur")
    compopt -o filenames 2>/dev/null
}}

_tracker_tui() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} option= trail= folder= word= count=0 i
    COMPREPLY=()
    [[ $cur == '=' ]] && cur=
{walk}}}

complete -F _tracker_tui tracker-tui
"""

_ZSH = """\
#compdef tracker-tui
# Completion of tracker-tui for zsh, made by: tracker-tui completion zsh

_tracker_tui_words() {{
    compadd -- "$@"
}}

_tracker_tui_names() {{
    compadd -- ${{(f)"$(tracker-tui ${{folder:+-w}} $folder complete $1 2>/dev/null)"}}
}}

_tracker_tui_files() {{
    if [[ $1 == -d ]]; then _files -/; else _files; fi
}}

_tracker_tui() {{
    local cur=${{words[CURRENT]}} option= trail= folder= word= i
    integer count=0
{walk}}}

if [[ ${{funcstack[1]}} == _tracker-tui ]]; then
    _tracker_tui "$@"
else
    compdef _tracker_tui tracker-tui
fi
"""


def bash_script(commands: list[Command]) -> str:
    """The script for bash (3.2 and later)."""
    walk = _walk(commands, first="1", cursor="COMP_CWORD", typed="COMP_WORDS")
    return _BASH.format(walk=walk)


def zsh_script(commands: list[Command]) -> str:
    """The script for zsh, to be sourced or put into a folder of $fpath as _tracker-tui."""
    walk = _walk(commands, first="2", cursor="CURRENT", typed="words")
    return _ZSH.format(walk=walk)


def _walk(commands: list[Command], first: str, cursor: str, typed: str) -> str:
    tree = followers(commands)
    branches = [
        _case(_quoted(trail), Offer("words", " ".join(below))) for trail, below in tree.items()
    ]
    trails = sorted({*tree, *(command.name for command in commands)} - {""})
    return _WALK.format(
        first=first,
        cursor=cursor,
        typed=typed,
        valued="|".join(valued_names(commands)),
        trails="|".join(map(_quoted, trails)),
        values="\n".join(_values(commands)),
        options="\n".join(_options(commands)),
        followers="\n".join(branches),
        places="\n".join(_places(commands)),
    )


def _values(commands: list[Command]) -> Iterator[str]:
    for trail, options in (*((one.name, one.options) for one in commands), ("*", GLOBAL)):
        for option in options:
            offer = offer_of(option.value)
            for name in option_names((option,)) if offer.how != "none" else []:
                yield _case(f"*:{name}" if trail == "*" else _quoted(f"{trail}:{name}"), offer)


def _options(commands: list[Command]) -> Iterator[str]:
    everywhere = " ".join(option_names(GLOBAL))
    for command in commands:
        names = [*option_names(command.options), everywhere]
        yield _case(_quoted(command.name), Offer("words", " ".join(names)))
    yield _case("*", Offer("words", everywhere))


def _places(commands: list[Command]) -> Iterator[str]:
    for command in commands:
        for at, onward, offer in offers_of(command):
            if offer.how != "none":
                place = _quoted(f"{command.name}:{at}")
                yield _case(f"{_quoted(f'{command.name}:')}*" if onward else place, offer)


def _case(pattern: str, offer: Offer) -> str:
    """One branch of a `case` in bash or zsh."""
    does = {
        "words": f"_tracker_tui_words {offer.what}",
        "names": f"_tracker_tui_names {offer.what}",
        "files": "_tracker_tui_files -f",
        "folders": "_tracker_tui_files -d",
    }
    return f"            {pattern}) {does[offer.how]} ;;"


def _quoted(text: str) -> str:
    """Text in single quotes, as all three shells read it; apostrophes become typographic ones."""
    return "'" + text.replace("\\", "").replace("'", "’") + "'"


# fish

_FISH = """\
# Completion of tracker-tui for fish, made by: tracker-tui completion fish

function __tracker_tui_at -d 'Whether the words before the cursor lead to this command'
    set -l trail
    set -l option
    for word in (commandline -opc)[2..-1]
        if test -n "$option"
            set option
            continue
        end
        switch $word
            case {valued}
                set option $word
            case '-*'
            case '*'
                contains -- (string join ' ' $trail $word) {trails}
                and set -a trail $word
                or break
        end
    end
    test "$trail" = "$argv[1]"
end

complete -c tracker-tui -f
{lines}
"""


def fish_script(commands: list[Command]) -> str:
    """The script for fish."""
    tree = followers(commands)
    trails = sorted({*tree, *(command.name for command in commands)} - {""})
    lines = [_fish_option("", option) for option in GLOBAL]
    for trail, below in tree.items():
        for word in below:
            lines.append(f"{_fish(trail)} -a {word}{_described(_help_of(trail, word, commands))}")
    for command in commands:
        lines += [_fish_option(_fish(command.name), option) for option in command.options]
        offers = {offer: None for _, _, offer in offers_of(command)}
        lines += [f"{_fish(command.name)}{does}" for one in offers if (does := _fish_offer(one))]
    return _FISH.format(
        valued=" ".join(valued_names(commands)),
        trails=" ".join(map(_quoted, trails)),
        lines="\n".join(lines),
    )


def _fish(trail: str) -> str:
    return f"complete -c tracker-tui -n '__tracker_tui_at \"{trail}\"'"


def _fish_option(condition: str, option: Option) -> str:
    short = f" -s {option.short[1:]}" if option.short else ""
    value = ""
    if option.value:
        offer = offer_of(option.value)
        value = f" {'-r' if offer.how == 'files' else '-x'}{_fish_offer(offer)}"
    start = condition or "complete -c tracker-tui"
    return f"{start}{short} -l {option.name[2:]}{value}{_described(option.help)}"


def _fish_offer(offer: Offer) -> str:
    if offer.how == "words":
        return f" -a {_quoted(offer.what)}"
    if offer.how == "names":
        return f" -a '(tracker-tui complete {offer.what} 2>/dev/null)'"
    if offer.how == "folders":
        return " -a '(__fish_complete_directories)'"
    return " -F" if offer.how == "files" else ""


def _described(text: str) -> str:
    return f" -d {_quoted(text)}" if text else ""


def _help_of(trail: str, word: str, commands: list[Command]) -> str:
    """The line of help of a command, or of the commands that begin so."""
    name = f"{trail} {word}".strip()
    for command in commands:
        if command.name == name:
            return command.help
    from tracker_tui.cli.registry import GROUPS

    return next((text for _, group in GROUPS for head, text, _ in group if head == name), "")
