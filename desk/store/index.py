"""The index (chỉ mục): SQLite's full-text search over text that the application folds.

The tokenizer is never relied on for Vietnamese: it would not fold đ, nor find decomposed text. A search takes the
newest few hundred hits and ranks them here; scoring every match of common syllables would take seconds.
"""

import re
import sqlite3
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa

from desk.ports import Hit
from desk.store import tables
from ocr.vietnamese import canon, compose, fold

_MOST_WORDS, _MOST_LETTERS = 12, 200
_LOOKED_AT = 400
_PATIENCE_S = 1.0
_SNIPPET = 160
_WORD = re.compile(r"\w+")

Document = tuple[int, str, str, str]
"""id, title, people and body of one candidate, as they stand."""


class SqlIndex:
    """The index inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def put(self, document_id: int, title: str, people: str, body: str) -> None:
        """Index a document anew."""
        self.remove(document_id)
        texts = [compose(text) for text in (title, people, body)]
        packed = zlib.compress(texts[2].encode(), 1)
        self._db.execute(
            tables.searched.insert().values(document_id=document_id, title=texts[0], people=texts[1], body=packed)
        )
        self._db.execute(
            sa.text("INSERT INTO document_fts(rowid, title, people, body) VALUES (:id, :title, :people, :body)"),
            {"id": document_id, **dict(zip(("title", "people", "body"), map(fold, texts), strict=True))},
        )

    def remove(self, document_id: int) -> None:
        """Take a document out."""
        self._db.execute(tables.searched.delete().where(tables.searched.c.document_id == document_id))
        self._db.execute(sa.text("DELETE FROM document_fts WHERE rowid = :id"), {"id": document_id})

    def find(self, words: str, limit: int = 50, citizen_id: int | None = None) -> list[Hit]:
        """Find documents, best first: exact marks above folded, title and people above text, newer above older."""
        asked = words_of(words)
        if not asked:
            return []
        hits = [_hit(row, asked) for row in self._candidates([fold(word) for word in asked], citizen_id)]
        hits.sort(key=lambda hit: (-hit.score, -hit.document_id))
        return hits[:limit]

    def _candidates(self, folded: Sequence[str], citizen_id: int | None) -> list[Document]:
        query = (
            "SELECT s.document_id, s.title, s.people, s.body FROM document_fts f"
            " JOIN searched s ON s.document_id = f.rowid JOIN document d ON d.id = f.rowid"
            " WHERE document_fts MATCH :match AND (:citizen IS NULL OR d.citizen_id = :citizen)"
            " ORDER BY f.rowid DESC LIMIT :most"
        )
        values = {"match": match_of(folded), "citizen": citizen_id, "most": _LOOKED_AT}
        with self._patience():
            rows = self._db.execute(sa.text(query), values).all()
        return [(row[0], row[1], row[2], zlib.decompress(row[3]).decode()) for row in rows]

    @contextmanager
    def _patience(self) -> Iterator[None]:
        """Let a search run for a second; one that takes longer ends with what a narrower one would find: nothing."""
        driver = self._db.connection.driver_connection
        deadline = time.monotonic() + _PATIENCE_S
        if isinstance(driver, sqlite3.Connection):
            driver.set_progress_handler(lambda: int(time.monotonic() > deadline), 20_000)
        try:
            yield
        finally:
            if isinstance(driver, sqlite3.Connection):
                driver.set_progress_handler(None, 0)


def words_of(text: str) -> list[str]:
    """Return the words of a query: NFC, at most 12 of them out of 200 letters, signs dropped."""
    return _WORD.findall(compose(text[:_MOST_LETTERS]))[:_MOST_WORDS]


def match_of(folded: Sequence[str]) -> str:
    """Return the full-text expression: every word quoted, the last one also as a beginning."""
    quoted = ['"' + word.replace('"', '""') + '"' for word in folded]
    return " ".join(quoted) + " *"


def _hit(document: Document, asked: Sequence[str]) -> Hit:
    document_id, title, people, body = document
    exact = " ".join(canon(word) for word in asked)
    plain = " ".join(fold(word) for word in asked)
    score = 0.0
    for text, weight in ((title, 3.0), (people, 3.0), (body, 1.0)):
        if plain in fold(text):
            score += weight
        if exact in canon(text):
            score += 2 * weight
    shown = body if plain in fold(body) or not title else f"{title} {body}"
    return Hit(document_id, score, _snippet(shown, plain, asked))


def _snippet(text: str, plain: str, asked: Sequence[str]) -> str:
    """Return the words around the best place; folding keeps lengths, so places in it are places in the text."""
    flat = " ".join(text.split())
    folded = fold(flat)
    at = folded.find(plain)
    if at < 0:
        at = max(0, folded.find(fold(asked[0])))
    start = max(0, at - _SNIPPET // 3)
    if start:
        start = flat.find(" ", start) + 1
    piece = flat[start : start + _SNIPPET]
    return ("…" if start else "") + piece + ("…" if start + _SNIPPET < len(flat) else "")
