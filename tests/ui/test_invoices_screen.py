"""From unbilled work to a paid invoice with keys alone, and what the screens show on the way."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.exporters.reading_files import packed, sheets_of
from tests.ui.stage import (
    NARROW,
    WIDE,
    copy_studio,
    open_app,
    play,
    screen_lines,
    screen_text,
    settle,
    type_in,
)
from tracker_tui.core.errors import Refused
from tracker_tui.services.documents import list_documents, show_document
from tracker_tui.services.draft_edits import edit_draft_fields
from tracker_tui.services.drafts import make_draft
from tracker_tui.services.entries import EntryEdit, edit_entry
from tracker_tui.services.issuing import issue_document
from tracker_tui.ui.screens import invoices
from tracker_tui.ui.screens.invoices import Invoices
from tracker_tui.ui.screens.preview import Preview
from tracker_tui.ui.widgets.page_view import PageView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from tracker_tui.ui.app import TrackerApp

DRAFT = "Q2PQ2"
"""The draft of Bergkristall that the example has."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example whose index of documents is made already."""
    root = copy_studio(tmp_path_factory.mktemp("example"))
    list_documents(open_app(root).workspace)
    return root


@pytest.fixture
def studio(example: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the example; files are written into a folder beside it."""
    root = tmp_path / "studio"
    shutil.copytree(example, root, copy_function=copy_or_link)
    (tmp_path / "out").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path / "out")
        patch.setattr(invoices, "RESTED", 0.001)
        yield root


def copy_or_link(source: str, target: str) -> None:
    """Documents are never written in place: as the same files they need no new index."""
    same = "/documents/" in source or "/drafts/" in source
    (os.link if same else shutil.copy2)(source, target)


async def press(app: TrackerApp, pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(app, pilot)


def preview(app: TrackerApp) -> Preview:
    assert isinstance(app.screen, Preview), app.screen
    return app.screen


def fields(app: TrackerApp, which: str) -> dict[str, object]:
    return show_document(app.workspace.again(), which)


# The whole way


def test_from_unbilled_work_to_a_paid_invoice_by_keys_alone(studio: Path) -> None:
    app = open_app(studio)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await press(app, pilot, "4")
        await press(app, pilot, "n", "enter", "enter")
        which = str(preview(app).view.name_shown)
        assert fields(app, which)["net"] == "5134.54"
        preview(app).view.move_to("title")
        await press(app, pilot, "e")
        await type_in(pilot, "Api")
        await press(app, pilot, "f2")
        assert "▌ Api" in screen_lines(app)
        await press(app, pilot, "a")
        await type_in(pilot, "[x]")
        await press(app, pilot, "tab", "tab", "tab")
        await type_in(pilot, "15.50")
        await press(app, pilot, "f2")
        assert fields(app, which)["net"] == "5150.04"
        preview(app).view.move_to("line", 11)
        await press(app, pilot, "d", "u")
        await press(app, pilot, "percent_sign", "tab")
        await type_in(pilot, "10")
        await press(app, pilot, "f2")
        assert fields(app, which)["net"] == "4635.04"
        await press(app, pilot, "I")
        shown = screen_text(app)
        for words in ("Issue invoice INV-2026-0051?", "4,635.04 EUR", "45 entries, 51:43 worked"):
            assert words in shown
        assert len(list_documents(app.workspace.again())) == 110
        await press(app, pilot, "y")
        assert fields(app, "INV-2026-0051")["state"] == "issued"
        assert fields(app, which)["number"] == "INV-2026-0051"
        assert "◐ issued  INV-2026-0051" in screen_text(app)
        assert "u undo" not in app.said
        await press(app, pilot, "e")
        assert "issued and final" in app.said
        await press(app, pilot, "p")
        [name] = os.listdir()
        assert app.said == f"Wrote {os.path.abspath(name)}"
        await press(app, pilot, "y", "f2")
        assert fields(app, "INV-2026-0051")["state"] == "paid"
        await press(app, pilot, "escape")
        assert re.search(r"▌INV-2026-0051 +acme .*✓ paid", screen_text(app))

    play(app, scenario)


# The document that is shown is the document that is issued


def test_a_draft_that_somebody_changed_behind_the_question_is_not_issued(studio: Path) -> None:
    app = open_app(studio)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await press(app, pilot, "4", "enter", "I")
        elsewhere = app.workspace.again()
        edit_draft_fields(elsewhere, DRAFT, {"note": "Pay less"})
        await press(app, pilot, "y")
        assert "changed since it was shown" in app.said
        assert fields(app, DRAFT)["state"] == "draft"
        app.changed()  # as when the files are next looked at
        await settle(app, pilot)
        assert "Pay less" in {text.strip() for text in page_lines(app)}
        entry = elsewhere.draft(str(fields(app, DRAFT)["id"])).lines[0].entries[0].id
        edit_entry(elsewhere, entry, EntryEdit(duration="3h"))
        await press(app, pilot, "I")
        assert "changed since the draft was made" in app.said
        await press(app, pilot, "F", "I")
        assert "Issue invoice INV-2026-0051?" in screen_text(app)
        await press(app, pilot, "n")
        assert fields(app, DRAFT)["state"] == "draft"

    play(app, scenario)


def page_lines(app: TrackerApp) -> list[str]:
    """All lines of the page, whether in sight or not."""
    sheet = app.screen.query_one(PageView).sheet
    return [" ".join(ink.text for ink in sorted(inks)) for inks in sheet.lines]


def test_what_the_preview_says_the_file_says(studio: Path) -> None:
    app = open_app(studio)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        for which in ("INV-2026-0050", "INV-2026-0046", "INV-2026-0035"):
            app.go("invoices", show=which)
            await settle(app, pilot)
            await press(app, pilot, "p")
            with open(f"{which}.pdf", "rb") as file:
                said = packed("".join(sheets_of(file.read())))
            for line in page_lines(app):
                for word in line.replace("─", "").split():
                    assert packed(word) in said
            assert preview(app).view.name_shown == fields(app, which)["id"]

    play(app, scenario)


# Editing


def test_a_refusal_stays_beside_its_field_and_nothing_typed_is_lost(studio: Path) -> None:
    app = open_app(studio)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await press(app, pilot, "4", "j", "enter")
        preview(app).view.move_to("line", 1)
        await press(app, pilot, "e", "tab", "tab", "tab")
        await type_in(pilot, "x")
        await press(app, pilot, "f2")
        assert "760x" in screen_text(app) and "is not an amount" in screen_text(app)
        await press(app, pilot, "backspace", "f2")
        assert isinstance(app.screen, Preview)
        preview(app).view.move_to("note", 1)
        await press(app, pilot, "e")
        await type_in(pilot, "Two")
        await press(app, pilot, "enter")
        await type_in(pilot, "lines")
        await press(app, pilot, "f2")
        assert {"Two", "lines"} <= set(page_lines(app))
        assert preview(app).view.stop.kind == "note"

    play(app, scenario)


def test_lines_are_grouped_anew_explained_dressed_and_found_in_the_log(studio: Path) -> None:
    app = open_app(studio)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await press(app, pilot, "4", "enter")
        before = fields(app, DRAFT)["net"]
        await press(app, pilot, "r")
        await type_in(pilot, "day")
        await press(app, pilot, "enter")
        assert "by day" in app.said
        assert len(fields(app, DRAFT)["lines"]) > 2  # type: ignore[arg-type]
        assert fields(app, DRAFT)["net"] == before
        await press(app, pilot, "u")
        preview(app).view.move_to("annex", 2)
        await press(app, pilot, "w")
        assert "line 2: Buchungsstrecke: Besprechung" in screen_text(app)
        await press(app, pilot, "j", "w")
        assert "line 2:" not in screen_text(app)
        await press(app, pilot, "T")
        await type_in(pilot, "mo")
        await press(app, pilot, "enter")
        assert "Vielen Dank für die gute Zusammenarbeit." in page_lines(app)
        await press(app, pilot, "X")
        assert isinstance(app.screen, Invoices)
        assert f"▌{DRAFT} " not in screen_text(app) and f" {DRAFT} " in app.said
        await press(app, pilot, "u")
        assert f" {DRAFT} " in "\n".join(screen_lines(app)[:10])
        app.go("invoices", show=DRAFT)
        await settle(app, pilot)
        await press(app, pilot, "l")
        assert "no entries behind" in app.said
        view = preview(app).view
        view.move_to("annex", 1)
        for _ in range(2):
            view.go_down()
        assert view.stop.name == ("entry", 1, 2)
        await press(app, pilot, "l")
        assert re.search(r"▌ +09:02 10:07 .*bergkristall", screen_text(app))

    play(app, scenario)


def test_a_file_is_edited_as_text_and_refused_with_its_place(studio: Path) -> None:
    app = open_app(studio)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await press(app, pilot, "4", "enter")
        texts: list[str] = []

        def edit(text: str, name: str, apply: object) -> None:
            assert callable(apply)
            texts.append(text)
            try:
                apply(text.replace('language = "de"', 'language = "fr"'))
            except Refused as error:
                app.refuse(error)

        app.edit_text = edit  # type: ignore[method-assign,assignment]
        await press(app, pilot, "E")
        assert "Facture (brouillon)" in page_lines(app)
        assert app.said.startswith(f"Edited draft {DRAFT}")

    play(app, scenario)


def test_a_draft_whose_look_is_gone_can_be_given_another(studio: Path) -> None:
    [path] = (studio / "drafts").glob(f"*{DRAFT}.toml")
    text = path.read_text(encoding="utf-8")
    path.unlink()  # a link to the example's own
    path.write_text(re.sub(r'(?m)^theme = ".*"$', 'theme = "gone"', text), encoding="utf-8")
    app = open_app(studio)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await press(app, pilot, "4", "enter")
        assert "there is no paper theme 'gone'" in screen_lines(app)[1]
        await press(app, pilot, "T", "enter")
        assert "Rechnung (Entwurf)" in page_lines(app)

    play(app, scenario)


# Credits


def test_an_invoice_is_credited_by_line_and_corrected(studio: Path) -> None:
    app = open_app(studio)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        app.go("invoices", show="INV-2026-0050")
        await settle(app, pilot)
        preview(app).view.move_to("line", 2)
        await press(app, pilot, "C", "enter")
        assert "Credit line 2 of INV-2026-0050?" in screen_text(app)
        await press(app, pilot, "n")
        assert "Credited" not in app.said
        app.go("invoices", show="INV-2026-0047")
        await settle(app, pilot)
        await press(app, pilot, "C")
        await type_in(pilot, "cor")
        await press(app, pilot, "enter", "y")
        assert fields(app, "INV-2026-0047")["state"] == "credited"
        assert preview(app).heading.visual is not None
        assert "draft" in screen_lines(app)[1]

    play(app, scenario)


# The list


def test_the_list_shows_drafts_first_then_what_is_new_and_what_is_owed(studio: Path) -> None:
    app = open_app(studio)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await press(app, pilot, "4")
        lines = screen_lines(app)
        head, euros = (re.sub(" +", " ", line.strip()) for line in lines[1:3])
        assert head == "open not due 1-30 days 31-60 days 61-90 days over 90 days"
        assert euros == "EUR 11,995.16 1,038.00 6,973.26 2,232.50 1,751.40"
        names = [line[1:14].strip() for line in lines[7:10]]
        assert names == ["Q2PQ2", "233CE quote", "INV-2026-0050"]
        await pilot.resize_terminal(*WIDE)
        await press(app, pilot, "j")
        while "Preventivo (bozza)" not in screen_text(app):
            await pilot.pause()
        assert "○ draft" in screen_text(app)
        await pilot.resize_terminal(*NARROW)
        await settle(app, pilot)
        assert "Preventivo" not in screen_text(app)
        await press(app, pilot, "slash")
        await type_in(pilot, "acme over")
        await press(app, pilot, "enter")
        assert [line for line in screen_lines(app)[7:] if "INV-" in line] == [
            line for line in screen_lines(app) if "INV-2026-0046" in line
        ]
        await press(app, pilot, "slash", "escape", "B")
        assert "pemberton" in screen_text(app) and "594.32 GBP" in screen_text(app)
        await press(app, pilot, "j", "enter", "enter")
        assert fields(app, preview(app).view.name_shown)["client"] == "globex"
        await press(app, pilot, "escape", "D", "enter")
        assert "nothing is unbilled" in app.said

    play(app, scenario)


def test_nothing_to_show_names_the_key_that_changes_it(tmp_path: Path) -> None:
    (tmp_path / "tracker.toml").write_text('name = "Ada"\ncurrency = "EUR"\n', encoding="utf-8")
    (tmp_path / "people").mkdir()
    (tmp_path / "people/ada.toml").write_text('name = "Ada"\n', encoding="utf-8")
    app = open_app(tmp_path)

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        await press(app, pilot, "4")
        assert "n drafts an invoice" in screen_text(app)
        for key in ("n", "p", "I", "y", "C", "o", "X", "B", "D"):
            await press(app, pilot, key)
            if not isinstance(app.screen, Invoices):
                await press(app, pilot, "escape")
        assert isinstance(app.screen, Invoices)

    play(app, scenario)


def test_hostile_names_are_shown_whole_or_cut_and_never_as_markup(studio: Path) -> None:
    name = "[bold]Ünï 👩‍👩‍👧‍👦 שלום [/]" + "x" * 280
    path = studio / "clients/globex.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'^name = ".*"', f'name = "{name[:300]}"', text, flags=re.M), "utf-8")
    app = open_app(studio)
    workspace = app.workspace.again()
    which = str(make_draft(workspace, "globex").record["id"])
    edit_draft_fields(workspace, which, {"title": "[red]t" * 50, "intro": "\u202eabc [b]"})

    async def scenario(app: TrackerApp, pilot: Pilot[int]) -> None:
        app.go("invoices", show=which)
        await settle(app, pilot)
        said = packed("".join(page_lines(app)))
        assert "[red]t" * 50 in said
        assert "\\u202eabc[b]" in said
        assert packed("[bold]Ünï 👩‍👩‍👧‍👦 שלום") in said
        assert "[bold]Ünï" in screen_lines(app)[1] and "…" in screen_lines(app)[1]
        await press(app, pilot, "I")
        assert "[bold]Ünï" in screen_text(app)
        await press(app, pilot, "n", "escape")
        assert f"▌{which[-5:]} " in screen_text(app)

    play(app, scenario)
    with pytest.raises(Refused):
        issue_document(app.workspace.again(), "no such draft")
