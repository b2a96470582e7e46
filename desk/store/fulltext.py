"""The full-text part of the index, SQLite's FTS5: the only statements of the search that no other database knows.

A PostgreSQL office answers the same three questions from `tsvector('simple')` over the same folded text.
"""

import sqlite3
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from desk.store.engine import is_interrupt

_PATIENCE_S = 1.0
_LOOK_EVERY = 5_000
"""Steps of SQLite's machine between two looks at the watch: well under a millisecond."""

_PUT = sa.text("INSERT INTO document_fts(rowid, title, people, body) VALUES (:id, :title, :people, :body)")
_REMOVE = sa.text("DELETE FROM document_fts WHERE rowid = :id")
_FIND = (
    "SELECT f.rowid, f.title, f.people, f.body, s.title, s.people, s.body"
    " FROM document_fts f CROSS JOIN searched s ON s.document_id = f.rowid{document}"
    " WHERE {conditions} ORDER BY f.rowid DESC LIMIT :most"
)
"""CROSS JOIN keeps the full text outermost: matches come newest first and stop at the limit, nothing is sorted."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that holds all the words: its three texts folded, and as they stand (same length, place for place)."""

    document_id: int
    folded: tuple[str, str, str]
    standing: tuple[str, str, str]


class FullText:
    """The table of folded words, inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def put(self, document_id: int, title: str, people: str, body: str) -> None:
        """Add a document's folded texts."""
        self._db.execute(_PUT, {"id": document_id, "title": title, "people": people, "body": body})

    def remove(self, document_id: int) -> None:
        """Take a document out."""
        self._db.execute(_REMOVE, {"id": document_id})

    def newest(
        self, folded: Sequence[str], most: int, citizen_id: int | None, among: Sequence[int] | None = None
    ) -> list[Candidate]:
        """Return the newest documents that hold every word, the last one also as a beginning.

        Ends after a second with what came by then: a search must never hold up the counter.

        Args:
            folded: Words without marks; none only when `among` is given.
            most: Most documents returned.
            citizen_id: Only papers of this citizen.
            among: Only these documents.
        """
        wanted: list[tuple[str, str, object]] = []
        if folded:
            wanted.append(("document_fts MATCH :match", "match", match_of(folded)))
        if citizen_id is not None:
            wanted.append(("d.citizen_id = :citizen", "citizen", citizen_id))
        if among is not None:
            wanted.append(("f.rowid IN :among", "among", list(among)))
        document = "" if citizen_id is None else " JOIN document d ON d.id = f.rowid"
        query = sa.text(_FIND.format(document=document, conditions=" AND ".join(each[0] for each in wanted)))
        if among is not None:
            query = query.bindparams(sa.bindparam("among", expanding=True))
        values = {"most": most, **{name: value for _, name, value in wanted}}
        found: list[Candidate] = []
        with self._patience():
            found.extend(_candidate(row) for row in self._db.execute(query, values))
        return found

    @contextmanager
    def _patience(self) -> Iterator[None]:
        driver = self._db.connection.driver_connection
        if not isinstance(driver, sqlite3.Connection):
            raise TypeError(driver)
        deadline = time.monotonic() + _PATIENCE_S
        driver.set_progress_handler(lambda: int(time.monotonic() > deadline), _LOOK_EVERY)
        try:
            yield
        except sa.exc.OperationalError as fault:
            if not is_interrupt(fault):
                raise
        finally:
            driver.set_progress_handler(None, 0)


def match_of(folded: Sequence[str]) -> str:
    """Return the full-text expression: every word quoted, the last one also as a beginning unless it is one letter."""
    quoted = ['"' + word.replace('"', '""') + '"' for word in folded]
    return " ".join(quoted) + (" *" if len(folded[-1]) > 1 else "")


def _candidate(row: "sa.Row[Any]") -> Candidate:
    place, *folded, title, people, packed = tuple[Any, ...](row)
    return Candidate(place, (folded[0], folded[1], folded[2]), (title, people, zlib.decompress(packed).decode()))
