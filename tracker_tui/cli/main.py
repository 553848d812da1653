"""The dispatch: which code answers these words, and what a person sees when it fails.

Nothing else is imported before it is known what is wanted: a prompt waits for `status`.
"""

from __future__ import annotations

import os
import sys

DONE, FAILED, WRONG_USAGE = 0, 1, 2
INTERRUPTED, READER_GONE = 130, 141
"""128 and the number of the signal that says so to other programs, SIGINT and SIGPIPE."""

LONGEST_MESSAGE = 1000


def main(argv: list[str] | None = None) -> int:
    """Run the command in `argv` (default: the process's own words); returns the exit code."""
    _use_utf8()
    try:
        code = _dispatch(sys.argv[1:] if argv is None else argv)
        _flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = READER_GONE
    except Exception as error:
        code = _report(error)
    if code != DONE:
        _leave_no_output_behind()
    return code


def _dispatch(argv: list[str]) -> int:
    if argv and argv[0] == "status":
        from tracker_tui.cli.status import run_status

        code = run_status(argv[1:])
        if code is not None:
            return code
    from tracker_tui.cli.parser import run

    return run(argv)


def _use_utf8() -> None:
    """Whatever the locale says and whatever a name holds, printing never raises."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _report(error: Exception) -> int:
    """Say in one line what went wrong; returns the exit code."""
    from tracker_tui.core.errors import Refused, Usage
    from tracker_tui.core.plain import one_line

    if os.environ.get("TRACKER_TUI_DEBUG"):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, Refused):
        message = str(error)
    elif isinstance(error, OSError) and error.strerror:
        where = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        message = where + error.strerror
    else:
        message = (
            f"unexpected {type(error).__name__}: {error} "
            "(this is a defect; TRACKER_TUI_DEBUG=1 shows where)"
        )
    if sys.stderr is not None:
        line = one_line(message)
        if len(line) > LONGEST_MESSAGE:  # somebody typed a very long word; the advice is at the end
            line = f"{line[: LONGEST_MESSAGE // 2]}…{line[-LONGEST_MESSAGE // 2 :]}"
        print(f"tracker-tui: {line}", file=sys.stderr)
    return WRONG_USAGE if isinstance(error, Usage) else FAILED


def _leave_no_output_behind() -> None:
    """Flush once more; what cannot be written is dropped, so that the exit cannot fail on it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
