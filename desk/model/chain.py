"""The chain of a book (chuỗi băm của sổ): every state of every entry, each line tied to the one before.

A line is never changed: what changes about an entry is a new line with the entry as it then stands. The link is
SHA-256(previous link + canonical JSON of [book, year, place, at, kind, body]); the first follows 64 zeros. A chain
alone does not stop a rewriting from the end, so its head leaves the office each day: in the record of the day's
closing, and in the code on every copy (docs/law.md#register).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.values import Json

GENESIS = "0" * 64


class LineKind(StrEnum):
    """What a line tells: an entry (mục), a day's closing (khóa sổ ngày), a year's closing (khóa sổ năm)."""

    ENTRY = "entry"
    DAY = "day"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a book's chain.

    Attributes:
        place: From 1, without a gap.
        at: ISO 8601, UTC, as it was hashed.
        body: Canonical JSON, as it was hashed.
        hash: The link, 64 hex digits.
    """

    place: int
    at: str
    kind: LineKind
    body: str
    hash: str

    @property
    def facts(self) -> dict[str, Json]:
        """Return what the body says."""
        said: dict[str, Json] = json.loads(self.body)
        return said


def canonical(facts: Mapping[str, Json]) -> str:
    """Return facts as the one JSON text they have."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(previous: str, book: str, year: int, line: tuple[int, str, LineKind, str]) -> str:
    """Return the hash that ties a line (place, at, kind, body) to the one before it."""
    text = json.dumps([book, year, *line], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((previous + text).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends (đầu chuỗi): lines so far, and the last link; a chain not begun has the head `Head()`."""

    lines: int = 0
    hash: str = GENESIS


def next_line(book: str, year: int, head: Head, said: tuple[datetime, LineKind, Mapping[str, Json]]) -> Line:
    """Return the line (at, kind, facts) that follows a head."""
    at, kind, facts = said
    line = (head.lines + 1, written_moment(at), kind, canonical(facts))
    return Line(*line, hash=link(head.hash, book, year, line))


def written_moment(at: datetime) -> str:
    """Return a moment as lines write it: ISO 8601 with its offset."""
    return at.isoformat()


def entry_facts(copy: CertifiedCopy) -> dict[str, Json]:
    """Return what the chain keeps of an entry: every column of the book, its state, and the digests of its files.

    The state is "numbered" until the copy is finished; what lies between is the signing's, not the book's.
    """
    state = {CopyStage.VOID: "void", CopyStage.SEALED: "finished"}.get(copy.stage, "numbered")
    return {
        "number": copy.number, "certified_at": written_moment(copy.certified_at), "requester": copy.requester,
        "requester_number": copy.requester_number, "title": copy.title, "officer": copy.officer,
        "officer_title": copy.officer_title, "pages": copy.pages, "copies": copy.copies, "fee": copy.fee,
        "note": copy.note, "source": copy.source, "state": state, "file": copy.file,
        "voided_reason": copy.voided_reason, **({"kind": copy.kind.value} if copy.kind.true_copy else {}),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Replaced:
    """Which file a renewal of the archive (gia hạn lưu trữ) replaced, and when.

    Attributes:
        file: Digest of the file before; its bytes are the beginning of the new one's.
        size: Bytes of it, so that whoever has the new file can find the old one in it.
    """

    file: str
    size: int
    at: datetime


FOLLOWED = ("replaces", "replaced_size")
"""What a line tells besides the entry's own facts: which file its file follows."""


def following(before: Mapping[str, Json], facts: dict[str, Json], replaced: Replaced | None) -> dict[str, Json]:
    """Return an entry's facts as its next line tells them: what its file follows is told on while the file stays."""
    if replaced is not None:
        return {**facts, "replaces": replaced.file, "replaced_size": replaced.size}
    if before.get("replaces") is not None and before.get("file") == facts["file"]:
        return {**facts, "replaces": before["replaces"], "replaced_size": before["replaced_size"]}
    return facts


def entry_moment(copy: CertifiedCopy) -> datetime:
    """Return when an entry last changed."""
    return max(moment for moment in (copy.certified_at, copy.finished_at, copy.voided_at) if moment is not None)


def first_break(book: str, year: int, lines: Iterable[Line]) -> int | None:
    """Return the place of the first line that does not follow from the one before it, or None."""
    previous = GENESIS
    for count, line in enumerate(lines, 1):
        said = (line.place, line.at, line.kind, line.body)
        if line.place != count or line.hash != link(previous, book, year, said):
            return count
        previous = line.hash
    return None
