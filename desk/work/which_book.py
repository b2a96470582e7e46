"""Which book is meant (sổ nào): the one in use this year where nothing is named; a name that is none is told."""

from datetime import date

from desk.errors import BookUnknown
from desk.ports import UnitOfWork
from desk.work.attestation import wording_on
from desk.work.true_wording import true_book


def which_book(uow: UnitOfWork, book: str | None, year: int | None, today: date) -> tuple[str, int]:
    """Return the symbol and the year of the book that is meant: that in use at the year's end, or today.

    Raises:
        BookUnknown: it is named, and no book of this symbol is in use or has ever been; or it is no year.
    """
    which = today.year if year is None else year
    if not date.min.year <= which <= date.max.year:
        raise BookUnknown(book=book or "-", year=which)
    used = wording_on(uow, min(today, date(which, 12, 31))).symbol
    known = {used, true_book(uow, today), *(symbol for symbol, _ in uow.copies.books())}
    if book is not None and book not in known:
        raise BookUnknown(book=book, year=which)
    return book or used, which
