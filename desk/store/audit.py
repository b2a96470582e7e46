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

    def append(self, event: Event) -> None:
        """Append one event; the one-row head keeps two writers in single file."""
        head = self._db.execute(sa.select(tables.journal_head).with_for_update()).one()
        data = json.dumps(event.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        line = (event.at.isoformat(), event.actor, event.desk, event.kind.value, event.subject, data)
        place, hashed = head.seq + 1, link(head.hash, line)
        names = ("at", "actor", "desk", "kind", "subject", "data")
        row = {"seq": place, "hash": hashed, **dict(zip(names, line, strict=True))}
        self._db.execute(tables.journal.insert().values(row))
        self._db.execute(tables.journal_head.update().values(seq=place, hash=hashed))

    def entries(self, after: int = 0, limit: int = 1000) -> list[Entry]:
        """List entries in order."""
        journal = tables.journal
        rows = self._db.execute(sa.select(journal).where(journal.c.seq > after).order_by(journal.c.seq).limit(limit))
        return [
            Entry(
                row.seq,
                Event(
                    Kind(row.kind), row.subject, row.actor, row.desk, sure_time(row.at), json.loads(row.data)
                ),
                row.hash,
            )
            for row in rows
        ]

    def first_break(self) -> tuple[int, int | None]:
        """Verify the chain, and that its end has not been cut off."""
        count, broken, last = first_break(self._walk())
        if broken is None:
            head = self._db.execute(sa.select(tables.journal_head)).one()
            if (head.seq, head.hash) != (count, last):
                broken = count + 1
        return count, broken

    def _walk(self) -> Iterator[Row]:
        journal, after = tables.journal, 0
        while True:
            query = sa.select(journal).where(journal.c.seq > after).order_by(journal.c.seq).limit(_BATCH)
            batch = self._db.execute(query).all()
            if not batch:
                return
            for row in batch:
                yield row.seq, row.at, row.actor, row.desk, row.kind, row.subject, row.data, row.hash
            after = batch[-1].seq
