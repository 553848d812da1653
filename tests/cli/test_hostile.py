"""Every command with wrong, empty, huge, binary and hostile arguments.

It answers with one line and exit code 1 or 2, and then the workspace is as it was, byte for byte;
or the words were right after all, and it ends with 0. It never prints what steers a terminal.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.session import Session, call, contents
from tracker_tui.cli.command import GLOBAL
from tracker_tui.cli.registry import all_commands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from tracker_tui.cli.command import Command

COMMANDS = [one for one in all_commands() if one.name != "demo"]

LONGEST_LINE = 1100
"""More than this no message needs."""

OWN_WORDS = ("status", "help")
"""They print in the form that is asked for, or a page as it is."""

DERIVED = ("hours/.tracker/documents/", "hours/.tracker/toml/", "hours/.tracker/rollups/")
"""What is remembered of other files to be quick, and says nothing of its own."""

HOSTILE = [
    *("", " ", "\t", "\n", "a\nb", "a\r\nb", "\0", "a\0b", "\x1b[2J", "\x1b]0;owned\x07", "\x7f"),
    *("\x85", "\u2028", "\u2029", "\udc80", "a\udfff", "\ufeff", "\ufffe", "\U0010ffff"),
    *("\u202eevil", "\u2066x\u2069", "ابجد/ودر", "שלום", "日本/語", "👩\u200d💻", "e\u0301" * 40),
    *("[a]/[b]", "a/[b]", "acme/[/red]", "(x)", "{project}", "%s", "%1", "%0", "%-1", "%99999999"),
    *("../../../etc/passwd", "/etc/passwd", "acme/../globex", "a/b/c", "/", "//", "acme/", "/api"),
    *("acme/api/", "ACME/API", "acme", "Acme", "a" * 65, "a" * 300 + "/b", "-", "--", "---", "-x"),
    *("--no-such", "--json=yes", "-5", "-0", "+", "@", "+bug", "@review", "+[x]", "@[x]", "#x"),
    *("0", "1", "1e400", "-1e400", "1e-400", "NaN", "sNaN", "Infinity", "-inf", "0x10", "1_000"),
    *("١٢٣", "½", "1,5", "1.234,56", "9" * 40, "0." + "0" * 40 + "1", "10.005", "100%", "1e3"),
    *("1900-01-01", "9999-12-31", "10000-01-01", "0000-00-00", "2026-02-30", "2026-13", "2026-W99"),
    *("2026-11-20..2026-11-01", "..", "all", "today", "0:00", "24:00", "25:99", "9:00-8:59"),
    *("1900-01-01 9:00", "9999-12-31 23:59", "9-11", "1h", "0h", "99999h", "-1h", "1h" * 50),
    *("tag:", "not:", "not:not:tag:bug", "state:none", "billable:maybe", "x" * 1_000_000),
    *("$(touch x)", "`x`", "; rm", "' OR 1=1", '"', "\\", "null", "true", "=1+1", "\u0661h"),
]
"""What no word should be, and some that are right in one place and wrong in most."""

FOLDERS = ["", "\0", "nowhere", "a-file", "a-file/x", "x" * 5000, "\udc80", "-", "--json"]
"""For words that name files and folders, where anything else would be made on the disk."""

GOOD = {
    "PROJECT": ["acme/api", "globex/ops", "acme/site"],
    "NOTE": ["Fix", "+bug", "@review"],
    "HANDLE": ["%1", "%2", "ENT01", "ENT02"],
    "WHEN": ["1h", "9-10", "10m", "9:30"],
    "PERIOD": ["today", "all", "2026-11"],
    "QUERY": ["client:acme", "not:tag:bug", "Fix"],
    "CLIENT": ["acme", "globex"],
    "NEW": ["initech", "acme/web"],
    "CLIENT[/PROJECT]": ["acme", "acme/api"],
    "TARGET": ["default", "acme", "acme+ada", "acme/api@review"],
    "AMOUNT": ["10", "99.50"],
    "DRAFT": ["DRF01"],
    "ID": ["DRF01", "INV-2026-0001"],
    "NUMBER": ["INV-2026-0001"],
    "LINE": ["1", "2"],
    "DESCRIPTION": ["Words"],
    "FILE": ["toggl.csv"],
    "N": ["1", "2"],
    "TOPIC": ["start", "log"],
    "NAME": ["Europe/Berlin", "Ada"],
}
"""What is right, so that the hostile words meet code that lies deep."""

TOGGL = """\
User,Client,Project,Description,Billable,Start date,Start time,End date,End time,Duration
Ada,Acme GmbH,Payments API,Fix,Yes,2026-11-18,09:00:00,2026-11-18,10:30:00,01:30:00
"""


class Prepared:
    """A workspace with something of everything, and its files to come back to."""

    def __init__(self, session: Session, place: Path) -> None:
        self.session = session
        self.place = place
        self.files = contents(place)

    def untouched(self) -> bool:
        """Whether every file is what it was."""
        found = contents(self.place)
        same = found.keys() & self.files.keys()
        changed = found.keys() ^ self.files.keys() | {n for n in same if found[n] != self.files[n]}
        return not [name for name in changed if not name.startswith(DERIVED)]

    def restore(self) -> None:
        """Make every file what it was."""
        for name in contents(self.place).keys() - self.files.keys():
            path = self.place / name
            if name.endswith("/"):
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        for name, data in self.files.items():
            path = self.place / name
            if name.endswith("/"):
                path.mkdir(parents=True, exist_ok=True)
            elif not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """A client with projects, entries of two days, an expense, a draft, an issued invoice."""
    place = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(place / name.lower()))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.chdir(place)
        session = Session(place / "hours", patch)
        words = ("--no-git", "--person", "ada", "--zone", "Europe/Berlin", "--currency", "EUR")
        session.run("init", *words, "--name", "Ada").done()
        with (session.folder / "tracker.toml").open("a", encoding="utf-8") as file:
            file.write('[[addresses]]\nstreet = "Ring 2"\nzip = "10117"\ncity = "Berlin"\n')
            file.write('country = "DE"\nvat_id = "DE136695976"\n')
        session.at("18:00")
        for line in (
            "client add acme --tax S --tax-rate 19 --street x --zip 1 --city y --country DE",
            "client add globex --tax O",
            "rate set default 90 --from 2026-01-01",
            "add yesterday 9-10 acme/api Fix @review",
            "invoice draft acme",
            "invoice issue DRF01",
            "add 9-10 acme/api Fix +bug",
            "add 10-11 acme/api",
            "invoice draft acme",
            "add 11-12 globex/ops",
            "expense add acme 10",
        ):
            session.run(*line.split()).done()
        session.run("start", "acme/site", "--at", "17:00").done()
        (place / "a-file").write_text("x", encoding="utf-8")
        (place / "toggl.csv").write_text(TOGGL, encoding="utf-8")
        yield Prepared(session, place)


def values(word: str, good: bool) -> SearchStrategy[str]:
    """What may be typed for a word of a usage or as the value of an option."""
    name = word.strip("[].") if word not in GOOD else word
    right = name.split("|") if "|" in name else GOOD.get(name, ["x"])
    if good:
        return st.sampled_from(right)
    if name in ("FILE", "DIR"):
        return st.sampled_from(FOLDERS)
    return st.sampled_from(HOSTILE) | st.text(max_size=12)


@st.composite
def calls(draw: st.DrawFn, command: Command) -> list[str]:
    """Words of a command: the right ones and hostile ones mixed, a few of its options."""
    words: list[str] = []
    for word in command.words.split():
        if word.startswith("[") and draw(st.integers(0, 2)) == 0:
            break
        for _ in range(draw(st.integers(1, 3)) if word.endswith("...]") else 1):
            words.append(draw(values(word, good=draw(st.integers(0, 2)) > 0)))
    options = [*command.options, *GLOBAL[:3]]
    for option in draw(st.lists(st.sampled_from(options), max_size=3)):
        words.append(option.name)
        if option.value:
            words.append(draw(values(option.value, good=draw(st.booleans()))))
    if draw(st.integers(0, 9)) == 0 and command.name != "init":
        words.append(draw(st.sampled_from(HOSTILE)))
    return words


def shown(text: str) -> bool:
    """Whether nothing in a text could steer a terminal or break its lines."""
    return all(sign.isprintable() or sign in "\n\r\u00a0\u202f\u3000\u200c\u200d" for sign in text)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_words_do_harm(prepared: Prepared, command: Command, data: st.DataObject) -> None:
    words = data.draw(calls(command), label="words")
    typed = [prepared.session.handles.get(word, word) for word in words]
    if command.name == "init" and "--no-git" not in typed:
        typed.append("--no-git")
    answer = call(*command.name.split(), *typed)
    try:
        assert answer.code in (0, 1, 2), answer
        assert "defect" not in answer.err, answer.err
        assert shown(answer.err)
        if answer.code:
            assert answer.out == ""
            assert answer.err.startswith("tracker-tui: ") and answer.err.endswith("\n")
            assert answer.err.count("\n") == 1
            assert len(answer.err) <= LONGEST_LINE
            assert prepared.untouched()
        elif command.name not in OWN_WORDS:
            assert shown(answer.out)
    finally:
        if answer.code == 0:
            prepared.restore()
