"""The store: changes of records go to the disk all or none, are recorded, and can be undone.

A commit, under the lock: every new file is written beside the old one; then the intent, from which
a crash is made good; then all are put in place; then the action joins the history.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tracker_tui.core.errors import Refused
from tracker_tui.core.plain import one_line
from tracker_tui.store.actions import DO, REDO, UNDO, Action
from tracker_tui.store.blobs import Blobs
from tracker_tui.store.disk import DISK, reason, remove_quietly
from tracker_tui.store.files import Files
from tracker_tui.store.history import History
from tracker_tui.store.intent import Intent
from tracker_tui.store.layout import INTENT
from tracker_tui.store.lock import WorkspaceLock
from tracker_tui.store.plan import Plan
from tracker_tui.store.publish import Publication
from tracker_tui.store.records import Conflict, blob_value, dotted_path, invert
from tracker_tui.store.working import WorkingBlob, WorkingTables, WorkingText, WorkingToml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tracker_tui.store.disk import Disk
    from tracker_tui.store.publish import Write
    from tracker_tui.store.records import Change
    from tracker_tui.store.working import Working

MACHINE = ".tracker"


class Store(Files):
    """The files of a workspace and every way to change them.

    `key_order` gives the known fields of each JSON table in their order; TOML files whose names
    begin with one of `owned` belong to the program and are written whole. `notices` collects what
    had to be finished after a crash, one line each.
    """

    def __init__(
        self,
        root: str,
        disk: Disk = DISK,
        key_order: Mapping[str, tuple[str, ...]] | None = None,
        owned: tuple[str, ...] = (),
        timeout: float = 10.0,
    ) -> None:
        super().__init__(root)
        machine = os.path.join(root, MACHINE)
        self.notices: list[str] = []
        self.lock = WorkspaceLock(os.path.join(machine, "lock"), disk, timeout)
        self._disk = disk
        self._key_order = key_order or {}
        self._owned = owned
        self._history = History(os.path.join(machine, "history.jsonl"), disk)
        self._intent = Intent(os.path.join(root, INTENT), disk)
        self._blobs = Blobs(os.path.join(machine, "blobs"), disk)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the workspace; what an earlier process left half done is finished first."""
        with self.lock:
            self._finish_interrupted()
            yield

    def recover(self) -> str:
        """Finish what a crash interrupted; what was done in one line, or ""."""
        if self._intent.is_open():
            with self.locked():
                pass
        said, self.notices = "; ".join(self.notices), []
        return said

    # --- doing -------------------------------------------------------------------------------

    def commit(
        self,
        label: str,
        changes: Sequence[Change],
        blobs: Mapping[str, bytes] | None = None,
        person: str = "",
        at: str = "",
        undoable: bool = True,
        final: str = "",
        action: str = "",
    ) -> str:
        """Write all changes or none; returns the action's id (`action`, or a new one).

        `blobs` holds the bytes of the binary files that are put in place. `final`, or
        `undoable` = False, keeps the action from being undone; `final` is what undo then says.
        Raises Conflict, BadFile or Refused, and then nothing was changed.
        """
        if not undoable and not final:
            final = f'"{label}" is final'
        done = Action(action or os.urandom(8).hex(), label, person, at, list(changes), final=final)
        with self.locked():
            self._run(done, blobs or {})
        return done.id

    def undo(self, count: int = 1, person: str = "", at: str = "") -> list[Action]:
        """Take back the newest actions that are not undone; returns them."""
        return self._repeat(UNDO, count, person, at)

    def redo(self, count: int = 1, person: str = "", at: str = "") -> list[Action]:
        """Do again what was undone last; returns the actions."""
        return self._repeat(REDO, count, person, at)

    def history(self, limit: int = 50) -> list[Action]:
        """What was done, newest first, each with whether it is undone now."""
        actions = self._history.actions()
        return [action for action, _ in zip(actions, range(limit), strict=False)]

    def _repeat(self, kind: str, count: int, person: str, at: str) -> list[Action]:
        done: list[Action] = []
        with self.locked():
            for _ in range(count):
                try:
                    done.append(self._reverse(kind, person, at))
                except Refused as error:
                    if not done:
                        raise
                    raise Refused(f"{kind}: {len(done)} of {count} done, then: {error}") from None
        return done

    def _reverse(self, kind: str, person: str, at: str) -> Action:
        target = self._history.to_undo() if kind == UNDO else self._history.to_redo()
        if target is None:
            raise Refused(f"there is nothing to {kind}")
        if kind == UNDO and target.final:
            raise Refused(target.final)
        changes = target.changes
        if kind == UNDO:
            changes = [invert(change) for change in reversed(changes)]
        action = Action(
            os.urandom(8).hex(), target.label, person, at, changes, kind=kind, of=target.id
        )
        try:
            self._run(action, {})
        except Conflict as conflict:
            raise Conflict(f'cannot {kind} "{one_line(target.label)}": {conflict}') from None
        return target

    def _run(self, action: Action, blobs: Mapping[str, bytes]) -> None:
        given = {blob_value(data)["sha256"]: data for data in blobs.values()}
        plan = Plan(lambda change: self._open(change, given))
        try:
            for change in action.changes:
                plan.merge(change)
            writes = plan.writes()
            if writes or action.kind != DO:
                action = action._replace(changes=plan.changes(writes))
                self._write(action, writes, plan.blobs(replaced=not action.final))
        except RecursionError:
            raise Refused(f"{_named(action)} is nested too deeply to be kept") from None

    def _open(self, change: Change, given: Mapping[str, bytes]) -> Working:
        file, path = change.file, self.path(change.file)
        if not change.path and (isinstance(change.before, str) or isinstance(change.after, str)):
            return WorkingText(file, path, self.content(file))
        if not file.endswith((".json", ".toml")):
            content = self.content(file)
            return WorkingBlob(
                file,
                path,
                content,
                lambda sha: given[sha] if sha in given else self._blobs.get(sha),
            )
        parsed = self._parsed_now(file)
        content, value = (None, None) if parsed is None else parsed
        if file.endswith(".json"):
            return WorkingTables(file, path, content, value or {}, self._key_order)
        return WorkingToml(file, path, content, value, file.startswith(self._owned))

    # --- the steps of a commit ---------------------------------------------------------------

    def _write(self, action: Action, writes: list[Write], blobs: list[bytes]) -> None:
        publication = Publication(self._disk, writes)
        line = action.line()
        kept: list[str] = []
        try:
            self._intent.begin(self._relative(publication.temporaries()))
            kept = self._blobs.keep(blobs)
            publication.prepare()
            self._intent.declare(line)
        except BaseException as error:
            publication.discard()
            self._give_up(kept)
            raise self._refusal(action, error, "nothing was changed") from None
        try:
            publication.publish()
        except BaseException as error:
            if publication.roll_back():
                self._give_up(kept)
                raise self._refusal(action, error, "nothing was changed") from None
            raise self._refusal(action, error, "it will be finished at the next start") from None
        if self._record(line) and action.final:
            self._blobs.remove(kept)

    def _record(self, line: bytes) -> bool:
        """Add the action to the history; where that fails the intent stays, to do it later."""
        try:
            self._history.append(line)
            self._intent.clear()
        except OSError:
            return False
        return True

    def _give_up(self, kept: list[str]) -> None:
        self._blobs.remove(kept)
        with suppress(OSError):
            self._intent.clear()

    def _refusal(self, action: Action, error: BaseException, outcome: str) -> BaseException:
        if not isinstance(error, OSError):
            return error
        place = os.path.dirname(error.filename) if isinstance(error.filename, str) else self.root
        return Refused(f"cannot save {_named(action)} in {place}: {reason(error)}; {outcome}")

    # --- after a crash -----------------------------------------------------------------------

    def _finish_interrupted(self) -> None:
        if not self._intent.is_open():
            return
        temporaries, action = self._intent.read()
        if action is not None and not self._recorded(action):
            self._finish(action)
        for name in temporaries:
            if os.path.basename(name).startswith(".") and name.endswith(".tmp"):
                remove_quietly(self._disk, os.path.join(self.root, name))
        with suppress(OSError):
            self._intent.clear()

    def _recorded(self, action: Action) -> bool:
        newest = next(self._history.newest_first(), None)
        return newest is not None and newest.id == action.id

    def _finish(self, action: Action) -> None:
        """Bring every record to where the action wanted it, but for those that others changed."""
        plan = Plan(lambda change: self._open(change, {}))
        finished = [change for change in action.changes if _tried(plan, change)]
        hopeless: list[str] = []
        publication = Publication(self._disk, plan.writes(hopeless))
        finished = [change for change in finished if change.file not in hopeless]
        try:
            publication.prepare()
            publication.publish()
            self._history.append(action._replace(changes=finished).line())
        except BaseException as error:
            publication.roll_back()
            raise self._refusal(
                action, error, "this must be finished before anything else"
            ) from None
        said = f"finished {_named(action)}, which had been interrupted"
        left = [
            f"{one.file} {dotted_path(one.path)}" for one in action.changes if one not in finished
        ]
        if left:
            said += f"; changed meanwhile and left alone: {one_line(', '.join(left))}"
        self.notices.append(said)

    def _relative(self, paths: list[str]) -> list[str]:
        return [os.path.relpath(path, self.root) for path in paths]


def _tried(plan: Plan, change: Change) -> bool:
    try:
        return plan.finish(change)
    except Refused:
        return False


def _named(action: Action) -> str:
    return f'"{one_line(action.label)}"'
