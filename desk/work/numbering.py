"""Entering a copy into its book (vào sổ): the next number, behind the closings of the days before, never back in time.

Law: docs/law.md#register
"""

from dataclasses import replace

from desk.errors import ClockBehind
from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.people import Session
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import local_day
from desk.work.closing import close_days_before


def entered(uow: UnitOfWork, desk: Desk, who: Session, entry: CertifiedCopy) -> CertifiedCopy:
    """Take the next number for an entry in this unit and return the copy that has it; earlier days are closed first.

    Raises:
        BookClosed: the year of this book is closed.
        ClockBehind: the book has a number of a later day, which is not void.
    """
    _check_clock(uow, entry)
    close_days_before(uow, desk, who, entry.book, local_day(entry.certified_at))
    return uow.copies.add(replace(entry, number=uow.copies.take_number(entry.book, entry.year)))


def _check_clock(uow: UnitOfWork, entry: CertifiedCopy) -> None:
    """Let an entry pass that is of no earlier day than the last number that is not void, of next year's book too."""
    day = local_day(entry.certified_at)
    for year in (entry.year, entry.year + 1):
        last = _last_good(uow, entry.book, year)
        if last is not None and (later := local_day(last.certified_at)) > day:
            raise ClockBehind(day=f"{day:%d/%m/%Y}", number=last.number, book=last.book, later=f"{later:%d/%m/%Y}")


def _last_good(uow: UnitOfWork, book: str, year: int) -> CertifiedCopy | None:
    """Return the entry of the last number that is not void, or None; a book of a year has a hundred thousand."""
    for number in range(uow.copies.next_number(book, year) - 1, 0, -1):
        copy = uow.copies.by_number(book, year, number)
        if copy is not None and copy.stage is not CopyStage.VOID:
            return copy
    return None
