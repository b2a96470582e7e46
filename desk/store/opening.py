"""Making, opening and upgrading the memory of an office."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from desk.errors import OfficeBroken, OfficeExists, OfficeMissing, OfficeNewer
from desk.ports import Listener
from desk.store.blobs import FolderStore, translated
from desk.store.engine import faults_named, open_database
from desk.store.unit import SqlUnitOfWork

DATABASE, OBJECTS = "office.db", "objects"
NEWEST = "0001"
"""The revision this program writes; the last file in `migrations/versions`."""


@dataclass(frozen=True, slots=True)
class Memory:
    """An office's memory, open: units of work and objects."""

    unit: Callable[[], SqlUnitOfWork]
    store: FolderStore
    engine: sa.Engine

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
        part.unlink(missing_ok=True)
        _upgrade(part)
        part.replace(home / DATABASE)
    except OSError as fault:
        raise translated(fault) from fault


def open_memory(home: Path, listeners: Sequence[Listener]) -> Memory:
    """Open an office's memory; a schema that is behind is upgraded on a copy first.

    Raises:
        OfficeMissing, OfficeNewer, OfficeBroken, StoreReadOnly.
    """
    file = home / DATABASE
    found = revision(file)
    if found != NEWEST:
        upgrade(home)
    engine = open_database(file)
    store = FolderStore(home / OBJECTS)
    return Memory(lambda: SqlUnitOfWork(engine, listeners), store, engine)


def revision(file: Path) -> str:
    """Return the revision of a database by one plain look.

    Raises:
        OfficeMissing: no file. OfficeNewer: a newer program wrote it. OfficeBroken: it is no database of ours.
    """
    if not file.is_file():
        raise OfficeMissing(folder=file.parent)
    try:
        looking = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        try:
            row = looking.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            looking.close()
    except sqlite3.DatabaseError as fault:
        raise OfficeBroken(why=str(fault)) from fault
    found = str(row[0]) if row else ""
    if found > NEWEST:
        raise OfficeNewer(found=found, known=NEWEST)
    return found


def upgrade(home: Path) -> tuple[str, str]:
    """Bring an office's database to this program's revision and return (before, after); the file is copied first."""
    file = home / DATABASE
    before = revision(file)
    if before != NEWEST:
        keep = file.with_name(f"{DATABASE}.{before}.kept")
        with sqlite3.connect(file) as source, sqlite3.connect(keep) as target:
            source.backup(target)
        _upgrade(file)
    return before, NEWEST


def _upgrade(file: Path) -> None:
    from alembic import command
    from alembic.config import Config

    engine = open_database(file)
    settings = Config()
    settings.set_main_option("script_location", "desk.store:migrations")
    try:
        with faults_named(), engine.connect() as connection:
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def sweep_spool(spool: Path) -> int:
    """Clear what a crash left in the spool and return how many folders; scans under way are kept for `resume`."""
    cleared = 0
    if spool.is_dir():
        for folder in spool.iterdir():
            if folder.is_dir() and not folder.name.startswith("scan-"):
                shutil.rmtree(folder, ignore_errors=True)
                cleared += 1
    return cleared
