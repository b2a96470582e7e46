"""Moving an office from its file to a server that desks share (chuyển văn phòng lên máy chủ).

Files first, which are only ever added; then every row in one transaction, each row compared and the chains walked
before it ends; then `machine.toml`, in one step. Until that step the office is the one in the file, afterwards the one
on the server. Whatever stops it, it is done again from the start and passes over what is there. Nothing is thrown away.
"""

import hashlib
import os
import re
import shutil
import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event, pool

from desk.errors import OfficeAtWork, OfficeBroken, OfficeMissing
from desk.jobs import Progress, milestone
from desk.model.care import BookEnd, JournalHead, Moved
from desk.model.chain import first_break
from desk.model.events import Event, Kind
from desk.store import tables
from desk.store.audit import SqlJournal
from desk.store.blobs import FolderStore, sync_folder, translated
from desk.store.carrying import carry
from desk.store.chains import SqlChains
from desk.store.engine import begin_reading, end_reading, faults_named, named, roll_back
from desk.store.opening import DATABASE, NEWEST, OBJECTS, revision, upgrade
from desk.store.server import open_server
from desk.store.shared import create_shared, shared_revision

if TYPE_CHECKING:
    from desk.model.values import Json

KEPT = "before-server"
"""How the names of what is kept end."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_ALONE_S = 1.0
_ROWS = 500
_TOP = re.compile(r"^\s*(database|objects)\s*=")


def move_office(
    home: Path, machine: str, to: tuple[str, Path | None], progress: Progress, clock: Callable[[], datetime]
) -> Moved:
    """Move the office of a folder to an empty database of a server; the folder becomes its first desk.

    Args:
        home: Folder of the office; no window or command may have it open.
        machine: Name of the file in it that is to lead to the server.
        to: Address of the database, without a password, and the folder that every desk reaches, for the objects;
            None = they stay in `home`.
        progress: Told of objects.
        clock: Tells the time of the move, for the journal.

    Raises:
        OfficeMissing, OfficeNewer, OfficeAtWork; OfficeExists: another office is in the database. OfficeBroken: what
        came is not what was there. DatabaseAddressWrong, ServerGone, StoreBusy, StoreReadOnly, DiskFull, Cancelled.
        Each leaves the office in its file as it was.
    """
    if revision(home / DATABASE) != NEWEST:
        upgrade(home)
    target = open_server(to[0])
    try:
        with _alone(home / DATABASE) as source:
            files, damaged = _bring_objects(home / OBJECTS, to[1], progress)
            milestone("move-objects")
            if not _came_before(source, target, to[0]):
                create_shared(to[0])
                carry(source, target, lambda old, new: _sealed(old, new, clock(), files))
            milestone("move-carried")
            moved = _told(source, files, damaged)
            _switch(home / machine, *to)
            milestone("move-switched")
            _put_aside(home / DATABASE)
    except OSError as fault:
        raise translated(fault) from fault
    finally:
        target.dispose()
    _put_aside(home / DATABASE)  # Windows renames no file that is open
    kept = tuple(name for name in (f"{DATABASE}.{KEPT}", f"{machine}.{KEPT}") if (home / name).exists())
    return Moved(**moved, kept=kept)


@contextmanager
def _alone(file: Path) -> Iterator[sa.Engine]:
    """Open a database that nobody else has open, and let nobody in until the end.

    It leaves write-ahead logging, which nobody can who is not alone. Whoever waits at the door meanwhile finds a file
    that was moved, and SQLite lets him write nothing.

    Raises:
        OfficeAtWork.
    """
    with faults_named():
        lock = sqlite3.connect(file, timeout=_ALONE_S, check_same_thread=False, isolation_level=None)
    try:
        try:
            for words in ("journal_mode=DELETE", "locking_mode=EXCLUSIVE", "trusted_schema=OFF"):
                lock.execute(f"PRAGMA {words}")
            lock.execute("BEGIN EXCLUSIVE")
            lock.execute("COMMIT")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise OfficeAtWork(folder=file.parent) from fault
            raise named(fault) or fault from fault
        engine = sa.create_engine("sqlite://", creator=lambda: lock, poolclass=pool.StaticPool)

        @event.listens_for(engine, "handle_error", retval=True)
        def _say(context: sa.engine.ExceptionContext) -> BaseException | None:
            return named(context.original_exception)

        yield engine
    finally:
        lock.close()


def _bring_objects(here: Path, there: Path | None, progress: Progress) -> tuple[int, tuple[str, ...]]:
    """Copy every object that is not there yet; return how many there are, and those that were not whole before."""
    found = sorted(file for file in here.rglob("*") if _DIGEST.fullmatch(file.name) and file.is_file())
    if there is None or there.absolute() == here.absolute():
        return len(found), ()
    store, damaged = FolderStore(there), list[str]()
    for file in progress.over(found, len(found)):
        place = there / file.name[:2] / file.name[2:4] / file.name
        if place.is_file() and place.stat().st_size == file.stat().st_size:
            continue
        came = store.put_file(file)
        if came != file.name:
            store.remove(came)
            damaged.append(file.name)
    return len(found) - len(damaged), tuple(damaged)


def _came_before(source: sa.Engine, target: sa.Engine, database: str) -> bool:
    """Tell whether an earlier try had carried this very office, and nothing happened to it since."""
    try:
        shared_revision(database)
    except OfficeMissing:
        return False
    with _looking(source) as old, _looking(target) as new:
        head, after = _head(old), SqlJournal(new).entries(_head(old).events)
        if len(after) != 1 or after[0].event.kind is not Kind.MOVED_TO_SERVER:
            return False
        return after[0].event.data.get("head") == head.hash and _ends(old) == _ends(new)


@contextmanager
def _looking(engine: sa.Engine) -> Iterator[sa.Connection]:
    with engine.connect() as connection:
        begin_reading(connection)
        try:
            yield connection
        finally:
            roll_back(connection)
            end_reading(connection)


def _sealed(old: sa.Connection, new: sa.Connection, at: datetime, files: int) -> None:
    """See that every row, the journal and the chain of every book came as they were, and journal the move.

    Raises:
        OfficeBroken.
    """
    for table in tables.SCHEMA.sorted_tables:
        if _sum(old, table) != _sum(new, table):
            raise OfficeBroken(why=f"the rows of {table.name} did not come as they were")
    if SqlJournal(old).first_break() != SqlJournal(new).first_break() or _head(old) != _head(new):
        raise OfficeBroken(why="the journal did not come as it was")
    if _ends(old) != _ends(new) or _breaks(old) != _breaks(new):
        raise OfficeBroken(why="the chain of a book did not come as it was")
    head = _head(old)
    data: dict[str, Json] = {"events": head.events, "head": head.hash, "objects": files}
    SqlJournal(new).append(Event(Kind.MOVED_TO_SERVER, "office", "-", "-", at, data))


def _sum(connection: sa.Connection, table: sa.Table) -> int:
    """Return a sum over the rows of a table, in whatever order they come; text as the server keeps it."""
    total = 0
    rows = sa.select(table).execution_options(stream_results=True, max_row_buffer=_ROWS)
    with connection.execute(rows) as found:
        for row in found:
            said = repr([value.replace("\x00", "\ufffd") if isinstance(value, str) else value for value in row])
            total += int.from_bytes(hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest())
    return total % 2**256


def _head(connection: sa.Connection) -> JournalHead:
    row = connection.execute(sa.select(tables.journal_head)).one()
    return JournalHead(row.seq, row.hash)


def _ends(connection: sa.Connection) -> list[tuple[Any, ...]]:
    """Return where each book and its chain end."""
    rows = connection.execute(sa.select(tables.register_number)).all()
    return sorted(tuple(row) for row in rows)


def _breaks(connection: sa.Connection) -> list[object]:
    chains = SqlChains(connection)
    return [first_break(row[0], row[1], chains.lines(row[0], row[1])) for row in _ends(connection)]


def _told(source: sa.Engine, files: int, damaged: tuple[str, ...]) -> dict[str, Any]:
    with _looking(source) as old:
        papers = old.execute(sa.select(sa.func.count()).select_from(tables.document)).scalar_one()
        return {
            "documents": papers,
            "objects": files,
            "damaged": damaged,
            "journal": _head(old),
            "first_break": SqlJournal(old).first_break()[1],
            "books": tuple(BookEnd(book, year, last) for book, year, last, *_ in _ends(old)),
        }


def _switch(file: Path, database: str, objects: Path | None) -> None:
    """Have `machine.toml` lead to the server; what it said before is kept beside it."""
    before = file.read_text("utf-8") if file.exists() else ""
    part = file.with_name(f"{file.name}.new")
    part.write_text(leading_to(before, database, objects), "utf-8")
    if before:
        shutil.copyfile(file, file.with_name(f"{file.name}.{KEPT}"))
    with part.open("r+b") as written:
        os.fsync(written.fileno())
    part.replace(file)
    sync_folder(file.parent)


def leading_to(before: str, database: str, objects: Path | None) -> str:
    """Return the text of a `machine.toml` that leads to a server; its other lines stay as they were."""
    lines, top = list[str](), True
    for line in before.splitlines():
        top = top and not line.lstrip().startswith("[")
        if not (top and _TOP.match(line)):
            lines.append(line)
    places = [("database", database), *([("objects", str(objects.absolute()))] if objects is not None else [])]
    text = "".join(f"{line}\n" for line in [*(f"{key} = {_quoted(value)}" for key, value in places), *lines])
    tomllib.loads(text)
    return text


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _put_aside(file: Path) -> None:
    """Give the file that is used no more another name, so that nobody takes it for the office."""
    with suppress(FileNotFoundError, PermissionError):
        file.replace(file.with_name(f"{file.name}.{KEPT}"))
