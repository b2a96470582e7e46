"""Objects on disk (kho tệp): content-addressed, written once, durable before anyone hears of them."""

import errno
import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from desk.errors import DeskError, DiskFull, FileMissing, ObjectChanged, ObjectMissing, StoreReadOnly
from desk.model.values import Digest

_BLOCK = 1 << 20
_PART = ".part"
_ORPHAN_S = 3600.0


class FolderStore:
    """A folder `objects/ab/cd/<sha256>`; an object is a file that nobody changes (Kho tệp)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> Digest:
        """Keep the bytes durably and return their digest."""
        digest = hashlib.sha256(data).hexdigest()
        return self._keep(digest, lambda part: _write(part, data))

    def put_file(self, path: Path) -> Digest:
        """Keep a copy of the file durably and return its digest."""
        summed = hashlib.sha256()
        try:
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    summed.update(block)
        except OSError as fault:
            raise FileMissing(file=path.name) from fault
        return self._keep(summed.hexdigest(), lambda part: _copy(path, part))

    def _keep(self, digest: Digest, write: Callable[[Path], None]) -> Digest:
        place = self._place(digest)
        if place.exists():
            return digest
        part = place.with_name(f"{uuid.uuid4().hex}{_PART}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            write(part)
            part.chmod(0o444)
            part.replace(place)
            _sync_folder(place.parent)
        except OSError as fault:
            part.unlink(missing_ok=True)
            raise translated(fault) from fault
        return digest

    def get(self, digest: Digest) -> bytes:
        """Return the bytes, checked against their digest."""
        try:
            data = self._place(digest).read_bytes()
        except OSError as fault:
            raise ObjectMissing(object=digest) from fault
        if hashlib.sha256(data).hexdigest() != digest:
            raise ObjectChanged(object=digest)
        return data

    def path(self, digest: Digest) -> Path:
        """Return the file of an object; readers go by its first bytes, never by its name."""
        place = self._place(digest)
        if not place.is_file():
            raise ObjectMissing(object=digest)
        return place

    def remove(self, digest: Digest) -> None:
        """Destroy an object; one that is gone already is no fault."""
        try:
            self._place(digest).unlink(missing_ok=True)
        except OSError as fault:
            raise translated(fault) from fault

    def sweep(self) -> int:
        """Remove the halves that a crash left behind and return how many; younger than an hour they may be at work."""
        limit, removed = time.time() - _ORPHAN_S, 0
        for part in self._folder.glob(f"*/*/*{_PART}"):
            if part.stat().st_mtime < limit:
                part.unlink(missing_ok=True)
                removed += 1
        return removed

    def _place(self, digest: Digest) -> Path:
        if len(digest) != 64 or not digest.isalnum():
            raise ObjectMissing(object=digest)
        return self._folder / digest[:2] / digest[2:4] / digest


def _write(part: Path, data: bytes) -> None:
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _copy(source: Path, part: Path) -> None:
    with source.open("rb") as read, part.open("wb") as file:
        shutil.copyfileobj(read, file, _BLOCK)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def translated(fault: OSError) -> DeskError:
    """Return the fault of the desk that an error of the file system means."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull()
    return StoreReadOnly(why=fault.strerror or "-")
