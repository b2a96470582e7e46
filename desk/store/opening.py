"""Making, opening and upgrading the memory of an office."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from desk.errors import OfficeBroken, OfficeExists, OfficeMissing, OfficeNewer
from desk.ports import Listener
from desk.store.blobs import FolderStore, sync_folder, translated
from desk.store.engine import APPLICATION_ID, begin_writing, faults_named, open_database, roll_back, settle
from desk.store.unit import SqlUnitOfWork

DATABASE, OBJECTS = "office.db", "objects"
NEWEST = "0007"
"""The revision this program writes; the last file in `migrations/versions`."""

_ABANDONED_S = 24 * 3600.0
"""A folder of the spool untouched for so long belongs to no work under way."""


Check = Callable[[sa.Connection], None]
"""Looks at a database in the transaction of its upgrade; a fault takes the upgrade back."""


@dataclass(frozen=True, slots=True)
class Memory:
    """An office's memory, open: units of work and objects."""

    store: FolderStore
    engine: sa.Engine
    listeners: Sequence[Listener]

    def unit(self, *, reading: bool = False) -> SqlUnitOfWork:
        """Return a new unit of work; a reading one waits for no writer and cannot write."""
        return SqlUnitOfWork(self.engine, self.listeners, reading=reading)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def create_memory(home: Path) -> None:
    """Make the database of a new office; it appears only when it is whole.

    Raises:
        OfficeExists, StoreReadOnly, DiskFull.
    """
    if (home / DATABASE).exists():
        raise OfficeExists(folder=home)
    part = home / f"{DATABASE}.new"
    try:
        home.mkdir(parents=True, exist_ok=True)
        for left in home.glob(f"{part.name}*"):
            left.unlink()
        make_database(part)
        part.replace(home / DATABASE)
        sync_folder(home)
    except OSError as fault:
        raise translated(fault) from fault


def open_memory(home: Path, listeners: Sequence[Listener]) -> Memory:
    """Open an office's memory; a schema that is behind is upgraded first, halves of objects from a crash are removed.

    Raises:
        OfficeMissing, OfficeNewer, OfficeBroken, StoreReadOnly.
    """
    if revision(home / DATABASE) != NEWEST:
        upgrade(home)
    store = FolderStore(home / OBJECTS)
    store.sweep()
    return Memory(store, open_database(home / DATABASE), listeners)


def revision(file: Path) -> str:
    """Return the revision of a database by one plain look.

    Raises:
        OfficeMissing: no file. OfficeNewer: a newer program wrote it. OfficeBroken: it is no database of ours.
    """
    if not file.is_file():
        raise OfficeMissing(folder=file.parent)
    with faults_named(), closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as looking:
        ours = looking.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        row = looking.execute("SELECT version_num FROM alembic_version").fetchone() if ours else None
    if row is None:
        raise OfficeBroken(why="no database of this program")
    found = str(row[0])
    if found > NEWEST:
        raise OfficeNewer(found=found, known=NEWEST)
    return found


def upgrade(home: Path) -> tuple[str, str]:
    """Bring an office's database to this program's revision and return (before, after).

    The file is copied first (`office.db.<revision>.kept`); all steps and the check after them are one transaction, so
    that a crash or a fault leaves the office as it was.

    Raises:
        OfficeMissing, OfficeNewer, OfficeBroken, DiskFull, StoreBusy, StoreReadOnly.
    """
    file = home / DATABASE
    before = revision(file)
    if before != NEWEST:
        _keep_copy(file, before)
        _migrate(file, NEWEST)
    return before, NEWEST


def _keep_copy(file: Path, before: str) -> None:
    """Copy the database as it is; a copy that shows another program to have been quicker is thrown away."""
    keep = file.with_name(f"{DATABASE}.{before}.kept")
    part = keep.with_name(f"{keep.name}.part")
    part.unlink(missing_ok=True)
    with faults_named(), closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, whole in itself
    if revision(part) == before:
        part.replace(keep)
        sync_folder(keep.parent)
    part.unlink(missing_ok=True)


def _migrate(file: Path, to: str) -> None:
    engine = open_database(file)
    try:
        run_revisions(engine, to, after=_check)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def _nothing(_connection: sa.Connection) -> None:
    """Check nothing."""


def make_database(file: Path) -> None:
    """Make a file with the tables of this program's revision.

    Raises:
        DiskFull, StoreReadOnly.
    """
    _migrate(file, NEWEST)


def run_revisions(engine: sa.Engine, to: str, before: Check = _nothing, after: Check = _nothing) -> None:
    """Run the revisions up to `to` between two checks in one transaction; alembic, slow to load, is met here only.

    Raises:
        Faults of the engine and of the checks: nothing was changed.
    """
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", "desk.store:migrations")
    with engine.connect() as connection, _one_transaction(connection):
        before(connection)
        settings.attributes["connection"] = connection
        command.upgrade(settings, to)
        after(connection)


@contextmanager
def _one_transaction(connection: sa.Connection) -> Iterator[None]:
    begin_writing(connection)
    try:
        yield
    except BaseException:
        roll_back(connection)
        raise
    settle(connection)


def _check(connection: sa.Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok"
    if broken or connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise OfficeBroken(why="the upgraded database does not pass its check")


def sweep_spool(spool: Path) -> int:
    """Clear the folders and files a crash left in the spool and return how many.

    Scans under way are kept for `resume`; what was touched within a day may belong to another process.
    """
    limit, cleared = time.time() - _ABANDONED_S, 0
    if spool.is_dir():
        for folder in spool.iterdir():
            if folder.name.startswith("scan-") or _touched(folder) >= limit:
                continue
            if folder.is_dir():
                shutil.rmtree(folder, ignore_errors=True)
            else:
                _forget(folder)
            cleared += 1
    return cleared


def _forget(file: Path) -> None:
    """Remove a file; one that resists, such as one a viewer has open, is left for the next start."""
    with suppress(OSError):
        file.unlink()


def _touched(folder: Path) -> float:
    """Return when anything in a folder was last written; one that vanishes meanwhile is being cleared by its owner."""
    try:
        return max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))
    except FileNotFoundError:
        return time.time()
