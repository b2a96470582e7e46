"""The full-text part of the index: the only statements of the search that the two databases do not share.

An office in a file asks SQLite's FTS5, a shared one PostgreSQL's `tsvector`; both hold the same folded words.
"""

import re
import sqlite3
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa

from desk.errors import StoreBusy
from desk.store.engine import is_interrupt, on_server
from ocr.vietnamese import fold

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

_PUT_WORDS = sa.text("INSERT INTO document_fts(document_id, words) VALUES (:id, array_to_tsvector(:words))")
_REMOVE_WORDS = sa.text("DELETE FROM document_fts WHERE document_id = :id")
_FIND_WORDS = (
    "SELECT s.document_id, s.title, s.people, s.body"
    " FROM document_fts f JOIN searched s ON s.document_id = f.document_id{document}"
    " WHERE {conditions} ORDER BY f.document_id DESC LIMIT :most"
)
_PATIENT_FOR = "SAVEPOINT search; SET LOCAL statement_timeout = {milliseconds}"
_AT_ONCE = 100
"""Rows fetched together: those that came are kept when the next take too long."""

_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD, _MOST_BYTES = 400, 1_000_000
"""PostgreSQL's lexemes end at 2,046 bytes and its tsvectors at a mebibyte."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that holds all the words: its three texts folded, and as they stand (same length, place for place)."""

    document_id: int
    folded: tuple[str, str, str]
    standing: tuple[str, str, str]


class FullText(Protocol):
    """The table of folded words, inside one unit of work."""

    def put(self, document_id: int, title: str, people: str, body: str) -> None:
        """Add a document's folded texts."""

    def remove(self, document_id: int) -> None:
        """Take a document out."""

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


def full_text(connection: sa.Connection) -> FullText:
    """Return the table of folded words of the database that a unit of work stands on."""
    return _ServerWords(connection) if on_server(connection) else _FileWords(connection)


class _FileWords:
    """SQLite's FTS5."""

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
        """See `FullText`."""
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


class _ServerWords:
    """PostgreSQL's `tsvector`, of words parted here: its own parser would take numbers, hyphens and addresses apart."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def put(self, document_id: int, title: str, people: str, body: str) -> None:
        """Add a document's folded texts."""
        self._db.execute(_PUT_WORDS, {"id": document_id, "words": _lexemes(f"{title} {people} {body}")})

    def remove(self, document_id: int) -> None:
        """Take a document out."""
        self._db.execute(_REMOVE_WORDS, {"id": document_id})

    def newest(
        self, folded: Sequence[str], most: int, citizen_id: int | None, among: Sequence[int] | None = None
    ) -> list[Candidate]:
        """See `FullText`."""
        wanted: list[tuple[str, str, object]] = []
        if folded:
            wanted.append(("f.words @@ CAST(:match AS tsquery)", "match", query_of(folded)))
        if citizen_id is not None:
            wanted.append(("d.citizen_id = :citizen", "citizen", citizen_id))
        if among is not None:
            wanted.append(("f.document_id = ANY(:among)", "among", list(among)))
        document = "" if citizen_id is None else " JOIN document d ON d.id = f.document_id"
        query = sa.text(_FIND_WORDS.format(document=document, conditions=" AND ".join(each[0] for each in wanted)))
        values = {"most": most, **{name: value for _, name, value in wanted}}
        return self._patiently(query.execution_options(stream_results=True, max_row_buffer=_AT_ONCE), values)

    def _patiently(self, query: sa.TextClause, values: dict[str, object]) -> list[Candidate]:
        """Fetch until the patience ends; a statement that the server ended leaves the unit as it was before."""
        deadline, found = time.monotonic() + _PATIENCE_S, list[Candidate]()
        self._say(_PATIENT_FOR.format(milliseconds=max(1, int(_PATIENCE_S * 1000))))
        try:
            with self._db.execute(query, values) as rows:
                for row in rows:
                    if time.monotonic() > deadline:
                        break
                    found.append(_folded_here(row))
        except StoreBusy as fault:
            from desk.store.server import is_cancelled

            if not is_cancelled(fault):
                raise
        self._say("ROLLBACK TO SAVEPOINT search; RELEASE SAVEPOINT search")
        return found

    def _say(self, words: str) -> None:
        self._db.exec_driver_sql(words, execution_options={"no_parameters": True})


def query_of(folded: Sequence[str]) -> str:
    """Return the same as a tsquery; words are letters and digits alone, so nothing in them needs to be escaped."""
    words = [f"'{word}'" for word in folded]
    return " & ".join(words) + (":*" if len(folded[-1]) > 1 else "")


def _lexemes(folded: str) -> list[str]:
    """Return the words of a text, each once, as many as a tsvector holds."""
    words = dict.fromkeys(word[:_LONGEST_WORD] for word in _WORD.findall(folded))
    kept, size = list[str](), 0
    for word in words:
        size += len(word.encode())
        if size > _MOST_BYTES:
            break
        kept.append(word)
    return kept


def _folded_here(row: "sa.Row[Any]") -> Candidate:
    place, title, people, packed = tuple[Any, ...](row)
    standing = (title, people, zlib.decompress(packed).decode())
    return Candidate(place, (fold(title), fold(people), fold(standing[2])), standing)


def _candidate(row: "sa.Row[Any]") -> Candidate:
    place, *folded, title, people, packed = tuple[Any, ...](row)
    return Candidate(place, (folded[0], folded[1], folded[2]), (title, people, zlib.decompress(packed).decode()))
