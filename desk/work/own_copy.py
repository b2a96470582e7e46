"""A copy of this office that came back (bản sao của cơ quan): what its own book says of it, beside its signatures.

A number may be made void after the copy has left; the file cannot know it, the book does.
"""

import hashlib
import uuid
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from desk.errors import DeskError
from desk.model.certification import CertifiedCopy, Purpose
from desk.model.people import Session
from desk.ports import Desk
from desk.work.copy_code import look_up, parse_code
from desk.work.register import READERS, BookEntry
from ocr.errors import OcrError
from signing.own import TRUE_COPY_FIELD
from signing.report import Report, Verdict
from signing.values import OFFICER_FIELD, SEAL_FIELD

_PURPOSES = {OFFICER_FIELD: Purpose.OFFICER, SEAL_FIELD: Purpose.SEAL, TRUE_COPY_FIELD: Purpose.SEAL}
"""What a certificate is assigned for that signs a field."""

_SIDE_PX = 2600
"""Longest side of a drawn page: a module of the code is then wider than three pixels."""

_BLOCK = 1 << 20
_MOST_PAGES = 3
"""Pages looked at for the code: those with a signature's block, from the last."""


class BookSays(StrEnum):
    """What the book says of a copy."""

    FITS = "fits"
    VOID = "void"
    DIFFERS = "differs"
    OTHER_FILE = "other-file"
    ABSENT = "absent"
    NO_CODE = "no-code"
    UNASKED = "unasked"


AGAINST = frozenset({BookSays.VOID, BookSays.DIFFERS, BookSays.OTHER_FILE})
"""Answers with which a copy is not to be taken, however whole its signatures are."""


@dataclass(frozen=True, slots=True)
class BookAnswer:
    """The answer of the book: what it says, and the entry it says it of, or None; of which book, when that is known.

    Attributes:
        true_copy: It was the book of true copies that was asked.
        strangers: Names in certificates with which fields of ours are signed, and which the office never assigned for
            them: the copy is another office's, whose program is the same, or passes itself off as one of this office.
    """

    says: BookSays
    entry: BookEntry | None = None
    true_copy: bool = False
    strangers: tuple[str, ...] = ()

    @property
    def against(self) -> bool:
        """Tell whether the copy is not to be taken for what the book says."""
        return self.says in AGAINST or (self.entry is not None and bool(self.strangers))


def ask_book(desk: Desk, who: Session, file: Path, report: Report) -> BookAnswer | None:
    """Hold a verified file against the register: by the square code on its page, and by its bytes.

    Args:
        desk: The office whose book is asked.
        who: Who asks.
        file: The file that was verified.
        report: What was found of it.

    Returns:
        None when it is no copy of ours, is refused already, or `who` may not read the book.
    """
    if not any(one.field in (OFFICER_FIELD, SEAL_FIELD, TRUE_COPY_FIELD) for one in report.signatures):
        return None  # a digitised paper stands in no book
    refused = report.verdict in (Verdict.FAILED, Verdict.UNREADABLE)
    if not report.ours or refused or who.officer.roles.isdisjoint(READERS):
        return None
    code = _code_on(desk, file, report)
    true = any(one.field == TRUE_COPY_FIELD for one in report.signatures)
    try:
        return replace(_answer(desk, who, (file, report), code), true_copy=true, strangers=_strangers(desk, report))
    except (DeskError, OSError):  # a book that cannot be read now is no word against a copy, and no end of a check
        return BookAnswer(BookSays.UNASKED, true_copy=true)


def _answer(desk: Desk, who: Session, checked: tuple[Path, Report], code: str | None) -> BookAnswer:
    answer = look_up(desk, who, code) if code else None
    if answer is None:
        return BookAnswer(BookSays.NO_CODE)
    if answer.entry is None:
        return BookAnswer(BookSays.ABSENT)
    if answer.entry.void:
        return BookAnswer(BookSays.VOID, answer.entry)
    if not answer.fits:
        return BookAnswer(BookSays.DIFFERS, answer.entry)
    with desk.unit(reading=True) as uow:
        copy = uow.copies.get(answer.entry.copy_id)
    same = copy is not None and _is_kept(*checked, copy)
    return BookAnswer(BookSays.FITS if same else BookSays.OTHER_FILE, answer.entry)


def _strangers(desk: Desk, report: Report) -> tuple[str, ...]:
    """Return who signed fields of ours with a certificate that was never assigned for them; an ended one counts."""
    with desk.unit(reading=True) as uow:
        assigned = {(one.purpose, one.certificate) for one in uow.copies.assigned()}
    signed = [one for one in report.signatures if one.field in _PURPOSES]
    return tuple(one.signer for one in signed if (_PURPOSES[one.field], one.certificate) not in assigned)


def _code_on(desk: Desk, file: Path, report: Report) -> str | None:
    """Return the text of the copy's code on the pages its signatures stand on or, of a true copy, the last; or None."""
    pages = sorted({one.page for one in report.signatures if one.page}, reverse=True)[:_MOST_PAGES]
    drawn = desk.spool / f"code-{uuid.uuid4().hex}.png"
    last = 0
    try:
        for page in pages:
            texts, last = _codes_of(desk, file, page, drawn)
            if found := next(filter(parse_code, texts), None):
                return found
        if any(one.field == TRUE_COPY_FIELD for one in report.signatures) and last > max(pages, default=0):
            return next(filter(parse_code, _codes_of(desk, file, last, drawn)[0]), None)
        return None
    finally:
        drawn.unlink(missing_ok=True)


def _codes_of(desk: Desk, file: Path, page: int, drawn: Path) -> tuple[list[str], int]:
    """Return the texts of the codes on a page and how many pages there are; none when it cannot be drawn or read."""
    try:
        page_drawn = desk.reader.draw(file, page, drawn, _SIDE_PX)
        return desk.reader.card(drawn), page_drawn.pages
    except (DeskError, OcrError):
        return [], 0


def _is_kept(file: Path, report: Report, copy: CertifiedCopy) -> bool:
    """Tell whether one of the file's states is the one that was kept: a renewed archive still begins with it."""
    kept = {copy.sealed, copy.file} - {None} or {copy.signed}
    ends = sorted({one.end for one in report.revisions if one.end} | {file.stat().st_size})
    summed, place = hashlib.sha256(), 0
    with file.open("rb") as whole:
        for end in ends:
            while place < end and (block := whole.read(min(_BLOCK, end - place))):
                summed.update(block)
                place += len(block)
            if summed.hexdigest() in kept:
                return True
    return False
