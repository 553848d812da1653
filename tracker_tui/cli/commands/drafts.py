"""invoice draft, edit, refresh, discard: documents that are not issued yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.cli.command import Call, Command, Option
from tracker_tui.core.errors import Usage

if TYPE_CHECKING:
    from tracker_tui.core.periods import Period
    from tracker_tui.services.changes import Made
    from tracker_tui.store.workspace import Workspace


def draft(call: Call) -> None:
    """Make a draft for a client, or one for everybody."""
    from tracker_tui.cli.showing import show_made
    from tracker_tui.services.drafts import make_draft

    if call.has("all"):
        _draft_all(call)
        return
    if not call.words:
        raise Usage("invoice draft needs a CLIENT, or --all")
    workspace = call.workspace()
    period = _period(workspace, call.word(1)) if len(call.words) > 1 else None
    made = make_draft(
        workspace,
        call.word(0),
        period,
        kind=call.text("kind") or "invoice",
        group_by=call.text("group_by"),
        project=call.text("project"),
        order=call.text("order"),
    )
    show_made(call, made)


def _draft_all(call: Call) -> None:
    from tracker_tui.cli.output import print_json, say, tell
    from tracker_tui.services.drafts import make_all_drafts

    for name in ("kind", "group_by", "project", "order"):
        if call.has(name):
            raise Usage(f"--{name.replace('_', '-')} is for the draft of one client, not for --all")
    if len(call.words) > 1:
        raise Usage("invoice draft --all takes a PERIOD and no client")
    workspace = call.workspace()
    period = _period(workspace, call.word(0)) if call.words else None
    made = make_all_drafts(workspace, period)
    if call.as_json:
        print_json([one.record for one in made])
    else:
        say(*(name for one in made for name in one.ids))
    for one in made:
        tell(one.label, *one.notes)


def _period(workspace: Workspace, word: str) -> Period:
    from tracker_tui.core.periods import parse_period

    return parse_period(word, workspace.today)


_FIELDS = (
    Option("--title", "TEXT", "the heading"),
    Option("--intro", "TEXT", "the text above the lines"),
    Option("--note", "TEXT", "the text below the totals"),
    Option("--order", "ORDER", "the client's order"),
    Option("--buyer-reference", "TEXT", "what the client wants named"),
    Option("--discount", "PERCENT", "a discount on the whole document"),
    Option("--prepaid", "AMOUNT", "what was paid before"),
    Option("--terms-days", "DAYS", "days to pay"),
    Option("--language", "en|de|fr|es|it|nl|pt|pl", "the language of the document"),
    Option("--theme", "NAME", "the look on paper"),
)


def edit(call: Call) -> None:
    """Change a draft's texts and figures, or all of it in the editor."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.draft_edits import edit_draft_fields

    fields = {one.key: call.text(one.key) for one in _FIELDS if call.has(one.key)}
    if not fields:
        _edit_in_editor(call)
        return
    show_changed(call, edit_draft_fields(call.workspace(), call.word(0), fields))


def _edit_in_editor(call: Call) -> None:
    from tracker_tui.cli.output import tell
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.drafts import draft_text, replace_draft_text
    from tracker_tui.services.editing import edit_text

    workspace = call.workspace()
    _, text = draft_text(workspace, call.word(0))
    made: list[Made] = []

    def apply(after: str) -> None:
        made.append(replace_draft_text(workspace, call.word(0), after))

    if edit_text(text, "draft.toml", apply, "name a field, such as --note"):
        show_changed(call, made[0])
    else:
        tell("Nothing changed")


def refresh(call: Call) -> None:
    """Make a draft anew from the log."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.drafts import refresh_draft

    show_changed(call, refresh_draft(call.workspace(), call.word(0)))


def discard(call: Call) -> None:
    """Throw a draft away."""
    from tracker_tui.cli.showing import show_changed
    from tracker_tui.services.drafts import discard_draft

    show_changed(call, discard_draft(call.workspace(), call.word(0)))


COMMANDS = (
    Command(
        "invoice draft",
        "[CLIENT] [PERIOD]",
        "drafts a document from a client's unbilled time and expenses",
        draft,
        (
            Option("--all", "", "a draft for every client with something unbilled"),
            Option("--kind", "quote|proforma|invoice", "what it is; invoice unless said"),
            Option("--group-by", "entry|day|task|project", "what makes a line"),
            Option("--project", "PROJECT", "of this project only"),
            Option("--order", "ORDER", "the client's order"),
        ),
        (
            "invoice draft acme last-month",
            "invoice draft acme 2026-11 --project api --group-by day",
            "invoice draft --all last-month",
        ),
        "Without a PERIOD it is everything unbilled up to today. Earlier time that the PERIOD "
        "leaves behind is named. Prints the handle of the draft.",
    ),
    Command(
        "invoice edit",
        "DRAFT",
        "changes a draft; without options it opens your editor",
        edit,
        _FIELDS,
        (
            "invoice edit 7QK2M --order PO-4711 --discount 5",
            "invoice edit 7QK2M --note 'Thank you for your trust.'",
            "invoice edit 7QK2M",
        ),
    ),
    Command(
        "invoice refresh",
        "DRAFT",
        "makes a draft anew from the log; your own texts and lines stay",
        refresh,
        (),
        ("invoice refresh 7QK2M", "invoice refresh 7QK2M --json"),
    ),
    Command(
        "invoice discard",
        "DRAFT",
        "throws a draft away; its time is unbilled again",
        discard,
        (),
        ("invoice discard 7QK2M", "invoice discard 7QK2M --json"),
    ),
)
