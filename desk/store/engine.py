"""Opening the database (cơ sở dữ liệu): pragmas, locks, and the words for what goes wrong."""

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
    "journal_size_limit=67108864",
    "cache_size=-32768",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
)


def open_database(file: Path) -> sa.Engine:
    """Return the engine of an office's SQLite file: WAL, full synchronisation, one writer at a time.

    Transactions begin by hand (`begin`), because the driver's own way starts them too late for a register.
    """
    engine = sa.create_engine(f"sqlite:///{file}", connect_args={"timeout": 10, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:  # noqa: ANN401 -- the driver's own objects
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def begin_writing(connection: sa.Connection) -> None:
    """Start a transaction that holds the writer's place from the first statement on."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def begin_reading(connection: sa.Connection) -> None:
    """Start a transaction that sees one state of the office throughout."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")


@contextmanager
def faults_named() -> Iterator[None]:
    """Translate the database's errors into faults of the desk; anything else passes through as a bug."""
    try:
        yield
    except exc.OperationalError as fault:
        raise _named(str(fault.orig)) from fault
    except exc.DatabaseError as fault:
        if "malformed" in str(fault.orig) or "not a database" in str(fault.orig):
            raise OfficeBroken(why=str(fault.orig)) from fault
        raise


def _named(words: str) -> DeskError:
    for part, fault in (
        ("full", DiskFull),
        ("locked", StoreBusy),
        ("readonly", StoreReadOnly),
        ("unable to open", StoreReadOnly),
        ("disk I/O", DiskFull),
    ):
        if part in words:
            return fault()
    return OfficeBroken(why=words)
