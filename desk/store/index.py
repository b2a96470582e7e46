"""The index (chỉ mục): text that the application folds, found by its words, ranked by its marks.

The database is never relied on for Vietnamese: its tokenizer would not fold đ, nor find decomposed text. A search takes
the newest few hundred documents that hold the words and ranks them here; scoring every match of common syllables would
take seconds. Numbers of documents stand in a column of their own, because 1, QĐ and UBND alone are everywhere.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import sqlalchemy as sa

from desk.ports import Hit
from desk.store import tables
from desk.store.fulltext import Candidate, full_text
from ocr.vietnamese import canon, compose, fold

_MOST_WORDS, _MOST_LETTERS = 12, 200
_LOOKED_AT = 400
_NUMBERED = 100
_NUMBERS_KEPT = 50
_SNIPPET = 160
_PLACES = 8
"""Occurrences of a word or phrase looked at in one text."""

_WEIGHTS = (3.0, 3.0, 1.0)
"""Of title, people and body."""

_EXACT_PHRASE, _EXACT_WORDS, _WHOLE_WORD, _CITED, _OWN = 10.0, 8.0, 0.5, 20.0, 40.0
"""Marks before place: an exact phrase in the text outdoes a folded one in title, people and text together."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?<!\w)\d{1,7}[a-z]?\s{0,2}/\s{0,2}[^\W_]+(?:[-/.&][^\W_]+)*")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_DASHES = str.maketrans("–—‐‑", "----")


class SqlIndex:
    """The index inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection
        self._texts = full_text(connection)

    def put(self, document_id: int, title: str, people: str, body: str) -> None:
        """Index a document anew."""
        self.remove(document_id)
        texts = [compose(text) for text in (title, people, body)]
        packed = zlib.compress(texts[2].encode(), 1)
        self._db.execute(
            _PUT, {"document_id": document_id, "title": texts[0], "people": texts[1], "body": packed}
        )
        folded = [fold(text) for text in texts]
        self._texts.put(document_id, *folded)
        numbers = number_rows(document_id, folded[0], folded[2])
        if numbers:
            self._db.execute(_PUT_NUMBER, numbers)

    def remove(self, document_id: int) -> None:
        """Take a document out."""
        self._db.execute(_REMOVE, {"id": document_id})
        self._db.execute(_REMOVE_NUMBERS, {"id": document_id})
        self._texts.remove(document_id)

    def find(self, words: str, limit: int = 50, citizen_id: int | None = None) -> list[Hit]:
        """Find documents, best first: own number, exact marks, folded phrase; title and people above text; newest."""
        asked = _Asked.of(words)
        if asked is None:
            return []
        found = {one.document_id: one for one in self._texts.newest(asked.folded, _LOOKED_AT, citizen_id)}
        numbered = self._numbered(asked.numbers)
        if numbered:
            rest = self._texts.newest(asked.beside_numbers, _NUMBERED, citizen_id, list(numbered))
            found |= {one.document_id: one for one in rest}
        scored = [(asked.score(one) + numbered.get(one.document_id, 0.0), one) for one in found.values()]
        scored.sort(key=lambda pair: (-pair[0], -pair[1].document_id))
        return [Hit(one.document_id, round(score, 3), asked.snippet(one)) for score, one in scored[:limit]]

    def _numbered(self, numbers: Sequence[str]) -> dict[int, float]:
        """Return the newest documents that carry or cite a number beginning so, with what that is worth."""
        rows, worth = tables.document_number, dict[int, float]()
        for number in numbers:
            begins = (rows.c.number >= number) & (rows.c.number < number + "\uffff")
            wanted = sa.select(rows).where(begins).order_by(rows.c.own.desc(), rows.c.document_id.desc())
            for row in self._db.execute(wanted.limit(_NUMBERED)):
                value = (_OWN if row.own else _CITED) - (0 if row.number == number else 5.0)
                worth[row.document_id] = max(value, worth.get(row.document_id, 0.0))
        return worth


_PUT = tables.searched.insert()
_PUT_NUMBER = tables.document_number.insert()
_REMOVE = tables.searched.delete().where(tables.searched.c.document_id == sa.bindparam("id"))
_REMOVE_NUMBERS = tables.document_number.delete().where(tables.document_number.c.document_id == sa.bindparam("id"))


def words_of(text: str) -> list[str]:
    """Return the words of a query: NFC, at most 12 of them out of 200 letters, signs dropped."""
    return _WORD.findall(compose(text[:_MOST_LETTERS]))[:_MOST_WORDS]


def numbers_in(folded: str) -> list[str]:
    """Return the document numbers (số, ký hiệu) in folded text, written one way: "123/qd-ubnd", "5/2020/nd-cp".

    Noughts in front are dropped, as they are in speech. Dates look like numbers and are none.
    """
    found = (re.sub(r"\s+|^0+(?=\d)", "", match.group()) for match in _NUMBER.finditer(folded.translate(_DASHES)))
    return list(dict.fromkeys(number for number in found if not _DATE.fullmatch(number)))


def number_rows(document_id: int, title: str, body: str) -> list[dict[str, object]]:
    """Return the rows of a document's numbers: its own, known from its fields, before those it only cites."""
    own = numbers_in(title)
    cited = [number for number in numbers_in(body) if number not in own]
    kept = [(number, True) for number in own] + [(number, False) for number in cited]
    return [{"document_id": document_id, "number": number, "own": is_own} for number, is_own in kept[:_NUMBERS_KEPT]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query made ready: its words folded and with their marks, and the patterns that find them in folded text."""

    folded: list[str]
    marked: list[str]
    numbers: list[str]
    beside_numbers: list[str]
    phrase: re.Pattern[str]
    words: list[re.Pattern[str]]

    @classmethod
    def of(cls, text: str) -> "_Asked | None":
        """Make a query of what was typed; None when it holds no word."""
        asked = words_of(text)
        folded = [fold(word) for word in asked]
        if not asked:
            return None
        tight = re.sub(r"\s*([-/])\s*", r"\1", fold(compose(text[:_MOST_LETTERS])).translate(_DASHES))
        plain = [re.escape(word) for word in folded]
        ends = [r"(?!\w)"] * (len(plain) - 1) + [r"\w*"]
        return cls(
            folded=folded, marked=[canon(word) for word in asked],
            numbers=numbers_in(tight), beside_numbers=_WORD.findall(_NUMBER.sub(" ", tight))[:_MOST_WORDS],
            phrase=re.compile(r"(?<!\w)" + r"[\W_]+".join(plain) + r"\w*"),
            words=[re.compile(rf"(?<!\w){word}{end}") for word, end in zip(plain, ends, strict=True)],
        )

    def score(self, one: Candidate) -> float:
        """Tell how well a document fits; higher is better."""
        score, whole = 0.0, False
        for folded, standing, weight in zip(one.folded, one.standing, _WEIGHTS, strict=True):
            places = self._places(self.phrase, folded)
            if places:
                score += weight
                whole = whole or any(folded[start:end].endswith(self.folded[-1]) for start, end in places)
                if any(self._exact(standing[start:end]) for start, end in places):
                    score += _EXACT_PHRASE * weight
        exact = sum(self._marked_somewhere(number, one) for number in range(len(self.words)))
        return score + _EXACT_WORDS * exact / len(self.words) + _WHOLE_WORD * whole

    def _exact(self, standing: str) -> bool:
        """Tell whether a phrase found without marks has the marks that were typed, the last word as a beginning."""
        words = [canon(word) for word in _WORD.findall(standing)]
        return words[:-1] == self.marked[:-1] and bool(words) and words[-1].startswith(self.marked[-1])

    def _marked_somewhere(self, number: int, one: Candidate) -> bool:
        wanted = self.marked[number]
        return any(
            canon(standing[start:end]).startswith(wanted)
            for folded, standing in zip(one.folded, one.standing, strict=True)
            for start, end in self._places(self.words[number], folded)
        )

    @staticmethod
    def _places(pattern: re.Pattern[str], folded: str) -> list[tuple[int, int]]:
        return [match.span() for match in islice(pattern.finditer(folded), _PLACES)]

    def snippet(self, one: Candidate) -> str:
        """Return at most 160 characters of the text as it stands, around the best place."""
        best = min(self._offers(one), default=(3, 0, one.standing[2] or one.standing[0]))
        return _cut(best[2], best[1])

    def _offers(self, one: Candidate) -> Iterator[tuple[int, int, str]]:
        """Yield places worth showing, the lower the better: exact phrase, folded phrase, a single word."""
        for column in (2, 0, 1):
            folded, standing = one.folded[column], one.standing[column]
            for start, end in self._places(self.phrase, folded):
                yield (0 if self._exact(standing[start:end]) else 1), start, standing
            for pattern in self.words:
                yield from ((2, start, standing) for start, _ in self._places(pattern, folded)[:1])


def _cut(text: str, at: int) -> str:
    """Cut words out of a text so that the place `at` stands in the first third."""
    start = text.find(" ", max(0, at - _SNIPPET // 3), at) + 1 if at > _SNIPPET // 3 else 0
    start = start or (at if at > _SNIPPET // 3 else 0)
    flat = " ".join(text[start : start + 2 * _SNIPPET].split())
    before = "…" if start else ""
    room = _SNIPPET - len(before)
    if len(flat) <= room and start + 2 * _SNIPPET >= len(text):
        return before + flat
    cut = flat[: room - 1]
    return before + (cut[: cut.rfind(" ")] if " " in cut else cut) + "…"
