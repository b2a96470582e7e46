"""Restoring an office (khôi phục): all of a backup is looked through before any of it stands in its place."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from desk.errors import BackupUnreadable, OfficeBroken, OfficeMissing, OfficeNewer
from desk.jobs import Progress, milestone
from desk.model.care import Backup, BookEnd, JournalHead, Restored
from desk.model.events import Event, Kind
from desk.store.backup import FORMAT, VERSION, count_documents, journal_head, named_objects, object_name
from desk.store.blobs import translated
from desk.store.containers import (
    Source,
    check_free,
    copied,
    open_container,
    part_beside,
    read_head,
    read_manifest,
    settle_folder,
    walk,
)
from desk.store.engine import faults_named
from desk.store.opening import DATABASE, NEWEST, OBJECTS, open_memory, revision
from desk.store.unit import SqlUnitOfWork

if TYPE_CHECKING:
    from desk.model.values import Json


def restore_office(
    place: Path, home: Path, beside: Iterable[str], progress: Progress, clock: Callable[[], datetime]
) -> Restored:
    """Make the office of a backup in a new place: there whole, verified and brought up to date, or not at all.

    Args:
        place: The folder or ZIP of the backup; it is only read.
        home: Where the office is to live: absent or an empty folder, on a local disk.
        beside: What a backup may hold besides the database and the objects.
        progress: Told of files.
        clock: Tells the time of the restoring, for the journal.

    Raises:
        FileMissing, BackupUnreadable, BackupPlaceTaken, OfficeNewer, DiskFull, StoreReadOnly, Cancelled.
    """
    check_free(home)
    part = part_beside(home)
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        with open_container(place) as source:
            backup, made = _take_out(source, place.name, part, _Allowed(frozenset(beside)), progress)
        milestone("restore-taken-out")
        restored = _looked_through(part, backup, made, place.name)
        _note_restoring(part, restored, clock())
        check_free(home)
        settle_folder(part, home)
        milestone("restore-settled")
    except OSError as fault:
        raise translated(fault) from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return restored


class _Allowed:
    """Which paths a backup may hold: the database, objects under their digests, and what lies beside them."""

    def __init__(self, beside: frozenset[str]) -> None:
        self._beside = beside

    def __call__(self, digest: str, path: str) -> bool:
        first = path.split("/", 1)[0]
        if first == OBJECTS:
            return path == object_name(digest)
        return path == DATABASE or first in self._beside


def _take_out(source: Source, name: str, part: Path, allowed: _Allowed, progress: Progress) -> tuple[Backup, datetime]:
    """Copy every file of a backup, each against its digest; return what it says it is and when it was made."""
    head, made, listed, files = _read_head(source, name)
    part.mkdir()
    came, total = 0, 0
    with read_manifest(source, listed, name) as lines:
        for digest, path in walk(lines, name, progress):
            if not allowed(digest, path):
                raise BackupUnreadable(file=name)
            total += _take_one(source, digest, path, part, name)
            came += 1
            progress.say(came, files)
    if came != files or source.files not in (-1, files) or total != head.bytes:
        raise BackupUnreadable(file=name)
    return head, made


def _take_one(source: Source, digest: str, path: str, part: Path, name: str) -> int:
    """Copy one file and return its size; an object is read-only from then on."""
    place = part / path
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with place.open("xb") as file:
            if copied(source.read(path), file) != digest:
                raise BackupUnreadable(file=name)
            if not hasattr(os, "sync"):
                os.fsync(file.fileno())
    except FileExistsError as fault:
        raise BackupUnreadable(file=name) from fault
    if path.startswith(f"{OBJECTS}/"):
        place.chmod(0o444)
    return place.stat().st_size


def _read_head(source: Source, name: str) -> tuple[Backup, datetime, str, int]:
    """Return what the head says: the backup, when it was made, the digest of the list, how many files are on it.

    Raises:
        BackupUnreadable: it is no head of ours. OfficeNewer: a newer program wrote it.
    """
    try:
        said = json.loads(read_head(source, name))
        if said["format"] != FORMAT:
            raise BackupUnreadable(file=name)
        if said["version"] > VERSION or said["schema"] > NEWEST:
            raise OfficeNewer(found=said["schema"], known=NEWEST)
        journal = JournalHead(int(said["journal"]["events"]), str(said["journal"]["hash"]))
        backup = Backup(
            str(said["schema"]), int(said["documents"]), int(said["objects"]), int(said["bytes"]), journal,
            tuple(str(digest) for digest in said["damaged"]),
        )  # fmt: skip
        made = datetime.fromisoformat(said["at"]).astimezone(UTC)
        return backup, made, str(said["manifest"]), int(said["files"])
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError) as fault:
        raise BackupUnreadable(file=name) from fault


def _looked_through(part: Path, backup: Backup, made: datetime, name: str) -> Restored:
    """Look through an office taken out: its database, that it names nothing absent, its journal; then upgrade it.

    A journal that had a break already when it was backed up is restored as it was, and told.
    """
    try:
        before = revision(part / DATABASE)
        _check_database(part / DATABASE)
        if journal_head(part / DATABASE) != backup.journal or count_documents(part / DATABASE) != backup.documents:
            raise BackupUnreadable(file=name)
        memory = open_memory(part, [])
        try:
            with memory.unit(reading=True) as uow:
                _events, first_break = uow.journal.first_break()
                books = _book_ends(uow)
        finally:
            memory.close()
        _check_objects(part, backup, name)
    except (OfficeMissing, OfficeBroken, sqlite3.Error, sa.exc.SQLAlchemyError, TypeError, ValueError) as fault:
        raise BackupUnreadable(file=name) from fault  # a database that was made up need not have our tables
    return Restored(backup, before, NEWEST, first_break, made, books)


def _book_ends(uow: SqlUnitOfWork) -> tuple[BookEnd, ...]:
    return tuple(BookEnd(book, year, uow.copies.next_number(book, year) - 1) for book, year in uow.copies.books())


def _note_restoring(part: Path, restored: Restored, at: datetime) -> None:
    """Journal the restoring: numbers taken after the backup may be given again, and the journal must show why."""
    backup = restored.backup
    memory = open_memory(part, [])
    try:
        with memory.unit() as uow:
            data: dict[str, Json] = {
                "backed_up_at": restored.backed_up_at.isoformat(), "documents": backup.documents,
                "events": backup.journal.events, "head": backup.journal.hash,
            }
            uow.record(Event(Kind.RESTORED, "office", "-", "-", at, data))
            uow.commit()
    finally:
        memory.close()


def _check_database(file: Path) -> None:
    with faults_named(), closing(sqlite3.connect(file)) as looking:
        whole = looking.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        if not whole or looking.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise OfficeBroken(why="the database of the backup does not pass its check")


def _check_objects(part: Path, backup: Backup, name: str) -> None:
    """See that every object the rows name came out, but for those that were damaged before."""
    damaged = set(backup.damaged)
    with closing(sqlite3.connect(part / DATABASE)) as looking:
        for digest in named_objects(looking):
            if digest not in damaged and not (part / object_name(digest)).is_file():
                raise BackupUnreadable(file=name)
