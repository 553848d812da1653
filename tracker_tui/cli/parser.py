"""The words of a command line: which command, which options, which words are left.

Options may stand before, between and after the words; `--` ends them. What begins with a dash and
a digit is a word, so that amounts can be negative.
"""

from __future__ import annotations

from tracker_tui.cli.command import GLOBAL, Call, Command, Option
from tracker_tui.core.errors import Usage
from tracker_tui.core.ids import shown

HELP, VERSION = "help", "version"


def run(argv: list[str]) -> int:
    """Run the command that these words name; returns the exit code."""
    _check_text(argv)
    head, rest = _split_head(argv)
    if head is None:
        return _run_without_command(argv)
    command, words, options = find_command(head, rest)
    if command is None or HELP in options or VERSION in options:
        return _answer_options(head, command, words, options)
    check_words(command, words, options)
    call = Call(command, words, options)
    code = command.run(call)
    if call.opened is not None:
        from tracker_tui.cli.output import tell_problems

        tell_problems(call.opened)
    return code or 0


def find_command(
    head: str, argv: list[str]
) -> tuple[Command | None, list[str], dict[str, list[str]]]:
    """The command that begins with the word `head`, and the words and options that are its own.

    None where help or the version is asked for by a group of commands: then the words are those
    that lead into the group so far.
    """
    from tracker_tui.cli.registry import commands_of

    commands = commands_of(head)
    if not commands:
        raise _unknown_command(head)
    return _choose(head, commands, argv)


def parse_command(command: Command, argv: list[str]) -> tuple[list[str], dict[str, list[str]]]:
    """The words and the options (by key, with their values) of one command."""
    until = argv.index("--") if "--" in argv else len(argv)
    asks_for_help = any(word in ("--help", "-h") for word in argv[:until])
    return _parse(argv, (*GLOBAL, *command.options), command.name, strict=not asks_for_help)


def _check_text(argv: list[str]) -> None:
    """Refuse what no file and no terminal can hold: bytes that are no text, and NUL."""
    for at, word in enumerate(argv, start=1):
        if word.isascii() and "\0" not in word:
            continue
        try:
            word.encode()
        except UnicodeEncodeError:
            raise Usage(f"word {at} ({shown(word, 30)}) is not text in UTF-8") from None
        if "\0" in word:
            raise Usage(f"word {at} ({shown(word, 30)}) holds a NUL character")


def _split_head(argv: list[str]) -> tuple[str | None, list[str]]:
    """The first word that is no option and no value of one, and all the others."""
    valued = {name for one in GLOBAL if one.value for name in (one.name, one.short) if name}
    skip = ended = False
    for at, word in enumerate(argv):
        if skip:
            skip = False
        elif word == "--" and not ended:
            ended = True
        elif _is_option(word) and not ended:
            skip = word in valued
        else:
            return word, argv[:at] + argv[at + 1 :]
    return None, argv


def _run_without_command(argv: list[str]) -> int:
    _, options = _parse(argv, GLOBAL, "tracker-tui")
    if VERSION in options:
        return _print_version()
    from tracker_tui.cli.launch import has_terminal, open_screens

    if HELP not in options and has_terminal():
        folder, person = options.get("workspace", [None]), options.get("person", [None])
        return open_screens(folder[-1], person[-1])
    from tracker_tui.cli.pages import overview

    print(*overview(), sep="\n")
    return 0


def _print_version() -> int:
    from tracker_tui import __version__

    print(f"tracker-tui {__version__}")
    return 0


def _answer_options(
    head: str, command: Command | None, words: list[str], options: dict[str, list[str]]
) -> int:
    """The version, a page of help, or what a group of commands lacks."""
    if VERSION in options:
        return _print_version()
    from tracker_tui.cli.pages import command_page, group_page
    from tracker_tui.cli.registry import commands_of

    prefix = command.name if command is not None else " ".join([head, *words])
    if HELP in options:
        below = [one for one in commands_of(head) if one.name.startswith(f"{prefix} ")]
        page = command_page(command) if command is not None else group_page(head, below)
        print(*page, sep="\n")
        return 0
    raise _incomplete(head, words)


def _choose(
    head: str, commands: list[Command], argv: list[str]
) -> tuple[Command | None, list[str], dict[str, list[str]]]:
    """The command of the group that the words name, with what is left of them."""
    if len(commands) == 1 and commands[0].name == head:
        words, options = parse_command(commands[0], argv)
        return commands[0], words, options
    longest = max(len(one.name.split()) for one in commands)
    every = tuple({one.name: one for command in commands for one in command.options}.values())
    loose, seen = _parse(argv, (*GLOBAL, *every), head, strict=False)
    for length in range(longest, 0, -1):
        name = " ".join([head, *loose[: length - 1]])
        for command in commands:
            if command.name == name and len(loose) >= length - 1:
                words, options = parse_command(command, argv)
                return command, words[length - 1 :], options
    prefix = " ".join([head, *loose[:1]])
    known = loose[:1] if any(one.name.startswith(f"{prefix} ") for one in commands) else []
    if HELP in seen or VERSION in seen or not loose or (known and len(loose) == 1):
        return None, known, seen
    raise _unknown_verb(head, known, loose[len(known)], commands)


def _parse(
    argv: list[str], known: tuple[Option, ...], name: str, strict: bool = True
) -> tuple[list[str], dict[str, list[str]]]:
    """Words, and values of options by key; unknown options are refused only if `strict`."""
    by_name = {text: one for one in known for text in (one.name, one.short) if text}
    words: list[str] = []
    options: dict[str, list[str]] = {}
    rest = iter(argv)
    for word in rest:
        if word == "--":
            words += rest
        elif not _is_option(word):
            words.append(word)
        else:
            option, value = _split_option(word, by_name)
            if option is None:
                if strict:
                    raise _unknown_option(word, name, known)
                continue
            if option.value and value is None:
                value = next(rest, None)
                if value is None or value in by_name or value == "--":
                    if strict:
                        raise Usage(f"{option.name} needs a value: {option.name} {option.value}")
                    value = value or ""
            elif value is not None and not option.value:
                raise Usage(f"{option.name} takes no value")
            if strict and option.key in options and option.value and not option.repeat:
                raise Usage(f"{option.name} is given twice")
            options.setdefault(option.key, []).append(value or "")
    return words, options


def _is_option(word: str) -> bool:
    return len(word) > 1 and word[0] == "-" and not (word[1].isdigit() or word[1] == ".")


def _split_option(word: str, by_name: dict[str, Option]) -> tuple[Option | None, str | None]:
    """The option that a word names, and the value that is part of the word."""
    if word in by_name:
        return by_name[word], None
    name, equals, value = word.partition("=")
    if word.startswith("--"):
        return by_name.get(name), value if equals else None
    short = by_name.get(word[:2])
    if short is not None and short.value:
        return short, word[2:]
    return None, None


def check_words(command: Command, words: list[str], options: dict[str, list[str]]) -> None:
    """Refuse too few and too many words, and a workspace or person that is empty."""
    for one in GLOBAL:
        if one.value and "" in options.get(one.key, []):
            raise Usage(f"{one.name} is empty: {one.name} {one.value}")
    least, most = command.limits()
    if len(words) < least:
        missing = [word for word in command.words.split() if not word.startswith("[")][len(words) :]
        raise Usage(
            f"{command.name} needs {' '.join(missing)}: tracker-tui {command.name} --help shows how"
        )
    if len(words) > most:
        raise Usage(f"{shown(words[most])} is one word too many: tracker-tui {command.usage}")


def _near(typed: str, known: list[str]) -> str:
    from tracker_tui.core.near import nearest

    near = nearest(typed, known) if len(typed) <= 40 else None
    return f"did you mean {near}? " if near else ""


def _unknown_command(head: str) -> Usage:
    from tracker_tui.cli.registry import HIDDEN, heads

    near = _near(head, [one for one in heads() if one not in HIDDEN])
    return Usage(f"unknown command {shown(head)}; {near}tracker-tui --help lists them")


def _unknown_verb(head: str, known: list[str], word: str, commands: list[Command]) -> Usage:
    prefix = " ".join([head, *known])
    verbs = _verbs(prefix, commands)
    near = _near(word, verbs)
    return Usage(f"{prefix} has no {shown(word)}; {near or 'there is '}{', '.join(verbs)}")


def _incomplete(head: str, known: list[str]) -> Usage:
    from tracker_tui.cli.registry import commands_of

    prefix = " ".join([head, *known])
    verbs = ", ".join(_verbs(prefix, commands_of(head)))
    return Usage(f"{prefix} needs one of {verbs}: tracker-tui {head} --help explains them")


def _verbs(prefix: str, commands: list[Command]) -> list[str]:
    depth = len(prefix.split())
    found = [one.name.split()[depth] for one in commands if one.name.startswith(f"{prefix} ")]
    return list(dict.fromkeys(found))


def _unknown_option(word: str, name: str, known: tuple[Option, ...]) -> Usage:
    typed = word.partition("=")[0]
    near = _near(typed, [one.name for one in known])
    return Usage(
        f"{name} has no option {shown(typed)}; {near}"
        "-- before words that begin with a dash makes them words"
    )
