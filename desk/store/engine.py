"""Opening the database (cơ sở dữ liệu): pragmas, locks, and the words for what goes wrong.

What is SQLite's own stands here, in `desk.store.fulltext` and in the migrations; what is PostgreSQL's own in
`desk.store.server`, which is loaded for a shared office alone. All other statements are portable.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc

from desk.errors import DeskError, DiskFull, OfficeBroken, StoreBusy, StoreReadOnly

APPLICATION_ID = 0x53414F59
"""«SAOY», in the head of every office's SQLite file."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "wal_autocheckpoint=1000",
    "journal_size_limit=67108864",
    "cache_size=-32768",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
)

_NAMED: dict[int, type[DeskError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_CANTOPEN: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    # A full disk answers the log's writes and the growing of its shared memory with "I/O error".
    sqlite3.SQLITE_IOERR_WRITE: DiskFull,
    sqlite3.SQLITE_IOERR_SHMSIZE: DiskFull,
    sqlite3.SQLITE_IOERR_FSYNC: DiskFull,
    sqlite3.SQLITE_IOERR_TRUNCATE: DiskFull,
    sqlite3.SQLITE_IOERR: OfficeBroken,
    sqlite3.SQLITE_CORRUPT: OfficeBroken,
    sqlite3.SQLITE_NOTADB: OfficeBroken,
}
"""SQLite's result codes, the extended one looked up before its family (the low byte)."""


def open_database(file: Path) -> sa.Engine:
    """Return the engine of an office's SQLite file: WAL, full synchronisation, one writer at a time.

    Transactions begin by hand (`begin_writing`, `begin_reading`), because the driver's own way starts them too late
    for a register. Errors of the database leave the engine as faults of the desk.
    """
    url = sa.URL.create("sqlite", database=str(file))
    engine = sa.create_engine(url, connect_args={"timeout": 10, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:  # noqa: ANN401 -- the driver's own objects
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "handle_error", retval=True)
    def _say(context: sa.engine.ExceptionContext) -> BaseException | None:
        return named(context.original_exception)

    return engine


def on_server(connection: sa.Connection) -> bool:
    """Tell whether the office lives on a PostgreSQL server instead of in a file."""
    return connection.dialect.name == "postgresql"


def begin_writing(connection: sa.Connection) -> None:
    """Start a transaction that holds the writer's place from the first statement on."""
    if on_server(connection):
        from desk.store import server

        server.begin(connection, reading=False)
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def begin_reading(connection: sa.Connection) -> None:
    """Start a transaction that sees one state of the office throughout, waits for no writer, and cannot write."""
    if on_server(connection):
        from desk.store import server

        server.begin(connection, reading=True)
    else:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")


def end_reading(connection: sa.Connection) -> None:
    """Let the connection write again, for the one who takes it next."""
    if not on_server(connection):
        connection.exec_driver_sql("PRAGMA query_only=OFF")


def settle(connection: sa.Connection) -> None:
    """Commit the transaction; when this returns, what it wrote is on the disk."""
    if on_server(connection):
        from desk.store import server

        server.settle(connection)
    else:
        connection.exec_driver_sql("COMMIT")


def roll_back(connection: sa.Connection) -> None:
    """Take back what the transaction wrote; one that has ended by itself (a full disk, a lost server) is no fault."""
    if on_server(connection):
        from desk.store import server

        server.roll_back(connection)
    elif getattr(connection.connection.driver_connection, "in_transaction", True):
        connection.exec_driver_sql("ROLLBACK")


def is_interrupt(fault: exc.DBAPIError) -> bool:
    """Tell whether a statement was ended because our patience did."""
    return getattr(fault.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT


def named(fault: BaseException | None) -> DeskError | None:
    """Return the fault of the desk that an error of the driver means; None for a mistake in a statement (a bug)."""
    code = getattr(fault, "sqlite_errorcode", None)
    if code is None:
        return None
    kind = _NAMED.get(code) or _NAMED.get(code & 0xFF)
    return kind(why=str(fault)) if kind is not None else None


@contextmanager
def faults_named() -> Iterator[None]:
    """Translate errors of a connection that was opened without an engine."""
    try:
        yield
    except sqlite3.Error as fault:
        known = named(fault)
        if known is None:
            raise
        raise known from fault
