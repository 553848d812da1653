"""The user's own git, run as a program: prompts off, with a time limit, harmless when missing."""

from __future__ import annotations

import os

TIME_LIMIT = 10
"""Seconds after which a git command is given up."""

ATTRIBUTES = """\
time/**/*.json merge=tracker-tui
expenses/*.json merge=tracker-tui
events/*.json merge=tracker-tui
"""


def run_git(root: str, *words: str) -> tuple[int, str]:
    """Exit code and output of a git command in a folder; code 127 where git is missing."""
    import subprocess

    environment = {
        **os.environ,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "true",
        "SSH_ASKPASS": "true",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(
            ["git", "-C", root, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TIME_LIMIT,
            env=environment,
            check=False,
        )
    except FileNotFoundError:
        return 127, "git is not installed"
    except (subprocess.TimeoutExpired, OSError) as error:
        return 124, str(error)
    return done.returncode, (done.stdout + done.stderr).strip()


def user_email(root: str) -> str:
    """The e-mail that git would sign with here; empty where it knows none."""
    code, text = run_git(root, "config", "user.email")
    return text if code == 0 else ""


def user_name(root: str) -> str:
    """The name that git would sign with here; empty where it knows none."""
    code, text = run_git(root, "config", "user.name")
    return text if code == 0 else ""


def make_repository(root: str, sentence: str) -> str:
    """Makes the folder a repository with a first commit; returns what went wrong, or nothing.

    Where git knows nobody, the commit is signed for this machine alone.
    """
    code, text = run_git(root, "init", "--quiet", "--initial-branch=main")
    if code:
        return text
    signed: tuple[str, ...] = ()
    if not user_email(root):
        signed = ("-c", "user.name=tracker-tui", "-c", "user.email=tracker-tui@localhost")
    for words in (("add", "--all"), (*signed, "commit", "--quiet", "--no-verify", "-m", sentence)):
        code, text = run_git(root, *words)
        if code:
            return text.splitlines()[-1] if text else "git failed"
    return ""
