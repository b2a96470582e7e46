"""What a backup is put into (nơi chứa bản sao lưu): a folder or one ZIP, with the same files under the same names.

Everything in the ZIP is stored as it is: scans do not get smaller, and nothing taken out of one can be larger than the
ZIP itself, so that no packed bomb can be meant.
"""

import contextlib
import glob
import hashlib
import os
import re
import shutil
import struct
import tempfile
import time
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from desk.errors import BackupPlaceTaken, BackupUnreadable, FileMissing
from desk.jobs import Progress
from desk.store.blobs import sync_folder

HEAD, MANIFEST = "saoy-backup.json", "manifest-sha256.txt"
ZIP = ".zip"
_BLOCK = 1 << 20
_LONGEST_HEAD = 1 << 22
_ABANDONED_S = 24 * 3600.0
_LONGEST_PATH = 250
_LINE = re.compile(rb"([0-9a-f]{64})  ([^\r\n]{1,%d})\n" % _LONGEST_PATH)
_LONGEST_LINE = 64 + 2 + _LONGEST_PATH + 1
_UNSAFE = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]')
_Line = tuple[str, str]


class Sink(Protocol):
    """A backup being written."""

    def put(self, name: str, source: IO[bytes], size: int) -> str:
        """Write one file from a stream of `size` bytes and return the SHA-256 of what was written."""


class Source(Protocol):
    """A backup being read."""

    files: int
    """How many files it has, the head and the manifest not counted; -1 = not known before they are read."""

    def read(self, name: str) -> Iterator[bytes]:
        """Yield one file in pieces; BackupUnreadable when it is not there or cannot be read."""


# -- writing ----------------------------------------------------------------------------------------------------------


class Manifest:
    """The list of digests under way, on disk and not in memory; `sha256sum -c` reads it."""

    def __init__(self) -> None:
        self._lines = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by `close`
        self.files, self.bytes = 0, 0

    def add(self, name: str, digest: str, size: int) -> None:
        """Note one file."""
        self._lines.write(f"{digest}  {name}\n".encode())
        self.files, self.bytes = self.files + 1, self.bytes + size

    def put_into(self, sink: Sink) -> str:
        """Write the list into the backup and return its own digest."""
        size = self._lines.tell()
        self._lines.seek(0)
        return sink.put(MANIFEST, self._lines, size)

    def close(self) -> None:
        """Let go of it."""
        self._lines.close()


@contextmanager
def new_container(to: Path) -> Iterator["NewFolder | NewZip"]:
    """Begin a backup beside its place; what is not settled at the end leaves nothing behind.

    Args:
        to: A folder that is absent or empty, or an absent file whose name ends in `.zip`.

    Raises:
        BackupPlaceTaken; FileMissing: the folder above is not there, such as that of a disk not plugged in.
    """
    zipped = to.suffix.lower() == ZIP
    if not to.parent.is_dir():
        raise FileMissing(file=str(to.parent))
    check_free(to, folder=not zipped)
    part = part_beside(to)
    container = NewZip(part, to) if zipped else NewFolder(part, to)
    try:
        yield container
    finally:
        container.close()
        _clear(part)


def part_beside(place: Path) -> Path:
    """Return a new name beside a place, for what is to stand there; halves that a crash left a day ago are cleared."""
    limit = time.time() - _ABANDONED_S
    for left in place.parent.glob(f".{glob.escape(place.name[:60])}.*.part"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < limit:
                _clear(left)
    return place.with_name(f".{place.name[:60]}.{uuid.uuid4().hex[:12]}.part")


def check_free(place: Path, *, folder: bool = True) -> None:
    """Raise BackupPlaceTaken when something stands in a place; an empty folder is none where one is wanted."""
    if os.path.lexists(place):
        empty = folder and place.is_dir() and not place.is_symlink() and not any(place.iterdir())
        if not empty:
            raise BackupPlaceTaken(folder=place)


def _clear(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


class NewFolder:
    """A backup as a folder."""

    def __init__(self, part: Path, to: Path) -> None:
        self._part, self._to = part, to
        part.mkdir()

    def put(self, name: str, source: IO[bytes], size: int) -> str:
        """Write one file and return its digest."""
        del size
        place = self._part / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            digest = copied(blocks(source), file)
            if not hasattr(os, "sync"):
                os.fsync(file.fileno())
        return digest

    def settle(self) -> None:
        """Have everything on the disk itself and give the folder its name."""
        settle_folder(self._part, self._to)

    def close(self) -> None:
        """Nothing is held open."""


class NewZip:
    """A backup as one ZIP, of any size (ZIP64)."""

    def __init__(self, part: Path, to: Path) -> None:
        self._part, self._to = part, to
        self._file = part.open("xb")
        self._zip = zipfile.ZipFile(self._file, "w")

    def put(self, name: str, source: IO[bytes], size: int) -> str:
        """Write one file and return its digest."""
        entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        entry.create_system, entry.external_attr, entry.file_size = 3, 0o600 << 16, size
        with self._zip.open(entry, "w") as file:
            return copied(blocks(source), file)

    def settle(self) -> None:
        """Have it on the disk itself and give it its name."""
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        check_free(self._to, folder=False)
        self._part.replace(self._to)
        sync_folder(self._to.parent)

    def close(self) -> None:
        """Let go of the file; one that was not settled is never read."""
        with contextlib.suppress(OSError, ValueError):
            self._file.close()
        self._zip.fp = None  # nothing more is to be written when the object goes


def settle_folder(part: Path, to: Path) -> None:
    """Have a folder's files on the disk itself and give it its name in one step."""
    if hasattr(os, "sync"):
        os.sync()  # thousands of small files: one call for them all
    if to.is_dir():
        to.rmdir()  # an empty one; Windows renames onto none
    part.replace(to)
    sync_folder(to.parent)


def blocks(source: IO[bytes]) -> Iterator[bytes]:
    """Yield a stream in pieces of 1 MiB."""
    while block := source.read(_BLOCK):
        yield block


def copied(pieces: Iterable[bytes], file: IO[bytes]) -> str:
    """Write the pieces and return the SHA-256 of what was written."""
    summed = hashlib.sha256()
    for piece in pieces:
        summed.update(piece)
        file.write(piece)
    return summed.hexdigest()


# -- reading ----------------------------------------------------------------------------------------------------------


@contextmanager
def open_container(place: Path) -> Iterator["OldFolder | OldZip"]:
    """Open a backup.

    Raises:
        FileMissing: nothing is there. BackupUnreadable: it is no folder and no ZIP of ours.
    """
    if not place.exists():
        raise FileMissing(file=str(place))
    if place.is_dir():
        yield OldFolder(place)
        return
    with _opened_zip(place) as archive:
        yield OldZip(archive, place)


def _opened_zip(place: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(place)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, struct.error) as fault:
        raise BackupUnreadable(file=place.name) from fault


class OldFolder:
    """A backup that is a folder."""

    files = -1

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> Iterator[bytes]:
        """Yield one file in pieces."""
        try:
            with (self._folder / name).open("rb") as file:
                yield from blocks(file)
        except OSError as fault:
            raise BackupUnreadable(file=self._folder.name) from fault


class OldZip:
    """A backup that is a ZIP: each file once, stored as it is, together no larger than the ZIP."""

    def __init__(self, archive: zipfile.ZipFile, place: Path) -> None:
        self._zip, self._name = archive, place.name
        entries = archive.infolist()
        packed = any(e.compress_type != zipfile.ZIP_STORED or e.compress_size != e.file_size for e in entries)
        together = sum(entry.file_size for entry in entries)
        if packed or together > place.stat().st_size or len({e.filename for e in entries}) != len(entries):
            raise BackupUnreadable(file=self._name)
        self.files = len(entries) - 2

    def read(self, name: str) -> Iterator[bytes]:
        """Yield one file in pieces."""
        try:
            with self._zip.open(name) as file:
                yield from blocks(file)
        except (KeyError, ValueError, struct.error, zipfile.BadZipFile, OSError, EOFError, RuntimeError) as fault:
            raise BackupUnreadable(file=self._name) from fault


def read_head(source: Source, name: str) -> bytes:
    """Return the head of a backup as it stands; BackupUnreadable when it is absent or unreasonably long."""
    head = b""
    for piece in source.read(HEAD):
        head += piece
        if len(head) > _LONGEST_HEAD:
            raise BackupUnreadable(file=name)
    return head


def read_manifest(source: Source, digest: str, name: str) -> IO[bytes]:
    """Return the list of digests, copied to a temporary file, once its own digest fits; BackupUnreadable."""
    lines = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by the caller
    try:
        fits = copied(source.read(MANIFEST), lines) == digest
    except BaseException:
        lines.close()
        raise
    if not fits:
        lines.close()
        raise BackupUnreadable(file=name)
    lines.seek(0)
    return lines


def walk(lines: IO[bytes], name: str, progress: Progress) -> Iterator[_Line]:
    """Yield digest and path of each line; BackupUnreadable for a line or a path that no backup of ours has."""
    while line := lines.readline(_LONGEST_LINE + 1):  # a line without end is never held in memory
        progress.check()
        found = _LINE.fullmatch(line)
        if found is None:
            raise BackupUnreadable(file=name)
        digest, path = found[1].decode(), found[2].decode("utf-8", "replace")
        if not safe(path):
            raise BackupUnreadable(file=name)
        yield digest, path


def safe(path: str) -> bool:
    """Tell whether a path of a backup stays where it is put, on every system."""
    parts = path.split("/")
    return not _UNSAFE.search(path) and all(part and part.strip(". ") and part[-1] not in ". " for part in parts)


def keepable(path: str) -> bool:
    """Tell whether a path can be written into a backup so that restoring accepts it again."""
    try:
        return safe(path) and len(path.encode()) <= _LONGEST_PATH
    except UnicodeEncodeError:  # a name on this disk that is no UTF-8
        return False
