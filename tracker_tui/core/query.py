"""QUERY: the words that choose entries.

`client:acme project:api tag:bug task:review person:ada billable:no state:unbilled ref:GH-214
note:login` ask for a field; any other word must occur in the note, project, task, ref or a tag.
All must hold, upper and lower case are the same, and `not:` before any of them turns it round.
"""

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import Usage
from tracker_tui.core.ids import shown
from tracker_tui.core.views import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker_tui.core.views import PricedEntry

FIELDS = ("client", "project", "task", "tag", "person", "billable", "state", "ref", "note")
"""What may stand before a colon."""

YES, NO = ("yes", "true", "1"), ("no", "false", "0")

_IN_ROLLUPS = ("client", "project", "task", "person", "billable")
_ANYWHERE = ""


class Condition(NamedTuple):
    """One word of a query: `field` empty for a word that may occur anywhere; `value` casefolded."""

    field: str
    value: str
    negated: bool = False


class Place(NamedTuple):
    """What a roll-up knows of its entries."""

    project: str
    task: str
    person: str
    billable: bool

    @property
    def client(self) -> str:
        """The client's id; empty while the time is unassigned."""
        return self.project.partition("/")[0]


class Query(NamedTuple):
    """Conditions that must all hold; without any, everything fits."""

    conditions: tuple[Condition, ...] = ()

    @property
    def needs_only_rollup(self) -> bool:
        """Whether client, project, task, person and billable decide: so a roll-up can answer."""
        return all(one.field in _IN_ROLLUPS for one in self.conditions)

    def matches(self, priced: "PricedEntry") -> bool:
        """Whether the entry fits."""
        return all(_holds(one, priced) != one.negated for one in self.conditions)

    def fits(self, place: Place) -> bool:
        """Whether all entries of a roll-up's place fit; only where `needs_only_rollup`."""
        return all(_BY_PLACE[one.field](place, one.value) != one.negated for one in self.conditions)


def parse_query(words: "Sequence[str]") -> Query:
    """The query of these words; raises Usage for a wrong value or a slip in a field's name."""
    return Query(tuple(_condition(word) for word in words if word))


def _condition(typed: str) -> Condition:
    word, negated = typed, False
    while word[:4].lower() == "not:":
        word, negated = word[4:], not negated
    if not word:
        raise Usage(f"{shown(typed)} says nothing: write not: before a word, as in not:tag:bug")
    key, colon, value = word.partition(":")
    name = key.lower()
    if colon and name in FIELDS:
        return Condition(name, _checked(name, value, typed), negated)
    if colon and key.isascii() and key.isalpha():
        _refuse_slip(key, typed)
    return Condition(_ANYWHERE, word.casefold(), negated)


def _refuse_slip(key: str, typed: str) -> None:
    from tracker_tui.core.near import nearest

    meant = nearest(key, FIELDS)
    if meant is not None:
        raise Usage(f"{shown(typed)}: there is no {key}:, did you mean {meant}: ?")


def _checked(name: str, value: str, typed: str) -> str:
    value = value.casefold()
    if not value:
        raise Usage(f"{shown(typed)} names no {name}: write it behind the colon without a space")
    if name == "billable":
        if value not in YES + NO:
            raise Usage(f"{shown(typed)}: billable: is yes or no")
        return YES[0] if value in YES else NO[0]
    if name == "state" and value not in STATES:
        raise Usage(f"{shown(typed)}: state: is one of {', '.join(STATES)}")
    return value


def _holds(condition: Condition, priced: "PricedEntry") -> bool:
    entry, field, value = priced.entry, condition.field, condition.value
    if field in _BY_PLACE:
        place = Place(entry.project, entry.task, entry.person, priced.billable)
        return _BY_PLACE[field](place, value)
    if field == "state":
        return priced.state == value
    if field == "tag":
        return any(tag.casefold() == value for tag in entry.tags)
    if field == "ref":
        return entry.ref.casefold() == value
    if field == "note":
        return value in entry.note.casefold()
    texts = (entry.note, entry.project, entry.task, entry.ref, *entry.tags)
    return any(value in text.casefold() for text in texts)


def _is_project(place: Place, value: str) -> bool:
    project = place.project.casefold()
    return value == (project if "/" in value else project.partition("/")[2])


_BY_PLACE: "dict[str, Callable[[Place, str], bool]]" = {
    "client": lambda place, value: place.client.casefold() == value,
    "project": _is_project,
    "task": lambda place, value: place.task.casefold() == value,
    "person": lambda place, value: place.person.casefold() == value,
    "billable": lambda place, value: place.billable == (value in YES),
}
