"""The system calls that change the disk, in one object that a fault injector can stand in for."""

import errno
import os
import stat as modes
from typing import NamedTuple

from tracker_tui.core.errors import Refused

FILE_MODE = 0o600
FOLDER_MODE = 0o700

Stamp = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode: another one means other content."""

_OWN_HANDLE = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NEVER_WAIT = getattr(os, "O_NONBLOCK", 0)
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}


class Disk:
    """Every change of the disk, one method a system call; they raise OSError as the system does."""

    def open(self, path: str, flags: int) -> int:
        """A descriptor; files that are made belong to their owner alone."""
        return os.open(path, flags | _OWN_HANDLE, FILE_MODE)

    def write(self, descriptor: int, data: bytes) -> None:
        """All of the data, however many calls the system wants for it."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]

    def fsync(self, descriptor: int) -> None:
        """Wait until the file's content is on the disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Some file systems report a failed write only here."""
        os.close(descriptor)

    def replace(self, source: str, target: str) -> None:
        """Put a file in another's place in one step."""
        os.replace(source, target)

    def unlink(self, path: str) -> None:
        """Remove a file."""
        os.unlink(path)

    def mkdir(self, path: str) -> None:
        """Make a folder for its owner alone."""
        os.mkdir(path, FOLDER_MODE)

    def rmdir(self, path: str) -> None:
        """Remove an empty folder."""
        os.rmdir(path)

    def truncate(self, path: str, size: int) -> None:
        """Cut a file off after `size` bytes."""
        os.truncate(path, size)

    def fsync_dir(self, path: str) -> None:
        """Wait until the names in a folder are on the disk, where the system can do that."""
        if os.name == "nt":
            return
        descriptor = os.open(path, os.O_RDONLY | _OWN_HANDLE)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(descriptor)


DISK = Disk()


def write_synced(disk: Disk, path: str, data: bytes) -> None:
    """Write a file anew and wait until it is on the disk."""
    descriptor = disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        disk.write(descriptor, data)
        disk.fsync(descriptor)
    finally:
        disk.close(descriptor)


def make_folders(disk: Disk, path: str) -> list[str]:
    """Make a folder and those above it that are missing, durably; returns those that were made.

    The outermost comes first. On failure those already made are removed again.
    """
    missing = []
    while not os.path.isdir(path):
        missing.append(path)
        path = os.path.dirname(path)
    made: list[str] = []
    try:
        for folder in reversed(missing):
            try:
                disk.mkdir(folder)
            except FileExistsError:
                if not os.path.isdir(folder):
                    raise
                continue
            made.append(folder)
            disk.fsync_dir(os.path.dirname(folder))
    except OSError:
        remove_folders(disk, made)
        raise
    return made


def remove_folders(disk: Disk, made: list[str]) -> None:
    """Remove folders that `make_folders` made, as far as they are empty."""
    for folder in reversed(made):
        try:
            disk.rmdir(folder)
        except OSError:
            return


def remove_quietly(disk: Disk, path: str) -> bool:
    """Remove a file; tells whether it is gone."""
    try:
        disk.unlink(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


class Unreadable(Refused):
    """A file that the system does not let us read; `why` is the sentence."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.why = why


class Content(NamedTuple):
    """What a file held when it was read."""

    data: bytes
    stamp: Stamp


def stamp(path: str) -> Stamp | None:
    """The stamp of a file; None where there is none. Raises Unreadable."""
    try:
        return _stamp_of(os.stat(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise Unreadable(path, f"cannot be read: {reason(error)}") from None


def read_file(path: str) -> Content | None:
    """A file's bytes and the stamp they belong to; None where there is none. Raises Unreadable."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _OWN_HANDLE | _NEVER_WAIT)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise Unreadable(path, f"cannot be read: {reason(error)}") from None
    try:
        status = os.fstat(descriptor)
        if not modes.S_ISREG(status.st_mode):
            raise Unreadable(path, "expected a file, found something else")
        return Content(_read_all(descriptor, status.st_size), _stamp_of(status))
    except OSError as error:
        raise Unreadable(path, f"cannot be read: {reason(error)}") from None
    finally:
        os.close(descriptor)


def read_bytes(path: str) -> bytes | None:
    """A file's bytes; None where there is no file."""
    content = read_file(path)
    return None if content is None else content.data


def reason(error: OSError) -> str:
    """Why a system call failed, as the end of a sentence."""
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]


def resolved(path: str) -> str:
    """The file behind a symbolic link, so that replacing it keeps the link."""
    return os.path.realpath(path) if os.path.islink(path) else path


def _read_all(descriptor: int, expected: int) -> bytes:
    parts = []
    while part := os.read(descriptor, max(expected + 1, 1 << 16)):
        parts.append(part)
        expected -= len(part)
    return b"".join(parts)


def _stamp_of(status: os.stat_result) -> Stamp:
    return (status.st_size, status.st_mtime_ns, status.st_ino)
