"""Objects on disk (kho tệp): content-addressed, written once, durable before anyone hears of them."""

import contextlib
import errno
import hashlib
import os
import re
import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from desk.errors import DeskError, DiskFull, FileMissing, ObjectChanged, ObjectMissing, StoreReadOnly
from desk.model.values import Digest

_BLOCK = 1 << 20
_ARRIVING = "arriving"
"""Folder of the halves: beside the objects, so that a rename suffices, and alone, so that a sweep is one look."""

_ORPHAN_S = 3600.0
"""A half older than this was left by a crash; a younger one may be at work in another process."""

_DIGEST = re.compile(r"[0-9a-f]{64}")

_ENDINGS = (
    (b"%PDF-", ".pdf"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"PK\x03\x04", ".zip"),
)
"""First bytes of the kinds of file that other programs are asked to open."""


class FolderStore:
    """A folder `objects/ab/cd/<sha256>`; an object is a file that nobody changes (Kho tệp)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> Digest:
        """Keep the bytes durably and return their digest; bytes that are there already are not written again.

        Raises:
            DiskFull, StoreReadOnly: nothing was left behind.
        """
        digest = hashlib.sha256(data).hexdigest()
        return digest if self._place(digest).exists() else self._take_in([data])

    def put_file(self, path: Path) -> Digest:
        """Keep a copy of the file durably and return its digest; the file is read once, so it cannot change between.

        Raises:
            FileMissing; DiskFull, StoreReadOnly: nothing was left behind.
        """
        return self._take_in(_blocks(path))

    def _take_in(self, blocks: Iterable[bytes]) -> Digest:
        """Write beside the objects, synchronise, and give the file its name."""
        part = self._folder / _ARRIVING / uuid.uuid4().hex
        summed = hashlib.sha256()
        try:
            _make_durably(part.parent, self._folder.parent)
            with part.open("xb") as file:
                for block in blocks:
                    summed.update(block)
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
            self._settle(part, self._place(summed.hexdigest()))
        except OSError as fault:
            raise translated(fault) from fault
        finally:
            # After the rename there is none; a folder that cannot be written keeps its half until the next sweep.
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        return summed.hexdigest()

    def _settle(self, part: Path, place: Path) -> None:
        if place.exists():
            return
        _make_durably(place.parent, self._folder)
        part.chmod(0o444)
        try:
            part.replace(place)
        except PermissionError:
            # Windows replaces no read-only file: another process was first with the same bytes.
            if not place.exists():
                raise
            part.chmod(0o600)
        sync_folder(place.parent)

    def get(self, digest: Digest) -> bytes:
        """Return the bytes, checked against their digest.

        Raises:
            ObjectMissing, ObjectChanged.
        """
        try:
            data = self._place(digest).read_bytes()
        except OSError as fault:
            raise ObjectMissing(object=digest) from fault
        if hashlib.sha256(data).hexdigest() != digest:
            raise ObjectChanged(object=digest)
        return data

    def path(self, digest: Digest) -> Path:
        """Return a read-only file with the bytes, its name ending as its kind asks.

        The second name is a hard link, made when first asked for; where there are none (a memory stick, a store that
        cannot be written) the object itself is returned, without an ending.

        Raises:
            ObjectMissing.
        """
        place = self._place(digest)
        try:
            with place.open("rb") as file:
                ending = _ending(file.read(8))
        except OSError as fault:
            raise ObjectMissing(object=digest) from fault
        if not ending:
            return place
        link = place.with_name(place.name + ending)
        try:
            os.link(place, link)
        except FileExistsError:
            return link
        except OSError:
            return place
        return link

    def remove(self, digest: Digest) -> None:
        """Destroy an object under all its names; one that is gone already is no fault.

        Raises:
            StoreReadOnly.
        """
        place = self._place(digest)
        try:
            for name in [*place.parent.glob(f"{digest}.*"), place]:
                with contextlib.suppress(FileNotFoundError):
                    name.chmod(0o600)  # Windows removes no read-only file
                    name.unlink()
            if place.parent.is_dir():
                sync_folder(place.parent)
        except OSError as fault:
            raise translated(fault) from fault

    def sweep(self) -> int:
        """Remove the halves that a crash left behind and return how many."""
        limit, removed = time.time() - _ORPHAN_S, 0
        arriving = self._folder / _ARRIVING
        for part in arriving.iterdir() if arriving.is_dir() else ():
            with contextlib.suppress(FileNotFoundError):
                if part.stat().st_mtime < limit:
                    part.unlink()
                    removed += 1
        return removed

    def _place(self, digest: Digest) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ObjectMissing(object=digest)
        return self._folder / digest[:2] / digest[2:4] / digest


def _blocks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
    except OSError as fault:
        raise FileMissing(file=path.name) from fault


def _make_durably(folder: Path, above: Path) -> None:
    """Make a folder below `above`, and its name as durable as what will stand in it."""
    if folder == above or folder.is_dir():
        return
    _make_durably(folder.parent, above)
    folder.mkdir(parents=True, exist_ok=True)
    sync_folder(folder.parent)


def _ending(head: bytes) -> str:
    return next((ending for start, ending in _ENDINGS if head.startswith(start)), "")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and needs none."""
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
