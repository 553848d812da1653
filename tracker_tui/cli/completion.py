"""What completes the words of a command line: fixed words, files, and names of the workspace."""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.cli.command import GLOBAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker_tui.cli.command import Call, Command, Option
    from tracker_tui.store.workspace import Workspace


class Offer(NamedTuple):
    """What completes a word: `how` is words, names, files, folders or none.

    `what` are the words with blanks between them, or the kind of the names.
    """

    how: str
    what: str = ""


KINDS = {
    "CLIENT": "clients",
    "PROJECT": "projects",
    "CLIENT[/PROJECT]": "projects",
    "TARGET": "projects",
    "HANDLE": "handles",
    "DRAFT": "drafts",
    "NUMBER": "numbers",
    "ID": "documents",
    "PERSON": "people",
    "NOTE": "projects",
}
"""The kind of name that a word of a usage is; a project may stand among the words of a note."""

FIXED = {
    "PERIOD": (
        "today yesterday week last-week month last-month quarter last-quarter year last-year all"
    ),
    "QUERY": "client: project: task: tag: person: billable: state: ref: not:",
}


# The names


def names_of(call: "Call") -> list[str]:
    """The names of a kind: clients, projects, handles, drafts, numbers, documents, people."""
    find = _FINDERS.get(call.word(0))
    names = find(call.workspace()) if find is not None else []
    return [name for name in names if _HARMLESS.issuperset(name)]


def _projects(workspace: "Workspace") -> list[str]:
    return [
        f"{client.id}/{project.id}"
        for client in workspace.clients().values()
        if not client.archived
        for project in client.projects.values()
        if not project.archived
    ]


def _handles(workspace: "Workspace") -> list[str]:
    from tracker_tui.core.ids import HANDLE_LENGTH
    from tracker_tui.services.finding import newest_entries

    return [entry.id[-HANDLE_LENGTH:] for entry in newest_entries(workspace, 20)]


def _drafts(workspace: "Workspace") -> list[str]:
    from tracker_tui.core.ids import HANDLE_LENGTH

    return [draft[-HANDLE_LENGTH:] for draft in workspace.draft_ids()]


def _numbers(workspace: "Workspace") -> list[str]:
    return [number for number, _ in workspace.document_numbers()]


_HARMLESS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./")
"""Names come from files that others may have written; a shell sees no other signs of them."""

_FINDERS: "dict[str, Callable[[Workspace], list[str]]]" = {
    "clients": lambda workspace: workspace.client_ids(),
    "projects": _projects,
    "handles": _handles,
    "drafts": _drafts,
    "numbers": _numbers,
    "documents": lambda workspace: [*_drafts(workspace), *_numbers(workspace)],
    "people": lambda workspace: workspace.person_ids(),
}


# What completes where


def offer_of(word: str) -> Offer:
    """What completes a word of a usage, or the value of an option, such as [PERIOD] or a|b."""
    bare = word.strip("[].")
    if kind := KINDS.get(word) or KINDS.get(bare):
        return Offer("names", kind)
    if bare in ("FILE", "DIR"):
        return Offer("files" if bare == "FILE" else "folders")
    if bare in FIXED:
        return Offer("words", FIXED[bare])
    literal = "|" in bare or bare.islower()
    return Offer("words", bare.replace("|", " ")) if literal else Offer("none")


def offers_of(command: "Command") -> "Iterator[tuple[int, bool, Offer]]":
    """For each word of a command: its place, whether it stands for all that follow, its offer.

    Where it may be missing, it offers what the next one offers too, if both are fixed words.
    """
    words = command.words.split()
    found = [offer_of(word) for word in words]
    for at, word in enumerate(words):
        offer = found[at]
        follows = found[at + 1] if at + 1 < len(found) else Offer("none")
        if word.startswith("[") and offer.how == follows.how == "words":
            offer = Offer("words", f"{offer.what} {follows.what}")
        yield at, "..." in word, offer


def followers(commands: "list[Command]") -> dict[str, list[str]]:
    """The words that lead on from those typed so far, by these: "", "invoice", "invoice line"."""
    found: dict[str, list[str]] = {}
    for command in commands:
        words = command.name.split()
        for depth, word in enumerate(words):
            below = found.setdefault(" ".join(words[:depth]), [])
            if word not in below:
                below.append(word)
    return found


def option_names(options: "tuple[Option, ...]") -> list[str]:
    """Every name of the options."""
    return [name for one in options for name in (one.short, one.name) if name]


def valued_names(commands: "list[Command]") -> list[str]:
    """The names of all options that have a value."""
    options = [*GLOBAL, *(one for command in commands for one in command.options)]
    return list(dict.fromkeys(option_names(tuple(one for one in options if one.value))))
