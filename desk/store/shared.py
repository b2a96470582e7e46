"""Making, opening and upgrading the memory of an office that several desks share on a PostgreSQL server.

The same revisions make it; the objects stand in a folder, on a share that every desk reaches.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from desk.errors import OfficeBroken, OfficeExists, OfficeMissing, OfficeNewer
from desk.ports import Listener
from desk.store import tables
from desk.store.blobs import FolderStore
from desk.store.carrying import carry
from desk.store.engine import open_database
from desk.store.opening import NEWEST, Memory, make_database, run_revisions
from desk.store.server import open_server

_CAREFUL = ("fsync", "full_page_writes")
"""What a unit cannot ask for by itself; that a commit is synchronised, each session of ours asks."""


def create_shared(database: str) -> None:
    """Make the tables of a new office in an empty database, whole or not at all.

    One that was left without an officer, by a founding that was cut short, is founded anew.

    Raises:
        OfficeExists, DatabaseAddressWrong, ServerGone, StoreReadOnly, OfficeBroken: not a database in UTF-8.
    """
    with _engine(database) as engine:
        run_revisions(engine, NEWEST, before=_free_for_an_office)


def _free_for_an_office(connection: sa.Connection) -> None:
    if connection.exec_driver_sql("SHOW server_encoding").scalar_one() != "UTF8":
        raise OfficeBroken(why="the database is not in UTF-8")
    if _found(connection) and connection.execute(sa.select(tables.officer.c.id).limit(1)).first() is not None:
        raise OfficeExists(folder=connection.engine.url.database)


def open_shared(database: str, objects: Path, listeners: Sequence[Listener]) -> Memory:
    """Open a shared office; a schema that is behind is upgraded first, halves of objects from a crash are removed.

    Args:
        database: As for `desk.store.server.open_server`.
        objects: Folder of the objects.
        listeners: Told of the events of each committed unit of this desk.

    Raises:
        OfficeMissing, OfficeNewer, DatabaseAddressWrong, ServerGone, StoreReadOnly.
    """
    engine = open_server(database)
    try:
        if _revision(engine) != NEWEST:
            run_revisions(engine, NEWEST)
        store = FolderStore(objects)
        store.sweep()
    except BaseException:
        engine.dispose()
        raise
    return Memory(store, engine, listeners)


def shared_revision(database: str) -> str:
    """Return the revision of a shared office.

    Raises:
        OfficeMissing: no office was made there. OfficeNewer: a newer program wrote it. ServerGone.
    """
    with _engine(database) as engine:
        return _revision(engine)


def _revision(engine: sa.Engine) -> str:
    with engine.connect() as connection:
        found = _found(connection)
    if not found:
        raise OfficeMissing(folder=engine.url.database)
    if found > NEWEST:
        raise OfficeNewer(found=found, known=NEWEST)
    return found


def upgrade_shared(database: str) -> tuple[str, str]:
    """Bring a shared office to this program's revision and return (before, after).

    All steps are one transaction; a desk that comes at the same time waits and finds the work done. No copy is made
    first: the server's own backup is to be at hand.

    Raises:
        OfficeMissing, OfficeNewer, StoreBusy, ServerGone, StoreReadOnly.
    """
    before = shared_revision(database)
    if before != NEWEST:
        with _engine(database) as engine:
            run_revisions(engine, NEWEST)
    return before, NEWEST


def careless_settings(database: str) -> list[str]:
    """Return the settings by which a server may lose what it has acknowledged, when its machine loses its power.

    Raises:
        DatabaseAddressWrong, ServerGone.
    """
    with _engine(database) as engine, engine.connect() as connection:
        shown = {name: connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in _CAREFUL}
    return [name for name, value in shown.items() if value != "on"]


def take_shared_snapshot(database: str, out: Path) -> None:
    """Copy a shared office, as it stands at one moment, into one file that is an office's database.

    Raises:
        ServerGone, StoreBusy, OfficeBroken, DiskFull.
    """
    make_database(out)
    file = open_database(out)
    try:
        with _engine(database) as engine:
            carry(engine, file)
        with file.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
    finally:
        file.dispose()


def _found(connection: sa.Connection) -> str:
    """Return the revision that stands in a database, or "" in one that holds no office."""
    there = "SELECT to_regclass('alembic_version') IS NOT NULL AND to_regclass('journal_head') IS NOT NULL"
    if not connection.exec_driver_sql(there).scalar_one():
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none() or "")


@contextmanager
def _engine(database: str) -> Iterator[sa.Engine]:
    engine = open_server(database)
    try:
        yield engine
    finally:
        engine.dispose()
