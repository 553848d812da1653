"""What somebody is about to type, from what they did before.

An entry of the past counts the more the younger it is, and a little more at the same time of day,
on the same weekday, and where it came after something like the newest one. Seconds are those of
the local clock since 1970. A line is suggested only if its words mean what it says.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.clock import DAY
from tracker_tui.core.entry_line import EntryLine, read_entry_line, split_line
from tracker_tui.core.errors import Usage
from tracker_tui.core.grammar import Words, is_project, parse_words, project_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

HALF_LIFE = 14 * DAY
"""After so many seconds an entry counts half."""

FRESH, FRESH_HALF_LIFE = 3.0, DAY
"""The newest time that something was done counts so much more, and half of it a day later."""

SAME_WEEKDAY, NEAR_HOUR, AFTER_ALIKE = 0.1, 0.2, 0.5
"""What is added to an entry's weight, as shares of it."""

MOST = 9
"""So many suggestions are made: those that a digit can name."""


class Use(NamedTuple):
    """An entry of the past: what was said, and when it began."""

    project: str
    task: str
    tags: tuple[str, ...]
    note: str
    second: int


class Thing(NamedTuple):
    """Something that was done, once or often; with the tags that it had last."""

    words: Words
    folded: str
    score: float

    @property
    def line(self) -> str:
        """The words to type for it."""
        return line_of(self.words)


class Suggestion(NamedTuple):
    """The line as it is once the suggestion is taken, and what the list shows of it.

    `kind` is recent, project, task, tag or note; `name` what is put in, `detail` what comes along.
    """

    text: str
    kind: str
    name: str
    detail: str = ""


def line_of(words: Words) -> str:
    """Words as they are typed: project, note, task, tags."""
    signed = [f"@{words.task}"] if words.task else []
    signed += [f"+{tag}" for tag in words.tags]
    return " ".join(part for part in (words.project, words.note, *signed) if part)


# --- what is known ---------------------------------------------------------------------------


class History:
    """The past, ready to be looked up at each key; built once from uses in any order.

    `projects` are those that time may go to, with their tasks: uses of others are left out.
    `running` is what runs now, which is not suggested whole.
    """

    def __init__(
        self,
        uses: Iterable[Use] = (),
        projects: Mapping[str, Sequence[str]] | None = None,
        now: int = 0,
        running: Iterable[Words] = (),
    ) -> None:
        known = projects or {}
        fitting = [use for use in uses if not use.project or use.project in known]
        fitting.sort(key=lambda use: use.second)
        weights = _weights(fitting, now)
        hidden = {_what(words) for words in running}
        self.things = _things(fitting, weights, now)
        self.recent = [one for one in self.things if _what(one.words) not in hidden][:MOST]
        self.of_project: dict[str, list[Thing]] = {}
        for thing in self.things:
            self.of_project.setdefault(thing.words.project, []).append(thing)
        self.projects = _ranked(((use.project, weight) for use, weight in weights), known)
        self._tasks = _by_project(((u.project, u.task, w) for u, w in weights), known)
        tags = ((use.project, tag, weight) for use, weight in weights for tag in use.tags)
        self._tags = _by_project(tags, {})

    def tasks(self, project: str) -> list[str]:
        """The tasks to offer, those of the project first."""
        return _first(self._tasks, project)

    def tags(self, project: str) -> list[str]:
        """The tags to offer, those of the project first."""
        return _first(self._tags, project)


_Weighted = list[tuple[Use, float]]


def _weights(uses: list[Use], now: int) -> _Weighted:
    """Each use with what it counts; the uses are in order of time."""
    found = []
    last = _what_used(uses[-1]) if uses else None
    before = None
    for use in uses:
        share = 1.0
        if (now // DAY - use.second // DAY) % 7 == 0:
            share += SAME_WEEKDAY
        if (now // 3600 - use.second // 3600 + 1) % 24 <= 2:
            share += NEAR_HOUR
        if before == last:
            share += AFTER_ALIKE
        before = _what_used(use)
        found.append((use, share * _faded(now - use.second, HALF_LIFE)))
    return found


def _faded(age: int, half_life: int) -> float:
    return float(0.5 ** (max(age, 0) / half_life))


def _what_used(use: Use) -> tuple[str, str, str]:
    return use.project, use.task, use.note


def _what(words: Words) -> tuple[str, str, str]:
    return words.project, words.task, " ".join(split_line(words.note))


def _things(uses: list[Use], weights: _Weighted, now: int) -> list[Thing]:
    """What was done, best first; without what no typed line can say."""
    scores: dict[tuple[str, str, str], float] = {}
    newest: dict[tuple[str, str, str], Use] = {}
    for use, weight in weights:
        what = (use.project, use.task, " ".join(split_line(use.note)))
        scores[what] = scores.get(what, 0.0) + weight
        newest[what] = use
    found = []
    for (project, task, note), use in newest.items():
        words = Words(project, task, tuple(dict.fromkeys(use.tags)), note)
        if (note or task) and _sayable(words):
            fresh = FRESH * _faded(now - use.second, FRESH_HALF_LIFE)
            score = scores[project, task, note] + fresh
            found.append((score, use.second, Thing(words, note.casefold(), score)))
    found.sort(key=lambda one: (-one[0], -one[1], one[2].words))
    return [thing for _, _, thing in found]


def _sayable(words: Words) -> bool:
    """Whether a line with these words means them, and nothing else."""
    try:
        return read_entry_line("start", line_of(words)) == EntryLine("", words, {})
    except Usage:
        return False


def _ranked(weighted: Iterable[tuple[str, float]], known: Iterable[str] = ()) -> list[str]:
    """Names by their weight, those known but never used at the end, by alphabet."""
    scores: dict[str, float] = {}
    for name, weight in weighted:
        if name:
            scores[name] = scores.get(name, 0.0) + weight
    used = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [name for name, _ in used] + sorted(name for name in set(known) if name not in scores)


def _by_project(
    weighted: Iterable[tuple[str, str, float]], known: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Names by weight for each project, and under "" for all of them."""
    rows = list(weighted)
    found = {"": _ranked(((name, weight) for _, name, weight in rows), _all(known))}
    rows.sort(key=itemgetter(0))
    apart: dict[str, list[tuple[str, float]]] = {}
    for project, name, weight in rows:
        apart.setdefault(project, []).append((name, weight))
    for project in {*apart, *known} - {""}:
        found[project] = _ranked(apart.get(project, ()), known.get(project, ()))
    return found


def _all(known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for names in known.values():
        yield from names


def _first(names: Mapping[str, list[str]], project: str) -> list[str]:
    own = names.get(project, []) if project else []
    return own + [name for name in names.get("", []) if name not in own]


# --- what is suggested for a line ------------------------------------------------------------


def suggest(history: History, text: str, with_when: bool = False) -> list[Suggestion]:
    """At most nine suggestions for a line, best first; the cursor is at its end.

    `with_when`: the words before the project say when it was, and there is a project.
    """
    current = text.rpartition(" ")[2]
    before = split_line(text[: len(text) - len(current)])
    at = project_at(before)
    if current[:1] in ("@", "+", "#") and (before or not with_when):
        found = _signed(history, text, current, before, at)
    elif at is not None:
        front, rest = before[:at], before[at + 1 :]
        when, others = (front, rest) if with_when else ([], [*front, *rest])
        found = _notes(history, when, [before[at], *others], current)
    elif with_when:
        found = _after_when(history, text, current) if before else iter(())
    elif before or current:
        found = _beginnings(history, text, current, before)
    else:
        found = (_whole(one, "recent") for one in history.recent)
    return _distinct(found, text)


def _distinct(found: Iterable[Suggestion], typed: str) -> list[Suggestion]:
    chosen: dict[str, Suggestion] = {}
    for one in found:
        if one.text != typed and one.text not in chosen:
            chosen[one.text] = one
            if len(chosen) == MOST:
                break
    return list(chosen.values())


def ghost(suggestions: Sequence[Suggestion], text: str) -> str:
    """The best suggestion that goes on from what was typed; empty where none does."""
    if not text:
        return ""
    folded = text.casefold()
    return next((one.text for one in suggestions if _goes_on(one.text, text, folded)), "")


def _goes_on(line: str, text: str, folded: str) -> bool:
    return len(line) > len(text) and line[: len(text)].casefold() == folded


def _whole(thing: Thing, kind: str, head: str = "") -> Suggestion:
    words = thing.words
    detail = line_of(Words("", words.task, words.tags))
    name = " ".join(part for part in (words.project, words.note) if part)
    return Suggestion(head + thing.line, kind, name, detail)


def _signed(
    history: History, text: str, current: str, before: list[str], at: int | None
) -> Iterator[Suggestion]:
    """Tasks behind an @, tags behind a +, as they begin."""
    project = before[at] if at is not None else ""
    start, typed = text[: len(text) - len(current) + 1], current[1:]
    if current[0] == "@":
        kind, names = "task", history.tasks(project)
        if any(word[0] == "@" for word in before):
            return
    else:
        kind, names = "tag", history.tags(project)
    for name in names:
        if name.casefold().startswith(typed.casefold()) and f"{current[0]}{name}" not in before:
            yield Suggestion(f"{start}{name} ", kind, f"{current[0]}{name}")


def _after_when(history: History, text: str, current: str) -> Iterator[Suggestion]:
    """Projects for the word behind a WHEN, or whole lines where no word is begun."""
    head = text[: len(text) - len(current)]
    if not current:
        recent = (one for one in history.recent if one.words.project)
        yield from (_whole(one, "recent", head) for one in recent)
    yield from _projects(history, head, current)


def _beginnings(
    history: History, text: str, current: str, before: list[str]
) -> Iterator[Suggestion]:
    """Projects that the word may begin, then whole lines in whose note the text is."""
    if not before or "/" in current:
        yield from _projects(history, text[: len(text) - len(current)], current)
    folded = " ".join(split_line(text)).casefold()
    for thing in _fitting(history.things, folded):
        yield _whole(thing, "note")


def _projects(history: History, head: str, current: str) -> Iterator[Suggestion]:
    """Projects by how they begin: client, then project, then a later part of either."""
    folded = current.casefold()
    for place in (0, 1, 2):
        for project in history.projects:
            if project != current and _project_place(project, folded) == place:
                yield Suggestion(f"{head}{project} ", "project", project)
    if is_project(current):
        for thing in history.of_project.get(current, ()):
            yield _whole(thing, "note", head)


def _project_place(project: str, folded: str) -> int | None:
    if project.startswith(folded):
        return 0
    if project.partition("/")[2].startswith(folded):
        return 1
    parts = project.replace("/", "-").replace("_", "-").split("-")
    return 2 if any(part.startswith(folded) for part in parts) else None


def _fitting(things: Sequence[Thing], folded: str) -> Iterator[Thing]:
    """Things whose note begins so, then those with a later word that does."""
    yield from (one for one in things if one.folded.startswith(folded))
    later = f" {folded}"
    yield from (one for one in things if later in one.folded and not one.folded.startswith(folded))


def _notes(
    history: History, when: list[str], before: list[str], current: str
) -> Iterator[Suggestion]:
    """Notes of the project as they begin, then those that have the text in them."""
    try:
        said = parse_words([word for word in before if word[:2] != "--"], allow_hash=True)
    except Usage:
        return
    note = " ".join(part for part in (said.note, current) if part)
    folded = note.casefold()
    noted = set(said.note.split(" "))
    kept = [word for at, word in enumerate(before) if at == 0 or word not in noted]
    head = " ".join([*when, *kept])
    things = history.of_project.get(said.project, [])
    own = [one for one in things if not said.task or one.words.task == said.task]
    rest = [one for one in things if said.task and one.words.task != said.task]
    for thing in _fitting([*own, *rest], folded):
        if thing.words.note or not note:
            yield _with_note(head, said, thing)


def _with_note(head: str, said: Words, thing: Thing) -> Suggestion:
    """The line with the whole note, and with the task and tags that were not said."""
    words = thing.words
    alike = said.task in ("", words.task)
    rest = Words(
        "", "" if said.task else words.task, words.tags if alike and not said.tags else (), ""
    )
    detail = line_of(rest)
    text = " ".join(part for part in (head, words.note, detail) if part)
    return Suggestion(text, "note", words.note or detail, detail if words.note else "")
