"""Printing the book month by month to be bound for the year (in và đóng quyển hằng tháng).

Page numbers run on through the year's months: what a month was printed with is kept, so that the next one goes on
from there, also when an entry of an earlier month became void meanwhile.

Law: docs/law.md#register
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import BookUnknown, MonthBound, MonthOpen, MonthSkipped, StoreBusy
from desk.model.certification import CopyStage
from desk.model.events import Kind
from desk.model.people import Session
from desk.ports import Desk, UnitOfWork
from desk.work.attestation import form_words, local_day
from desk.work.deliver import delivery
from desk.work.journalling import note
from desk.work.office import office_facts
from desk.work.register import READERS, Book, book_page, register

if TYPE_CHECKING:
    from desk.model.values import Json

_SETTING = "register-bound"


@dataclass(frozen=True, slots=True)
class BoundMonth:
    """Where a month stands in the year's book: its first and last page, from 1."""

    month: int
    first_page: int
    last_page: int


def bound_months(desk: Desk, who: Session, book: str, year: int) -> list[BoundMonth]:
    """List the months of a book that were printed to be bound, in their order.

    Raises:
        RoleMissing.
    """
    who.require(*READERS)
    with desk.unit(reading=True) as uow:
        return _bound(uow, book, year)


def bind_month(
    desk: Desk, who: Session, month: int, out: Path, year: int | None = None, book: str | None = None
) -> BoundMonth:
    """Write one month of a book as a PDF to be printed and bound; again it has the pages it had.

    Args:
        desk: The office.
        who: Who prints it.
        month: 1 to 12, over, with every number finished or void.
        out: Where to; the file appears whole or not at all.
        year: None = this year.
        book: Its symbol; None = the book in use.

    Raises:
        RoleMissing, OutputRefused; BookUnknown: the month has no number. MonthOpen: it is not over, or copies are under
        way. MonthSkipped: an earlier month was not printed yet. MonthBound: it would have more or fewer pages than it
        was bound with, and the month after it goes on from there. StoreBusy: another desk bound a month meanwhile.
    """
    found = register(desk, who, year, book)
    entries = found.of_month(month)
    if not entries:
        raise BookUnknown(book=found.book, year=found.year)
    unfinished = sum(entry.stage not in (CopyStage.SEALED, CopyStage.VOID) for entry in entries)
    if unfinished or local_day(desk.clock.now()) <= date(found.year, month, monthrange(found.year, month)[1]):
        raise MonthOpen(book=found.book, month=month, year=found.year, open=unfinished)
    with desk.unit(reading=True) as uow:
        before = _bound(uow, found.book, found.year)
    first_page = _first_page(found, before, month)
    made, pages = _set(desk, found, month, first_page)
    now = BoundMonth(month, first_page, first_page + pages - 1)
    if any(one.month == month and one != now for one in before) and any(one.month > month for one in before):
        raise MonthBound(month=month, year=found.year)
    with delivery(out) as laid:
        laid.file.write(made)
        laid.secure()
        _keep(desk, who, found, (before, now))
        laid.settle()
    return now


def _first_page(found: Book, before: list[BoundMonth], month: int) -> int:
    bound = {one.month for one in before}
    skipped = next((m for m in range(1, month) if found.of_month(m) and m not in bound), None)
    if skipped is not None:
        raise MonthSkipped(month=skipped, year=found.year)
    return max((one.last_page for one in before if one.month < month), default=0) + 1


def _set(desk: Desk, found: Book, month: int, first_page: int) -> tuple[bytes, int]:
    from desk.papers.register_book import Bound, bound_book_pdf  # setting type loads slowly

    entries = found.of_month(month)
    bound = Bound(first_page, entries[0].written, entries[-1].written)
    words = form_words("register", local_day(desk.clock.now()), true=found.true)
    return bound_book_pdf(book_page(desk, found, month, office_facts(desk), bound), words)


def _bound(uow: UnitOfWork, book: str, year: int) -> list[BoundMonth]:
    kept = uow.setting(f"{_SETTING}:{book}:{year}")
    rows = kept if isinstance(kept, list) else []
    return sorted((BoundMonth(*[int(str(part)) for part in row]) for row in rows if isinstance(row, list)), key=_month)


def _month(one: BoundMonth) -> int:
    return one.month


def _keep(desk: Desk, who: Session, found: Book, month: tuple[list[BoundMonth], BoundMonth]) -> None:
    """Keep a month's pages, unless another desk bound one meanwhile, from where its pages would go on."""
    before, now = month
    with desk.unit() as uow:
        if _bound(uow, found.book, found.year) != before:
            raise StoreBusy(why="a month was bound meanwhile")
        others = [one for one in before if one.month != now.month]
        rows: list[Json] = [[one.month, one.first_page, one.last_page] for one in sorted([*others, now], key=_month)]
        uow.set_setting(f"{_SETTING}:{found.book}:{found.year}", rows)
        note(
            uow, desk, who, Kind.REGISTER_EXPORTED, f"register:{found.book}/{found.year}",
            form="bound", month=now.month, entries=len(found.of_month(now.month)), first=now.first_page,
            last=now.last_page,
        )
        uow.commit()
