"""Commits: what reaches the disk, in which form, and what is refused and leaves it untouched."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import ROOT
from tests.store.faults import (
    CLIENT,
    CLIENT_TEXT,
    MONTH,
    RUNNING,
    TIMER,
    CountingDisk,
    FullDisk,
    data_files,
    entry,
    get_text,
    make_workspace,
    open_store,
    put_text,
    stop_changes,
    values,
)
from tracker_tui.core.errors import Refused
from tracker_tui.store.problems import BadFile
from tracker_tui.store.records import Change, Conflict, blob_value

if TYPE_CHECKING:
    from pathlib import Path

    from tracker_tui.store.commit import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    make_workspace(tmp_path)
    return open_store(tmp_path)


def rate(store: Store, amount: str) -> Change:
    document = store.toml(CLIENT)
    assert document is not None
    rates = document["rates"]
    return Change(CLIENT, ("rates",), rates, [{**rates[0], "hourly": Decimal(amount)}])


def test_a_stop_writes_the_month_takes_the_timer_away_and_keeps_comments(store: Store) -> None:
    assert store.commit("Stopped", stop_changes(), action="01ACTION") == "01ACTION"
    assert get_text(store.root, RUNNING) == '{"entries": {}}\n'
    assert get_text(store.root, MONTH) == (
        '{"entries": {\n"A1": {"start": "2026-11-19T09:00:00+01:00", '
        '"end": "2026-11-19T10:00:00+01:00", "zone": "Europe/Berlin", "project": "acme/api"},\n'
        '"B2": {"start": "2026-11-20T09:02:00+01:00", "end": "2026-11-20T11:40:00+01:00", '
        '"zone": "Europe/Berlin", "project": "acme/api"}\n}}\n'
    )
    assert get_text(store.root, CLIENT) == CLIENT_TEXT.replace(
        "2019\n", '2019\nnote = "A good month"\ncurrency = "EUR"\n'
    )


def test_files_and_folders_are_their_owners_alone(store: Store) -> None:
    store.commit("Stopped", stop_changes())
    for folder, folders, names in os.walk(store.root):
        for name in folders:
            assert os.stat(os.path.join(folder, name)).st_mode & 0o777 == (
                0o755 if name == "clients" else 0o700  # made by hand
            )
        for name in names:
            assert os.stat(os.path.join(folder, name)).st_mode & 0o777 == 0o600


def test_a_small_commit_is_cheap(store: Store) -> None:
    disk = CountingDisk()
    small = open_store(store.root, disk)
    small.commit("Noted", [entry("B2", TIMER, {**TIMER, "note": "x"}, RUNNING)])
    assert disk.calls.count("fsync") <= 3
    assert disk.calls.count("fsync_dir") == 1
    assert disk.calls.count("replace") == 1


def test_files_that_gain_come_before_files_that_lose(store: Store) -> None:
    order: list[str] = []

    class Watching(CountingDisk):
        def replace(self, source: str, target: str) -> None:
            order.append(os.path.relpath(target, store.root))
            super().replace(source, target)

    open_store(store.root, Watching()).commit("Stopped", stop_changes())
    assert order == [MONTH, CLIENT, RUNNING]


def test_what_changes_nothing_is_not_written_nor_remembered(store: Store) -> None:
    put_text(store.root, MONTH, '{"entries":{"A1":{"note":"by hand"}}}')
    before = {file: os.stat(os.path.join(store.root, file)) for file in (MONTH, RUNNING, CLIENT)}
    note = {"note": "by hand"}
    store.commit("Nothing", [entry("A1", note, note), Change(CLIENT, ("name",), "x", "Acme GmbH")])
    for file, status in before.items():
        assert os.stat(os.path.join(store.root, file)).st_mtime_ns == status.st_mtime_ns
    assert [one.label for one in store.history()] == ["Started"]


def test_changes_by_hand_meanwhile_are_merged_by_field(store: Store) -> None:
    earlier = store.tables(MONTH)["entries"]["A1"]
    put_text(store.root, MONTH, get_text(store.root, MONTH).replace("acme/api", "acme/ops"))
    store.commit("Noted", [entry("A1", earlier, {**earlier, "note": "x"})])
    assert store.tables(MONTH)["entries"]["A1"] == {
        **earlier,
        "project": "acme/ops",
        "note": "x",
    }
    store.undo()
    assert store.tables(MONTH)["entries"]["A1"] == {**earlier, "project": "acme/ops"}


def test_the_same_field_by_hand_meanwhile_is_a_conflict_and_nothing_is_written(
    store: Store,
) -> None:
    earlier = store.tables(MONTH)["entries"]["A1"]
    put_text(store.root, MONTH, get_text(store.root, MONTH).replace("acme/api", "acme/ops"))
    files = data_files(store.root)
    changes = [rate(store, "95.00"), entry("A1", earlier, {**earlier, "project": "acme/x"})]
    with pytest.raises(Conflict) as caught:
        store.commit("Moved", changes)
    for part in (MONTH, "entries.A1.project", '"acme/api"', '"acme/ops"', '"acme/x"'):
        assert part in str(caught.value)
    assert data_files(store.root) == files


def test_two_stores_see_each_others_changes(store: Store) -> None:
    other = open_store(store.root)
    assert other.tables(MONTH) == store.tables(MONTH)
    assert other.toml(CLIENT) == store.toml(CLIENT)
    store.commit("Rated", [rate(store, "95.00"), entry("C3", None, {"note": "new"})])
    document = other.toml(CLIENT)
    assert document is not None
    assert document["rates"][0]["hourly"] == Decimal("95.00")
    assert other.tables(MONTH)["entries"]["C3"] == {"note": "new"}


@pytest.mark.parametrize(
    ("file", "text", "where"),
    [
        (MONTH, '{"entries": {\n"A1": {"note": "x"},\n}}', f"{MONTH}:3: not JSON"),
        (MONTH, b'{"entries": {\n"A1": {"note": "\xff"}}}', f"{MONTH}:2: byte 0xff is not UTF-8"),
        (MONTH, '{"entries": {\n"A1": {"a": 1, "a": 2}}}', f"{MONTH}:2: entries.A1.a: is there"),
        (MONTH, "", f"{MONTH}:1: not JSON"),
        (CLIENT, "name = 'x'\nrates = [\n", f"{CLIENT}:2: not TOML"),
    ],
)
def test_a_file_that_does_not_parse_is_named_and_never_overwritten(
    store: Store, file: str, text: str | bytes, where: str
) -> None:
    put_text(store.root, file, text)
    files = data_files(store.root)
    with pytest.raises(BadFile) as caught:
        store.commit("Tried", stop_changes())
    assert str(caught.value).startswith(where)
    assert data_files(store.root) == files
    with pytest.raises(BadFile):
        store.tables(file) if file == MONTH else store.toml(file)
    assert store.tables(RUNNING)["entries"]["B2"] == TIMER


def test_a_byte_order_mark_and_windows_line_ends_are_read_and_cleaned(store: Store) -> None:
    put_text(store.root, MONTH, '\ufeff{"entries": {\r\n"A1": {"note": "x"}\r\n}}\r\n')
    put_text(store.root, CLIENT, CLIENT_TEXT.replace("\n", "\r\n"))
    store.commit("Stopped", stop_changes())
    assert get_text(store.root, MONTH).startswith('{"entries": {\n"B2"')
    text = get_text(store.root, CLIENT)
    assert text.count("\n") == text.count("\r\n")
    assert "# agreed by phone" in text


def test_unknown_keys_tables_and_empty_tables_of_others_are_kept(store: Store) -> None:
    put_text(
        store.root,
        MONTH,
        '{"zz": {}, "entries": {\n"A1": {"mine": {"x": [1.50]}, "note": "x"}\n}, "yy": {"Q": {}}}',
    )
    store.commit("Added", [entry("B2", None, {"start": "2026-11-20T09:00:00Z"})])
    assert get_text(store.root, MONTH) == (
        '{"entries": {\n"B2": {"start": "2026-11-20T09:00:00Z"},\n'
        '"A1": {"mine": {"x": [1.50]}, "note": "x"}\n}, "zz": {}, "yy": {\n"Q": {}\n}}\n'
    )


def test_a_record_that_does_not_change_keeps_its_line_as_it_was_typed(store: Store) -> None:
    typed = '"A1":{ "note":"x","start":"2026-11-20T09:00:00Z" }'
    new = entry("B2", None, {"start": "2026-11-20T08:00:00Z"})
    put_text(
        store.root, MONTH, '{"entries": {\n"A1": { "note":"x","start":"2026-11-20T09:00:00Z" }\n}}'
    )
    store.commit("Added", [new])
    assert get_text(store.root, MONTH) == (
        '{"entries": {\n"B2": {"start": "2026-11-20T08:00:00Z"},\n'
        '"A1": { "note":"x","start":"2026-11-20T09:00:00Z" }\n}}\n'
    )
    put_text(store.root, MONTH, f'{{"entries": {{\n{typed}\n}}}}')
    store.commit("Added", [new])
    assert '"A1": {"start": "2026-11-20T09:00:00Z", "note": "x"}' in get_text(store.root, MONTH)


def test_lines_that_only_look_like_one_record_each_are_not_trusted(store: Store) -> None:
    put_text(
        store.root,
        MONTH,
        '{"entries": {\n"A": {"x": {},\n"B": {}}, "B": {"y": 1},\n"C": {}}}',
    )
    store.commit("Added", [entry("D", None, {})])
    assert store.tables(MONTH)["entries"] == {
        "A": {"x": {}, "B": {}},
        "B": {"y": 1},
        "C": {},
        "D": {},
    }


def test_a_link_to_a_data_file_stays_a_link(store: Store, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "acme.toml"
    elsewhere.parent.mkdir()
    os.rename(os.path.join(store.root, CLIENT), elsewhere)
    os.symlink(elsewhere, os.path.join(store.root, CLIENT))
    store.commit("Rated", [rate(store, "95.00")])
    assert os.path.islink(os.path.join(store.root, CLIENT))
    assert "95.00" in elsewhere.read_text()


@pytest.mark.parametrize("file", ["../out.json", "/etc/x.json", "a/../../x.json", "a//b.json", ""])
def test_no_name_leads_out_of_the_workspace(store: Store, file: str) -> None:
    with pytest.raises(Refused, match="not a file inside the workspace"):
        store.commit("Escaped", [entry("X", None, {}, file)])
    with pytest.raises(Refused, match="not a file inside the workspace"):
        store.toml(file)


def test_folders_and_pipes_in_the_place_of_files_are_refused(store: Store) -> None:
    os.makedirs(os.path.join(store.root, "time/ada/2026-10.json"))
    with pytest.raises(BadFile, match=r"^time/ada/2026-10.json: expected a file"):
        store.tables("time/ada/2026-10.json")
    if hasattr(os, "mkfifo"):
        os.mkfifo(os.path.join(store.root, "time/ada/2026-09.json"))
        with pytest.raises(Refused, match="expected a file"):
            store.tables("time/ada/2026-09.json")


def test_text_that_no_file_can_hold_is_refused(store: Store) -> None:
    files = data_files(store.root)
    with pytest.raises(Refused, match="half a character"):
        store.commit("Bad", [entry("X", None, {"note": "\ud83d"})])
    with pytest.raises(Refused):
        store.commit("Bad", [Change(CLIENT, ("note",), None, "\ud83d")])
    with pytest.raises(Refused):
        store.commit("Bad \ud83d", [entry("X", None, {"note": "x"})])
    assert data_files(store.root) == files


def test_files_of_the_program_are_written_whole_with_amounts_as_text(store: Store) -> None:
    draft = {"kind": "invoice", "lines": [{"price": Decimal("90.00")}]}
    store.commit("Drafted", [Change("drafts/D1.toml", (), None, draft)])
    assert get_text(store.root, "drafts/D1.toml") == (
        'kind = "invoice"\nlines = [\n    { price = "90.00" },\n]\n'
    )
    more = {**draft, "kind": "quote"}
    store.commit("Edited", [Change("drafts/D1.toml", (), draft, more)])
    store.commit("Edited", [Change("drafts/D1.toml", ("note",), None, "x")])
    assert values(store.root)["drafts/D1.toml"]["note"] == "x"
    store.undo(3)
    assert "drafts/D1.toml" not in data_files(store.root)


def test_binary_files_come_with_their_documents_and_go_with_undo(store: Store) -> None:
    data = bytes(range(256))
    receipt = Change("expenses/receipt.pdf", (), None, {**blob_value(data), "blob": "mine"})
    record = entry("E1", None, {"date": "2026-11-20"}, "expenses/2026.json")
    store.commit("Spent", [receipt, record], {"mine": data})
    assert store.read("expenses/receipt.pdf") == data
    other = Change("expenses/receipt.pdf", (), blob_value(data), blob_value(b"new"))
    store.commit("Replaced", [other], {blob_value(b"new")["blob"]: b"new"})
    assert store.read("expenses/receipt.pdf") == b"new"
    store.undo()
    assert store.read("expenses/receipt.pdf") == data
    store.undo()
    assert store.read("expenses/receipt.pdf") is None
    store.redo(2)
    assert store.read("expenses/receipt.pdf") == b"new"
    store.commit("Emptied", [Change("notes.bin", (), None, blob_value(b""))], {"": b""})
    assert store.read("notes.bin") == b""
    store.undo()
    put_text(store.root, "expenses/receipt.pdf", b"by hand")
    with pytest.raises(Conflict, match=r"expenses/receipt.pdf"):
        store.undo()
    assert store.read("expenses/receipt.pdf") == b"by hand"


def test_whole_texts_can_be_committed_comments_and_all(store: Store) -> None:
    attributes = Change(".gitattributes", (), None, "*.json text eol=lf\n")
    business = Change("tracker.toml", (), None, '# The business\nname = "x"\n')
    store.commit("Began", [attributes, business])
    assert get_text(store.root, "tracker.toml") == '# The business\nname = "x"\n'
    store.commit("Removed", [Change("tracker.toml", (), store.toml("tracker.toml"), None)])
    assert store.toml("tracker.toml") is None
    store.undo()
    assert get_text(store.root, "tracker.toml") == '# The business\nname = "x"\n'


def test_machine_state_may_be_deleted_at_any_time(store: Store) -> None:
    shutil.rmtree(os.path.join(store.root, ".tracker"))
    with pytest.raises(Refused, match="nothing to undo"):
        store.undo()
    shutil.rmtree(os.path.join(store.root, ".tracker"))
    store.commit("Stopped", stop_changes())
    assert "B2" in store.tables(MONTH)["entries"]
    store.undo()
    assert store.tables(RUNNING)["entries"]["B2"] == TIMER


def test_a_file_that_changes_while_it_is_being_written_is_not_overwritten(store: Store) -> None:
    class Racing(CountingDisk):
        def fsync(self, descriptor: int) -> None:
            put_text(store.root, MONTH, '{"entries": {\n"A1": {"note": "by hand"}\n}}\n')
            super().fsync(descriptor)

    with pytest.raises(Refused, match="at this very moment"):
        open_store(store.root, Racing()).commit("Stopped", stop_changes())
    assert store.tables(MONTH)["entries"] == {"A1": {"note": "by hand"}}
    assert store.tables(RUNNING)["entries"]["B2"] == TIMER


def test_a_disk_that_may_not_be_written_is_refused_but_read(store: Store) -> None:
    class ReadOnly(CountingDisk):
        def reached(self, name: str) -> None:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    other = open_store(store.root, ReadOnly())
    assert other.tables(MONTH) == store.tables(MONTH)
    assert other.recover() == ""
    with pytest.raises(Refused, match="read-only file system"):
        other.commit("Stopped", stop_changes())


def test_a_history_that_cannot_be_written_now_is_written_later(store: Store) -> None:
    disk = CountingDisk()
    make_workspace(f"{store.root}/copy")
    open_store(f"{store.root}/copy", disk).commit("Stopped", stop_changes())
    last_open = len(disk.calls) - 1 - disk.calls[::-1].index("open")
    full = open_store(store.root, FullDisk(last_open))
    full.commit("Stopped", stop_changes())
    assert [one.label for one in full.history()] == ["Started"]
    full.commit("Rated", [rate(store, "95.00")])
    assert [one.label for one in full.history()] == ["Rated", "Stopped", "Started"]


def test_a_history_that_cannot_be_written_is_made_good_within_the_same_hold(store: Store) -> None:
    disk = CountingDisk()
    make_workspace(f"{store.root}/copy")
    open_store(f"{store.root}/copy", disk).commit("Stopped", stop_changes())
    last_open = len(disk.calls) - 1 - disk.calls[::-1].index("open")
    full = open_store(store.root, FullDisk(last_open))
    with full.locked():
        full.commit("Stopped", stop_changes())
        full.commit("Rated", [rate(store, "95.00")])
        assert [one.label for one in full.history()] == ["Rated", "Stopped", "Started"]
        assert [one.label for one in full.undo(2)] == ["Rated", "Stopped"]


def test_the_line_of_a_dotted_key_is_found_in_any_file(store: Store) -> None:
    assert store.line_of(CLIENT, "rates.0.hourly") == 7
    assert store.line_of(MONTH, "entries.A1.note") == 2
    assert store.line_of("nowhere.toml", "x") == 1


def test_reading_needs_none_of_the_heavy_libraries(store: Store) -> None:
    code = (
        "import sys; from tracker_tui.store.commit import Store; s = Store(sys.argv[1]);"
        f"assert s.tables({MONTH!r}); s.recover();"
        "print(*{'tinydb','tomlkit','tomllib','tomli_w','pendulum','decimal','dataclasses',"
        "'pathlib','tempfile','hashlib','inspect'} & set(sys.modules))"
    )
    command = [sys.executable, "-S", "-c", code, store.root]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_what_is_no_record_is_a_mistake_of_the_program(store: Store) -> None:
    wrong: Any = "not a record"
    with pytest.raises(TypeError):
        store.commit("Bad", [entry("X", None, [wrong])])
