"""Where the rows on the screen are written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker_tui.services.sheets import FORMS, export_sheet
from tracker_tui.ui.dialogs.form import Field, FormDialog

if TYPE_CHECKING:
    from tracker_tui.services.changes import Made
    from tracker_tui.services.sheets import Sheet
    from tracker_tui.ui.host import Host


def ask_export(host: Host, sheet: Sheet) -> None:
    """Asks for a format and a file, and writes the rows."""
    fields = (
        Field("format", "format", FORMS[0], "choice", FORMS),
        Field("file", "file", sheet.name, hint="its ending follows from the format"),
        Field("replace", "replace", "", "flag", hint="a file of that name that is there already"),
    )

    def write(values: dict[str, str]) -> Made:
        made = export_sheet(sheet, values["format"], values["file"], bool(values["replace"]))
        host.say(made.label)
        return made

    count = len(sheet.rows)
    title = f"Export {'1 row' if count == 1 else f'{count} rows'}"
    host.push_screen(FormDialog(title, fields, write))
