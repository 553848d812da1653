"""What is wrong in the files, the log and the books, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters

from tracker_tui.ui.dialogs.confirm import Notice
from tracker_tui.ui.figures import symbol
from tracker_tui.ui.frame import Place
from tracker_tui.ui.keys import bindings
from tracker_tui.ui.widgets.grid import Grid
from tracker_tui.ui.widgets.grid_columns import Column
from tracker_tui.ui.widgets.grid_rows import Cell, GridRow, ListRows

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tracker_tui.core.checks import Finding
    from tracker_tui.store.workspace import Workspace

HEADS = {"error": "Errors", "warning": "Warnings"}


class Check(Place):
    """The findings, errors first; everything is read in a thread."""

    scope = "check"
    BINDINGS: ClassVar = bindings("check")
    grid = getters.query_one(Grid)

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Finding] = []

    def compose_body(self) -> ComposeResult:
        columns = (
            Column("code", "what", 20, least=100),
            Column("text", "finding", share=3),
            Column("place", "where", share=2, least=70),
        )
        yield Grid(columns, empty="Everything is being held against the rules ...")

    def reload(self) -> None:
        self.app.aside("check", _check, self._show)

    def _show(self, found: list[Finding]) -> None:
        self._found = found
        rows = []
        for severity, head in HEADS.items():
            group = [(at, one) for at, one in enumerate(found) if one.severity == severity]
            if group:
                rows.append(GridRow(severity, ("", f"{head}: {len(group)}"), "group"))
                rows += [_row(at, one) for at, one in group]
        if not rows:
            rows = [GridRow("ok", ("", Cell(f"{symbol('done')} Nothing is wrong.", "paid")))]
        self.grid.show(ListRows(rows))

    def _current(self) -> Finding | None:
        key = self.grid.cursor_key
        return self._found[int(key)] if key.isdecimal() else None

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        """Shows the whole finding with its remedy."""
        event.stop()
        finding = self._current()
        if finding is not None:
            self.app.push_screen(Notice(finding.code, _lines(finding)))

    def action_check_again(self) -> None:
        self.reload()

    def action_check_copy(self) -> None:
        finding = self._current()
        if finding is not None:
            self.app.copy("\n".join(_lines(finding)))


def _check(workspace: Workspace, _: object) -> list[Finding]:
    from tracker_tui.services.checking import check_workspace

    return check_workspace(workspace)


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}" if finding.line else finding.file


def _lines(finding: Finding) -> list[str]:
    return [finding.text, "", f"where: {_place(finding)}", f"remedy: {finding.remedy}"]


def _row(at: int, finding: Finding) -> GridRow:
    tone = "error" if finding.severity == "error" else "warning"
    sign = symbol("error" if finding.severity == "error" else "warning")
    cells = (Cell(finding.code, "muted"), f"{sign} {finding.text}", Cell(_place(finding), "muted"))
    return GridRow(str(at), (cells[0], Cell(cells[1], tone), cells[2]))
