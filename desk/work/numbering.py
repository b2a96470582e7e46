"""Entering a copy into its book (vào sổ): the next number, behind the closings of the days before, never back in time.

Law: docs/law.md#register
"""

from dataclasses import replace
from datetime import timedelta

from desk.errors import ClockBehind
from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.people import Session
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import day_begins, local_day
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
    """Let an entry pass that is not of an earlier day than a number before it; desks may differ by less than a day."""
    day = local_day(entry.certified_at)
    tomorrow = day_begins(day + timedelta(days=1))
    for year in (entry.year, entry.year + 1):
        for copy in uow.copies.of_book(entry.book, year, tomorrow):
            if copy.stage is not CopyStage.VOID:
                later = local_day(copy.certified_at)
                raise ClockBehind(
                    day=f"{day:%d/%m/%Y}", number=copy.number, book=copy.book, later=f"{later:%d/%m/%Y}"
                )
