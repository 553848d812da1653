"""What `status` prints about a running timer, in the user's own form if there is one."""

from __future__ import annotations

from tracker_tui.core.plain import one_line

PLACEHOLDERS = ("project", "client", "elapsed", "minutes", "seconds", "note", "start")
"""What may stand in braces in `status --format`; `start` is the local time of day, `09:02`."""


def elapsed_clock(seconds: int) -> str:
    """A duration as `H:MM:SS`; a start in the future counts as now."""
    minutes, second = divmod(max(seconds, 0), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{second:02}"


def plain_status(project: str, seconds: int, note: str) -> str:
    """`acme/api 1:24:07 Fix login redirect loop`; what is empty is left out."""
    return " ".join(part for part in (project, elapsed_clock(seconds), _words(note)) if part)


def formatted_status(template: str, project: str, seconds: int, note: str, start: str = "") -> str:
    """`template` with its placeholders filled; `{{` and `}}` are braces.

    Raises `Usage` for an unknown placeholder or a brace without its partner.
    """
    seconds = max(seconds, 0)
    values = {
        "project": project,
        "client": project.partition("/")[0],
        "elapsed": elapsed_clock(seconds),
        "minutes": str(seconds // 60),
        "seconds": str(seconds),
        "note": _words(note),
        "start": start,
    }
    return "".join(values[text] if is_name else text for is_name, text in _parts(template))


def check_template(template: str) -> None:
    """Raise `Usage` when `formatted_status` could not fill `template`."""
    _parts(template)


def _words(note: str) -> str:
    """The note with single spaces, as the status file has it."""
    return one_line(" ".join(note.split()))


def _parts(template: str) -> list[tuple[bool, str]]:
    """The template in pieces: (is it a placeholder's name, text)."""
    parts = []
    at = 0
    while at < len(template):
        sign = template[at]
        if sign not in "{}":
            end = min((i for i in (template.find(b, at) for b in "{}") if i >= 0), default=None)
            parts.append((False, template[at:end]))
            at = len(template) if end is None else end
        elif template[at : at + 2] == sign * 2:
            parts.append((False, sign))
            at += 2
        else:
            end = template.find("}", at)
            name = template[at + 1 : end]
            if sign == "}" or end < 0 or name not in PLACEHOLDERS:
                raise _wrong(template[at:] if end < 0 else template[at : end + 1])
            parts.append((True, name))
            at = end + 1
    return parts


def _wrong(piece: str) -> Exception:
    from tracker_tui.core.errors import Usage

    known = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    return Usage(f"status: {one_line(piece)[:40]} is no placeholder; there are {known}")
