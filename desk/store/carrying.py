"""Carrying an office from one database to another (chuyển dữ liệu): all rows of one moment, or none.

So a shared office is backed up into a file, and an office in a file moves to a server; both stand at this program's
revision, so that the tables are the same.
"""

import zlib
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

from desk.errors import OfficeBroken
from desk.store import tables
from desk.store.engine import begin_reading, begin_writing, end_reading, on_server, roll_back, settle
from desk.store.fulltext import FullText, full_text
from ocr.vietnamese import fold

_AT_ONCE = 500

Then = Callable[[sa.Connection, sa.Connection], None]
"""Looks at the rows here and there, and may add to those there, in the transaction of the carrying."""


def carry(source: sa.Engine, target: sa.Engine, then: Then | None = None) -> None:
    """Copy every row of an office into the fresh tables of another, and make the index of its words there.

    Args:
        source: Read as it stands at one moment; others go on writing meanwhile.
        target: Fresh tables; changed by one transaction.
        then: Called when all rows came, before they are there for good; its fault takes them back.

    Raises:
        OfficeBroken: not as many rows came as there were. DiskFull, StoreBusy, ServerGone; nothing is in the target.
    """
    with source.connect() as old, target.connect() as new:
        begin_reading(old)
        try:
            begin_writing(new)
            try:
                _carry_rows(old, new)
                if then is not None:
                    then(old, new)
            except BaseException:
                roll_back(new)
                raise
            settle(new)
        finally:
            roll_back(old)
            end_reading(old)


def _carry_rows(old: sa.Connection, new: sa.Connection) -> None:
    new.execute(tables.journal_head.delete())  # made with the tables; the head that comes takes its place
    words = full_text(new)
    for table in tables.SCHEMA.sorted_tables:
        rows = sa.select(table).execution_options(stream_results=True, max_row_buffer=_AT_ONCE)
        came = 0
        with old.execute(rows) as found:
            for batch in found.mappings().partitions(_AT_ONCE):
                new.execute(table.insert(), [dict(row) for row in batch])
                came += len(batch)
                if table is tables.searched:
                    _index(words, batch)
        _count_up(new, table, came)
        if on_server(new) and "id" in table.columns:
            _go_on_counting(new, table)


def _index(words: FullText, batch: Sequence[Any]) -> None:
    for row in batch:
        body = zlib.decompress(row["body"]).decode()
        words.put(row["document_id"], fold(row["title"]), fold(row["people"]), fold(body))


def _count_up(new: sa.Connection, table: sa.Table, came: int) -> None:
    there = new.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    if there != came:
        raise OfficeBroken(why=f"{came} rows of {table.name} were carried, {there} are there")


def _go_on_counting(new: sa.Connection, table: sa.Table) -> None:
    """Have the server give the next row an id behind those that were carried."""
    counter = sa.func.pg_get_serial_sequence(table.name, "id")
    last = sa.select(sa.func.max(table.c.id)).scalar_subquery()
    new.execute(sa.select(sa.func.setval(counter, sa.func.coalesce(last, 1), last.is_not(None))))
