"""A PostgreSQL server that the desks of a commune share (máy chủ dùng chung): connections, transactions, faults.

What is PostgreSQL's own stands here, in `desk.store.fulltext`, `desk.store.shared` and in the migrations.
"""

import psycopg
import sqlalchemy as sa
from psycopg.pq import TransactionStatus
from psycopg.types.string import StrDumper
from sqlalchemy import event, exc

from desk.errors import (
    DatabaseAddressWrong,
    DeskError,
    DiskFull,
    OfficeBroken,
    ServerGone,
    StoreBusy,
    StoreReadOnly,
)

WRITERS_PLACE = 0x53414F59
"""«SAOY»: the advisory lock that one writer of an office holds from its first moment to its end."""

_SESSION = {
    "lock_timeout": "10s",
    # A desk that was frozen or cut off in mid-unit must not keep the others from writing for ever.
    "idle_in_transaction_session_timeout": "120s",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    # What was acknowledged is on the server's disk, whatever the server's own default.
    "synchronous_commit": "on",
}

_CANCELLED = "57014"

_NAMED: dict[str, type[DeskError]] = {
    "55P03": StoreBusy,  # lock_not_available
    "40001": StoreBusy,  # serialization_failure
    "40P01": StoreBusy,  # deadlock_detected
    _CANCELLED: StoreBusy,
    "53100": DiskFull,
    "25006": StoreReadOnly,  # read_only_sql_transaction
    "42501": StoreReadOnly,  # insufficient_privilege
    "25P03": ServerGone,  # idle_in_transaction_session_timeout
    "58030": OfficeBroken,  # io_error
    "58P01": OfficeBroken,  # undefined_file
    "42P01": OfficeBroken,  # undefined_table: somebody took ours away
}
"""SQLSTATE codes, looked up before their class."""

_FAMILIES: dict[str, type[DeskError]] = {
    "08": ServerGone, "28": ServerGone, "3D": ServerGone, "53": StoreBusy, "57": ServerGone, "XX": OfficeBroken,
}  # fmt: skip
"""The first two signs of a SQLSTATE: connection, sign-in, no such database, resources, operator, internal."""

_WRITE = f"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock({WRITERS_PLACE})"
"""Each statement after the lock sees all that writers before have committed; there is no other writer until the end."""

_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class _WholeText(StrDumper):
    """Writes the sign NUL, which PostgreSQL keeps in no text, as the sign for what cannot be shown: same length."""

    def dump(self, obj: str) -> bytes | bytearray | memoryview | None:
        return super().dump(obj.replace("\x00", "\ufffd"))


def open_server(database: str) -> sa.Engine:
    """Return the engine of a shared office; transactions begin by hand, faults leave it as faults of the desk.

    Args:
        database: `postgresql://USER@HOST[:PORT]/NAME`. The password comes from PGPASSWORD or the pgpass file, which the
            driver reads by itself, so that it is in none of our files.

    Raises:
        DatabaseAddressWrong: it is no such address, or has a password in it.
    """
    options = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
    engine = sa.create_engine(
        _address(database), isolation_level="AUTOCOMMIT", pool_pre_ping=True, use_native_hstore=False,
        connect_args={
            "connect_timeout": 5, "options": options, "client_encoding": "utf8", "application_name": "saoy",
            "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3,
        },
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: psycopg.Connection, _record: object) -> None:
        connection.adapters.register_dumper(str, _WholeText)

    @event.listens_for(engine, "handle_error", retval=True)
    def _say(context: sa.engine.ExceptionContext) -> BaseException | None:
        # A pooled connection that turns out dead is replaced quietly: that is what the ping is for.
        return None if context.is_pre_ping else named(context.original_exception)

    return engine


def _address(database: str) -> sa.URL:
    try:
        url = sa.make_url(database)
    except (exc.ArgumentError, ValueError) as fault:
        raise DatabaseAddressWrong from fault
    if url.drivername not in {"postgresql", "postgres"} or not url.database:
        raise DatabaseAddressWrong
    if url.password is not None or "password" in url.query:
        raise DatabaseAddressWrong
    return url.set(drivername="postgresql+psycopg")


def begin(connection: sa.Connection, *, reading: bool) -> None:
    """Start a transaction: a writing one waits for the writer's place, a reading one sees one state throughout.

    Raises:
        StoreBusy: another desk held the writer's place for too long. ServerGone.
    """
    connection.exec_driver_sql(_READ if reading else _WRITE, execution_options={"no_parameters": True})


def settle(connection: sa.Connection) -> None:
    """Commit. PostgreSQL would answer the end of a broken transaction with a quiet rollback: that is refused here.

    Raises:
        ServerGone: the server went away before it answered; whether the unit was kept is to be looked up.
        RuntimeError: a statement of the unit had failed (a mistake of ours); nothing was kept.
    """
    if _status(connection) is not TransactionStatus.INTRANS:
        raise RuntimeError("a unit of which a statement failed cannot be committed")
    connection.exec_driver_sql("COMMIT")


def roll_back(connection: sa.Connection) -> None:
    """Take everything back; a server that is gone has done so already."""
    if _status(connection) in {TransactionStatus.INTRANS, TransactionStatus.INERROR}:
        connection.exec_driver_sql("ROLLBACK")


def _status(connection: sa.Connection) -> TransactionStatus:
    if connection.invalidated:
        return TransactionStatus.UNKNOWN
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(driver)
    return driver.info.transaction_status


def is_cancelled(fault: BaseException) -> bool:
    """Tell whether a fault of ours stands for a statement that the server ended, at our wish or another's."""
    return isinstance(fault.__cause__, psycopg.Error) and fault.__cause__.sqlstate == _CANCELLED


def named(fault: BaseException | None) -> DeskError | None:
    """Return the fault of the desk that an error of the driver means; None for a mistake in a statement (a bug).

    Only the first line of what the server says is kept: the others may tell the values of a row.
    """
    if not isinstance(fault, psycopg.Error):
        return None
    why = (str(fault).splitlines() or ["-"])[0]
    if fault.sqlstate is None:
        # Without a code it was the connection: refused, cut, timed out.
        return ServerGone(why=why) if isinstance(fault, psycopg.OperationalError) else None
    kind = _NAMED.get(fault.sqlstate) or _FAMILIES.get(fault.sqlstate[:2])
    return kind(why=why) if kind is not None else None
