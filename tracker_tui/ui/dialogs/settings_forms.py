"""The forms of the settings: this machine, the business, a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.ui.dialogs.fields import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker_tui.ui.host import Host

    Formed = tuple[Sequence[Field], Callable[[dict[str, str]], object]]

HINTS = {
    "terms_days": "days until an invoice is due",
    "language": "two letters, such as en or de",
    "tax": "S standard, Z zero, E exempt, AE reverse charge, K, G, O",
    "tax_rate": "percent",
    "tax_reason": "why there is none, as the law wants it said",
    "zone": "such as Europe/Berlin",
    "weekly_hours": "your target of a week, such as 40",
    "daily_hours": "of a day, where that is not a fifth of it",
}
LABELS = {"vat_id": "VAT id", "iban": "IBAN", "bic": "BIC", "zip": "ZIP", "email": "e-mail"}

TEXTS = ("name", "contact", "street", "zip", "city", "country", "vat_id", "email")
MONEY = ("currency", "language", "terms_days", "tax", "tax_rate", "tax_reason")

FLAGS = {
    "ascii": "signs that every terminal has",
    "seconds": "running clocks show seconds",
    "lean": "only what changes is sent",
    "mouse": "clicks and the wheel",
}
"""Preferences that are yes or no, in words."""


def _field(name: str, value: str) -> Field:
    label = LABELS.get(name, name.replace("_", " "))
    return Field(name, label, value, hint=HINTS.get(name, ""))


def machine_form(host: Host) -> Formed:
    """What this machine's own settings file says."""
    from tracker_tui.services.settings import set_preference

    workspace = host.workspace
    before = {
        "person": workspace.person,
        "zone": workspace.zone_name,
        **{key: "yes" if getattr(host.preferences, key) else "" for key in FLAGS},
    }
    people = tuple(workspace.person_ids())
    fields = [
        Field("person", "person", before["person"], "choice", people),
        _field("zone", before["zone"]),
        *(Field(key, key, before[key], "flag", hint=words) for key, words in FLAGS.items()),
    ]

    def save(values: dict[str, str]) -> object:
        for key, typed in values.items():
            if typed != before[key]:
                host.change(set_preference, key, typed)
        return True

    return fields, save


def business_form(host: Host) -> Formed:
    """The business: who it is, its taxes from today on, its bank."""
    from tracker_tui.services.client_fields import ClientFields
    from tracker_tui.services.settings import BANK, BusinessFields, business_as_typed, edit_business

    typed = business_as_typed(host.workspace)
    own = typed.fields._asdict()
    bank = typed.bank or {}
    fields = [
        *(_field(key, own[key] or "") for key in TEXTS),
        Field("money", "Money", kind="head"),
        *(_field(key, own[key] or "") for key in MONEY),
        _field("zone", typed.zone or ""),
        Field("account", "Bank account", kind="head"),
        *(_field(key, bank.get(key, "")) for key in BANK),
    ]
    before = {field.name: field.value for field in fields}

    def save(values: dict[str, str]) -> object:
        changed = {key: text for key, text in values.items() if text != before[key]}
        plain = {key: text for key, text in changed.items() if key in (*TEXTS, *MONEY)}
        account = {key: text for key, text in changed.items() if key in BANK}
        edit = BusinessFields(ClientFields(**plain), changed.get("zone"), account or None)
        return host.change(edit_business, edit)

    return fields, save


def person_form(host: Host, person: str) -> Formed:
    """Somebody who tracks time here; an empty `person` is a new one."""
    from tracker_tui.services.settings import (
        PersonFields,
        add_person,
        edit_person,
        person_as_typed,
    )

    known = person_as_typed(host.workspace, person) if person else PersonFields()
    fields = [_field(key, text or "") for key, text in known._asdict().items()]
    if not person:
        fields.insert(0, Field("id", "id", hint="short, small letters: ada"))
    before = {field.name: field.value for field in fields}

    def save(values: dict[str, str]) -> object:
        new = values.pop("id", "").strip()
        changed = {key: text for key, text in values.items() if text != before[key]}
        edit = PersonFields(**changed)
        if person:
            return host.change(edit_person, person, edit)
        return host.change(add_person, new, edit)

    return fields, save
