"""Backing an office up while it works (sao lưu): one consistent state of the database, and every object it names.

Order matters: the database first, at one moment; then the objects, which are only ever added. What a working office
adds meanwhile belongs to the next backup.
"""

import hashlib
import json
import re
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from desk.errors import ObjectChanged, ObjectMissing, OutputRefused, SecrecyMarked
from desk.jobs import Progress, milestone
from desk.model.care import Backup, JournalHead
from desk.store.containers import HEAD, Manifest, NewFolder, NewZip, blocks, keepable, new_container
from desk.store.engine import faults_named
from desk.store.opening import DATABASE, OBJECTS, revision

_DIGEST = re.compile(r"[0-9a-f]{64}")

FORMAT = "saoy-backup"
VERSION = 1

_NAMED = """
    WITH open_copy AS (
        SELECT certified_copy.* FROM certified_copy JOIN document ON document.id = certified_copy.document_id
        WHERE document.secrecy IS NULL
    ), open_component AS (
        SELECT component_signature.* FROM component_signature
        JOIN document ON document.id = component_signature.document_id WHERE document.secrecy IS NULL
    )
    SELECT page.digest FROM page JOIN document ON document.id = page.document_id WHERE document.secrecy IS NULL
    UNION SELECT pdf FROM document WHERE secrecy IS NULL
    UNION SELECT source_digest FROM document WHERE secrecy IS NULL
    UNION SELECT receipt FROM dossier
    UNION SELECT source FROM open_copy UNION SELECT prepared FROM open_copy UNION SELECT signed FROM open_copy
    UNION SELECT sealed FROM open_copy UNION SELECT file FROM open_copy
    UNION SELECT file FROM refusal
    UNION SELECT source FROM open_component UNION SELECT signed FROM open_component
    UNION SELECT file FROM open_component
"""
"""Every object a row names, but for papers under a mark of secrecy: what was made of them,
certified copies too, is to be destroyed, not kept."""

_REPLACED = """
    UNION SELECT json_extract(line.body, '$.replaces') FROM register_line AS line JOIN open_copy
        ON open_copy.book = line.book AND open_copy.year = line.year AND open_copy.number = line.number
        WHERE line.body LIKE '%"replaces":%'
"""
"""The files of copies before a renewal of their archive, which the chain of the book alone names."""

_RENEWED_SCANS = """
    UNION SELECT json_extract(line.data, '$.replaced') FROM journal AS line JOIN open_component
        ON line.subject = 'document:' || open_component.document_id WHERE line.kind = 'component.renewed'
"""
"""The files of signed scans before a renewal, which the journal alone names."""

_SIDES = f" UNION SELECT digest FROM evening_side WHERE coalesce(fault, '') != '{SecrecyMarked.code}'"  # noqa: S608 -- ours
"""The sides of an evening's stack, but for those under a mark of secrecy."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What of an office that desks share is not in the folder of one of them.

    Attributes:
        objects: Folder of the objects.
        snapshot: Copies the database, as it stands at one moment, into the file named.
    """

    objects: Path
    snapshot: Callable[[Path], None]


class OfficeArchive:
    """Backs one office up.

    Args:
        home: Folder of the office.
        beside: Files and folders of the office that are kept besides the database and the objects.
        clock: Tells the time of the backup.
        shared: Of an office that desks share; None = the office is in `home` alone.
    """

    def __init__(
        self, home: Path, beside: Sequence[str], clock: Callable[[], datetime], shared: "Shared | None" = None
    ) -> None:
        self._home, self._beside, self._clock, self._shared = home, tuple(beside), clock, shared
        self._objects = shared.objects if shared is not None else home / OBJECTS

    def back_up(self, to: Path, progress: Progress, known: Callable[[Backup], None]) -> Backup:
        """Write a backup: a folder that is absent or empty, or a file ending in `.zip`; whole or not at all.

        Args:
            to: Where it goes.
            progress: Told of objects.
            known: Called when all is written, before the backup gets its name; its fault leaves nothing behind.

        Raises:
            BackupPlaceTaken, FileMissing, OutputRefused, StoreBusy, OfficeBroken, Cancelled, faults of `known`; of a
            shared office ServerGone.
        """
        scratch = self._home / "spool" / f"backup-{uuid.uuid4().hex}"
        try:
            scratch.mkdir(parents=True)
            snapshot = scratch / DATABASE
            if self._shared is not None:
                self._shared.snapshot(snapshot)
            else:
                take_snapshot(self._home / DATABASE, snapshot)
            milestone("backup-snapshot")
            with new_container(to) as container:
                backup = self._fill(container, snapshot, progress)
                milestone("backup-written")
                known(backup)
                container.settle()
            milestone("backup-settled")
        except OSError as fault:
            raise OutputRefused(file=to.name, why=fault.strerror or "-") from fault
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        return backup

    def _fill(self, container: NewFolder | NewZip, snapshot: Path, progress: Progress) -> Backup:
        """Put the files in, the database first, then the digests, then the head that speaks for all of them."""
        manifest = Manifest()
        try:
            writing = _Writing(container, manifest)
            writing.put(DATABASE, snapshot)
            left_out = _put_beside(writing, self._home, self._beside)
            objects, damaged = self._put_objects(writing, snapshot, progress)
            backup = Backup(
                schema=revision(snapshot), documents=count_documents(snapshot), objects=objects, bytes=manifest.bytes,
                journal=journal_head(snapshot), damaged=(*damaged, *left_out),
            )
            _put_head(container, backup, manifest, self._clock())
        finally:
            manifest.close()
        return backup

    def _put_objects(self, writing: "_Writing", snapshot: Path, progress: Progress) -> tuple[int, list[str]]:
        """Copy every object the snapshot names; those the office does not have whole any more are told apart."""
        objects = 0
        damaged: list[str] = []
        with closing(sqlite3.connect(snapshot)) as looking:
            total = looking.execute(f"SELECT count(*) FROM ({_naming(looking)})").fetchone()[0]  # noqa: S608 -- our own words
            for digest in named_objects(looking):
                progress.check()
                progress.say(objects, total)
                try:
                    writing.put_object(self._objects, digest)
                except (ObjectMissing, ObjectChanged):
                    damaged.append(digest)
                else:
                    objects += 1
        progress.say(total, total)
        return objects, damaged


@dataclass(frozen=True, slots=True)
class _Writing:
    """A container and its list under way."""

    container: NewFolder | NewZip
    manifest: Manifest

    def put(self, name: str, file: Path) -> None:
        """Put one file in."""
        size = file.stat().st_size
        with file.open("rb") as source:
            self.manifest.add(name, self.container.put(name, source, size), size)

    def put_object(self, objects: Path, digest: str) -> None:
        """Put one object in, whole; it is read before it is copied, as nothing can be taken out of a ZIP again."""
        place = objects / digest[:2] / digest[2:4] / digest
        try:
            summed = hashlib.sha256()
            with place.open("rb") as source:
                for block in blocks(source):
                    summed.update(block)
        except OSError as fault:
            raise ObjectMissing(object=digest) from fault
        if summed.hexdigest() != digest:
            raise ObjectChanged(object=digest)
        self.put(object_name(digest), place)


def object_name(digest: str) -> str:
    """Return the path of an object, in an office and in its backup."""
    return f"{OBJECTS}/{digest[:2]}/{digest[2:4]}/{digest}"


def take_snapshot(database: Path, out: Path) -> None:
    """Copy a database that may be at work, as it stands at one moment, into one file whole in itself.

    Raises:
        StoreBusy, OfficeBroken, DiskFull.
    """
    with faults_named(), closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(out)) as copy:
        source.backup(copy)  # in one step: readers do not hinder writers, so nothing forces it to begin anew
        copy.execute("PRAGMA journal_mode=DELETE")


def _naming(database: sqlite3.Connection) -> str:
    """Return what names the objects; a database of an older schema may have no chain of its books, or no batches."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    later = (("register_line", _REPLACED), ("component_signature", _RENEWED_SCANS), ("evening_side", _SIDES))
    return _NAMED + "".join(naming for table, naming in later if table in tables)


def named_objects(database: sqlite3.Connection) -> Iterator[str]:
    """Yield the digest of every object that is to be kept, once."""
    for (digest,) in database.execute(_naming(database)):
        if digest and _DIGEST.fullmatch(digest):
            yield str(digest)


def journal_head(file: Path) -> JournalHead:
    """Return where the journal of a database ends."""
    with faults_named(), closing(sqlite3.connect(file)) as looking:
        events, hashed = looking.execute("SELECT seq, hash FROM journal_head").fetchone()
    return JournalHead(int(events), str(hashed))


def count_documents(file: Path) -> int:
    """Return how many papers a database has."""
    with faults_named(), closing(sqlite3.connect(file)) as looking:
        return int(looking.execute("SELECT count(*) FROM document").fetchone()[0])


def _files(home: Path, beside: Sequence[str]) -> Iterator[Path]:
    """Yield the files of the office that are kept besides the database, in order; links are files that they lead to."""
    for name in beside:
        place = home / name
        inside = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (file for file in inside if file.is_file() or (file.is_symlink() and not file.exists()))


def _put_beside(writing: _Writing, home: Path, beside: Sequence[str]) -> list[str]:
    """Put in what lies beside the database; return names that no backup can keep, and links that lead nowhere."""
    left_out: list[str] = []
    for file in _files(home, beside):
        name = file.relative_to(home).as_posix()
        if keepable(name) and file.is_file():
            writing.put(name, file)
        else:
            left_out.append(name.encode("utf-8", "backslashreplace").decode())
    return left_out


def _put_head(container: NewFolder | NewZip, backup: Backup, manifest: Manifest, at: datetime) -> None:
    from importlib import metadata  # here: whoever opens an office loads this room, and few of them make a backup

    listed = manifest.put_into(container)
    head = {
        "format": FORMAT, "version": VERSION, "program": metadata.version("saoy"), "at": at.isoformat(),
        "schema": backup.schema, "documents": backup.documents, "objects": backup.objects, "bytes": backup.bytes,
        "files": manifest.files, "manifest": listed,
        "journal": {"events": backup.journal.events, "hash": backup.journal.hash}, "damaged": list(backup.damaged),
    }
    data = (json.dumps(head, indent=2) + "\n").encode()
    container.put(HEAD, BytesIO(data), len(data))

