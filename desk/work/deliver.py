"""Giving a file out of the office (giao tệp): it appears whole or not at all."""

import contextlib
import errno
import glob
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path

from desk.errors import FileMissing, OutputRefused

_ABANDONED_S = 24 * 3600.0
"""A half untouched for so long was left by a crash; papers of people are not to lie about in it."""


class Delivery:
    """A file being written beside the place it is meant for; nothing stands in the place before `settle`.

    Attributes:
        file: Where to write, open for reading and writing.
    """

    def __init__(self, out: Path, part: Path, file: BufferedRandom) -> None:
        self.file = file
        self._out, self._part = out, part

    def secure(self) -> None:
        """Have what was written on the disk itself, still beside its place."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def settle(self) -> None:
        """Give the file its name in one step; what stood there before is replaced."""
        self._part.replace(self._out)
        if os.name != "nt":  # Windows has no such call and needs none
            handle = os.open(self._out.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


@contextmanager
def delivery(out: Path) -> Iterator[Delivery]:
    """Open a delivery for a path outside the office; what is not settled at the end leaves nothing behind.

    Raises:
        FileMissing: there is no such folder.
        OutputRefused: the file cannot be written there, or there is no room.
    """
    if not out.parent.is_dir():
        raise FileMissing(file=str(out.parent))
    if out.is_dir():
        raise OutputRefused(file=out.name, why=os.strerror(errno.EISDIR))
    _clear_abandoned(out)
    part = out.with_name(f".{out.name[:60]}.{uuid.uuid4().hex[:12]}.part")
    try:
        with part.open("x+b") as file:
            yield Delivery(out, part, file)
    except OSError as fault:
        raise OutputRefused(file=out.name, why=fault.strerror or "-") from fault
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _clear_abandoned(out: Path) -> None:
    limit = time.time() - _ABANDONED_S
    for left in out.parent.glob(f".{glob.escape(out.name[:60])}.*.part"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < limit:
                left.unlink()
