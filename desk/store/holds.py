"""Holding a piece of work (giữ việc đang làm): two processes never finish the same scan or file at once.

A hold is a lock of the operating system on a small file, so it ends with the process that has it, however that ends.
"""

import contextlib
import os
import sys
import threading
from pathlib import Path

from desk.store.blobs import translated

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


_LONGEST_NAME = 200


class FileHolds:
    """Holds by name in one folder of the office.

    Args:
        folder: Made when missing.
        desk: Name of this desk, which others read who find something held.
    """

    def __init__(self, folder: Path, desk: str = "") -> None:
        self._folder, self._desk = folder, desk
        self._mine: dict[str, int] = {}
        self._lock = threading.Lock()

    def take(self, name: str) -> bool:
        """Take a hold; False when this or another process has it already."""
        with self._lock:
            if name in self._mine:
                return False
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                handle = os.open(self._folder / f"{name}.hold", os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as fault:
                raise translated(fault) from fault
            if not _locked(handle):
                os.close(handle)
                return False
            if sys.platform != "win32":  # Windows lets nobody read what is locked
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, 0)
                    os.pwrite(handle, self._desk.encode(), 0)
            self._mine[name] = handle
            return True

    def keeps(self, name: str) -> bool:
        """Tell whether a hold is ours: the system takes none away while its process lives."""
        with self._lock:
            return name in self._mine

    def holder(self, name: str) -> str:
        """Return the name of the desk that has a hold, "" when nobody has it or that is not known."""
        with self._lock:
            if name in self._mine:
                return self._desk
        with contextlib.suppress(OSError, UnicodeDecodeError), (self._folder / f"{name}.hold").open("r+b") as file:
            return "" if _locked(file.fileno()) else file.read(_LONGEST_NAME).decode("utf-8")
        return ""

    def release(self, name: str) -> None:
        """Let go of a hold; one that is not ours is no fault."""
        with self._lock:
            handle = self._mine.pop(name, None)
            if handle is not None:
                with contextlib.suppress(OSError):  # a system that does not let go of open files keeps an empty one
                    (self._folder / f"{name}.hold").unlink()
                os.close(handle)


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return sys.platform == "win32" or os.fstat(handle).st_nlink > 0  # one that was let go of meanwhile holds nothing
