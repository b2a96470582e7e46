"""The journal (nhật ký): each event carries the hash of the one before; nothing is changed or taken out.

hash = SHA-256(previous hash + canonical JSON of the event). A chain alone does not stop a rewriting from the end, so
the head of each day is meant to be printed and delivered (docs/law.md#journal).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa

from desk.model.events import Entry, Event, Kind
from desk.store import tables
from desk.store.coding import sure_time

GENESIS = "0" * 64
_BATCH = 5000

_APPEND = tables.journal.insert()
_MOVE_HEAD = tables.journal_head.update()

Row = tuple[int, str, str, str, str, str, str, str]
"""seq, at, actor, desk, kind, subject, data (canonical JSON), hash: a line as it stands in the table."""


def link(previous: str, line: Sequence[str]) -> str:
    """Return the hash that ties a line (at, actor, desk, kind, subject, data) to the one before it."""
    canonical = json.dumps(list(line), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((previous + canonical).encode()).hexdigest()


def first_break(rows: Iterable[Row]) -> tuple[int, int | None, str]:
    """Return how many lines there are, the number of the first that does not fit or None, and the last good hash."""
    previous, count = GENESIS, 0
    for seq, *line, claimed in rows:
        count += 1
        expected = link(previous, [str(part) for part in line])
        if seq != count or expected != claimed:
            return count, count, previous
        previous = expected
    return count, None, previous


class SqlJournal:
    """The journal inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection
        self._head: tuple[int, str] | None = None

    def append(self, event: Event) -> None:
        """Append one event; the one-row head, locked until the unit's end, keeps two writers in single file."""
        if self._head is None:
            head = self._db.execute(sa.select(tables.journal_head).with_for_update()).one()
            self._head = (head.seq, head.hash)
        last, previous = self._head
        data = json.dumps(event.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        line = (event.at.isoformat(), event.actor, event.desk, event.kind.value, event.subject, data)
        place, hashed = last + 1, link(previous, line)
        names = ("at", "actor", "desk", "kind", "subject", "data")
        row = {"seq": place, "hash": hashed, **dict(zip(names, line, strict=True))}
        self._db.execute(_APPEND, row)
        self._db.execute(_MOVE_HEAD, {"seq": place, "hash": hashed})
        self._head = (place, hashed)

    def entries(self, after: int = 0, limit: int = 1000) -> list[Entry]:
        """List entries in order."""
        journal = tables.journal
        rows = self._db.execute(sa.select(journal).where(journal.c.seq > after).order_by(journal.c.seq).limit(limit))
        return [_entry(row) for row in rows]

    def about(self, subject: str) -> list[Entry]:
        """List the entries about one subject in order."""
        journal = tables.journal
        rows = self._db.execute(sa.select(journal).where(journal.c.subject == subject).order_by(journal.c.seq))
        return [_entry(row) for row in rows]

    def first_break(self) -> tuple[int, int | None]:
        """Verify the chain, and that its end has not been cut off; count what stands, also behind a break."""
        good, broken, last = first_break(self._walk())
        if broken is None:
            head = self._db.execute(sa.select(tables.journal_head)).one()
            if (head.seq, head.hash) != (good, last):
                broken = good + 1
        count = self._db.execute(sa.select(sa.func.count()).select_from(tables.journal)).scalar_one()
        return count, broken

    def _walk(self) -> Iterator[Row]:
        """Read the lines in batches, so that a long journal never stands in memory as a whole."""
        journal = tables.journal
        inside = sa.true()
        while True:
            query = sa.select(journal).where(inside).order_by(journal.c.seq).limit(_BATCH)
            batch = self._db.execute(query).all()
            if not batch:
                return
            for row in batch:
                yield row.seq, row.at, row.actor, row.desk, row.kind, row.subject, row.data, row.hash
            inside = journal.c.seq > batch[-1].seq


def _entry(row: "sa.Row[tuple[object, ...]]") -> Entry:
    event = Event(Kind(row.kind), row.subject, row.actor, row.desk, sure_time(row.at), json.loads(row.data))
    return Entry(row.seq, event, row.hash)
