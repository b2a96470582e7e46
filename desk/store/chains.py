"""The chain of each book, in rows (chuỗi băm của sổ); see `desk.model.chain` for what a line tells."""

import json
from datetime import datetime

import sqlalchemy as sa

from desk.model.certification import CertifiedCopy
from desk.model.chain import (
    Head,
    Line,
    LineKind,
    Replaced,
    canonical,
    entry_facts,
    entry_moment,
    following,
    next_line,
)
from desk.model.values import Json
from desk.store import tables
from desk.store.coding import put_time

_LINES = tables.register_line
_BOOKS = tables.register_number


class SqlChains:
    """The chains inside one unit of work; whoever appends holds the row of the book until the unit's end."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def tell(self, copy: CertifiedCopy, replaced: Replaced | None = None) -> None:
        """Append an entry as it stands, when that differs from what its last line says."""
        head = self._locked(copy.book, copy.year)
        mine = (_LINES.c.book == copy.book) & (_LINES.c.year == copy.year) & (_LINES.c.number == copy.number)
        last = self._db.execute(sa.select(_LINES.c.body).where(mine).order_by(_LINES.c.place.desc()).limit(1))
        body = last.scalar_one_or_none()
        facts = following(json.loads(body) if body is not None else {}, entry_facts(copy), replaced)
        if body != canonical(facts):
            at = replaced.at if replaced is not None else entry_moment(copy)
            self._append(copy.book, copy.year, head, (at, LineKind.ENTRY, facts), copy.number)

    def close(self, book: str, year: int, at: datetime, kind: LineKind, facts: dict[str, Json]) -> Line:
        """Append a closing; that of a year lets no further number be taken."""
        line = self._append(book, year, self._locked(book, year), (at, kind, facts), None)
        if kind is LineKind.YEAR:
            self._db.execute(_BOOKS.update().where(_of(book, year)).values(closed_at=put_time(at)))
        return line

    def lines(self, book: str, year: int, after: int = 0) -> list[Line]:
        """List a book's chain in its order, from behind a place."""
        mine = (_LINES.c.book == book) & (_LINES.c.year == year) & (_LINES.c.place > after)
        found = self._db.execute(sa.select(_LINES).where(mine).order_by(_LINES.c.place))
        return [_line(row) for row in found]

    def lines_of(self, book: str, year: int, number: int) -> list[Line]:
        """List the lines of one number in their order."""
        mine = (_LINES.c.book == book) & (_LINES.c.year == year) & (_LINES.c.number == number)
        return [_line(row) for row in self._db.execute(sa.select(_LINES).where(mine).order_by(_LINES.c.place))]

    def last_line(self, book: str, year: int, kind: LineKind) -> Line | None:
        """Return the last line of a kind; None when there is none."""
        mine = (_LINES.c.book == book) & (_LINES.c.year == year) & (_LINES.c.kind == kind.value)
        row = self._db.execute(sa.select(_LINES).where(mine).order_by(_LINES.c.place.desc()).limit(1)).one_or_none()
        return _line(row) if row is not None else None

    def head(self, book: str, year: int) -> Head:
        """Return where a book's chain ends, as its own row says it."""
        row = self._db.execute(sa.select(_BOOKS.c.lines, _BOOKS.c.head).where(_of(book, year))).one_or_none()
        return Head(row.lines, row.head) if row is not None else Head()

    def closed(self, book: str, year: int) -> bool:
        """Tell whether the year of a book is closed."""
        row = self._db.execute(sa.select(_BOOKS.c.closed_at).where(_of(book, year))).scalar_one_or_none()
        return row is not None

    def _locked(self, book: str, year: int) -> Head:
        """Return the head, its row locked: a writer that comes second waits and sees what the first appended."""
        query = sa.select(_BOOKS.c.lines, _BOOKS.c.head).where(_of(book, year)).with_for_update()
        row = self._db.execute(query).one()
        return Head(row.lines, row.head)

    def _append(
        self, book: str, year: int, head: Head, said: tuple[datetime, LineKind, dict[str, Json]], number: int | None
    ) -> Line:
        line = next_line(book, year, head, said)
        self._db.execute(_LINES.insert().values(
            book=book, year=year, place=line.place, at=line.at, kind=line.kind.value, number=number, body=line.body,
            hash=line.hash,
        ))  # fmt: skip
        self._db.execute(_BOOKS.update().where(_of(book, year)).values(lines=line.place, head=line.hash))
        return line


def _of(book: str, year: int) -> "sa.ColumnElement[bool]":
    return (_BOOKS.c.book == book) & (_BOOKS.c.year == year)


def _line(row: "sa.Row[tuple[object, ...]]") -> Line:
    return Line(row.place, row.at, LineKind(row.kind), row.body, row.hash)
