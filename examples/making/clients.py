"""The clients of the studio as they are entered on their first day."""

from __future__ import annotations

from typing import NamedTuple

from tracker_tui.services.clients import ClientFields
from tracker_tui.services.project_admin import ProjectFields

ABROAD = "Not subject to German VAT: the place of supply is where the customer is (§ 3a (2) UStG)."


class NewClient(NamedTuple):
    """A client as it is entered on its first day: fields, projects, rates by target."""

    id: str
    day: str
    fields: ClientFields
    projects: dict[str, ProjectFields]
    rates: tuple[tuple[str, str], ...]
    daily: bool = False


CLIENTS = (
    NewClient(
        "acme",
        "2024-10-01",
        ClientFields(
            name="Acme Logistics GmbH",
            currency="EUR",
            language="en",
            terms_days="14",
            country="DE",
            vat_id="DE161803306",
            email="invoices@acme.example.com",
            tax="S",
            tax_rate="19",
            rounding="15:up:day-task",
            street="Ankerkai 21",
            zip="20457",
            city="Hamburg",
            contact="Marta Lindqvist",
            buyer_reference="IT-4402",
            require="order",
        ),
        {
            "portal": ProjectFields(name="Customer portal", budget_amount="90000"),
            "tracking": ProjectFields(name="Tracking API", budget_hours="900"),
        },
        (("acme", "92"), ("acme/tracking@review", "80")),
    ),
    NewClient(
        "globex",
        "2024-10-01",
        ClientFields(
            name="Globex Apparatebau GmbH",
            language="de",
            terms_days="10",
            country="DE",
            vat_id="DE314159203",
            email="kreditoren@globex.example.com",
            tax="S",
            tax_rate="19",
            group_by="project",
            street="Ilzleite 40",
            zip="94034",
            city="Passau",
            contact="Herr Obermaier",
        ),
        {
            "ops": ProjectFields(name="Plattformbetrieb"),
            "mes": ProjectFields(name="MES-Anbindung", budget_hours="420"),
        },
        (("globex", "95"),),
    ),
    NewClient(
        "tolk",
        "2024-10-07",
        ClientFields(
            name="Tolk Kaffeerösterei e. K.",
            language="de",
            country="DE",
            email="post@tolk.example.com",
            tax="S",
            tax_rate="19",
            group_by="entry",
            street="Röstgasse 2",
            zip="99084",
            city="Erfurt",
            contact="Simone Tolk",
        ),
        {"shop": ProjectFields(name="Bestellsystem")},
        (("tolk", "78"),),
    ),
    NewClient(
        "studio",
        "2024-10-01",
        ClientFields(name="Studio Fern (intern)", tax="S", tax_rate="19"),
        {
            "admin": ProjectFields(name="Büro und Buchhaltung", billable=False),
            "learning": ProjectFields(name="Weiterbildung", billable=False),
            "sales": ProjectFields(name="Akquise", billable=False),
        },
        (),
    ),
    NewClient(
        "bergkristall",
        "2024-11-04",
        ClientFields(
            name="Bergkristall Hotels AG",
            currency="CHF",
            language="de",
            terms_days="30",
            country="CH",
            vat_id="CHE314159269",
            email="finanzen@bergkristall.example.com",
            tax="G",
            tax_reason="In Deutschland nicht steuerbare Leistung (§ 3a Abs. 2 UStG).",
            rounding="10:up:day-task",
            street="Lärchenrain 5",
            zip="7000",
            city="Chur",
            contact="Reto Caduff",
        ),
        {"booking": ProjectFields(name="Buchungsstrecke", budget_amount="75000")},
        (("bergkristall", "140"),),
    ),
    NewClient(
        "museum",
        "2025-01-13",
        ClientFields(
            name="Kleines Museum am Moor e. V.",
            language="de",
            terms_days="21",
            country="DE",
            email="verwaltung@museum.example.com",
            tax="S",
            tax_rate="19",
            group_by="project",
            street="Torfstich 1",
            zip="27726",
            city="Worpswede",
            contact="Dr. Henrike Voss",
        ),
        {
            "website": ProjectFields(
                name="Website der Sammlung", fixed_fee="6800", budget_hours="90"
            ),
            "care": ProjectFields(name="Pflege der Website", rounding="30:up:entry"),
        },
        (("museum", "80"),),
    ),
    NewClient(
        "pemberton",
        "2025-02-03",
        ClientFields(
            name="Pemberton Analytics Ltd",
            currency="GBP",
            language="en",
            terms_days="30",
            country="GB",
            vat_id="GB271828107",
            email="accounts@pemberton.example.com",
            tax="G",
            tax_reason=ABROAD,
            quantity="decimal",
            group_by="task",
            street="9 Tannery Row",
            zip="BS99 9ZZ",
            city="Bristol",
            contact="Oliver Pemberton",
            discount="5",
        ),
        {"dash": ProjectFields(name="Client dashboards")},
        (("pemberton", "88.50"),),
    ),
    NewClient(
        "harbor",
        "2025-03-03",
        ClientFields(
            name="Harbor & Finch Inc.",
            currency="USD",
            language="en",
            terms_days="30",
            country="US",
            email="ap@harborfinch.example.com",
            tax="O",
            tax_reason=ABROAD,
            rounding="6:nearest:entry",
            street="48 Ropewalk Lane",
            zip="11201",
            city="Brooklyn, NY",
            contact="Grace Finch",
        ),
        {
            "shop": ProjectFields(name="Storefront"),
            "data": ProjectFields(name="Reporting warehouse", budget_hours="260"),
        },
        (("harbor", "125"), ("harbor+ben", "85")),
    ),
    NewClient(
        "verde",
        "2025-05-05",
        ClientFields(
            name="Verde Energia S.r.l.",
            language="it",
            terms_days="30",
            country="IT",
            vat_id="IT16180330371",
            email="fatture@verde.example.com",
            tax="AE",
            rounding="30:nearest:day-task",
            group_by="day",
            street="Via delle Viole 12",
            zip="40121",
            city="Bologna",
            contact="Giulia Bassi",
        ),
        {"telemetry": ProjectFields(name="Telemetria degli impianti")},
        (("verde", "760"),),
        True,
    ),
    NewClient(
        "sundara",
        "2025-09-01",
        ClientFields(
            name="Sundara Health Pvt. Ltd.",
            language="en",
            terms_days="45",
            country="IN",
            email="finance@sundara.example.com",
            tax="O",
            tax_reason=ABROAD,
            group_by="project",
            street="27 Banyan Court",
            zip="411001",
            city="Pune",
            contact="Anjali Rao",
            withholding="10",
        ),
        {"fhir": ProjectFields(name="FHIR gateway", budget_hours="200")},
        (("sundara", "84"),),
    ),
)
