"""The business, the people and this machine's preferences, changed as somebody types them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker_tui.core.errors import FieldError, Refused, Usage
from tracker_tui.core.ids import check_name, shown
from tracker_tui.services import places
from tracker_tui.services.changes import Made
from tracker_tui.services.client_fields import (
    ADDRESS_TYPED,
    ClientFields,
    address_rows,
    plain_values,
    tax_rows,
)
from tracker_tui.services.wording import line_of_text, plain, since_day
from tracker_tui.store import layout
from tracker_tui.store.records import Change

if TYPE_CHECKING:
    from typing import Any

    from tracker_tui.core.business import Business
    from tracker_tui.core.record import Record
    from tracker_tui.store.workspace import Workspace

BANK = ("holder", "bank", "iban", "bic")
"""The fields of the bank account that are typed."""

FLAGS = ("ascii", "seconds", "lean", "mouse")
"""Preferences that are yes or no."""


class BusinessFields(NamedTuple):
    """What is typed of the business: `fields` as of a client, its zone, its bank account.

    None leaves a field as it is, an empty text empties it.
    """

    fields: ClientFields
    zone: str | None = None
    bank: dict[str, str] | None = None


class PersonFields(NamedTuple):
    """A person's fields as typed; None leaves one as it is, an empty text empties it."""

    name: str | None = None
    email: str | None = None
    zone: str | None = None
    weekly_hours: str | None = None
    daily_hours: str | None = None


# --- the business ----------------------------------------------------------------------------


def business_as_typed(workspace: Workspace) -> BusinessFields:
    """The business's fields; address and tax are those that hold today."""
    business, today = workspace.business(), workspace.today
    address, tax = business.address_on(today), business.tax_on(today)
    held = address.fields if address is not None else {}
    fields = ClientFields(
        **{key: held.get(key, "") for key in ADDRESS_TYPED},
        name=business.name,
        currency=business.currency,
        language=business.language,
        terms_days=str(business.terms_days),
        tax=tax.category if tax is not None else "",
        tax_rate=(plain(tax.rate) or "") if tax is not None and tax.rate else "",
        tax_reason=tax.reason if tax is not None else "",
    )
    return BusinessFields(fields, business.zone, {key: business.bank.get(key, "") for key in BANK})


def edit_business(workspace: Workspace, typed: BusinessFields) -> Made:
    """Changes the business; addresses and taxes go on from today, issued documents stay."""
    file = layout.BUSINESS
    with workspace.locked():
        before = workspace.store.toml(file) or {}
        values = _business_values(workspace, typed, before)
        _read_business({**before, **values})
        changes = [
            Change(file, (key,), before.get(key), value)
            for key, value in values.items()
            if before.get(key) != value
        ]
        if not changes:
            return Made("Nothing to change")
        label = "Edited the business"
        workspace.commit(label, changes)
    return Made(label, (), {change.path[0]: str(change.after) for change in changes})


def _business_values(workspace: Workspace, typed: BusinessFields, before: Record) -> Record:
    """What the file is to hold at its top; None where a key goes."""
    values = plain_values(typed.fields)
    if typed.zone is not None:
        values["zone"] = _zone(typed.zone) or None
    for key, with_typed in (("addresses", address_rows), ("taxes", tax_rows)):
        old = list(before.get(key, []))
        since = since_day(workspace, typed.fields.since, workspace.today if old else "")
        new = with_typed(typed.fields, old, since)
        if new != old:
            values[key] = new
    if typed.bank is not None:
        bank = {**before.get("bank", {}), **_bank(typed.bank)}
        values["bank"] = {key: text for key, text in bank.items() if text} or None
    return values


def _bank(typed: dict[str, str]) -> dict[str, str]:
    found = {key: line_of_text(typed[key], key) for key in BANK if key in typed}
    if found.get("iban"):
        from stdnum import iban
        from stdnum.exceptions import ValidationError

        try:
            found["iban"] = iban.compact(iban.validate(found["iban"]))
        except ValidationError:
            raise FieldError("iban", f"{shown(typed['iban'])} is no IBAN: check it") from None
    return found


def _zone(text: str) -> str:
    from tracker_tui.core.clock import zone_of

    name = text.strip()
    if name:
        zone_of(name)
    return name


def _read_business(record: Record) -> Business:
    """The business that the file will hold: what cannot be read is never written."""
    from tracker_tui.core.business import read_business

    return read_business({key: value for key, value in record.items() if value is not None})


def business_text(workspace: Workspace) -> tuple[str, str]:
    """The path and the text of tracker.toml."""
    return workspace.files.path(layout.BUSINESS), _text(workspace)


def replace_business_text(workspace: Workspace, before: str, after: str) -> Made:
    """Takes tracker.toml as somebody edited it; refused with line and key where it is wrong.

    `before` is the text that the editor was given: a file that changed meanwhile is left alone.
    """
    from tracker_tui.store.problems import BadFile, Problem
    from tracker_tui.store.toml import line_of_key, read_toml

    with workspace.locked():
        if _text(workspace) != before:
            raise Refused(f"{layout.BUSINESS} was changed meanwhile: edit it again")
        try:
            _read_business(read_toml(after, layout.BUSINESS))
        except FieldError as error:
            line = line_of_key(after, error.key.split("."))
            raise BadFile([Problem(layout.BUSINESS, line, error.key, error.problem)]) from None
        label = f"Edited {layout.BUSINESS}"
        workspace.commit(label, [Change(layout.BUSINESS, (), before, after)])
    return Made(label)


def _text(workspace: Workspace) -> str:
    from tracker_tui.store.text import decode

    return decode(workspace.files.read(layout.BUSINESS) or b"", layout.BUSINESS)


# --- people ----------------------------------------------------------------------------------


def person_as_typed(workspace: Workspace, person_id: str) -> PersonFields:
    """A person's fields."""
    person = workspace.people().get(person_id)
    if person is None:
        raise Refused(f"there is no person {shown(person_id)}")
    weekly, daily = plain(person.weekly_hours) or "", plain(person.daily_hours) or ""
    return PersonFields(person.name, person.email, person.zone, weekly, daily)


def add_person(workspace: Workspace, person_id: str, fields: PersonFields) -> Made:
    """Adds somebody who tracks time here."""
    check_name(person_id, "person")
    with workspace.locked():
        if person_id in workspace.person_ids():
            raise Refused(f"person {person_id} exists")
        values = {"name": person_id, **_person_values(fields)}
        record = {key: value for key, value in values.items() if value is not None}
        from tracker_tui.store.toml_edit import value_text

        text = "".join(f"{key} = {value_text(value)}\n" for key, value in record.items())
        label = f"Added person {person_id}"
        workspace.commit(label, [Change(layout.person_file(person_id), (), None, text)])
    return Made(label, (person_id,), {key: str(value) for key, value in record.items()})


def edit_person(workspace: Workspace, person_id: str, fields: PersonFields) -> Made:
    """Changes a person."""
    file = layout.person_file(person_id)
    with workspace.locked():
        person_as_typed(workspace, person_id)
        before = workspace.store.toml(file) or {}
        changes = [
            Change(file, (key,), before.get(key), value)
            for key, value in _person_values(fields).items()
            if before.get(key) != value
        ]
        if not changes:
            return Made("Nothing to change")
        label = f"Edited person {person_id}"
        workspace.commit(label, changes)
    return Made(label, (), {str(change.path[0]): str(change.after) for change in changes})


def _person_values(fields: PersonFields) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if fields.name is not None:
        found["name"] = line_of_text(fields.name, "name")
        if not found["name"]:
            raise FieldError("name", "a person has a name: it cannot be emptied")
    if fields.email is not None:
        found["email"] = line_of_text(fields.email, "e-mail") or None
    if fields.zone is not None:
        found["zone"] = _zone(fields.zone) or None
    for key, most in (("weekly_hours", 168), ("daily_hours", 24)):
        typed = getattr(fields, key)
        if typed is not None:
            found[key] = _hours(key, typed, most) if typed.strip() else None
    return found


def _hours(key: str, text: str, most: int) -> object:
    """A number of hours as the file holds it: whole where it is whole."""
    from tracker_tui.core.currency import parse_amount

    number = parse_amount(text, decimals=2)
    if not 0 < number <= most:
        raise FieldError(key, f"{shown(text)} is not above 0 and at most {most} hours")
    return int(number) if number == int(number) else number


# --- this machine ----------------------------------------------------------------------------


def set_preference(workspace: Workspace, key: str, typed: str) -> Made:
    """Notes a preference of this machine in config.toml: `yes` or nothing, a name, a zone."""
    if key in FLAGS:
        value: str | bool = typed == "yes"
    elif key == "person":
        if typed not in workspace.person_ids():
            raise Usage(f"{shown(typed)} is not in people/: {', '.join(workspace.person_ids())}")
        value = typed
    elif key == "zone":
        value = _zone(typed)
    else:
        raise Usage(f"{shown(key)} is no preference")
    places.write_setting(key, value)
    return Made(f"{key} is {typed or 'no'} from the next start", (), {key: value})
