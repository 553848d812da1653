"""The words of an entry: `acme/api` project, `@review` task, `+bug` tag, the rest is the note.

The project is the first word that is two names with one slash between them; so `https://x/y` never
is, and what looks like one later on (`and/or`) is part of the note. A word that has a space in it
was quoted, and a sign before digits alone (`+1`, `#214`, `@9`) is no name: both belong to the note.
"""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Usage
from tracker_tui.core.ids import check_name, is_name, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_NOTE = 2000
"""Characters that a note may have."""

LONGEST_TAG = 64

_TAG_SIGNS = "_-."


class Words(NamedTuple):
    """What the words of an entry say; empty where they say nothing."""

    project: str = ""
    task: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""


def is_project(word: str) -> bool:
    """Whether a word has the form client/project."""
    client, slash, project = word.partition("/")
    return bool(slash) and is_name(client) and is_name(project)


def project_at(words: "Sequence[str]") -> int | None:
    """Where among the words the project stands; None: no word has its form."""
    return next((at for at, word in enumerate(words) if is_project(word)), None)


def parse_words(words: "Sequence[str]", *, allow_hash: bool = False) -> Words:
    """The words in any order; with `allow_hash` `#bug` is a tag too.

    Raises Usage for two tasks, for a name that cannot be one, and for a note that no line can hold.
    """
    project, task = "", ""
    tags: list[str] = []
    note: list[str] = []
    at = project_at(words)
    for place, word in enumerate(words):
        if place == at:
            project = word
        elif not _is_signed(word, "@+#" if allow_hash else "@+"):
            note.append(word)
        elif word[0] != "@":
            tags.append(check_tag(word[1:]))
        elif task and task != word[1:]:
            raise Usage(f"an entry has one task, not two: @{task} and {shown(word)}")
        else:
            task = check_name(word[1:], "task")
    return Words(project, task, tuple(dict.fromkeys(tags)), check_note(" ".join(note)))


def _is_signed(word: str, signs: str) -> bool:
    """Whether a word begins with a sign and goes on with a name, which has a letter somewhere."""
    if not word or word[0] not in signs:
        return False
    return any(map(str.isalpha, word)) and not any(map(str.isspace, word))


def check_tag(tag: str) -> str:
    """The tag itself; refused unless it is letters (of any script), digits, - _ and dots."""
    first = tag[:1].isalnum()
    if not first or len(tag) > LONGEST_TAG or not all(_in_tag(letter) for letter in tag):
        raise Usage(
            f"{shown(tag)} cannot be a tag: use letters, digits, - _ and ., "
            f"beginning with a letter or digit (at most {LONGEST_TAG})"
        )
    return tag


def _in_tag(letter: str) -> bool:
    # Marks are what Indic and Arabic letters, and accents of their own, are completed with.
    return letter.isalnum() or letter in _TAG_SIGNS or _is_mark(letter)


def _is_mark(letter: str) -> bool:
    if letter.isascii():
        return False
    from unicodedata import category

    return category(letter)[0] == "M"


def check_note(note: str) -> str:
    """The note with single spaces and none around it; refused unless it fits one printed line."""
    for letter in note:
        code = ord(letter)
        if code < 32 or 127 <= code < 160 or code in (0x2028, 0x2029):
            what = "a line break" if letter in "\n\r\x85\u2028\u2029" else "a control character"
            raise Usage(f"the note {shown(note)} has {what} in it: write it on one line")
        if 0xD800 <= code < 0xE000:
            raise Usage(f"the note {shown(note)} is not valid text: write it in UTF-8")
    plain = " ".join(word for word in note.split(" ") if word)
    if len(plain) > LONGEST_NOTE:
        raise Usage(f"the note has {len(plain)} characters: at most {LONGEST_NOTE} fit")
    return plain
