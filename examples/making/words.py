"""What the work is about: for each project its tickets, their subjects and whom one talks to."""

from __future__ import annotations

from typing import NamedTuple

ENGLISH = {
    "first": ("Build {}", "Sketch {}", "Rework {}"),
    "later": ("Build {}", "Fix {}", "Tests for {}", "Document {}", "Tidy up {}"),
    "review": ("Review {}",),
}
GERMAN = {
    "first": ("{}: Umsetzung", "{}: Entwurf", "{}: Umbau"),
    "later": ("{}: Umsetzung", "{}: Fehlersuche", "{}: Tests", "{}: Doku", "{}: Feinschliff"),
    "review": ("{}: Durchsicht",),
}
TAGS = {"Fix {}": "bug", "Tests for {}": "test", "Document {}": "docs"} | {
    "{}: Fehlersuche": "bug",
    "{}: Tests": "test",
    "{}: Doku": "docs",
}


class Work(NamedTuple):
    """The words of a project.

    `tickets` is the prefix of their numbers (empty: it has none); work on a subject bears the task
    `doing`, looking at a colleague's the task `looking`, talks the task `talking`.
    """

    tickets: str
    subjects: tuple[str, ...]
    talks: tuple[str, ...]
    phrases: dict[str, tuple[str, ...]] = ENGLISH
    doing: str = "dev"
    looking: str = ""
    talking: str = "meeting"


WORK = {
    "acme/portal": Work(
        "ACP-",
        (
            "the shipment list",
            "search by container number",
            "the address book",
            "login with company accounts",
            "the login redirect loop",
            "bulk upload of orders",
            "CSV export of shipments",
            "mail digests",
            "role management",
            "the delivery map",
            "labels as PDF",
            "accessible tables",
            "dark mode",
            "the cookie banner",
        ),
        ("Weekly with Marta", "Sprint planning", "Demo for customer service", "Portal roadmap"),
        looking="review",
    ),
    "acme/api": Work(
        "GH-",
        (
            "the retry logic of webhooks",
            "pagination of events",
            "rate limits per customer",
            "the carrier adapter for parcels",
            "the carrier adapter for pallets",
            "idempotent imports",
            "signed callbacks",
            "the OpenAPI description",
            "slow queries on tracking points",
            "time zones of depots",
            "the sandbox for partners",
            "structured logs",
        ),
        ("Weekly with Marta", "Call with the parcel carrier", "API guild"),
        looking="review",
    ),
    "globex/ops": Work(
        "OPS-",
        (
            "Zertifikate der Mandanten",
            "Upgrade der Knoten",
            "Backup und Rücksicherung",
            "Überwachung der Druckwarteschlange",
            "Speicherplatz auf db2",
            "Umzug der Protokolle",
            "Härtung der Firewall",
            "Rechte im Verzeichnisdienst",
            "Patchtag",
            "Notfallhandbuch",
        ),
        ("Betriebsrunde mit Herrn Obermaier", "Übergabe an die Rufbereitschaft"),
        GERMAN,
        "run",
    ),
    "globex/mes": Work(
        "MES-",
        (
            "Auftragsimport aus dem ERP",
            "Rückmeldung der Stückzahlen",
            "Anbindung der Pressen über OPC UA",
            "Schichtkalender",
            "Ausschussgründe",
            "Stillstandszeiten",
            "Etikettendruck",
            "Rüstzeiten",
            "Werkerterminal",
            "Prüfmerkmale",
        ),
        ("Werkstattgespräch in Passau", "Abstimmung mit dem ERP-Haus", "Lenkungskreis"),
        GERMAN,
    ),
    "tolk/shop": Work(
        "",
        (
            "Abo-Bestellungen",
            "Versandkosten je Land",
            "Etiketten für Röstchargen",
            "Lagerbestand je Sorte",
            "Kassenschnittstelle",
            "Gutscheine",
        ),
        ("Telefonat mit Frau Tolk", "Besuch in der Rösterei"),
        GERMAN,
        "",
        talking="",
    ),
    "bergkristall/booking": Work(
        "BK-",
        (
            "Zimmerkategorien",
            "Saisonpreise",
            "Kurtaxe je Gemeinde",
            "Anzahlung mit Karte",
            "Stornobedingungen",
            "Gutscheine",
            "Halbpension als Zusatz",
            "Abgleich mit den Buchungsportalen",
            "Check-in am Terminal",
            "Rundungen auf fünf Rappen",
        ),
        ("Besprechung mit Reto", "Probelauf mit der Réception", "Planung der Wintersaison"),
        GERMAN,
    ),
    "museum/website": Work(
        "",
        (
            "Objektseiten",
            "Bildarchiv",
            "Leichte Sprache",
            "Kalender der Führungen",
            "Suche in der Sammlung",
            "Anfahrt und Öffnungszeiten",
        ),
        ("Gespräch mit Frau Dr. Voss", "Abnahme mit dem Vorstand"),
        GERMAN,
        "",
        talking="",
    ),
    "museum/care": Work(
        "",
        ("Aktualisierungen", "Neue Ausstellung", "Formular für Schulklassen", "Newsletter"),
        ("Gespräch mit Frau Dr. Voss",),
        GERMAN,
        "",
        talking="",
    ),
    "pemberton/dash": Work(
        "PA-",
        (
            "the cohort chart",
            "drill-down by region",
            "scheduled reports",
            "currency switch",
            "row-level permissions",
            "the colour-blind palette",
            "caching of aggregates",
            "embedding in client portals",
            "the onboarding tour",
        ),
        ("Call with Oliver", "Design review", "Quarterly planning"),
    ),
    "harbor/shop": Work(
        "HF-",
        (
            "the checkout on small screens",
            "gift cards",
            "sales tax by county",
            "the returns form",
            "product variants",
            "the search index",
            "image sizes",
            "abandoned carts",
            "the store locator",
            "shipping quotes",
        ),
        ("Stand-up with Grace's team", "Sprint review", "Holiday season planning"),
        looking="review",
    ),
    "harbor/data": Work(
        "HF-",
        (
            "the nightly load",
            "margin by category",
            "late shipments report",
            "the customer dimension",
            "slow joins on orders",
            "access for the accountants",
            "history of prices",
        ),
        ("Call with the accountants", "Data walkthrough with Grace"),
    ),
    "verde/telemetry": Work(
        "VE-",
        (
            "the MQTT bridge",
            "gaps in inverter readings",
            "yield forecast",
            "alarms by text message",
            "the plant overview",
            "daylight saving in time series",
            "export for the grid operator",
            "sensor calibration",
        ),
        ("Call with Giulia", "Site visit near Ravenna (remote)"),
        doing="",
        talking="",
    ),
    "sundara/fhir": Work(
        "SH-",
        (
            "patient matching",
            "the consent resource",
            "lab results mapping",
            "audit events",
            "bulk export",
            "terminology lookup",
            "the staging cluster",
        ),
        ("Call with Anjali", "Security questionnaire", "Architecture review"),
        doing="",
        talking="",
    ),
    "studio/admin": Work(
        "",
        ("Belege", "Umsatzsteuer-Voranmeldung", "Ablage", "Angebote und Verträge", "Rechnungen"),
        ("Steuerberaterin",),
        {"first": ("{}",), "later": ("{}",), "review": ("{}",)},
        "",
        talking="",
    ),
    "studio/learning": Work(
        "",
        (
            "Paper on conflict-free replicated data",
            "Course on accessibility audits",
            "Rust evening",
            "Postgres release notes",
            "Conference talks",
        ),
        ("Study group",),
        {"first": ("{}",), "later": ("{}",), "review": ("{}",)},
        "",
        talking="",
    ),
    "studio/sales": Work(
        "",
        ("Angebot für eine Bibliothek", "Angebot für ein Ingenieurbüro", "Website des Studios"),
        ("Erstgespräch", "Netzwerktreffen"),
        {"first": ("{}",), "later": ("{}",), "review": ("{}",)},
        "",
        talking="",
    ),
}
WORK["acme/tracking"] = WORK["acme/api"]
