"""Forms, questions and picking: by keys, in memory, over an empty screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tracker_tui.core.errors import FieldError, Refused, Usage
from tracker_tui.services.preferences import Preferences
from tracker_tui.ui.dialogs.blame import blamed_field
from tracker_tui.ui.dialogs.confirm import Confirm
from tracker_tui.ui.dialogs.form import Field, Form, FormDialog
from tracker_tui.ui.dialogs.pick import Pick
from tracker_tui.ui.host import Host

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

NOTHING = object()


class Bare(Host):
    """An app with nothing but the dialog."""

    def __init__(self, make: Callable[[], Screen[object]]) -> None:
        from tracker_tui.core.clock import parse_moment
        from tracker_tui.store.workspace import Workspace

        now = parse_moment("2026-11-20T16:30:00+01:00").utc
        workspace = Workspace("/nowhere", "ada", "UTC", lambda: now, bytes)
        super().__init__(workspace, Preferences())
        self._make = make
        self.result: object = NOTHING

    def on_mount(self) -> None:
        self.push_screen(self._make(), self._take)

    def _take(self, result: object) -> None:
        self.result = result

    def edit_text(self, text: str, name: str, apply: object = None) -> str | None:
        return f"{text}\nfrom the editor"


class Seen:
    """What was there after the keys."""

    def __init__(self, app: Bare) -> None:
        strips = app.screen._compositor.render_strips()
        self.lines = ["".join(part.text for part in strip).rstrip() for strip in strips]
        self.result = app.result
        form = next(iter(app.screen.query(Form)), None)
        self.values = form.values if form is not None else {}
        self.changed = form.changed if form is not None else {}
        focused = app.screen.focused
        self.focused = focused.parent if focused is not None else None

    @property
    def field(self) -> str:
        """The name of the field in focus."""
        return str(getattr(self.focused, "field").name)  # noqa: B009

    def has(self, text: str) -> bool:
        return any(text in line for line in self.lines)

    def line(self, text: str) -> int:
        """The number of the first line with a text."""
        return next(number for number, line in enumerate(self.lines) if text in line)


def see(
    make: Callable[[], Screen[object]], *keys: str, size: tuple[int, int] = (80, 24)
) -> list[Seen]:
    """What is there after the keys; `look` among them looks in between."""

    async def run() -> list[Seen]:
        app, seen = Bare(make), []
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                if key == "look":
                    seen.append(Seen(app))
                else:
                    await pilot.press(key)
            await pilot.pause()
            seen.append(Seen(app))
        return seen

    return asyncio.run(run())


def known_countries(typed: str) -> list[str]:
    return ["DE", "DK", "AT"]


FIELDS = (
    Field("name", "Name", "Acme [bold]GmbH[/bold] \u05d0\u05d1 \U0001f600"),
    Field("", "Address", kind="head"),
    Field("country", "Country", hint="two letters, such as DE", suggest=known_countries),
    Field("rate", "Hourly rate", "95.00", "amount"),
    Field("quantity", "Quantity", "exact", "choice", ("", "exact", "decimal", "day")),
    Field("daily", "Daily", "", "flag", hint="the amount is for a day"),
    Field("note", "Note", "two\nlines", "long"),
)


def refuse(values: dict[str, str]) -> object:
    if not values["name"]:
        raise FieldError("name.first", "must not be empty")
    if values["rate"] == "x":
        raise Usage('"x" is not an amount')
    if values["daily"]:
        raise Refused("not today")
    return values


def form(start: str = "") -> Callable[[], Screen[object]]:
    return lambda: FormDialog("Edit client [x]", FIELDS, refuse, start=start)


def test_a_form_shows_names_as_they_are_and_begins_in_its_first_field() -> None:
    (seen,) = see(form())
    assert seen.has("Edit client [x]")
    assert seen.has("Acme [bold]GmbH[/bold]")
    assert seen.has("two letters, such as DE")
    assert seen.has("[exact]")
    assert seen.field == "name"
    assert seen.changed == {}


def test_keys_move_through_the_fields_and_round() -> None:
    keys = ("tab", "look", "down", "look", "up", "look", "shift+tab", "look", "shift+tab")
    fields = [one.field for one in see(form(), *keys)]
    assert fields == ["country", "rate", "country", "name", "note"]


def test_choices_turn_by_arrows_space_and_first_letters_and_flags_too() -> None:
    keys = ("right", "look", "left", "left", "look", "d", "look", "d", "look")
    daily = ("down", "space", "look", "n", "look", "y")
    seen = see(form(start="quantity"), *keys, *daily)
    assert [one.values["quantity"] for one in seen[:4]] == ["decimal", "", "decimal", "day"]
    assert [one.values["daily"] for one in seen[4:]] == ["yes", "", "yes"]
    assert seen[-1].has("[yes]")
    assert seen[-1].changed == {"quantity": "day", "daily": "yes"}


def test_what_is_known_is_taken_as_ghost_text_or_one_after_the_other() -> None:
    seen = see(form(start="country"), "d", "look", "right", "look", "backspace", "ctrl+n", "look")
    assert seen[0].has("dE")
    assert [one.values["country"] for one in seen[:3]] == ["d", "DE", "DE"]
    seen = see(form(start="country"), "D", *("ctrl+n", "look") * 3)
    assert [one.values["country"] for one in seen[:3]] == ["DE", "DK", "D"]


def test_enter_goes_on_and_saves_in_the_last_field() -> None:
    fields = FIELDS[:1] + FIELDS[2:4]
    (seen,) = see(
        lambda: FormDialog("Edit", fields, dict, start="country"), "D", "E", "enter", "0", "enter"
    )
    assert seen.result == {"name": FIELDS[0].value, "country": "DE", "rate": "95.000"}


def test_what_is_refused_stands_below_its_field_and_nothing_is_lost() -> None:
    keys = ("D", "down", "ctrl+u", "x", "down", "down", "f2", "look", "ctrl+u", "7", "f2")
    seen, after = see(form(start="country"), *keys)
    assert seen.line('"x" is not an amount') == seen.line("Hourly rate") + 1
    assert seen.field == "rate"
    assert seen.values["country"] == "D"
    assert seen.result is NOTHING
    assert after.result == {**seen.values, "rate": "7"}


def test_a_refusal_that_names_no_field_stands_below_the_form() -> None:
    (seen,) = see(form(start="daily"), "y", "f2")
    assert seen.line("not today") > seen.line("lines")
    assert seen.field == "daily"


def test_escape_leaves_at_once_unless_something_was_typed() -> None:
    assert see(form(), "escape")[0].result is None
    asked, typed, left = see(form(), "A", "escape", "look", "B", "escape", "look", "escape")
    assert asked.has("esc again discards")
    assert asked.result is NOTHING
    assert typed.values["name"].endswith("AB")
    assert typed.result is NOTHING
    assert left.result is None


def test_a_long_text_has_lines_and_opens_in_the_editor() -> None:
    seen = see(form(start="note"), "up", "look", "down", "f4", "look", "enter", "f2")
    assert seen[0].field == "daily"
    assert seen[1].values["note"] == "two\nlines\nfrom the editor"
    assert seen[2].result == {**seen[1].values, "note": "two\nlines\nfrom the editor\n"}


def test_many_fields_scroll_and_the_last_lines_stay() -> None:
    fields = [Field(f"f{number}", f"Field {number}") for number in range(40)]

    def refuse_last(values: dict[str, str]) -> object:
        raise FieldError("f39", "must be a number " * 8)

    for size in ((80, 24), (79, 24), (60, 15)):
        seen = see(lambda: FormDialog("Many", fields, refuse_last), "shift+tab", "f2", size=size)[0]
        assert seen.field == "f39"
        assert seen.line("f39: must be a number") == seen.line("Field 39") + 1
        assert seen.has("f2 save")
        assert not seen.has("Field 1 ")


def test_the_field_that_a_refusal_is_about() -> None:
    fields = [
        Field("tax", "Tax"),
        Field("tax_rate", "Rate of the tax"),
        Field("vat_id", "VAT id"),
        Field("country", "Country"),
        Field("since", "From"),
    ]
    typed = {"tax": "5", "tax_rate": "x", "vat_id": "12", "country": "", "since": "today"}
    blamed = {
        FieldError("country.code", "must be two letters"): "country",
        Usage('the tax rate is a percentage from 0 to 100, not "x"'): "tax_rate",
        Usage("tax: there is no category 5"): "tax",
        Usage('"12" is not a VAT id: it is a country code and a number'): "vat_id",
        Usage("--from is the day from which an address holds"): "since",
        Usage('"" cannot name a tax'): "country",
        Refused("acme is archived"): "",
    }
    for error, name in blamed.items():
        assert blamed_field(error, fields, typed) == name


LINES = ("Invoice 2026-014 for [Acme] \U0001f600", "net 1,250.00 EUR")


def test_a_final_question_is_answered_no_unless_yes_is_meant() -> None:
    def question() -> Screen[object]:
        return Confirm("Issue [it]?", LINES, "issue")  # type: ignore[return-value]  # bool is one

    (seen,) = see(question)
    assert seen.has("Issue [it]?")
    assert seen.has("for [Acme]")
    assert seen.has("cannot be undone")
    assert seen.has("[ n no ]")
    for keys in (("enter",), ("escape",), ("n",), ("tab", "left", "enter")):
        assert see(question, *keys)[0].result is False
    for presses in (("y",), ("right", "enter")):
        assert see(question, *presses)[0].result is True


def test_picking_narrows_while_typing_and_hands_back_the_key() -> None:
    options = [(f"k{number}", f"client {number} [x]", f"at {number}") for number in range(10_000)]

    def pick() -> Screen[object]:
        return Pick("Which client?", options, at="k3")  # type: ignore[return-value]  # as above

    first, narrowed, taken = see(pick, "look", "9", "9", "space", "a", "t", "look", "down", "enter")
    assert first.has("client 3 [x]")
    assert narrowed.has("client 199 [x]")
    assert not narrowed.has("client 98 ")
    assert taken.result == "k199"
    (nothing,) = see(pick, "z", "z", "enter")
    assert nothing.result is NOTHING
    assert see(pick, "down", "enter")[0].result == "k4"
    assert see(pick, "escape")[0].result is None
