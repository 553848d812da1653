"""Clients, projects, rates and expenses on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.session import Session

    Transcript = Callable[[str], None]


def test_a_client_from_its_first_timer_to_its_archive(transcript: Transcript) -> None:
    transcript("""
        $ start globex/ops
        ENT01
        ! Started globex/ops
        ! made the client globex (complete it with client edit) and the project globex/ops
        $ client add globex --name 'Globex Corp' --currency USD --tax O --terms-days 30
        globex
        ! Completed client globex
        $ client list
        id      name         currency  language  terms days  rounding  projects
        acme    Acme GmbH    EUR       en                14  none      api
        globex  Globex Corp  USD       en                30  none      ops
        $ client edit globex --rounding 6:nearest:entry
        id: globex
        name: Globex Corp
        currency: USD
        language: en
        terms days: 30
        rounding: 6:nearest:entry
        quantity: exact
        group by: task
        projects: ops
        taxes: category O, rate 0, holds today yes
        ! Edited client globex
        ! undo: tracker-tui undo
        $ stop
        ENT01  2026-11-20  09:00-09:00  0:00  globex/ops
        ! Stopped globex/ops after 0:00
        ! undo: tracker-tui undo
        $ client rename globex initech
        id: initech
        name: Globex Corp
        currency: USD
        language: en
        terms days: 30
        rounding: 6:nearest:entry
        quantity: exact
        group by: task
        projects: ops
        aka: globex
        taxes: category O, rate 0, holds today yes
        ! Renamed client globex to initech
        ! 1 unbilled entry moved along
        ! undo: tracker-tui undo
    """)


def test_an_archived_client_is_listed_on_demand(session: Session) -> None:
    session.run("client", "archive", "acme").done()
    nothing = session.run("client", "list").done()
    assert (nothing.out, nothing.err) == ("", "no clients yet: client add CLIENT makes one\n")
    assert session.run("client", "list", "--archived").done().lines[1].endswith("yes")
    session.run("client", "archive", "acme", "--undo").done()
    assert session.run("client", "list", "--json").done().json[0]["id"] == "acme"


def test_what_is_known_of_a_client_is_shown_in_tables(session: Session) -> None:
    session.at("18:00")
    session.run("add", "2h", "acme/api").done()
    session.run("rate", "set", "acme/api", "95.50").done()
    session.run("client", "edit", "acme", "--vat-id", "DE136695976", "--from", "2027-01-01").done()
    shown = session.run("client", "show", "acme").done().out
    assert shown.endswith("""\
group by: task
unbilled: EUR 191.00

projects:
  project   name          client  billable  hours  billed hours  amount
  acme/api  Payments API  acme    yes        2:00          2:00  191.00

addresses:
  from        street  city    zip    country  holds today  vat id
              Weg 1   Berlin  10115  DE       yes
  2027-01-01  Weg 1   Berlin  10115  DE                    DE136695976

taxes:
  category  rate  holds today
  S           19  yes

rates:
  target    from        hourly  holds today
  acme/api  2026-11-20   95.50  yes
""")
    record = session.run("client", "show", "acme", "--json").done().json
    assert record["addresses"][1]["vat_id"] == "DE136695976"


def test_projects(transcript: Transcript) -> None:
    transcript("""
        $ project add acme/site --name Website --fixed-fee 4500
        acme/site
        ! Added project acme/site
        $ project edit acme/site --budget-hours 40 --free
        project: acme/site
        name: Website
        client: acme
        currency: EUR
        budget hours: 40
        fixed fee: 4500.00
        rounding: none
        ! Edited project acme/site
        ! undo: tracker-tui undo
        $ project list acme
        project    name          budget hours  fixed fee  billable
        acme/api   Payments API                           yes
        acme/site  Website                 40    4500.00
        $ project move acme/site acme/web
        project: acme/web
        name: Website
        client: acme
        currency: EUR
        budget hours: 40
        fixed fee: 4500.00
        rounding: none
        aka: acme/site
        ! Moved project acme/site to acme/web
        ! undo: tracker-tui undo
        $ project list
        project   name          budget hours  fixed fee  billable
        acme/api  Payments API                           yes
        acme/web  Website                 40    4500.00
    """)


def test_rates(transcript: Transcript) -> None:
    transcript("""
        @ 18:00
        $ add 2h acme/api
        ENT01
        ! Added 2:00 of acme/api on 2026-11-20
        $ rate set acme/api 95.50
        project acme/api since 2026-11-20 95.50 EUR/h
        ! Set the rate of project acme/api to 95.50 EUR/h from 2026-11-20
        ! reprices 1 unbilled entry (2:00) from 90.00 to 95.50
        ! undo: tracker-tui undo
        $ rate set acme+ada 640 --daily --from 2026-01-01
        client acme for ada since 2026-01-01 640.00 EUR/8 h
        ! Set the rate of client acme for ada to 640.00 EUR/8 h from 2026-01-01
        ! leaves narrower rates: project acme/api since 2026-11-20 95.50 EUR/h
        ! undo: tracker-tui undo
        $ rate list
        target    person  from        hourly   daily  hours  currency  holds today
        default           2026-01-01   90.00                 EUR       yes
        acme      ada     2026-01-01          640.00      8  EUR       yes
        acme/api          2026-11-20   95.50                 EUR       yes
        $ rate list acme/api
        target    from        hourly  currency  holds today
        acme/api  2026-11-20   95.50  EUR       yes
        $ rate explain ENT01
        ENT01 of 2026-11-20, acme/api, by ada
        entry: none
        project acme/api: holds (95.50 EUR/h since 2026-11-20)
        client acme: not asked (640.00 EUR/8 h for ada since 2026-01-01)
        default: not asked (90.00 EUR/h since 2026-01-01)
        project acme/api since 2026-11-20: 95.50/h
    """)


def test_expenses(transcript: Transcript) -> None:
    transcript("""
        $ expense add acme 120.50 --description 'Train to Hamburg' --date yesterday
        EXP01
        ! Added an expense of 120.50 EUR for acme on 2026-11-19
        $ expense add acme/api 49 --tax-rate 7 --free
        EXP02
        ! Added an expense of 49.00 EUR for acme/api on 2026-11-20
        $ expense list
        date        client  project   amount  currency  description       person  state
        2026-11-19  acme              120.50  EUR       Train to Hamburg  ada     unbilled
        2026-11-20  acme    acme/api   49.00  EUR                         ada     free
        $ expense list 2026-11-19 acme
        date        client  amount  currency  description       person  state
        2026-11-19  acme    120.50  EUR       Train to Hamburg  ada     unbilled
        $ expense list last-year
        ! no expenses: expense add CLIENT AMOUNT adds one
    """)


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        ("client add acme", 1, "client acme exists"),
        ("client add Acme", 2, '"Acme" cannot name a client'),
        ("client show acne", 1, "unknown client acne; did you mean acme?"),
        ("client edit acme --currency EURO", 1, "EURO"),
        ("client edit acme --tax X", 2, "X"),
        ("client edit acme --terms-days soon", 2, "soon"),
        ("project add acme/api", 1, "project acme/api exists"),
        ("project add acme", 2, '"acme" is not a project'),
        ("project show acme/apj", 1, "did you mean acme/api?"),
        ("rate set acme ninety", 2, "ninety"),
        ("rate set acme", 2, "rate set needs AMOUNT"),
        ("expense add acme 1e400", 2, "1e400"),
        ("expense add nobody 10", 1, "unknown client nobody"),
        ("client", 2, "client needs one of add, list, show, edit, rename, archive"),
        ("client remove acme", 2, 'client has no "remove"'),
    ],
)
def test_what_is_refused_says_why_in_one_line(
    session: Session, words: str, code: int, problem: str
) -> None:
    answer = session.run(*words.split())
    assert (answer.code, answer.out) == (code, "")
    assert problem in answer.err
    assert answer.err.startswith("tracker-tui: ")
    assert answer.err.count("\n") == 1
